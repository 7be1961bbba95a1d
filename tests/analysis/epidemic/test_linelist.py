from datetime import date
from pathlib import Path

import numpy as np
import pytest

from hyosan.analysis.epidemic import Infections, read_line_list
from hyosan.errors import BadInput

LINE_LIST = """\
id,date_infection,date_onset,date_report,age,sex,place,outcome,ward
A1,2015-05-03,2015-05-08,2015-05-09,41,F,"Ward 2, east",Alive,x
B2,,2015-05-12,NA,,M,,Dead,y

C3,2015-05-06,,2015-05-20,7.5,NA,Home,,z
"""
CONTACTS = "from,to,exposure\nA1,B2,room\nA1,B2,corridor\nB2,C3,home\n"


def read(folder: Path, line_list: str = LINE_LIST, contacts: str | None = None, **how: object) -> Infections:
    """Read texts as files."""
    (folder / "cases.csv").write_text(line_list, encoding="utf-8")
    if contacts is not None:
        (folder / "contacts.csv").write_text(contacts, encoding="utf-8")
    return read_line_list(folder / "cases.csv", folder / "contacts.csv" if contacts else None, **how)  # type: ignore[arg-type]


def complaint(folder: Path, line_list: str = LINE_LIST, contacts: str | None = None, **how: object) -> str:
    """What is said about texts that cannot be used, without the folder."""
    with pytest.raises(BadInput) as caught:
        read(folder, line_list, contacts, **how)
    return str(caught.value).removeprefix(f"{folder}/")


def test_dates_become_days_since_the_earliest(tmp_path: Path) -> None:
    cases = read(tmp_path)
    assert cases.ids.to_list() == ["A1", "B2", "C3"]
    assert cases.first_day == date(2015, 5, 3)
    np.testing.assert_array_equal(cases.infected, [0, np.nan, 3])
    np.testing.assert_array_equal(cases.onset, [5, 9, np.nan])
    assert cases.observed_until == 18
    assert cases.about.to_dict(as_series=False) == {
        "report": [6, None, 17],
        "age": [41, None, 7.5],
        "sex": ["F", "M", None],
        "place": ["Ward 2, east", None, "Home"],
        "outcome": ["Alive", "Dead", None],
    }
    assert cases.infector.tolist() == [-1, -1, -1]


def test_contacts_name_infectors_and_a_pair_counts_once(tmp_path: Path) -> None:
    cases = read(tmp_path, contacts=CONTACTS)
    assert cases.infector.tolist() == [-1, 0, 1]
    assert len(cases.pairs) == 2
    assert len(cases.rivals) == 0


def test_columns_can_have_other_names(tmp_path: Path) -> None:
    text = " case no ,ill on\n1,2020-01-31\n2,2020-02-01\n"
    cases = read(
        tmp_path, text, "source,target\n2,1\n", columns={"id": "case no", "onset": "ill on"},
        contact_columns={"from": "source", "to": "target"},
    )  # fmt: skip
    assert cases.onset.tolist() == [0, 1]
    assert cases.infector.tolist() == [1, -1]


def test_days_can_be_numbers(tmp_path: Path) -> None:
    cases = read(tmp_path, "id,date_infection\na,1\nb,2.5\nc,\n", dates="day")
    np.testing.assert_array_equal(cases.infected, [0, 1.5, np.nan])
    assert cases.first_day is None
    assert cases.observed_until == 2


def test_an_onset_on_the_day_of_the_infection_is_possible(tmp_path: Path) -> None:
    cases = read(tmp_path, "id,date_infection,date_onset\na,2020-01-01,2020-01-01\n")
    assert cases.onset.tolist() == cases.infected.tolist() == [0]


def test_several_infectors_are_kept_as_rivals_if_asked_for(tmp_path: Path) -> None:
    cases = read(tmp_path, contacts="from,to\nA1,C3\nA1,B2\nB2,C3\n", several_infectors="keep")
    assert cases.infector.tolist() == [-1, 0, -1]
    assert cases.rivals.infector.tolist() == [0, 1]
    assert cases.rivals.infectee.tolist() == [2, 2]


def test_a_spreadsheet_of_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(b"\xef\xbb\xbfid,date_onset\r\na,2020-02-29\r\n,\r\nb,\r\n")
    assert read_line_list(tmp_path / "cases.csv").ids.to_list() == ["a", "b"]


def test_a_line_list_without_cases_or_dates_has_no_days(tmp_path: Path) -> None:
    for text, n in (("id,date_onset\n", 0), ("id\na\n", 1), ("id,date_onset\na,\n", 1)):
        cases = read(tmp_path, text)
        assert (len(cases), cases.first_day) == (n, None)
        assert np.isnan(cases.observed_until)


@pytest.mark.parametrize(
    ("line_list", "said"),
    [
        ("name,date_onset\na,2020-01-01\n", "row 1: no column 'id' (id); one of name, date_onset"),
        ("ID\na\n", "row 1: no column 'id' (id); one of ID"),
        ("id,sex\na,F\n,M\n", "row 3, column id: nothing; an id in each row"),
        ("id\na\nb\na\na\n", "row 4, column id: 'a'; each id once (and 1 more)"),
        ("id,date_onset\na,2015-02-30\n", "row 2, column date_onset: '2015-02-30'; an ISO date such as 2015-05-31"),
        ("id,date_onset\n\na,yesterday\n", "row 3, column date_onset: 'yesterday'; an ISO date"),
        ("id,date_onset\na,2015-5-1\nb,5\n", "row 2, column date_onset: '2015-5-1'; an ISO date"),
        ("id,date_onset\na,31/05/2015\n", "row 2, column date_onset: '31/05/2015'; an ISO date"),
        ("id,date_report\na,2015-05-01T10:00\n", "row 2, column date_report: '2015-05-01T10:00'; an ISO date"),
        ("id,date_death\na,2015-13-01\n", "row 2, column date_death: '2015-13-01'; an ISO date"),
        (
            "id,date_infection,date_onset\na,2015-05-02,2015-05-01\n",
            "row 2, column date_onset: 2015-05-01 is before the infection on 2015-05-02; "
            "an onset on the day of the infection or later",
        ),
        ("id,date_onset\na,0000-01-01\n", "row 2, column date_onset: '0000-01-01'; an ISO date"),
        ("id, id\na,b\n", "file: "),
        ("\n\n", "file: "),
        ("id,age\na,old\n", "row 2, column age: 'old'; an age from 0 to 130 years"),
        (
            "id,age\na,-1\nb,131\nc,nan\n",
            "row 2, column age: '-1'; an age from 0 to 130 years, or nothing (and 2 more)",
        ),
        ("", "file: empty; a CSV file with a header"),
        ("id,sex\na,F,1\n", "file: found more fields"),
    ],
)
def test_what_is_wrong_with_a_line_list_is_told(tmp_path: Path, line_list: str, said: str) -> None:
    assert complaint(tmp_path, line_list).startswith(f"cases.csv:{said}")


def test_day_numbers_are_numbers(tmp_path: Path) -> None:
    for cell in ("2015-05-01", "inf", "nan"):
        said = complaint(tmp_path, f"id,date_onset\na,{cell}\n", dates="day")
        assert said.startswith(f"cases.csv:row 2, column date_onset: '{cell}'; a day number such as 1 or 2.5")


def test_columns_that_are_asked_for_must_be_there(tmp_path: Path) -> None:
    said = complaint(tmp_path, columns={"onset": "date_onsett"})
    assert said.startswith("cases.csv:row 1: no column 'date_onsett' (onset); one of id, ")
    assert said.endswith("did you mean date_onset?")
    assert complaint(tmp_path, columns={"onsett": "x"}).endswith("did you mean onset?")


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ("a,b\nA1,B2\n", "row 1: no column 'from' (from); one of a, b"),
        ("from,to\nA1,B2\nA1,C_3\n", "row 3, column to: 'C_3'; the id of a case in the line list; did you mean C3?"),
        ("from,to\nX,B2\nY,B2\n", "row 2, column from: 'X'; the id of a case in the line list (and 1 more)"),
        ("from,to\nA1,B2\n,C3\n", "row 3, column from: nothing; the id of a case"),
        ("from,to\nA1,B2\nC3,C3\n", "row 3, column to: 'C3'; a case other than its infector"),
        ("from,to\nA1,C3\nB2,C3\n", "row 3, column to: C3 has 2 infectors: A1, B2; one infector for each case"),
        ("from,to\nA1,B2\nB2,C3\nC3,A1\n", "contacts: a loop of infectors: A1, B2, C3; chains of infectors that never"),
        ("from,to\nA1,B2\nB2,A1\n", "contacts: a loop of infectors: A1, B2; chains of infectors that never lead back"),
    ],
)
def test_what_is_wrong_with_contacts_is_told(tmp_path: Path, contacts: str, said: str) -> None:
    assert complaint(tmp_path, contacts=contacts).startswith(f"contacts.csv:{said}")


def test_loops_are_found_among_rivals_too(tmp_path: Path) -> None:
    contacts = "from,to\nA1,B2\nB2,A1\nC3,A1\n"
    said = complaint(tmp_path, contacts=contacts, several_infectors="keep")
    assert said.startswith("contacts.csv:contacts: a loop of infectors: A1, B2;")


def test_long_loops_are_told_short(tmp_path: Path) -> None:
    line_list = "id\n" + "".join(f"{i}\n" for i in range(3000))
    contacts = "from,to\n" + "".join(f"{i},{(i + 1) % 3000}\n" for i in range(3000))
    assert "a loop of infectors: 0, 1, 2, 3, 4 and 2995 more;" in complaint(tmp_path, line_list, contacts)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cases\.csv:file: missing; a CSV file"):
        read_line_list(tmp_path / "cases.csv")


def test_text_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(b"id,sex\n\xff\xfe,F\n")
    with pytest.raises(BadInput, match="a CSV file in UTF-8"):
        read_line_list(tmp_path / "cases.csv")
