"""Infections written as a line list and a table of contacts, as R's epicontacts and outbreaker2 take them.

`make_epicontacts(linelist, contacts, directed = TRUE)` finds its columns id, from and to where it looks for them;
`outbreaker_data(dates = linelist$date_onset, ctd = contacts[c("from", "to")])` takes dates and day numbers alike.
"""

from pathlib import Path

import numpy as np
import polars as pl

from hyosan.analysis.epidemic.dates import written_dates
from hyosan.analysis.epidemic.infections import Floats, Infections
from hyosan.chronicle.files import new_file

BLOCK = 1_000_000  #: rows that are put into words at once


def write_line_list(infections: Infections, path: Path) -> None:
    """Write one row for each case: id, dates, exact day of infection and onset, and what else is known.

    Dates are ISO dates where day 1 has a date, else day numbers. The exact days are day numbers with a fraction (1.5 is
    noon of day 1), so that outbreaks of hours keep their order; `read_line_list(dates="day")` reads them back.

    path : an older file is replaced
    Raises EnvironmentProblem if the file cannot be written.
    """
    times = {"infection": infections.infected, "onset": infections.onset}
    exact = dict(times)
    rest = infections.about
    for role in ("report", "death"):
        if role in rest.columns:
            times[role] = rest[role].cast(pl.Float64).fill_null(np.nan).to_numpy()
            rest = rest.drop(role)
    dated = [written_dates(f"date_{role}", time, infections.first_day) for role, time in times.items() if _known(time)]
    numbered = [_day_numbers(f"day_{role}", time) for role, time in exact.items() if _known(time)]
    _write(pl.DataFrame([infections.ids.alias("id"), *dated, *numbered, *rest.get_columns()]), path)


def write_contacts(infections: Infections, path: Path) -> None:
    """Write one row for each transmission: from, to, generation and serial interval (d), and the place if known.

    A case with rival infectors has a row for each.

    path : an older file is replaced
    Raises EnvironmentProblem if the file cannot be written.
    """
    pairs = infections.pairs
    intervals = {"generation_d": infections.infected, "serial_d": infections.onset}
    columns = [infections.ids.gather(pairs.infector).alias("from"), infections.ids.gather(pairs.infectee).alias("to")]
    for name, times in intervals.items():
        if _known(times):
            columns.append(pl.Series(name, times[pairs.infectee] - times[pairs.infector]).fill_nan(None))
    if "place" in infections.about.columns:
        columns.append(infections.about["place"].gather(pairs.infectee))
    _write(pl.DataFrame(columns), path)


def _known(times: Floats) -> bool:
    return not bool(np.isnan(times).all())


def _day_numbers(name: str, times: Floats) -> pl.Series:
    return pl.Series(name, times + 1).fill_nan(None)


def _write(frame: pl.DataFrame, path: Path) -> None:
    with new_file(path) as file:
        file.write(frame.head(0).write_csv().encode())
        for block in frame.iter_slices(BLOCK):
            file.write(block.write_csv(include_header=False).encode())
