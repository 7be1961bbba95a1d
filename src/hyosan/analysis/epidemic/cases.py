"""The cases of a run as bare columns: what the ending of millions and the fuller `Infections` are both made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.epidemic.infections import DAY_S, NONE, Floats, Ints
from hyosan.analysis.epidemic.latest import Latest
from hyosan.analysis.run_facts import is_society
from hyosan.chronicle import EVENTS, RunRecord
from hyosan.world.codes import Kind, Setting

Narrow = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]

BLOCK = 1 << 18  #: cases that are worked on at once
CASES = (Kind.INFECTION, Kind.IMPORTATION)
COURSE_COLUMNS = ("id", "time", "kind", "who")


@dataclass(frozen=True)
class Cases:
    """Infections of a run in the order of their events, 29 bytes each; all arrays are (cases,).

    event    : id of the event, ascending
    time     : s since the start of day 1
    who      : person
    infector : row of the infection of the one who passed it on, always an earlier one; -1 where nobody did
    place    : id of the place; -1 where it is not known
    setting  : code of the `Setting`; -1 of importations, and where people are named
    """

    event: Ints
    time: Ints
    who: Narrow
    infector: Narrow
    place: Narrow
    setting: Codes

    def __len__(self) -> int:
        return len(self.event)

    @cached_property
    def offspring(self) -> Ints:
        """Infections that each passed on."""
        counts: Ints = np.bincount(self.infector[self.infector >= 0], minlength=len(self))
        return counts

    @cached_property
    def generation(self) -> Narrow:
        """Infections between each and one that nobody passed on, block by block, since infectors come first."""
        depth = np.where(self.infector < 0, np.int32(0), np.int32(NONE))
        for low in range(0, len(self), BLOCK):
            waiting = low + np.flatnonzero(depth[low : low + BLOCK] < 0)
            while waiting.size:
                of_infector = depth[self.infector[waiting]]
                is_known = of_infector >= 0
                depth[waiting[is_known]] = of_infector[is_known] + 1
                waiting = waiting[~is_known]
        return depth

    def generation_days(self) -> Iterator[Floats]:
        """Time from infection to infection of infectors and infectees, d; some pairs at a time."""
        for low in range(0, len(self), BLOCK):
            infectee = low + np.flatnonzero(self.infector[low : low + BLOCK] >= 0)
            yield (self.time[infectee] - self.time[self.infector[infectee]]) / DAY_S


def cases_of(record: RunRecord, course: tuple[Kind, ...] = ()) -> tuple[Cases, pl.DataFrame]:
    """Read the cases of a run and, in the same pass over its chronicle, what else is told of their course.

    The infector of a case is the one whose infection is the recorded cause; where the cause is of another kind (a
    bite), it is the latest infection of the one who passed it on. An importation is a case as well, unless it is the
    recorded cause of an infection of the same person and so the same case.

    record : of a run; of one that has not ended, the finished parts
    course : further kinds of event
    Returns the cases, and the events of the further kinds with the columns id, time (s), kind and who.
    Raises BadInput for a run that kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    wanted = _is_any(*CASES, *course) & pl.col("who").is_not_null()
    rows = {name: _Column(dtype) for name, dtype in _DTYPES.items()}
    later = [EVENTS.polars_schema.to_frame().select(COURSE_COLUMNS)]
    for frame in record.part_frames(EVENTS, where=wanted):
        for column in _rows(frame.filter(_is_any(*CASES))):
            rows[column.name].append(column.to_numpy())
        later.append(frame.filter(_is_any(*course)).select(COURSE_COLUMNS))
    return _linked(_Rows(*(rows[name].filled for name in _Rows._fields)), is_society(record)), pl.concat(later)


class _Rows(NamedTuple):
    """Infections and importations as the chronicle has them; all arrays are (events,), -1 stands for none."""

    id: Ints
    time: Ints
    who: Narrow
    other: Narrow
    place: Narrow
    cause: Ints
    setting: Codes
    is_import: Bools


_DTYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(("id", "time", "cause"), np.int64),
    **dict.fromkeys(("who", "other", "place"), np.int32),
    "setting": np.int8,
    "is_import": np.bool_,
}


class _Column:
    """An array that grows by doubling: room that is not written to yet takes no memory."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._values = np.empty(1024, dtype)
        self._n = 0

    def append(self, values: npt.NDArray[Any]) -> None:
        """Add values at the end."""
        end = self._n + len(values)
        if end > len(self._values):
            larger = np.empty(max(end, 2 * len(self._values)), self._values.dtype)
            larger[: self._n] = self.filled
            self._values = larger
        self._values[self._n : end] = values
        self._n = end

    @property
    def filled(self) -> npt.NDArray[Any]:
        """The values so far."""
        return self._values[: self._n]


def _is_any(*kinds: Kind) -> pl.Expr:
    return pl.col("kind").is_in([kind.name.lower() for kind in kinds])


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of `_Rows`."""
    setting = pl.when(pl.col("value").is_between(0, len(Setting) - 1)).then("value").otherwise(NONE)
    return frame.select(
        "id", "time", "who", pl.col("other", "place", "cause").fill_null(NONE),
        setting.cast(pl.Int8).alias("setting"), _is_any(Kind.IMPORTATION).alias("is_import"),
    )  # fmt: skip


def _linked(rows: _Rows, is_society: bool) -> Cases:
    """Cases with the rows of their infectors."""
    of_cause = _rows_of(rows.cause, rows.id)
    is_double = (of_cause >= 0) & rows.is_import[of_cause] & (rows.who[of_cause] == rows.who)
    if is_double.any():
        keep = np.ones(len(rows.id), np.bool_)
        keep[of_cause[is_double]] = False
        kept: list[npt.NDArray[Any]] = [column[keep] for column in rows]
        return _linked(_Rows(*kept), is_society)
    is_known = (of_cause >= 0) & (rows.who[of_cause] == rows.other)
    infector = np.where(is_known, of_cause, np.int32(NONE))
    bitten = np.flatnonzero(~is_known & (rows.other >= 0))
    if bitten.size:
        infector[bitten] = Latest(rows.id, rows.who).before(rows.id[bitten], rows.other[bitten])
    setting = rows.setting if is_society else np.full(len(rows.id), NONE, np.int8)
    return Cases(rows.id, rows.time, rows.who, infector, rows.place, setting)


def _rows_of(events: Ints, ids: Ints) -> Narrow:
    """Row of each event among ascending ids, -1 where it is none of them; a table over all ids beats a search."""
    row = np.full(int(ids[-1]) + 1 if len(ids) else 1, NONE, np.int32)
    row[ids] = np.arange(len(ids), dtype=np.int32)
    found: Narrow = row[events]
    return found
