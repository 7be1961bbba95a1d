"""Regions: places between which there may be a way on foot. Ways that are closed from both sides part them, and no keys
open these.
"""

from hyosan.jit import loop, part
from hyosan.systems.ways import opens_for_mind, seems_open
from hyosan.world.codes import NOWHERE
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables


@part
def is_way(passage: int, world: Tables) -> bool:
    """Whether a passage is not closed from both sides; a door that opens from one side parts nothing."""
    between = world.passages[passage]
    return bool(between.locked_from < 0 or between.locked_from == between.a or between.locked_from == between.b)


@part
def join_region(start: int, region: int, scratch: Scratch, world: Tables) -> None:
    """Everything around a place that ways lead to is of its region."""
    world.places[start].region = region
    scratch.settled[0] = start
    joined = 1
    looked_at = 0
    while looked_at < joined:
        here = scratch.settled[looked_at]
        looked_at += 1
        for row in range(world.places[here].ways_from, world.places[here].ways_end):
            there = world.ways[row].to
            if world.places[there].region == NOWHERE and is_way(world.ways[row].passage, world):
                world.places[there].region = region
                scratch.settled[joined] = there
                joined += 1


@loop
def part_regions(scratch: Scratch, world: Tables) -> None:
    """Number the regions anew, after ways were closed or opened."""
    for place in range(len(world.places)):
        world.places[place].region = NOWHERE
    region = 0
    for place in range(len(world.places)):
        if world.places[place].region == NOWHERE:
            join_region(place, region, scratch, world)
            region += 1


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
