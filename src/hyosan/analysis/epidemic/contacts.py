"""Contacts in a CSV file: who infected whom, with every way in which that can be impossible."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from hyosan.analysis.epidemic.infections import Pairs
from hyosan.analysis.epidemic.text_table import TextTable, read_table
from hyosan.errors import BadInput

SeveralInfectors = Literal["refuse", "keep"]

CONTACT_COLUMNS = {"from": "from", "to": "to"}  #: role to usual name of the column
N_LISTED = 5  #: ids named in a complaint about many
MAX_COMPARED = 10_000  #: ids among which the nearest to a misspelt one is looked for


def read_pairs(path: Path, columns: Mapping[str, str], ids: pl.Series, several_infectors: SeveralInfectors) -> Pairs:
    """Read contacts, one row for each transmission from a case to a case; a pair that is there again counts once.

    columns           : role ("from", "to") to name of the column
    ids               : (cases,) of the line list
    several_infectors : of one case: "refuse" or "keep" them
    Raises BadInput naming file, row and column for: a missing column; an id that is missing or not in the line list;
    a contact of somebody with themselves; several infectors; chains that lead back to where they began.
    """
    table = read_table(path)
    names = table.columns(columns, CONTACT_COLUMNS, tuple(CONTACT_COLUMNS))
    infector, infectee = (_rows_of(table, names[role], ids) for role in CONTACT_COLUMNS)
    table.refuse(infector == infectee, names["to"], "a case other than its infector")
    pairs = pl.DataFrame({"from": infector, "to": infectee}).with_row_index("row")
    pairs = pairs.unique(["from", "to"], keep="first", maintain_order=True)
    if several_infectors == "refuse":
        _refuse_several(table, names["to"], pairs, ids)
    found = Pairs(pairs["from"].to_numpy(), pairs["to"].to_numpy())
    _refuse_loops(table, found, ids)
    return found


def _rows_of(table: TextTable, column: str, ids: pl.Series) -> pl.Series:
    """Rows of the cases that a column names."""
    cells = table.cells[column]
    table.refuse(cells.is_null(), column, "the id of a case")
    known = pl.DataFrame({"id": ids, "row": pl.arange(len(ids), dtype=pl.Int64, eager=True)})
    rows = cells.alias("id").to_frame().join(known, "id", "left", maintain_order="left")["row"]
    is_unknown = rows.is_null()
    if is_unknown.any():
        near = difflib.get_close_matches(cells.filter(is_unknown)[0], ids.head(MAX_COMPARED).to_list(), n=1)
        table.refuse(is_unknown, column, "the id of a case in the line list", suggestion=near[0] if near else None)
    return rows


def _refuse_several(table: TextTable, column: str, pairs: pl.DataFrame, ids: pl.Series) -> None:
    """Complain about the first case that has a second infector."""
    again = pairs.filter(~pl.col("to").is_first_distinct())
    if again.height:
        row, _, case = again.row(0)
        infectors = ids.gather(pairs.filter(pl.col("to") == case)["from"])
        raise BadInput(
            table.file,
            table.cell_name(row, column),
            f"{ids[case]} has {len(infectors)} infectors: {_listed(infectors)}",
            "one infector for each case (several can be kept as rivals if asked for)",
            n_more=again["to"].n_unique() - 1,
        )


def _refuse_loops(table: TextTable, pairs: Pairs, ids: pl.Series) -> None:
    """Complain about the first cases who would have infected each other, directly or through others."""
    graph = csr_array((np.ones(len(pairs), np.int8), (pairs.infector, pairs.infectee)), shape=(len(ids), len(ids)))
    _, circle = connected_components(graph, directed=True, connection="strong")
    in_loop = np.bincount(circle) > 1
    if in_loop.any():
        members = np.flatnonzero(circle == circle[np.flatnonzero(in_loop[circle])[0]])
        raise BadInput(
            table.file,
            "contacts",
            f"a loop of infectors: {_listed(ids.gather(members))}",
            "chains of infectors that never lead back",
            n_more=int(in_loop.sum()) - 1,
        )


def _listed(ids: pl.Series) -> str:
    rest = len(ids) - N_LISTED
    return ", ".join(ids.head(N_LISTED).to_list()) + (f" and {rest} more" if rest > 0 else "")
