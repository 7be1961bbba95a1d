"""Roads and bridges between districts, and to written places: chains of pieces."""

from typing import NamedTuple

import numpy as np

from hyosan.population.city.on_ground import on_ground
from hyosan.population.city.streets import Streets
from hyosan.scenario.city import City, Road
from hyosan.world.codes import NOWHERE
from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.sites import Sites


class Chain(NamedTuple):
    """A road: its pieces, and the ways from one to the next and to what it joins."""

    sites: Sites
    a: Ids
    b: Ids
    length_m: Floats
    width_m: float


def road_chains(city: City, kind_rows: dict[str, int], streets: Streets, written: Sites) -> list[Chain]:
    """All roads.

    kind_rows : row of each place kind
    """
    chains: list[Chain] = []
    first = len(written.name) + len(streets.x)
    for road in city.road:
        chains.append(_chain(road, city, kind_rows[road.kind], streets, written, first))
        first += len(chains[-1].sites.name)
    return chains


def _chain(road: Road, city: City, kind: int, streets: Streets, written: Sites, first: int) -> Chain:
    """One road, in pieces of equal length along a line from end to end, through its middle if it has one."""
    (a, ax, ay), (b, bx, by) = _ends(road, city, streets, written)
    x, y = (
        np.array([start, end] if middle is None else [start, middle, end])
        for start, middle, end in ((ax, road.x, bx), (ay, road.y, by))
    )
    along = np.append(0.0, np.cumsum(np.sqrt(np.diff(x) * np.diff(x) + np.diff(y) * np.diff(y))))
    length = max(float(along[-1]), 1.0)
    n = max(1, int(np.ceil(length / road.piece)))
    middles = (np.arange(n) + 0.5) * (length / n)
    rows = np.concatenate([[a], np.arange(first, first + n), [b]]).astype(np.int32)
    between = np.full(n + 1, length / n)
    between[[0, -1]] /= 2.0
    sites = _pieces(road, kind, np.interp(middles, along, x), np.interp(middles, along, y), length / n)
    return Chain(sites, rows[:-1], rows[1:], between, road.width)


def _pieces(road: Road, kind: int, x: Floats, y: Floats, length_m: float) -> Sites:
    n = len(x)
    return on_ground(
        name=[road.name] if n == 1 else [f"{road.name} {k + 1}" for k in range(n)],
        kind=kind,
        x=x,
        y=y,
        side_m=road.width,
        area_m2=length_m * road.width,
        district=NOWHERE,
        korean=[road.korean] * n,
    )


End = tuple[int, float, float]


def _ends(road: Road, city: City, streets: Streets, written: Sites) -> tuple[End, End]:
    """Row and position (m) of what a road joins: of two districts those crossings that are nearest to each other, or
    to the middle of the road.
    """
    one, other = (_candidates(name, city, streets, written) for name in road.between)
    if road.x is not None and road.y is not None:
        middle = np.array([road.x]), np.array([road.y])
        return _at(one, _closest(one, middle)[0]), _at(other, _closest(other, middle)[0])
    row, partner = _closest(one, (other[1], other[2]))
    return _at(one, row), _at(other, partner)


def _candidates(name: str, city: City, streets: Streets, written: Sites) -> tuple[Ints, Floats, Floats]:
    """Rows and positions of the crossings of a district, or of the one place of that name."""
    district = next((row for row, each in enumerate(city.district) if each.name == name), None)
    if district is None:
        row = written.name.index(name)
        return np.array([row]), written.x[[row]], written.y[[row]]
    ours = np.flatnonzero(streets.district == district)
    return len(written.name) + ours, streets.x[ours], streets.y[ours]


def _closest(one: tuple[Ints, Floats, Floats], points: tuple[Floats, Floats]) -> tuple[int, int]:
    """Number of the candidate that is nearest to any of some points, and of that point."""
    dx, dy = (axis[:, None] - point for axis, point in zip(one[1:], points, strict=True))
    pair = int(np.argmin(dx * dx + dy * dy))
    return pair // len(points[0]), pair % len(points[0])


def _at(one: tuple[Ints, Floats, Floats], number: int) -> End:
    rows, x, y = one
    return int(rows[number]), float(x[number]), float(y[number])
