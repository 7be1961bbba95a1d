"""Rides: people are taken somewhere by road, and get there after a time; on the way nobody meets them."""

import numpy as np

from hyosan.jit import loop, part
from hyosan.systems.attention import wake_mind
from hyosan.systems.course import let_go
from hyosan.systems.frontier import clear, is_reached, pop, push, reach, settle
from hyosan.systems.movement import stop
from hyosan.systems.nature import has_mind, is_captive, is_hunter, step_onto, walk_alone
from hyosan.systems.occupancy import change_place
from hyosan.systems.recording import record
from hyosan.systems.stirring import lull, queue, rouse, spend, take_first
from hyosan.world.authorities import RIDES, Authorities
from hyosan.world.codes import NEVER, NOBODY, NOWHERE, Act, Kind, Wake
from hyosan.world.columns import Due, Ids, Ints
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables
from hyosan.world.world import World


@part
def move_to(i: int, place: int, now: int, cause: int, world: Tables) -> None:
    """Take person i to another place at once: whatever they were about ends, and they may choose anew."""
    let_go(i, world)
    stop(i, world)
    step_onto(i, NOWHERE, NOWHERE, 0.0, world)
    walk_alone(i, world)
    world.body[i].hidden = 0.0
    world.body[i].leads = NOBODY
    world.mind[i].act = Act.IDLE
    world.hunt[i].prey = NOBODY
    world.hunt[i].mark = NOWHERE
    world.hunt[i].hammers = NOWHERE
    lull(i, world)
    change_place(i, place, world)
    if world.people[i].is_recorded:
        record(world.log, now, Kind.MOVE, i, NOBODY, place, cause)


@part
def go_free(i: int, now: int, event: int, world: Tables) -> None:
    """Person i, who has been brought somewhere, chooses what to do there, or hunts on."""
    if has_mind(i, world):
        spend(i, now, world)
        wake_mind(i, Wake.TOLD, event, world)
    elif is_hunter(i, world) and not world.places[world.body[i].place].is_exit:
        rouse(i, world)


@loop
def board(
    who: Ids, to: Ids, until: int, road: int, now: int, cause: int, due: Due, queued: Ints, world: Tables
) -> None:
    """Some people are taken to places, each to their own, and get there at a time."""
    for k in range(len(who)):
        i = who[k]
        move_to(i, road, now, cause, world)
        world.mind[i].act_until = NEVER
        world.charge[i].rides_to = to[k]
        world.charge[i].due = until
        world.charge[i].event = cause
        queued[RIDES] = queue(due, queued[RIDES], until, i)


@loop
def fall_due(now: int, due: Due, queued: Ints, found: Ids, world: Tables) -> int:
    """Let those who ride get off where they were taken; lists others whose time has come and returns how many."""
    n = 0
    while queued[RIDES] > 0 and due[0].at <= now and n < len(found):
        i = due[0].who
        at = due[0].at
        queued[RIDES] = take_first(due, queued[RIDES])
        if world.charge[i].due != at:
            continue
        world.charge[i].due = NEVER
        if world.charge[i].rides_to < 0:
            found[n] = i
            n += 1
            continue
        event = world.charge[i].event
        move_to(i, world.charge[i].rides_to, now, event, world)
        world.charge[i].rides_to = NOWHERE
        if is_captive(i, world):
            world.charge[i].goal = world.body[i].place
        go_free(i, now, event, world)
    return n


@loop
def spread_by_road(start: int, scratch: Scratch, world: Tables) -> None:
    """How far every place is from one by vehicle, m, in `scratch.reached`: no door holds it up, no wall is climbed."""
    clear(scratch)
    reach(scratch, start, 0.0, NOWHERE)
    push(scratch, 0.0, start)
    while scratch.spread[0].heap > 0:
        key = scratch.heap[0].key
        here = pop(scratch)
        if key > scratch.reached[here].cost:
            continue
        settle(scratch, here)
        for row in range(world.places[here].ways_from, world.places[here].ways_end):
            passage = world.passages[world.ways[row].passage]
            there = world.ways[row].to
            cost = key + passage.length_m
            if not passage.is_climb and (not is_reached(scratch, there) or cost < scratch.reached[there].cost):
                reach(scratch, there, cost, here)
                push(scratch, cost, there)


def road_m(start: int, goal: int, world: World) -> float:
    """How far one place is from another by road, m; 0 where no road leads."""
    scratch = world.scratch[0]
    spread_by_road(start, scratch, world.tables)
    is_joined = scratch.reached["stamp"][goal] == scratch.spread["stamp"][0]
    return float(scratch.reached["cost"][goal]) if is_joined else 0.0


def travel_s(start: int, goal: int, speed_mps: float, world: World, authorities: Authorities) -> int:
    """Time from one place to another by road, s. Roads stay as they are, so each distance is looked up once."""
    known = authorities.road_m
    if (start, goal) not in known:
        known[start, goal] = road_m(start, goal, world)
    return max(int(known[start, goal] / speed_mps), 1)


def take_away(
    who: Ids, to: Ids | int, until: int, now: int, cause: int, world: World, authorities: Authorities
) -> None:  # fmt: skip
    """Have some people taken somewhere, where they are at a time.

    who : rows of people;  to : (who) rows of places, or one for all
    """
    goals = np.ascontiguousarray(np.broadcast_to(np.asarray(to, np.int32), len(who)))
    its = authorities
    board(
        np.asarray(who, np.int32), goals, until, its.on_road, now, cause, its.rides_due, its.queued, world.tables
    )  # fmt: skip
