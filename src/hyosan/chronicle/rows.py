"""A growing table of packed records, one view per column."""

from typing import Any

import numpy as np
import numpy.typing as npt

FIRST_CAPACITY = 1024


class Rows:
    """Records in memory that grow by doubling, so that adding a few costs the same however many there are.

    dtype    : packed record; its fields are the columns
    capacity : rows to begin with; their memory is not touched before they are used
    """

    def __init__(self, dtype: np.dtype[np.void], capacity: int = FIRST_CAPACITY) -> None:
        self._names = dtype.names or ()
        self._hold(np.zeros(capacity, dtype))
        self.size = 0

    def _hold(self, records: npt.NDArray[np.void]) -> None:
        self._records = records
        # Views of the fields, made once: looking a field up by name costs more than writing a short batch.
        self.columns: tuple[npt.NDArray[Any], ...] = tuple(records[name] for name in self._names)

    def extend(self, n: int) -> slice:
        """Reserve n rows at the end, to be filled through `columns`.

        n : rows, count
        Returns the place of the new rows in every column.
        """
        start, self.size = self.size, self.size + n
        if self.size > len(self._records):
            larger = np.zeros(max(self.size, 2 * len(self._records)), self._records.dtype)
            larger[:start] = self._records[:start]
            self._hold(larger)
        return slice(start, self.size)

    def filled(self, start: int = 0) -> npt.NDArray[np.void]:
        """Show the rows in use, without copying.

        start : first row shown
        """
        return self._records[start : self.size]

    def clear(self) -> None:
        """Forget every row and keep the memory."""
        self.size = 0
