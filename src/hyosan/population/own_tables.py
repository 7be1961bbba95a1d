"""Files of one's own population as tables: what is wrong with one is told with its row, counted from 1, and column."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import polars as pl

from hyosan.errors import BadInput
from hyosan.scenario.households import MAX_AGE
from hyosan.scenario.own_files import OwnFile, checksum_of
from hyosan.world.columns import Ids, Ints

OLDEST = 120  #: years; who is older than 100 counts as 100


def table_of(file: OwnFile, columns: Mapping[str, bool], fill: Mapping[str, str] | None = None) -> pl.DataFrame:
    """A file as texts, blanks as nulls, and every column that it may have.

    columns : column -> whether it has to be there
    fill    : column -> what stands in one that is absent, instead of nulls
    Raises  : BadInput naming an unknown or missing column, or a file that has changed or cannot be read
    """
    table = texts_of(file, columns)
    absent = [pl.lit((fill or {}).get(name), pl.String).alias(name) for name in columns if name not in table.columns]
    return table.with_columns(absent)


def texts_of(file: OwnFile, columns: Mapping[str, bool]) -> pl.DataFrame:
    """The same without the columns that are absent."""
    path = str(file.path)
    if checksum_of(file.path) != file.checksum:
        raise BadInput(path, "file", "other content than when the scenario was read", "the same file")
    table = _read(file.path)
    for name in table.columns:
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            raise BadInput(
                path, f"column {name}", "unknown column", f"known are {', '.join(columns)}", near[0] if near else None
            )
    for name, is_needed in columns.items():
        if is_needed and name not in table.columns:
            raise BadInput(path, f"column {name}", "missing", f"columns {', '.join(columns)}")
    texts = [pl.col(name).cast(pl.String).str.strip_chars() for name in table.columns]
    return table.with_columns(texts).with_columns(pl.all().replace("", None))


def _read(path: Path) -> pl.DataFrame:
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0][:80]
        raise BadInput(str(path), "file", f"cannot be read ({reason})", "a .parquet or .csv file in UTF-8") from None


def refuse(
    file: OwnFile, table: pl.DataFrame, column: str, where: pl.Expr, accepted: str, why: str | None = None
) -> None:
    """Raise BadInput for the first row that meets a condition."""
    rows = table.select(where.fill_null(False).arg_true()).to_series()
    if not len(rows):
        return
    value = table[column][rows[0]]
    found = "missing" if value is None else f'"{str(value)[:60]}"' + (f" {why}" if why else "")
    raise BadInput(str(file.path), f"row {rows[0] + 1}, column {column}", found, accepted, n_more=len(rows) - 1)


def refuse_without_id(file: OwnFile, table: pl.DataFrame, accepted: str) -> None:
    """Raise BadInput for a row without a name, or with that of an earlier one."""
    refuse(file, table, "id", pl.col("id").is_null(), accepted)
    refuse(file, table, "id", ~pl.col("id").is_first_distinct(), accepted, "twice")


def ages_of(file: OwnFile, people: pl.DataFrame) -> pl.Expr:
    """Column `age` in whole years, up to 100.

    Raises: BadInput for the first that is none
    """
    years = pl.col("age").cast(pl.Float64, strict=False)
    impossible = ~(years.is_between(0, OLDEST) & (years == years.floor())).fill_null(False)
    refuse(file, people, "age", impossible, f"whole years from 0 to {OLDEST}")
    return years.clip(upper_bound=MAX_AGE).cast(pl.Int64)


def numbered(names: pl.Series) -> Ints:
    """(rows) number of each name, for names whose rows are adjacent."""
    return np.cumsum(np.append(False, (names[1:] != names[:-1]).to_numpy())).astype(np.int64)


def starts_of(numbers: Ints) -> Ids:
    """First row of each number, and the number of rows."""
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return np.append(firsts, len(numbers)).astype(np.int32)
