"""Admission: a camp takes in who comes to its gate. They are inspected and locked up at first, then live in it."""

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.draw import draw
from hyosan.rules.motion import is_full
from hyosan.systems.authorities.capturing import is_captured
from hyosan.systems.authorities.instructions import release
from hyosan.systems.authorities.lists import read_lists
from hyosan.systems.authorities.lockdown import is_to_repeat, places_concerned, tell_people
from hyosan.systems.authorities.rides import fall_due, go_free, move_to
from hyosan.systems.authorities.units import call_out, guarded, send_home
from hyosan.systems.authorities.waiting import allowance, found_infected, next_in_turn
from hyosan.systems.nature import MIND
from hyosan.systems.recording import note
from hyosan.systems.stirring import queue
from hyosan.world.authorities import RIDES, Authorities
from hyosan.world.codes import NOBODY, NOWHERE, Kind, Purpose, Status
from hyosan.world.columns import Due, Ids, Ints
from hyosan.world.orders import Admitting, Order
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World

HOUR_S = 3_600.0
WANTED = 2  #: found infected, and of a kind that is wanted as captives


def plan_of(row: int, authorities: Authorities) -> tuple[Order, Admitting]:
    """An order to admit, and the camp that it is about."""
    order = authorities.order_of(row)
    assert order.admitting is not None
    return order, order.admitting


@part
def room_for(i: int, places: Ids, key: int, world: Tables, numbers: Parameters) -> int:
    """The place of some that person i is put into: one for a household, or else the next where people fit in."""
    household = world.people[i].household
    of = household if household >= 0 else world.people[i].key
    first = draw(numbers.run.seed, Purpose.QUARTERS, of, key, 0) % len(places)
    for k in range(len(places)):
        place = places[(first + k) % len(places)]
        if not is_full(world.hall[place].standing, world.places[place].area):
            return int(place)
    return int(places[first])


@loop
def lock_up(
    who: Ids, cells: Ids, status: int, until: int, mandate: int, key: int, now: int, cause: int, due: Due,
    queued: Ints, world: Tables, numbers: Parameters,
) -> None:  # fmt: skip
    """Put some people into cells until a time: a household into one, if there is room."""
    for k in range(len(who)):
        i = who[k]
        charge = world.charge[i]
        charge.status = status
        charge.mandate = mandate
        charge.goal = room_for(i, cells, key, world, numbers)
        charge.due = until
        charge.event = cause
        queued[RIDES] = queue(due, queued[RIDES], until, i)
        move_to(i, charge.goal, now, cause, world)
        go_free(i, now, cause, world)


@loop
def let_out(
    who: Ids, barracks: Ids, grounds: int, key: int, now: int, cause: int, world: Tables, numbers: Parameters
) -> None:
    """Some people live in a camp from now on, each household in one barrack."""
    for k in range(len(who)):
        i = who[k]
        charge = world.charge[i]
        charge.status = Status.INMATE
        charge.goal = NOWHERE
        charge.lodging = room_for(i, barracks, key, world, numbers)
        charge.grounds = grounds
        charge.event = cause
        move_to(i, charge.lodging, now, cause, world)
        go_free(i, now, cause, world)


def open_gate(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Guards are posted, and it is broadcast that there is a camp; who knows of the danger may set out."""
    _, plan = plan_of(row, authorities)
    call_out(row, np.array([plan.hall], np.int32), now, authorities)
    broadcast(row, now, world, authorities)


def broadcast(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Tell of the camp those who know of the danger."""
    _, plan = plan_of(row, authorities)
    gate = np.array([plan.gate], np.int32)
    tell_people(row, gate, True, places_concerned(row, authorities), now, world, authorities)


def let_in(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Inspect who waits at the gate, as long as there is somebody to do it, and lock all of them up."""
    order, plan = plan_of(row, authorities)
    mandate = authorities.mandate
    if is_to_repeat(row, now, authorities):
        broadcast(row, now, world, authorities)
    inspector = guarded(order.units, plan.hall, world, authorities)
    if inspector < 0:
        return
    most = allowance(plan.per_s, int(mandate["begins"][row]), int(mandate["acted_at"][row]), now)
    gate = np.array([plan.gate], np.int32)
    (who,) = next_in_turn(gate, NOBODY, order, most, world)
    if len(who):
        take_in(who, inspector, plan.gate, row, now, world, authorities)


def take_in(
    who: Ids, inspector: int, place: int, row: int, now: int, world: World, authorities: Authorities
) -> None:  # fmt: skip
    """Inspect some people: who is taken for infected is held, the others are admitted and locked up at first."""
    order, plan = plan_of(row, authorities)
    log, cause = world.tables.log, authorities.event_of(row)
    found = found_infected(who, plan.inspecting, order, now, world)
    for k, (i, is_found) in enumerate(zip(who.tolist(), found.tolist(), strict=True)):
        seen = note(
            log, now, Kind.INSPECTED, who=i, other=inspector, place=place, cause=cause, value=float(is_found)
        )  # fmt: skip
        if is_found and is_captured(i, inspector, seen, now, world.tables, world.numbers):
            found[k] = WANTED
            continue
        if not is_found:
            seen = note(log, now, Kind.ADMITTED, who=i, place=place, cause=seen)
        held_s = plan.held_s if is_found else plan.locked_s
        note(log, now, Kind.CONFINED, who=i, place=place, cause=seen, value=held_s / HOUR_S)
    if (found > 0).any():
        authorities.reported_at = now
    held = np.array([plan.held_in], np.int32)
    confine(who[found == 1], held, Status.HELD, now + plan.held_s, row, now, world, authorities)
    confine(who[found == 0], plan.cells, Status.LOCKED_UP, now + plan.locked_s, row, now, world, authorities)


def confine(
    who: Ids, cells: Ids, status: Status, until: int, row: int, now: int, world: World, authorities: Authorities
) -> None:
    """Lock some people up until a time."""
    its, order = authorities, authorities.order_of(row)
    cause = its.event_of(row)
    lock_up(
        who, cells, int(status), until, row, order.key, now, cause, its.rides_due, its.queued, world.tables,
        world.numbers,
    )  # fmt: skip


def close_gate(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Nobody more is let in; those inside stay."""
    release(row, authorities.event_of(row), world.tables)
    send_home(row, now, world, authorities)


def see_to_due(now: int, world: World, authorities: Authorities) -> None:
    """Those who ride get off where they were taken; those whose time in a cell is over are let out, or held on."""
    its = authorities
    while its.queued[RIDES] and its.rides_due["at"][0] <= now:
        room = np.empty(int(its.queued[RIDES]), np.int32)
        n = fall_due(now, its.rides_due, its.queued, room, world.tables)
        due = np.sort(room[:n])
        rows = world.tables.charge["mandate"][due]
        for row in np.unique(rows[rows >= 0]).tolist():
            end_confinement(due[rows == row], row, now, world, authorities)


def end_confinement(who: Ids, row: int, now: int, world: World, authorities: Authorities) -> None:
    """Some people's time in a cell is over: who was taken for infected is inspected again, the others are set free."""
    minds = who[world.tables.nature[who] & MIND > 0]
    status = world.tables.charge["status"][minds]
    again = minds[status == Status.HELD]
    cleared = inspect_again(again, row, now, world, authorities) if len(again) else again
    free = np.concatenate([minds[status == Status.LOCKED_UP], cleared])
    set_free(free, row, now, world, authorities)


def inspect_again(who: Ids, row: int, now: int, world: World, authorities: Authorities) -> Ids:
    """Those of the held who are no longer taken for infected; the others are held on."""
    order, plan = plan_of(row, authorities)
    found = found_infected(who, plan.inspecting, order, now, world)
    cause, inspector = authorities.event_of(row), guarded(order.units, plan.hall, world, authorities)
    for k, (i, is_found) in enumerate(zip(who.tolist(), found.tolist(), strict=True)):
        seen = note(
            world.tables.log, now, Kind.INSPECTED, who=i, other=inspector, place=plan.held_in, cause=cause,
            value=float(is_found),
        )  # fmt: skip
        if is_found and inspector >= 0 and is_captured(i, inspector, seen, now, world.tables, world.numbers):
            found[k] = WANTED
    held = np.array([plan.held_in], np.int32)
    confine(who[found == 1], held, Status.HELD, now + plan.held_s, row, now, world, authorities)
    cleared: Ids = who[found == 0]
    return cleared


def set_free(who: Ids, row: int, now: int, world: World, authorities: Authorities) -> None:
    """Some people are no longer locked up; they live in the camp from now on."""
    order, plan = plan_of(row, authorities)
    cause = authorities.event_of(row)
    place = world.tables.body["place"]
    freed = [note(world.tables.log, now, Kind.SET_FREE, who=i, place=int(place[i]), cause=cause) for i in who.tolist()]
    let_out(who, plan.barracks, plan.grounds, order.key, now, cause, world.tables, world.numbers)
    read_lists(who, np.array(freed, np.int64), now, world.tables, world.numbers)
