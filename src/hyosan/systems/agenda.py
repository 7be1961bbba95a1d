"""Agendas: in which step something comes next for each person, as one byte each.

A step looks at its agenda eight people at a time, so whoever has nothing on it costs an eighth of a nanosecond or so.
"""

import numpy as np
from numpy.typing import NDArray

from hyosan.jit import part
from hyosan.world.crowd import HORIZON, Pace

NOTHING = 0
SLOTS = HORIZON + 1
LOW_BITS = np.uint64(0x0101010101010101)
HIGH_BITS = np.uint64(0x8080808080808080)


@part
def slot(step: int) -> int:
    """The byte that stands for a step within the horizon."""
    return 1 + step % SLOTS


@part
def step_of(time: int, pace: Pace) -> int:
    """The step that a time is in: a product, since a quotient takes longer; the half second keeps it exact."""
    return int((time - pace.start + 0.5) * pace.per_s)


@part
def put(agenda: NDArray[np.uint8], i: int, time: int, earliest: int, pace: Pace) -> None:
    """Note that something comes for person i at a time, but not before a step; nothing if the run ends before."""
    if time >= pace.until:
        agenda[i] = NOTHING
        return
    step = max(step_of(time, pace), earliest)
    agenda[i] = slot(min(step, pace.step + HORIZON))


@part
def has_slot(word: int, byte: int) -> bool:
    """Whether any of eight bytes is this one.

    Source: the test for a zero byte in a word, Warren, Hacker's Delight, 2nd ed. 2012, section 6-1.
    """
    rest = np.uint64(word) ^ (np.uint64(byte) * LOW_BITS)
    return bool((rest - LOW_BITS) & ~rest & HIGH_BITS != np.uint64(0))
