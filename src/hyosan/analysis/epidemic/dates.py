"""Dates in files: ISO dates, or day numbers where there is no calendar; day 1 is the first day."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from hyosan.analysis.epidemic.infections import Floats
from hyosan.analysis.epidemic.text_table import TextTable

DateFormat = Literal["iso", "day"]

EPOCH = date(1970, 1, 1).toordinal()
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"
EXPECTED = {
    "iso": "an ISO date such as 2015-05-31, or nothing where it is not known",
    "day": "a day number such as 1 or 2.5, or nothing where it is not known",
}


def read_days(table: TextTable, column: str, dates: DateFormat) -> Floats:
    """Read a column of dates as days: since 1970-01-01 for ISO dates, since the start of day 1 for day numbers.

    Returns (rows,) d; NaN where nothing is known.
    Raises BadInput for a cell that is no date.
    """
    cells = table.cells[column]
    days = _iso_days(cells) if dates == "iso" else _day_numbers(cells) - 1
    table.refuse(cells.is_not_null() & days.is_null(), column, EXPECTED[dates])
    return days.fill_null(np.nan).to_numpy()


def _iso_days(cells: pl.Series) -> pl.Series:
    parsed = cells.str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Float64)
    # The parser alone would take 2015-5-1 as well, and the year 0.
    is_date = cells.str.contains(ISO_DATE) & (parsed > -EPOCH)
    return _only(is_date, parsed)


def _day_numbers(cells: pl.Series) -> pl.Series:
    numbers = cells.cast(pl.Float64, strict=False)
    return _only(numbers.is_finite(), numbers)


def _only(keep: pl.Series, values: pl.Series) -> pl.Series:
    """The values to keep, null in place of the others."""
    return values.zip_with(keep.fill_null(False), pl.Series([None], dtype=values.dtype))


def first_day_of(columns: Iterable[Floats]) -> date | None:
    """Date of the earliest of some days since 1970-01-01, or None where none is known."""
    earliest = [float(np.nanmin(days)) for days in columns if not np.isnan(days).all()]
    return date.fromordinal(EPOCH + int(min(earliest))) if earliest else None


def since(days: Floats, first_day: date | None) -> Floats:
    """Turn days since 1970-01-01 into days since the start of day 1; without a calendar they are that already."""
    return days if first_day is None else days - (first_day.toordinal() - EPOCH)


def written_dates(name: str, times: Floats, first_day: date | None) -> pl.Series:
    """Write times as ISO dates where day 1 has a date, else as the number of the day.

    times : (cases,) d since the start of day 1; NaN where not known
    Returns (cases,) dates or integers; null where not known.
    """
    whole = pl.Series(name, np.floor(times), dtype=pl.Float64).fill_nan(None)
    if first_day is None:
        return whole.cast(pl.Int64) + 1
    return (whole.cast(pl.Int32) + (first_day.toordinal() - EPOCH)).cast(pl.Date)
