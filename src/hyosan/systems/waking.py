"""Waking: who gets to choose in this step, and what a spent commitment leaves behind."""

from hyosan.jit import loop, part
from hyosan.rules.course import hunger
from hyosan.rules.draw import draw, uniform
from hyosan.rules.numbers import chance, faded
from hyosan.rules.senses import distance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import is_prompted
from hyosan.systems.frontier import clear, is_reached, reach
from hyosan.systems.noise import make_sound
from hyosan.systems.perception import remember_danger
from hyosan.systems.recording import record
from hyosan.world.codes import NEVER, NOBODY, NOWHERE, Act, Door, Flag, Kind, Purpose, Wake
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

FLOOR_M = 3.6  #: from floor to floor, m


@part
def sight_hunters(scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Wake the minds that see hunters they have not yet reckoned with, and hunters that see somebody in the open."""
    clear(scratch)
    scratch.hammering[:] = 0
    for hunter in range(len(world.course)):
        if not numbers.states[world.course[hunter].state].flags & Flag.HUNTS:
            continue
        place = world.body[hunter].place
        if world.hunt[hunter].hammers >= 0:
            scratch.hammering[world.hunt[hunter].hammers] += 1
        if world.places[place].is_exit:
            continue
        if not is_reached(scratch, place):
            reach(scratch, place, 1.0 if alert(place, hunter, world, numbers) else 0.0, NOWHERE)
        if scratch.reached[place].cost > 0.0:
            world.hunt[hunter].awake = True


@part
def alert(place: int, hunter: int, world: Tables, numbers: Parameters) -> bool:
    """Wake the minds in a place with hunters; True if anybody whom hunters go for is in the open."""
    n_hunters = 0
    i = world.hall[place].first
    while i >= 0:
        if numbers.states[world.course[i].state].flags & Flag.HUNTS and world.body[i].holds < 0:
            n_hunters += 1
        i = world.chain[i].next
    in_open = False
    i = world.hall[place].first
    while i >= 0:
        flags = numbers.states[world.course[i].state].flags
        if not flags & (Flag.HUNTS | Flag.DEAD):
            if not flags & Flag.INFECTED and world.body[i].hidden <= 0.0:
                in_open = True
            more = world.mind[i].seen_in != place or n_hunters > world.mind[i].seen_hunters
            if more and (world.body[i].hidden <= 0.0 or not world.mind[i].knows):
                wake_mind(i, Wake.SAW_HUNTER, world.course[hunter].event, world)
            world.mind[i].seen_in = place
            world.mind[i].seen_hunters = n_hunters
        i = world.chain[i].next
    return in_open


@part
def sense_infected(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A halfbie senses hunters that are on the move beyond walls, before anybody can see or hear them."""
    if world.mind[i].act == Act.WARN and world.mind[i].act_until > now:
        return
    here = world.body[i].place
    nearest = NOBODY
    nearest_m = numbers.minding.sense_m
    for other in range(len(world.course)):
        if (
            not world.hunt[other].awake
            or not numbers.states[world.course[other].state].flags & Flag.HUNTS
            or world.body[other].place == here
        ):
            continue
        there = world.body[other].place
        distance = distance_m(
            world.places[here].x - world.places[there].x,
            world.places[here].y - world.places[there].y,
            world.places[here].floor - world.places[there].floor,
            FLOOR_M,
        )
        if distance < nearest_m:
            nearest = other
            nearest_m = distance
    if nearest < 0:
        return
    known = False
    for k in range(DANGERS):
        if world.mind[i].danger_place[k] == world.body[nearest].place and now - world.mind[i].danger_time[k] < 300:
            known = True
    remember_danger(i, world.body[nearest].place, now, world)
    if not known:
        event = record(world.log, now, Kind.SENSED, i, nearest, here, world.course[nearest].event, nearest_m)
        wake_mind(i, Wake.SENSED, event, world)


@part
def feel_hunger(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Hunger that is strong enough, with somebody near, demands a choice; recorded as what caused it."""
    people_near = 0
    other = world.hall[world.body[i].place].first
    while other >= 0:
        if other != i and (
            not numbers.states[world.course[other].state].flags & (Flag.HUNTS | Flag.DEAD | Flag.INFECTED)
        ):
            people_near += 1
        other = world.chain[other].next
    level = hunger(now - world.course[i].fed_at, numbers.hunger.tau_s, people_near, numbers.hunger.near_gain)
    if people_near > 0 and level >= numbers.hunger.pang and (world.mind[i].wake < Wake.HUNGRY):
        world.mind[i].wake_event = record(
            world.log, now, Kind.HUNGER, i, NOBODY, world.body[i].place, world.course[i].event, level
        )
        world.mind[i].wake = Wake.HUNGRY


@part
def slip(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody very afraid who keeps still lets a sound escape; the more people, the sooner one of them does."""
    mind = world.mind[i]
    fear = faded(mind.fear, now - mind.fear_at, numbers.minding.fear_half_life_s)
    rate = numbers.minding.slip_per_h / 3600.0 * fear * (1.0 - world.body[i].stealth)
    luck = uniform(draw(numbers.run.seed, Purpose.SLIP, world.people[i].key, 0, now))
    if luck < chance(rate, 60.0):
        event = record(
            world.log, now, Kind.OUTCRY, i, NOBODY, world.body[i].place, mind.act_event, numbers.sounds.running
        )
        make_sound(world.body[i].place, numbers.sounds.running, i, event, world.voices)


@part
def close_off(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A barricade is done: shut first, then furniture against it, unless it was broken meanwhile."""
    passage = world.mind[i].act_at
    here = world.body[i].place
    at_door = world.passages[passage].a == here or world.passages[passage].b == here
    if not at_door or world.passages[passage].door in (Door.BARRICADED, Door.BROKEN):
        return
    world.passages[passage].event = record(
        world.log, now, Kind.BARRICADED, i, NOBODY, here, world.mind[i].act_event, passage
    )
    world.passages[passage].door = Door.BARRICADED
    world.passages[passage].barred_from = here
    world.passages[passage].strength += numbers.moving.barricade_strength_s


@loop
def wake_up(now: int, is_minute: bool, period_began: bool, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """List everybody who gets to choose in this step, in person order; returns how many."""
    sight_hunters(scratch, world, numbers)
    awake = 0
    for i in range(len(world.course)):
        flags = numbers.states[world.course[i].state].flags
        if flags & (Flag.HUNTS | Flag.DEAD) or world.places[world.body[i].place].is_exit:
            world.mind[i].wake = Wake.NONE
            continue
        if flags & Flag.SENSES and is_minute:
            sense_infected(i, now, world, numbers)
        if flags & Flag.HUNGERS and is_minute:
            feel_hunger(i, now, world, numbers)
        if is_minute and world.mind[i].knows and world.mind[i].act in (Act.STAY, Act.HIDE, Act.BARRICADE):
            slip(i, now, world, numbers)
        if world.mind[i].act_until <= now:
            if world.mind[i].act == Act.BARRICADE and world.body[i].held_by < 0:
                close_off(i, now, world, numbers)
            world.mind[i].act_until = NEVER
            wake_mind(i, Wake.ROUTINE, world.mind[i].act_event, world)
        if period_began and world.mind[i].act in (Act.OBEY, Act.IDLE, Act.TALK, Act.BULLY):
            wake_mind(i, Wake.ROUTINE, world.mind[i].act_event, world)
        is_asked = len(world.canon) > 0 and is_prompted(i, now, world)
        if (is_asked or world.mind[i].wake > Wake.NONE) and world.body[i].held_by < 0:
            scratch.listed[awake] = i
            awake += 1
    return awake
