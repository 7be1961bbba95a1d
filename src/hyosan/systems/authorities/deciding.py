"""Deciding: which orders the authorities give, on what they reckon with alone."""

import numpy as np

from hyosan.systems.authorities.units import leader_of
from hyosan.systems.recording import note, note_link
from hyosan.world.authorities import ALL, Authorities
from hyosan.world.codes import NOWHERE, Kind, LinkRole, Scope
from hyosan.world.columns import Truths
from hyosan.world.orders import Order, Trigger
from hyosan.world.world import World

DAY_S = 86_400


def districts_of(mandate: int, authorities: Authorities) -> Truths:
    """Districts that a mandate is for."""
    district = int(authorities.mandate["district"][mandate])
    concerned: Truths = authorities.order_of(mandate).districts
    if district != NOWHERE:
        concerned = np.asarray(np.arange(authorities.n_districts) == district)
    return concerned


def took_effect_at(order: int, authorities: Authorities) -> int:
    """When an order first took effect anywhere, s, or a time that does not come."""
    return int(authorities.mandate["begins"][authorities.mandate["order"] == order].min())


def is_hour(hours: tuple[int, int] | None, now: int) -> bool:
    """Whether it is within some hours of the day, over midnight if need be."""
    if hours is None:
        return True
    clock = now % DAY_S
    return hours[0] <= clock < hours[1] if hours[0] <= hours[1] else not hours[1] <= clock < hours[0]


def infected_in(concerned: Truths, authorities: Authorities) -> float:
    """Infected people that are reckoned with in some districts; of all, those outside of them as well."""
    assessed = authorities.known["assessed"]
    return float(assessed[ALL] if concerned.all() else assessed[:ALL][concerned].sum())


def holds(trigger: Trigger, mandate: int, now: int, authorities: Authorities) -> bool:
    """Whether a condition holds for the districts of a mandate."""
    its, known = authorities, authorities.known
    concerned = districts_of(mandate, its)
    order = its.order_of(mandate)
    infected = infected_in(concerned, its)
    least = trigger.infected
    if order.scope is Scope.AHEAD and trigger is order.trigger:
        if infected >= least:
            return False
        infected = float(known["assessed"][:ALL][its.neighbours[concerned].any(axis=0)].max(initial=0.0))
    return bool(
        least <= infected < trigger.infected_below
        and known["assessed"][ALL] >= trigger.infected_in_all
        and np.mean(known["assessed"][:ALL] >= 1.0) >= trigger.affected
        and (known["calls"][ALL] if concerned.all() else known["calls"][:ALL][concerned].sum()) >= trigger.calls
        and (trigger.since < 0 or took_effect_at(trigger.since, its) + trigger.since_s <= now)
        and now - its.reported_at >= trigger.quiet_s
        and is_hour(trigger.hours, now)
        and now >= trigger.at
    )


def decide(now: int, world: World, authorities: Authorities) -> None:
    """Give every order whose condition holds; each but once for the same districts."""
    mandate = authorities.mandate
    for row in np.flatnonzero((mandate["event"] < 0) & ~mandate["is_over"]).tolist():
        order = authorities.order_of(row)
        if holds(order.trigger, row, now, authorities):
            give(row, order, now, world, authorities)


def give(row: int, order: Order, now: int, world: World, authorities: Authorities) -> None:
    """An order is given: recorded with what was known as its cause; it takes effect after its delay."""
    mandate, known = authorities.mandate, authorities.known
    district, number = int(mandate["district"][row]), int(mandate["order"][row])
    latest = known["event"] if district == NOWHERE else known["event"][[district]]
    cause = max(int(latest.max()), 0)
    leader = leader_of(order.by, world, authorities)
    place = place_of(row, authorities)
    event = note(world.tables.log, now, Kind.ORDERED, who=leader, place=place, cause=cause, value=float(number))
    if order.trigger.since >= 0:
        earlier = mandate["event"][mandate["order"] == order.trigger.since]
        note_link(world.tables.log, event, int(earlier[earlier >= 0].min(initial=event)), LinkRole.ENABLED)
    mandate["event"][row], mandate["begins"][row] = event, now + order.delay_s


def place_of(row: int, authorities: Authorities) -> int:
    """The place that events of a mandate name: of its district, or the first that its order names; or -1."""
    district = int(authorities.mandate["district"][row])
    if district != NOWHERE:
        return int(authorities.place_of[district])
    places = authorities.order_of(row).places
    return int(places[0]) if len(places) else NOWHERE
