import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.analysis import Outbreak, outcome_of
from hyosan.analysis.burden import Beds
from hyosan.analysis.outbreak import Group, Peak, growth_phase_of, outbreak_of
from tests.analysis.small_outbreak import DAY, OUTBREAK, PEOPLE, write_outbreak


@pytest.fixture(scope="module")
def outbreak(tmp_path_factory: pytest.TempPathFactory) -> Outbreak:
    return outbreak_of(write_outbreak(tmp_path_factory.mktemp("runs"), start_date="2026-03-01"))


@pytest.fixture
def nobody(tmp_path: Path) -> Outbreak:
    return outbreak_of(write_outbreak(tmp_path, OUTBREAK[:1]))


def test_the_run_is_told_first(outbreak: Outbreak) -> None:
    assert (outbreak.run.scenario, outbreak.run.title, outbreak.run.seed) == ("town", "A small town", 3)
    told = outbreak.to_json()
    assert list(told)[:4] == ["scenario", "title", "content_note", "seed"]
    assert (told["people"], told["reached"], told["start_date"]) == (10, 14 * DAY, "2026-03-01")


def test_attack_rates_count_each_person_once(outbreak: Outbreak) -> None:
    assert (outbreak.infected, outbreak.imported, outbreak.attack_rate) == (6, 1, 0.6)
    assert [group.name for group in outbreak.by_age] == ["0-9", "30-39", "70-79"]
    assert [(group.infected, group.people) for group in outbreak.by_age] == [(2, 3), (3, 4), (1, 3)]
    assert outbreak.by_place == (Group("North", 5, 5, 1.0), Group("South", 5, 1, 0.2))


def test_one_age_and_one_district_are_not_compared(tmp_path: Path) -> None:
    alike = PEOPLE.with_columns(age=pl.lit(30), home=pl.lit(0))
    found = outbreak_of(write_outbreak(tmp_path, people=alike))
    assert (found.by_age, found.by_place, found.attack_rate) == ((), (), 0.6)


def test_the_peak_is_the_day_with_most_infections(outbreak: Outbreak) -> None:
    assert outbreak.peak == Peak(day=3, infections=2)


def test_what_never_grew_has_no_growth_phase(outbreak: Outbreak) -> None:
    assert outbreak.growth_phase is None


def test_growth_is_measured_until_a_tenth_was_infected() -> None:
    phase = growth_phase_of(np.array([0, 10, 20, 40, 80, 160, 320, 640, 320, 0]))
    assert phase is not None
    assert (phase.first_day, phase.last_day) == (2, 6)
    assert phase.growth.doubling_d.value == pytest.approx(1.0)


def test_a_small_outbreak_grows_for_three_days_at_least() -> None:
    phase = growth_phase_of(np.array([3, 6, 9, 2, 0, 0]))
    assert phase is not None
    assert (phase.first_day, phase.last_day) == (1, 3)


def test_each_setting_has_its_infections(outbreak: Outbreak) -> None:
    assert outbreak.by_setting == {"home": 2, "school": 1, "work": 1, "community": 1}


def test_r0_is_counted_in_the_first_generations(outbreak: Outbreak) -> None:
    first = outbreak.first_generations
    assert first is not None
    assert (first.generations, first.cases, first.r0.value) == (1, 1, 3.0)
    assert outbreak.generations == 3


def test_generation_intervals_are_those_of_the_pairs(outbreak: Outbreak) -> None:
    found = outbreak.generation_interval
    assert found is not None
    days = [2, 2.5, 4, 3, 4]
    assert (found.pairs, found.mean_d) == (5, pytest.approx(3.1))
    assert found.sd_d == pytest.approx(math.sqrt(sum((day - 3.1) ** 2 for day in days) / 5))


def test_those_who_infected_most_come_with_place_and_day(outbreak: Outbreak) -> None:
    assert [(s.who, s.infected, s.event, s.place, s.day) for s in outbreak.spreaders] == [
        (0, 3, 1, "North", 1), (1, 1, 2, "North", 3), (4, 1, 6, "North", 6),
    ]  # fmt: skip
    assert outbreak.infecting_share == 0.5


def test_beds_are_counted_from_admission_to_the_end_of_the_infection(outbreak: Outbreak) -> None:
    assert outbreak.burden.hospital == Beds(admissions=1, peak=2, day=8)
    assert outbreak.burden.intensive_care == Beds(admissions=1, peak=1, day=8)
    assert outbreak.burden.deaths == 1


def test_the_close_says_who_is_still_infected(outbreak: Outbreak) -> None:
    close = outbreak.close
    assert (close.extinct, close.still_infected, close.last_infection, close.last_week) == (False, 2, 9 * DAY, 1)


def test_an_outbreak_is_valid_json_even_where_bounds_are_infinite(outbreak: Outbreak, nobody: Outbreak) -> None:
    for each in (outbreak, nobody):
        json.dumps(each.to_json(), allow_nan=False)


def test_nobody_infected_is_told(nobody: Outbreak) -> None:
    assert (nobody.infected, nobody.peak, nobody.first_generations, nobody.spreaders) == (0, None, None, ())
    assert nobody.growth_phase is None
    assert nobody.close.last_infection is None


def test_a_run_of_people_who_are_counted_ends_as_an_outbreak(tmp_path: Path) -> None:
    assert isinstance(outcome_of(write_outbreak(tmp_path)), Outbreak)
