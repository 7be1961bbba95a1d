"""Evacuation: people are told to come to an assembly place, and vehicles take them away from there."""

from hyosan.systems.authorities.instructions import release
from hyosan.systems.authorities.lockdown import EVERYBODY, is_to_repeat, places_concerned, tell_people
from hyosan.systems.authorities.rides import take_away, travel_s
from hyosan.systems.authorities.waiting import allowance, count_called, found_infected, next_in_turn
from hyosan.systems.recording import note
from hyosan.world.authorities import Authorities
from hyosan.world.codes import Kind, Status
from hyosan.world.columns import Ids
from hyosan.world.orders import Evacuating, Order
from hyosan.world.world import World

COLUMN_EVERY_S = 600  #: vehicles come in columns; assumption: led along roads that others flee along


def plan_of(row: int, authorities: Authorities) -> tuple[Order, Evacuating]:
    """An order to evacuate, and what it needs."""
    order = authorities.order_of(row)
    assert order.evacuating is not None
    return order, order.evacuating


def begin(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Call as many of those who are there to the nearest assembly place as can be taken away until the next call."""
    order, plan = plan_of(row, authorities)
    until_next = min(order.repeats_s, order.lasts_s)
    most = min(int(plan.per_s * until_next), EVERYBODY) - count_called(plan.assembly, row, world.tables)
    tell_people(row, plan.assembly, False, places_concerned(row, authorities), now, world, authorities, most)


def go_on(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Take away as many as the columns hold that have come since, and tell those who have come to the district."""
    order, plan = plan_of(row, authorities)
    mandate = authorities.mandate
    before, here = (
        (time - int(mandate["begins"][row])) // COLUMN_EVERY_S * COLUMN_EVERY_S
        for time in (int(mandate["acted_at"][row]), now)
    )
    most = allowance(plan.per_s, 0, before, here)
    for place, who in zip(plan.assembly.tolist(), next_in_turn(plan.assembly, row, order, most, world), strict=True):
        if len(who):
            leave(who, place, row, now, world, authorities)
    if is_to_repeat(row, now, authorities):
        begin(row, now, world, authorities)


def end(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Nobody is waited for any more."""
    release(row, authorities.event_of(row), world.tables)


def leave(who: Ids, place: int, row: int, now: int, world: World, authorities: Authorities) -> None:
    """Some people are inspected, if that is ordered, and taken away, to stay there while the order is in force."""
    _, plan = plan_of(row, authorities)
    if plan.inspecting is not None:
        who = pass_inspection(who, place, row, now, world, authorities)
    charge, log = world.tables.charge, world.tables.log
    cause = authorities.event_of(row)
    for i in who.tolist():
        note(log, now, Kind.EVACUATED, who=i, place=place, cause=cause, value=float(plan.to))
    charge["goal"][who] = plan.to
    until = now + travel_s(place, plan.to, plan.speed_mps, world, authorities)
    take_away(who, plan.to, until, now, cause, world, authorities)


def pass_inspection(who: Ids, place: int, row: int, now: int, world: World, authorities: Authorities) -> Ids:
    """Those who are not taken for infected; the others are turned away for good."""
    order, plan = plan_of(row, authorities)
    assert plan.inspecting is not None
    found = found_infected(who, plan.inspecting, order, now, world)
    cause = authorities.event_of(row)
    for i, is_found in zip(who.tolist(), found.tolist(), strict=True):
        note(world.tables.log, now, Kind.INSPECTED, who=i, place=place, cause=cause, value=float(is_found))
    turned_away = who[found == 1]
    world.tables.charge["was_turned_away"][turned_away] = True
    world.tables.charge["status"][turned_away] = Status.NONE
    world.tables.charge["goal"][turned_away] = -1
    passed: Ids = who[found == 0]
    return passed
