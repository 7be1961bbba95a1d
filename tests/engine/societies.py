"""Small societies for tests: run in memory, if need be with households and classes built by hand."""

from typing import Any, NamedTuple

import numpy as np
import polars as pl

from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import Detection, Intervention, Scenario, load
from hyosan.world.codes import Setting
from hyosan.world.parameters import AGES
from hyosan.world.society import Society
from tests.stories.free_runs import SELDOM, Kept

AUTHORITIES = 'systems=["interventions","course","reporting","transmission"]'
AT_HOME, IN_CLASS, OUTSIDE = 1.2, 1.2, 0.6  # infecting contacts per d
ABROAD = 0.5  # share of contacts outside that are with people of other districts

DAY_S = 86_400
LARGE = ("population.people=2000", "importation.index.people=20", AUTHORITIES)
HOUSEHOLDS = ("population.people=1200", "population.districts=3", "importation.index.people=5", AUTHORITIES)
DAYS = {"distribution": "gamma", "mean": "2 d", "sd": "1 d"}  #: a delay


class Ended(NamedTuple):
    """A society at its end and what happened in it."""

    world: Society
    events: pl.DataFrame
    digest: str

    def of(self, *kinds: str) -> pl.DataFrame:
        """Events of some kinds."""
        return self.events.filter(pl.col("kind").is_in(kinds))

    @property
    def infected(self) -> int:
        """How many people were infected, imported cases included."""
        return int(self.world.n - self.world.counts_by_state()[0])


def seir(*changes: str) -> Scenario:
    """The well-mixed society, with changes like those of --set."""
    return load("seir-mixed", changes)


def ended(scenario: Scenario, seed: int = 1, threads: int = 1) -> Ended:
    """Run a society to its end."""
    return run_of(made(scenario, seed, threads), scenario)


def made(scenario: Scenario, seed: int = 1, threads: int = 1) -> Society:
    """A society at its start."""
    world = make_world(scenario, seed, threads)
    assert isinstance(world, Society)
    return world


def run_of(world: Society, scenario: Scenario) -> Ended:
    """Run a world to its end."""
    chronicle = Kept()
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM, place_every=SELDOM))
    events = next(chronicle.frames()).with_columns(pl.col("kind").cast(pl.String))
    return Ended(world, events, chronicle.digest(world.state_columns()))


def detection(**changes: Any) -> Detection:
    """Everybody who becomes infectious is reported at once, unless changed."""
    at_once = {"distribution": "fixed", "value": "0 s"}
    row = {"name": "tests", "state": "infectious", "probability": 1.0, "delay": at_once, "source": "definition"}
    return Detection.model_validate(row | changes)


def intervention(kind: str, **changes: Any) -> Intervention:
    """An intervention of a kind, named after it."""
    return Intervention.model_validate({"name": kind, "kind": kind, "source": "definition"} | changes)


def answered(scenario: Scenario, *rows: Detection | Intervention) -> Scenario:
    """A scenario with detections and interventions; not checked, so that households may be built by hand."""
    found = {
        "detection": tuple(row for row in rows if isinstance(row, Detection)),
        "intervention": tuple(row for row in rows if isinstance(row, Intervention)),
    }
    return scenario.model_copy(update=found)


def vaccine(**changes: Any) -> Intervention:
    """Everybody vaccinated within the first second of the run, unless changed."""
    return intervention("vaccination", **({"coverage": 1.0, "lasts": "1 s"} | changes))


def mixed(*rows: Detection | Intervention) -> Scenario:
    """Two thousand people who meet alike, with detections and interventions."""
    return answered(seir(*LARGE), *rows)


def housed(*rows: Detection | Intervention) -> Scenario:
    """People for `ended_in_households`, with detections and interventions."""
    return answered(seir(*HOUSEHOLDS), *rows)


def pairs(run: Ended, until: int = 10**9) -> set[tuple[int, int, int]]:
    """Who infected whom, when, before a time."""
    rows = run.of("infection").filter(pl.col("time") < until)
    return set(rows.select("time", "who", "other").iter_rows())


def with_households(world: Society, size: int = 4, class_size: int = 20) -> Society:
    """The same society in households of adjacent people and in classes and workplaces across these.

    Every other group is a class. Some contacts outside are with people of other districts.
    """
    n, mixing = world.n, world.numbers.mixing
    districts = len(world.crowd.district_at) - 1
    n_groups = n // class_size
    group = np.arange(n, dtype=np.int32) % n_groups
    members = np.argsort(group, kind="stable").astype(np.int32)
    loose = np.zeros((AGES, len(Setting)))
    loose[:, Setting.COMMUNITY] = OUTSIDE / 86_400
    reach = np.full((districts, districts), ABROAD / max(districts - 1, 1))
    np.fill_diagonal(reach, 1.0 - ABROAD if districts > 1 else 1.0)
    numbers = world.numbers._replace(
        mixing=mixing._replace(
            home=np.arange(n, dtype=np.int32) // size,
            home_at=np.append(np.arange(0, n, size), n).astype(np.int32),
            group=group,
            group_at=np.append(0, np.cumsum(np.bincount(group, minlength=n_groups))).astype(np.int32),
            group_members=members,
            group_setting=np.where(np.arange(n_groups) % 2 == 0, Setting.SCHOOL, Setting.WORK).astype(np.int8),
            group_per_s=np.full(n_groups, IN_CLASS / 86_400, np.float32),
            by_band=np.arange(n, dtype=np.int32),
            band_at=world.crowd.district_at,
            loose_per_s=loose,
            reach=np.cumsum(reach, axis=1),
        )
    )
    numbers.spreading["per_contact"] = 1.0
    numbers.spreading["home_per_s"] = AT_HOME / (size - 1) / 86_400
    world.numbers = numbers
    return world


def ended_in_households(scenario: Scenario, seed: int = 1, threads: int = 1) -> Ended:
    """Run a society with households and classes to its end."""
    return run_of(with_households(made(scenario, seed, threads)), scenario)
