"""Line lists: infections read from the CSV files that epidemiologists keep."""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from hyosan.analysis.epidemic.contacts import SeveralInfectors, read_pairs
from hyosan.analysis.epidemic.dates import DateFormat, first_day_of, read_days, since
from hyosan.analysis.epidemic.infections import NO_PAIRS, Floats, Infections, one_infector_each, unknown
from hyosan.analysis.epidemic.text_table import TextTable, read_table

DATES = {"infection": "date_infection", "onset": "date_onset", "report": "date_report", "death": "date_death"}
WORDS = {"sex": "sex", "place": "place", "outcome": "outcome"}
COLUMNS = {"id": "id", **DATES, "age": "age", **WORDS}  #: role to usual name of the column
OLDEST = 130  #: years


def read_line_list(
    path: Path,
    contacts: Path | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    contact_columns: Mapping[str, str] | None = None,
    dates: DateFormat = "iso",
    several_infectors: SeveralInfectors = "refuse",
) -> Infections:
    """Read a line list, one row for each case, and the contacts, one row for each transmission from a case to a case.

    Empty cells and NA are not known. Columns without a role are left out. Day 1 is the earliest date of all, and the
    observation ends with the latest. The columns of `about` are report and death (d since the start of day 1), age
    (years), sex, place and outcome, as far as they are there.

    path, contacts    : CSV files; without contacts no infector is known
    columns           : role to name of the column, roles as in `COLUMNS`; what is not mapped has its usual name
    contact_columns   : the same for the contacts, with the roles "from" (infector) and "to" (infectee)
    dates             : "iso" for ISO dates, "day" for day numbers
    several_infectors : of one case: "refuse" them, or "keep" them as rivals, the case then having none in the tree
    Raises BadInput naming file, row and column for: a missing column; a missing or repeated id; an impossible date or
    age; an onset before the infection; and everything that `contacts.read_pairs` refuses.
    """
    table = read_table(path)
    names = table.columns(columns or {}, COLUMNS, ("id",))
    ids = _ids(table, names["id"])
    days = {role: read_days(table, names[role], dates) for role in DATES if role in names}
    _check_order(table, names, days)
    first_day = first_day_of(days.values()) if dates == "iso" else None
    times = {role: since(column, first_day) for role, column in days.items()}
    pairs = NO_PAIRS if contacts is None else read_pairs(contacts, contact_columns or {}, ids, several_infectors)
    infector, rivals = one_infector_each(pairs, len(ids))
    return Infections(
        ids=ids,
        infected=times.get("infection", unknown(len(ids))),
        onset=times.get("onset", unknown(len(ids))),
        infector=infector,
        rivals=rivals,
        about=_about(table, names, times),
        first_day=first_day,
        observed_until=_end_of_last_day(times),
    )


def _ids(table: TextTable, column: str) -> pl.Series:
    ids = table.cells[column]
    table.refuse(ids.is_null(), column, "an id in each row")
    table.refuse(~ids.is_first_distinct(), column, "each id once")
    return ids.alias("id")


def _check_order(table: TextTable, names: Mapping[str, str], days: Mapping[str, Floats]) -> None:
    if "infection" in days and "onset" in days:
        infected = table.cells[names["infection"]]
        found = table.cells[names["onset"]] + " is before the infection on " + infected
        is_early = pl.Series(days["onset"] < days["infection"])
        table.refuse(is_early, names["onset"], "an onset on the day of the infection or later", found)


def _about(table: TextTable, names: Mapping[str, str], times: Mapping[str, Floats]) -> pl.DataFrame:
    known = [pl.Series(role, times[role]).fill_nan(None) for role in ("report", "death") if role in times]
    if "age" in names:
        known.append(_ages(table, names["age"]))
    return pl.DataFrame([*known, *(table.cells[names[role]].alias(role) for role in WORDS if role in names)])


def _ages(table: TextTable, column: str) -> pl.Series:
    cells = table.cells[column]
    ages = cells.cast(pl.Float64, strict=False)
    is_age = ages.is_between(0, OLDEST).fill_null(False)
    table.refuse(cells.is_not_null() & ~is_age, column, f"an age from 0 to {OLDEST} years, or nothing")
    return ages.alias("age")


def _end_of_last_day(times: Mapping[str, Floats]) -> float:
    """End of the day of the latest date; NaN where no date is known."""
    latest = [float(np.nanmax(column)) for column in times.values() if not np.isnan(column).all()]
    return math.floor(max(latest)) + 1.0 if latest else math.nan
