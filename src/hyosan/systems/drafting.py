"""Drafts: contacts of the stages that begin are planned one stage after another, then drawn and noted together.

A contact waits for memory several times: for its random words, for whom it is with, for their age, for its page of the
calendar. In batches, one step of all contacts after another, these waits overlap; contact by contact they add up.
"""

from hyosan.jit import loop, part
from hyosan.systems.calendar import note, pages_left
from hyosan.systems.partners import draw_words, keep_accepted, meet
from hyosan.world.calendar import MOST_PLANNED, PAGE, Calendar, with_more_room
from hyosan.world.crowd import Crowd, CrowdNumbers
from hyosan.world.drafts import BATCH, CONTACTS, IN_WINDOWS, WINDOWS, Drafts
from hyosan.world.society import Society, Workshop


@part
def has_room(drafts: Drafts, stages: int) -> bool:
    """Whether what so many stages have planned fits in."""
    most = stages * (MOST_PLANNED + 1)
    return bool(
        drafts.filled[WINDOWS] + stages <= len(drafts.windows)
        and drafts.filled[CONTACTS] + most <= len(drafts.contacts)
    )


@part
def draft_contact(time: int, infector: int, infectee: int, stamp: int, setting: int, drafts: Drafts) -> None:
    """Plan a contact of which everything is known."""
    row = drafts.contacts[drafts.filled[CONTACTS]]
    row.time = time
    row.infector = infector
    row.infectee = infectee
    row.stamp = stamp
    row.setting = setting
    drafts.filled[CONTACTS] += 1


@part
def take_batch(first: int, drafts: Drafts) -> tuple[int, int]:
    """Lay out the contacts of windows from one on, as many as fit; returns the window after them, and how many."""
    batch = drafts.batch
    n = 0
    for w in range(first, drafts.filled[WINDOWS]):
        window = drafts.windows[w]
        if n + window.n > BATCH:
            return w, n
        for k in range(window.n):
            batch.window[n + k] = w
            batch.infector[n + k] = window.infector
            batch.number[n + k] = window.first + k
            batch.key[n + k] = window.key
        n += window.n
    return int(drafts.filled[WINDOWS]), n


@loop
def note_all(drafts: Drafts, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar) -> None:
    """Draw whom the contacts of all windows are with, and note what has been planned; nothing is left in the drafts."""
    for row in range(drafts.filled[CONTACTS]):
        known = drafts.contacts[row]
        note(known.time, known.infector, known.infectee, known.stamp, known.setting, calendar, numbers.pace)
    batch = drafts.batch
    w = 0
    while w < drafts.filled[WINDOWS]:
        w, n = take_batch(w, drafts)
        draw_words(n, batch, numbers)
        meet(n, drafts, crowd, numbers)
        for row in range(keep_accepted(n, drafts, crowd, numbers)):
            k = batch.kept[row]
            stamp = drafts.windows[batch.window[k]].stamp
            note(batch.time[k], batch.infector[k], batch.met[k], stamp, batch.setting[k], calendar, numbers.pace)
    drafts.filled[:] = 0


def note_drafts(world: Society, workshop: Workshop) -> None:
    """Note in a calendar what has been planned."""
    drafts = workshop.drafts
    planned = int(drafts.filled[IN_WINDOWS] + drafts.filled[CONTACTS])
    if planned == 0:
        drafts.filled[:] = 0
        return
    slots = len(workshop.calendar.filled)
    while pages_left(workshop.calendar) < planned // PAGE + min(planned, slots) + 1:
        workshop.calendar = with_more_room(workshop.calendar)
    note_all(drafts, world.crowd, world.numbers, workshop.calendar)
