"""Natural history in a society: whose infection goes on in a step, and what the chronicle is told of it."""

from typing import Any

import numpy as np

from hyosan.jit import loop, part
from hyosan.systems.agenda import has_slot, put, slot
from hyosan.systems.stages import enter_stage
from hyosan.world.crowd import WORD, Changed, Crowd, CrowdNumbers
from hyosan.world.society import Society

MOST_STAGES = 16  #: that one infection can go through in one step; the rest waits for the next


@part
def way_kind(old: int, new: int, numbers: CrowdNumbers) -> int:
    """Kind of the event of a transition, or -1."""
    for way in range(numbers.states[old].ways_from, numbers.states[old].ways_end):
        if numbers.transitions.ways[way].to == new:
            return numbers.transitions.ways[way].kind
    return -1


@part
def go_on(i: int, now: int, n: int, changed: Changed, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """Let person i's infection go on to the present, unless a contact of the present stage is still to come."""
    case = crowd.case[i]
    stages = 0
    while case.due <= now and case.contact >= case.due and stages < MOST_STAGES:
        row = changed[n]
        row.time = case.due
        row.person = i
        row.old = crowd.status[i].state
        row.new = case.next_state
        row.kind = way_kind(row.old, row.new, numbers)
        crowd.status[i].state = row.new
        enter_stage(i, row.new, case.due, False, crowd, numbers)
        n += 1
        stages += 1
    if stages == 0 or case.due <= now:  # it waits: for a contact, for its time, or for the next step
        put(crowd.course_in, i, case.due + numbers.pace.length - 1, numbers.pace.step + 1, numbers.pace)
    return n


@loop
def find_changes(
    low: int, high: int, now: int, changed: Changed, crowd: Crowd, numbers: CrowdNumbers
) -> tuple[int, int]:
    """Let the infections of people low to high go on; returns how many changes are listed and where it stopped."""
    byte = slot(numbers.pace.step)
    n = 0
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        if not has_slot(crowd.course_words[word], byte):
            continue
        if n + WORD * MOST_STAGES > len(changed):
            return n, word * WORD
        for i in range(word * WORD, min(word * WORD + WORD, high)):
            if crowd.course_in[i] == byte:
                n = go_on(i, now, n, changed, crowd, numbers)
    return n, high


@loop
def count_changes(n: int, changed: Changed, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Keep the tally of people by district and state."""
    for k in range(n):
        first_row = crowd.district[changed[k].person] * len(numbers.states)
        crowd.tally[first_row + changed[k].old].people -= 1
        crowd.tally[first_row + changed[k].new].people += 1


def record_changes(world: Society, changed: Any, chronicle: Any) -> None:
    """Tell the chronicle of the changes that have a kind, in the order of their times."""
    told = changed[changed["kind"] >= 0]
    if not len(told):
        return
    told = told[np.lexsort((told["person"], told["time"]))]
    who = told["person"]
    case = world.crowd.case
    hours = (told["time"] - case["infected_at"][who]) / 3600.0
    chronicle.add_batch(
        told["time"], told["kind"], who, case["infector"][who], world.place_of(who), case["event"][who], hours
    )


def progress_society(world: Society, chronicle: Any) -> None:
    """Let every infection whose time has come go on."""
    changed: Any = world.workshops[0].changed
    row = 0
    while row < world.n:
        n, row = find_changes(row, world.n, world.clock.now, changed, world.crowd, world.numbers)
        count_changes(n, changed, world.crowd, world.numbers)
        record_changes(world, changed[:n], chronicle)
