"""Memorials: the one that people of each place go to."""

from collections.abc import Sequence

import numpy as np

from hyosan.world.codes import NOWHERE
from hyosan.world.columns import Ids
from hyosan.world.sites import Sites

FAR_M = 5_000.0  #: assumption: nobody knows of a memorial further off than an hour's walk


def nearest_memorials(sites: Sites, memorials: Sequence[int]) -> Ids:
    """Of each place, the row of the nearest memorial that people there know of, or -1.

    memorials : rows of the places where the dead are remembered
    """
    nearest = np.full(len(sites.name), NOWHERE, np.int32)
    shortest = np.full(len(sites.name), FAR_M)
    for row in memorials:
        away = np.hypot(sites.x - sites.x[row], sites.y - sites.y[row])
        nearest[away < shortest] = row
        shortest = np.minimum(shortest, away)
    return nearest
