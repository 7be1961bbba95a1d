"""Stirring: who may have something to do, as one byte a person, so that a step looks at them and passes over the rest.

A bit says that it is worth looking; whoever looks takes it back when there is nothing to do. So a bit may be set in
vain, but never be missing. Eight people, and blocks of some hundred, are passed over at once.
"""

import numpy as np

from hyosan.jit import loop, part
from hyosan.systems.nature import is_powerless, renew_nature
from hyosan.world.codes import NEVER, NOBODY, Act, Flag
from hyosan.world.columns import IN_BLOCK, TOGETHER, Due
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

HUNTS = 1  #: no mind left
AWAKE = 2  #: a hunter that is after something
MOVES = 4  #: walks, and has not yet moved in this moment
WAKES = 8  #: a mind that gets to choose
DUE = 16  #: a commitment has come to its end, a sound escapes, or the course goes on
STROLLS = 32  #: walks, and is ahead by up to a minute
MINUTELY = 64  #: looked at every minute: senses and hunger of halfbies, who is tied up
FIGHTS = 128
STILL_ACTS = (int(Act.STAY), int(Act.HIDE), int(Act.BARRICADE))
WORDS_IN_BLOCK = IN_BLOCK // TOGETHER
EVERY_BYTE = np.uint64(0x0101010101010101)


@part
def stir(i: int, why: int, world: Tables) -> None:
    """Person i may have something to do."""
    world.stir[i] |= why
    world.stir_blocks[i // IN_BLOCK] |= why


@part
def calm(i: int, why: int, world: Tables) -> None:
    """Person i has nothing to do of one kind."""
    world.stir[i] &= 255 - why


@part
def summed_up(block: int, world: Tables) -> int:
    """Every reason of anybody in a block."""
    words = np.uint64(0)
    for k in range(block * WORDS_IN_BLOCK, (block + 1) * WORDS_IN_BLOCK):
        words |= world.stir_words[k]
    words |= words >> np.uint64(32)
    words |= words >> np.uint64(16)
    words |= words >> np.uint64(8)
    return int(words & np.uint64(255))


@part
def next_stirring(i: int, why: int, world: Tables) -> int:
    """The next person from i on who may have something of a kind to do, or -1."""
    while i < len(world.stir):
        if i % IN_BLOCK == 0:
            block = i // IN_BLOCK
            if world.stir_blocks[block] & why:
                world.stir_blocks[block] = summed_up(block, world)
            if not world.stir_blocks[block] & why:
                i += IN_BLOCK
                continue
        if i % TOGETHER == 0 and world.stir_words[i // TOGETHER] & (np.uint64(why) * EVERY_BYTE) == np.uint64(0):
            i += TOGETHER
        elif world.stir[i] & why:
            return i
        else:
            i += 1
    return NOBODY


@loop
def is_anybody_followed_about(world: Tables) -> bool:
    """Whether anybody of the cast is on the way."""
    i = next_stirring(0, MOVES | STROLLS, world)
    while i >= 0 and not (world.people[i].is_named and world.body[i].pace_mps > 0.0):
        i = next_stirring(i + 1, MOVES | STROLLS, world)
    return i >= 0


@part
def disturb(i: int, world: Tables) -> None:
    """Something about person i has changed that others in the place may see."""
    world.hall[world.body[i].place].is_astir = True


@part
def begin_to_hunt(i: int, world: Tables) -> None:
    """Person i is a hunter from now on, unless they can do nothing."""
    if is_powerless(i, world):
        return
    if world.stir[i] & HUNTS == 0:
        world.hall[world.body[i].place].hunters += 1
    stir(i, HUNTS, world)


@part
def cease_to_hunt(i: int, world: Tables) -> None:
    """Person i is no hunter any more."""
    if world.stir[i] & HUNTS:
        world.hall[world.body[i].place].hunters -= 1
    calm(i, HUNTS, world)


@part
def rouse(hunter: int, world: Tables) -> None:
    """A hunter that can do anything is after something."""
    if not is_powerless(hunter, world):
        world.hunt[hunter].awake = True
        stir(hunter, AWAKE, world)


@part
def lull(hunter: int, world: Tables) -> None:
    """A hunter stands idle."""
    world.hunt[hunter].awake = False
    calm(hunter, AWAKE, world)


@part
def set_pace(i: int, pace_mps: float, world: Tables) -> None:
    """Person i moves at a pace, or stands."""
    world.body[i].pace_mps = pace_mps
    if pace_mps > 0.0:
        stir(i, MOVES, world)


@part
def stroll(i: int, world: Tables) -> None:
    """Person i has walked for the minute to come, and is passed over until then."""
    calm(i, MOVES, world)
    stir(i, STROLLS, world)


@part
def go_on_walking(world: Tables) -> None:
    """A minute is over for those who were ahead."""
    i = next_stirring(0, STROLLS, world)
    while i >= 0:
        calm(i, STROLLS, world)
        stir(i, MOVES, world)
        i = next_stirring(i + 1, STROLLS, world)


@part
def spend(i: int, now: int, world: Tables) -> None:
    """Person i's commitment comes to its end."""
    world.mind[i].act_until = now
    stir(i, DUE, world)


@part
def commit_until(i: int, until: int, world: Tables) -> None:
    """Person i is committed up to a time, s."""
    world.mind[i].act_until = until
    look_again(i, until, world)


@part
def look_again(i: int, at: int, world: Tables) -> None:
    """Something about person i, noted before, comes due at a time, s."""
    if world.agenda[0].commitments == len(world.commitments):
        list_commitments(world)
    else:
        world.agenda[0].commitments = queue(world.commitments, world.agenda[0].commitments, at, i)


@part
def queue(due: Due, n: int, at: int, who: int) -> int:
    """Put somebody into a queue by time, a binary heap of n; returns its new length."""
    row = n
    while row > 0:
        parent = (row - 1) >> 1
        if due[parent].at <= at:
            break
        due[row].at = due[parent].at
        due[row].who = due[parent].who
        row = parent
    due[row].at = at
    due[row].who = who
    return n + 1


@part
def take_first(due: Due, n: int) -> int:
    """Take the first out of a queue of n; returns its new length."""
    at = due[n - 1].at
    who = due[n - 1].who
    row = 0
    while 2 * row + 1 < n - 1:
        child = 2 * row + 1
        if child + 1 < n - 1 and due[child + 1].at < due[child].at:
            child += 1
        if at <= due[child].at:
            break
        due[row].at = due[child].at
        due[row].who = due[child].who
        row = child
    due[row].at = at
    due[row].who = who
    return n - 1


@part
def list_commitments(world: Tables) -> None:
    """Queue every commitment and every sound that will escape anew, without those that were given up."""
    n = 0
    for i in range(len(world.mind)):
        if world.mind[i].act_until < NEVER:
            n = queue(world.commitments, n, world.mind[i].act_until, i)
        if world.mind[i].slip_at < NEVER:
            n = queue(world.commitments, n, world.mind[i].slip_at, i)
    world.agenda[0].commitments = n


@part
def list_courses(world: Tables) -> None:
    """Queue every course anew."""
    n = 0
    for i in range(len(world.course)):
        if world.course[i].due < NEVER:
            n = queue(world.courses, n, world.course[i].due, i)
    world.agenda[0].courses = n


@part
def stir_spent(now: int, world: Tables) -> None:
    """Everybody whose commitment has come to its end, or whom a sound escapes, stirs."""
    n = world.agenda[0].commitments
    while n > 0 and world.commitments[0].at <= now:
        who = world.commitments[0].who
        if world.mind[who].act_until <= now or world.mind[who].slip_at <= now:
            stir(who, DUE, world)
        n = take_first(world.commitments, n)
    world.agenda[0].commitments = n


@part
def stir_courses(now: int, world: Tables) -> None:
    """Everybody whose course goes on stirs."""
    n = world.agenda[0].courses
    while n > 0 and world.courses[0].at <= now:
        if world.course[world.courses[0].who].due <= now:
            stir(world.courses[0].who, DUE, world)
        n = take_first(world.courses, n)
    world.agenda[0].courses = n


@part
def next_course(world: Tables) -> int:
    """When the next course goes on, s; those that are off since they were queued are taken out."""
    n = world.agenda[0].courses
    while n > 0 and world.course[world.courses[0].who].due != world.courses[0].at:
        n = take_first(world.courses, n)
    world.agenda[0].courses = n
    return int(world.courses[0].at) if n > 0 else NEVER


@part
def reasons(i: int, world: Tables, numbers: Parameters) -> int:
    """Every reason that person i has to be looked at, by their state and what they are to others."""
    flags = numbers.states[world.course[i].state].flags
    found = 0
    if flags & Flag.HUNTS and not is_powerless(i, world):
        found |= HUNTS
    if world.hunt[i].awake:
        found |= AWAKE
    if world.body[i].pace_mps > 0.0:
        found |= MOVES
    if world.mind[i].wake > 0:
        found |= WAKES
    if flags & (Flag.SENSES | Flag.HUNGERS) or world.body[i].bound_by >= 0:
        found |= MINUTELY
    if world.mind[i].act == Act.FIGHT:
        found |= FIGHTS
    return found


@loop
def stir_all(world: Tables, numbers: Parameters) -> None:
    """Find out anew who has something to do, and when."""
    for i in range(len(world.course)):
        world.stir[i] = 0
        renew_nature(i, world, numbers)
        stir(i, reasons(i, world, numbers), world)
    list_commitments(world)
    list_courses(world)
    world.agenda[0].alarms_until = 0
    world.agenda[0].fire_until = 0
    for place in range(len(world.places)):
        world.agenda[0].alarms_until = max(world.agenda[0].alarms_until, world.places[place].alarm_until)
        world.agenda[0].fire_until = max(world.agenda[0].fire_until, world.places[place].fire_until)
    world.agenda[0].course_due = next_course(world)
