"""Lots between the streets, and which building stands on which."""

from typing import NamedTuple

import numpy as np

from hyosan.population.city.blocks import Blocks
from hyosan.population.city.footprints import footprints, is_covered
from hyosan.population.city.streets import Streets
from hyosan.scenario import Scenario
from hyosan.scenario.city import City
from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.sites import Sites

FINE = 1_000_000


class Lots(NamedTuple):
    """Lots, in the order of the crossings that they lie at."""

    crossing: Ids
    x: Floats  # m, centre
    y: Floats


def lots_of(city: City, streets: Streets, written: Sites) -> Lots:
    """All lots at all crossings: in the four corners between the streets, within their district, off written places."""
    side = int((city.street - city.street_width) / 2.0 / city.lot)
    steps = city.street_width / 2.0 + (np.arange(side) + 0.5) * city.lot
    away = np.concatenate([-steps, steps])
    along_x, along_y = (axis.ravel() for axis in np.meshgrid(away, away, indexing="ij"))
    crossing = np.repeat(np.arange(len(streets.x), dtype=np.int32), len(along_x))
    x, y = (streets.x[:, None] + along_x).ravel(), (streets.y[:, None] + along_y).ravel()
    is_free = ~is_covered(footprints(written, city.lot / 2.0), x, y)
    for axis, centre, extent in ((x, "x", "width"), (y, "y", "depth")):
        middle, reach = (
            np.array([getattr(district, name) for district in city.district])[streets.district[crossing]]
            for name in (centre, extent)
        )
        is_free &= np.abs(axis - middle) <= reach / 2.0
    return Lots(crossing[is_free], x[is_free], y[is_free])


def spread(scenario: Scenario, city: City, streets: Streets, lots: Lots, blocks: Blocks) -> Ints:
    """The lot of each building: all uses mixed and spread evenly over the lots of the district.

    Raises: BadInput if a district has fewer lots than buildings
    """
    lot = np.empty(len(blocks.district), np.int64)
    lot_district = streets.district[lots.crossing]
    for d, district in enumerate(city.district):
        ours, free = np.flatnonzero(blocks.district == d), np.flatnonzero(lot_district == d)
        if len(ours) > len(free):
            found = f'{len(ours):,} buildings in "{district.name}", which has lots for {len(free):,}'
            accepted = "a larger district, more people in a building, smaller lots or fewer people"
            raise scenario.bad_input(("city", "district", f"#{d + 1}"), found, accepted)
        ordered = ours[_mixed(blocks.building[ours])]
        lot[ordered] = free[np.arange(len(ours)) * len(free) // max(len(ours), 1)]
    return lot


def _mixed(kind: Ids) -> Ints:
    """Order in which kinds alternate in their proportions, each kind's own rows in their order."""
    position = np.empty(len(kind), np.int64)
    for each in np.unique(kind):
        rows = np.flatnonzero(kind == each)
        position[rows] = (2 * np.arange(len(rows)) + 1) * FINE // (2 * len(rows))
    return np.lexsort((np.arange(len(kind)), position))
