"""Waking: who gets to choose in this step, and what a spent commitment leaves behind."""

from hyosan.jit import loop, part
from hyosan.rules.course import hunger
from hyosan.rules.motion import FLOOR_M
from hyosan.rules.senses import distance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.binding import strain
from hyosan.systems.canon import is_prompted
from hyosan.systems.falling import has_edge
from hyosan.systems.fear import expect_slip, keeps_still_in_fear
from hyosan.systems.nature import INFECTED, MIND, has_mind, is_hunter, is_powerless
from hyosan.systems.noise import make_sound
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.perception import remember_danger
from hyosan.systems.recording import record
from hyosan.systems.remembrance import stays
from hyosan.systems.stirring import (
    AWAKE,
    DUE,
    HUNTS,
    MINUTELY,
    WAKES,
    calm,
    next_stirring,
    rouse,
    stir,
    stir_spent,
)  # fmt: skip
from hyosan.systems.turns import is_turn_in, is_turn_of
from hyosan.world.codes import NEVER, NOBODY, Act, Door, Flag, Kind, Wake
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

ORDINARY_ACTS = (int(Act.OBEY), int(Act.IDLE), int(Act.TALK), int(Act.BULLY))
FEW = 4  #: of so many hunters one more is seen at once; of more, a quarter more (a difference is noticed by its share)


@part
def sight_hunters(now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Wake the minds whose turn it is and that see hunters they have not yet reckoned with, and hunters that see
    somebody in the open; list of the hunters that were awake before the first in each place, and return how many.

    Where nothing has changed since the last look, there is nothing to see that is new.
    """
    scratch.hammering[:] = 0
    listed = 0
    hunter = next_stirring(0, AWAKE, world)
    while hunter >= 0:
        place = world.body[hunter].place
        if scratch.haunted[place] != now:
            scratch.haunted[place] = now
            scratch.hunters[listed] = hunter
            listed += 1
        if world.hunt[hunter].hammers >= 0:
            scratch.hammering[world.hunt[hunter].hammers] += 1
        hunter = next_stirring(hunter + 1, AWAKE, world)
    for place in range(len(world.hall)):
        if world.hall[place].is_astir and is_turn_in(place, now, world):
            world.hall[place].is_astir = False
            if world.hall[place].hunters > 0 and not world.places[place].is_exit:
                look_round_for_hunters(place, world, numbers)
    return listed


@part
def look_round_for_hunters(place: int, world: Tables, numbers: Parameters) -> None:
    """The minds in a place see its hunters, and all of these take notice of people in the open."""
    hunter = world.hall[place].first
    while world.stir[hunter] & HUNTS == 0:
        hunter = world.chain[hunter].next
    if alert(place, hunter, world, numbers):
        while hunter >= 0:
            if world.stir[hunter] & HUNTS:
                rouse(hunter, world)
            hunter = world.chain[hunter].next


@part
def alert(place: int, hunter: int, world: Tables, numbers: Parameters) -> bool:
    """Wake the minds in a place with hunters; True if anybody whom hunters go for is in the open."""
    n_hunters = 0
    i = world.hall[place].first
    while i >= 0:
        if is_hunter(i, world) and world.body[i].holds < 0:
            n_hunters += 1
        i = world.chain[i].next
    in_open = False
    i = world.hall[place].first
    while i >= 0:
        if has_mind(i, world):
            if not world.nature[i] & INFECTED and world.body[i].hidden <= 0.0:
                in_open = True
            seen = world.mind[i].seen_hunters
            more = world.mind[i].seen_in != place or n_hunters > seen + seen // FEW
            if more and (world.body[i].hidden <= 0.0 or not world.mind[i].knows):
                wake_mind(i, Wake.SAW_HUNTER, world.course[hunter].event, world)
            world.mind[i].seen_in = place
            world.mind[i].seen_hunters = n_hunters
        i = world.chain[i].next
    return in_open


@part
def sense_infected(i: int, n_hunters: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A halfbie senses hunters that are on the move beyond walls, before anybody can see or hear them.

    n_hunters : that are listed, the first of those awake in each place
    """
    if world.mind[i].act == Act.WARN and world.mind[i].act_until > now:
        return
    here = world.body[i].place
    nearest = NOBODY
    nearest_m = numbers.minding.sense_m
    for k in range(n_hunters):
        there = world.body[scratch.hunters[k]].place
        if there != here and abs(world.places[there].x - world.places[here].x) < nearest_m:
            away_m = distance_between(here, there, world)
            if away_m < nearest_m:
                nearest = scratch.hunters[k]
                nearest_m = away_m
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
def distance_between(here: int, there: int, world: Tables) -> float:
    """As the crow flies, through floors, m."""
    a, b = world.places[here], world.places[there]
    return distance_m(a.x - b.x, a.y - b.y, a.floor - b.floor, FLOOR_M)


@part
def feel_hunger(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Hunger that is strong enough, with somebody near, demands a choice; recorded as what caused it.

    Whoever holds it back is left alone by it for as long as that lasts.
    """
    if world.mind[i].act == Act.HOLD_BACK and world.mind[i].act_until > now:
        return
    people_near = 0
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if other != i and world.nature[other] & (MIND | INFECTED) == MIND:
            people_near += 1
        other = world.chain[other].next
    level = hunger(now - world.course[i].fed_at, numbers.hunger.tau_s, people_near, numbers.hunger.near_gain)
    if people_near > 0 and level >= numbers.hunger.pang and (world.mind[i].wake < Wake.HUNGRY):
        world.mind[i].wake_event = record(
            world.log, now, Kind.HUNGER, i, NOBODY, world.body[i].place, world.course[i].event, level
        )
        world.mind[i].wake = Wake.HUNGRY
        stir(i, WAKES, world)


@part
def slip(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """The moment has come in which a sound escapes person i, if they still keep still."""
    if keeps_still_in_fear(i, world):
        level_db = numbers.sounds.running
        event = record(world.log, now, Kind.OUTCRY, i, NOBODY, world.body[i].place, world.mind[i].act_event, level_db)
        make_sound(world.body[i].place, level_db, i, event, world.voices)
    expect_slip(i, now, world, numbers)


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


@part
def look_after(
    i: int, n_hunters: int, now: int, minutely_s: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> bool:
    """What wakes person i, and what a spent commitment leaves; whether they get to choose in this step."""
    flags = numbers.states[world.course[i].state].flags
    if flags & (Flag.HUNTS | Flag.DEAD) or is_powerless(i, world) or world.places[world.body[i].place].is_exit:
        world.mind[i].wake = Wake.NONE
        if is_powerless(i, world) and minutely_s > 0:
            strain(i, now, minutely_s, world, numbers)
        return False
    if flags & Flag.SENSES and minutely_s > 0:
        sense_infected(i, n_hunters, now, scratch, world, numbers)
    if flags & Flag.HUNGERS and minutely_s > 0:
        feel_hunger(i, now, world, numbers)
    if not flags & (Flag.SENSES | Flag.HUNGERS):
        calm(i, MINUTELY, world)
    if world.mind[i].slip_at <= now:
        slip(i, now, world, numbers)
    if world.mind[i].act_until <= now:
        if world.mind[i].act == Act.BARRICADE and world.body[i].held_by < 0:
            close_off(i, now, world, numbers)
        if not stays(i, now, world, numbers):
            world.mind[i].act_until = NEVER
            wake_mind(i, Wake.ROUTINE, world.mind[i].act_event, world)
    is_asked = len(world.canon) > 0 and is_prompted(i, now, world)
    is_free = world.body[i].held_by < 0 or has_edge(world.body[i].place, world)
    return bool((is_asked or world.mind[i].wake > Wake.NONE) and is_free)


@part
def begin_periods(turned: int, world: Tables) -> None:
    """A new period of the timetable wakes those of its roles who go about an ordinary day."""
    for i in range(len(world.people)):
        if turned >> world.people[i].role & 1 and world.mind[i].act in ORDINARY_ACTS:
            wake_mind(i, Wake.ROUTINE, world.mind[i].act_event, world)


@loop
def wake_up(now: int, minutely_s: int, turned: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """List everybody who gets to choose in this step, in person order; returns how many.

    minutely_s : s since those were looked at who are every minute, or in longer steps; 0 if they are not now
    turned     : roles for which a new period of the timetable has begun, as powers of two, added up
    """
    n_hunters = sight_hunters(now, scratch, world, numbers)
    stir_spent(now, world)
    if turned != 0:
        begin_periods(turned, world)
    looked_at = WAKES | DUE | (MINUTELY if minutely_s > 0 else 0)
    awake = 0
    i = next_stirring(0, looked_at, world)
    while i >= 0:
        if is_turn_of(i, now, world):
            calm(i, DUE, world)
            if look_after(i, n_hunters, now, minutely_s, scratch, world, numbers):
                scratch.listed[awake] = i
                awake += 1
            elif world.mind[i].wake == Wake.NONE:
                calm(i, WAKES, world)
        i = next_stirring(i + 1, looked_at, world)
    return awake
