"""Regions: places between which there may be a way on foot. Ways that are closed from both sides part them, and no keys
open these.
"""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from hyosan.jit import part
from hyosan.systems.ways import opens_for_mind, seems_open
from hyosan.world.tables import Tables


def part_regions(world: Tables) -> None:
    """Number the regions anew, after ways were closed or opened. A door that opens from one side parts nothing."""
    a, b, locked_from = (world.passages[name] for name in ("a", "b", "locked_from"))
    is_way = (locked_from < 0) | (locked_from == a) | (locked_from == b)
    n_places = len(world.places)
    ways = coo_array((np.ones(is_way.sum(), np.int8), (a[is_way], b[is_way])), shape=(n_places, n_places))
    world.places["region"] = connected_components(ways, directed=False)[1]


@part
def can_be_entered(goal: int, seen_from: int, has_keys: bool, world: Tables) -> bool:
    """Whether a place has a way in, as far as somebody elsewhere knows."""
    for row in range(world.places[goal].ways_from, world.places[goal].ways_end):
        if seems_open(world.ways[row].passage, world.ways[row].to, seen_from, has_keys, world):
            return True
    return False


@part
def leads_into(here: int, region: int, world: Tables) -> bool:
    """Whether somebody sees a gap beside them that leads into a region."""
    for row in range(world.places[here].ways_from, world.places[here].ways_end):
        is_there = world.places[world.ways[row].to].region == region
        if is_there and opens_for_mind(world.ways[row].passage, here, False, world):
            return True
    return False


@part
def is_cut_off(here: int, goal: int, has_keys: bool, world: Tables) -> bool:
    """Whether somebody knows at once, without looking for one, that there is no way to a place."""
    if not can_be_entered(goal, here, has_keys, world):
        return True
    region = world.places[goal].region
    return not (world.places[here].region == region or leads_into(here, region, world))
