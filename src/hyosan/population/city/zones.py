"""How far off districts lie from a place, in zones of a few."""

import numpy as np

from hyosan.scenario.city import City
from hyosan.world.columns import Ints

ZONE = 3  #: districts, the nearest first, that count as equally near; assumption: as schools draw lots within a zone


def zones(city: City, x: float, y: float) -> Ints:
    """The zone of each district of a city: 0 for the nearest few, 1 for the next.

    x, y : the place, m
    """
    away = [(district.x - x, district.y - y) for district in city.district]
    order = sorted(range(len(away)), key=lambda row: (away[row][0] * away[row][0] + away[row][1] * away[row][1], row))
    zone = np.empty(len(order), np.int64)
    zone[order] = np.arange(len(order)) // ZONE
    return zone
