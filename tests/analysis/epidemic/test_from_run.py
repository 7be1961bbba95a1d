from pathlib import Path

import numpy as np

from hyosan.analysis.epidemic import (
    attack_rates,
    generations_of,
    infections_of,
    read_line_list,
    write_contacts,
    write_line_list,
)
from hyosan.chronicle import RunRecord
from hyosan.world.codes import Kind, Setting
from tests.analysis.small_run import (
    CLASS,
    GWINAM,
    HARI,
    JINSU,
    KIM,
    LAB,
    ONJO,
    OUTBREAK,
    START,
    UNTIL,
    Happening,
    write_run,
)

BEGINNING = OUTBREAK[0]


def days(*minutes: float) -> list[float]:
    return [(START + 60 * minute) / 86400 for minute in minutes]


def test_every_infection_of_a_run_is_a_case_with_its_infector(record: RunRecord) -> None:
    found = infections_of(record, onset=Kind.TURNED)
    assert found.ids.to_list() == [str(each) for each in (JINSU, KIM, ONJO, GWINAM)]
    assert found.infector.tolist() == [-1, 0, 1, 0]
    assert generations_of(found).tolist() == [0, 1, 2, 1]
    assert found.about["name"].to_list() == ["Jin-su", "Kim A", "On-jo", "Gwi-nam"]
    assert found.about["age"].to_list() == [17, 16, 17, 17]
    assert found.observed_until == UNTIL / 86400
    assert found.first_day is None
    assert not np.isnan(found.onset[:2]).any()
    assert np.isnan(found.onset[2:]).all()


def test_people_infected_again_are_cases_again(tmp_path: Path) -> None:
    again = [
        BEGINNING,
        Happening(1, Kind.IMPORTATION, 0, KIM, place=LAB),
        Happening(2, Kind.INFECTION, 1, ONJO, KIM, CLASS),
        Happening(3, Kind.ONSET, 2, ONJO, KIM, CLASS),
        Happening(4, Kind.INFECTION, 2, KIM, ONJO, CLASS),
        Happening(5, Kind.INFECTION, 4, HARI, KIM, LAB),
        Happening(6, Kind.ONSET, 4, KIM, ONJO, LAB),
        Happening(7, Kind.ONSET, 4, KIM, ONJO, LAB),
        Happening(8, Kind.DIED, 4, KIM, place=LAB),
    ]
    found = infections_of(write_run(tmp_path, again, start_date="2022-01-28"))
    assert found.ids.to_list() == [f"{KIM}", f"{ONJO}", f"{KIM}#2", f"{HARI}"]
    assert found.infector.tolist() == [-1, 0, 1, 2]
    assert found.about["episode"].to_list() == [1, 1, 2, 1]
    np.testing.assert_allclose(found.infected, days(1, 2, 4, 5))
    np.testing.assert_allclose(found.onset, [np.nan, *days(3, 6), np.nan])
    assert found.about["place"].to_list() == ["Science lab", "Class 1-1", "Class 1-1", "Science lab"]
    assert [each is None for each in found.about["death"]] == [True, True, False, True]
    assert str(found.first_day) == "2022-01-28"


def test_an_importation_and_the_infection_that_it_caused_are_one_case(tmp_path: Path) -> None:
    imported = [
        BEGINNING,
        Happening(1, Kind.IMPORTATION, 0, KIM),
        Happening(1, Kind.INFECTION, 1, KIM),
        Happening(2, Kind.INFECTION, 2, ONJO, KIM),
    ]
    found = infections_of(write_run(tmp_path, imported))
    assert found.ids.to_list() == [f"{KIM}", f"{ONJO}"]
    assert found.infector.tolist() == [-1, 0]
    assert found.about["place"].to_list() == [None, None]


def test_an_infector_who_was_never_infected_begins_no_loop(tmp_path: Path) -> None:
    odd = [BEGINNING, Happening(1, Kind.INFECTION, 0, KIM, HARI), Happening(2, Kind.INFECTION, 0, HARI, KIM)]
    assert infections_of(write_run(tmp_path, odd)).infector.tolist() == [-1, 0]


def test_nobody_is_their_own_infector(tmp_path: Path) -> None:
    odd = [BEGINNING, Happening(1, Kind.INFECTION, 0, KIM, KIM)]
    assert infections_of(write_run(tmp_path, odd)).infector.tolist() == [-1]


def test_nobody_infected_leaves_no_cases(empty: RunRecord) -> None:
    found = infections_of(empty)
    assert len(found) == 0
    assert found.about["name"].to_list() == []


def test_attack_rates_of_a_run_count_each_person_once(record: RunRecord) -> None:
    found = infections_of(record)
    first = found.about.filter(found.about["episode"] == 1)
    rates = attack_rates(first["age"], record.people["age"])
    assert dict(zip(rates["group"], rates["cases"], strict=True)) == {16: 1, 17: 3, 18: 0, 47: 0}


def test_a_run_that_is_written_as_a_line_list_is_read_back(record: RunRecord, tmp_path: Path) -> None:
    run = infections_of(record, onset=Kind.TURNED)
    write_line_list(run, tmp_path / "cases.csv")
    write_contacts(run, tmp_path / "contacts.csv")
    columns = {"infection": "day_infection", "onset": "day_onset"}
    read = read_line_list(tmp_path / "cases.csv", tmp_path / "contacts.csv", columns=columns, dates="day")
    assert read.ids.to_list() == run.ids.to_list()
    assert read.infector.tolist() == run.infector.tolist()
    np.testing.assert_allclose(read.infected, run.infected)
    np.testing.assert_allclose(read.onset, run.onset)


def test_a_society_tells_the_setting_of_each_infection(tmp_path: Path) -> None:
    told = [
        BEGINNING,
        Happening(1, Kind.IMPORTATION, 0, KIM, place=LAB),
        Happening(2, Kind.INFECTION, 1, ONJO, KIM, CLASS, Setting.SCHOOL),
        Happening(3, Kind.INFECTION, 2, HARI, ONJO, 77, Setting.HOME),
    ]
    found = infections_of(write_run(tmp_path, told, scenario="[population]\npeople = 8\n"))
    assert found.about["setting"].to_list() == [None, "school", "home"]
    assert found.about["place"].to_list() == ["Science lab", "Class 1-1", None]
