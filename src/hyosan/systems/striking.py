"""Striking: a shield's swap, the blow of a hungry or vengeful mind, what a bully does and what comes back."""

from hyosan.jit import part
from hyosan.rules.draw import draw, narrowed, uniform
from hyosan.rules.encounters import escape_chance
from hyosan.rules.numbers import logistic
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, is_granted, settle_debts
from hyosan.systems.closeness import deepen
from hyosan.systems.course import infect
from hyosan.systems.movement import stop
from hyosan.systems.nature import free, hold, learn, step_onto
from hyosan.systems.noise import make_sound
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import record
from hyosan.systems.stirring import disturb, spend
from hyosan.world.codes import NOBODY, Kind, Outcome, Purpose, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@part
def swap_hold(i: int, shielded: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i takes the hold of the hunter that had somebody else; the other is free."""
    hunter = world.body[shielded].held_by
    if hunter < 0:
        return
    record(world.log, now, Kind.RELEASE, hunter, shielded, world.body[i].place, event)
    free(shielded, world)
    grapple = record(world.log, now, Kind.GRAPPLE, hunter, i, world.body[i].place, event)
    hold(hunter, i, world)
    world.body[hunter].hold_until = max(world.body[hunter].hold_until, now + 2)
    world.body[hunter].hold_event = grapple
    world.body[i].hidden = 0.0
    disturb(i, world)
    beside = world.body[shielded]
    step_onto(i, beside.passage, beside.onto, beside.along_m, world)
    world.hunt[hunter].prey = i
    stop(i, world)
    spend(shielded, now, world)
    wake_mind(shielded, Wake.HELD, event, world)
    deepen(shielded, i, numbers.bonding.rescue, now, event, world, numbers)


@part
def luck_of_strike(purpose: int, i: int, victim: int, now: int, world: Tables, numbers: Parameters) -> float:
    """The draw that decides something about a strike, in (0, 1)."""
    return uniform(draw(numbers.run.seed, purpose, world.people[i].key, world.people[victim].key, now))


@part
def restraint(i: int, victim: int, world: Tables, numbers: Parameters) -> float:
    """The last barrier: how likely whoever has struck holds back the bite, by resolve and the bond to the struck."""
    row = bond_row(i, victim, world)
    bond = world.bonds[row].strength if row >= 0 else 0.0
    return logistic(
        numbers.hunger.restraint_base
        + numbers.hunger.restraint_resolve * world.mind[i].resolve
        + numbers.hunger.restraint_bond * bond
    )


@part
def strike(i: int, victim: int, event: int, now: int, is_revenge: bool, world: Tables, numbers: Parameters) -> None:
    """An infected mind strikes a person: thrown off, a blow without a bite, or a bite."""
    place = world.body[i].place
    attacker = world.body[i].strength * numbers.states[world.course[i].state].strength
    make_sound(place, numbers.sounds.scream, victim, event, world.voices)
    world.body[victim].hidden = 0.0
    disturb(victim, world)
    learn(victim, world)
    escape = escape_chance(
        world.body[victim].strength * numbers.states[world.course[victim].state].strength,
        0.0,
        world.body[victim].armed,
        attacker,
        numbers.hunting.escape_base,
        numbers.hunting.escape_slope,
    )
    barrier = 0.0 if is_revenge else restraint(i, victim, world, numbers)
    luck = luck_of_strike(Purpose.OUTCOME, i, victim, now, world, numbers)
    hold_back = luck_of_strike(Purpose.RESTRAINT, i, victim, now, world, numbers)
    row = asked(i, Purpose.RESTRAINT, victim, NOBODY, now, world, numbers)
    if row >= 0:
        luck, hold_back = luck_wanted(row, victim, luck, hold_back, escape, barrier, event, now, world)
    else:
        luck = luck_of_the_struck(i, victim, luck, escape, event, now, world, numbers)
    if luck < escape:
        freed = record(world.log, now, Kind.ESCAPE, victim, i, place, event)
        settle_debts(i, Purpose.RESTRAINT, freed, world)
        settle_debts(victim, Purpose.OUTCOME, freed, world)
        wake_mind(victim, Wake.HELD, freed, world)
        return
    if hold_back < barrier:
        struck = record(world.log, now, Kind.STRUCK, i, victim, place, event)
        settle_debts(i, Purpose.RESTRAINT, struck, world)
        world.body[victim].hurt = min(1.0, world.body[victim].hurt + 0.1)
        wake_mind(victim, Wake.HELD, struck, world)
        return
    severity = luck_of_strike(Purpose.SEVERITY, i, victim, now, world, numbers)
    bite = record(world.log, now, Kind.BITE, i, victim, place, event, severity)
    settle_debts(i, Purpose.RESTRAINT, bite, world)
    infect(victim, i, numbers.entry.bitten, now, bite, severity, world, numbers)
    world.course[i].fed_at = now
    wake_mind(victim, Wake.HELD, bite, world)


@part
def luck_wanted(
    row: int, victim: int, luck: float, hold_back: float, escape: float, barrier: float, cause: int, now: int,
    world: Tables,
) -> tuple[float, float]:  # fmt: skip
    """The luck of a strike as a chance row wants it: whether the victim escapes, whether the bite is held back."""
    outcome = world.canon[row].outcome
    if outcome == Outcome.ESCAPE:
        if is_granted(row, escape, victim, cause, now, world):
            luck = narrowed(luck, 0.0, escape)
    elif outcome == Outcome.BLOW:
        if is_granted(row, (1.0 - escape) * barrier, victim, cause, now, world):
            luck = narrowed(luck, escape, 1.0)
            hold_back = narrowed(hold_back, 0.0, barrier)
    elif is_granted(row, (1.0 - escape) * (1.0 - barrier), victim, cause, now, world):
        luck = narrowed(luck, escape, 1.0)
        hold_back = narrowed(hold_back, barrier, 1.0)
    return luck, hold_back


@part
def luck_of_the_struck(
    i: int, victim: int, luck: float, escape: float, cause: int, now: int, world: Tables, numbers: Parameters
) -> float:
    """The luck of a strike for the one struck: a chance row that has them get away from holds does so here, too."""
    row = asked(victim, Purpose.OUTCOME, i, NOBODY, now, world, numbers)
    if row >= 0 and world.canon[row].outcome == Outcome.ESCAPE and is_granted(row, escape, i, cause, now, world):
        return narrowed(luck, 0.0, escape)
    return luck


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
