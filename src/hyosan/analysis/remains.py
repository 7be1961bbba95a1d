"""What remains at the end: hunters, those who keep their mind, those who rose again, and the strains."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.facts import Facts
from hyosan.analysis.fates import Fate, Fates
from hyosan.analysis.moments import Moment, moment_of, moments_of
from hyosan.analysis.scenes import Hunters
from hyosan.world.codes import Kind

N_PLACES = 5


@dataclass(frozen=True)
class Lair:
    """A place with hunters in it at the end.

    place   : name
    floor   : number, or None
    hunters : count
    """

    place: str
    floor: int | None
    hunters: int


@dataclass(frozen=True)
class Halfbie:
    """Somebody infected who keeps their mind.

    name    : who
    place   : where at the end, or None
    became  : the event
    victims : people they infected, count
    """

    name: str
    place: str | None
    became: Moment
    victims: int


@dataclass(frozen=True)
class Remains:
    """What could start it again.

    hunters  : turned and active, by the last count, on the grounds
    outside  : the same beyond the grounds
    by_floor : hunters on the grounds by floor
    lairs    : the places with most of them
    halfbies : infected who keep their mind
    risen    : every time somebody rose again
    strains  : the infections in which a new strain arose
    open     : people infected whose course is still open, count
    """

    hunters: int
    outside: int
    by_floor: dict[int, int]
    lairs: tuple[Lair, ...]
    halfbies: tuple[Halfbie, ...]
    risen: tuple[Moment, ...]
    strains: tuple[Moment, ...]
    open: int


def remains_of(facts: Facts, fates: Fates, hunters: Hunters) -> Remains:
    """What remains at the end."""
    inside = {place: n for place, n in hunters.at_end.items() if place not in facts.outside}
    by_floor: dict[int, int] = {}
    for place, n in inside.items():
        floor = facts.floor(place)
        if floor is not None:
            by_floor[floor] = by_floor.get(floor, 0) + n
    fullest = sorted(inside, key=lambda place: (-inside[place], place))[:N_PLACES]
    return Remains(
        hunters=sum(inside.values()),
        outside=sum(hunters.at_end.values()) - sum(inside.values()),
        by_floor=dict(sorted(by_floor.items())),
        lairs=tuple(Lair(facts.places[place], facts.floor(place), inside[place]) for place in fullest),
        halfbies=_halfbies(facts, fates),
        risen=moments_of(facts, facts.events.of(Kind.ROSE)),
        strains=moments_of(facts, facts.events.of(Kind.MUTATION)),
        open=int((fates.fate == Fate.INFECTED).sum()),
    )


def _halfbies(facts: Facts, fates: Fates) -> tuple[Halfbie, ...]:
    return tuple(
        Halfbie(
            name=facts.names[who],
            place=facts.place(int(facts.whereabouts[who])),
            became=moment_of(facts, int(fates.decided[who])),
            victims=int((fates.infector == who).sum()),
        )
        for who in np.flatnonzero(fates.fate == Fate.HALFBIE).tolist()
    )
