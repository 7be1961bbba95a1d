"""Worlds for tests: a small school in which everything happens fast, and what a run of it leaves behind."""

import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, load
from hyosan.world.world import World

SMALL_SCHOOL = Path(__file__).with_name("small_school.toml")
SELDOM = 10**9  #: s between two counts of an observer that is to count nothing


class Told(NamedTuple):
    """A world at its end and what happened in it."""

    world: World
    homes: np.ndarray  # (people) place where each was at the start
    events: pl.DataFrame
    links: pl.DataFrame
    digest: str


def small_school(*overrides: str) -> Scenario:
    """The small school, with changes like those of --set."""
    return load(SMALL_SCHOOL, overrides)


def told(scenario: Scenario, seed: int = 1, observer: Observer | None = None) -> Told:
    """Simulate a scenario from its beginning to its end."""
    world = build_world(scenario, seed)
    homes = world.tables.body["place"].copy()
    with tempfile.TemporaryDirectory() as folder:
        chronicle = Chronicle(Path(folder))
        assert simulate(world, chronicle, scenario.systems, observer or Observer(every=SELDOM))
        digest = chronicle.digest(world.state_columns())
        events, links = (pl.read_parquet(f"{folder}/chronicle/{table}-*.parquet") for table in ("events", "links"))
    return Told(world, homes, events, links, digest)


def digest_of(world: World, scenario: Scenario, observer: Observer | None = None) -> str:
    """Simulate a world that is ready to its end and return the digest."""
    chronicle = Chronicle(None)
    assert simulate(world, chronicle, scenario.systems, observer or Observer(every=SELDOM))
    return chronicle.digest(world.state_columns())
