"""Free runs of the flagship, kept in memory: what happened in each, and what became of everybody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from hyosan.chronicle import Chronicle
from hyosan.chronicle.files import write_frame
from hyosan.chronicle.parts import part_path
from hyosan.chronicle.schema import TABLES
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, load
from hyosan.world.codes import Flag
from hyosan.world.columns import Bonds, Ints
from hyosan.world.parameters import States
from hyosan.world.tables import Tables

SEEDS = range(1, 17)
SELDOM = 10**9  #: s between two counts of an observer that is to count nothing


@dataclass(frozen=True)
class FreeRun:
    """One run that nobody scripted.

    events, links, choices : as a run folder has them
    tables                 : the state at the end;  bonds_at_start : bonds before anything happened
    """

    seed: int
    events: pl.DataFrame
    links: pl.DataFrame
    choices: pl.DataFrame
    tables: Tables
    states: States
    state_names: list[str]
    people: list[str]
    places: list[str]
    bonds_at_start: Bonds

    def of(self, *kinds: str) -> pl.DataFrame:
        """Events of these kinds, in their order."""
        return self.events.filter(pl.col("kind").cast(pl.String).is_in(kinds))

    def caused(self, kind: str, *by: str) -> pl.DataFrame:
        """Events of a kind whose trigger is of one of these kinds, with the trigger's columns as `cause_…`."""
        triggers = self.of(*by).rename({name: f"cause_{name}" for name in self.events.columns})
        return self.of(kind).join(triggers, left_on="cause", right_on="cause_id")

    def flags(self, person: int) -> int:
        """Flags of somebody's state at the end."""
        return int(self.states["flags"][self.tables.course["state"][person]])

    def with_flag(self, flag: Flag) -> Ints:
        """Everybody whose state at the end has a flag."""
        return np.flatnonzero(self.states["flags"][self.tables.course["state"]] & flag)

    def bonds(self, at_start: bool = False) -> Iterator[tuple[int, int, int, float]]:
        """Every bond: whose, to whom, kind, strength."""
        people, bonds = self.tables.people, self.bonds_at_start if at_start else self.tables.bonds
        for who in range(len(people)):
            for row in range(people["bonds_from"][who], people["bonds_end"][who]):
                if bonds["to"][row] >= 0:
                    yield who, int(bonds["to"][row]), int(bonds["kind"][row]), float(bonds["strength"][row])

    @cached_property
    def reasons(self) -> dict[int, list[int]]:
        """Every event's trigger and second causes."""
        found: dict[int, list[int]] = {}
        for event, cause in self.events.select("id", "cause").iter_rows():
            found[event] = [] if cause is None else [cause]
        for event, because_of in self.links.select("event", "because_of").iter_rows():
            found[event].append(because_of)
        return found

    def behind(self, event: int) -> set[int]:
        """Every event that led to one: causes and links, and theirs."""
        found: set[int] = set()
        frontier = [event]
        while frontier:
            new = [reason for reason in self.reasons[frontier.pop()] if reason not in found]
            found.update(new)
            frontier += new
        return found

    def kinds_behind(self, event: int) -> set[str]:
        """Kinds of the events that led to one."""
        return set(self.events["kind"].cast(pl.String).gather(sorted(self.behind(event))))


class Kept(Chronicle):
    """A chronicle that stays in memory."""

    def __init__(self) -> None:
        super().__init__(None, part_rows=10**9)

    def frames(self) -> Iterator[pl.DataFrame]:
        """Events, links and choices."""
        for table, rows in zip(TABLES, self._rows, strict=True):
            yield table.frame(rows.filled())

    def write(self, folder: Path) -> None:
        """Write it into a run folder as it is; it can go on afterwards."""
        for table, frame in zip(TABLES, self.frames(), strict=True):
            write_frame(part_path(folder, table, 0), frame)


def free_run(scenario: Scenario, seed: int) -> FreeRun:
    """Run a scenario to its end."""
    world = build_world(scenario, seed)
    bonds: Any = world.tables.bonds
    at_start = bonds.copy()
    kept = Kept()
    assert simulate(world, kept, scenario.systems, Observer(every=SELDOM, place_every=SELDOM))
    return FreeRun(
        seed, *kept.frames(), world.tables, world.numbers.states, world.names.states, world.names.people,
        world.names.places, at_start,
    )  # fmt: skip


def flagship_runs(seeds: Iterable[int] = SEEDS) -> list[FreeRun]:
    """Free runs of the flagship, one per seed."""
    scenario = load("hyosan-high")
    return [free_run(scenario, seed) for seed in seeds]


def share(found: Iterable[bool]) -> float:
    """Part of some cases in which something holds."""
    return float(np.mean(list(found)))
