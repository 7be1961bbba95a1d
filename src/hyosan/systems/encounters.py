"""Encounters: hunters find people, take hold of them, bite or are thrown off. Who fights is in `fighting`.

Runs together with movement, second by second: both see where everybody is after the last tick. Each hunter and each
person take part in one hold at most; if several could have it, the lowest draw has.
"""

from typing import Any

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, exponential, uniform
from hyosan.rules.encounters import crossed, reach_per_s
from hyosan.rules.senses import exposure
from hyosan.systems.attention import give_up, turn_to
from hyosan.systems.canon import unless_missed
from hyosan.systems.fighting import fight_all, list_fighters
from hyosan.systems.holds import decide_hold, hunter_mps, take_hold
from hyosan.systems.movement import MINUTE_S, from_a_m, move, stop
from hyosan.systems.nature import BETWEEN, BRISK, is_hunter, is_prey, step_onto
from hyosan.systems.noise import is_made_in_rooms
from hyosan.systems.occupancy import AROUND, area_around, change_place, first_around
from hyosan.systems.recording import hand_over, record
from hyosan.systems.stirring import AWAKE, HUNTS, STROLLS, lull, next_stirring, set_pace
from hyosan.systems.turns import TURN_OF_BLOCKS_S
from hyosan.systems.ways import find_way, way_between
from hyosan.world.codes import NOBODY, Kind, Purpose
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables
from hyosan.world.world import World


@part
def reach_in_place(hunter: int, now: int, dt: int, world: Tables, numbers: Parameters) -> bool:
    """A free hunter looks for people where it is; True if it sees any. Whom it reaches first, it takes hold of."""
    place = world.body[hunter].place
    left = int(world.hall[place].prey)
    if left == 0:
        return False
    soonest = float(dt)
    reached = NOBODY
    seen = NOBODY
    seen_draw = 2**62
    speed = hunter_mps(hunter, world, numbers)
    area_m2 = area_around(place, world)
    i = first_around(hunter, world)
    for _ in range(AROUND):
        if i < 0 or left == 0:
            break
        if is_prey(i, world):
            left -= 1
            bits = draw(numbers.run.seed, Purpose.REACH, world.people[hunter].key, world.people[i].key, now)
            visible = exposure(world.body[i].hidden, numbers.hunting.smell)
            rate = reach_per_s(numbers.hunting.reach_m, speed, world.body[i].pace_mps, area_m2, visible)
            could = uniform(bits) > 1.0 - rate * dt  # else the wait is longer, and its logarithm need not be taken
            wait = exponential(bits, rate) if could else float(dt)
            wait = unless_missed(wait, hunter, i, rate, dt, now, world, numbers)
            if wait < soonest:
                soonest = wait
                reached = i
            if world.body[i].hidden <= 0.0 and bits < seen_draw:
                seen_draw = bits
                seen = i
        i = world.chain[i].next
    if reached >= 0:
        take_hold(hunter, reached, now, Kind.GRAPPLE, 0.0, world, numbers)
        return True
    if seen >= 0:
        world.hunt[hunter].prey = seen
        stop(hunter, world)
    return seen >= 0


@part
def follow_prey(hunter: int, now: int, speed: float, world: Tables, numbers: Parameters) -> bool:
    """Keep after prey that has gone next door; prey that is further away, up a climb, or no prey any more, is lost."""
    prey = world.hunt[hunter].prey
    if prey < 0:
        return False
    there = world.body[prey].place
    way = way_between(world.body[hunter].place, there, world)
    if not is_prey(prey, world) or way < 0 or world.passages[way].is_climb:
        world.hunt[hunter].prey = NOBODY
        return False
    if world.hunt[hunter].mark != there:
        turn_to(hunter, there, numbers.sounds.scream, prey, now, world.course[hunter].event, world)
    if world.body[hunter].route_at >= world.body[hunter].route_end and world.body[hunter].passage < 0:
        world.body[hunter].route[0] = there
        world.body[hunter].route_at = 0
        world.body[hunter].route_end = 1
    set_pace(hunter, speed, world)
    return True


@part
def go_to_mark(hunter: int, now: int, speed: float, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Go where the sound was; on arrival, or after too long, give up; without a mark, stand idle."""
    hunt = world.hunt[hunter]
    body = world.body[hunter]
    if hunt.mark >= 0 and (body.place == hunt.mark or now - hunt.mark_at > numbers.hunting.attention_s):
        give_up(hunter, now, world)
    set_pace(hunter, speed, world)
    if hunt.mark < 0:  # it comes out of the passage it is on, then stands
        if body.passage < 0:
            stop(hunter, world)
            lull(hunter, world)
        return
    if body.route_at >= body.route_end and not find_way(hunter, hunt.mark, False, False, now, scratch, world, numbers):
        give_up(hunter, now, world)


@part
def keep_near_hunters(walkers: int, now: int, scratch: Scratch, world: Tables) -> int:
    """Of those who walked in this tick, list those on passages that a hunter is on, too; returns how many."""
    for k in range(walkers):
        i = scratch.listed[k]
        if is_hunter(i, world):
            scratch.prowled[scratch.walk[i].on] = now
    i = next_stirring(0, AWAKE, world)
    while i >= 0:
        if world.nature[i] & BETWEEN:
            scratch.prowled[world.body[i].passage] = now
        i = next_stirring(i + 1, AWAKE, world)
    kept = 0
    for k in range(walkers):
        i = scratch.listed[k]
        if scratch.prowled[scratch.walk[i].on] == now:
            scratch.listed[kept] = i
            kept += 1
    return kept


@part
def list_prey_on_passages(walkers: int, scratch: Scratch, world: Tables) -> None:
    """Chain prey who walked in this tick, passage by passage."""
    for k in range(walkers):
        i = scratch.listed[k]
        if is_prey(i, world):
            passage = scratch.walk[i].on
            scratch.walk[i].next = scratch.first_walker[passage]
            scratch.first_walker[passage] = i


@part
def count_standing(walkers: int, scratch: Scratch, world: Tables) -> None:
    """How many stand on each passage that somebody walked on: most often nobody, so that nobody looks for them."""
    for k in range(walkers):
        passage = scratch.walk[scratch.listed[k]].on
        scratch.standing[passage] = world.tread[passage]
    for k in range(walkers):
        passage = world.body[scratch.listed[k]].passage
        if passage >= 0:
            scratch.standing[passage] -= 1


@part
def have_met(walker: int, start_m: float, end_m: float, scratch: Scratch, numbers: Parameters) -> bool:
    """Whether somebody who walked in this tick passed one who went from start to end, or came within reach."""
    walk = scratch.walk[walker]
    return bool(crossed(walk.start_m, walk.end_m, start_m, end_m, numbers.hunting.reach_m))


@part
def meeting_draw(hunter: int, prey: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Of several who meet, those with the lowest draw do."""
    return int(draw(numbers.run.seed, Purpose.REACH, world.people[hunter].key, world.people[prey].key, -now))


@part
def meets_sooner(i: int, other: int, than: int, hunts: bool, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether of two on a passage one meets person i rather than the other, who may be nobody; i hunts, or they do."""
    if than < 0:
        return True
    if hunts:
        return meeting_draw(i, other, now, world, numbers) < meeting_draw(i, than, now, world, numbers)
    return meeting_draw(other, i, now, world, numbers) < meeting_draw(than, i, now, world, numbers)


@part
def walking_prey(hunter: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Of the prey that walked on a hunter's passage, whom it meets; or -1."""
    met = NOBODY
    i = scratch.first_walker[scratch.walk[hunter].on]
    while i >= 0:
        walk = scratch.walk[i]
        if is_prey(i, world) and have_met(hunter, walk.start_m, walk.end_m, scratch, numbers):
            met = i if meets_sooner(hunter, i, met, True, now, world, numbers) else met
        i = walk.next
    return met


@part
def stands_between(i: int, now: int, world: Tables) -> bool:
    """Whether somebody stands on a passage."""
    if not world.nature[i] & BETWEEN:
        return False
    return bool(world.body[i].pace_mps <= 0.0 or world.body[i].dazed_until > now)


@part
def list_standing(walkers: int, now: int, scratch: Scratch, world: Tables) -> None:
    """Chain those who stand where somebody walked in this tick, passage by passage."""
    for k in range(walkers):
        passage = scratch.walk[scratch.listed[k]].on
        if scratch.standing[passage] > 0:
            list_standing_beside(world.passages[passage].a, now, scratch, world)
            list_standing_beside(world.passages[passage].b, now, scratch, world)


@part
def list_standing_beside(place: int, now: int, scratch: Scratch, world: Tables) -> None:
    """Chain those of a place who stand on its passages, once a tick."""
    if scratch.combed[place] == now:
        return
    scratch.combed[place] = now
    i = world.hall[place].first
    while i >= 0:
        has_walked = scratch.walk[i].at == now
        if not has_walked and stands_between(i, now, world) and scratch.standing[world.body[i].passage] > 0:
            scratch.walk[i].next = scratch.first_standing[world.body[i].passage]
            scratch.first_standing[world.body[i].passage] = i
        i = world.chain[i].next


@part
def standing(i: int, met: int, hunts: bool, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Whom person i, who walked, meets of those who stand on the same passage.

    met   : whom they meet so far, or -1
    hunts : whether i looks for prey; else for hunters
    """
    other = scratch.first_standing[scratch.walk[i].on]
    while other >= 0:
        wanted = is_prey(other, world) if hunts else is_hunter(other, world) and world.body[other].holds < 0
        if wanted and stands_on(other, scratch.walk[i].on, now, world):
            stands_at = from_a_m(other, world)
            if have_met(i, stands_at, stands_at, scratch, numbers):
                met = other if meets_sooner(i, other, met, hunts, now, world, numbers) else met
        other = scratch.walk[other].next
    return met


@part
def stands_on(i: int, passage: int, now: int, world: Tables) -> bool:
    """Whether somebody who stood on a passage at the beginning of a tick still does."""
    return stands_between(i, now, world) and world.body[i].passage == passage


@part
def meet_on_passages(walkers: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Hunters and prey who crossed on a passage in this tick, or came within reach, meet; whoever stands is met too."""
    walkers = keep_near_hunters(walkers, now, scratch, world)
    list_prey_on_passages(walkers, scratch, world)
    count_standing(walkers, scratch, world)
    list_standing(walkers, now, scratch, world)
    for k in range(walkers):
        i = scratch.listed[k]
        hunts = is_hunter(i, world)
        if (hunts and world.body[i].holds >= 0) or not (hunts or is_prey(i, world)):
            continue
        passage = scratch.walk[i].on
        met = walking_prey(i, now, scratch, world, numbers) if hunts else NOBODY
        met = standing(i, met, hunts, now, scratch, world, numbers)
        if met >= 0:
            hunter = i if hunts else met
            prey = met if hunts else i
            stand_beside(hunter, prey, now, world)
            take_hold(hunter, prey, now, Kind.MET_ON_PASSAGE, passage, world, numbers)
    for k in range(walkers):
        passage = scratch.walk[scratch.listed[k]].on
        scratch.first_walker[passage] = scratch.first_standing[passage] = NOBODY
        scratch.standing[passage] = 0


@part
def stand_beside(hunter: int, prey: int, now: int, world: Tables) -> None:
    """Put a hunter where its prey is, on the same passage or in the same place."""
    if world.body[hunter].place != world.body[prey].place:
        change_place(hunter, world.body[prey].place, world)
        if world.people[hunter].is_recorded:
            record(world.log, now, Kind.MOVE, hunter, prey, world.body[prey].place, world.course[hunter].event)
    beside = world.body[prey]
    step_onto(hunter, beside.passage, beside.onto, beside.along_m, world)


@part
def hunt_on(hunter: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A moment of dt s of a hunter awake: decide its hold, or reach somebody here, or go after them, or to a sound."""
    body = world.body[hunter]
    if body.holds >= 0:
        if body.hold_until <= now:
            decide_hold(hunter, now, world, numbers)
        return
    if body.dazed_until > now or reach_in_place(hunter, now, dt, world, numbers):
        return
    speed = hunter_mps(hunter, world, numbers)
    if not follow_prey(hunter, now, speed, world, numbers):
        go_to_mark(hunter, now, speed, scratch, world, numbers)


@part
def hunt_all(
    now: int, near_dt: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> tuple[int, int, int, int]:  # fmt: skip
    """One second of every hunter that is awake; returns how many are, how many of them where every second counts, how
    many press somebody, that is hold or follow them or are where they are, and how many of these in rooms.

    Who is roused by one before has a turn.
    """
    awake = 0
    every_second = 0
    pressing = pressing_in_rooms = 0
    is_moment = now % near_dt == 0
    i = next_stirring(0, AWAKE, world)
    while i >= 0:
        awake += 1
        is_brisk = world.nature[i] & BRISK
        every_second += int(is_brisk > 0)
        if is_brisk or is_moment:
            hunt_on(i, now, 1 if is_brisk else near_dt, scratch, world, numbers)
        if presses(i, world):
            pressing += 1
            pressing_in_rooms += int(is_brisk > 0)
        i = next_stirring(i + 1, AWAKE, world)
    return awake, every_second, pressing, pressing_in_rooms


@part
def presses(hunter: int, world: Tables) -> bool:
    """Whether a hunter holds somebody, follows them, or has found people where it is; or beats at the door of a room.

    At the door of a house it may beat for half an hour, and those inside hear it every minute.
    """
    is_among = world.hall[world.body[hunter].place].prey > 0
    hammers = world.hunt[hunter].hammers >= 0 and world.nature[hunter] & BRISK
    return bool(is_among or hammers or world.hunt[hunter].prey >= 0 or world.body[hunter].holds >= 0)


@loop
def advance(
    now: int, dt: int, near_dt: int, turn_dt: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> int:  # fmt: skip
    """Seconds of movement and encounters; returns how many passed.

    A step goes on to its end as long as no hunter is near anybody. As soon as one is, it ends at the next full turn, so
    that minds get to choose; while they are near people only in blocks, at the turn of blocks (`turns`). Nothing is
    left to do once nobody hunts and nobody walks.
    """
    fighters = list_fighters(scratch, world)
    hunted = next_stirring(0, HUNTS, world) >= 0
    time = now
    while time < now + dt:
        if hunted:
            scratch.hammering[:] = 0
        walkers, waiting, every_second = move(time, near_dt, scratch, world, numbers)
        awake = in_rooms = pressing = pressing_in_rooms = 0
        if hunted:
            meet_on_passages(walkers, time, scratch, world, numbers)
            awake, in_rooms, pressing, pressing_in_rooms = hunt_all(time, near_dt, scratch, world, numbers)
            every_second += in_rooms
        if fighters > 0:
            fight_all(fighters, time, near_dt, scratch, world, numbers)
        time += 1
        if every_second == 0:  # nothing happens before blocks have their moment again
            time += -time % near_dt
        is_drawn = hunted and world.agenda[0].alarms_until > time and world.voices.n_made[0] > 0
        is_urgent = pressing_in_rooms > 0 or (in_rooms > 0 and fighters > 0)
        if is_drawn and not is_urgent:
            is_urgent = is_made_in_rooms(world.voices, world)
        turn = turn_dt if is_urgent else max(turn_dt, TURN_OF_BLOCKS_S)
        if (is_drawn or (pressing + fighters > 0 and hunted)) and time % turn == 0:
            return min(time - now, dt)
        if not is_drawn and awake + walkers + waiting + (0 if hunted else fighters) == 0:
            if next_stirring(0, STROLLS, world) < 0:
                break
            time += -time % MINUTE_S  # whoever is on the way is ahead until then
    return dt


def step(world: World, chronicle: Any) -> None:
    """Let everybody move and meet; the step may end early, so that minds choose while a hunter presses somebody."""
    clock = world.clock
    clock.dt = advance(clock.now, clock.dt, clock.moment, clock.turn, world.scratch[0], world.tables, world.numbers)
    hand_over(world.tables.log, chronicle)
