"""What the episodes of named people are cut by: events that make a story, where people are lost, the cast."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from hyosan.analysis.episodes.cutting import Strand, shared, strand
from hyosan.analysis.facts import Facts
from hyosan.analysis.fates import FATE_OF, Fates
from hyosan.analysis.moments import ACTS
from hyosan.world.codes import Kind

THREADS: tuple[tuple[Kind, ...], ...] = (
    (Kind.BULLY, Kind.INJECT, Kind.REVENGE),
    (Kind.SAW, Kind.TOLD, Kind.WARN),
    (Kind.STRENGTHENED, Kind.TURNED),
    (
        Kind.HALFBIE, Kind.HUNGER, Kind.HOLD_BACK, Kind.BITE_OWN_ARM, Kind.FEED_ON_DEAD, Kind.ATTACK, Kind.STRUCK,
        Kind.JOINED, Kind.DECLINE,
    ),
    (Kind.DIED,),
    (Kind.ROSE,),
    (Kind.MUTATION,),
    (Kind.DECOY, Kind.ALARM, Kind.SHOUT, Kind.SIGNAL),
    (Kind.BARRICADED,),
    (Kind.DOOR_BROKEN,),
    (Kind.GO_BACK, Kind.SHIELD, Kind.LURE_AWAY, Kind.FIGHT, Kind.REACHED, Kind.ESCAPE),
    (Kind.LOST, Kind.MOURNED, Kind.VISIT),
    (Kind.TALK, Kind.BOND, Kind.CONFESS, Kind.PARTED, Kind.MET_AGAIN),
    (Kind.LEFT_GROUNDS, Kind.SLIP_OUT),
    (Kind.LIGHT_FIRE, Kind.WISHED, Kind.SAW_AFAR),
    (Kind.LEAP, Kind.LANDED, Kind.FALL_WITH, Kind.FELL),
    (Kind.BIND, Kind.BOUND, Kind.CAME_LOOSE, Kind.HOLD_CAPTIVE, Kind.SPARED, Kind.TAKEN, Kind.RESEARCHED),
    (Kind.CALLED,),
    (Kind.ASSESSED, Kind.ACTUAL),
    (Kind.ORDERED, Kind.ORDER_ENDS, Kind.RULES_RELAXED),
    (Kind.ARRIVED,),
    (Kind.EVACUATED,),
    (Kind.BOMBED,),
    (Kind.INSPECTED, Kind.ADMITTED, Kind.CONFINED, Kind.SET_FREE),
    (Kind.WANED,),
)  # fmt: skip
"""Kinds that tell of the same thing."""
LOSSES = (Kind.INFECTION, Kind.IMPORTATION)
OF_ALL = frozenset({kind for thread in THREADS for kind in thread} | set(LOSSES) | set(FATE_OF))
OF_CAST = frozenset((ACTS - {Kind.OBEY}) | {Kind.MOVE})  #: told of the cast alone: how they got by, and where they went
COUNTED = tuple(
    kind for thread in THREADS for kind in thread if kind not in (Kind.TURNED, Kind.DIED, Kind.ASSESSED, Kind.ACTUAL)
)  #: kinds that are counted; the others are in what a part comes to
CAST_COURSE = (Kind.INFECTION, Kind.TURNED, Kind.HALFBIE, Kind.DIED, Kind.ROSE)
CAST_FATES = (
    Kind.LEFT_GROUNDS, Kind.WISHED, Kind.SAW_AFAR, Kind.LANDED, Kind.FELL, Kind.SPARED, Kind.TAKEN, Kind.RESEARCHED,
    Kind.EVACUATED, Kind.ADMITTED, Kind.CONFINED, Kind.SET_FREE, Kind.WANED,
)  # fmt: skip
CAST_TIES = (Kind.LOST, Kind.BOND, Kind.REACHED, Kind.PARTED, Kind.MET_AGAIN, Kind.JOINED, Kind.MOURNED)
CAST_ACTS = ACTS - {Kind.OBEY, Kind.STAY, Kind.HIDE, Kind.FLEE, Kind.FOLLOW, Kind.BARRICADE}
MUTUAL = (Kind.BOND, Kind.PARTED, Kind.MET_AGAIN)  #: between two, whoever is named first
CAST_EMPHASIS = 2.0


def worth_reading(cast: Iterable[int]) -> pl.Expr:
    """Condition of the events that episodes are made from: those that make a story, and what the cast did.

    cast : ids
    """
    of_cast = pl.col("who").is_in(list(cast)) & _is_any(OF_CAST)
    return _is_any(OF_ALL) | of_cast


def strands_of(facts: Facts, fates: Fates) -> list[Strand]:
    """The strands of a run: kinds of events, losses by area, and what became of the cast.

    facts : of the events worth reading
    """
    events = facts.events
    is_cast = np.isin(events.who, facts.cast)
    told = [strand(events.time[events.of(*kinds)]) for kinds in THREADS]
    lost = fates.lost[fates.lost >= 0]
    areas = np.array([facts.area(place) or "" for place in events.place[lost].tolist()])
    told += shared([strand(events.time[lost[areas == area]]) for area in np.unique(areas)])
    for kinds in (CAST_COURSE, tuple(CAST_ACTS), CAST_TIES):
        rows = events.of(*kinds)
        told.append(strand(events.time[rows[is_cast[rows]]], emphasis=CAST_EMPHASIS))
    return told


def _is_any(kinds: Iterable[Kind]) -> pl.Expr:
    return pl.col("kind").is_in(sorted(kind.name.lower() for kind in kinds))
