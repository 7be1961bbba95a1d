"""The canon of the school day: decisions and luck that come about where the model lets them."""

import pytest

import hyosan
from hyosan import Run
from hyosan.analysis import ending_of
from hyosan.analysis.canon import Canon
from hyosan.analysis.facts import facts_of
from hyosan.analysis.fates import Fate, fates_of
from hyosan.chronicle import open_run
from hyosan.scenario import load

SEEDS = (1, 4, 8)  #: in which all of it comes about
MOST_ROWS = {"hyosan-high": 26, "hyosan": 40}  #: the whole story takes those of the school day as well
TO_THE_CAMP = ("On-jo", "Su-hyeok", "Dae-su", "Hyo-ryung", "Ha-ri", "Mi-jin")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """A few canon runs."""
    folder = tmp_path_factory.mktemp("runs")
    return [hyosan.run("hyosan-high", seed=seed, canon=True, out=folder / f"{seed}") for seed in SEEDS]


@pytest.fixture(scope="module")
def canons(runs: list[Run]) -> list[Canon]:
    """What became of the rows in them."""
    found = [ending_of(open_run(run.folder)).canon for run in runs]
    return [canon for canon in found if canon is not None]


def fates(run: Run) -> dict[str, Fate]:
    """What became of each of the named people."""
    facts = facts_of(open_run(run.folder))
    fate = fates_of(facts.events, facts.n_people).fate
    return {facts.names[who]: Fate(int(fate[who])) for who in facts.cast}


@pytest.mark.parametrize("name", MOST_ROWS)
def test_few_rows_will_do(name: str) -> None:
    scenario = load(name)
    assert 0 < len(scenario.pin) + len(scenario.chance) <= MOST_ROWS[name]


@pytest.mark.parametrize("name", ["Nam-ra keeps her mind", "Gwi-nam keeps his mind", "Wu-jin goes back for his sister"])
def test_what_depends_on_one_person_comes_about_in_every_seed(name: str, canons: list[Canon]) -> None:
    assert len(canons) == len(SEEDS)
    assert all(row.came for canon in canons for row in canon.rows if row.name == name)


def test_every_row_comes_about_or_says_why_not(canons: list[Canon]) -> None:
    for canon in canons:
        assert all(row.came or row.why for row in canon.rows)
        assert canon.log10 < -3.0


def test_those_who_come_to_the_camp_live_through_the_day_uninfected(runs: list[Run]) -> None:
    for run in runs:
        fate = fates(run)
        assert [name for name in (*TO_THE_CAMP, "Cheong-san") if fate[name] is not Fate.WELL] == []
        assert fate["Nam-ra"] is fate["Gwi-nam"] is Fate.HALFBIE


@pytest.mark.parametrize("claim", ["E5", "E6", "P9"])
def test_the_canon_of_the_school_holds(claim: str, runs: list[Run]) -> None:
    verdicts = [each.verdict for run in runs for each in run.check().verdicts if each.id == claim]
    assert verdicts == ["holds"] * len(SEEDS)
