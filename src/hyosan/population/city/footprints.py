"""The ground that written places stand on, which a city leaves free."""

from typing import NamedTuple

import numpy as np

from hyosan.world.columns import Floats, Truths
from hyosan.world.sites import Sites

GROUND = 1  #: the floor that stands on it


class Footprints(NamedTuple):
    """Rectangles, m."""

    west: Floats
    east: Floats
    south: Floats
    north: Floats


def footprints(sites: Sites, margin_m: float) -> Footprints:
    """Rectangles of the places on the ground, with a margin around them."""
    rows = np.flatnonzero(sites.floor == GROUND)
    half_x, half_y = sites.width[rows] / 2.0 + margin_m, sites.depth[rows] / 2.0 + margin_m
    x, y = sites.x[rows], sites.y[rows]
    return Footprints(x - half_x, x + half_x, y - half_y, y + half_y)


def is_covered(taken: Footprints, x: Floats, y: Floats) -> Truths:
    """Whether each point lies in any of the rectangles.

    x, y : (points) m
    """
    found = np.zeros(len(x), np.bool_)
    for west, east, south, north in zip(*taken, strict=True):
        found |= (west < x) & (x < east) & (south < y) & (y < north)
    return found
