"""Falling: leaps from roofs and windows, and those who pull somebody down into the depth with them."""

from hyosan.jit import part
from hyosan.rules import choices
from hyosan.rules.draw import draw, uniform
from hyosan.rules.falls import death_chance, injury, tolerance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, comes_first, luck_of_two, named, settle_debts
from hyosan.systems.course import die, let_go
from hyosan.systems.movement import arrive, stop
from hyosan.systems.nature import INFECTED, has_mind, step_onto
from hyosan.systems.noise import make_sound
from hyosan.systems.perception import bond_between
from hyosan.systems.recording import record
from hyosan.systems.stirring import disturb, spend
from hyosan.systems.ways import way_between
from hyosan.world.codes import NOBODY, NOWHERE, Act, Door, Flag, Kind, Outcome, Purpose, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

STRONG = 1.5  #: strength of a state from which on no ordinary person is a match for it


@part
def is_strong(i: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody's state gives them more than a person's strength."""
    return bool(numbers.states[world.course[i].state].strength >= STRONG)


@part
def has_edge(place: int, world: Tables) -> bool:
    """Whether people who struggle in a place can go over an edge: of a roof, of a shaft, or where bombs have torn the
    wall away.
    """
    here = world.places[place]
    return bool(here.drop_to >= 0 and (here.has_shaft or here.is_outdoor or here.is_torn))


@part
def bears_m(i: int, control: float, world: Tables, numbers: Parameters) -> float:
    """Height of a fall that kills half of those who are as strong as person i, m."""
    return tolerance_m(numbers.fall.ld50_m, numbers.states[world.course[i].state].strength, control)


@part
def offer_leap(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a window or a roof offers: a way out before hunters, or, to those who bear the height, a way to go: from
    people at risk, or once they have declined to come along.
    """
    seen = world.situation[i]
    here = world.places[world.body[i].place]
    leaves = is_strong(i, world, numbers) and (seen.at_risk > 0.0 or world.mind[i].act == Act.DECLINE)
    if here.drop_to < 0 or here.has_shaft or not (leaves or seen.hunters > 0.0):
        return
    risk = death_chance(here.drop_m, bears_m(i, 1.0, world, numbers), numbers.fall.steepness)
    cornered = 1.0 if seen.refuge < 0 else seen.barred
    scratch.appeal[Act.LEAP] = choices.leap(
        seen.fear, seen.hunters, cornered, risk, seen.hunger, 1.0 if leaves else 0.0, *weights.leap
    )


@part
def menace(i: int, world: Tables, numbers: Parameters) -> int:
    """Somebody stronger than any person who has hold of person i, is after them here, or is fought by them; or -1."""
    if world.body[i].held_by >= 0:
        return int(world.body[i].held_by)
    found = NOBODY
    wanted = named(i, Act.FALL_WITH, world)
    other = world.hall[world.body[i].place].first
    while other >= 0:
        flags = numbers.states[world.course[other].state].flags
        mind = world.mind[other]
        seeks = mind.act in (Act.REVENGE, Act.ATTACK) and mind.act_with == i
        hunts = flags & Flag.HUNTS != 0 and (world.hunt[other].prey == i or world.mind[i].act == Act.FIGHT)
        is_after = (seeks or hunts) and not flags & Flag.DEAD and is_strong(other, world, numbers)
        is_before = found < 0 or world.people[other].key < world.people[found].key
        if is_after and other != i and comes_first(other, found, wanted, is_before):
            found = other
        other = world.chain[other].next
    return found


@part
def offer_fall(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What an edge offers to somebody whom a stronger one is after: to pull that one down along."""
    seen = world.situation[i]
    seen.menace = NOBODY
    if not has_edge(world.body[i].place, world):
        return
    seen.menace = menace(i, world, numbers)
    if seen.menace >= 0:
        held = 1.0 if world.body[i].held_by >= 0 else 0.0
        infected = 1.0 if world.nature[i] & INFECTED else 0.0
        hatred = -bond_between(i, seen.menace, world, numbers)
        scratch.appeal[Act.FALL_WITH] = choices.fall_with(
            held, seen.company, world.mind[i].resolve, infected, hatred, *weights.fall_with
        )


@part
def come_down(
    i: int, along: int, place: int, height_m: float, control: float, event: int, now: int, world: Tables,
    numbers: Parameters,
) -> None:  # fmt: skip
    """Somebody falls so deep to a place: dead, hurt, or neither.

    along   : who falls with them, or -1 for a leap
    control : over how they land, 1 for a leap
    """
    let_go(i, world)
    stop(i, world)
    step_onto(i, NOWHERE, NOWHERE, 0.0, world)
    body = world.body[i]
    if body.place != place:
        arrive(i, place, now, has_mind(i, world), world, numbers)
    tolerance = bears_m(i, control, world, numbers)
    odds = death_chance(height_m, tolerance, numbers.fall.steepness)
    luck = uniform(draw(numbers.run.seed, Purpose.FALL, world.people[i].key, 0, now))
    row = asked(i, Purpose.FALL, NOBODY, NOBODY, now, world, numbers)
    if row >= 0:
        luck = luck_of_two(row, Outcome.DIES, luck, odds, NOBODY, event, now, world)
    landed = record(world.log, now, Kind.LANDED if along < 0 else Kind.FELL, i, along, place, event, height_m)
    make_sound(place, numbers.sounds.running, i, landed, world.voices)
    settle_debts(i, Purpose.FALL, landed, world)
    if luck < odds:
        die(i, NOBODY, numbers.entry.dead, now, landed, world, numbers)
        return
    body.hurt = min(1.0, body.hurt + injury(height_m, tolerance))
    disturb(i, world)
    if has_mind(i, world):
        wake_mind(i, Wake.HELD, landed, world)
        spend(i, now, world)


@part
def leap(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i leaps down to the ground."""
    here = world.places[world.body[i].place]
    come_down(i, NOBODY, here.drop_to, here.drop_m, 1.0, event, now, world, numbers)


@part
def break_open(i: int, here: int, there: int, event: int, now: int, world: Tables) -> None:
    """A closed door to the shaft gives way to somebody who is thrown against it."""
    passage = way_between(here, there, world)
    if passage < 0 or world.passages[passage].door in (Door.NONE, Door.OPEN, Door.BROKEN):
        return
    broken = record(world.log, now, Kind.DOOR_BROKEN, i, NOBODY, here, event, passage)
    world.passages[passage].door = Door.BROKEN
    world.passages[passage].barred_from = NOWHERE
    world.passages[passage].event = broken


@part
def pull_down(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i goes over the edge and takes another along; neither lands as they would want to."""
    here = world.body[i].place
    bottom = world.places[here].drop_to
    height_m = world.places[here].drop_m
    break_open(other, here, bottom, event, now, world)
    come_down(i, other, bottom, height_m, numbers.fall.unguarded, event, now, world, numbers)
    come_down(other, i, bottom, height_m, numbers.fall.unguarded, event, now, world, numbers)
