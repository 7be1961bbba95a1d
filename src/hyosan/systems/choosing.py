"""Choosing: the acts a situation offers, how much each appeals, and which one is taken. Writes its own rows only.

An act that is not on offer cannot be chosen. What makes it one is stated here, what it is worth in `rules/choices.py`.
"""

from hyosan.jit import loop, part
from hyosan.rules import choices
from hyosan.rules.draw import draw, gumbel
from hyosan.rules.numbers import exp
from hyosan.systems.aims import partner
from hyosan.systems.asking import offer_answer
from hyosan.systems.authorities.instructions import danger_on_the_way, is_on_duty, is_told
from hyosan.systems.authorities.killing import has_enemy
from hyosan.systems.binding import offer_binding
from hyosan.systems.closeness import HATED
from hyosan.systems.falling import offer_fall, offer_leap
from hyosan.systems.fetching import fetch_next
from hyosan.systems.fires import is_near_hearth, offer_fire
from hyosan.systems.parting import offer_words
from hyosan.systems.perception import bond_between, bond_row, look_for_refuge, perceive, safety
from hyosan.systems.remembrance import offer_far
from hyosan.world.codes import NOBODY, NOWHERE, Act, Flag, Purpose, Role, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

NOT_OFFERED = -1.0e300
AT_EASE = 0.2  #: fear below which danger offers nothing


@part
def offer_ordinary(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What an ordinary day offers: the timetable, talk, and what the bully and the maker do."""
    seen = world.situation[i]
    mind = world.mind[i]
    on_offer = scratch.appeal
    infected = 1.0 if numbers.states[world.course[i].state].flags & Flag.INFECTED else 0.0
    if seen.hunters == 0.0:
        told = 1.0 if is_told(i, world) else 0.0
        if told > 0.0 or (not mind.knows and seen.fear < 0.6):
            duty = 1.0 if is_on_duty(i, world) else 0.0
            free = seen.free * (1.0 - told)
            away = (1.0 - duty) * danger_on_the_way(i, world)
            on_offer[Act.OBEY] = choices.obey(seen.fear, seen.hunger, infected, free, told, duty, away, *weights.obey)
        confides = seen.confidant >= 0 and mind.harm > 0.0
        if confides or (mind.knows and seen.nearest >= 0):
            bond = 1.0 if confides else seen.nearest_bond
            on_offer[Act.TALK] = choices.talk(bond, seen.fear, mind.grief, mind.harm, seen.warmth, *weights.talk)
    if seen.target >= 0 and seen.free > 0.0 and infected == 0.0 and not mind.knows:
        on_offer[Act.BULLY] = choices.bully(seen.target_bond, mind.resolve, seen.fear, *weights.bully)
    host = mind.worry_for
    if host < 0 or not world.people[i].is_maker or world.body[host].place != world.body[i].place:
        return
    if not numbers.states[world.course[host].state].flags & (Flag.INFECTED | Flag.DEAD):
        bond = bond_between(i, host, world, numbers)
        on_offer[Act.INJECT] = choices.inject(mind.worry, bond, seen.fear, *weights.inject)


@part
def offer_in_danger(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What danger offers: keep still, hide, flee, close the door, make a noise elsewhere, signal."""
    seen = world.situation[i]
    mind = world.mind[i]
    place = world.places[world.body[i].place]
    on_offer = scratch.appeal
    on_offer[Act.STAY] = choices.stay(
        seen.fear, seen.hunters, seen.barred, seen.hammered, mind.resolve, *weights.stay
    )  # fmt: skip
    offer_flight(i, weights, scratch, world)
    if place.cover > 0.05 and (seen.hunters == 0.0 or world.body[i].hidden > 0.0):  # nobody hides before their eyes
        on_offer[Act.HIDE] = choices.hide(
            seen.fear, place.cover, seen.companions, seen.barred, seen.hammered, *weights.hide
        )
    if seen.hunters > 0.0:
        return
    if seen.barrable >= 0:
        on_offer[Act.BARRICADE] = choices.barricade(
            seen.fear, seen.companions, seen.nearby, mind.resolve, seen.barred, *weights.barricade
        )
    if mind.knows and (mind.decoys > 0 or place.is_studio) and (seen.hammered > 0.0 or seen.nearby > 0.3):
        on_offer[Act.DECOY] = choices.decoy(seen.hammered, seen.nearby, mind.resolve, seen.company, *weights.decoy)
    if mind.knows and seen.fear < 0.5:
        outdoors = 1.0 if place.is_outdoor else 0.0
        on_offer[Act.SIGNAL] = choices.signal(seen.fear, seen.nearby, outdoors, mind.resolve, *weights.signal)


@part
def appeal_of_flight(i: int, gain: float, weights: Weights, world: Tables) -> float:
    """How much it appeals to flee to a place that is safer by so much."""
    seen = world.situation[i]
    return choices.flee(seen.fear, seen.hunters, gain, seen.hammered, seen.barred, seen.held_bond, *weights.flee)


@part
def offer_flight(i: int, weights: Weights, scratch: Scratch, world: Tables) -> None:
    """Where a refuge is known, one can flee to it."""
    if world.situation[i].refuge >= 0:
        scratch.appeal[Act.FLEE] = appeal_of_flight(i, world.situation[i].refuge_gain, weights, world)


@part
def offer_return(i: int, weights: Weights, scratch: Scratch, world: Tables) -> None:
    """To go back for the one who is missed most; those who are told to leave may do so without having seen why."""
    seen = world.situation[i]
    if seen.missing >= 0:
        scratch.appeal[Act.GO_BACK] = choices.go_back(
            seen.missing_bond, seen.fear, seen.nearby, world.mind[i].resolve, seen.barred, *weights.go_back
        )


@part
def offer_for_others(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What the others offer: follow, warn, go back, shield, lure away, fight."""
    seen = world.situation[i]
    mind = world.mind[i]
    body = world.body[i]
    state = numbers.states[world.course[i].state]
    on_offer = scratch.appeal
    infected = 1.0 if state.flags & Flag.INFECTED else 0.0
    office = 0.0 if world.people[i].role in (Role.STUDENT, Role.RESIDENT) else 1.0
    strength = body.strength * state.strength
    if seen.leader >= 0:
        on_offer[Act.FOLLOW] = choices.follow(seen.fear, seen.leader_bond, office, *weights.follow)
    in_dark = seen.companions if mind.wake == Wake.SENSED else seen.unaware  # nobody else knows what a halfbie senses
    if in_dark > 0.0 and (mind.knows or mind.wake == Wake.SENSED):
        on_offer[Act.WARN] = choices.warn(in_dark, seen.fear, seen.company, office, mind.resolve, *weights.warn)
    if mind.knows:
        offer_return(i, weights, scratch, world)
    if seen.held >= 0:
        on_offer[Act.SHIELD] = choices.shield(
            seen.held_bond, seen.fear, mind.resolve, strength, infected, *weights.shield
        )
    if seen.hunters + seen.hammered > 0.0 and seen.company > 0.2 and seen.refuge >= 0:
        on_offer[Act.LURE_AWAY] = choices.lure_away(
            seen.company, seen.hunters, seen.hammered, mind.resolve, body.speed_mps, infected, seen.fear,
            *weights.lure_away,
        )  # fmt: skip
    ordered = 1.0 if has_enemy(i, world, numbers) else 0.0
    if seen.hunters > 0.0 or seen.held >= 0 or ordered > 0.0:
        on_offer[Act.FIGHT] = choices.fight(
            seen.held_bond, seen.hunters, strength, body.armed, seen.fear, seen.turned_bond, mind.resolve, ordered,
            *weights.fight,
        )  # fmt: skip


@part
def offer_to_infected(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What infection offers to a mind: go apart, own arm, the dead, strike or hold back, revenge."""
    flags = numbers.states[world.course[i].state].flags
    if not flags & Flag.INFECTED:
        return
    seen = world.situation[i]
    mind = world.mind[i]
    hurt = world.body[i].hurt
    on_offer = scratch.appeal
    if seen.at_risk > 0.0 and seen.refuge >= 0:
        on_offer[Act.LEAVE_GROUP] = choices.leave_group(
            seen.hunger, seen.company, seen.at_risk, mind.resolve, 1.0, *weights.leave_group
        )
    if not flags & Flag.HUNGERS:
        return
    if seen.target >= 0 and seen.target_bond < HATED:
        on_offer[Act.REVENGE] = choices.revenge(
            seen.target_bond, world.body[i].strength, mind.harm, mind.resolve, *weights.revenge
        )
    if mind.wake != Wake.HUNGRY:
        return
    on_offer[Act.HOLD_BACK] = choices.hold_back(
        seen.hunger, mind.resolve, seen.company, mind.grief, hurt, *weights.hold_back
    )
    on_offer[Act.BITE_OWN_ARM] = choices.bite_own_arm(
        seen.hunger, mind.resolve, seen.company, hurt, *weights.bite_own_arm
    )
    if seen.dead >= 0:
        on_offer[Act.FEED_ON_DEAD] = choices.feed_on_dead(seen.hunger, mind.resolve, *weights.feed_on_dead)
    if seen.nearest >= 0:
        on_offer[Act.ATTACK] = choices.attack(
            seen.hunger, mind.resolve, seen.nearest_bond, mind.grief, hurt, *weights.attack
        )


@part
def take_best(i: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """The act with the highest utility plus Gumbel draw, and the one that would have been taken without it."""
    taken = world.situation[i]
    taken.act = taken.runner_up = Act.IDLE.value
    taken.utility = taken.runner_up_utility = NOT_OFFERED
    for act in range(len(scratch.appeal)):
        if scratch.appeal[act] > NOT_OFFERED:
            rank(i, act, utility_of(i, act, scratch.appeal[act], world, numbers), world)


@part
def utility_of(i: int, act: int, appeal: float, world: Tables, numbers: Parameters) -> float:
    """Utility of an act with its Gumbel draw."""
    bits = draw(numbers.run.seed, Purpose.CHOICE, world.people[i].key, act, world.mind[i].occasion)
    return numbers.acts[act].base + appeal + gumbel(bits)


@part
def rank(i: int, act: int, utility: float, world: Tables) -> None:
    """Put an act where it belongs: first, second, or nowhere."""
    taken = world.situation[i]
    if utility > taken.utility:
        taken.runner_up = taken.act
        taken.runner_up_utility = taken.utility
        taken.act = act
        taken.utility = utility
    elif utility > taken.runner_up_utility:
        taken.runner_up = act
        taken.runner_up_utility = utility


@part
def may_flee(i: int, now: int, weights: Weights, world: Tables, numbers: Parameters) -> bool:
    """Whether flight could come first or second, with whatever refuge there may be; if not, none need be looked for."""
    present = safety(i, world.body[i].place, now, world, numbers)
    most = max(appeal_of_flight(i, 1.0 - present, weights, world), appeal_of_flight(i, -present, weights, world))
    return utility_of(i, Act.FLEE, most, world, numbers) > world.situation[i].runner_up_utility


@part
def weigh_flight(i: int, now: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Look for a refuge at last, and rank flight to it among what has been weighed before."""
    look_for_refuge(i, now, scratch, world, numbers)
    offer_flight(i, weights, scratch, world)
    if scratch.appeal[Act.FLEE] > NOT_OFFERED:
        rank(i, Act.FLEE, utility_of(i, Act.FLEE, scratch.appeal[Act.FLEE], world, numbers), world)


@part
def share_of(act: int, scratch: Scratch, numbers: Parameters) -> float:
    """Probability that an act on offer has the highest utility, before any is drawn: its logit share."""
    utility = numbers.acts[act].base + scratch.appeal[act]
    total = 0.0
    for k in range(len(scratch.appeal)):
        if scratch.appeal[k] > NOT_OFFERED:
            total += exp(numbers.acts[k].base + scratch.appeal[k] - utility)
    return 1.0 / total


@part
def leads_towards(i: int, act: int, world: Tables) -> int:
    """The place that somebody would go to with an act, or -1."""
    if act == Act.FLEE or act == Act.LURE_AWAY or act == Act.LEAVE_GROUP:
        return world.situation[i].refuge
    if act == Act.LIGHT_FIRE:
        return world.situation[i].hearth
    if act == Act.VISIT or act == Act.SLIP_OUT:
        return world.situation[i].goal
    if act == Act.HOLD_CAPTIVE:
        return world.situation[i].keep_at
    if act == Act.LEAP:
        return world.places[world.body[i].place].drop_to
    if act == Act.GO_BACK:
        return world.bonds[bond_row(i, world.situation[i].missing, world)].seen_at
    return NOWHERE


@part
def is_on_offer(i: int, row: int, scratch: Scratch, world: Tables) -> bool:
    """Whether the situation offers the act of a pin, with the person and the place that it names."""
    wanted = world.canon[row]
    if scratch.appeal[wanted.act] <= NOT_OFFERED:
        return False
    is_about = wanted.other < 0 or partner(i, wanted.act, world) == wanted.other
    return is_about and (wanted.towards < 0 or leads_towards(i, wanted.act, world) == wanted.towards)


@part
def keep_to_pin(i: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Of the pins that are due, the first whose act is on offer decides; what would have been taken comes second."""
    taken = world.situation[i]
    first = taken.pin
    taken.pin = NOBODY
    if first < 0:
        return
    for row in range(first, len(world.canon)):
        wanted = world.canon[row]
        if wanted.person != i or not wanted.is_due or not is_on_offer(i, row, scratch, world):
            continue
        act = int(wanted.act)
        if act != taken.act:
            taken.runner_up = taken.act
            taken.runner_up_utility = taken.utility
            taken.act = act
            taken.utility = utility_of(i, act, scratch.appeal[act], world, numbers)
        taken.pin = row
        taken.odds = share_of(act, scratch, numbers)
        return


@part
def offer_to_held(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a hunter's hold leaves: to struggle on, or, beside an edge, to go over it together.

    Who struggles does not keep still before the others, so it makes no difference how many there are.
    """
    seen = world.situation[i]
    scratch.appeal[Act.STAY] = choices.stay(
        seen.fear, 0.0, seen.barred, seen.hammered, world.mind[i].resolve, *weights.stay
    )  # fmt: skip
    offer_fall(i, weights, scratch, world, numbers)


@part
def is_in_danger(i: int, world: Tables) -> bool:
    """Whether somebody knows of the danger, or is afraid of it."""
    return bool(world.mind[i].knows or world.situation[i].fear > AT_EASE)


@part
def needs_refuge(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether what is on offer depends on a refuge, or on what lies around: else only flight does."""
    seen = world.situation[i]
    is_pressed = seen.hunters + seen.hammered > 0.0 or seen.pin >= 0
    is_infected = numbers.states[world.course[i].state].flags & Flag.INFECTED != 0
    return is_pressed or is_infected or is_near_hearth(i, now, world, numbers)


@part
def offer_all(i: int, now: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Everything that the situation of somebody free to act offers."""
    offer_ordinary(i, weights, scratch, world, numbers)
    if is_in_danger(i, world):
        offer_in_danger(i, weights, scratch, world, numbers)
        offer_for_others(i, weights, scratch, world, numbers)
        offer_leap(i, weights, scratch, world, numbers)
        offer_fall(i, weights, scratch, world, numbers)
        offer_words(i, weights, scratch, world, numbers)
        offer_binding(i, weights, scratch, world, numbers)
        offer_fire(i, now, weights, scratch, world, numbers)
        offer_far(i, now, weights, scratch, world, numbers)
    elif is_told(i, world):
        offer_return(i, weights, scratch, world)
    offer_to_infected(i, weights, scratch, world, numbers)
    offer_answer(i, now, weights, scratch, world, numbers)


@loop
def choose(
    low: int, high: int, awake: Scratch, now: int, weights: Weights, scratch: Scratch, world: Tables,
    numbers: Parameters,
) -> None:  # fmt: skip
    """Let the minds listed in rows low to high perceive and choose; nothing of the world changes yet."""
    for k in range(low, high):
        fetch_next(k, high, awake, world)
        i = awake.listed[k]
        perceive(i, now, awake, scratch, world, numbers)
        scratch.appeal[:] = NOT_OFFERED
        may_seek = world.body[i].held_by < 0 and is_in_danger(i, world)
        seeks_first = may_seek and needs_refuge(i, now, world, numbers)
        if seeks_first:
            look_for_refuge(i, now, scratch, world, numbers)
        if world.body[i].held_by >= 0:
            offer_to_held(i, weights, scratch, world, numbers)
        else:
            offer_all(i, now, weights, scratch, world, numbers)
        take_best(i, scratch, world, numbers)
        if may_seek and not seeks_first and may_flee(i, now, weights, world, numbers):
            weigh_flight(i, now, weights, scratch, world, numbers)
        if len(world.canon) > 0:
            keep_to_pin(i, scratch, world, numbers)
