"""How it began: the trigger chain of the first infection, and the course of the index case up to the turning."""

from itertools import pairwise

import numpy as np

from hyosan.analysis.causes import chain
from hyosan.analysis.facts import Events, Facts
from hyosan.analysis.fates import Fates
from hyosan.world.codes import Kind

COURSE = (Kind.STRENGTHENED, Kind.TURNED, Kind.HALFBIE, Kind.DIED)
COMMONPLACE = (Kind.BEGINNING, Kind.OBEY, Kind.MOVE)  #: of an ordinary day; they explain nothing


def beginning_of(facts: Facts, fates: Fates) -> list[int]:
    """Events from the first trigger through the first infection to what became of the index case first.

    Returns ids in order of time; empty if nobody was infected.
    """
    infections = fates.infection[fates.infection >= 0]
    if not infections.size:
        return []
    events = facts.events
    first = int(infections.min())
    way = chain(events.cause, first)[::-1]
    before = [
        event
        for event, effect in pairwise(way)
        if events.kind[event] not in COMMONPLACE and not _is_renewed(events, event, effect)
    ]
    course = events.of(*COURSE)
    course = course[events.who[course] == events.who[first]]
    decisive = np.flatnonzero(events.kind[course] != Kind.STRENGTHENED)
    after = course[: decisive[0] + 1] if decisive.size else course
    return [*before, first, *after.tolist()]


def _is_renewed(events: Events, event: int, effect: int) -> bool:
    """Whether a choice was only taken up again at once: whoever seeks somebody chooses it anew until they meet."""
    same = [column[event] == column[effect] for column in (events.kind, events.who, events.other)]
    return all(same)
