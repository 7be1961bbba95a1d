"""Canon: rows that ask for a choice or for luck. They choose among what the model offers and never set a state.

A pin prompts its person while its condition holds; `choosing` takes the act if it is on offer. A chance narrows a draw
to the range of its outcome; `course`, `holds` and `striking` make that draw. Each time, the probability that the model
gave it is recorded. A plain run has no rows, and none of this is run through.
"""

from typing import Any

from hyosan.jit import loop, part
from hyosan.rules.draw import narrowed
from hyosan.rules.numbers import exp
from hyosan.systems.authorities.instructions import is_riding
from hyosan.systems.recording import hand_over, link, record
from hyosan.systems.stirring import WAKES, stir
from hyosan.systems.ways import ANY_DISTANCE_M, spread_ways
from hyosan.world.codes import NEVER, NO_EVENT, NOBODY, Act, Flag, Kind, LinkRole, Purpose, RowFailure, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables
from hyosan.world.world import World

STILL_POSSIBLE = -1
OF_THE_TURNED = (int(Purpose.RISE), int(Purpose.FALL), int(Purpose.DEATH))  #: draws that are made of them as well
OTHER_HARM = (int(Purpose.BLAST), int(Purpose.FALL), int(Purpose.BOUND_BITE))  #: than that done by hunters
UNLIKELY = 30.0  #: times that somebody would have been reached in the mean: recorded before it gets too small to tell


@part
def is_lost(i: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody is dead and will not rise."""
    return numbers.states[world.course[i].state].flags & Flag.DEAD != 0 and world.course[i].due == NEVER


@part
def holds_now(row: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether the time and the condition of a row are met."""
    wanted = world.canon[row]
    i = wanted.person
    if now < wanted.begins or now >= wanted.ends:
        return False
    if wanted.after >= 0 and world.log.watched[wanted.after].event < 0:
        return False
    if wanted.before >= 0 and world.log.watched[wanted.before].event >= 0:
        return False
    if wanted.state >= 0 and world.course[i].state != wanted.state:
        return False
    if wanted.inside >= 0 and world.body[i].place != wanted.inside:
        return False
    if wanted.beside < 0:
        return True
    is_alive = not numbers.states[world.course[wanted.beside].state].flags & Flag.DEAD
    return is_alive and world.body[wanted.beside].place == world.body[i].place


@part
def obstacle(row: int, world: Tables, numbers: Parameters) -> tuple[int, int]:
    """Why a row cannot come about any more, and the event that is behind it; STILL_POSSIBLE if it can."""
    wanted = world.canon[row]
    i = wanted.person
    since = world.course[i].event
    if is_lost(i, world, numbers):
        return RowFailure.DEAD.value, since
    if numbers.states[world.course[i].state].flags & Flag.HUNTS and wanted.purpose not in OF_THE_TURNED:
        return RowFailure.TURNED.value, since
    if world.places[world.body[i].place].is_exit and not is_riding(i, world):
        return RowFailure.LEFT.value, NO_EVENT
    if wanted.other >= 0 and wanted.act not in (Act.GO_BACK, Act.FEED_ON_DEAD, Act.VISIT):
        hunts = numbers.states[world.course[wanted.other].state].flags & Flag.HUNTS != 0
        needs_mind = wanted.act > Act.IDLE and wanted.act not in (Act.FALL_WITH, Act.BIND, Act.HOLD_CAPTIVE)
        if is_lost(wanted.other, world, numbers) or (hunts and needs_mind):
            return RowFailure.TARGET_GONE.value, world.course[wanted.other].event
    return STILL_POSSIBLE, NO_EVENT


@part
def has_no_way(i: int, place: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody knows of no way to a place."""
    return place >= 0 and not spread_ways(
        i, place, ANY_DISTANCE_M, True, world.people[i].has_keys, now, scratch, world, numbers
    )


@part
def why_lapsed(row: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Why a row whose time is over has not come about."""
    wanted = world.canon[row]
    place = wanted.towards if wanted.towards >= 0 else wanted.inside
    if has_no_way(wanted.person, place, now, scratch, world, numbers):
        return RowFailure.CUT_OFF.value
    if wanted.applied > 0:
        return RowFailure.NOT_FOUND.value
    if not wanted.has_held:
        return RowFailure.CONDITION_NEVER_HELD.value
    return RowFailure.NEVER_ON_OFFER.value if wanted.act > Act.IDLE else RowFailure.NEVER_DRAWN.value


@part
def fail(row: int, why: int, because_of: int, now: int, world: Tables) -> None:
    """A row is given up; recorded unless it has come about before."""
    wanted = world.canon[row]
    wanted.is_open = False
    wanted.is_due = False
    if wanted.is_done:
        return
    place = world.body[wanted.person].place
    event = record(world.log, now, Kind.ROW_FAILED, wanted.person, wanted.other, place, wanted.event, why)
    link(world.log, event, because_of, LinkRole.PREVENTED)


@part
def come_about(row: int, kind: int, other: int, odds: float, because_of: int, now: int, world: Tables) -> int:
    """A row takes effect; records with which probability the model would have done so by itself. Returns the event."""
    wanted = world.canon[row]
    place = world.body[wanted.person].place
    event = record(world.log, now, kind, wanted.person, other, place, wanted.event, odds)
    link(world.log, event, because_of, LinkRole.ENABLED)
    wanted.applied += 1
    return event


@part
def is_at_it(i: int, row: int, now: int, world: Tables) -> bool:
    """Whether somebody is about what a pin has asked them for before, or on the way to whom it is about."""
    wanted = world.canon[row]
    mind = world.mind[i]
    is_with = wanted.other < 0 or wanted.other == mind.act_with
    if wanted.applied == 0 or mind.act != wanted.act or mind.act_until <= now or not is_with:
        return False
    return wanted.is_done or mind.act_with < 0 or world.body[mind.act_with].place != world.body[i].place


@part
def is_prompted(i: int, now: int, world: Tables) -> bool:
    """Whether a pin is due that person i is not about already."""
    first = world.situation[i].pin
    if first < 0:
        return False
    for row in range(first, len(world.canon)):
        if world.canon[row].is_due and world.canon[row].person == i and is_at_it(i, row, now, world):
            return False
    return True


@part
def named(i: int, act: int, world: Tables) -> int:
    """Whom a pin that is due asks person i to do an act about, or -1."""
    first = world.situation[i].pin
    if first < 0:
        return NOBODY
    for row in range(first, len(world.canon)):
        wanted = world.canon[row]
        if wanted.is_due and wanted.person == i and wanted.act == act and wanted.other >= 0:
            return int(wanted.other)
    return NOBODY


@part
def comes_first(other: int, found: int, wanted: int, is_closer: bool) -> bool:
    """Whether an act is rather about another than about whom was found so far: about whom a pin names, if it could be,
    else about who is closer.
    """
    return other == wanted or (is_closer and (wanted < 0 or found != wanted))


@loop
def review(now: int, is_over: bool, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Give up the rows that cannot come about any more, and prompt those whose pins are due."""
    for row in range(len(world.canon)):
        world.situation[world.canon[row].person].pin = NOBODY
    for row in range(len(world.canon)):
        wanted = world.canon[row]
        if is_over and wanted.averted > 0.0:
            record_missed(row, NOBODY, now, world)
        if not wanted.is_open:
            continue
        why, because_of = obstacle(row, world, numbers)
        if why != STILL_POSSIBLE:
            fail(row, why, because_of, now, world)
            continue
        if is_over or now >= wanted.ends:
            fail(row, why_lapsed(row, now, scratch, world, numbers), NO_EVENT, now, world)
            continue
        holds = holds_now(row, now, world, numbers)
        wanted.has_held = wanted.has_held or holds
        wanted.is_due = holds and wanted.act > Act.IDLE
        if wanted.is_due:
            stir(wanted.person, WAKES, world)
        if wanted.is_due and world.situation[wanted.person].pin < 0:
            world.situation[wanted.person].pin = row


@part
def take_pin(i: int, is_done: bool, other: int, now: int, world: Tables) -> int:
    """Note that a pin decides a choice of person i, who does the act, or sets out for it. Returns the event."""
    row = world.situation[i].pin
    wanted = world.canon[row]
    because_of = world.log.watched[wanted.after].event if wanted.after >= 0 else NO_EVENT
    event = come_about(row, Kind.PINNED.value, other, world.situation[i].odds, because_of, now, world)
    wanted.is_done = wanted.is_done or is_done
    if is_done and not wanted.repeats:
        wanted.is_open = False
        wanted.is_due = False
    if world.mind[i].wake == Wake.NONE:
        world.mind[i].wake_event = event
    return event


@part
def leads_to(state: int, outcome: int, numbers: Parameters) -> bool:
    """Whether a way leads from one state of the course to another."""
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        if numbers.transitions.ways[way].to == outcome:
            return True
    return False


@part
def is_of(row: int, purpose: int, world: Tables) -> bool:
    """Whether a chance row is about a kind of draw: one about capture is about being reached and being held alike, one
    about harm about a blast, a fall and the bite of somebody tied up as well, one about survival about all of these but
    being reached; one about infection about a hold, the course after it and a blast that could end it, one about death
    about a fall and rising after it.
    """
    wanted = world.canon[row].purpose
    is_of_capture = purpose in (Purpose.REACH, Purpose.OUTCOME) and wanted in (Purpose.CAPTURE, Purpose.HARM)
    is_of_infection = purpose in (Purpose.OUTCOME, Purpose.BRANCH, Purpose.BLAST) and wanted == Purpose.INFECTION
    is_of_death = purpose in (Purpose.FALL, Purpose.RISE) and wanted == Purpose.DEATH
    is_of_harm = purpose in OTHER_HARM and wanted in (Purpose.HARM, Purpose.SURVIVAL)
    is_of_survival = purpose == Purpose.OUTCOME and wanted == Purpose.SURVIVAL
    return bool(
        wanted == purpose or is_of_capture or is_of_infection or is_of_death or is_of_harm or is_of_survival
    )  # fmt: skip


@part
def asked(i: int, purpose: int, other: int, state: int, now: int, world: Tables, numbers: Parameters) -> int:
    """The chance row that is about this draw of person i, or -1; every row that could be counts the draw.

    other : who else takes part, or -1;  state : of the course, where the draw is about what follows it, or -1
    """
    found = NOBODY
    for row in range(len(world.canon)):
        wanted = world.canon[row]
        if not wanted.is_open or wanted.person != i or not is_of(row, purpose, world):
            continue
        if (wanted.other >= 0 and wanted.other != other) or not holds_now(row, now, world, numbers):
            continue
        if state >= 0 and not leads_to(state, wanted.outcome, numbers):
            continue
        wanted.has_held = True
        wanted.drawn += 1
        if found < 0 and wanted.drawn >= wanted.occasion:
            found = row
    return found


@part
def is_granted(row: int, odds: float, other: int, cause: int, now: int, world: Tables) -> bool:
    """Whether a chance row gets its outcome: it does unless that has no chance at all. Recorded either way.

    One that repeats and has come about before passes over a draw in which its outcome has no chance.
    """
    if not odds > 0.0:
        if not world.canon[row].is_done:
            fail(row, RowFailure.IMPOSSIBLE.value, cause, now, world)
        return False
    world.canon[row].is_open = world.canon[row].repeats
    world.canon[row].is_done = True
    world.canon[row].owed = come_about(row, Kind.CHANCED.value, other, odds, cause, now, world)
    return True


@part
def luck_of_two(
    row: int, below: int, luck: float, odds: float, other: int, cause: int, now: int, world: Tables
) -> float:  # fmt: skip
    """The luck of a draw with two outcomes as a chance row wants it, narrowed to the side of the one that it asks for.

    below : the outcome if luck is below the odds; never that of a row about infection, whose own is one of the course
    """
    if world.canon[row].outcome == below and world.canon[row].purpose != Purpose.INFECTION:
        return narrowed(luck, 0.0, odds) if is_granted(row, odds, other, cause, now, world) else luck
    return narrowed(luck, odds, 1.0) if is_granted(row, 1.0 - odds, other, cause, now, world) else luck


@part
def unless_missed(
    wait: float, hunter: int, prey: int, rate: float, dt: int, now: int, world: Tables, numbers: Parameters
) -> float:
    """The time after which a hunter reaches somebody, s; at least a moment of dt s if a chance row has it miss them.

    Such moments are many and each is likely missed anyway: they are recorded together whenever one would not have been,
    and at the end, with the probability of all of them.

    rate : at which the hunter reaches them, per s
    """
    row = asked(prey, Purpose.REACH, hunter, NOBODY, now, world, numbers)
    if row < 0:
        return wait
    world.canon[row].is_done = True
    world.canon[row].averted += rate * dt
    if wait < dt or world.canon[row].averted > UNLIKELY:
        record_missed(row, hunter, now, world)
    return max(wait, float(dt))


@part
def record_missed(row: int, hunter: int, now: int, world: Tables) -> None:
    """Record that somebody has been missed since the last time, and with which probability."""
    odds = exp(-world.canon[row].averted)
    because_of = world.course[hunter].event if hunter >= 0 else NO_EVENT
    come_about(row, Kind.CHANCED.value, hunter, odds, because_of, now, world)
    world.canon[row].averted = 0.0


@part
def settle_debts(i: int, purpose: int, event: int, world: Tables) -> None:
    """Link the outcome that a chance row brought about to the event that tells of it."""
    for row in range(len(world.canon)):
        wanted = world.canon[row]
        if wanted.person == i and wanted.owed >= 0 and is_of(row, purpose, world):
            link(world.log, event, wanted.owed, LinkRole.ENABLED)
            wanted.owed = NO_EVENT


def announce(world: World, chronicle: Any) -> None:
    """Record every row at the beginning: what follows from it points back to this."""
    canon: Any = world.tables.canon
    for row in range(len(canon)):
        who, other = int(canon["person"][row]), int(canon["other"][row])
        canon["event"][row] = chronicle.next_id
        chronicle.add(world.clock.now, Kind.CANON_ROW, who=who, other=other, cause=0, value=float(row))


def prompt(world: World) -> None:
    """Look at every row before minds wake."""
    if len(world.tables.canon):
        review(world.clock.now, False, world.scratch[0], world.tables, world.numbers)


def close(world: World, chronicle: Any) -> None:
    """At the end, what has not come about has failed."""
    if len(world.tables.canon):
        review(world.clock.now, True, world.scratch[0], world.tables, world.numbers)
        hand_over(world.tables.log, chronicle)
