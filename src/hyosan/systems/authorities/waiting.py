"""Waiting: who stands where the authorities take people in, and whose turn comes first."""

import numpy as np

from hyosan.jit import loop
from hyosan.rules.draw import draw, uniform
from hyosan.systems.nature import has_mind
from hyosan.world.codes import Flag, Purpose, Status
from hyosan.world.columns import Ids, Ints
from hyosan.world.orders import Inspecting, Order
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World


@loop
def list_waiting(
    place: int, mandate: int, key: int, who: Ids, turn: Ints, world: Tables, numbers: Parameters
) -> int:  # fmt: skip
    """List those in a place with a mind and in nobody's hold, with a draw for their turn; returns how many.

    mandate : of those who were told to come, or -1 for whoever is there and not in anybody's charge
    Households have one draw, so families stay together.
    """
    n = 0
    i = world.hall[place].first
    while i >= 0:
        charge = world.charge[i]
        is_asked = charge.mandate == mandate if mandate >= 0 else charge.status <= Status.TOLD
        if is_asked and not charge.was_turned_away and world.body[i].held_by < 0 and has_mind(i, world):
            household = world.people[i].household
            of = household if household >= 0 else world.people[i].key
            who[n] = i
            turn[n] = draw(numbers.run.seed, Purpose.TURN, of, key, 0)
            n += 1
        i = world.chain[i].next
    return n


def next_in_turn(place: int, mandate: int, order: Order, most: int, world: World) -> Ids:
    """The first of those who wait in a place, families together, at most so many."""
    count = int(world.tables.hall["count"][place])
    if most < 1 or count < 1:
        return np.empty(0, np.int32)
    who, turn = np.empty(count, np.int32), np.empty(count, np.int64)
    n = list_waiting(place, mandate, order.key, who, turn, world.tables, world.numbers)
    return who[:n][np.argsort(turn[:n], kind="stable")][:most]


def allowance(per_s: float, since: int, before: int, now: int) -> int:
    """How many people may pass between two moments: whole people, none lost by rounding.

    per_s              : people
    since, before, now : s, since when that rate holds, and the two moments
    """
    return int(per_s * (now - since)) - int(per_s * (before - since))


@loop
def inspect(
    who: Ids, key: int, bitten: float, halfbie: float, well: float, now: int, is_found: Ids, world: Tables,
    numbers: Parameters,
) -> None:  # fmt: skip
    """Inspect some people: the infected may be missed, others wrongly taken for infected.

    bitten, halfbie, well : shares of those who are taken for infected
    """
    for k in range(len(who)):
        i = who[k]
        flags = numbers.states[world.course[i].state].flags
        share = well
        if flags & Flag.INFECTED:
            share = halfbie if flags & Flag.HUNGERS else bitten
        luck = uniform(draw(numbers.run.seed, Purpose.FINDING, world.people[i].key, key, now))
        is_found[k] = 1 if luck < share else 0


def found_infected(who: Ids, inspecting: Inspecting, order: Order, now: int, world: World) -> Ids:
    """Of each, 1 if they are taken for infected, else 0."""
    found = np.zeros(len(who), np.int32)
    inspect(who, order.key, *inspecting, now, found, world.tables, world.numbers)
    return found
