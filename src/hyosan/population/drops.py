"""Drops: where one can leap, or be pulled, into the depth, and how deep it is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hyosan.population.premises import overlap
from hyosan.rules.motion import FLOOR_M
from hyosan.scenario import PlaceKind
from hyosan.world.codes import NOWHERE
from hyosan.world.columns import Floats, Ids, Ints, Truths
from hyosan.world.sites import Sites

GROUND = 1  #: the floor
BELOW_WALL_M = 2.0  #: what lies further from a building than this is not below its windows
LOWEST_M = 2.0  #: less is a step down


class Drops(NamedTuple):
    """Places, one row each.

    to        : place at the bottom, or -1 where there is no depth
    height_m  : down to it
    has_shaft : whether it is a lift shaft, into which nobody leaps
    """

    to: Ids
    height_m: Floats
    has_shaft: Truths


def drops(sites: Sites, n_written: int, ends: tuple[Ids, Ids], kinds: Sequence[PlaceKind]) -> Drops:
    """What there is to fall from: roofs and windows above the ground, lift shafts, buildings that have one.

    n_written : how many of the places, from the first on, the scenario writes
    ends      : rows of the places that each passage joins
    """
    found = Drops(
        np.full(len(sites.name), NOWHERE, np.int32), np.zeros(len(sites.name)), np.zeros(len(sites.name), np.bool_)
    )
    _down_the_walls(sites, n_written, kinds, found)
    _down_shafts(sites, ends, kinds, found)
    return found


def _is(attribute: str, sites: Sites, kinds: Sequence[PlaceKind]) -> Truths:
    """Of which places the kind has an attribute."""
    is_so: Truths = np.array([getattr(kind, attribute) for kind in kinds], np.bool_)[sites.kind]
    return is_so


def _down_the_walls(sites: Sites, n_written: int, kinds: Sequence[PlaceKind], found: Drops) -> None:
    """From places in the open and rooms with windows to the nearest ground in the open that lies below."""
    is_open = _is("outdoor", sites, kinds)[:n_written]
    floor = sites.floor[:n_written]
    above = np.flatnonzero((floor > GROUND) & (is_open | _is("windows", sites, kinds)[:n_written]))
    ground = np.flatnonzero((floor == GROUND) & is_open & ~_is("exit", sites, kinds)[:n_written])
    if not len(ground):
        return
    for place in above.tolist():
        gap, shared = _beside_m(sites, place, ground)
        nearest = int(np.lexsort((-shared, gap))[0])
        if gap[nearest] <= BELOW_WALL_M:
            found.to[place] = ground[nearest]
            found.height_m[place] = (floor[place] - GROUND) * FLOOR_M


def _beside_m(sites: Sites, place: int, others: Ints) -> tuple[Floats, Floats]:
    """How far the rectangles of others are from that of a place, seen from above, and how much of a side they share."""
    along = [
        overlap(*(centre[rows] + side * extent[rows] / 2.0 for rows in (place, others) for side in (-1, 1)))
        for centre, extent in ((sites.x, sites.width), (sites.y, sites.depth))
    ]
    gap: Floats = np.hypot(*(np.maximum(-each, 0.0) for each in along))
    return gap, np.maximum(*along)


def _down_shafts(sites: Sites, ends: tuple[Ids, Ids], kinds: Sequence[PlaceKind], found: Drops) -> None:
    """Into a shaft from each storey that has a door to it; in a building that is one place, from its top storey."""
    has_shaft, is_block = _is("shaft", sites, kinds), _is("block", sites, kinds)
    depth = sites.height - FLOOR_M
    inside = np.flatnonzero(has_shaft & is_block & (depth >= LOWEST_M))
    found.to[inside], found.height_m[inside], found.has_shaft[inside] = inside, depth[inside], True
    for shaft, storey in (ends, ends[::-1]):
        deep = (sites.floor[storey] - sites.floor[shaft]) * FLOOR_M
        row = has_shaft[shaft] & ~is_block[shaft] & (deep >= LOWEST_M)
        found.to[storey[row]], found.height_m[storey[row]] = shaft[row], deep[row]
        found.has_shaft[storey[row]] = True
