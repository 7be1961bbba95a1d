"""The world: every table of state, the numbers of the scenario, the names and the clock."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hyosan.world import columns
from hyosan.world.authorities import Authorities
from hyosan.world.clock import Clock
from hyosan.world.parameters import Parameters, Timetable, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.sites import Sites
from hyosan.world.tables import Soundscape, Tables


@dataclass
class Names:
    """What rows are called; data, never keys of behaviour."""

    people: list[str]
    korean: list[str]
    places: list[str]
    passages: list[str]
    states: list[str]
    units: list[str]
    districts: list[str]


@dataclass
class World:
    """State of one run. Systems change the tables; everything else stays as it was set up."""

    clock: Clock
    names: Names
    sites: Sites
    numbers: Parameters
    weights: Weights
    timetable: Timetable
    tables: Tables
    scratch: list[Scratch]  #: one per thread
    threads: int = 1
    inline_below: int = 64  #: choices that one thread makes faster than several can be set to them
    bonds_due: int = 0  #: s, when bonds are looked at next
    authorities: Authorities | None = None

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.tables.people)

    def counts_by_state(self) -> NDArray[np.int64]:
        """People in each state, in the order of the pathogen's states."""
        return np.bincount(self.tables.course["state"], minlength=len(self.numbers.states))

    @property
    def state_names(self) -> list[str]:
        """States of the pathogen, in the order of their numbers."""
        return self.names.states

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.tables.places)

    def counts_by_place(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places that anybody is in, and the people in each state there, (places, states)."""
        n_states = len(self.numbers.states)
        cells = self.tables.body["place"].astype(np.int64) * n_states + self.tables.course["state"]
        counts = np.bincount(cells, minlength=self.n_places * n_states).reshape(self.n_places, n_states)
        occupied = np.flatnonzero(counts.sum(axis=1))
        return occupied, counts[occupied]

    def state_columns(self) -> list[tuple[str, NDArray[Any]]]:
        """Every column that enters the digest, in the order of columns.py; canon and authorities last, if any."""
        found = []
        of_authorities = ("charge", "camp", "wanted") if self.authorities else ()
        also = (*(("canon",) if len(self.tables.canon) else ()), *of_authorities)
        for name in (*columns.STATE, *also):
            found_table: Any = getattr(self.tables, name)
            table: Any = found_table.air if isinstance(found_table, Soundscape) else found_table
            found += [(f"{name}.{column}", np.ascontiguousarray(table[column])) for column in table.dtype.names]
        found += self.authorities.state_columns() if self.authorities else ()
        return [(name, column) for name, column in found if name not in columns.FIXED]
