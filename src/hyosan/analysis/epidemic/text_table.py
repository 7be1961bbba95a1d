"""A CSV file as texts, with complaints that name the row and the column."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from hyosan.chronicle.files import disk_problems
from hyosan.errors import BadInput

NOT_KNOWN = ("", "NA")  #: cells that say nothing; R writes NA


@dataclass(frozen=True)
class TextTable:
    """A CSV file whose cells are all texts, without blanks around them; null where nothing is known.

    file  : its path, for complaints
    cells : one column of texts each; rows without any are left out
    rows  : (rows,) number of each row in the file, where the header is row 1 as in a spreadsheet
    """

    file: str
    cells: pl.DataFrame
    rows: pl.Series

    def cell_name(self, row: int, column: str) -> str:
        """Name a cell for a complaint."""
        return f"row {self.rows[row]}, column {column}"

    def columns(self, asked: Mapping[str, str], usual: Mapping[str, str], needed: tuple[str, ...]) -> dict[str, str]:
        """Find which column plays which role: as asked for, else as usual where such a column is there.

        asked, usual : role to name of the column
        needed       : roles that must be there
        Raises BadInput for an unknown role, and for a column that is asked for or needed and not there.
        """
        for role in asked:
            if role not in usual:
                raise BadInput("columns", role, "no such role", f"one of {', '.join(usual)}", _nearest(role, usual))
        found = {}
        for role, name in {**usual, **asked}.items():
            if name in self.cells.columns:
                found[role] = name
            elif role in asked or role in needed:
                raise BadInput(
                    self.file,
                    "row 1",
                    f"no column {name!r} ({role})",
                    f"one of {', '.join(self.cells.columns)}",
                    _nearest(name, self.cells.columns),
                )
        return found

    def refuse(
        self,
        is_bad: pl.Series,
        column: str,
        accepted: str,
        found: pl.Series | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Complain about the first bad cell of a column, if there is any, and count the rest.

        is_bad     : (rows,)
        accepted   : what would do
        found      : (rows,) what to say is there; the cell itself where None
        suggestion : the nearest thing that would do, or None
        Raises BadInput.
        """
        bad = is_bad.arg_true()
        if len(bad):
            row = int(bad[0])
            cell = (self.cells[column] if found is None else found)[row]
            text = "nothing" if cell is None else repr(cell) if found is None else cell
            raise BadInput(self.file, self.cell_name(row, column), text, accepted, suggestion, len(bad) - 1)


def read_table(path: Path) -> TextTable:
    """Read a CSV file with a header: UTF-8, separated by commas, quoted where need be.

    Raises BadInput for a file that is missing, empty or no CSV, EnvironmentProblem if it may not be read.
    """
    with disk_problems(path):
        try:
            cells = pl.read_csv(path, infer_schema=False).rename(str.strip)
        except FileNotFoundError:
            raise BadInput(str(path), "file", "missing", "a CSV file") from None
        except pl.exceptions.NoDataError:
            raise BadInput(str(path), "file", "empty", "a CSV file with a header") from None
        except pl.exceptions.PolarsError as problem:
            reason = str(problem).splitlines()[0]
            raise BadInput(str(path), "file", reason, "a CSV file in UTF-8, with as many cells in each row") from None
    texts = cells.select(pl.all().str.strip_chars())
    known = texts.select(pl.when(~pl.all().is_in(NOT_KNOWN)).then(pl.all()))
    is_row = known.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    rows = pl.arange(2, len(is_row) + 2, eager=True)
    return TextTable(str(path), known.filter(is_row), rows.filter(is_row))


def _nearest(name: str, known: Mapping[str, str] | list[str]) -> str | None:
    near = difflib.get_close_matches(name, list(known), n=1)
    return near[0] if near else None
