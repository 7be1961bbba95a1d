"""How the place fell: the first who turned, how fast it spread, how far, and when it was over."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.facts import Facts, Ints
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import Moment, moment_of
from hyosan.world.codes import Kind

WINDOW_S = 600


@dataclass(frozen=True)
class Peak:
    """The ten minutes with most new infections.

    start, end  : s since the start of day 1
    infections  : people infected, count
    first, last : the infections that open and close it
    """

    start: int
    end: int
    infections: int
    first: Moment
    last: Moment


@dataclass(frozen=True)
class FloorReached:
    """The first infection on a floor."""

    floor: int
    infection: Moment


@dataclass(frozen=True)
class Fall:
    """How the place fell; None for what did not happen.

    first_turned   : the first who turned
    first_bite     : the first infection by a bite
    half           : the infection or death with which half of all people were infected or dead
    peak           : the ten minutes with most new infections
    last_infection : the last one in the run
    floors         : the first infection on each floor, in order of time
    """

    first_turned: Moment | None
    first_bite: Moment | None
    half: Moment | None
    peak: Peak | None
    last_infection: Moment | None
    floors: tuple[FloorReached, ...]


def fall_of(facts: Facts, fates: Fates) -> Fall:
    """How the place fell, every person counted once."""
    events = facts.events
    turned = events.of(Kind.TURNED)
    infections = np.sort(fates.infection[fates.infection >= 0])
    bites = infections[events.other[infections] >= 0]
    lost = fates.lost[fates.lost >= 0]
    lost = lost[np.lexsort((lost, events.time[lost]))]
    half = (facts.n_people + 1) // 2
    return Fall(
        first_turned=moment_of(facts, turned[0]) if turned.size else None,
        first_bite=moment_of(facts, bites[0]) if bites.size else None,
        half=moment_of(facts, lost[half - 1]) if 0 < half <= len(lost) else None,
        peak=_peak(facts, infections),
        last_infection=moment_of(facts, infections[-1]) if infections.size else None,
        floors=_floors(facts, infections),
    )


def _peak(facts: Facts, infections: Ints) -> Peak | None:
    """Windows of ten minutes from the start of the run on; the first of equals."""
    if not infections.size:
        return None
    start = facts.manifest.start
    window = (facts.events.time[infections] - start) // WINDOW_S
    fullest = int(np.argmax(np.bincount(window)))
    inside = infections[window == fullest]
    return Peak(
        start=start + fullest * WINDOW_S,
        end=start + (fullest + 1) * WINDOW_S,
        infections=len(inside),
        first=moment_of(facts, inside[0]),
        last=moment_of(facts, inside[-1]),
    )


def _floors(facts: Facts, infections: Ints) -> tuple[FloorReached, ...]:
    reached: dict[int, int] = {}
    for event, place in zip(infections.tolist(), facts.events.place[infections].tolist(), strict=True):
        floor = facts.floor(place)
        if floor is not None and place not in facts.outside:
            reached.setdefault(floor, event)
    return tuple(FloorReached(floor, moment_of(facts, event)) for floor, event in reached.items())
