"""Camp: how strict its rules are, from being locked up to none, as one number that decisions can read."""

import numpy as np

from hyosan.systems.recording import note
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NOWHERE, Kind
from hyosan.world.world import World


def set_rules(row: int, now: int, world: World, authorities: Authorities) -> None:
    """The rules of an order hold."""
    world.tables.camp["strictness"] = authorities.order_of(row).strictness


def lift_rules(row: int, now: int, world: World, authorities: Authorities) -> None:
    """There are no rules any more."""
    world.tables.camp["strictness"] = 0.0


def relax(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Easier rules take the place of those of another order, which ends; if it is not in force, nothing changes."""
    mandate = authorities.mandate
    order = authorities.order_of(row)
    for eased in np.flatnonzero(mandate["is_on"] & (mandate["order"] == order.eases)).tolist():
        mandate["is_on"][eased], mandate["is_over"][eased] = False, True
        world.tables.camp["strictness"] = order.strictness
        cause, number = authorities.event_of(row), float(order.eases)
        note(world.tables.log, now, Kind.RULES_RELAXED, place=NOWHERE, cause=cause, value=number)
