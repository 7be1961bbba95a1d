"""The ground of a city: written places, streets, roads and buildings, and how they are joined."""

from typing import NamedTuple

import numpy as np

from hyosan.population.city.blocks import Blocks
from hyosan.population.city.joins import joined_walks
from hyosan.population.city.lots import lots_of, spread
from hyosan.population.city.roads import Chain, road_chains
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
    built, doors = _buildings(scenario, city, streets, written, blocks, len(joined.name), door_strength)
    sites = stacked([joined, built])
    walks = stacked(
        [
            joined_walks(scenario, city, joined, first_street, door_strength),
            _open_ways(first_street + streets.a, first_street + streets.b, city.street, city.street_width),
            *(_chain_walks(chain) for chain in chains),
            doors,
        ]
    )
    return Ground(sites, walks, first_street, len(joined.name))


def _street_sites(city: City, kind: int, streets: Streets) -> Sites:
    """A place for each crossing with half of the streets that meet there."""
    n = len(streets.x)
    first = np.searchsorted(streets.district, streets.district)
    numbers = zip(streets.district.tolist(), (np.arange(n) - first + 1).tolist(), strict=True)
    width = np.full(n, city.street_width)
    return Sites(
        name=[f"{city.district[d].name} street {number}" for d, number in numbers],
        korean=[None] * n,
        kind=np.full(n, kind, np.int32),
        floor=np.ones(n, np.int32),
        x=streets.x,
        y=streets.y,
        width=width,
        depth=width,
        area=np.full(n, city.street_width * (2.0 * city.street - city.street_width)),
        elevation=np.zeros(n),
        height=np.zeros(n),
        has_loudspeaker=np.zeros(n, np.bool_),
        is_studio=np.zeros(n, np.bool_),
        district=streets.district,
    )


def _buildings(
    scenario: Scenario,
    city: City,
    streets: Streets,
    written: Sites,
    blocks: Blocks,
    first: int,
    door_strength: float,
) -> tuple[Sites, Walks]:
    """Buildings on their lots, and their doors to the street."""
    lots = lots_of(city, streets, written)
    lot = spread(scenario, city, streets, lots, blocks)
    n = len(lot)
    storeys, side, area = _dimensions(city, blocks)
    kind_rows = {kind.name: row for row, kind in enumerate(scenario.place_kind)}
    kinds = np.array([kind_rows[building.kind] for building in city.building], np.int32)
    furniture = np.array([kind.furniture for kind in scenario.place_kind])
    sites = Sites(
        name=_block_names(city, blocks),
        korean=[None] * n,
        kind=kinds[blocks.building],
        floor=np.ones(n, np.int32),
        x=lots.x[lot],
        y=lots.y[lot],
        width=side,
        depth=side,
        area=area,
        elevation=np.zeros(n),
        height=storeys * city.storey,
        has_loudspeaker=np.zeros(n, np.bool_),
        is_studio=np.zeros(n, np.bool_),
        district=blocks.district,
    )
    crossing = lots.crossing[lot]
    strength = np.array([door_strength if b.strength is None else b.strength for b in city.building])
    doors = _open_ways(
        np.arange(first, first + n), len(written.name) + crossing, 0.0, ENTRANCE_M
    )._replace(
        length_m=np.abs(sites.x - streets.x[crossing]) + np.abs(sites.y - streets.y[crossing]),
        strength=strength[blocks.building],
        door=np.full(n, Door.CLOSED, np.int8),
        can_barricade=furniture[sites.kind],
    )  # fmt: skip
    return sites, doors


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


def _chain_walks(chain: Chain) -> Walks:
    return _open_ways(chain.a, chain.b, chain.length_m, chain.width_m)


def unreachable(ground: Ground) -> int:
    """Row of a place that cannot be reached from the first street, rather a street than a written one; or -1."""
    from scipy.sparse import coo_array  # only cities need it
    from scipy.sparse.csgraph import connected_components

    n = len(ground.sites.name)
    ones = np.ones(len(ground.walks.a), np.int8)
    _, part = connected_components(coo_array((ones, (ground.walks.a, ground.walks.b)), shape=(n, n)), directed=False)
    apart = np.roll(part != part[ground.first_street], -ground.first_street)
    return (int(np.argmax(apart)) + ground.first_street) % n if apart.any() else NOWHERE
