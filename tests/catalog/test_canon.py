"""The canon of the school day: decisions and luck that come about where the model lets them."""

import pytest

from hyosan.analysis import ending_of
from hyosan.analysis.canon import Canon
from hyosan.chronicle import open_run
from hyosan.engine import Options, run_scenario
from hyosan.scenario import load

SEEDS = (2, 4, 5)
MOST_ROWS = 20


@pytest.fixture(scope="module")
def canons(tmp_path_factory: pytest.TempPathFactory) -> list[Canon]:
    """What became of the rows in a few canon runs."""
    scenario = load("hyosan-high", ['until="day 1 16:00"'])
    folder = tmp_path_factory.mktemp("runs")
    runs = [run_scenario(scenario, "s", "0", Options(seed, canon=True), folder / f"{seed}") for seed in SEEDS]
    found = [ending_of(open_run(run)).canon for run in runs]
    return [canon for canon in found if canon is not None]


def test_few_rows_will_do() -> None:
    scenario = load("hyosan-high")
    assert 0 < len(scenario.pin) + len(scenario.chance) <= MOST_ROWS


@pytest.mark.parametrize("name", ["Nam-ra keeps her mind", "Gwi-nam keeps his mind", "Wu-jin goes back for his sister"])
def test_what_depends_on_one_person_comes_about_in_every_seed(name: str, canons: list[Canon]) -> None:
    assert len(canons) == len(SEEDS)
    assert all(row.came for canon in canons for row in canon.rows if row.name == name)


def test_every_row_comes_about_or_says_why_not(canons: list[Canon]) -> None:
    for canon in canons:
        assert all(row.came or row.why for row in canon.rows)
        assert canon.log10 < -3.0
