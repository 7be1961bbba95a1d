"""Counts by state over time: of the whole world, and of its places."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.chronicle.files import disk_problems, write_frame
from hyosan.chronicle.rows import Rows
from hyosan.errors import DamagedRun
from hyosan.world.codes import NOWHERE

SERIES_FILE = "series.parquet"
PLACE_SERIES_FILE = "place_series.parquet"
_DTYPE = np.dtype([("time", "<i8"), ("place", "<i4"), ("state", "<i2"), ("count", "<i4")])


class Series:
    """Counts by state, gathered as they are taken and written as one file.

    path        : the file; None to keep them in memory only
    states      : names, in the order of their numbers
    is_by_place : whether counts are taken place by place
    """

    def __init__(self, path: Path | None, states: Sequence[str], *, is_by_place: bool = False) -> None:
        self._path = path
        self._states = pl.Series("state", states, dtype=pl.Enum(states))
        self._is_by_place = is_by_place
        self._rows = Rows(_DTYPE)

    def add(self, time: int, counts: npt.NDArray[Any]) -> None:
        """Take the counts of the whole world.

        time   : s since the start of day 1
        counts : (n_states,) people, count
        """
        self._append(time, NOWHERE, np.arange(len(self._states)), counts)

    def add_places(self, time: int, place: npt.NDArray[Any], counts: npt.NDArray[Any]) -> None:
        """Take the counts of places; a row that is missing later means 0.

        time   : s since the start of day 1
        place  : (m,) ids
        counts : (m, n_states) people, count
        """
        row, state = np.nonzero(counts)
        self._append(time, place[row], state, counts[row, state])

    def _append(
        self, time: int, place: npt.NDArray[Any] | int, state: npt.NDArray[Any], counts: npt.NDArray[Any]
    ) -> None:
        at = self._rows.extend(len(state))
        for column, values in zip(self._rows.columns, (time, place, state, counts), strict=True):
            column[at] = values

    def frame(self) -> pl.DataFrame:
        """Columns time (s), place (only if by place), state, count; one row per count."""
        rows = self._rows.filled()
        columns = {name: pl.Series(name, np.ascontiguousarray(rows[name])) for name in ("time", "place", "count")}
        columns["state"] = self._states.gather(rows["state"].astype(np.int64))
        names = ("time", "place", "state", "count") if self._is_by_place else ("time", "state", "count")
        return pl.DataFrame([columns[name] for name in names])

    def flush(self) -> None:
        """Write the file anew, with everything taken so far.

        Raises EnvironmentProblem if the disk refuses.
        """
        if self._path is not None:
            write_frame(self._path, self.frame())

    def state(self) -> int:
        """What a checkpoint needs to go on from here: writes the file, and returns its number of rows."""
        self.flush()
        return self._rows.size

    @classmethod
    def from_state(cls, path: Path, states: Sequence[str], state: int, *, is_by_place: bool = False) -> Self:
        """Go on from a checkpoint; counts taken after it are dropped.

        path, states, is_by_place : as of the series that made the state
        state : what `state` returned
        Raises DamagedRun if the file is missing, unreadable or too short, EnvironmentProblem if it may
        not be read.
        """
        series = cls(path, states, is_by_place=is_by_place)
        frame = _read(path).head(state)
        if frame.height < state:
            raise DamagedRun(f"{path}: {frame.height} rows; the checkpoint counts on {state}")
        at = series._rows.extend(state)
        for name, column in zip(_DTYPE.names or (), series._rows.columns, strict=True):
            column[at] = frame[name].to_physical().to_numpy() if name in frame.columns else NOWHERE
        return series


def _read(path: Path) -> pl.DataFrame:
    with disk_problems(path):
        try:
            return pl.read_parquet(path)
        except (FileNotFoundError, pl.exceptions.PolarsError) as damage:
            raise DamagedRun(f"{path}: missing or unreadable") from damage
