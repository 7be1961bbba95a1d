"""A run of named people as a whole, for what is asked of it part by part."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hyosan.analysis.facts import Bools, Facts, Ints, rows_of
from hyosan.analysis.fall import fall_of
from hyosan.analysis.fates import Fates
from hyosan.analysis.origin import beginning_of
from hyosan.world.codes import NO_EVENT, Kind


@dataclass(frozen=True)
class Story:
    """A run as a whole.

    facts : of the events worth reading
    fates : of everybody
    """

    facts: Facts
    fates: Fates

    @cached_property
    def is_cast(self) -> Bools:
        """Whether an event is of one of the cast; (events,)."""
        found: Bools = np.isin(self.facts.events.who, self.facts.cast)
        return found

    @cached_property
    def totals(self) -> Ints:
        """Events by kind."""
        return np.bincount(self.facts.events.kind, minlength=max(Kind) + 1)

    @cached_property
    def landmarks(self) -> dict[int, str]:
        """What a run has one of, by row: the first who turns, the first who is bitten, half of all lost."""
        fall = fall_of(self.facts, self.fates)
        topics = {"half": fall.half, "bitten first": fall.first_bite, "turned first": fall.first_turned}
        found = {topic: moment.event for topic, moment in topics.items() if moment is not None}
        rows = rows_of(np.array(list(found.values()), np.int64), self.facts.events.id)
        return dict(zip(rows.tolist(), found, strict=True))

    @cached_property
    def halfbie(self) -> Ints:
        """Row of the event with which each became a halfbie, -1 for none; (people,)."""
        rows = self.facts.events.of(Kind.HALFBIE)
        found = np.full(self.facts.n_people, NO_EVENT, np.int64)
        found[self.facts.events.who[rows[::-1]]] = rows[::-1]  # of several the first one stays
        return found

    @cached_property
    def beginning(self) -> frozenset[int]:
        """Rows of what led to the first infection, and of the course of the index case."""
        return frozenset(beginning_of(self.facts, self.fates))

    @cached_property
    def reached(self) -> dict[int, str]:
        """First loss on each floor, or in each district, by row; but for the one where it began."""
        found: dict[str, int] = {}
        lost = np.sort(self.fates.lost[self.fates.lost >= 0])
        for row, place in zip(lost.tolist(), self.facts.events.place[lost].tolist(), strict=True):
            area = self.facts.area(place)
            if area is not None and place not in self.facts.outside:
                found.setdefault(area, row)
        return {row: area for area, row in list(found.items())[1:]}
