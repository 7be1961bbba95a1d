"""Movement: bodies walk along passages, one tick of a second after the other; doors open, hold and break."""

from math import ceil

from hyosan.jit import part
from hyosan.rules.motion import climb_s, crowded_mps, is_full
from hyosan.systems.attention import give_up, rouse_hunters, wake_mind
from hyosan.systems.nature import BRISK, has_mind, step_onto
from hyosan.systems.noise import make_sound
from hyosan.systems.occupancy import change_place
from hyosan.systems.perception import bond_row, remember_danger
from hyosan.systems.recording import link, record
from hyosan.systems.stirring import MOVES, calm, go_on_walking, lull, next_stirring, spend, stroll
from hyosan.systems.ways import opens_for_mind, way_between
from hyosan.world.codes import NOBODY, NOWHERE, Act, Door, Flag, Kind, LinkRole, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

MINUTE_S = 60
CRUSH_S = 30  #: how long somebody before a place that is full waits until they try again, s
PLACES_AHEAD = 3  #: of a route, that somebody who runs comes to within a minute
RUNNING_MPS = 2.5  #: steps faster than this are heard


@part
def stop(i: int, world: Tables) -> None:
    """Stand still and forget the route."""
    world.body[i].pace_mps = 0.0
    world.body[i].route_at = 0
    world.body[i].route_end = 0
    world.body[i].carry_m = 0.0


@part
def be_seen_off(i: int, onto: int, now: int, world: Tables) -> None:
    """In danger, those with whom person i is bonded see which way they go, so that they can be found again."""
    here = world.body[i].place
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        other = world.bonds[row].to
        if world.body[other].place == here and has_mind(other, world):
            theirs = bond_row(other, i, world)
            if theirs >= 0:
                world.bonds[theirs].seen_at = onto
                world.bonds[theirs].seen_time = now


@part
def arrive(i: int, place: int, now: int, mindful: bool, world: Tables, numbers: Parameters) -> None:
    """Person i enters a place, with whom they lead: hunters there wake, and named persons' moves are recorded."""
    gets_out = world.places[world.body[i].place].is_enclosed and not world.places[place].is_enclosed
    led = world.body[i].leads
    if led >= 0 and world.body[led].place != world.body[i].place:
        led = world.body[i].leads = NOBODY
    if mindful and world.mind[i].knows:
        be_seen_off(i, place, now, world)
    change_place(i, place, world)
    cause = world.mind[i].act_event if mindful else world.hunt[i].mark_event
    if cause < 0:
        cause = world.course[i].event
    if world.people[i].is_recorded:
        record(world.log, now, Kind.MOVE, i, NOBODY, place, cause)
    if led >= 0:
        change_place(led, place, world)
        if world.people[led].is_recorded:
            record(world.log, now, Kind.MOVE, led, i, place, cause)
    if world.places[place].is_exit:
        record(world.log, now, Kind.LEFT_GROUNDS, i, NOBODY, place, cause)
        lull(i, world)
        world.mind[i].wake = Wake.NONE
        return
    if mindful and (not numbers.states[world.course[i].state].flags & Flag.INFECTED):
        rouse_hunters(i, world)
    if mindful and gets_out and world.mind[i].act == Act.SLIP_OUT:  # out of the fence: where to, now
        wake_mind(i, Wake.ROUTINE, world.mind[i].act_event, world)


@part
def hammer(i: int, passage: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A hunter beats at a door for a moment of dt s; only so many find room to, and the door breaks in the end."""
    world.hunt[i].hammers = passage
    make_sound(world.body[i].place, numbers.sounds.door_hit, i, world.hunt[i].mark_event, world.growls)
    if scratch.hammering[passage] >= numbers.hunting.hammers_at_once:
        return
    scratch.hammering[passage] += 1
    world.passages[passage].strength -= dt
    if world.passages[passage].strength <= 0.0:
        cause = world.hunt[i].mark_event if world.hunt[i].mark_event >= 0 else world.course[i].event
        event = record(world.log, now, Kind.DOOR_BROKEN, i, NOBODY, world.body[i].place, cause, passage)
        world.passages[passage].door = Door.BROKEN
        world.passages[passage].barred_from = NOWHERE
        world.passages[passage].event = event
        make_sound(world.body[i].place, numbers.sounds.crash, i, event, world.growls)


@part
def step_off(
    i: int, now: int, dt: int, mindful: bool, has_keys: bool, scratch: Scratch, world: Tables, numbers: Parameters
) -> bool:
    """Set out from a place onto the next passage of the route; False if it is barred, taken or not there."""
    here = world.body[i].place
    there = world.body[i].route[world.body[i].route_at]
    passage = way_between(here, there, world)
    if passage < 0:
        stop(i, world)
        return False
    door = world.passages[passage].door
    closed = door not in (Door.NONE, Door.OPEN, Door.BROKEN)
    if mindful:
        if not opens_for_mind(passage, here, has_keys, world):
            event = record(world.log, now, Kind.BARRED, i, NOBODY, here, world.mind[i].act_event, passage)
            if world.passages[passage].event > 0:  # else it is locked on any day
                link(world.log, event, world.passages[passage].event, LinkRole.PREVENTED)
            stop(i, world)
            remember_danger(i, there, now, world)  # no refuge for now
            wake_mind(i, Wake.ROUTINE, event, world)
            return False
        if world.passages[passage].is_climb:
            if world.passages[passage].busy_until > now:
                return False
            world.passages[passage].busy_until = now + int(climb_s(world.body[i].strength, numbers.moving.climb_s))
        elif door in (Door.LOCKED, Door.BARRICADED):
            world.passages[passage].door = Door.CLOSED
            world.passages[passage].barred_from = NOWHERE
        elif door == Door.CLOSED and world.mind[i].fear > 0.3:
            world.passages[passage].door = Door.OPEN
    elif world.passages[passage].is_climb:
        stop(i, world)
        return False
    elif closed:
        hammer(i, passage, now, dt, scratch, world, numbers)
        return False
    world.hunt[i].hammers = NOWHERE
    step_onto(i, passage, there, 0.0, world)
    return True


@part
def turn_round(i: int, world: Tables) -> None:
    """Face the other end of the passage, when the route no longer leads on."""
    body = world.body[i]
    passage = world.passages[body.passage]
    body.onto = passage.a if passage.b == body.onto else passage.b
    body.along_m = passage.length_m - body.along_m


@part
def walk(i: int, now: int, dt: int, mindful: bool, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A moment of dt s on a passage: cross the door in the middle if there is room behind it, come out at the end."""
    body = world.body[i]
    passage = world.passages[body.passage]
    if body.place != body.onto and not (body.route_at < body.route_end and body.route[body.route_at] == body.onto):
        turn_round(i, world)
    here = world.places[body.place]
    pace = crowded_mps(body.pace_mps, world.hall[body.place].standing, here.area)
    if passage.is_climb:
        pace = min(pace, passage.length_m / climb_s(body.strength, numbers.moving.climb_s))
    reach_m = pace * dt
    before = body.along_m
    after = min(before + reach_m + body.carry_m, passage.length_m)
    crosses = body.place != body.onto and 2.0 * after >= passage.length_m
    if crosses and is_full(world.hall[body.onto].standing, world.places[body.onto].area):
        crosses = False
        after = max(before, 0.49 * passage.length_m)
        if not mindful:  # it would block those who want to get out
            give_up(i, now, world)
        elif dt > 1:  # nobody in the crush before a block tries every moment
            body.dazed_until = now + CRUSH_S
    body.carry_m = min(max(before + reach_m + body.carry_m - after, 0.0), reach_m)
    body.along_m = after
    forward = passage.b == body.onto
    scratch.walk[i].at = now
    scratch.walk[i].on = body.passage
    scratch.walk[i].start_m = before if forward else passage.length_m - before
    scratch.walk[i].end_m = after if forward else passage.length_m - after
    if crosses:
        body.route_at += 1
        arrive(i, body.onto, now, mindful, world, numbers)
    if after >= passage.length_m:
        step_onto(i, NOWHERE, NOWHERE, 0.0, world)


@part
def from_a_m(i: int, world: Tables) -> float:
    """How far somebody on a passage is from its end a, m."""
    body = world.body[i]
    passage = world.passages[body.passage]
    return float(body.along_m if passage.b == body.onto else passage.length_m - body.along_m)


@part
def is_where_it_should_be(i: int, world: Tables) -> bool:
    """Whether somebody who keeps to the timetable has come to where it has them; a long way is walked in stages."""
    return bool(world.mind[i].act == Act.OBEY and world.mind[i].act_at == world.body[i].place)


@part
def take_step(i: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """A moment of dt s of somebody on their way; False if they do not get onto a passage."""
    body = world.body[i]
    mindful = numbers.states[world.course[i].state].flags & Flag.HUNTS == 0
    if body.passage < 0:
        if body.route_at >= body.route_end:
            stop(i, world)
            if mindful and world.mind[i].act_until > now and not is_where_it_should_be(i, world):
                spend(i, now, world)
            return False
        if not step_off(i, now, dt, mindful, world.people[i].has_keys, scratch, world, numbers):
            return False
    walk(i, now, dt, mindful, scratch, world, numbers)
    if not mindful:
        make_sound(body.place, numbers.sounds.hunter, i, world.course[i].event, world.growls)
    elif body.pace_mps > RUNNING_MPS:
        make_sound(body.place, numbers.sounds.running, i, world.mind[i].act_event, world.voices)
    return True


@part
def move(now: int, near_dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> tuple[int, int, int]:
    """One second of movement; returns how many are on passages, which `scratch.listed` and `scratch.walk` tell of, how
    many wait for the moment of their block, and how many may move where every second counts.

    near_dt : s between two moments of a block
    """
    listed = 0
    waiting = 0
    every_second = 0
    is_moment = now % near_dt == 0
    if now % MINUTE_S == 0:
        go_on_walking(world)
    i = next_stirring(0, MOVES, world)
    while i >= 0:
        is_brisk = world.nature[i] & BRISK
        every_second += int(is_brisk > 0)
        if not (is_brisk or is_moment):
            waiting += 1
        elif is_on_passage(i, now, 1 if is_brisk else near_dt, scratch, world, numbers):
            scratch.listed[listed] = i
            listed += 1
        i = next_stirring(i + 1, MOVES, world)
    return listed, waiting, every_second


@part
def is_on_passage(i: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """A moment of dt s of somebody who may be on their way; whether they walk on a passage in it.

    Whoever stands on one is found by those who look round in the place.
    """
    body = world.body[i]
    if body.pace_mps <= 0.0:
        calm(i, MOVES, world)
        return False
    if body.held_by >= 0 or body.holds >= 0 or body.dazed_until > now or world.places[body.place].is_exit:
        return False
    if dt > 1 and now % MINUTE_S == 0 and is_calm_ahead(i, world):
        return walk_a_minute(i, now, dt, scratch, world, numbers)
    return take_step(i, now, dt, scratch, world, numbers)


@part
def is_calm_ahead(i: int, world: Tables) -> bool:
    """Whether no hunter is where somebody is, nor in the places that they come to within a minute."""
    body = world.body[i]
    if world.hall[body.place].hunters > 0:
        return False
    for k in range(body.route_at, min(body.route_at + PLACES_AHEAD, body.route_end)):
        if world.hall[body.route[k]].hunters > 0:
            return False
    return True


@part
def walk_a_minute(i: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Where no hunter is near, people walk a minute at once, from door to door, and are then that far ahead.

    dt : s, a moment, of which every stretch takes some
    """
    is_walking = True
    walked_s = 0
    while is_walking and walked_s < MINUTE_S and not world.nature[i] & BRISK:
        stretch_s = min(dt * moments_ahead(i, dt, world), MINUTE_S - walked_s)
        is_walking = take_step(i, now, stretch_s, scratch, world, numbers) and world.body[i].pace_mps > 0.0
        walked_s += stretch_s
    world.body[i].dazed_until = now + walked_s
    if walked_s == MINUTE_S:
        stroll(i, world)
    return is_walking


@part
def moments_ahead(i: int, dt: int, world: Tables) -> int:
    """Moments of dt s until somebody is through the door in the middle of their passage, or at its end; at least one.

    From a place, until they are through the first door of their route.
    """
    body = world.body[i]
    if body.passage >= 0:
        length_m = world.passages[body.passage].length_m
        ahead_m = (length_m if body.place == body.onto else 0.5 * length_m) - body.along_m
    elif body.route_at < body.route_end:
        passage = way_between(body.place, body.route[body.route_at], world)
        ahead_m = 0.5 * world.passages[passage].length_m if passage >= 0 else 0.0
    else:
        ahead_m = 0.0
    return max(ceil(ahead_m / (body.pace_mps * dt)), 1)
