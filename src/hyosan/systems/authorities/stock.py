"""Stock: what the authorities reckon with, district by district, out of calls and what their own units see."""

from math import floor

import numpy as np

from hyosan.jit import loop
from hyosan.rules.reports import believed_share, played_down
from hyosan.systems.authorities.units import places_watched
from hyosan.systems.nature import is_hunter
from hyosan.systems.recording import note
from hyosan.world.authorities import ALL, Authorities
from hyosan.world.codes import NO_EVENT, NOWHERE, Flag, Kind, Status
from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World


@loop
def count_infected(district: Ids, counts: Ints, world: Tables, numbers: Parameters) -> None:
    """The infected who are alive in each district, those outside of all districts last; who has left does not count."""
    counts[:] = 0
    for i in range(len(world.course)):
        flags = numbers.states[world.course[i].state].flags
        place = world.body[i].place
        if flags & Flag.INFECTED and not flags & Flag.DEAD and not world.places[place].is_exit:
            row = district[place]
            counts[row if row >= 0 else len(counts) - 1] += 1


@loop
def has_turned_in_camp(since: int, world: Tables) -> bool:
    """Whether anybody whom a camp has taken in has turned since a time."""
    for i in range(len(world.charge)):
        is_inside = world.charge[i].status >= Status.LOCKED_UP and world.charge[i].status <= Status.INMATE
        if is_inside and world.course[i].since >= since and is_hunter(i, world):
            return True
    return False


def reckon_with(authorities: Authorities, now: int) -> None:
    """Take into account the calls that have been passed on by now."""
    claim, known = authorities.claim, authorities.known
    while authorities.waiting and authorities.waiting[0].time <= now - authorities.reckoning.delay_s:
        call = authorities.waiting.popleft()
        if not claim["is_seen"][call.place]:
            claim["told"][call.place] = max(claim["told"][call.place], call.number)
        claim["calls"][call.place] += 1
        claim["at"][call.place] = now
        claim["event"][call.place] = call.event
        for row in {int(authorities.district[call.place]), ALL}:
            known["calls"][row] += 1
        authorities.reported_at = max(authorities.reported_at, call.time)


def look(world: World, authorities: Authorities, now: int) -> None:
    """Units on duty tell how many hunters there are where they stand: that is known, not believed."""
    claim = authorities.claim
    claim["is_seen"] = False
    for place, event in places_watched(world, authorities):
        claim["told"][place] = float(world.tables.hall["hunters"][place])
        claim["at"][place] = now
        claim["event"][place] = event
        claim["is_seen"][place] = True
        if claim["told"][place]:
            authorities.reported_at = now
    if has_turned_in_camp(authorities.stock_at, world.tables):
        authorities.reported_at = now


@loop
def believe(
    told: Floats, calls: Floats, seen: Floats, half_believed: float, interest: float, undeniable: float, number: Floats
) -> None:
    """What is made of what was told in each district, and of what own units see; (districts + 1) each."""
    for d in range(len(told)):
        passed_on = played_down(told[d] * believed_share(calls[d], half_believed), interest, undeniable)
        number[d] = floor(passed_on + 0.5) + seen[d]


def reckoned(authorities: Authorities, now: int) -> tuple[Floats, Ints]:
    """Infected people that the authorities reckon with, of each district and of all places together, and the latest
    event that says so, or -1.
    """
    claim, its, n = authorities.claim, authorities.reckoning, authorities.n_districts
    fresh = np.flatnonzero((claim["event"] >= 0) & (claim["at"] > now - its.memory_s))
    row = np.where(authorities.district[fresh] >= 0, authorities.district[fresh], n)
    is_seen = claim["is_seen"][fresh]
    told, seen, calls = (
        np.bincount(row, weights, n + 1).astype(np.float64)
        for weights in (claim["told"][fresh] * ~is_seen, claim["told"][fresh] * is_seen, claim["calls"][fresh])
    )
    number = np.empty(n + 1)
    believe(told, calls, seen, its.half_believed, its.interest, its.undeniable, number)
    event = np.full(n + 1, NO_EVENT, np.int64)
    np.maximum.at(event, row, claim["event"][fresh])
    number[ALL], event[ALL] = number.sum(), event.max(initial=NO_EVENT)
    return number, event


def take_stock(world: World, authorities: Authorities, now: int) -> None:
    """Reckon anew, and record where the number has changed: what is assessed, and beside it what is true."""
    reckon_with(authorities, now)
    look(world, authorities, now)
    number, event = reckoned(authorities, now)
    changed = np.flatnonzero(number != authorities.known["assessed"])
    if len(changed):
        actual = np.zeros(authorities.n_districts + 1, np.int64)
        count_infected(authorities.district, actual, world.tables, world.numbers)
        actual[ALL] = actual.sum()
        for row in changed.tolist():
            cause = int(event[row]) if event[row] >= 0 else int(authorities.known["event"][row])
            record_stock(row, cause, float(number[row]), float(actual[row]), now, world, authorities)
    is_calm = now - authorities.reported_at >= authorities.reckoning.calm_after_s
    authorities.stock_due = now + (authorities.reckoning.calm_every_s if is_calm else authorities.reckoning.every_s)
    authorities.stock_at = now
    authorities.is_to_decide = True


def record_stock(
    row: int, cause: int, number: float, actual: float, now: int, world: World, authorities: Authorities
) -> None:
    """What is reckoned with in a district, or in all, and what is true, as events; the only district goes without."""
    known, log = authorities.known, world.tables.log
    known["assessed"][row] = number
    if authorities.n_districts == 1 and row == 0:
        return
    place = int(authorities.place_of[row]) if row < authorities.n_districts else NOWHERE
    event = note(log, now, Kind.ASSESSED, place=place, cause=cause, value=number)
    note(log, now, Kind.ACTUAL, place=place, cause=event, value=actual)
    known["event"][row] = event
    if authorities.n_districts == 1:
        known["event"][0] = event
