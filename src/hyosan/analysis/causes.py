"""The forest of causes: every event points to the one that triggered it, and so back to the beginning."""

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.signedinteger[Any]]


class Forest:
    """Events as a tree of causes, laid out so that everything below an event is one range.

    A walk that visits each event before what it caused numbers the events; what is below event e then has the
    numbers from `first[e]` to `first[e] + size[e]`, e itself included, and sums below events are differences of one
    running sum. All passes go level by level, deepest first or last, since a cause is always earlier than its effect.

    cause : (n,) id of the trigger of each event, -1 for those without; counts of events are of its type
    """

    def __init__(self, cause: Ints) -> None:
        self.cause = cause
        levels = _levels(depth_of(cause))
        self.size = np.ones(len(cause), cause.dtype)
        for level in levels[:0:-1]:
            np.add.at(self.size, cause[level], self.size[level])
        self.first = np.zeros(len(cause), cause.dtype)
        for level in levels:
            self._number(level)

    def _number(self, level: Ints) -> None:
        """Number the events of one level: behind their cause and the elder siblings with all that these caused."""
        by_cause = level[np.argsort(self.cause[level], kind="stable")]
        parent = self.cause[by_cause]
        before = np.cumsum(self.size[by_cause]) - self.size[by_cause]
        is_eldest = np.append(True, parent[1:] != parent[:-1])[: len(parent)]
        eldest = np.maximum.accumulate(np.where(is_eldest, np.arange(len(parent)), 0))
        behind = np.where(parent >= 0, self.first[parent] + 1, 0)
        # Events without a cause have no parent to stand behind: each tree starts where the one before ends.
        self.first[by_cause] = behind + before - before[eldest]

    def below(self, weight: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Sum of a weight over each event and everything in its chains of effects.

        weight : (n,)
        Returns (n,).
        """
        running = np.zeros(len(weight) + 1, weight.dtype)
        ordered = np.empty_like(weight)
        ordered[self.first] = weight
        np.cumsum(ordered, dtype=weight.dtype, out=running[1:])
        sums: npt.NDArray[Any] = running[self.first + self.size] - running[self.first]
        return sums

    def is_below(self, event: int, others: Ints) -> npt.NDArray[np.bool_]:
        """Whether other events are that event or among its effects.

        others : (m,) ids
        Returns (m,).
        """
        numbers = self.first[others]
        found: npt.NDArray[np.bool_] = (numbers >= self.first[event]) & (numbers < self.first[event] + self.size[event])
        return found


def chain(cause: Ints, event: int) -> list[int]:
    """The event, its cause, the cause of that, and so on to the beginning.

    cause : (n,) id of the trigger of each event, -1 for those without
    event : id
    """
    found = []
    while event >= 0:
        found.append(event)
        event = int(cause[event])
    return found


def depth_of(cause: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Number of causes behind each event, by doubling the stride of every event's look back.

    cause : (n,) id of the trigger of each event, -1 for those without; may never lead back to the event itself
    Returns (n,) counts, of the type of the ids.
    """
    depth = (cause >= 0).astype(cause.dtype)
    back = cause.copy()
    open_rows = np.flatnonzero(back >= 0)
    while open_rows.size:
        target = back[open_rows]
        # Read both before writing either: within a pass everybody looks at the state of the last pass.
        added, further = depth[target], back[target]
        depth[open_rows] += added
        back[open_rows] = further
        open_rows = open_rows[further >= 0]
    return depth


def _levels(depth: Ints) -> list[Ints]:
    """Events by their depth, shallowest first."""
    order = np.argsort(depth, kind="stable").astype(depth.dtype)
    n_levels = int(depth.max()) + 1 if len(depth) else 0
    edges = np.searchsorted(depth[order], np.arange(1, n_levels))
    return np.split(order, edges) if n_levels else []
