"""The built-in scenarios of societies, with fewer people: each runs, and its ending makes sense."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from hyosan.analysis.outbreak import Outbreak, outbreak_of
from hyosan.chronicle import open_run
from hyosan.engine import Options, run_scenario
from hyosan.scenario import load

SMALLER = {
    "boarding-school-1978": (),
    "influenza-city": ("population.people=30000",),
    "korea": ("population.people=60000", "importation.travellers.people=3"),
    "seir-mixed": (),
    "szr-mixed": ("population.people=2000",),
}


@cache
def outbreak(name: str) -> Outbreak:
    folder = Path(mkdtemp()) / "run"
    run_scenario(load(name, SMALLER[name]), name, "test", Options(seed=2), folder)
    return outbreak_of(open_run(folder))


@pytest.mark.parametrize("name", SMALLER)
def test_it_runs_to_its_end_and_passes_infections_on(name: str) -> None:
    found = outbreak(name)
    assert found.run.status == "complete"
    assert found.infected > 10 * found.imported
    assert sum(found.states.values()) == found.run.people


def test_children_carry_pandemic_influenza_through_a_city() -> None:
    found = outbreak("influenza-city")
    rates = {group.name: group.attack_rate for group in found.by_age}
    assert 0.08 < found.attack_rate < 0.3
    assert rates["10-19"] > 2 * rates["30-39"] > 4 * rates["70-79"]
    assert set(found.by_setting) == {"home", "school", "work", "community"}
    assert min(found.by_setting.values()) > 0.05 * found.infected
    assert len(found.by_place) == 10


def test_more_than_half_of_the_country_is_infected_where_nobody_reacts() -> None:
    found = outbreak("korea")
    assert len(found.by_place) == 17
    assert found.attack_rate > 0.5
    assert found.first_generations is not None
    assert found.first_generations.r0.lo < 2.7 < found.first_generations.r0.hi * 1.3
    assert found.burden.deaths is not None
    assert 0.001 < found.burden.deaths / found.infected < 0.02
