"""Canon runs are as repeatable as plain ones, and without rows they are plain ones."""

from pathlib import Path

import pytest

from hyosan.chronicle import open_run, verify
from hyosan.engine import Options, resume_run, run_scenario
from hyosan.population import build_world
from hyosan.scenario import Scenario
from tests.worlds import digest_of, small_school, told

ROWS = (
    'pin=[{name="hides", person="Friend", does="hide", repeats=true}, '
    '{name="warns", person="Bully", does="warn", when={after={kind="turned", who="Victim"}}}, '
    '{name="stays", person="Friend", does="stay", until="day 1 10:00"}]',
    'chance=[{name="keeps her mind", person="Friend", purpose="course branch", outcome="halfbie"}, '
    '{name="gets away", person="Bully", purpose="hold", outcome="escape"}]',
)


@pytest.fixture(scope="module")
def school() -> Scenario:
    return small_school(*ROWS)


def canon_digest(scenario: Scenario, threads: int = 1) -> str:
    world = build_world(scenario, 1, threads, canon=True)
    world.inline_below = 2
    return digest_of(world, scenario)


@pytest.fixture(scope="module")
def digest(school: Scenario) -> str:
    return canon_digest(school)


def test_without_rows_it_is_a_plain_run() -> None:
    scenario = small_school()
    assert canon_digest(scenario) == told(scenario).digest


def test_a_plain_run_drops_the_rows(school: Scenario, digest: str) -> None:
    assert told(school).digest == told(small_school()).digest != digest


@pytest.mark.parametrize("threads", [2, 3])
def test_threads_change_nothing(school: Scenario, digest: str, threads: int) -> None:
    assert canon_digest(school, threads) == digest


@pytest.mark.parametrize("stop", [31_800, 33_000])
def test_an_interrupted_canon_run_goes_on_to_the_same_digest(
    stop: int, school: Scenario, digest: str, tmp_path: Path
) -> None:
    folder = run_scenario(school, "small", "0", Options(canon=True), tmp_path / "run", lambda now: now < stop)
    assert open_run(folder).manifest.status == "interrupted"
    resume_run(folder, threads=2)
    assert open_run(folder).manifest.canon
    assert verify(open_run(folder)) == digest
