"""The chronicle while it is being written: systems hand over arrays, parts go to disk, hashes run along."""

import struct
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from hyosan.chronicle.digest import RunningHash, run_digest
from hyosan.chronicle.files import disk_problems, write_frame
from hyosan.chronicle.parts import finished_parts, keep_parts, part_path
from hyosan.chronicle.rows import Rows
from hyosan.chronicle.schema import EVENTS, TABLES, settle_floats
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, SCHEMA_VERSION

PART_ROWS = 200_000
_LENGTH = struct.Struct("<q")

Numbers = npt.NDArray[Any] | int | float  #: (n,) array, or one number for all rows


class Chronicle:
    """What happened, row by row, each with the row that triggered it.

    A cause is the id of an earlier event, or -(r + 2) for row r of the batch being added, or -1 for none.

    folder    : the run folder; None to keep only the hashes, which come out the same
    part_rows : events after which a part is written, count
    Raises AssertionError if the folder holds a chronicle already, EnvironmentProblem if the disk refuses.
    """

    def __init__(self, folder: Path | None, part_rows: int = PART_ROWS) -> None:
        self._folder = folder
        self._part_rows = part_rows
        self._n_parts = 0
        self._batch_start = 0
        capacity = min(part_rows, PART_ROWS) * 3 // 2 + 1  # the batch that fills a part goes beyond it
        self._rows = [Rows(table.dtype, capacity) for table in TABLES]
        self._events, self._links, self._choices = self._rows
        self._handed = [Rows(table.dtype, capacity) for table in TABLES]  # a part on its way to the disk
        self._n_handed = [0 for _ in TABLES]  # rows in parts that are finished or on their way
        self._finishing: Future[None] | None = None
        self._hashes = [RunningHash(table.dtype) for table in TABLES]
        if folder is not None:
            with disk_problems(folder):
                part_path(folder, EVENTS, 0).parent.mkdir(parents=True, exist_ok=True)
            if finished_parts(folder):
                raise AssertionError(f"{folder} holds a chronicle; go on with it by `from_state`")

    @property
    def counts(self) -> dict[str, int]:
        """Rows added so far, by table."""
        return {
            table.name: handed + rows.size
            for table, handed, rows in zip(TABLES, self._n_handed, self._rows, strict=True)
        }

    @property
    def next_id(self) -> int:
        """Id that the next event will get."""
        return self._n_handed[0] + self._events.size

    def add(
        self,
        time: int,
        kind: int,
        *,
        cause: int,
        who: int = NOBODY,
        other: int = NOBODY,
        place: int = NOWHERE,
        value: float = np.nan,
    ) -> int:
        """Add one event.

        time  : s since the start of day 1
        kind  : a `Kind`
        cause : id of the event that triggered it; -1 only for event 0
        who, other, place : ids; -1 for none
        value : in the unit of the kind; NaN for none
        Returns the id of the event.
        Raises AssertionError as `add_batch` does.
        """
        return self.add_batch(time, kind, who, other, place, cause, value)

    def add_batch(
        self,
        time: Numbers,
        kind: Numbers,
        who: Numbers,
        other: Numbers,
        place: Numbers,
        cause: Numbers,
        value: Numbers,
    ) -> int:
        """Add events, in order.

        who   : (n,) ids, -1 for none; says how many events there are; all others are (n,) or one for all
        time  : s since the start of day 1
        kind  : `Kind` codes
        other, place : ids; -1 for none
        cause : ids of earlier events, or -(r + 2) for row r of this batch; -1 only for event 0
        value : in the unit of the kind; NaN for none
        Returns the id of the first of them; the others follow without gaps.
        Raises AssertionError naming the event whose cause is missing or not earlier than itself.
        """
        n = np.size(who)
        # Before the batch, not after it: its links and choices, which follow, belong to the same part.
        if self._events.size >= self._part_rows:
            self._hand_over()
        first = self._batch_start = self.next_id
        if n == 0:
            return first
        ids = np.arange(first, first + n)
        causes = self._resolved(cause, n)
        is_beginning = int(first == 0 and causes[0] == NO_EVENT)
        _check_earlier(ids[is_beginning:], causes[is_beginning:])
        at = self._events.extend(n)
        for column, values in zip(
            self._events.columns, (ids, time, kind, who, other, place, causes, value), strict=True
        ):
            column[at] = values
        return first

    def add_links(self, event: Numbers, because_of: Numbers, role: Numbers) -> None:
        """Add further causes of events.

        event      : (n,) ids, or -(r + 2) for row r of the last batch; says how many links there are
        because_of : (n,) or one for all; earlier than the event; ids, or -(r + 2) for row r of the last batch
        role       : `LinkRole` codes, (n,) or one for all
        Raises AssertionError naming an event that is unknown, or linked to itself or a later one.
        """
        n = np.size(event)
        if n == 0:
            return
        events, sources = self._resolved(event, n), self._resolved(because_of, n)
        self._check_known(events)
        _check_earlier(events, sources)
        self._add(self._links, n, events, sources, role)

    def add_choices(
        self,
        event: Numbers,
        act: Numbers,
        drive: Numbers,
        runner_up: Numbers,
        utility: Numbers,
        runner_up_utility: Numbers,
    ) -> None:
        """Add why choices fell as they did.

        event     : (n,) ids, or -(r + 2) for row r of the last batch; all others are (n,) or one for all
        act       : `Act` codes
        drive     : `Drive` codes: what decided it
        runner_up : `Act` codes; -1 where nothing else was on offer
        utility, runner_up_utility : with the draw added; NaN for no runner-up
        Raises AssertionError naming an event that is not in the chronicle.
        """
        n = np.size(event)
        if n == 0:
            return
        events = self._resolved(event, n)
        self._check_known(events)
        self._add(self._choices, n, events, act, drive, runner_up, utility, runner_up_utility)

    def _add(self, rows: Rows, n: int, *values: Numbers) -> None:
        at = rows.extend(n)
        for column, given in zip(rows.columns, values, strict=True):
            column[at] = given

    def _resolved(self, given: Numbers, n: int) -> npt.NDArray[np.int64]:
        """Replace the rows of the last batch by their ids."""
        ids = np.empty(n, np.int64)
        ids[:] = given
        if ids.min() < NO_EVENT:
            is_row = ids < NO_EVENT
            ids[is_row] = self._batch_start - 2 - ids[is_row]
        return ids

    def _check_known(self, events: npt.NDArray[np.int64]) -> None:
        is_unknown = (events < 0) | (events >= self.next_id)
        if is_unknown.any():
            raise AssertionError(f"event {events[is_unknown.argmax()]} is not in the chronicle")

    def flush(self) -> None:
        """Write what is in memory as one part, and take it into the hashes.

        Raises EnvironmentProblem if the disk refuses; nothing is lost then, and it can be tried again.
        """
        self.catch_up()
        if any(rows.size for rows in self._rows):
            self._exchange()
            self._finish()

    def _hand_over(self) -> None:
        """Have what is in memory written while the run goes on.

        Raises EnvironmentProblem if the disk refused the part before; nothing is lost then, and it can be tried again.
        """
        self.catch_up()
        self._exchange()
        self._finishing = _writing().submit(self._finish)

    def catch_up(self) -> None:
        """Let the part that is on its way reach the disk; one that failed before is tried again.

        Raises EnvironmentProblem if the disk refuses; nothing is lost then.
        """
        if self._finishing is not None:
            wait([self._finishing])  # not `result`: an interruption must not forget the part
            finished, self._finishing = self._finishing, None
            finished.result()
        elif any(rows.size for rows in self._handed):
            self._finish()

    def _exchange(self) -> None:
        for i, rows in enumerate(self._rows):
            self._n_handed[i] += rows.size
        self._rows, self._handed = self._handed, self._rows
        self._events, self._links, self._choices = self._rows

    def _finish(self) -> None:
        for rows in self._handed:
            settle_floats(rows.filled())
        if self._folder is not None:
            self._write_part(self._folder)
        for rows, running in zip(self._handed, self._hashes, strict=True):
            running.update(rows.filled())
            rows.clear()
        self._n_parts += 1

    def _write_part(self, folder: Path) -> None:
        # Events last: a part counts as finished when its events are there.
        for table, rows in reversed(list(zip(TABLES, self._handed, strict=True))):
            write_frame(part_path(folder, table, self._n_parts), table.frame(rows.filled()))

    def close(self) -> None:
        """Write the last part.

        Raises EnvironmentProblem if the disk refuses.
        """
        self.flush()

    def digest(self, columns: Iterable[tuple[str, npt.NDArray[Any]]]) -> str:
        """Digest of the run so far; ends a part.

        columns : (name, array) of the state, in the order of the model
        Returns 64 hexadecimal digits.
        """
        self.flush()
        return run_digest(SCHEMA_VERSION, columns, *self._hashes)

    def state(self) -> bytes:
        """Everything a checkpoint needs to go on from here; ends a part, so that parts hold what came before.

        Raises EnvironmentProblem if the disk refuses.
        """
        self.flush()
        pieces = [_LENGTH.pack(self._n_parts)]
        for running in self._hashes:
            state = running.state()
            pieces += [_LENGTH.pack(len(state)), state]
        return b"".join(pieces)

    @classmethod
    def from_state(cls, folder: Path | None, state: bytes, part_rows: int = PART_ROWS) -> Self:
        """Go on from a checkpoint; parts written after it are removed, to be written again.

        folder    : the run folder, or None as in the run that made the checkpoint
        state     : bytes that `state` returned; those of a new `Chronicle(None)` start from the beginning
        part_rows : events after which a part is written, count
        Raises DamagedRun if a part from before the checkpoint is missing.
        """
        chronicle = cls(None, part_rows)
        chronicle._folder = folder
        (chronicle._n_parts,) = _LENGTH.unpack_from(state)
        offset = _LENGTH.size
        for i in range(len(TABLES)):
            (length,) = _LENGTH.unpack_from(state, offset)
            offset += _LENGTH.size
            chronicle._hashes[i] = RunningHash.from_state(state[offset : offset + length])
            offset += length
        chronicle._n_handed = [running.n_records for running in chronicle._hashes]
        if folder is not None:
            keep_parts(folder, chronicle._n_parts)
        return chronicle


@cache
def _writing() -> ThreadPoolExecutor:
    """The one thread that hashes and writes parts, made when the first of them is full."""
    return ThreadPoolExecutor(1)


def _check_earlier(events: npt.NDArray[np.int64], causes: npt.NDArray[np.int64]) -> None:
    if len(causes) == 0 or (causes.min() >= 0 and causes.max() < events.min()):
        return
    is_wrong = (causes < 0) | (causes >= events)
    if is_wrong.any():
        row = is_wrong.argmax()
        raise AssertionError(f"event {events[row]}: its cause must be an earlier event, not {causes[row]}")
