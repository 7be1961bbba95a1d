"""Units: they are called out, muster, ride to where they are sent, and are on duty there until the order ends."""

from collections.abc import Iterator

import numpy as np

from hyosan.jit import loop
from hyosan.systems.attention import wake_mind
from hyosan.systems.authorities.rides import take_away, travel_s
from hyosan.systems.nature import has_mind, learn
from hyosan.systems.recording import note
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NEVER, NO_EVENT, NOBODY, NOWHERE, Command, Kind, Status, Wake
from hyosan.world.columns import Ids, Truths
from hyosan.world.tables import Tables
from hyosan.world.world import World

MINUTE_S = 60


@loop
def find_able(members: Ids, is_able: Truths, world: Tables) -> None:
    """Who of a unit can be sent: those who are where they work, live, or stand on duty, and in nobody's hold."""
    for k in range(len(members)):
        i = members[k]
        here = world.body[i].place
        people = world.people[i]
        is_there = here == people.office or here == people.home or here == people.dwelling
        on_duty = world.charge[i].status == Status.ON_DUTY and world.charge[i].goal == here
        is_free = world.charge[i].status <= Status.ON_DUTY and world.charge[i].rides_to < 0
        is_able[k] = (is_there or on_duty) and is_free and world.body[i].held_by < 0 and has_mind(i, world)


@loop
def put_on_duty(who: Ids, goals: Ids, unit: int, mandate: int, event: int, world: Tables) -> None:
    """Some people are on duty from now on, each at a place; they know what they are sent against."""
    for k in range(len(who)):
        charge = world.charge[who[k]]
        charge.status = Status.ON_DUTY
        charge.unit = unit
        charge.mandate = mandate
        charge.goal = goals[k]
        charge.kills = False
        learn(who[k], world)
        wake_mind(who[k], Wake.TOLD, event, world)


@loop
def stand_down(who: Ids, world: Tables) -> None:
    """Some people are off duty."""
    for k in range(len(who)):
        charge = world.charge[who[k]]
        charge.status = Status.NONE
        charge.unit = NOBODY
        charge.mandate = NOBODY
        charge.goal = NOWHERE
        charge.kills = False


def able(unit: int, world: World, authorities: Authorities) -> Ids:
    """Those of a unit who can be sent, the one who leads first."""
    members = authorities.units[unit].members
    return _able_of(members, world)


def _able_of(members: Ids, world: World) -> Ids:
    is_able = np.zeros(len(members), np.bool_)
    find_able(members, is_able, world.tables)
    found: Ids = members[is_able]
    return found


def on_duty(unit: int, world: World, authorities: Authorities) -> Ids:
    """Those of a unit who stand where they were sent and have their mind, the one who leads first."""
    members = authorities.units[unit].members
    charge, place = world.tables.charge, world.tables.body["place"]
    is_there = (charge["status"][members] == Status.ON_DUTY) & (charge["goal"][members] == place[members])
    return _able_of(members[is_there & (charge["unit"][members] == unit)], world)


def leader_of(unit: int, world: World, authorities: Authorities) -> int:
    """Who leads a unit: of those who can be sent, the first; or -1."""
    if unit < 0:
        return NOBODY
    there = able(unit, world, authorities)
    return int(there[0]) if len(there) else NOBODY


def call_out(mandate: int, targets: Ids, now: int, authorities: Authorities) -> None:
    """The units of an order muster, to be sent to some places; whatever they were sent for before is given up."""
    posted, order = authorities.posted, authorities.order_of(mandate)
    for number, unit in enumerate(order.units):
        if not len(targets):
            return
        posted["mandate"][unit] = mandate
        posted["place"][unit] = targets[number % len(targets)]
        posted["departs"][unit] = now + authorities.units[unit].musters_s
        authorities.targets[unit] = targets


def set_out(unit: int, now: int, world: World, authorities: Authorities) -> None:
    """A unit leaves, as soon as anybody of it is there; its people are spread over the places that it is sent to."""
    posted = authorities.posted
    who = able(unit, world, authorities)
    posted["departs"][unit] = NEVER if len(who) else now + MINUTE_S
    if not len(who):
        return
    event = authorities.event_of(posted["mandate"][unit])
    targets = np.resize(np.roll(authorities.targets[unit], -_first(unit, authorities)), len(who)).astype(np.int32)
    here = int(world.tables.body["place"][who[0]])
    until = now + travel_s(here, int(targets[0]), authorities.units[unit].speed_mps, world, authorities)
    put_on_duty(who, targets, unit, int(posted["mandate"][unit]), event, world.tables)
    take_away(who, targets, until, now, event, world, authorities)
    posted["arrives"][unit] = until


def _first(unit: int, authorities: Authorities) -> int:
    """Which of the places that a unit is sent to its leader goes to."""
    place = authorities.posted["place"][unit]
    return int(np.argmax(authorities.targets[unit] == place))


def arrive(unit: int, now: int, world: World, authorities: Authorities) -> None:
    """A unit is where it was sent; its leader reports it."""
    posted = authorities.posted
    posted["arrives"][unit] = NEVER
    there = on_duty(unit, world, authorities)
    if not len(there):
        return
    mandate = int(posted["mandate"][unit])
    leader, ordered = int(there[0]), authorities.event_of(mandate)
    place = int(world.tables.body["place"][leader])
    number = float(authorities.mandate["order"][mandate])
    event = note(world.tables.log, now, Kind.ARRIVED, who=leader, place=place, cause=ordered, value=number)
    posted["leader"][unit], posted["event"][unit] = leader, event
    arm(unit, world, authorities)


def arm(unit: int, world: World, authorities: Authorities) -> None:
    """Tell a unit on duty whether it is to kill on sight, and how well it knows the infected for what they are."""
    recognises = kills_on_sight(unit, authorities)
    members = authorities.units[unit].members
    charge = world.tables.charge
    charge["kills"][members] = (charge["unit"][members] == unit) & (recognises >= 0.0)
    world.tables.arms["recognises"][unit] = max(recognises, 0.0)


def kills_on_sight(unit: int, authorities: Authorities) -> float:
    """Share of infected minds that a unit knows and kills, or below 0 without such an order; an order that names no
    units is for all of them.
    """
    found = -1.0
    for row in np.flatnonzero(authorities.mandate["is_on"]).tolist():
        order = authorities.order_of(row)
        if order.command == Command.KILL_ON_SIGHT and (not order.units or unit in order.units):
            found = max(found, order.recognises)
    return found


def send_home(mandate: int, now: int, world: World, authorities: Authorities) -> None:
    """The units that are out under an order go back to their stations; one that has not left stays."""
    posted = authorities.posted
    for unit in np.flatnonzero(posted["mandate"] == mandate).tolist():
        posted["mandate"][unit], posted["place"][unit] = NOBODY, NOWHERE
        posted["departs"][unit] = posted["arrives"][unit] = NEVER
        posted["leader"][unit], posted["event"][unit] = NOBODY, NO_EVENT
        members = authorities.units[unit].members
        out = members[world.tables.charge["unit"][members] == unit]
        who = on_duty(unit, world, authorities)
        stand_down(out, world.tables)
        if len(who):
            station = world.tables.people["office"][who]
            here = int(world.tables.body["place"][who[0]])
            until = now + travel_s(here, int(station[0]), authorities.units[unit].speed_mps, world, authorities)
            event = authorities.event_of(mandate)
            take_away(who, station, until, now, event, world, authorities)


def move_units(now: int, world: World, authorities: Authorities) -> None:
    """Units that are ready set out, and those that get there report."""
    for unit in np.flatnonzero(authorities.posted["arrives"] <= now).tolist():
        arrive(unit, now, world, authorities)
    for unit in np.flatnonzero(authorities.posted["departs"] <= now).tolist():
        if authorities.posted["arrives"][unit] == NEVER:
            set_out(unit, now, world, authorities)


def places_watched(world: World, authorities: Authorities) -> Iterator[tuple[int, int]]:
    """Places where units on duty stand, and the events of their arrival."""
    for unit in np.flatnonzero(authorities.posted["event"] >= 0).tolist():
        event = int(authorities.posted["event"][unit])
        there = on_duty(unit, world, authorities)
        for place in np.unique(world.tables.body["place"][there]).tolist():
            yield place, event


def guarded(order_units: tuple[int, ...], place: int, world: World, authorities: Authorities) -> int:
    """The first of some units who is on duty in a place with their mind, or -1."""
    for unit in order_units:
        there = on_duty(unit, world, authorities)
        here = there[world.tables.body["place"][there] == place]
        if len(here):
            return int(here[0])
    return NOBODY
