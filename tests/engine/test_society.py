"""A society's outbreak: laws that hold in every run, read off its chronicle and its state."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest

from hyosan.engine import Observer, Options, resume_run, run_scenario, simulate
from hyosan.errors import BadInput
from hyosan.population import make_world
from hyosan.population.society import own_infectiousness
from hyosan.scenario import Scenario, load
from hyosan.systems import natural_history, transmission
from hyosan.world.calendar import blank_calendar
from hyosan.world.columns import blank
from hyosan.world.crowd import Changed
from hyosan.world.drafts import blank_drafts
from hyosan.world.society import Society
from tests.stories.free_runs import SELDOM, Kept

SEEDS = range(1, 21)
COURSE = (
    "pathogen.transition.exposed -> infectious.event=onset",
    "pathogen.transition.infectious -> recovered.event=recovered",
)
SMALL = ("population.people=600", "population.districts=3", "importation.index.people=4", *COURSE)


class Ended(NamedTuple):
    """A society at its end and what happened in it."""

    world: Society
    events: pl.DataFrame
    digest: str


def seir(*changes: str) -> Scenario:
    """The well-mixed society, with changes like those of --set."""
    return load("seir-mixed", changes)


def ended(scenario: Scenario, seed: int, rows: int | None = None, threads: int = 1) -> Ended:
    """Simulate a society; rows: of working space for stages, and pages of the calendar to begin with."""
    world = make_world(scenario, seed, threads)
    assert isinstance(world, Society)
    if rows is not None:
        for workshop in world.workshops:
            workshop.due = np.empty(rows, np.int32)
            workshop.changed = blank(Changed, rows)
            workshop.drafts = blank_drafts(rows)
            workshop.calendar = blank_calendar(rows, threads)
    chronicle = Kept()
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM, place_every=SELDOM))
    events = next(chronicle.frames()).with_columns(pl.col("kind").cast(pl.String))
    return Ended(world, events, chronicle.digest(world.state_columns()))


@cache
def small(seed: int) -> Ended:
    return ended(seir(*SMALL), seed)


@pytest.fixture(params=SEEDS)
def run(request: pytest.FixtureRequest) -> Ended:
    return small(request.param)


def test_only_the_beginning_has_no_cause_and_every_cause_is_earlier(run: Ended) -> None:
    ids, cause, time = (run.events[name] for name in ("id", "cause", "time"))
    assert cause.is_null().arg_true().to_list() == [0]
    assert (cause[1:] < ids[1:]).all()
    assert (time.gather(cause[1:]) <= time[1:]).all()


def test_infectors_are_infectious_in_the_same_district_when_they_infect(run: Ended) -> None:
    onset, recovered = (
        dict(run.events.filter(pl.col("kind") == kind).select("who", "time").iter_rows())
        for kind in ("onset", "recovered")
    )
    infections = run.events.filter(pl.col("kind") == "infection")
    assert infections.height > 50
    district = run.world.crowd.district
    for who, by, time, place in infections.select("who", "other", "time", "place").iter_rows():
        assert onset[by] <= time <= recovered.get(by, run.world.clock.until)
        assert district[who] == district[by] == place
        assert who != by


def test_the_cause_of_an_infection_is_the_infection_of_the_infector(run: Ended) -> None:
    of = dict(run.events.filter(pl.col("kind").is_in(["infection", "importation"])).select("id", "who").iter_rows())
    for other, cause in run.events.filter(pl.col("kind") == "infection").select("other", "cause").iter_rows():
        assert of[cause] == other


def test_nobody_is_infected_twice_and_the_tally_counts_everybody(run: Ended) -> None:
    infected = run.events.filter(pl.col("kind").is_in(["infection", "importation"]))["who"]
    assert infected.n_unique() == len(infected)
    counts = run.world.counts_by_state()
    assert counts.sum() == run.world.n
    assert counts.tolist() == np.bincount(run.world.crowd.state, minlength=len(counts)).tolist()
    assert counts[1:].sum() == len(infected)


def test_each_district_has_its_own_imported_cases(run: Ended) -> None:
    imported = run.events.filter(pl.col("kind") == "importation")
    assert imported["place"].value_counts().sort("place")["count"].to_list() == [4, 4, 4]
    assert imported["who"].n_unique() == 12
    assert (imported["cause"] == 0).all()


@pytest.mark.parametrize("rows", [natural_history.MOST_STAGES, 1_000])
def test_little_working_space_changes_nothing(rows: int) -> None:
    assert ended(seir(*SMALL), 1, rows).digest == small(1).digest


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_changes_nothing(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transmission, "ALONE_BELOW", 0)
    monkeypatch.setattr(transmission, "TOLD_ALONE_BELOW", 0)
    monkeypatch.setattr(natural_history, "ALONE_BELOW", 0)
    assert ended(seir(*SMALL), 1, threads=threads).digest == small(1).digest


def test_the_length_of_a_step_changes_the_order_of_infections_alone() -> None:
    sizes = [
        np.mean([ended(seir(*SMALL, f'step="{step}"'), seed).world.counts_by_state()[0] for seed in SEEDS])
        for step in ("20 min", "1 d")
    ]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.1)


def test_the_number_of_contacts_has_no_limit() -> None:
    busy = ended(
        seir(
            "population.people=100000", "contacts.community.per_day=1000", "pathogen.transmission.per_contact=1",
            "importation.index.people=1",
            'pathogen.transition.exposed -> infectious.wait={ distribution = "fixed", value = "40 d" }',
            'pathogen.transition.infectious -> recovered.wait={ distribution = "fixed", value = "200 d" }',
            'step="1 h"', 'until="day 81 00:00"',
        ),
        1,
    )  # fmt: skip
    infected = 100_000 - busy.world.counts_by_state()[0]
    assert infected == pytest.approx(100_000 * -np.expm1(-0.4), rel=0.02)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_stage_that_begins_and_ends_within_a_step_has_all_its_contacts(threads: int) -> None:
    fixed = 'wait={ distribution = "fixed", value = "1 d" }'
    busy = ended(
        seir(
            "population.people=20000", "contacts.community.per_day=1000", "pathogen.transmission.per_contact=1",
            "importation.index.people=1", f"pathogen.transition.infectious -> recovered.{fixed}",
            'pathogen.transition.exposed -> infectious.wait={ distribution = "fixed", value = "30 d" }',
            'step="10 d"', 'place_series_every="10 d"', 'until="day 61 00:00"',
        ),
        1, threads=threads,
    )  # fmt: skip
    assert 20_000 - busy.world.counts_by_state()[0] == pytest.approx(20_000 * -np.expm1(-0.05), rel=0.1)


def test_the_seed_changes_the_run() -> None:
    assert small(1).digest != small(2).digest


def test_a_run_folder_has_the_digest_of_the_run_in_memory_and_resumes_to_it(tmp_path: Path) -> None:
    folder = run_scenario(seir(*SMALL), "small", "test", Options(seed=1), tmp_path / "run", lambda now: now < 86_400)
    resume_run(folder)
    manifest = (folder / "manifest.json").read_text()
    assert f'"digest": "{small(1).digest}"' in manifest


def test_people_of_one_are_never_infected_by_themselves() -> None:
    alone = ended(seir("population.people=5", "population.districts=5", "importation.index.people=1"), 1)
    assert set(alone.events["kind"]) == {"beginning", "importation"}


def test_nobody_is_infected_where_nobody_is_susceptible() -> None:
    immune = ended(seir("pathogen.transmission.susceptibility=0", "pathogen.transmission.per_contact=1"), 1)
    assert "infection" not in set(immune.events["kind"])


def test_reproduction_counts_the_susceptibility_of_those_met() -> None:
    whole, half = (
        make_world(seir(f"pathogen.transmission.susceptibility={share}"), 1).numbers.spreading["per_contact"]
        for share in (1.0, 0.5)
    )
    assert half == pytest.approx(2 * whole)


@pytest.mark.parametrize("k", [0.1, 0.5, 2.0])
def test_own_infectiousness_has_mean_1_and_variance_1_over_k(k: float) -> None:
    quantiles = own_infectiousness(k)
    assert quantiles.mean() == pytest.approx(1)
    assert quantiles.var() == pytest.approx(1 / k, rel=0.1)


def test_offspring_of_imported_cases_vary_as_the_dispersion_says() -> None:
    one_each = ["population.people=400000", "population.districts=4000", "importation.index.people=1"]
    scenario = seir(*one_each, "pathogen.transmission.dispersion=0.5", "pathogen.transmission.reproduction=0.5")
    found = ended(scenario, 1)
    imported = found.events.filter(pl.col("kind") == "importation")["who"]
    infectors = found.events.filter(pl.col("kind") == "infection")["other"]
    offspring = np.bincount(infectors.to_numpy(), minlength=found.world.n)[imported.to_numpy()]
    # Exponential infectious period and gamma infectiousness: the rate has mean 1 and second moment 2 (1 + 1/k).
    assert offspring.mean() == pytest.approx(0.5, rel=0.1)
    assert offspring.var() == pytest.approx(0.5 + 0.5**2 * (2 * (1 + 1 / 0.5) - 1), rel=0.2)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("population.people=0", "population.people"),
        ("population.people=1.5", "population.people"),
        ('population.kind="mixd"', "population.kind"),
        ("contacts.community.per_day=-1", "contacts.community.per_day"),
        ("pathogen.transmission.reproduction=1000", "pathogen.transmission.reproduction"),
        ("pathogen.transmission.susceptibility=2", "pathogen.transmission.susceptibility"),
        ("pathogen.transmission.susceptibility=0", "pathogen.transmission.reproduction"),
        ("importation.index.people=many", "importation.index.people"),
        ('pathogen.entry.exposed="nowhere"', "pathogen.entry.exposed"),
        ("population.districts=2000", "population.districts"),
        ('importation.index.at="day 90 00:00"', "importation.index.at"),
        ('until="day 30000 00:00"', "until"),
        ('places=["kinds", "hyosan-high"]', "population"),
    ],
)
def test_bad_input_names_the_key(change: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        make_world(seir(change), 1)
    assert key in str(refused.value)


def test_defeats_end_an_infectious_stage_and_everybody_is_counted_once() -> None:
    world, events, _ = ended(load("szr-mixed", ["population.people=2000", "importation.index.people=10"]), 1)
    counts = dict(zip(world.state_names, world.counts_by_state().tolist(), strict=True))
    kinds = dict(events["kind"].value_counts().iter_rows())
    assert sum(counts.values()) == 2000
    assert counts["zombie"] == kinds["infection"] + kinds["importation"] - kinds["kill"] + kinds.get("rose", 0)
    assert counts["removed"] == kinds["kill"] + kinds.get("died", 0) - kinds.get("rose", 0)
    assert events.filter(pl.col("kind") == "died")["other"].is_null().all()
    bitten = set(events.filter(pl.col("kind") == "infection")["who"])
    assert bitten.isdisjoint(events.filter(pl.col("kind") == "kill").join(events, on="who", how="semi")["other"][:0])


def test_nobody_fights_after_being_defeated() -> None:
    _, events, _ = ended(load("szr-mixed", ["population.people=2000", "importation.index.people=10"]), 2)
    fallen = dict(events.filter(pl.col("kind") == "kill").select("other", "time").iter_rows())
    rose = set(events.filter(pl.col("kind") == "rose")["who"])
    for time, by in events.filter(pl.col("kind") == "infection").select("time", "other").iter_rows():
        assert by in rose or time <= fallen.get(by, time)


@pytest.mark.parametrize("threads", [2, 3])
def test_defeats_do_not_depend_on_threads(threads: int) -> None:
    szr = load("szr-mixed", ["population.people=500", "importation.index.people=5"])
    assert ended(szr, 1, threads=threads).digest == ended(szr, 1).digest


def test_where_the_season_is_off_nobody_is_infected() -> None:
    swing = 'pathogen.transmission.seasonality={ amplitude = 1.0, peak = "day 1 00:00", source = "assumption: test" }'
    lasting = 'pathogen.transition.infectious -> recovered.wait={ distribution = "fixed", value = "300 d" }'
    world, events, _ = ended(seir(swing, lasting, 'until="day 366 00:00"', "contacts.community.per_day=0.4"), 1)
    days = events.filter(pl.col("kind") == "infection")["time"] / 86_400
    summer = ((days > 165) & (days < 200)).sum()
    winter = (days < 35).sum() + (days > 330).sum()
    assert world.counts_by_state()[0] < 1000
    assert summer < 0.05 * winter
