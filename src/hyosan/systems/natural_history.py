"""Natural history in a society: whose infection goes on in a step, and what the chronicle is told of it."""

from typing import Any

import numpy as np

from hyosan.jit import loop, map_ranges, part, prefetch
from hyosan.systems.agenda import has_slot, put, slot
from hyosan.systems.contacts import NOBODY, district_of
from hyosan.systems.drafting import has_room, note_drafts
from hyosan.systems.stages import enter_stage, tally_at
from hyosan.world.columns import Ids, Ints
from hyosan.world.crowd import WORD, Changed, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts
from hyosan.world.society import Society, Workshop

AHEAD = 12  #: people whose rows are asked for before it is their turn
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
    i: int, stop: int, n: int, changed: Changed, tally: Ints, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts
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
        enter_stage(i, new, time, crowd, numbers, drafts)
        stages += 1
    if stages == 0:  # its time was beyond the horizon of the agenda when it was put there, or it has to wait for a plan
        put(crowd.course_in, i, case.due, numbers.pace.step + 1, numbers.pace)
    return n


@part
def list_due(low: int, high: int, due: Ids, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """List those of people low to high whose infections go on in the present step; returns how many."""
    byte = slot(numbers.pace.step)
    first = low // WORD
    words = crowd.course_words[first : (high + WORD - 1) // WORD]
    n = 0
    for k in range(len(words)):
        if not has_slot(words[k], byte):
            continue
        for i in range((first + k) * WORD, (first + k + 1) * WORD):
            due[n] = i  # written whoever it is: a branch that cannot be guessed ahead would take longer
            n += int(crowd.course_in[i] == byte)
    return n


@part
def look_ahead(i: int, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Have the rows at hand that person i's next stage needs."""
    prefetch(crowd.case, i)
    prefetch(crowd.state, i)
    prefetch(crowd.age, i)
    prefetch(numbers.mixing.home, i)
    prefetch(numbers.mixing.group, i)


@loop
def find_changes(
    low: int, high: int, stop: int, due: Ids, changed: Changed, tally: Ints, crowd: Crowd, numbers: CrowdNumbers,
    drafts: Drafts,
) -> tuple[int, int]:  # fmt: skip
    """Let the infections of people low to high go on; returns how many changes are listed and where it stopped."""
    n = 0
    while low < high:
        end = min(low + len(due) - WORD, high)
        n_due = list_due(low, end, due, crowd, numbers)
        for k in range(n_due):
            if n + MOST_STAGES > len(changed) or not has_room(drafts, MOST_STAGES):
                return n, int(due[k])
            if k + AHEAD < n_due:
                look_ahead(due[k + AHEAD], crowd, numbers)
            n = go_on(due[k], stop, n, changed, tally, crowd, numbers, drafts)
        low = end
    return n, high


@loop
def begin_courses(low: int, high: int, start: int, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> int:
    """Enter people low to high into the state that they begin in; returns where it stopped for room."""
    for i in range(low, high):
        if not has_room(drafts, 1):
            return i
        enter_stage(i, numbers.spreading.susceptible, start, crowd, numbers, drafts)
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
        row = begin_courses(row, world.n, world.clock.start, world.crowd, world.numbers, workshop.drafts)
        note_drafts(world, workshop)


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
        n, row = find_changes(
            row, high, stop, workshop.due, changed, workshop.tally, world.crowd, world.numbers, workshop.drafts
        )
        pieces.append(changed[:n].copy())
        note_drafts(world, workshop)
    return pieces


def progress_society(world: Society, chronicle: Any) -> None:
    """Let every infection whose time comes in this step go on."""
    pieces: list[list[Any]] = [[] for _ in world.workshops]

    def task(low: int, high: int, thread: int) -> None:
        pieces[thread] = changes_of(low, high, world, world.workshops[thread])

    map_ranges(task, world.n, len(world.workshops), ALONE_BELOW, WORD)
    record_changes(np.concatenate([piece for own in pieces for piece in own]), chronicle)
