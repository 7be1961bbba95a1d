"""Waiting: who stands where the authorities take people in, and whose turn comes first."""

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, uniform
from hyosan.systems.nature import INFECTED, has_mind
from hyosan.world.codes import Act, Flag, Purpose, Status
from hyosan.world.columns import Ids, Ints
from hyosan.world.orders import Inspecting, Order
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World


@part
def waits(i: int, mandate: int, world: Tables) -> bool:
    """Whether somebody with a mind and in nobody's hold is there to be taken in; of the infected only who means to be.

    mandate : of those who were told to come, or -1 for whoever is there and not in anybody's charge
    """
    charge = world.charge[i]
    is_asked = charge.mandate == mandate if mandate >= 0 else charge.status <= Status.TOLD
    is_willing = not world.nature[i] & INFECTED or world.mind[i].act == Act.OBEY
    is_free = not charge.was_turned_away and world.body[i].held_by < 0
    return bool(is_asked and is_willing and is_free and has_mind(i, world))


@loop
def list_waiting(
    places: Ids, mandate: int, key: int, who: Ids, turn: Ints, ends: Ids, world: Tables, numbers: Parameters
) -> None:  # fmt: skip
    """List those who wait in some places, place by place, with a draw for their turn.

    ends : (places), how many are listed up to each
    Households have one draw, so families stay together.
    """
    n = 0
    for k in range(len(places)):
        i = world.hall[places[k]].first
        while i >= 0:
            if waits(i, mandate, world):
                household = world.people[i].household
                of = household if household >= 0 else world.people[i].key
                who[n] = i
                turn[n] = draw(numbers.run.seed, Purpose.TURN, of, key, 0)
                n += 1
            i = world.chain[i].next
        ends[k] = n


def next_in_turn(places: Ids, mandate: int, order: Order, most: int, world: World) -> list[Ids]:
    """(places) The first of those who wait in each, families together, at most so many in all."""
    count = int(world.tables.hall["count"][places].sum()) if most > 0 else 0
    if count == 0:
        return [np.empty(0, np.int32)] * len(places)
    who, turn = np.empty(count, np.int32), np.empty(count, np.int64)
    ends = np.empty(len(places), np.int32)
    list_waiting(places, mandate, order.key, who, turn, ends, world.tables, world.numbers)
    found: list[Ids] = []
    for first, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        of_place = who[first:end][np.argsort(turn[first:end], kind="stable")][:most]
        most -= len(of_place)
        found.append(of_place)
    return found


@loop
def count_called(places: Ids, mandate: int, world: Tables) -> int:
    """How many of those called under an order are in some places, and wait there for their ride."""
    n = 0
    for k in range(len(places)):
        i = world.hall[places[k]].first
        while i >= 0:
            charge = world.charge[i]
            n += int(charge.mandate == mandate and charge.status == Status.TOLD and charge.rides_to < 0)
            i = world.chain[i].next
    return n


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
