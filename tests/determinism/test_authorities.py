"""Runs with authorities are as repeatable as those without, and theirs alone have the tables of authorities."""

from pathlib import Path

import pytest

from hyosan.chronicle import open_run, verify
from hyosan.engine import Options, resume_run, run_scenario
from hyosan.population import build_world
from hyosan.scenario import Scenario, loads
from hyosan.world.world import World
from tests.stories.small_authorities import SYSTEMS, order, tables
from tests.worlds import SMALL_SCHOOL, digest_of, small_school

TEACHERS = {"name": "Teachers", "place": "Staff room", "role": "teacher", "shots": "110 dB", "kills": "2 per min"}
ORDERS = (
    order("lockdown", when={"infected": 1}, delay="2 min", compliance=0.6),
    order("kill_on_sight", when={"infected": 2}, units=["Teachers"], places=["Hall"], recognises=0.5),
    order(
        "evacuate", when={"infected": 4}, assembly=["Yard"], to="Street", per_hour=600, speed="10 m/s",
        compliance=0.5, repeats="5 min", inspection={"bitten": 0.5, "halfbie": 0.2, "well": 0.1},
    ),
    order("preserve", when={"infected": 1}, people=["Victim"], units=["Teachers"], to="Office"),
    order(
        "bomb", when={"since": {"order": "evacuate", "time": "15 min"}}, aim=["Class 2-2"], radius="12 m",
        lure="120 dB", lure_for="3 min", indoors=0.8, underground=0.1,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def school() -> Scenario:
    systems = f"systems = {list(SYSTEMS)}".replace("'", '"')
    calls = {"of_witnesses": 0.5, "rumour_sigma": 0.5, "answered": "4 per min"}
    more = tables(ORDERS, (TEACHERS,), calls, {"half_believed": 2.0})
    return loads(f'extends = "{SMALL_SCHOOL}"\n{systems}\n{more}')


def world_of(scenario: Scenario, threads: int = 1) -> World:
    world = build_world(scenario, 1, threads)
    world.inline_below = 2
    return world


@pytest.fixture(scope="module")
def digest(school: Scenario) -> str:
    return digest_of(world_of(school), school)


def test_much_is_ordered_in_that_school(school: Scenario, tmp_path: Path) -> None:
    events = open_run(run_scenario(school, "small", "0", Options(), tmp_path / "run")).events()
    kinds = set(events["kind"].cast(str))
    assert kinds >= {"called", "assessed", "actual", "ordered", "arrived", "evacuated", "inspected", "alarm", "bombed"}


@pytest.mark.parametrize("threads", [2, 3])
def test_threads_change_nothing(school: Scenario, digest: str, threads: int) -> None:
    assert digest_of(world_of(school, threads), school) == digest


def test_another_seed_or_order_has_another_digest(school: Scenario, digest: str) -> None:
    assert digest_of(build_world(school, 2), school) != digest
    text = school.to_toml().replace("compliance = 0.6", "compliance = 0.7")
    assert digest_of(world_of(loads(text)), loads(text)) != digest


@pytest.mark.parametrize("stop", [32_700, 33_600])
def test_an_interrupted_run_goes_on_to_the_same_digest(
    stop: int, school: Scenario, digest: str, tmp_path: Path
) -> None:
    folder = run_scenario(school, "small", "0", Options(), tmp_path / "run", lambda now: now < stop)
    assert open_run(folder).manifest.status == "interrupted"
    resume_run(folder, threads=2)
    assert verify(open_run(folder)) == digest


def test_without_authorities_there_is_nothing_of_them_in_the_digest(school: Scenario) -> None:
    own = {"charge", "camp", "wanted", "authorities"}
    with_them, without = (
        {name.split(".")[0] for name, _ in build_world(each, 1).state_columns()} for each in (school, small_school())
    )
    assert with_them - without == own


def test_systems_that_nobody_uses_change_nothing() -> None:
    plain = small_school()
    listed = small_school(f"systems={list(SYSTEMS)}".replace("'", '"'))
    assert digest_of(build_world(listed, 1), listed) == digest_of(build_world(plain, 1), plain)
