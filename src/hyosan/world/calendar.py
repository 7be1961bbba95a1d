"""The calendar of a society: contacts of the steps to come."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Code, Id, Table, record_type, unshared
from hyosan.world.crowd import Short

RING = 256  #: steps that a calendar holds; what is later is noted for the last of them, and again when that comes
PAGE = 64  #: contacts
MOST_PLANNED = 200  #: contacts that are noted for one person at once
NO_PAGE = -1
HEAD, FREED, UNUSED = 0, 1, 2  #: entries of `Calendar.free`


class Contact(Table):
    """A contact that may infect, before it takes place."""

    time: Id  # s
    infector: Id
    infectee: Id  # or, of a plan that goes on, the number of its window
    stamp: Short  # of the infector's stage
    setting: Code  # Setting, or PLAN_GOES_ON


class Calendar(NamedTuple):
    """Contacts in chains of pages; a slot for each step of the ring and each range of people."""

    contacts: Contact  # (pages * PAGE)
    after: NDArray[np.int32]  # (pages) the next page of the chain, or NO_PAGE
    first: NDArray[np.int32]  # (slots) the page that was begun first
    last: NDArray[np.int32]  # (slots) the page that is being filled
    filled: NDArray[np.int32]  # (slots) contacts
    free: NDArray[np.int32]  # head of the chain of freed pages; how many those are; the first page never used


def blank_calendar(pages: int, ranges: int) -> Calendar:
    """A calendar with nothing in it.

    pages  : room, count; their memory is not touched before they are used
    ranges : of people
    """
    slots = RING * ranges
    free = unshared(3, np.int32)
    free[HEAD] = NO_PAGE
    return Calendar(
        contacts=np.empty(pages * PAGE, record_type(Contact)),  # type: ignore[arg-type]  # records are a table
        after=np.empty(pages, np.int32),
        first=np.full(slots, NO_PAGE, np.int32),
        last=np.full(slots, NO_PAGE, np.int32),
        filled=np.zeros(slots, np.int32),
        free=free,
    )


def with_more_room(calendar: Calendar) -> Calendar:
    """The same calendar with twice the pages."""
    pages = len(calendar.after)
    grown = blank_calendar(2 * pages, len(calendar.first) // RING)
    grown.contacts[: pages * PAGE] = calendar.contacts
    grown.after[:pages] = calendar.after
    return calendar._replace(contacts=grown.contacts, after=grown.after)
