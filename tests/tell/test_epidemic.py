from dataclasses import replace
from pathlib import Path

import pytest

from hyosan.analysis import Outbreak
from hyosan.analysis.epidemic import Estimate
from hyosan.analysis.outbreak import Close, Group, outbreak_of
from hyosan.tell import epidemic, terminal
from hyosan.tell.estimates import interval, lasting, number
from tests.analysis.small_outbreak import OUTBREAK, write_outbreak


@pytest.fixture(scope="module")
def outbreak(tmp_path_factory: pytest.TempPathFactory) -> Outbreak:
    return outbreak_of(write_outbreak(tmp_path_factory.mktemp("runs"), start_date="2026-03-01"))


def test_the_ending_is_told_in_the_words_of_the_field(outbreak: Outbreak, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_outcome(outbreak)
    text = " ".join(capsys.readouterr().out.split())
    for told in (
        "Attack rate 60.0% of 10 people: 6 infections, 1 of them from outside.",
        "Peak: day 3 (2026-03-03), with 2 new infections (200 per 1,000 people).",
        "Age 30-39 75.0% (3 of 4)",
        "North 100.0% (5 of 5)",
        "Infections passed on: 40% at home, 20% in class, 20% at work and 20% in the community.",
        "Realised R0 3 (",
        "from the 1 case of those from outside.",
        "Generation interval 3.1 d (SD 0.8 d), over 3 generations.",
        "3 others by person 0, infected on day 1 in North [#1]",
        "1 admission to hospital; most beds taken on day 8: 2.",
        "1 death, 16.67% of infections.",
        "Still going on: 2 people are infected, 1 infection in the last week",
    ):
        assert told in text


def test_many_districts_are_told_by_their_ends(outbreak: Outbreak) -> None:
    many = tuple(Group(f"District {i}", 10, i, i / 10) for i in range(8))
    *_, last = epidemic.attack_rates(replace(outbreak, by_place=many))
    assert last.text == "Over 8 districts: from 0.0% in District 0 to 70.0% in District 7."


def test_an_outbreak_that_is_over_is_extinct(outbreak: Outbreak) -> None:
    over = replace(outbreak, close=Close(extinct=True, still_infected=0, last_infection=0, last_week=0))
    assert epidemic.close(over)[0].startswith("Extinct: nobody is infected any more")


def test_an_outbreak_without_infections_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_outcome(outbreak_of(write_outbreak(tmp_path, OUTBREAK[:1])))
    assert "None of 10 people was infected." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0204007, "0.0204"), (14.469, "14.5"), (1234.5, "1,234"), (3.0, "3"), (0.0, "0"), (-0.05, "-0.05"),
     (float("nan"), "unknown"), (float("inf"), "without bound"), (1e39, "over a million")],
)  # fmt: skip
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text


def test_durations_have_the_unit_that_suits_them() -> None:
    assert [lasting(days) for days in (14.47, 1.0, 0.25, 0.01)] == ["14.5 d", "1 d", "6 h", "14.4 min"]
    assert interval(Estimate(0.5, 0.25, 1.0), in_time=True) == "12 h (6 to 24)"


def test_intervals_without_bound_say_so() -> None:
    assert interval(Estimate(2.0, 1.0, float("inf"))) == "2 (1 or more)"
    assert interval(Estimate(float("nan"), 0.0, float("inf"))) == "unknown"
