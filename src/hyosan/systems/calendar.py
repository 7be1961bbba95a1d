"""The calendar of contacts: noted when a stage begins, taken out in their step.

Whoever becomes infectious has all contacts of the stage drawn at once, so a step reads its own contacts one after
another and nobody else's. Each thread notes in a calendar of its own, in a slot for the step and for the range of
people that the infectee is in; the thread of that range reads the slots of all calendars. What comes of it does not
depend on the order in which contacts were noted.
"""

from hyosan.jit import part
from hyosan.systems.agenda import step_of
from hyosan.world.calendar import FREED, HEAD, NO_PAGE, PAGE, RING, UNUSED, Calendar
from hyosan.world.columns import Ids
from hyosan.world.crowd import Pace


def pages_left(calendar: Calendar) -> int:
    """How many pages are free."""
    return int(calendar.free[FREED]) + len(calendar.after) - int(calendar.free[UNUSED])


@part
def slot_of(step: int, part_of_people: int, pace: Pace) -> int:
    """The slot of a step and a range of people."""
    return (step % RING) * pace.ranges + part_of_people


@part
def begin_page(slot: int, calendar: Calendar) -> int:
    """A free page, put at the end of a slot's chain."""
    page = int(calendar.free[HEAD])
    if page == NO_PAGE:
        page = int(calendar.free[UNUSED])
        calendar.free[UNUSED] += 1
    else:
        calendar.free[HEAD] = calendar.after[page]
        calendar.free[FREED] -= 1
    calendar.after[page] = NO_PAGE
    if calendar.filled[slot] == 0:
        calendar.first[slot] = page
    else:
        calendar.after[calendar.last[slot]] = page
    calendar.last[slot] = page
    return page


@part
def note(time: int, infector: int, infectee: int, stamp: int, setting: int, calendar: Calendar, pace: Pace) -> None:
    """Note a contact for the step of its time, but not before the next one."""
    step = max(step_of(time, pace), pace.step + 1)
    # Of a plan that goes on, the number of its window stands for the infectee, and may be above everybody's.
    part_of_people = min(infectee // pace.people_per_range, pace.ranges - 1) if pace.ranges > 1 else 0
    slot = slot_of(min(step, pace.step + RING - 1), part_of_people, pace)
    used = calendar.filled[slot] % PAGE
    page = begin_page(slot, calendar) if used == 0 else int(calendar.last[slot])
    row = calendar.contacts[page * PAGE + used]
    row.time = time
    row.infector = infector
    row.infectee = infectee
    row.stamp = stamp
    row.setting = setting
    calendar.filled[slot] += 1


@part
def list_rows(slot: int, rows: Ids, calendar: Calendar) -> int:
    """List the rows of the contacts noted in a slot; returns how many."""
    filled = int(calendar.filled[slot])
    page = int(calendar.first[slot])
    for n in range(0, filled, PAGE):
        for k in range(min(PAGE, filled - n)):
            rows[n + k] = page * PAGE + k
        page = int(calendar.after[page])
    return filled


@part
def clear(slot: int, calendar: Calendar) -> None:
    """Give the pages of a slot back."""
    filled = int(calendar.filled[slot])
    if filled == 0:
        return
    calendar.after[calendar.last[slot]] = calendar.free[HEAD]
    calendar.free[HEAD] = calendar.first[slot]
    calendar.free[FREED] += (filled + PAGE - 1) // PAGE
    calendar.filled[slot] = 0
