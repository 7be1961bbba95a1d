"""Premises: the places and passages of a scenario as columns, with the walls that neighbours share."""

from typing import NamedTuple

import numpy as np

from hyosan.rules.shelter import shelter
from hyosan.scenario import Passage, Place, PlaceKind, Scenario
from hyosan.world.codes import NOWHERE, Door
from hyosan.world.columns import Floats, Ids, Near, Passages, Places, Ways, blank

GAP_M = 0.6  #: rectangles further apart share no wall
SHARED_M = 1.0  #: shorter common edges do not count
STOREY_M = 4.0  #: way added per floor climbed, where the scenario gives no length


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


def passage_length(passage: Passage, a: Place, b: Place) -> float:
    """Way from centre to centre, m."""
    if passage.length is not None:
        return passage.length
    straight = float(np.hypot(a.x - b.x, a.y - b.y))
    return max(straight, 2.0) + STOREY_M * abs(a.floor - b.floor)


def build_passages(
    scenario: Scenario, row_of: dict[str, int], kinds: dict[str, PlaceKind], door_strength: float
) -> Passages:
    """The passages in the order of the scenario. The first place of a locked one is the side that opens it."""
    written = scenario.passage
    ends = [[scenario.place[row_of[name]] for name in passage.between] for passage in written]
    passages = blank(Passages, len(written))
    passages["a"] = [row_of[passage.between[0]] for passage in written]
    passages["b"] = [row_of[passage.between[1]] for passage in written]
    passages["length_m"] = [passage_length(passage, a, b) for passage, (a, b) in zip(written, ends, strict=True)]
    passages["width_m"] = [passage.width for passage in written]
    passages["door"] = [passage.door for passage in written]
    passages["strength"] = [
        door_strength if passage.strength is None else passage.strength for passage in written
    ]  # fmt: skip
    passages["can_barricade"] = [
        can_barricade(passage, [kinds[end.kind] for end in pair]) for passage, pair in zip(written, ends, strict=True)
    ]
    passages["is_climb"] = [passage.climb for passage in written]
    locked = passages["door"] == Door.LOCKED
    passages["barred_from"][locked] = passages["a"][locked]
    passages["locked_from"][locked] = passages["a"][locked]
    return passages


def can_barricade(passage: Passage, ends: list[PlaceKind]) -> bool:
    """Whether people can put something against a door: as the scenario says, else if there is furniture beside it."""
    if passage.climb:
        return False
    furnished = passage.door != Door.NONE and any(kind.furniture for kind in ends)
    return furnished if passage.barricade is None else passage.barricade


def overlap(low_1: Floats, high_1: Floats, low_2: Floats, high_2: Floats) -> Floats:
    """Length that intervals have in common; negative: the gap between them."""
    return np.minimum(high_1, high_2) - np.maximum(low_1, low_2)


def touching(scenario: Scenario, kinds: dict[str, PlaceKind]) -> Neighbours:
    """Pairs of places that share a wall on one floor, or a floor between adjacent ones."""
    place = scenario.place
    floor = np.array([p.floor for p in place])
    west, east = (np.array([p.x + side * p.width / 2 for p in place]) for side in (-1, 1))
    south, north = (np.array([p.y + side * p.depth / 2 for p in place]) for side in (-1, 1))
    wall = np.array([kinds[p.kind].wall for p in place])
    slab = np.array([kinds[p.kind].floor for p in place])
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


def both_ways(*pairs: Neighbours) -> Neighbours:
    """Every pair in both directions, sorted by origin."""
    a = np.concatenate([end for p in pairs for end in (p.a, p.b)])
    b = np.concatenate([end for p in pairs for end in (p.b, p.a)])
    rest = [
        np.concatenate([getattr(p, name) for p in pairs for _ in range(2)])
        for name in ("length_m", "loss_db", "passage")
    ]
    order = np.lexsort((rest[2], b, a))
    return Neighbours(a[order], b[order], *(column[order] for column in rest))


def build_places(
    scenario: Scenario, passages: Passages, kinds: dict[str, PlaceKind]
) -> tuple[Places, Ways, Near]:  # fmt: skip
    """The places in the order of the scenario, with their ways and sound neighbours."""
    written = scenario.place
    own = [kinds[p.kind] for p in written]
    doors = Neighbours(
        passages["a"], passages["b"], passages["length_m"], np.zeros(len(passages)),
        np.arange(len(passages), dtype=np.int32),
    )  # fmt: skip
    outward = both_ways(doors)
    around = both_ways(doors, touching(scenario, kinds))
    places = blank(Places, len(written))
    kind_rows = {name: row for row, name in enumerate(kinds)}
    places["kind"] = [kind_rows[p.kind] for p in written]
    for column in ("floor", "x", "y"):
        places[column] = [getattr(p, column) for p in written]
    places["area"] = [p.area_m2 for p in written]
    places["has_loudspeaker"] = [p.loudspeaker for p in written]
    places["is_studio"] = [p.studio for p in written]
    places["background_db"] = [kind.background for kind in own]
    places["cover"] = [kind.cover for kind in own]
    places["has_furniture"] = [kind.furniture for kind in own]
    places["is_outdoor"] = [kind.outdoor for kind in own]
    places["is_exit"] = [kind.exit for kind in own]
    places["ways_from"], places["ways_end"] = rows_of(outward.a, len(written))
    places["near_from"], places["near_end"] = rows_of(around.a, len(written))
    ways = blank(Ways, len(outward.a))
    ways["to"], ways["passage"] = outward.b, outward.passage
    near = blank(Near, len(around.a))
    near["to"], near["passage"] = around.b, around.passage
    near["length_m"], near["loss_db"] = around.length_m, around.loss_db
    places["shelter"] = [shelter_of(row, places, ways, passages) for row in range(len(written))]
    return places, ways, near


def shelter_of(row: int, places: Places, ways: Ways, passages: Passages) -> float:
    """How safe one place looks by its nature."""
    place = places[row]
    own = ways["passage"][place["ways_from"] : place["ways_end"]]
    walked = own[~passages["is_climb"][own]]
    without_door = float(np.count_nonzero(passages["door"][walked] == Door.NONE))
    return shelter(
        float(len(walked)), without_door, bool(place["has_furniture"]), bool(place["is_outdoor"]),
        bool(place["is_exit"]), float(place["floor"]),
    )  # fmt: skip
