"""Sending: units are called out to where an order is for; some of them to kill the infected on sight."""

import numpy as np

from hyosan.systems.authorities.deciding import districts_of
from hyosan.systems.authorities.units import arm, call_out, send_home
from hyosan.world.authorities import Authorities
from hyosan.world.columns import Ids
from hyosan.world.world import World


def hot_spot(mandate: int, authorities: Authorities) -> Ids:
    """The place of the districts of an order from which most is told; none if nothing is."""
    claim, district = authorities.claim, authorities.district
    concerned = districts_of(mandate, authorities)
    is_in = concerned.all() | (np.append(concerned, False)[district])
    told = np.where(is_in & (claim["event"] >= 0), claim["told"], 0.0)
    best = int(np.argmax(told))
    return np.array([best] if told[best] > 0.0 else [], np.int32)


def begin(row: int, now: int, world: World, authorities: Authorities) -> None:
    """The units of an order are called out to its places, or to where most is told of; those on duty learn of it."""
    order = authorities.order_of(row)
    call_out(row, order.places if len(order.places) else hot_spot(row, authorities), now, authorities)
    rearm(world, authorities)


def end(row: int, now: int, world: World, authorities: Authorities) -> None:
    """The units of an order go home."""
    send_home(row, now, world, authorities)
    rearm(world, authorities)


def rearm(world: World, authorities: Authorities) -> None:
    """Tell every unit that is out whether it is to kill on sight."""
    for unit in np.flatnonzero(authorities.posted["event"] >= 0).tolist():
        arm(unit, world, authorities)
