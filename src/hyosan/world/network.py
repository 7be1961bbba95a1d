"""A contact network: whom each person meets, given edge by edge."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Network(NamedTuple):
    """Contacts that people have with others: `network` in a loop. Never changes. Empty arrays where there is none.

    Either each pair meets at random times at a rate of its own, or all contacts were recorded, with time and duration.
    """

    at: NDArray[np.int64]  # (people + 1) contacts of a person are rows at[i] to at[i + 1] of
    met: NDArray[np.int32]  # whom the person may infect; ascending where there are rates
    setting: NDArray[np.int8]  # Setting
    reached_per_s: NDArray[np.float64]  # contacts per s with this one and those of the person before; else empty
    begins: NDArray[np.int32]  # recorded: s since the start, ascending for each person; else empty
    lasts_s: NDArray[np.float64]  # recorded: duration; else empty
    longest_s: int  # the longest duration, rounded up
    repeat_s: int  # after which recorded contacts come again, or 0


def no_network() -> Network:
    """What a society has whose people meet in other ways."""
    return Network(
        at=np.empty(0, np.int64),
        met=np.empty(0, np.int32),
        setting=np.empty(0, np.int8),
        reached_per_s=np.empty(0),
        begins=np.empty(0, np.int32),
        lasts_s=np.empty(0),
        longest_s=0,
        repeat_s=0,
    )
