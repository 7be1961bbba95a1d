"""Captives: infected people whom an order spares are taken away and kept, and may be studied."""

import numpy as np

from hyosan.jit import loop
from hyosan.rules.draw import draw, uniform
from hyosan.systems.authorities.capturing import keep
from hyosan.systems.authorities.rides import take_away, travel_s
from hyosan.systems.authorities.sending import begin as send_units
from hyosan.systems.authorities.sending import end as send_back
from hyosan.systems.authorities.units import guarded
from hyosan.systems.nature import MIND
from hyosan.systems.recording import note, note_link
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NOBODY, Flag, Kind, LinkRole, Purpose, Status
from hyosan.world.columns import Ids
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World


def begin_preserving(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Nobody on duty harms those whom the order names, and units go to find them; of a kind, they take the first."""
    order = authorities.order_of(row)
    world.tables.charge["is_spared"][order.people] = True
    wanted = world.tables.wanted
    wanted["is_open"][wanted["mandate"] == row] = True
    send_units(row, now, world, authorities)


def end_preserving(row: int, now: int, world: World, authorities: Authorities) -> None:
    """The order protects nobody any more but those who are held."""
    order = authorities.order_of(row)
    status = world.tables.charge["status"][order.people]
    world.tables.charge["is_spared"][order.people[status != Status.CAPTIVE]] = False
    wanted = world.tables.wanted
    wanted["is_open"][wanted["mandate"] == row] = False
    send_back(row, now, world, authorities)


def is_to_be_taken(i: int, world: World) -> bool:
    """Whether somebody is infected, alive, and not yet held."""
    flags = world.numbers.states["flags"][world.tables.course["state"][i]]
    charge, is_bound = world.tables.charge, world.tables.body["bound_by"][i] >= 0
    status = charge["status"][i]
    is_free = (status <= Status.TOLD or is_bound) and status != Status.CAPTIVE and charge["rides_to"][i] < 0
    return bool(is_free and flags & Flag.INFECTED and not flags & Flag.DEAD)


def take_in(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Whoever is to be spared and stands before a unit of the order, or has been captured, is taken away unharmed."""
    order, wanted = authorities.order_of(row), world.tables.wanted
    captured = wanted["who"][(wanted["mandate"] == row) & (wanted["who"] >= 0)]
    place = world.tables.body["place"]
    for i in [i for i in order.people.tolist() if is_to_be_taken(i, world)]:
        if (captor := guarded(order.units, int(place[i]), world, authorities)) >= 0:
            take(i, captor, int(place[i]), row, now, world, authorities)
    for i in [i for i in captured.tolist() if is_to_be_taken(i, world)]:
        if (captor := captor_of(i, world, authorities)) >= 0:
            take(i, captor, int(place[i]), row, now, world, authorities)


def captor_of(i: int, world: World, authorities: Authorities) -> int:
    """Who has somebody captured taken away: whoever tied them up, wherever they have gone since, as long as they are on
    duty and have their mind, else one who is posted where the captive is; or -1.
    """
    by = int(world.tables.body["bound_by"][i])
    if by >= 0 and world.tables.charge["status"][by] == Status.ON_DUTY and world.tables.nature[by] & MIND:
        return by
    return guarded(tuple(range(len(authorities.units))), int(world.tables.body["place"][i]), world, authorities)


def take(i: int, captor: int, place: int, row: int, now: int, world: World, authorities: Authorities) -> None:
    """Somebody is spared, tied up if they are not yet, and taken to where captives are kept."""
    order = authorities.order_of(row)
    unit = int(world.tables.charge["unit"][captor])
    log = world.tables.log
    arrived, ordered = int(authorities.posted["event"][unit]), authorities.event_of(row)
    spared = note(log, now, Kind.SPARED, who=i, other=captor, place=place, cause=max(arrived, ordered))
    note_link(log, spared, ordered, LinkRole.ORDERED)
    keep(i, captor, order.to, row, spared, now, world.tables, world.numbers)
    taken = note(log, now, Kind.TAKEN, who=i, other=captor, place=place, cause=spared, value=float(order.to))
    until = now + travel_s(place, order.to, authorities.units[unit].speed_mps, world, authorities)
    take_away(np.array([i], np.int32), order.to, until, now, taken, world, authorities)


@loop
def find_captives(places: Ids, found: Ids, world: Tables, numbers: Parameters) -> int:
    """List the captives who are alive in some places; returns how many."""
    n = 0
    for k in range(len(places)):
        i = world.hall[places[k]].first
        while i >= 0:
            is_dead = numbers.states[world.course[i].state].flags & Flag.DEAD
            if world.charge[i].status == Status.CAPTIVE and not is_dead and n < len(found):
                found[n] = i
                n += 1
            i = world.chain[i].next
    return n


@loop
def has_yielded(i: int, key: int, success: float, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether the study of a captive finds a treatment."""
    return bool(uniform(draw(numbers.run.seed, Purpose.STUDY, world.people[i].key, key, now)) < success)


def study(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Captives are studied every so often, if somebody is there to do it."""
    mandate = authorities.mandate
    order = authorities.order_of(row)
    plan = order.studying
    assert plan is not None
    since, before = int(mandate["begins"][row]), int(mandate["acted_at"][row])
    if (now - since) // plan.every_s == (before - since) // plan.every_s:
        return
    found = np.empty(int(world.tables.hall["count"][order.places].sum()), np.int32)
    n = find_captives(order.places, found, world.tables, world.numbers)
    for i in found[:n].tolist():
        place = int(world.tables.body["place"][i])
        if order.units and guarded(order.units, place, world, authorities) == NOBODY:
            continue
        is_found = has_yielded(i, order.key, plan.success, now, world.tables, world.numbers)
        cause = authorities.event_of(row)
        note(world.tables.log, now, Kind.RESEARCHED, who=i, place=place, cause=cause, value=float(is_found))
