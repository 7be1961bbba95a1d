"""The ground of a city: written places, streets, roads and buildings, and how they are joined."""

from typing import NamedTuple

import numpy as np

from hyosan.population.city.blocks import Blocks
from hyosan.population.city.joins import joined_walks
from hyosan.population.city.lots import Lots, lots_of, spread
from hyosan.population.city.on_ground import on_ground
from hyosan.population.city.roads import road_chains
from hyosan.population.city.streets import Streets, lay_streets
from hyosan.population.premises import Walks, written_sites
from hyosan.population.stacking import stacked
from hyosan.scenario import Scenario
from hyosan.scenario.city import City
from hyosan.world.codes import NOWHERE, Door
from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.sites import Sites

LEAST_SIDE_M = 6.0  #: of a building
YARD_M = 2.0  #: between a building and the edge of its lot
ENTRANCE_M = 1.6  #: width of the door of a building


class Ground(NamedTuple):
    """Everything that stands still.

    first_street, first_block : rows of the first crossing and of the first building
    """

    sites: Sites
    walks: Walks
    first_street: int
    first_block: int


def lay_ground(scenario: Scenario, city: City, blocks: Blocks, door_strength: float) -> Ground:
    """Places and passages of a city.

    blocks        : the buildings that its people need
    door_strength : s that one hunter needs to break a door, where the scenario says nothing
    Raises: BadInput if streets or buildings do not fit, or a part of the city cannot be reached
    """
    written = written_sites(scenario)
    streets = lay_streets(scenario, city, written)
    first_street = len(written.name)
    kind_rows = {kind.name: row for row, kind in enumerate(scenario.place_kind)}
    chains = road_chains(city, kind_rows, streets, written)
    joined = stacked(
        [written, _street_sites(city, kind_rows[city.street_kind], streets), *(chain.sites for chain in chains)]
    )
    first = len(joined.name)
    lots = lots_of(city, streets, written)
    lot = spread(scenario, city, streets, lots, blocks)
    built = _buildings(scenario, city, blocks, lots, lot)
    street = first_street + lots.crossing[lot]
    walks = stacked(
        [
            joined_walks(scenario, city, joined, first_street, door_strength),
            _open_ways(first_street + streets.a, first_street + streets.b, city.street, city.street_width),
            *(_open_ways(chain.a, chain.b, chain.length_m, chain.width_m) for chain in chains),
            _doors(scenario, city, blocks, built, first, street, joined, door_strength),
        ]
    )
    return Ground(stacked([joined, built]), walks, first_street, first)


def _street_sites(city: City, kind: int, streets: Streets) -> Sites:
    """A place for each crossing with half of the streets that meet there."""
    n = len(streets.x)
    first = np.searchsorted(streets.district, streets.district)
    numbers = zip(streets.district.tolist(), (np.arange(n) - first + 1).tolist(), strict=True)
    return on_ground(
        name=[f"{city.district[d].name} street {number}" for d, number in numbers],
        kind=kind,
        x=streets.x,
        y=streets.y,
        side_m=city.street_width,
        area_m2=city.street_width * (2.0 * city.street - city.street_width),
        district=streets.district,
    )


def _buildings(scenario: Scenario, city: City, blocks: Blocks, lots: Lots, lot: Ints) -> Sites:
    """Buildings on their lots."""
    row = {kind.name: number for number, kind in enumerate(scenario.place_kind)}
    storeys, side, area = _dimensions(city, blocks)
    return on_ground(
        name=_block_names(city, blocks),
        kind=np.array([row[building.kind] for building in city.building], np.int32)[blocks.building],
        x=lots.x[lot],
        y=lots.y[lot],
        side_m=side,
        area_m2=area,
        district=blocks.district,
        height_m=storeys * city.storey,
    )


def _doors(
    scenario: Scenario, city: City, blocks: Blocks, built: Sites, first: int, street: Ids, sites: Sites, strength: float
) -> Walks:
    """The door of each building to the street.

    first    : row of the first building
    street   : (buildings) row of the place that each stands at
    strength : s that one hunter needs to break a door, where its kind says nothing
    """
    n = len(street)
    own = np.array([strength if each.strength is None else each.strength for each in city.building])
    return _open_ways(np.arange(first, first + n), street, 0.0, ENTRANCE_M)._replace(
        length_m=np.abs(built.x - sites.x[street]) + np.abs(built.y - sites.y[street]),
        strength=own[blocks.building],
        door=np.full(n, Door.CLOSED, np.int8),
        can_barricade=np.array([kind.furniture for kind in scenario.place_kind])[built.kind],
    )


def _dimensions(city: City, blocks: Blocks) -> tuple[Floats, Floats, Floats]:
    """Storeys, side (m) and floor area (m2) of buildings: as many storeys as the kind has, or as the lot asks for."""
    space, storeys = (
        np.array([getattr(building, name) for building in city.building], np.float64)[blocks.building]
        for name in ("space", "storeys")
    )
    floor = np.maximum(blocks.people * space, LEAST_SIDE_M * LEAST_SIDE_M)
    side = np.clip(np.sqrt(floor / storeys), LEAST_SIDE_M, max(city.lot - YARD_M, LEAST_SIDE_M))
    return np.maximum(storeys, np.ceil(floor / (side * side))), side, floor


def _block_names(city: City, blocks: Blocks) -> list[str]:
    """District, kind and a running number."""
    counts: dict[tuple[int, int], int] = {}
    names = []
    for d, row in zip(blocks.district.tolist(), blocks.building.tolist(), strict=True):
        counts[d, row] = number = counts.get((d, row), 0) + 1
        names.append(f"{city.district[d].name} {city.building[row].kind} {number}")
    return names


def _open_ways(a: Ints | Ids, b: Ints | Ids, length_m: Floats | float, width_m: float) -> Walks:
    """Ways without doors."""
    n = len(a)
    return Walks(
        a=np.asarray(a, np.int32),
        b=np.asarray(b, np.int32),
        length_m=np.broadcast_to(np.asarray(length_m, np.float64), n),
        width_m=np.full(n, width_m),
        strength=np.zeros(n),
        door=np.full(n, Door.NONE, np.int8),
        can_barricade=np.zeros(n, np.bool_),
        is_climb=np.zeros(n, np.bool_),
    )


def unreachable(ground: Ground) -> int:
    """Row of a place that cannot be reached from the first street, rather a street than a written one; or -1."""
    from scipy.sparse import coo_array  # only cities need it
    from scipy.sparse.csgraph import connected_components

    n = len(ground.sites.name)
    ones = np.ones(len(ground.walks.a), np.int8)
    _, part = connected_components(coo_array((ones, (ground.walks.a, ground.walks.b)), shape=(n, n)), directed=False)
    apart = np.roll(part != part[ground.first_street], -ground.first_street)
    return (int(np.argmax(apart)) + ground.first_street) % n if apart.any() else NOWHERE
