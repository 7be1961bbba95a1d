"""Isolation of reported cases, and quarantine of those near them: who is told to stay apart, and how long."""

from typing import Any

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.draw import philox
from hyosan.systems.passing import complies, is_in_force
from hyosan.world.codes import NOBODY, Kind, Measure, Purpose, Setting
from hyosan.world.columns import record_type
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.response import AS_CASE, AS_CONTACT, Apart, Measures, Ordered, Reported
from hyosan.world.society import Society

UNIT = 2.0**-32
WORD_BITS = 32
HOME, SCHOOL, WORK = int(Setting.HOME), int(Setting.SCHOOL), int(Setting.WORK)
ISOLATION, HOUSEHOLD_QUARANTINE = int(Measure.ISOLATION), int(Measure.HOUSEHOLD_QUARANTINE)
CONTACT_TRACING = int(Measure.CONTACT_TRACING)
ISOLATED, QUARANTINED = int(Kind.ISOLATED), int(Kind.QUARANTINED)
CASES_AT_A_TIME = 4_096


@part
def keep_apart(apart: Apart, m: int, time: int, numbers: CrowdNumbers) -> None:
    """Let somebody stay apart after a report at a time, or go on doing so."""
    measure = numbers.response.measures[m]
    since = time + measure.delay_s
    until = min(since + measure.apart_s, LATER)
    if apart.until >= since:
        apart.since = min(apart.since, since)
        apart.until = max(apart.until, until)
    else:
        apart.since = since
        apart.until = until
    apart.by = m


@part
def is_traced(i: int, j: int, time: int, chance: float, numbers: CrowdNumbers) -> bool:
    """Whether person j is found as a contact of person i, whose case is reported at a time."""
    if chance <= 0.0:
        return False
    words = philox(i, j, time, Purpose.TRACING, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS)
    return bool((words[0] + 0.5) * UNIT < chance)


@part
def list_order(n: int, ordered: Ordered, person: int, report: int, m: int, kind: int) -> int:
    """List that somebody is told to stay apart, if there is a list; returns its new length."""
    if len(ordered) == 0:
        return n
    row = ordered[n]
    row.person = person
    row.report = report
    row.measure = m
    row.kind = kind
    return n + 1


@part
def tell_contact(
    j: int, chance: float, report: int, reported: Reported, m: int, n: int, ordered: Ordered, crowd: Crowd,
    numbers: CrowdNumbers,
) -> int:  # fmt: skip
    """Tell person j to stay apart, if found as a contact of a reported case; returns how many orders are listed."""
    i, time = int(reported[report].person), int(reported[report].time)
    if j == i or not is_traced(i, j, time, chance, numbers) or not complies(j, m, numbers):
        return n
    keep_apart(crowd.apart[2 * j + AS_CONTACT], m, time, numbers)
    return list_order(n, ordered, j, report, m, QUARANTINED)


@part
def traced_in(setting: int, measure: Measures) -> float:
    """Chance that a neighbour of a reported case on a contact network is found, by where they meet."""
    if setting == HOME:
        return float(measure.traced_home)
    if setting == SCHOOL:
        return float(measure.traced_school)
    return float(measure.traced_work if setting == WORK else measure.traced_community)


@part
def trace_neighbours(
    report: int, reported: Reported, m: int, n: int, ordered: Ordered, crowd: Crowd, numbers: CrowdNumbers
) -> int:
    """Tell those whom a contact network joins to a reported case to stay apart, if found in any of their settings."""
    network, measure = numbers.mixing.network, numbers.response.measures[m]
    i = int(reported[report].person)
    row, end = network.at[i], network.at[i + 1]
    while row < end:
        j = int(network.met[row])
        chance = 0.0
        while row < end and network.met[row] == j:
            chance = max(chance, traced_in(network.setting[row], measure))
            row += 1
        n = tell_contact(j, chance, report, reported, m, n, ordered, crowd, numbers)
    return n


@part
def follow_up(
    report: int, reported: Reported, m: int, n: int, ordered: Ordered, crowd: Crowd, numbers: CrowdNumbers
) -> int:
    """Do what one intervention asks after a report; returns how many orders are listed."""
    mixing = numbers.mixing
    measure = numbers.response.measures[m]
    i, time = int(reported[report].person), int(reported[report].time)
    if measure.kind == ISOLATION and complies(i, m, numbers):
        keep_apart(crowd.apart[2 * i + AS_CASE], m, time, numbers)
        n = list_order(n, ordered, i, report, m, ISOLATED)
    if measure.kind == CONTACT_TRACING and len(mixing.network.reached_per_s) > 0:
        return trace_neighbours(report, reported, m, n, ordered, crowd, numbers)
    if len(mixing.home) == 0 or (measure.kind != HOUSEHOLD_QUARANTINE and measure.kind != CONTACT_TRACING):
        return n
    at_home = 1.0 if measure.kind == HOUSEHOLD_QUARANTINE else float(measure.traced_home)
    household = mixing.home[i]
    for j in range(mixing.home_at[household], mixing.home_at[household + 1]):
        n = tell_contact(j, at_home, report, reported, m, n, ordered, crowd, numbers)
    group = int(mixing.group[i])
    if measure.kind == CONTACT_TRACING and group >= 0:
        is_school = mixing.group_setting[group] == SCHOOL
        in_group = float(measure.traced_school) if is_school else float(measure.traced_work)
        for row in range(mixing.group_at[group], mixing.group_at[group + 1]):
            j = int(mixing.group_members[row])
            n = tell_contact(j, in_group, report, reported, m, n, ordered, crowd, numbers)
    return n


@loop
def follow_up_all(
    low: int, high: int, reported: Reported, ordered: Ordered, crowd: Crowd, numbers: CrowdNumbers
) -> int:
    """Do what all interventions ask after reports low to high; returns how many orders are listed."""
    n = 0
    for report in range(low, high):
        district = crowd.district[reported[report].person]
        for m in range(len(numbers.response.measures)):
            if is_in_force(m, district, int(reported[report].time), numbers):
                n = follow_up(report, reported, m, n, ordered, crowd, numbers)
    return n


def most_orders(reported: Any, world: Society) -> int:
    """More orders than can follow from some reports."""
    mixing, who = world.numbers.mixing, reported["person"]
    near = len(who)
    if len(mixing.home):
        near += int(np.diff(mixing.home_at)[mixing.home[who]].sum())
        group = mixing.group[who]
        near += int(np.diff(mixing.group_at)[group[group >= 0]].sum())
    if len(mixing.network.at):
        near += int(np.diff(mixing.network.at)[who].sum())
    return near * len(world.numbers.response.measures)


def record_orders(reported: Any, first_report: int, orders: Any, world: Society, chronicle: Any) -> None:
    """Tell the chronicle who is told to stay apart, because of which report."""
    who, row = orders["person"], orders["report"]
    case = np.where(orders["kind"] == QUARANTINED, reported["person"][row], NOBODY)
    hours = world.numbers.response.measures["apart_s"][orders["measure"]] / 3600.0
    time, place = reported["time"][row], world.place_of(who)
    chronicle.add_batch(time, orders["kind"], who, case, place, first_report + row, hours)


def stay_apart(reported: Any, first_report: int, world: Society, chronicle: Any) -> None:
    """Let reported cases and those near them stay apart, as the interventions in force ask.

    reported     : of this step, in the order of their events
    first_report : event of the first
    """
    if not world.numbers.response.alert["is_acting"]:
        return
    for low in range(0, len(reported), CASES_AT_A_TIME):
        high = min(low + CASES_AT_A_TIME, len(reported))
        room = most_orders(reported[low:high], world) if world.authorities.is_recording else 0
        ordered: Any = np.empty(room, record_type(Ordered))
        n = follow_up_all(low, high, reported, ordered, world.crowd, world.numbers)
        if n:
            record_orders(reported, first_report, ordered[:n], world, chronicle)
