"""Which infection of a person an event belongs to: the latest one before it."""

import numpy as np
import numpy.typing as npt

from hyosan.analysis.epidemic.infections import NONE, Ints

Ids = npt.NDArray[np.integer]


class Latest:
    """The infections of everybody, laid out so that the latest one before an event is found at once.

    event  : (cases,) ids, ascending
    person : (cases,)
    """

    def __init__(self, event: Ints, person: Ids) -> None:
        self.order = np.argsort(person, kind="stable")
        self.person = person[self.order]
        self.event = event[self.order]
        n_people = int(person.max()) + 1 if len(person) else 0
        self.start = np.searchsorted(self.person, np.arange(n_people + 1))
        self.episode = np.empty(len(person), np.int64)
        self.episode[self.order] = np.arange(len(person)) - self.start[self.person] + 1

    def before(self, event: Ints, who: Ids) -> Ints:
        """Row of the latest infection of some people before some events, -1 for none.

        event, who : (m,); -1 for nobody
        Returns (m,).
        """
        found = np.full(len(event), NONE, np.int64)
        asked = np.flatnonzero((who >= 0) & (who < len(self.start) - 1))
        first, end = self.start[who[asked]], self.start[who[asked] + 1]
        # Look back from the last infection of each; a second look is needed only for the few infected again.
        position = end - 1
        while asked.size:
            asked, first, position = _still(position >= first, asked, first, position)
            is_before = self.event[position] < event[asked]
            found[asked[is_before]] = self.order[position[is_before]]
            asked, first, position = _still(~is_before, asked, first, position - 1)
        return found


def _still(keep: npt.NDArray[np.bool_], *columns: Ints) -> tuple[Ints, ...]:
    return tuple(column[keep] for column in columns)
