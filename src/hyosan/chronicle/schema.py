"""The tables of the chronicle: what each column is in memory, in the digest and on disk.

In memory and in the digest a table is an array of packed little-endian records that hold codes; -1 stands for
none, NaN for no value. On disk, and for those who read a run, it is a Polars frame with words and nulls.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.world.codes import Act, Drive, Kind, LinkRole

NONE = -1


@dataclass(frozen=True)
class Column:
    """One column of a table.

    name        : its name everywhere
    format      : NumPy format of its packed field
    codes       : the enumeration whose lower-case names are its words on disk; None for plain numbers
    is_nullable : whether -1 (NaN in a float column) means null
    """

    name: str
    format: str
    codes: type[IntEnum] | None = None
    is_nullable: bool = False

    @property
    def is_float(self) -> bool:
        return self.format == "<f8"

    @cached_property
    def words(self) -> list[str]:
        """Lower-case names of the codes, in the order of the enumeration."""
        return [code.name.lower() for code in self.codes or ()]

    @cached_property
    def _codes(self) -> npt.NDArray[Any]:
        """Code of each word; the last entry stands for null."""
        return np.array([*(code.value for code in self.codes or ()), NONE], self.format)

    @cached_property
    def _positions(self) -> npt.NDArray[np.int64]:
        """Position of each code among the words, -1 where there is no such code; the last entry is that of NONE."""
        positions = np.full(int(self._codes.max()) + 2, NONE, np.int64)
        positions[self._codes[:-1]] = np.arange(len(self.words))
        return positions

    @property
    def polars_type(self) -> pl.DataType:
        """The type of the column on disk: an Enum where the column holds codes."""
        if self.codes:
            return pl.Enum(self.words)
        return {"<i8": pl.Int64(), "<i4": pl.Int32(), "<f8": pl.Float64()}[self.format]

    def series(self, values: npt.NDArray[Any]) -> pl.Series:
        """Turn packed values into words and nulls.

        values : (n,) codes or numbers
        Returns a series of `polars_type`.
        Raises AssertionError for a code that the enumeration does not have.
        """
        if self.codes:
            words = pl.Series(self.name, self.words, dtype=self.polars_type)
            return words.gather(self._word_positions(values))
        plain = pl.Series(self.name, np.ascontiguousarray(values), dtype=self.polars_type)
        if not self.is_nullable:
            return plain
        return plain.fill_nan(None) if self.is_float else plain.replace(NONE, None)

    def values(self, series: pl.Series) -> npt.NDArray[Any]:
        """Turn words and nulls into packed values: the reverse of `series`.

        series : of `polars_type`
        Returns (n,) codes or numbers.
        """
        if self.codes:
            positions = series.to_physical().cast(pl.Int64).fill_null(NONE)
            return np.take(self._codes, positions.to_numpy())
        plain: npt.NDArray[Any] = series.fill_null(np.nan if self.is_float else NONE).to_numpy()
        return plain

    def _word_positions(self, codes: npt.NDArray[Any]) -> pl.Series:
        rows = codes.astype(np.intp)
        is_inside = (rows >= NONE) & (rows < len(self._positions) - 1)
        if not is_inside.all():
            raise AssertionError(f"column {self.name}: no word for code {codes[is_inside.argmin()]}")
        positions = self._positions[rows]
        is_none = positions == NONE
        if not is_none.any():
            return pl.Series(positions)
        is_wrong = is_none & ((rows != NONE) | (not self.is_nullable))
        if is_wrong.any():
            raise AssertionError(f"column {self.name}: no word for code {codes[is_wrong.argmax()]}")
        return pl.Series(positions).replace(NONE, None)


@dataclass(frozen=True)
class Table:
    """One table of the chronicle.

    name    : also the stem of its files
    columns : in the order of the packed record and of the frame
    """

    name: str
    columns: tuple[Column, ...]

    @cached_property
    def dtype(self) -> np.dtype[np.void]:
        """The packed record: little-endian, no padding."""
        return np.dtype([(column.name, column.format) for column in self.columns])

    @property
    def polars_schema(self) -> pl.Schema:
        """Names and types of the columns on disk."""
        return pl.Schema({column.name: column.polars_type for column in self.columns})

    def frame(self, records: npt.NDArray[np.void]) -> pl.DataFrame:
        """Turn packed records into the frame that is written and read.

        records : (n,) of `dtype`
        Raises AssertionError for a code without a word.
        """
        return pl.DataFrame([column.series(records[column.name]) for column in self.columns])

    def records(self, frame: pl.DataFrame) -> npt.NDArray[np.void]:
        """Turn a frame back into the packed records that it was made from.

        frame : of `polars_schema`
        """
        records = np.zeros(frame.height, self.dtype)
        for column in self.columns:
            records[column.name] = column.values(frame[column.name])
        settle_floats(records)
        return records


def settle_floats(records: npt.NDArray[np.void]) -> None:
    """Give every NaN the same bits and every zero a plus sign, in place.

    Both differ between processors (the NaN of an invalid operation is negative on x86 and positive on ARM;
    which zero `min(0.0, -0.0)` returns is left open), and neither may tell two equal runs apart.

    records : (n,) packed records
    """
    for values in _float_fields(records):
        values += 0.0
        values[np.isnan(values)] = np.nan


def _float_fields(records: npt.NDArray[np.void]) -> Iterator[npt.NDArray[np.float64]]:
    return (records[name] for name in records.dtype.names or () if records.dtype[name].kind == "f")


EVENTS = Table(
    "events",
    (
        Column("id", "<i8"),  # ascending from 0, without gaps
        Column("time", "<i8"),  # s since the start of day 1
        Column("kind", "<i2", Kind),
        Column("who", "<i4", is_nullable=True),
        Column("other", "<i4", is_nullable=True),
        Column("place", "<i4", is_nullable=True),
        Column("cause", "<i8", is_nullable=True),  # id of the trigger; null only for event 0
        Column("value", "<f8", is_nullable=True),
    ),
)

LINKS = Table(
    "links",
    (
        Column("event", "<i8"),
        Column("because_of", "<i8"),
        Column("role", "<i2", LinkRole),
    ),
)

CHOICES = Table(
    "choices",
    (
        Column("event", "<i8"),
        Column("act", "<i2", Act),
        Column("drive", "<i2", Drive),
        Column("runner_up", "<i2", Act, is_nullable=True),  # null where only one act was on offer
        Column("utility", "<f8"),
        Column("runner_up_utility", "<f8", is_nullable=True),
    ),
)

TABLES = (EVENTS, LINKS, CHOICES)
