"""Noise: sounds made, carried through walls and doors, heard.

A place passes on the loudest sound that reaches it, which masks the others; so all sounds of a moment spread together,
from the loudest down, and the cost follows the places that can hear anything, not the listeners.
"""

from typing import Any

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, uniform
from hyosan.rules.numbers import chance, faded
from hyosan.rules.senses import alarm, crowd_db, door_loss_db, heard_db, noticed_per_s
from hyosan.systems.frontier import clear, is_reached, pop, push, reach, settle
from hyosan.systems.recording import hand_over, record
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Act, Flag, Kind, Purpose, Role, Wake
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables
from hyosan.world.world import World

FAINTEST_DB = 25.0  #: below it a sound is not carried on


@part
def make_sound(place: int, level_db: float, by: int, event: int, world: Tables) -> None:
    """Let a sound be made in a place; only the loudest of a moment counts."""
    if event >= 0 and level_db > world.places[place].made_db:
        world.places[place].made_db = level_db
        world.places[place].made_by = by
        world.places[place].made_event = event


@loop
def hush(world: Tables) -> None:
    """Forget what was heard in the last moment."""
    for place in range(len(world.places)):
        world.places[place].heard_db = 0.0
        world.places[place].heard_from = NOWHERE


@loop
def carry(now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Spread every sound made; returns how many places hear something (listed in `scratch.settled`)."""
    clear(scratch)
    for place in range(len(world.places)):
        if world.places[place].alarm_until > now:
            make_sound(place, world.places[place].alarm_db, NOBODY, world.places[place].alarm_event, world)
        if world.places[place].made_db > FAINTEST_DB:
            world.places[place].heard_db = world.places[place].made_db
            world.places[place].heard_from = place
            world.places[place].heard_event = world.places[place].made_event
            reach(scratch, place, 0.0, NOWHERE)
            push(scratch, -world.places[place].made_db, place)
    while scratch.spread[0].heap > 0:
        level = -scratch.heap[0].key
        here = pop(scratch)
        if level < world.places[here].heard_db:
            continue
        settle(scratch, here)
        source = world.places[here].heard_from
        made = world.places[source].made_db
        lost = made - level - (made - heard_db(made, scratch.reached[here].cost, 0.0))
        for row in range(world.places[here].near_from, world.places[here].near_end):
            there = world.near[row].to
            path = scratch.reached[here].cost + world.near[row].length_m
            loss = lost + world.near[row].loss_db
            if world.near[row].passage >= 0:
                loss += door_loss_db(
                    world.passages[world.near[row].passage].door,
                    numbers.moving.opening_db,
                    numbers.moving.closed_db,
                    numbers.moving.barricaded_db,
                )
            arriving = heard_db(made, path, loss)
            if arriving > max(FAINTEST_DB, world.places[there].heard_db):
                world.places[there].heard_db = arriving
                world.places[there].heard_from = source
                world.places[there].heard_event = world.places[source].made_event
                reach(scratch, there, path, here)
                push(scratch, -arriving, there)
    return scratch.spread[0].settled


@part
def turn_to(i: int, place: int, level_db: float, prey: int, now: int, cause: int, world: Tables) -> None:
    """A hunter turns to a place; recorded when it is a new one."""
    if world.hunt[i].mark != place or world.hunt[i].mark_event < 0:
        world.hunt[i].mark_event = record(world.log, now, Kind.HUNT, i, prey, world.body[i].place, cause, place)
        world.body[i].route_end = 0
        world.body[i].route_at = 0
    world.hunt[i].mark = place
    world.hunt[i].mark_db = level_db
    world.hunt[i].mark_at = now
    world.hunt[i].awake = True


@part
def hunter_hears(i: int, place: int, now: int, states_hearing_db: float, world: Tables, numbers: Parameters) -> None:
    """A hunter turns to the loudest unexplained sound; what it has searched in vain stays explained for a while."""
    source = world.places[place].heard_from
    level = world.places[place].heard_db
    if (
        source == place
        or level + states_hearing_db < world.places[place].background_db + numbers.hunting.hearing_threshold_db
    ):
        return
    if world.hunt[i].spent == source and now - world.hunt[i].spent_at < numbers.minding.habituation_s:
        return
    present = faded(world.hunt[i].mark_db, now - world.hunt[i].mark_at, 60.0) if world.hunt[i].mark >= 0 else 0.0
    if world.hunt[i].mark == source or level > present:
        turn_to(i, source, level, NOBODY, now, world.places[place].heard_event, world)


@part
def mind_hears(i: int, place: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A mind is alarmed by what it hears, remembers where it came from, and gets to choose if that is news."""
    source = world.places[place].heard_from
    level = world.places[place].heard_db - numbers.minding.hearing_threshold_db
    raised = alarm(level, world.places[place].background_db, world.body[i].hearing_db)
    if raised <= 0.0:
        return
    fear = faded(world.mind[i].fear, now - world.mind[i].fear_at, numbers.minding.fear_half_life_s)
    if raised > fear:
        world.mind[i].fear = raised
        world.mind[i].fear_at = now
    news = raised > fear + 0.15 or now - world.mind[i].heard_at > numbers.minding.habituation_s
    if news and source != place:
        world.mind[i].heard_at = now
        world.mind[i].danger_place[now // 5 % DANGERS] = source
        world.mind[i].danger_time[now // 5 % DANGERS] = now
        if world.mind[i].wake < Wake.HEARD:
            world.mind[i].wake = Wake.HEARD
            world.mind[i].wake_event = world.places[place].heard_event


@loop
def listen(n_places: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Everybody in a place that a sound has reached takes it in; afterwards no sound is left over."""
    for k in range(n_places):
        place = scratch.settled[k]
        if world.places[place].is_exit:
            continue
        by = world.places[world.places[place].heard_from].made_by
        by_hunter = by >= 0 and numbers.states[world.course[by].state].flags & Flag.HUNTS != 0
        running = world.places[world.places[place].heard_from].made_db < 85.0
        i = world.hall[place].first
        while i >= 0:
            flags = numbers.states[world.course[i].state].flags
            if flags & Flag.HUNTS:
                if not by_hunter and world.body[i].holds < 0 and world.hunt[i].prey < 0:
                    hunter_hears(i, place, now, numbers.states[world.course[i].state].hearing_db, world, numbers)
            elif not flags & Flag.DEAD and by != i and (by_hunter or not running):
                mind_hears(i, place, now, world, numbers)
            i = world.chain[i].next
    for place in range(len(world.places)):
        world.places[place].made_db = 0.0
        world.places[place].made_by = NOBODY
        world.places[place].made_event = NO_EVENT


@part
def steady_db(i: int, level_db: float, world: Tables, numbers: Parameters) -> float:
    """What somebody can be heard by without a particular sound, dB(A): breath when hidden, whispers when still."""
    if world.body[i].hidden > 0.0:
        return numbers.sounds.whisper - 10.0 * world.body[i].stealth
    if world.mind[i].act in (Act.STAY, Act.HIDE, Act.BARRICADE):
        return numbers.sounds.whisper
    if world.mind[i].act == Act.OBEY:
        return level_db
    return numbers.sounds.murmur


@part
def murmur(place: int, level_db: float, world: Tables, numbers: Parameters) -> float:
    """Steady sound of those in a place, dB(A) at 1 m; 0 if nobody with a mind is there."""
    n = 0
    loudest = 0.0
    i = world.hall[place].first
    while i >= 0:
        if not numbers.states[world.course[i].state].flags & (Flag.HUNTS | Flag.DEAD | Flag.INFECTED):
            n += 1
            loudest = max(loudest, steady_db(i, level_db, world, numbers))
        i = world.chain[i].next
    return crowd_db(loudest, n) if n > 0 else 0.0


@loop
def notice(now: int, dt: int, level_db: float, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Hunters without prey may notice the steady sound of people next door: one look per place that holds hunters."""
    clear(scratch)
    for i in range(len(world.course)):
        if (
            not numbers.states[world.course[i].state].flags & Flag.HUNTS
            or world.hunt[i].prey >= 0
            or world.body[i].holds >= 0
        ):
            continue
        here = world.body[i].place
        if world.places[here].is_exit:
            continue
        if not is_reached(scratch, here):
            reach(scratch, here, 0.0, loudest_next_door(now, dt, here, level_db, world, numbers))
        there = scratch.reached[here].before
        if (
            there >= 0
            and (world.hunt[i].spent != there or now - world.hunt[i].spent_at > 600)
            and (world.hunt[i].mark != there)
        ):
            turn_to(i, there, numbers.sounds.murmur, NOBODY, now, world.course[i].event, world)


@part
def loudest_next_door(now: int, dt: int, here: int, level_db: float, world: Tables, numbers: Parameters) -> int:
    """The neighbouring place whose people are noticed from here in this step, or -1."""
    best = NOWHERE
    best_excess = 0.0
    for row in range(world.places[here].near_from, world.places[here].near_end):
        there = world.near[row].to
        steady = murmur(there, level_db, world, numbers)
        if steady <= 0.0:
            continue
        loss = world.near[row].loss_db
        if world.near[row].passage >= 0:
            loss += door_loss_db(
                world.passages[world.near[row].passage].door,
                numbers.moving.opening_db,
                numbers.moving.closed_db,
                numbers.moving.barricaded_db,
            )
        arriving = heard_db(steady, 0.5 * world.near[row].length_m, loss)
        excess = arriving - world.places[here].background_db - numbers.hunting.hearing_threshold_db + 10.0
        if excess <= best_excess:
            continue
        luck = uniform(draw(numbers.run.seed, Purpose.NOTICE, here, there, now))
        if luck < chance(noticed_per_s(excess, numbers.hunting.notice_per_min), dt):
            best = there
            best_excess = excess
    return best


def step(world: World, chronicle: Any) -> None:
    """Carry the sounds of the last step, let everybody hear them, and let hunters notice people next door."""
    tables, numbers, scratch = world.tables, world.numbers, world.scratch[0]
    now = world.clock.now
    hush(tables)
    n_places = carry(now, scratch, tables, numbers)
    listen(n_places, now, scratch, tables, numbers)
    notice(now, world.clock.dt, float(tables.period["level_db"][Role.STUDENT]), scratch, tables, numbers)
    hand_over(tables.log, chronicle)
