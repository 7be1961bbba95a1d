"""Binding: somebody infected is overcome and tied up by one who cares for them, and taken to where they are kept.

Whoever is tied up can do nothing, but may bite those who tend to them, and may come loose.
"""

from hyosan.jit import part
from hyosan.rules import choices
from hyosan.rules.draw import draw, uniform
from hyosan.rules.encounters import overcome_chance
from hyosan.rules.numbers import chance
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, luck_of_two, settle_debts
from hyosan.systems.closeness import deepen
from hyosan.systems.course import drop_everything, infect
from hyosan.systems.going import set_out
from hyosan.systems.holds import hunter_strength, take_hold
from hyosan.systems.nature import INFECTED, has_mind, is_captive, is_powerless, is_prey, renew_nature, step_onto
from hyosan.systems.perception import bond_between
from hyosan.systems.recording import record
from hyosan.systems.remembrance import is_at_large
from hyosan.systems.stirring import MINUTELY, begin_to_hunt, cease_to_hunt, disturb, rouse, set_pace, spend, stir
from hyosan.world.codes import NOBODY, NOWHERE, Act, Flag, Kind, Outcome, Purpose, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

DAY_S = 86_400.0


@part
def place_to_keep(i: int, other: int, world: Tables) -> int:
    """Where person i would keep somebody tied up: at that one's home, else at their own, else in their own room."""
    if world.people[other].dwelling >= 0:
        return int(world.people[other].dwelling)
    if world.people[i].dwelling >= 0:
        return int(world.people[i].dwelling)
    return int(world.people[i].office)


@part
def offer_binding(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What somebody uninfected can do for one they care for who is not: tie them up; take whoever is tied up along."""
    seen = world.situation[i]
    mind = world.mind[i]
    seen.keep_at = NOWHERE
    if not mind.knows or world.nature[i] & INFECTED:
        return
    if seen.bindable >= 0:
        mindful = 1.0 if has_mind(seen.bindable, world) else 0.0
        others = max(seen.hunters - (1.0 - mindful), 0.0)
        scratch.appeal[Act.BIND] = choices.bind(
            seen.bindable_bond, seen.fear, others, world.body[i].strength, mind.resolve, mindful, *weights.bind
        )
    if seen.bound < 0 or not is_at_large(i, world) or is_captive(seen.bound, world):
        return
    seen.keep_at = place_to_keep(i, seen.bound, world)
    if seen.keep_at >= 0 and seen.keep_at != world.body[i].place:
        underway = 1.0 if mind.act == Act.HOLD_CAPTIVE and mind.act_with == seen.bound else 0.0
        scratch.appeal[Act.HOLD_CAPTIVE] = choices.hold_captive(
            seen.bound_bond, seen.fear, seen.hunters, seen.nearby, underway, *weights.hold_captive
        )


@part
def is_bindable(i: int, other: int, world: Tables) -> bool:
    """Whether somebody infected is still there, alive and not tied up."""
    is_there = world.body[other].place == world.body[i].place and not is_powerless(other, world)
    return bool(is_there and world.nature[other] & INFECTED)


@part
def hands_of_others(i: int, other: int, world: Tables, numbers: Parameters) -> float:
    """Strength of those beside person i who are about tying up the same one."""
    strength = 0.0
    k = world.hall[world.body[i].place].first
    while k >= 0:
        if k != i and has_mind(k, world) and world.mind[k].act == Act.BIND and world.mind[k].act_with == other:
            strength += hunter_strength(k, world, numbers)
        k = world.chain[k].next
    return strength


@part
def bind(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i tries to overcome another and tie them up."""
    odds = overcome_chance(
        world.body[i].strength,
        hands_of_others(i, other, world, numbers),
        hunter_strength(other, world, numbers),
        world.mind[i].resolve,
        numbers.binding.base,
        numbers.binding.slope,
        numbers.binding.resolve,
    )
    luck = uniform(draw(numbers.run.seed, Purpose.BINDING, world.people[i].key, world.people[other].key, now))
    row = asked(i, Purpose.BINDING, other, NOBODY, now, world, numbers)
    if row >= 0:
        luck = luck_of_two(row, Outcome.BOUND, luck, odds, other, event, now, world)
    if luck < odds:
        outcome = tie_up(other, i, event, now, world, numbers)
    else:
        outcome = fail_to_bind(i, other, event, now, world, numbers)
    settle_debts(i, Purpose.BINDING, outcome, world)


@part
def tie_up(i: int, by: int, event: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Somebody infected is tied up, and lets go of whomever they held. Returns the event."""
    prey = world.body[i].holds
    bound = record(world.log, now, Kind.BOUND, i, by, world.body[i].place, event)
    if prey >= 0:
        record(world.log, now, Kind.RELEASE, i, prey, world.body[prey].place, bound)
        wake_mind(prey, Wake.HELD, bound, world)
        spend(prey, now, world)
        deepen(prey, by, numbers.bonding.rescue, now, bound, world, numbers)
    world.body[i].bound_by = by
    world.body[i].bound_event = bound
    drop_everything(i, world)
    step_onto(i, NOWHERE, NOWHERE, 0.0, world)
    cease_to_hunt(i, world)
    renew_nature(i, world, numbers)
    stir(i, MINUTELY, world)
    return bound


@part
def fail_to_bind(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Whoever was to be tied up is not: one of the turned has got hold of the other instead, or is busy with somebody
    else; a mind strikes the other off. Returns the event of it.
    """
    if has_mind(other, world):
        struck = record(world.log, now, Kind.STRUCK, other, i, world.body[i].place, event)
        wake_mind(i, Wake.HELD, struck, world)
        wake_mind(other, Wake.HELD, struck, world)
        return struck
    if world.body[other].holds >= 0 or world.body[i].held_by >= 0:
        return event
    rouse(other, world)
    take_hold(other, i, now, Kind.GRAPPLE, 0.0, world, numbers)
    return world.body[other].hold_event


@part
def lead_away(
    i: int, other: int, goal: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> bool:  # fmt: skip
    """Person i takes somebody tied up along to a place; False if there is no way."""
    if not set_out(i, goal, False, now, scratch, world, numbers):
        return False
    set_pace(i, world.body[i].pace_mps * numbers.binding.led, world)
    world.body[i].leads = other
    return True


@part
def strain(i: int, now: int, dt: int, world: Tables, numbers: Parameters) -> None:
    """dt s of somebody tied up: they may come loose, and the turned may bite whoever tends to them."""
    if world.body[i].bound_by < 0 or is_captive(i, world):
        return
    flags = numbers.states[world.course[i].state].flags
    luck = uniform(draw(numbers.run.seed, Purpose.LOOSENING, world.people[i].key, 0, now))
    if luck < chance(numbers.binding.loose_per_d / DAY_S, dt):
        come_loose(i, now, world, numbers)
    elif flags & Flag.HUNTS and flags & Flag.INFECTIOUS:
        other = world.hall[world.body[i].place].first
        while other >= 0:
            tends = is_prey(other, world) and world.body[other].passage < 0
            if tends and bond_between(other, i, world, numbers) >= numbers.minding.care_bond:
                may_bite(i, other, now, dt, world, numbers)
            other = world.chain[other].next


@part
def may_bite(i: int, other: int, now: int, dt: int, world: Tables, numbers: Parameters) -> None:
    """One of the turned who is tied up bites somebody who tends to them, with a small chance in dt s."""
    odds = chance(numbers.binding.bite_per_h / 3600.0, dt)
    keys = world.people
    luck = uniform(draw(numbers.run.seed, Purpose.BOUND_BITE, keys[i].key, keys[other].key, now))
    row = asked(other, Purpose.BOUND_BITE, i, NOBODY, now, world, numbers)
    cause = world.body[i].bound_event
    if row >= 0:
        luck = luck_of_two(row, Outcome.BITE, luck, odds, i, cause, now, world)
    if luck >= odds:
        return
    severity = uniform(draw(numbers.run.seed, Purpose.SEVERITY, keys[i].key, keys[other].key, now))
    bitten = record(world.log, now, Kind.BITE, i, other, world.body[i].place, cause, severity)
    settle_debts(other, Purpose.BOUND_BITE, bitten, world)
    infect(other, i, numbers.entry.bitten, now, bitten, severity, world, numbers)
    world.body[other].hurt = min(1.0, world.body[other].hurt + 0.5 * severity)
    wake_mind(other, Wake.HELD, bitten, world)
    spend(other, now, world)


@part
def come_loose(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody is no longer tied up: the turned hunt again, a mind may choose."""
    place = world.body[i].place
    event = record(world.log, now, Kind.CAME_LOOSE, i, world.body[i].bound_by, place, world.body[i].bound_event)
    world.body[i].bound_by = NOBODY
    renew_nature(i, world, numbers)
    disturb(i, world)
    if numbers.states[world.course[i].state].flags & Flag.HUNTS:
        begin_to_hunt(i, world)
        rouse(i, world)
    else:
        spend(i, now, world)
        wake_mind(i, Wake.HELD, event, world)
