"""Streets: crossings on a lattice, each with half of the streets that meet there, joined to their neighbours."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hyosan.population.city.footprints import Footprints, footprints, is_covered
from hyosan.scenario import Scenario
from hyosan.scenario.city import City, CityDistrict
from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.sites import Sites

LOOKS = 12  #: points at which a street is tested for standing in the way of a written place


class Streets(NamedTuple):
    """Crossings, district by district, those of one row of the lattice after those of the one below.

    district : (crossings) row of the city's districts
    x, y     : (crossings) m
    a, b     : (pieces of street) crossings that each joins; all are one spacing long
    """

    district: Ids
    x: Floats
    y: Floats
    a: Ids
    b: Ids


def lay_streets(scenario: Scenario, city: City, written: Sites) -> Streets:
    """The streets of all districts, around what is written.

    Raises: BadInput if a district has no street
    """
    taken = footprints(written, city.street_width / 2.0)
    spots = [_crossings(city, district) for district in city.district]
    district = np.repeat(np.arange(len(spots), dtype=np.int32), [len(column) for column, _ in spots])
    column, row = (np.concatenate([spot[axis] for spot in spots]) for axis in (0, 1))
    is_free = ~is_covered(taken, column * city.street, row * city.street)
    district, column, row = district[is_free], column[is_free], row[is_free]
    a, b = _pieces(city, taken, column, row)
    kept = np.unique(np.concatenate([a, b]))  # a crossing without a street is none
    new_row = np.full(len(column), -1, np.int32)
    new_row[kept] = np.arange(len(kept))
    _require_streets(scenario, city.district, district[kept])
    return Streets(
        district[kept], column[kept] * city.street, row[kept] * city.street, new_row[a], new_row[b]
    )  # fmt: skip


def _crossings(city: City, district: CityDistrict) -> tuple[Ints, Ints]:
    """Columns and rows of the lattice in a district; every other row runs back, so that neighbours are adjacent."""
    columns, rows = (
        np.arange(-((extent / 2.0 - centre) // city.street), (centre + extent / 2.0) / city.street).astype(np.int64)
        for centre, extent in ((district.x, district.width), (district.y, district.depth))
    )
    there_and_back = [columns if row % 2 == 0 else columns[::-1] for row in rows.tolist()]
    none = np.empty(0, np.int64)
    return np.concatenate([none, *there_and_back]), np.repeat(rows, len(columns))


def _pieces(city: City, taken: Footprints, column: Ints, row: Ints) -> tuple[Ids, Ids]:
    """Pieces of street between neighbours on the lattice that nothing written stands on."""
    ends: list[Ids] = [np.empty(0, np.int32)]
    others: list[Ids] = [np.empty(0, np.int32)]
    if len(column):
        number = np.full((np.ptp(column) + 2, np.ptp(row) + 2), -1, np.int32)
        number[column - column.min(), row - row.min()] = np.arange(len(column))
        for one, other in ((number[:-1], number[1:]), (number[:, :-1], number[:, 1:])):
            both = (one >= 0) & (other >= 0)
            ends.append(one[both])
            others.append(other[both])
    a, b = np.concatenate(ends), np.concatenate(others)
    blocked = np.zeros(len(a), np.bool_)
    for k in range(1, LOOKS):
        share = k / LOOKS
        x, y = ((axis[a] + share * (axis[b] - axis[a])) * city.street for axis in (column, row))
        blocked |= is_covered(taken, x, y)
    return a[~blocked], b[~blocked]


def _require_streets(scenario: Scenario, districts: Sequence[CityDistrict], found: Ids) -> None:
    for row, district in enumerate(districts):
        if row not in found:
            path = ("city", "district", f"#{row + 1}")
            raise scenario.bad_input(
                path, f'no street in "{district.name}"', "more room, beside the places that are written"
            )
