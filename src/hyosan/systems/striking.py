"""Striking: a shield's swap, the blow of a hungry or vengeful mind, what a bully does and what comes back."""

from hyosan.jit import part
from hyosan.rules.draw import draw, uniform
from hyosan.rules.encounters import escapes
from hyosan.rules.numbers import logistic
from hyosan.systems.attention import wake_mind
from hyosan.systems.closeness import deepen
from hyosan.systems.course import infect
from hyosan.systems.movement import stop
from hyosan.systems.noise import make_sound
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import record
from hyosan.systems.stirring import MOVES, disturb, spend, stir
from hyosan.world.codes import NOBODY, Kind, Purpose, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@part
def swap_hold(i: int, shielded: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i takes the hold of the hunter that had somebody else; the other is free."""
    hunter = world.body[shielded].held_by
    if hunter < 0:
        return
    record(world.log, now, Kind.RELEASE, hunter, shielded, world.body[i].place, event)
    world.body[shielded].held_by = NOBODY
    grapple = record(world.log, now, Kind.GRAPPLE, hunter, i, world.body[i].place, event)
    world.body[i].held_by = hunter
    world.body[hunter].holds = i
    world.body[hunter].hold_until = max(world.body[hunter].hold_until, now + 2)
    world.body[hunter].hold_event = grapple
    world.body[i].hidden = 0.0
    disturb(i, world)
    world.body[i].passage = world.body[shielded].passage
    world.body[i].onto = world.body[shielded].onto
    world.body[i].along_m = world.body[shielded].along_m
    stir(i, MOVES, world)
    world.hunt[hunter].prey = i
    stop(i, world)
    spend(shielded, now, world)
    wake_mind(shielded, Wake.HELD, event, world)
    deepen(shielded, i, numbers.bonding.rescue, now, event, world, numbers)


@part
def restrains(i: int, victim: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """The last barrier: whether somebody who has struck holds back the bite, by resolve and the bond to the struck."""
    row = bond_row(i, victim, world)
    bond = world.bonds[row].strength if row >= 0 else 0.0
    luck = uniform(draw(numbers.run.seed, Purpose.RESTRAINT, world.people[i].key, world.people[victim].key, now))
    return luck < logistic(
        numbers.hunger.restraint_base
        + numbers.hunger.restraint_resolve * world.mind[i].resolve
        + numbers.hunger.restraint_bond * bond
    )


@part
def strike(i: int, victim: int, event: int, now: int, is_revenge: bool, world: Tables, numbers: Parameters) -> None:
    """An infected mind strikes a person: thrown off, a blow without a bite, or a bite."""
    place = world.body[i].place
    luck = uniform(draw(numbers.run.seed, Purpose.OUTCOME, world.people[i].key, world.people[victim].key, now))
    attacker = world.body[i].strength * numbers.states[world.course[i].state].strength
    make_sound(place, numbers.sounds.scream, victim, event, world.voices)
    world.body[victim].hidden = 0.0
    disturb(victim, world)
    world.mind[victim].knows = True
    if escapes(
        luck,
        world.body[victim].strength * numbers.states[world.course[victim].state].strength,
        0.0,
        world.body[victim].armed,
        attacker,
        numbers.hunting.escape_base,
        numbers.hunting.escape_slope,
    ):
        freed = record(world.log, now, Kind.ESCAPE, victim, i, place, event)
        wake_mind(victim, Wake.HELD, freed, world)
        return
    if not is_revenge and restrains(i, victim, now, world, numbers):
        struck = record(world.log, now, Kind.STRUCK, i, victim, place, event)
        world.body[victim].hurt = min(1.0, world.body[victim].hurt + 0.1)
        wake_mind(victim, Wake.HELD, struck, world)
        return
    severity = uniform(draw(numbers.run.seed, Purpose.SEVERITY, world.people[i].key, world.people[victim].key, now))
    bite = record(world.log, now, Kind.BITE, i, victim, place, event, severity)
    infect(victim, i, numbers.entry.bitten, now, bite, severity, world, numbers)
    world.course[i].fed_at = now
    wake_mind(victim, Wake.HELD, bite, world)


@part
def torment(i: int, victim: int, event: int, now: int, harm: float, world: Tables, numbers: Parameters) -> None:
    """What a bully does to a victim; one whom the pathogen has made strong throws the bully off."""
    if numbers.states[world.course[victim].state].strength > 1.5:
        struck = record(world.log, now, Kind.STRUCK, victim, i, world.body[i].place, event)
        world.body[i].hurt = min(1.0, world.body[i].hurt + 0.2)
        world.mind[i].harm += harm
        world.mind[i].harm_event = struck
        wake_mind(i, Wake.HELD, struck, world)
        return
    world.mind[victim].harm += harm
    world.mind[victim].harm_event = event
    wake_mind(victim, Wake.HELD, event, world)
