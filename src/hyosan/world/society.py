"""A society: a world of many people who are counted, not named."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hyosan.world.calendar import Calendar
from hyosan.world.clock import Clock
from hyosan.world.columns import Ids, Ints
from hyosan.world.crowd import STATE, Changed, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts
from hyosan.world.response import Authorities


@dataclass
class Workshop:
    """What one thread writes to.

    calendar : of the contacts that it notes
    drafts   : what it has planned and not noted yet
    due      : working space, for people whose infections go on
    changed  : working space, for courses that go on
    tally    : (districts * states) people in each, states of the first district first; of all threads together
    """

    calendar: Calendar
    drafts: Drafts
    due: Ids
    changed: Changed
    tally: Ints


@dataclass
class Society:
    """State of one run of a society. Systems change the tables; everything else stays as it was set up.

    state_names : states of the pathogen, in the order of their numbers
    authorities : who decides on interventions
    imports     : (n) time (s) and person of those infected from outside, in order of time
    """

    clock: Clock
    state_names: list[str]
    district_names: tuple[str, ...]
    numbers: CrowdNumbers
    crowd: Crowd
    authorities: Authorities
    imports: list[tuple[int, int]]
    workshops: list[Workshop]  #: one per thread
    n_imported: int = 0  #: how many of `imports` have had their turn
    ids: tuple[str, ...] | None = None  #: (people) what their file calls them

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.crowd.state)

    @property
    def n_districts(self) -> int:
        """Number of districts, the first places."""
        return len(self.district_names)

    @property
    def n_places(self) -> int:
        """Number of places: districts, then households, then classes and workplaces."""
        mixing = self.numbers.mixing
        return self.n_districts + max(len(mixing.home_at) - 1, 0) + len(mixing.group_setting)

    def place_of(self, who: Ids) -> Ids:
        """Where people are when nothing more is known: their districts."""
        return self.crowd.district[who]

    def imports_until(self, time: int) -> list[tuple[int, int]]:
        """Time and person of those whose infection from outside comes before a time and has not had its turn."""
        due = []
        while self.n_imported < len(self.imports) and self.imports[self.n_imported][0] < time:
            due.append(self.imports[self.n_imported])
            self.n_imported += 1
        return due

    def counts_by_state(self) -> Ints:
        """People in each state, in the order of the pathogen's states."""
        return np.asarray(self._by_district().sum(axis=0))

    def counts_by_place(self) -> tuple[Ints, Ints]:
        """Districts, and the people in each state there, (districts, states)."""
        return np.arange(self.n_districts), self._by_district()

    def _by_district(self) -> Ints:
        tally = np.sum([workshop.tally for workshop in self.workshops], axis=0)
        return np.asarray(tally.reshape(self.n_districts, len(self.state_names)))

    def state_columns(self) -> list[tuple[str, NDArray[Any]]]:
        """Every column that enters the digest, in the order of crowd.py."""
        found: list[tuple[str, NDArray[Any]]] = []
        for name in STATE:
            table = getattr(self.crowd, name)
            if not len(table):
                continue
            if table.dtype.names is None:
                found.append((name, table))
            else:
                found += [(f"{name}.{column}", np.ascontiguousarray(table[column])) for column in table.dtype.names]
        return found
