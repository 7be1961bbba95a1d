from datetime import date
from math import nan
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.analysis.epidemic import export, read_line_list, write_contacts, write_line_list
from tests.analysis.epidemic.making import cases, forests

ABOUT = pl.DataFrame(
    {"name": ["On-jo", 'Lee "A", B', None], "place": ["Roof", None, "Lane"], "death": [None, 3.2, None]}
)


def test_dates_are_iso_dates_where_day_1_has_one(tmp_path: Path) -> None:
    run = cases([-1, 0, 1], [0.5, 1.25, 2], [2, 2.5, nan], about=ABOUT, first_day=date(2020, 2, 28))
    write_line_list(run, tmp_path / "cases.csv")
    assert (tmp_path / "cases.csv").read_text() == (
        "id,date_infection,date_onset,date_death,day_infection,day_onset,name,place\n"
        "c0,2020-02-28,2020-03-01,,1.5,3.0,On-jo,Roof\n"
        'c1,2020-02-29,2020-03-01,2020-03-02,2.25,3.5,"Lee ""A"", B",\n'
        "c2,2020-03-01,,,3.0,,,Lane\n"
    )


def test_dates_are_day_numbers_where_days_are_only_counted(tmp_path: Path) -> None:
    write_line_list(cases([-1, 0], [0.5, 1.25]), tmp_path / "cases.csv")
    assert (tmp_path / "cases.csv").read_text() == "id,date_infection,day_infection\nc0,1,1.5\nc1,2,2.25\n"


def test_contacts_have_a_row_for_each_pair(tmp_path: Path) -> None:
    run = cases([-1, 0, -1], [0.5, 1.25, 2], [2, 1.5, nan], rivals=[(0, 2), (1, 2)], about=ABOUT)
    write_contacts(run, tmp_path / "contacts.csv")
    assert (tmp_path / "contacts.csv").read_text() == (
        "from,to,generation_d,serial_d,place\nc0,c1,0.75,-0.5,\nc0,c2,1.5,,Lane\nc1,c2,0.75,,Lane\n"
    )


def test_no_cases_leave_the_header(tmp_path: Path) -> None:
    write_line_list(cases([]), tmp_path / "cases.csv")
    write_contacts(cases([]), tmp_path / "contacts.csv")
    assert (tmp_path / "cases.csv").read_text() == "id\n"
    assert (tmp_path / "contacts.csv").read_text() == "from,to\n"


@settings(deadline=None, max_examples=30)
@given(forests(), st.data())
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, infector: list[int], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("export")
    seconds = data.draw(st.lists(st.integers(0, 10**7), min_size=len(infector), max_size=len(infector)))
    run = cases(infector, [second / 86400 for second in seconds])
    write_line_list(run, folder / "cases.csv")
    write_contacts(run, folder / "contacts.csv")
    columns = {"infection": "day_infection"} if infector else {}
    read = read_line_list(folder / "cases.csv", folder / "contacts.csv", columns=columns, dates="day")
    assert read.ids.to_list() == run.ids.to_list()
    assert read.infector.tolist() == infector
    np.testing.assert_allclose(read.infected, run.infected, rtol=0, atol=1e-9)


def test_many_rows_are_written_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BLOCK", 2)
    write_line_list(cases([-1] * 5), tmp_path / "cases.csv")
    assert (tmp_path / "cases.csv").read_text() == "id\nc0\nc1\nc2\nc3\nc4\n"
