"""The hunt benchmark: its campuses are valid and alike, and it finds that cost follows the active."""

import json
from collections import Counter

import pytest

import hunt
from hunting import campus
from hunting.loops import clocked_systems
from hunting.measure import Measured, Settings, measure, run, warm_up
from hyosan.population import build_world

SMALL, MINUTES = 200, 20


@pytest.fixture(scope="module")
def small() -> Measured:
    """A small campus, measured."""
    return measure(SMALL, Settings(minutes=MINUTES))


@pytest.mark.parametrize("people", [50, 185, SMALL, 1_000, 1_234, 2_000])
def test_a_campus_is_a_valid_scenario_with_exactly_so_many_people(people):
    scenario = campus.generate(people, MINUTES)
    assert build_world(scenario, seed=1).n == people
    assert scenario.until - scenario.start == 60 * MINUTES


def test_a_larger_campus_is_more_of_the_same():
    one, four = (campus.generate(people, MINUTES) for people in (1_000, 4_000))
    kinds, more = (Counter(place.kind for place in scenario.place) for scenario in (one, four))
    assert more == {kind: 4 * n for kind, n in kinds.items()}
    assert len(four.passage) == 4 * len(one.passage) + 4  # and the paths between the four yards


@pytest.mark.parametrize("people", [49, 100_001])
def test_a_campus_has_limits(people):
    with pytest.raises(ValueError, match="50 to 100,000"):
        campus.text(people, MINUTES)


def test_nothing_happening_costs_at_most_a_tenth_of_full_flow(small):
    assert small.flow.infected > SMALL / 10
    assert small.idle.infected == 0
    assert small.idle_per_minute <= 0.1


def test_the_steps_measured_fill_the_simulated_time(small):
    assert small.flow.simulated_s == small.idle.simulated_s == 60 * MINUTES
    assert small.idle.opening.count == 1
    assert small.idle.whole.count == MINUTES - 1
    assert small.idle.near.count == 0
    assert small.flow.near.simulated_s <= 5 * small.flow.near.count


def test_clocks_change_nothing_and_find_the_loops():
    settings = Settings(minutes=MINUTES)
    warm_up(settings)
    scenario = campus.generate(SMALL, MINUTES)
    bare = run(scenario, settings, 5.0)
    with clocked_systems() as ledger:
        clocked = run(scenario, settings, 5.0)
    assert (clocked.events, clocked.infected, clocked.count) == (bare.events, bare.infected, bare.count)
    calls = {name: spent.calls for name, spent in ledger.costliest()}
    assert calls["encounters.step"] == calls["encounters.advance"] == clocked.count
    assert sum(spent.own_s for _, spent in ledger.costliest()) <= clocked.wall_s


def test_the_command_prints_one_json_object(capsys):
    hunt.main(["--people", "50", "--minutes", "5", "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert printed["settings"]["minutes"] == 5
    assert [each["people"] for each in printed["campuses"]] == [50]


@pytest.mark.parametrize("option", ["--people=20", "--people=many", "--minutes=0", "--repeat=0"])
def test_the_command_refuses_what_does_not_fit(option, capsys):
    with pytest.raises(SystemExit):
        hunt.main([option])
    assert "a whole number from" in capsys.readouterr().err
