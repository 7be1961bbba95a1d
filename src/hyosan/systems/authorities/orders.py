"""Orders: from the decision to their effect, while they are in force, and to their end."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from hyosan.systems.authorities import (
    admission,
    bombing,
    camp,
    captives,
    cordon,
    evacuation,
    lockdown,
    sending,
)
from hyosan.systems.authorities.deciding import decide, holds, place_of
from hyosan.systems.authorities.units import move_units
from hyosan.systems.recording import note
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NEVER, Command, Kind
from hyosan.world.orders import ALWAYS
from hyosan.world.world import World

MINUTE_S = 60

Effect = Callable[[int, int, World, Authorities], None]  #: row of the mandates, now (s), the world, the authorities


def nothing(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Nothing is to be done."""


class Effects(NamedTuple):
    """What a command does when it takes effect, each minute in which it is in force, and when it ends."""

    begin: Effect
    go_on: Effect = nothing
    end: Effect = nothing


EFFECTS: dict[Command, Effects] = {
    Command.SEND: Effects(sending.begin, end=sending.end),
    Command.LOCKDOWN: Effects(lockdown.begin, lockdown.go_on, lockdown.end),
    Command.CORDON: Effects(cordon.begin, end=cordon.end),
    Command.EVACUATE: Effects(evacuation.begin, evacuation.go_on, evacuation.end),
    Command.KILL_ON_SIGHT: Effects(sending.begin, end=sending.end),
    Command.PRESERVE: Effects(captives.begin_preserving, captives.take_in, captives.end_preserving),
    Command.BOMB: Effects(bombing.lure, bombing.drop),
    Command.ADMIT: Effects(admission.open_gate, admission.let_in, admission.close_gate),
    Command.QUARANTINE: Effects(camp.set_rules, end=camp.lift_rules),
    Command.RELAX: Effects(camp.relax),
    Command.RESEARCH: Effects(sending.begin, captives.study, sending.end),
}


def is_at_end(row: int, now: int, authorities: Authorities) -> bool:
    """Whether an order in force has come to its end: by time, or by what is reckoned with."""
    ending = authorities.order_of(row).ending
    is_due: bool = authorities.mandate["ends"][row] <= now
    return is_due or (ending is not None and holds(ending, row, now, authorities))


def begin(row: int, now: int, world: World, authorities: Authorities) -> None:
    """An order takes effect."""
    mandate = authorities.mandate
    order = authorities.order_of(row)
    mandate["is_on"][row] = True
    mandate["ends"][row] = NEVER if order.lasts_s == ALWAYS else now + order.lasts_s
    mandate["acted_at"][row] = now
    EFFECTS[order.command].begin(row, now, world, authorities)


def end(row: int, now: int, world: World, authorities: Authorities) -> None:
    """An order is no longer in force; it is not given again."""
    mandate = authorities.mandate
    order = authorities.order_of(row)
    mandate["is_on"][row], mandate["is_over"][row] = False, True
    place, number = place_of(row, authorities), float(mandate["order"][row])
    cause = authorities.event_of(row)
    if mandate["ends"][row] > now:  # by what is reckoned with
        cause = max(cause, int(authorities.known["event"].max()))
    note(world.tables.log, now, Kind.ORDER_ENDS, place=place, cause=cause, value=number)
    EFFECTS[order.command].end(row, now, world, authorities)


def carry_on(now: int, world: World, authorities: Authorities) -> None:
    """Let orders take effect, go on and end."""
    mandate = authorities.mandate
    for row in np.flatnonzero((mandate["begins"] <= now) & ~mandate["is_on"] & ~mandate["is_over"]).tolist():
        begin(row, now, world, authorities)
    for row in np.flatnonzero(mandate["is_on"]).tolist():
        if is_at_end(row, now, authorities):
            end(row, now, world, authorities)
        elif mandate["is_on"][row]:
            EFFECTS[Command(authorities.order_of(row).command)].go_on(row, now, world, authorities)
            mandate["acted_at"][row] = now


def act(world: World, authorities: Authorities) -> None:
    """What the authorities do in this step; they look at it once a minute."""
    now = world.clock.now
    if now < authorities.acts_due:
        return
    authorities.acts_due = now - now % MINUTE_S + MINUTE_S
    if authorities.is_to_decide:
        authorities.is_to_decide = False
        decide(now, world, authorities)
    admission.see_to_due(now, world, authorities)
    carry_on(now, world, authorities)
    move_units(now, world, authorities)
