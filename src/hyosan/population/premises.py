"""Premises: places and passages as columns, with the walls that neighbours share."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from hyosan.jit import loop
from hyosan.population.stacking import stacked
from hyosan.rules.shelter import shelter
from hyosan.scenario import Passage, Place, PlaceKind, Scenario
from hyosan.world.codes import NOWHERE, Door
from hyosan.world.columns import Codes, Floats, Ids, Near, Passages, Places, Truths, Ways, blank
from hyosan.world.sites import Sites

GAP_M = 0.6  #: rectangles further apart share no wall
SHARED_M = 1.0  #: shorter common edges do not count
STOREY_M = 4.0  #: way added per floor climbed, where the scenario gives no length
ROOM_M = 3.0  #: height of a room


class Walks(NamedTuple):
    """Passages as columns, one row each; the first place of a locked one is the side that opens it."""

    a: Ids  # row of the places
    b: Ids
    length_m: Floats
    width_m: Floats
    strength: Floats  # s that one hunter needs to break it
    door: Codes  # Door
    can_barricade: Truths
    is_climb: Truths


class Neighbours(NamedTuple):
    """Directed pairs of places that sound passes between: through a passage, or through a wall or floor."""

    a: Ids
    b: Ids
    length_m: Floats
    loss_db: Floats
    passage: Ids


def rows_of(owners: Ids, n: int) -> tuple[Ids, Ids]:
    """First row, and one past the last, of each of n owners in a sorted column of owners."""
    edges = np.searchsorted(owners, np.arange(n + 1)).astype(np.int32)
    return edges[:-1], edges[1:]


def written_sites(scenario: Scenario) -> Sites:
    """The places that the scenario writes, in its order."""
    written = scenario.place
    kind_rows = {kind.name: row for row, kind in enumerate(scenario.place_kind)}
    return Sites(
        name=[p.name for p in written],
        korean=[p.korean for p in written],
        kind=np.array([kind_rows[p.kind] for p in written], np.int32),
        floor=np.array([p.floor for p in written], np.int32),
        x=np.array([p.x for p in written], np.float64),
        y=np.array([p.y for p in written], np.float64),
        width=np.array([p.width for p in written], np.float64),
        depth=np.array([p.depth for p in written], np.float64),
        area=np.array([p.area_m2 for p in written], np.float64),
        elevation=np.array([p.elevation for p in written], np.float64),
        height=np.array([_height(p, scenario.place_kind[kind_rows[p.kind]]) for p in written], np.float64),
        has_loudspeaker=np.array([p.loudspeaker for p in written], np.bool_),
        is_studio=np.array([p.studio for p in written], np.bool_),
        district=np.full(len(written), NOWHERE, np.int32),
    )


def _height(place: Place, kind: PlaceKind) -> float:
    """Height of what stands there above the ground, m; nothing stands in the open."""
    return 0.0 if kind.outdoor else (place.floor + place.storeys - 1) * ROOM_M


def written_walks(
    passages: Sequence[Passage],
    ends: Sequence[tuple[int, int]],
    sites: Sites,
    kinds: Sequence[PlaceKind],
    door_strength: float,
) -> Walks:
    """Passages that the scenario writes, in its order.

    ends          : rows of the places that each joins
    door_strength : s that one hunter needs, where the scenario says nothing
    """
    a, b = (np.array([pair[end] for pair in ends], np.int32) for end in (0, 1))
    straight = np.maximum(np.hypot(sites.x[a] - sites.x[b], sites.y[a] - sites.y[b]), 2.0)
    default_m = (straight + STOREY_M * np.abs(sites.floor[a] - sites.floor[b])).tolist()
    return Walks(
        a=a,
        b=b,
        length_m=np.array([m if p.length is None else p.length for p, m in zip(passages, default_m, strict=True)]),
        width_m=np.array([p.width for p in passages], np.float64),
        strength=np.array([door_strength if p.strength is None else p.strength for p in passages], np.float64),
        door=np.array([p.door for p in passages], np.int8),
        can_barricade=np.array(
            [
                can_barricade(p, [kinds[sites.kind[end]] for end in pair])
                for p, pair in zip(passages, ends, strict=True)
            ],
            np.bool_,
        ),
        is_climb=np.array([p.climb for p in passages], np.bool_),
    )


def can_barricade(passage: Passage, ends: list[PlaceKind]) -> bool:
    """Whether people can put something against a door: as the scenario says, else if there is furniture beside it."""
    if passage.climb:
        return False
    furnished = passage.door != Door.NONE and any(kind.furniture for kind in ends)
    return furnished if passage.barricade is None else passage.barricade


def walk_ends(passages: Sequence[Passage], row_of: Mapping[str, int]) -> list[tuple[int, int]]:
    """Rows of the places that passages join."""
    return [(row_of[one], row_of[other]) for one, other in (passage.between for passage in passages)]


def build_passages(walks: Walks) -> Passages:
    """The passages as the run begins."""
    passages = blank(Passages, len(walks.a))
    for column in walks._fields:
        passages[column] = getattr(walks, column)
    locked = walks.door == Door.LOCKED
    passages["barred_from"][locked] = walks.a[locked]
    passages["locked_from"][locked] = walks.a[locked]
    return passages


def overlap(low_1: Floats, high_1: Floats, low_2: Floats, high_2: Floats) -> Floats:
    """Length that intervals have in common; negative: the gap between them."""
    return np.minimum(high_1, high_2) - np.maximum(low_1, low_2)


def touching(sites: Sites, n: int, kinds: Sequence[PlaceKind]) -> Neighbours:
    """Pairs of the first n places that share a wall on one floor, or a floor between adjacent ones."""
    floor = sites.floor[:n]
    west, east = (sites.x[:n] + side * sites.width[:n] / 2 for side in (-1, 1))
    south, north = (sites.y[:n] + side * sites.depth[:n] / 2 for side in (-1, 1))
    wall, slab = (np.array([getattr(kind, part) for kind in kinds])[sites.kind[:n]] for part in ("wall", "floor"))
    found: list[tuple[int, int, float]] = []
    by_floor = {f: np.flatnonzero(floor == f) for f in np.unique(floor)}
    for level, here in by_floor.items():
        for i in here:
            for others, losses in ((here[here > i], wall), (by_floor.get(level + 1, here[:0]), slab)):
                along_x = overlap(west[i], east[i], west[others], east[others])
                along_y = overlap(south[i], north[i], south[others], north[others])
                if losses is slab:
                    shared = (along_x >= SHARED_M) & (along_y >= SHARED_M)
                else:
                    shared = (np.minimum(along_x, along_y) >= -GAP_M) & (np.maximum(along_x, along_y) >= SHARED_M)
                found += [(int(i), int(j), float(max(losses[i], losses[j]))) for j in others[shared]]
    a = np.array([f[0] for f in found], np.int32)
    b = np.array([f[1] for f in found], np.int32)
    loss = np.array([f[2] for f in found], np.float64)
    x, y = (west + east) / 2, (south + north) / 2
    length = np.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2 + (STOREY_M * (floor[a] - floor[b])) ** 2)
    return Neighbours(a, b, length, loss, np.full(len(a), NOWHERE, np.int32))


def both_ways(pairs: Neighbours) -> Neighbours:
    """Every pair in both directions, sorted by origin."""
    ways = stacked([pairs, pairs._replace(a=pairs.b, b=pairs.a)])
    order = np.lexsort((ways.passage, ways.b, ways.a))
    return Neighbours(ways.a[order], ways.b[order], ways.length_m[order], ways.loss_db[order], ways.passage[order])


def build_places(
    sites: Sites, n_written: int, passages: Passages, kinds: Sequence[PlaceKind]
) -> tuple[Places, Ways, Near]:
    """The places with their ways and sound neighbours.

    n_written : how many of the places, from the first on, the scenario writes: those alone may share walls
    """
    doors = Neighbours(
        passages["a"], passages["b"], passages["length_m"], np.zeros(len(passages)),
        np.arange(len(passages), dtype=np.int32),
    )  # fmt: skip
    outward = both_ways(doors)
    around = both_ways(stacked([doors, touching(sites, n_written, kinds)]))
    places = blank(Places, len(sites.name))
    for column in ("kind", "floor", "x", "y", "area", "has_loudspeaker", "is_studio", "district"):
        places[column] = getattr(sites, column)
    for column, attribute in KIND_COLUMNS.items():
        places[column] = np.array([getattr(kind, attribute) for kind in kinds])[sites.kind]
    places["ways_from"], places["ways_end"] = rows_of(outward.a, len(places))
    places["near_from"], places["near_end"] = rows_of(around.a, len(places))
    ways = blank(Ways, len(outward.a))
    ways["to"], ways["passage"] = outward.b, outward.passage
    ways["is_blind"] = (places["ways_end"] - places["ways_from"])[outward.b] == 1
    near = blank(Near, len(around.a))
    near["to"], near["passage"] = around.b, around.passage
    near["length_m"], near["loss_db"] = around.length_m, around.loss_db
    places["is_hearth"] = hearths(sites, passages, kinds) & ~places["is_exit"]
    judge_shelter(ways, passages, places)
    return places, ways, near


def hearths(sites: Sites, passages: Passages, kinds: Sequence[PlaceKind]) -> Truths:
    """Places in the open with something to burn: there, or where one can walk in from next door."""
    has_fuel = np.array([kind.has_fuel for kind in kinds])[sites.kind]
    at_hand: Truths = has_fuel.copy()
    walked = ~passages["is_climb"]
    for here, there in (("a", "b"), ("b", "a")):
        at_hand[passages[here][walked]] |= has_fuel[passages[there][walked]]
    at_hand &= np.array([kind.outdoor for kind in kinds])[sites.kind]
    return at_hand


KIND_COLUMNS = {
    "background_db": "background",
    "cover": "cover",
    "has_furniture": "furniture",
    "is_outdoor": "outdoor",
    "is_exit": "exit",
}  #: what places have of their kind -> attribute of the kind


@loop
def judge_shelter(ways: Ways, passages: Passages, places: Places) -> None:
    """Write how safe every place looks by its nature."""
    for row in range(len(places)):
        place = places[row]
        walked = without_door = 0.0
        for way in range(place.ways_from, place.ways_end):
            passage = passages[ways[way].passage]
            if not passage.is_climb:
                walked += 1.0
                without_door += 1.0 if passage.door == Door.NONE else 0.0
        place.shelter = shelter(
            walked, without_door, place.has_furniture, place.is_outdoor, place.is_exit, float(place.floor)
        )
