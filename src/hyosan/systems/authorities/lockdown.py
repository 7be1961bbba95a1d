"""Lockdown: people of a district are told to go home and stay there, by loudspeaker and telephone."""

import numpy as np

from hyosan.systems.authorities.deciding import districts_of
from hyosan.systems.authorities.instructions import announce, release
from hyosan.world.authorities import Authorities
from hyosan.world.columns import Ids, Truths
from hyosan.world.world import World

NO_PLACES = np.empty(0, np.int32)
EVERYBODY = 2**31 - 1


def places_concerned(row: int, authorities: Authorities) -> Truths:
    """(places) in the districts of an order; everywhere if it is for all of them."""
    concerned = districts_of(row, authorities)
    return np.append(concerned, concerned.all())[authorities.district]


def tell_people(
    row: int, goals: Ids, to_the_warned: bool, is_for: Truths, now: int, world: World, authorities: Authorities,
    most: int = EVERYBODY,
) -> None:  # fmt: skip
    """Announce an order to those whom it is for, or to so many of them: go to the nearest of some places, or, if there
    are none, home.
    """
    order = authorities.order_of(row)
    mandate = authorities.mandate
    mandate["told_at"][row] = now
    announce(
        row, order.key, order.compliance, most, is_for, goals, to_the_warned, now, mandate, world.tables, world.numbers
    )  # fmt: skip


def is_to_repeat(row: int, now: int, authorities: Authorities) -> bool:
    """Whether an order is to be announced again."""
    order = authorities.order_of(row)
    return bool(now - authorities.mandate["told_at"][row] >= order.repeats_s)


def begin(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Tell everybody who is there."""
    tell_people(row, NO_PLACES, False, places_concerned(row, authorities), now, world, authorities)


def go_on(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Tell those who have come since."""
    if is_to_repeat(row, now, authorities):
        begin(row, now, world, authorities)


def end(row: int, now: int, world: World, authorities: Authorities) -> None:
    """People may leave their homes."""
    release(row, authorities.event_of(row), world.tables)
