"""Natural history in a society: whose infection goes on in a step, and what the chronicle is told of it."""

from typing import Any

import numpy as np

from hyosan.jit import loop, map_ranges, part
from hyosan.systems.agenda import has_slot, put, slot
from hyosan.systems.calendar import has_room
from hyosan.systems.contacts import NOBODY, district_of
from hyosan.systems.stages import enter_stage, tally_at
from hyosan.world.calendar import Calendar, with_more_room
from hyosan.world.columns import Ints
from hyosan.world.crowd import WORD, Changed, Crowd, CrowdNumbers
from hyosan.world.society import Society, Workshop

MOST_STAGES = 16  #: that one infection can go through in one step; the rest waits for the next
ALONE_BELOW = 200_000  #: people that one thread looks through faster than two can be set to it


@part
def way_kind(old: int, new: int, numbers: CrowdNumbers) -> int:
    """Kind of the event of a transition, or -1."""
    for way in range(numbers.states[old].ways_from, numbers.states[old].ways_end):
        if numbers.transitions.ways[way].to == new:
            return numbers.transitions.ways[way].kind
    return -1


@part
def list_change(i: int, time: int, kind: int, row: Changed, crowd: Crowd) -> None:
    """Fill in what the chronicle is told of a change."""
    case = crowd.case[i]
    row.time = time
    row.person = i
    row.infector = case.infector if case.episode > 0 else NOBODY
    row.place = district_of(i, crowd)
    row.kind = kind
    row.cause = case.event
    row.hours = (time - case.infected_at) / 3600.0 if case.episode > 0 else np.nan


@part
def go_on(
    i: int, stop: int, n: int, changed: Changed, tally: Ints, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar
) -> int:
    """Let person i's infection go on up to a time; returns how many changes are listed, of those that have a kind."""
    case = crowd.case[i]
    stages = 0
    while case.due < stop and stages < MOST_STAGES and not case.has_plan:
        old, new, time = int(crowd.state[i]), int(case.next_state), int(case.due)
        kind = way_kind(old, new, numbers)
        if kind >= 0:
            list_change(i, time, kind, changed[n], crowd)
            n += 1
        first = tally_at(i, crowd, numbers)
        tally[first + old] -= 1
        tally[first + new] += 1
        case.stage += 1
        enter_stage(i, new, time, crowd, numbers, calendar)
        stages += 1
    if stages == 0:  # its time was beyond the horizon of the agenda when it was put there, or it has to wait for a plan
        put(crowd.course_in, i, case.due, numbers.pace.step + 1, numbers.pace)
    return n


@loop
def find_changes(
    low: int, high: int, stop: int, changed: Changed, tally: Ints, crowd: Crowd, numbers: CrowdNumbers,
    calendar: Calendar,
) -> tuple[int, int]:  # fmt: skip
    """Let the infections of people low to high go on; returns how many changes are listed and where it stopped."""
    byte = slot(numbers.pace.step)
    n = 0
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        if not has_slot(crowd.course_words[word], byte):
            continue
        for i in range(word * WORD, min(word * WORD + WORD, high)):
            if crowd.course_in[i] == byte:
                if n + MOST_STAGES >= len(changed) or not has_room(calendar, MOST_STAGES):
                    return n, i
                n = go_on(i, stop, n, changed, tally, crowd, numbers, calendar)
    return n, high


@loop
def begin_courses(low: int, high: int, start: int, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar) -> int:
    """Enter people low to high into the state that they begin in; returns where it stopped for room."""
    for i in range(low, high):
        if not has_room(calendar, 1):
            return i
        enter_stage(i, numbers.spreading.susceptible, start, crowd, numbers, calendar)
    return high


def begin(world: Society) -> None:
    """Begin everybody's course, if it goes on without an infection."""
    first = world.numbers.states[int(world.numbers.spreading["susceptible"])]
    if first["ways_from"] == first["ways_end"]:
        return
    workshop = world.workshops[0]
    row = 0
    world.numbers.pace["step"] = -1  # so that what is due in the first step comes in it
    while row < world.n:
        row = begin_courses(row, world.n, world.clock.start, world.crowd, world.numbers, workshop.calendar)
        if row < world.n:
            workshop.calendar = with_more_room(workshop.calendar)


def record_changes(changed: Any, chronicle: Any) -> None:
    """Tell the chronicle of the changes, in the order of people."""
    chronicle.add_batch(
        changed["time"], changed["kind"], changed["person"], changed["infector"], changed["place"], changed["cause"],
        changed["hours"],
    )  # fmt: skip


def changes_of(low: int, high: int, world: Society, workshop: Workshop) -> list[Any]:
    """The changes of people low to high, in as many pieces as the working space needs."""
    pieces = []
    stop = world.clock.now + world.clock.dt
    row = low
    while row < high:
        changed: Any = workshop.changed
        n, row = find_changes(row, high, stop, changed, workshop.tally, world.crowd, world.numbers, workshop.calendar)
        pieces.append(changed[:n].copy())
        if not has_room(workshop.calendar, MOST_STAGES):
            workshop.calendar = with_more_room(workshop.calendar)
    return pieces


def progress_society(world: Society, chronicle: Any) -> None:
    """Let every infection whose time comes in this step go on."""
    pieces: list[list[Any]] = [[] for _ in world.workshops]

    def task(low: int, high: int, thread: int) -> None:
        pieces[thread] = changes_of(low, high, world, world.workshops[thread])

    map_ranges(task, world.n, len(world.workshops), ALONE_BELOW, WORD)
    record_changes(np.concatenate([piece for own in pieces for piece in own]), chronicle)
