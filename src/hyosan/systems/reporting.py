"""Reporting: what comes to be known in a step, late and not all of it.

In a society these are cases; it runs before transmission, so that what is reported in a step can act on the contacts of
that step. In a world of named people it is what callers tell and own units see (`authorities`).
"""

from typing import Any

import numpy as np

from hyosan.jit import loop, map_ranges
from hyosan.systems.agenda import NOTHING, has_slot, put, slot
from hyosan.systems.authorities.signals import hear
from hyosan.systems.authorities.stock import take_stock
from hyosan.systems.quarantine import stay_apart
from hyosan.systems.recording import hand_over
from hyosan.world.codes import NOBODY, Kind
from hyosan.world.columns import record_type
from hyosan.world.crowd import WORD, Crowd, CrowdNumbers
from hyosan.world.response import Reported
from hyosan.world.society import Society
from hyosan.world.world import World

REPORTS_AT_A_TIME = 1 << 14  #: rows of working space
ALONE_BELOW = 200_000  #: people that one thread looks through faster than two can be set to it


@loop
def find_reports(
    low: int, high: int, stop: int, found: Reported, crowd: Crowd, numbers: CrowdNumbers
) -> tuple[int, int]:
    """List those of people low to high whose case is reported before a time; returns how many, and where it stopped."""
    byte = slot(numbers.pace.step)
    n = 0
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        if not has_slot(crowd.report_words[word], byte):
            continue
        for i in range(max(word * WORD, low), min(word * WORD + WORD, high)):
            if crowd.report_in[i] != byte:
                continue
            time = crowd.watch[i].report_at
            if time >= stop:  # beyond the horizon of the agenda when it was put there
                put(crowd.report_in, i, time, numbers.pace.step + 1, numbers.pace)
                continue
            if n == len(found):
                return n, i
            crowd.report_in[i] = NOTHING
            found[n].time = time
            found[n].person = i
            n += 1
    return n, high


def reports_of(low: int, high: int, world: Society) -> list[Any]:
    """The reports of people low to high, in as many pieces as the working space needs."""
    stop = world.clock.now + world.clock.dt
    found: Any = np.empty(REPORTS_AT_A_TIME, record_type(Reported))
    pieces = []
    row = low
    while row < high:
        n, row = find_reports(row, high, stop, found, world.crowd, world.numbers)
        pieces.append(found[:n].copy())
    return pieces


def reports_of_step(world: Society) -> Any:
    """Cases that are reported in this step, in the order of time and person."""
    pieces: list[list[Any]] = [[] for _ in world.workshops]

    def task(low: int, high: int, thread: int) -> None:
        pieces[thread] = reports_of(low, high, world)

    map_ranges(task, world.n, len(world.workshops), ALONE_BELOW, WORD)
    found = np.concatenate([piece for own in pieces for piece in own])
    return found[np.lexsort((found["person"], found["time"]))]


def record_reports(world: Society, reported: Any, chronicle: Any) -> int:
    """Tell the chronicle which cases are reported; returns the id of the first event."""
    who, time = reported["person"], reported["time"]
    case = world.crowd.case
    hours = (time - case["infected_at"][who]) / 3600.0
    first: int = chronicle.add_batch(time, Kind.REPORTED, who, NOBODY, world.place_of(who), case["event"][who], hours)
    return first


def step(world: World | Society, chronicle: Any) -> None:
    """Make known what comes to be known in this step."""
    if isinstance(world, Society):
        if len(world.crowd.watch):
            make_known(world, chronicle)
    elif world.authorities is not None:
        now = world.clock.now + world.clock.dt  # the end of the step: encounters have gone on up to here
        hear(world, world.authorities, now)
        if now >= world.authorities.stock_due:
            take_stock(world, world.authorities, now)
        hand_over(world.tables.log, chronicle)


def make_known(world: Society, chronicle: Any) -> None:
    """Make known the cases whose report comes in this step, and let those stay apart whom this concerns."""
    reported = reports_of_step(world)
    world.numbers.response.alert["report_step"] = world.numbers.pace["step"] + 1
    if not len(reported):
        return
    first = record_reports(world, reported, chronicle)
    world.authorities.note_reports(world.clock.now + world.clock.dt, world.crowd.district[reported["person"]], first)
    stay_apart(reported, first, world, chronicle)
