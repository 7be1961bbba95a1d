"""Noise: sounds made, carried through walls and doors, heard.

A place passes on the loudest sound that reaches it, which masks the others; so all sounds of a moment spread together,
from the loudest down, and the cost follows the places that can hear anything, not the listeners.
"""

from typing import Any

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, uniform
from hyosan.rules.numbers import chance, faded
from hyosan.rules.senses import alarm, crowd_db, door_loss_db, heard_db, noticed_per_s
from hyosan.systems.attention import turn_to, wake_mind
from hyosan.systems.authorities.instructions import is_told
from hyosan.systems.fear import fear_now, frighten
from hyosan.systems.frontier import clear, is_reached, pop, push, reach, settle
from hyosan.systems.nature import INFECTED, MIND, has_mind, is_hunter
from hyosan.systems.recording import hand_over
from hyosan.systems.stirring import HUNTS
from hyosan.systems.turns import is_turn_in
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Act, Purpose, Role, Wake
from hyosan.world.columns import DANGERS, Air
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Soundscape, Tables
from hyosan.world.world import World

FAINTEST_DB = 25.0  #: below it a sound is not carried on
RING_EVERY_S = 60  #: so often what rings on and on is heard anew
NOTICE_EVERY_S = 60  #: so often hunters may notice steady sounds next door
BLOCKS_IN_TURN = 5  #: at one of so many such moments those in each block may
SEARCHED_S = 600  #: so long a hunter does not notice people next door where it has searched
ALARMING_DB = 85.0  #: at 1 m; what people and things sound like below it alarms nobody


@part
def make_sound(place: int, level_db: float, by: int, event: int, sounds: Soundscape) -> None:
    """Let a sound be made in a place; only the loudest of a moment counts."""
    made = sounds.air[place]
    if event >= 0 and level_db > made.made_db:
        if made.made_db == 0.0:
            sounds.made_in[sounds.n_made[0]] = place
            sounds.n_made[0] += 1
        made.made_db = level_db
        made.made_by = by
        made.made_event = event


@part
def is_made_in_rooms(sounds: Soundscape, world: Tables) -> bool:
    """Whether any sound that was made is one of a room, which is heard before those of blocks."""
    in_rooms = 0
    for k in range(sounds.n_made[0]):
        in_rooms += int(world.pulse[sounds.made_in[k]] == 1)
    return in_rooms > 0


@part
def set_alarm(place: int, level_db: float, until: int, event: int, world: Tables) -> None:
    """Let something ring in a place for a while: heard at once, then again at every full minute."""
    make_sound(place, level_db, NOBODY, event, world.voices)
    world.places[place].alarm_event = event
    world.places[place].alarm_db = level_db
    world.places[place].alarm_until = until
    world.agenda[0].alarms_until = max(world.agenda[0].alarms_until, until)


@part
def ring_alarms(now: int, world: Tables) -> None:
    """Let every alarm that is on be heard."""
    if world.agenda[0].alarms_until <= now:
        return
    for place in range(len(world.places)):
        if world.places[place].alarm_until > now:
            make_sound(place, world.places[place].alarm_db, NOBODY, world.places[place].alarm_event, world.voices)


@part
def begin(now: int, sounds: Soundscape, scratch: Scratch, world: Tables) -> None:
    """Sounds made are heard where they are made, if it is the turn of those there, and go out from there."""
    clear(scratch)
    for k in range(sounds.n_made[0]):
        place = sounds.made_in[k]
        sound = sounds.air[place]
        if sound.made_db > FAINTEST_DB and is_turn_in(place, now, world):
            arrive_with(place, sound.made_db, place, sound.made_event, sounds.air)
            reach(scratch, place, 0.0, NOWHERE)
            push(scratch, -sound.made_db, place)


@part
def arrive_with(place: int, level_db: float, source: int, event: int, air: Air) -> None:
    """A sound is heard in a place."""
    air[place].heard_db = level_db
    air[place].heard_from = source
    air[place].heard_event = event


@part
def carry(now: int, sounds: Soundscape, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Spread every sound made; returns how many places hear something (listed in `scratch.settled`)."""
    begin(now, sounds, scratch, world)
    air = sounds.air
    while scratch.spread[0].heap > 0:
        level = -scratch.heap[0].key
        here = pop(scratch)
        if level < air[here].heard_db:
            continue
        settle(scratch, here)
        source = air[here].heard_from
        made = air[source].made_db
        walked = scratch.reached[here].cost
        lost = heard_db(made, walked, 0.0) - level
        for row in range(world.places[here].near_from, world.places[here].near_end):
            near = world.near[row]
            path = walked + near.length_m
            loss = lost + near.loss_db
            if near.passage >= 0:
                loss += door_loss(near.passage, world, numbers)
            arriving = heard_db(made, path, loss)
            present = air[near.to].heard_db if is_reached(scratch, near.to) else 0.0
            if arriving > max(FAINTEST_DB, present):
                arrive_with(near.to, arriving, source, air[source].made_event, air)
                reach(scratch, near.to, path, here)
                push(scratch, -arriving, near.to)
    return scratch.spread[0].settled


@part
def door_loss(passage: int, world: Tables, numbers: Parameters) -> float:
    """What a passage takes from a sound as its door is now, dB."""
    return door_loss_db(
        world.passages[passage].door,
        numbers.moving.opening_db,
        numbers.moving.closed_db,
        numbers.moving.barricaded_db,
    )


@part
def hunter_hears(i: int, place: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A hunter turns to the loudest unexplained sound; what it has searched in vain stays explained for a while."""
    hunt = world.hunt[i]
    sound = world.voices.air[place]
    source = sound.heard_from
    level = sound.heard_db + numbers.states[world.course[i].state].hearing_db
    if source == place or level < world.places[place].background_db + numbers.hunting.hearing_threshold_db:
        return
    if hunt.spent == source and now - hunt.spent_at < numbers.minding.habituation_s:
        return
    present = faded(hunt.mark_db, now - hunt.mark_at, 60.0) if hunt.mark >= 0 else 0.0
    if hunt.mark == source or sound.heard_db > present:
        turn_to(i, source, sound.heard_db, NOBODY, now, sound.heard_event, world)


@part
def mind_hears(i: int, place: int, now: int, air: Air, world: Tables, numbers: Parameters) -> None:
    """A mind is alarmed by what it hears, remembers where it came from, and gets to choose if that is news."""
    mind = world.mind[i]
    source = air[place].heard_from
    level = air[place].heard_db - numbers.minding.hearing_threshold_db
    hearing = world.body[i].hearing_db + numbers.states[world.course[i].state].hearing_db
    raised = alarm(level, world.places[place].background_db, hearing)
    if raised <= 0.0:
        return
    fear = fear_now(i, now, world, numbers)
    frighten(i, raised, now, world, numbers)
    news = raised > fear + 0.15 or now - mind.heard_at > numbers.minding.habituation_s
    if news and source != place:
        mind.heard_at = now
        mind.danger_place[now // 5 % DANGERS] = source
        mind.danger_time[now // 5 % DANGERS] = now
        wake_mind(i, Wake.HEARD, air[place].heard_event, world)


@part
def listen_to_people(n_places: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Everybody whom sounds of people and things reach: hunters turn to them; minds are alarmed by the loud ones."""
    for k in range(n_places):
        place = scratch.settled[k]
        if world.places[place].is_exit:
            continue
        source = world.voices.air[world.voices.air[place].heard_from]
        is_alarming = source.made_db >= ALARMING_DB
        turns_hunters = world.hall[place].hunters > 0 and world.voices.air[place].heard_from != place
        if not is_alarming and not turns_hunters:
            continue
        i = world.hall[place].first
        while i >= 0:
            if is_hunter(i, world):
                if turns_hunters and world.body[i].holds < 0 and world.hunt[i].prey < 0:
                    hunter_hears(i, place, now, world, numbers)
            elif is_alarming and has_mind(i, world) and source.made_by != i:
                mind_hears(i, place, now, world.voices.air, world, numbers)
            i = world.chain[i].next


@part
def listen_to_hunters(n_places: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Every mind that sounds of the turned reach is alarmed; the turned take no notice of one another's."""
    for k in range(n_places):
        place = scratch.settled[k]
        if world.places[place].is_exit:
            continue
        i = world.hall[place].first
        while i >= 0:
            if has_mind(i, world):
                mind_hears(i, place, now, world.growls.air, world, numbers)
            i = world.chain[i].next


@part
def hush(now: int, sounds: Soundscape, world: Tables) -> None:
    """Of the sounds that were made, only those in blocks are left over that have yet to be heard."""
    left = 0
    for k in range(sounds.n_made[0]):
        place = sounds.made_in[k]
        if is_turn_in(place, now, world):
            sounds.air[place].made_db = 0.0
            sounds.air[place].made_by = NOBODY
            sounds.air[place].made_event = NO_EVENT
        else:
            sounds.made_in[left] = place
            left += 1
    sounds.n_made[0] = left


@part
def steady_db(i: int, level_db: float, world: Tables, numbers: Parameters) -> float:
    """What somebody can be heard by without a particular sound, dB(A): breath when hidden, whispers when still."""
    if world.body[i].hidden > 0.0:
        return numbers.sounds.whisper - 10.0 * world.body[i].stealth
    if world.mind[i].act in (Act.STAY, Act.HIDE, Act.BARRICADE):
        return numbers.sounds.whisper
    if world.mind[i].act == Act.OBEY and not is_told(i, world):
        return level_db
    return numbers.sounds.murmur


@part
def murmur(place: int, level_db: float, world: Tables, numbers: Parameters) -> float:
    """Steady sound of those in a place, dB(A) at 1 m; 0 if nobody with a mind is there.

    At most that of as many people as there are, each as loud as people are who go about an ordinary day or talk.
    """
    n = 0
    loudest = 0.0
    i = world.hall[place].first
    while i >= 0:
        if world.nature[i] & (MIND | INFECTED) == MIND:
            n += 1
            loudest = max(loudest, steady_db(i, level_db, world, numbers))
        i = world.chain[i].next
    return crowd_db(loudest, n) if n > 0 else 0.0


@part
def notice(now: int, dt: int, level_db: float, world: Tables, numbers: Parameters) -> None:
    """Hunters without prey may notice the steady sound of people next door: one look per place that holds hunters."""
    for here in range(len(world.hall)):
        if world.hall[here].hunters == 0 or world.places[here].is_exit:
            continue
        since_s = time_to_notice(here, now, dt, world)
        there = loudest_next_door(now, since_s, here, level_db, world, numbers) if since_s > 0 else NOWHERE
        if there >= 0:
            turn_next_door(here, there, now, world, numbers)


@part
def time_to_notice(here: int, now: int, dt: int, world: Tables) -> int:
    """In how many s hunters in a place may have noticed somebody when it is its turn; 0 when it is not."""
    if world.pulse[here] == 1:
        return max(dt, NOTICE_EVERY_S)
    if dt >= BLOCKS_IN_TURN * NOTICE_EVERY_S:
        return dt
    is_its_turn = (now // NOTICE_EVERY_S + here) % BLOCKS_IN_TURN == 0
    return BLOCKS_IN_TURN * NOTICE_EVERY_S if is_its_turn else 0


@part
def turn_next_door(here: int, there: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Hunters without prey in a place turn to people noticed next door, unless they have just searched there."""
    i = world.hall[here].first
    while i >= 0:
        hunt = world.hunt[i]
        is_free = world.stir[i] & HUNTS and hunt.prey < 0 and world.body[i].holds < 0
        has_searched = hunt.spent == there and now - hunt.spent_at <= SEARCHED_S
        if is_free and hunt.mark != there and not has_searched:
            turn_to(i, there, numbers.sounds.murmur, NOBODY, now, world.course[i].event, world)
        i = world.chain[i].next


@part
def loudest_next_door(now: int, dt: int, here: int, level_db: float, world: Tables, numbers: Parameters) -> int:
    """The neighbouring place whose people are noticed from here in this step, or -1."""
    best = NOWHERE
    best_excess = 0.0
    loudest_db = max(level_db, numbers.sounds.murmur)
    for row in range(world.places[here].near_from, world.places[here].near_end):
        there = world.near[row].to
        if world.hall[there].count == 0:
            continue
        unnoticed_db = unnoticed_from_db(here, row, world, numbers)
        at_most = crowd_db(loudest_db, world.hall[there].count) - unnoticed_db
        if at_most <= best_excess:
            continue
        luck = uniform(draw(numbers.run.seed, Purpose.NOTICE, here, there, now))
        if luck >= chance(noticed_per_s(at_most, numbers.hunting.notice_per_min), dt):
            continue  # not even if all who are there were as loud as people are
        steady = murmur(there, level_db, world, numbers)
        excess = steady - unnoticed_db
        is_noticed = luck < chance(noticed_per_s(excess, numbers.hunting.notice_per_min), dt)
        if steady > 0.0 and excess > best_excess and is_noticed:
            best = there
            best_excess = excess
    return best


@part
def unnoticed_from_db(here: int, row: int, world: Tables, numbers: Parameters) -> float:
    """Up to which level a steady sound in the neighbouring place of a row goes unnoticed here, dB(A) at 1 m."""
    near = world.near[row]
    loss = near.loss_db
    if near.passage >= 0:
        loss += door_loss(near.passage, world, numbers)
    just_heard_db = world.places[here].background_db + numbers.hunting.hearing_threshold_db - 10.0
    return just_heard_db - heard_db(0.0, 0.5 * near.length_m, loss)


@loop
def sound(now: int, dt: int, level_db: float, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Carry the sounds of the last step, let everybody hear them, and let hunters notice people next door.

    level_db : steady sound of one person who keeps to the timetable, dB(A)
    """
    if now % RING_EVERY_S == 0:
        ring_alarms(now, world)
    listen_to_people(carry(now, world.voices, scratch, world, numbers), now, scratch, world, numbers)
    listen_to_hunters(carry(now, world.growls, scratch, world, numbers), now, scratch, world, numbers)
    hush(now, world.voices, world)
    hush(now, world.growls, world)
    if now % NOTICE_EVERY_S == 0:
        notice(now, dt, level_db, world, numbers)


def is_silent(now: int, tables: Tables) -> bool:
    """Whether no sound was made since the last look, none rings now, and nobody listens for steady ones."""
    is_made = tables.voices.n_made[0] + tables.growls.n_made[0] > 0
    return not (is_made or now % RING_EVERY_S == 0 or now % NOTICE_EVERY_S == 0)


def step(world: World, chronicle: Any) -> None:
    """Everybody hears what there is to hear."""
    clock, tables = world.clock, world.tables
    if is_silent(clock.now, tables):
        return
    level_db = float(tables.period["level_db"][Role.STUDENT])
    sound(clock.now, clock.dt, level_db, world.scratch[0], tables, world.numbers)
    hand_over(tables.log, chronicle)
