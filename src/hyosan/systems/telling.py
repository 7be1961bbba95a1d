"""Telling: what minds learn by themselves and from one another. Word travels along bonds and by voice."""

from hyosan.jit import loop, part
from hyosan.rules.bonds import grief_added
from hyosan.systems.asking import ask_each_other
from hyosan.systems.attention import wake_mind
from hyosan.systems.fear import fear_now, frighten
from hyosan.systems.fetching import fetch_next
from hyosan.systems.meeting import is_reunion, meet_again
from hyosan.systems.nature import HUNTER, INFECTED, MIND, POWERLESS, has_mind, is_hunter, learn
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.parting import carry_grief
from hyosan.systems.perception import bond_between, bond_row, remember_danger
from hyosan.systems.recording import link, record
from hyosan.systems.stirring import spend
from hyosan.world.codes import NOBODY, Act, Belief, Kind, LinkRole, Wake
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

CLOSE = 0.25  #: the loss of somebody to whom one has a weaker bond is noted, not mourned


@part
def grieve(i: int, row: int, belief: int, now: int, cause: int, world: Tables, numbers: Parameters) -> int:
    """Person i takes in that somebody bonded is turned or dead; grief grows by the bond. Returns the event."""
    other = world.bonds[row].to
    added = grief_added(world.bonds[row].strength, numbers.bonding.grief_weight)
    event = record(world.log, now, Kind.LOST, i, other, world.body[i].place, cause, added)
    carry_grief(i, added, now, world, numbers)
    world.bonds[row].belief = belief
    return event


@part
def take_in(i: int, row: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Person i sees what has become of somebody bonded; returns the event of a loss, or -1."""
    other = world.bonds[row].to
    world.bonds[row].seen_at = world.body[i].place
    world.bonds[row].seen_time = now
    belief = Belief.WELL.value
    nature = world.nature[other]
    if not nature & (MIND | HUNTER | POWERLESS):
        belief = Belief.DEAD.value
    elif not nature & MIND:
        belief = Belief.TURNED.value
    elif nature & INFECTED:
        belief = Belief.INFECTED.value
    is_loss = belief >= Belief.TURNED and world.bonds[row].belief < Belief.TURNED
    if is_loss and world.bonds[row].strength >= CLOSE:
        event = grieve(i, row, belief, now, world.course[other].event, world, numbers)
        link(world.log, event, world.course[other].event, LinkRole.SEEN)
        return event
    world.bonds[row].belief = belief
    return -1


@part
def find(i: int, other: int, now: int, world: Tables) -> None:
    """Person i has come to the one they went back for: both get to choose what now."""
    event = record(world.log, now, Kind.REACHED, i, other, world.body[i].place, world.mind[i].act_event)
    world.mind[i].act = Act.STAY
    world.mind[i].act_event = event
    spend(i, now, world)
    wake_mind(i, Wake.ROUTINE, event, world)
    wake_mind(other, Wake.TOLD, event, world)


@part
def first_turned(i: int, world: Tables) -> int:
    """Of the turned around somebody the one who turned first, or -1."""
    if world.hall[world.body[i].place].hunters == 0:
        return NOBODY
    first = NOBODY
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if is_hunter(other, world) and (first < 0 or world.course[other].event < world.course[first].event):
            first = other
        other = world.chain[other].next
    return first


@part
def look_for_bonded(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i takes in who of those they are bonded to is in sight, and finds whom they went back for."""
    place = world.body[i].place
    sought = world.mind[i].act_with if world.mind[i].act == Act.GO_BACK else NOBODY
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        if world.body[world.bonds[row].to].place == place:
            if is_reunion(i, row, now, world, numbers):
                met = meet_again(i, row, now, world)
                ask_each_other(i, world.bonds[row].to, met, now, world, numbers)
            loss = take_in(i, row, now, world, numbers)
            if loss >= 0:
                wake_mind(i, Wake.SAW_LOSS, loss, world)
    if sought >= 0 and world.body[sought].place == place:
        find(i, sought, now, world)


@part
def face_the_turned(i: int, hunter: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i sees the turned: the place is dangerous, and fear rises; the first time it is recorded."""
    place = world.body[i].place
    remember_danger(i, place, now, world)
    if not world.mind[i].knows:
        learn(i, world)
        world.mind[i].wake_event = record(world.log, now, Kind.SAW, i, hunter, place, world.course[hunter].event)
    if not world.nature[i] & INFECTED:
        frighten(i, numbers.minding.fear_of_sight, now, world, numbers)


@loop
def witness(n_awake: int, awake: Scratch, now: int, world: Tables, numbers: Parameters) -> None:
    """Let the waking take in who is in sight: those they were looking for, losses, the turned."""
    for k in range(n_awake):
        fetch_next(k, n_awake, awake, world)
        i = awake.listed[k]
        if world.mind[i].wake == Wake.NONE:  # only asked by a pin
            continue
        look_for_bonded(i, now, world, numbers)
        hunter = first_turned(i, world)
        if hunter >= 0:
            face_the_turned(i, hunter, now, world, numbers)


@part
def tell_danger(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Everybody around hears of the danger and of the places that person i remembers as dangerous."""
    fear = max(fear_now(i, now, world, numbers), 0.5)
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if other != i and has_mind(other, world):
            news = not world.mind[other].knows
            for k in range(DANGERS):
                if world.mind[i].danger_place[k] >= 0:
                    remember_danger(other, world.mind[i].danger_place[k], world.mind[i].danger_time[k], world)
            if news or world.mind[i].wake == Wake.SENSED:
                learn(other, world)
                heard = record(world.log, now, Kind.TOLD, other, i, world.body[i].place, event)
                wake_mind(other, Wake.TOLD, heard, world)
            frighten(other, fear * numbers.minding.fear_of_told, now, world, numbers)
        other = world.chain[other].next


@part
def hear_out(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Two speak: each learns of the losses that the other knows of; whoever cares learns of what one has suffered."""
    if world.mind[i].harm > 0.0 and bond_between(other, i, world, numbers) >= numbers.minding.care_bond:
        told = record(world.log, now, Kind.TOLD, other, i, world.body[i].place, event, world.mind[i].harm)
        world.mind[other].worry += world.mind[i].harm
        world.mind[other].worry_for = i
        world.mind[other].worry_event = told
        world.mind[i].harm *= 0.1
        wake_mind(other, Wake.TOLD, told, world)
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        mine = world.bonds[row].belief
        theirs_row = bond_row(other, world.bonds[row].to, world)
        if theirs_row < 0:
            continue
        theirs = world.bonds[theirs_row].belief
        if mine < Belief.TURNED <= theirs and world.bonds[row].strength >= CLOSE:
            loss = grieve(i, row, theirs, now, event, world, numbers)
            link(world.log, loss, event, LinkRole.TOLD)
        elif theirs < Belief.TURNED <= mine and world.bonds[theirs_row].strength >= CLOSE:
            loss = grieve(other, theirs_row, mine, now, event, world, numbers)
            link(world.log, loss, event, LinkRole.TOLD)
