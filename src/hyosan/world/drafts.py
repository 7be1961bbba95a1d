"""What is planned before it is noted in a calendar: the contacts of those whose stages began."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.calendar import MOST_PLANNED, Contact
from hyosan.world.columns import Id, Real, Table, record_type, unshared
from hyosan.world.crowd import Short

WORDS = 8  #: random words of a contact: two blocks
BATCH = 256  #: contacts whose partners are drawn together; at least those of one window
WINDOWS, IN_WINDOWS, CONTACTS = 0, 1, 2  #: entries of `Drafts.filled`


class Window(Table):
    """Contacts that chance brings somebody infectious in a stretch of time, before it is known whom they meet."""

    infector: Id
    since: Id  # s
    lasts: Id  # s
    first: Id  # number of its first contact
    key: Id  # of the stage and the episode
    n: Short  # contacts
    stamp: Short  # of the infector's stage
    up_to_home: Real  # share of contacts that are at home; and of those together with
    up_to_group: Real  # those in class or at work,
    up_to_school: Real  # those outside both, in school,
    up_to_work: Real  # and at work; the rest is in the community


class Batch(NamedTuple):
    """Working space of contacts whose partners are drawn together, (BATCH) each."""

    window: NDArray[np.int64]  # row of its window
    infector: NDArray[np.int64]
    number: NDArray[np.int64]
    key: NDArray[np.int64]
    words: NDArray[np.int64]  # (WORDS, BATCH) random
    met: NDArray[np.int64]
    setting: NDArray[np.int64]
    time: NDArray[np.int64]  # s
    kept: NDArray[np.int64]  # rows of the batch that are noted


class Drafts(NamedTuple):
    """What one thread has planned and not noted yet."""

    windows: Window
    contacts: Contact  # that are known already: recorded ones, and plans that go on
    filled: NDArray[np.int64]  # windows; contacts in them; contacts that are known
    batch: Batch


def blank_drafts(windows: int) -> Drafts:
    """Drafts with nothing in them.

    windows : room, count; for each as many known contacts, whose memory is not touched before it is used
    """
    rows = (np.empty(BATCH, np.int64) for _ in Batch._fields)
    return Drafts(
        windows=np.empty(windows, record_type(Window)),  # type: ignore[arg-type]  # records are a table
        contacts=np.empty(windows * (MOST_PLANNED + 1), record_type(Contact)),  # type: ignore[arg-type]  # the same
        filled=unshared(3, np.int64),
        batch=Batch(*rows)._replace(words=np.empty((WORDS, BATCH), np.int64)),
    )
