"""Contact matrices by age band: read from a CSV file beside the scenario, kept in the resolved scenario as a table.

A run folder has to say by itself what was run, so a file's content takes the place of its name when a scenario is read.
"""

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyosan.errors import BadInput, EnvironmentProblem
from hyosan.scenario.accepts import Accepts, refusal
from hyosan.scenario.catalog import displayed
from hyosan.scenario.wording import listed, shown

MAX_BANDS = 101
MAX_ENTRY = 1_000.0  #: contacts per d
SETTINGS = ("school", "work", "community")  #: settings of [contacts] that may have a matrix

_BAND = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|\+)")
_BANDS = "bands of ages from 0 on without a gap, such as 0-4, 5-9, …, 75+"
_ROW = "a row of contacts per day for each band, first its name, in the order of the columns"
_ENTRY = f"a number from 0 to {MAX_ENTRY:,.0f}"
_FILE = "a CSV file of a header with age bands and a row for each band"


@dataclass(frozen=True)
class ContactMatrix:
    """Contacts per day of a person of the row's age band with people of the column's.

    starts : (bands) first age of each band; the last has no end
    rows   : (bands, bands)
    """

    starts: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]


class Unusable(Exception):  # noqa: N818 (a finding on the way to a message, never seen by users)
    """What is wrong with a matrix, and where: line 1 is the header, column 1 the name of a row."""

    def __init__(self, line: int, column: int | None, found: str, accepted: str) -> None:
        self.at = f"line {line}" if column is None else f"line {line}, column {column}"
        self.found = found
        self.accepted = accepted
        super().__init__(found)


def contact_matrix(bands: Sequence[Any], rows: Sequence[Sequence[Any]]) -> ContactMatrix:
    """The matrix of a header and its rows of numbers.

    Raises: Unusable if bands do not follow each other from 0 on, or it is not square, or an entry is no number.
    """
    starts = tuple(_starts(bands))
    if len(rows) != len(bands):
        raise Unusable(len(rows) + 1, None, f"{len(rows)} rows under {len(bands)} bands", _ROW)
    for line, row in enumerate(rows, start=2):
        if len(row) != len(bands):
            raise Unusable(line, None, f"{len(row)} numbers under {len(bands)} bands", _ROW)
        for column, entry in enumerate(row, start=2):
            is_number = isinstance(entry, int | float) and not isinstance(entry, bool)
            if not is_number or not 0.0 <= entry <= MAX_ENTRY:
                raise Unusable(line, column, shown(entry), _ENTRY)
    return ContactMatrix(starts, tuple(tuple(float(entry) for entry in row) for row in rows))


def _starts(bands: Sequence[Any]) -> Iterator[int]:
    """First ages of bands, once each begins where the one before ends."""
    if not 1 <= len(bands) <= MAX_BANDS:
        raise Unusable(1, None, f"{len(bands)} age bands", f"1 to {MAX_BANDS} bands")
    due = 0
    for column, band in enumerate(bands, start=2):
        match = _BAND.fullmatch(band.strip()) if isinstance(band, str) else None
        is_last = column == len(bands) + 1
        if match is None or int(match[1]) != due or (match[2] is None) != is_last:
            raise Unusable(1, column, f"{shown(band)} where a band from {due} is due", _BANDS)
        yield due
        if match[2] is not None:
            if int(match[2]) < due:
                raise Unusable(1, column, f"{shown(band)}, which ends before it begins", _BANDS)
            due = int(match[2]) + 1


@dataclass(frozen=True)
class MatrixTable(Accepts):
    """A matrix as the resolved scenario has it; a file's name is replaced before."""

    accepted: str = "the name of a CSV file, or a table with bands and rows"

    def read(self, value: Any) -> ContactMatrix:
        parts = (value.get("bands"), value.get("rows")) if isinstance(value, dict) else (None, None)
        bands, rows = parts
        if not isinstance(bands, list) or not isinstance(rows, list) or len(value) != 2:
            raise self.refuse(value)
        if not all(isinstance(row, list) for row in rows):
            raise refusal("rows that are no arrays", self.accepted)
        try:
            return contact_matrix(bands, rows)
        except Unusable as unusable:
            raise refusal(f"{unusable.found} ({unusable.at})", unusable.accepted) from None

    def schema(self) -> dict[str, Any]:
        row = {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": MAX_ENTRY}}
        properties = {"bands": {"type": "array", "items": {"type": "string"}}, "rows": {"type": "array", "items": row}}
        table = {
            "type": "object",
            "properties": properties,
            "required": ["bands", "rows"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "string", "minLength": 1}, table]}


def with_matrices(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The content of a scenario file with matrices in place of the names of their files.

    folder : the one from which paths go on
    Raises: BadInput naming the CSV file, and line and column in it; EnvironmentProblem if it may not be read.
    """
    contacts = table.get("contacts")
    if not isinstance(contacts, dict):
        return table
    changed = {
        setting: {**meeting, "matrix": _table_of(folder / meeting["matrix"])}
        for setting, meeting in contacts.items()
        if setting in SETTINGS and isinstance(meeting, dict) and isinstance(meeting.get("matrix"), str)
    }
    return {**table, "contacts": {**contacts, **changed}} if changed else table


def _table_of(path: Path) -> dict[str, Any]:
    """A CSV file as the table that stands for it."""
    name = displayed(path)
    header, *lines = _lines(path, name) or [[]]
    bands = [band.strip() for band in header[1:]]
    try:
        rows = [_numbers(line, number, bands) for number, line in enumerate(lines, start=2)]
        contact_matrix(bands, rows)
    except Unusable as unusable:
        raise BadInput(name, unusable.at, unusable.found, unusable.accepted) from None
    return {"bands": bands, "rows": rows}


def _lines(path: Path, name: str) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [line for line in csv.reader(file) if any(cell.strip() for cell in line)]
    except FileNotFoundError:
        raise BadInput(name, "file", "no such file", _FILE) from None
    except PermissionError as error:
        raise EnvironmentProblem(f"{name}: reading it is not permitted") from error
    except (OSError, ValueError, csv.Error):
        raise BadInput(name, "file", "no text in UTF-8 with commas", _FILE) from None


def _numbers(line: list[str], number: int, bands: list[str]) -> list[float]:
    """The numbers of a line, once it is that of the band whose turn it is."""
    if number - 2 < len(bands) and line[0].strip() != bands[number - 2]:
        found = f"a row of {shown(line[0].strip())} where {shown(bands[number - 2])} is due"
        raise Unusable(number, 1, found, f"{_ROW}: {listed(bands, most=20)}")
    return [_number(cell, number, column) for column, cell in enumerate(line[1:], start=2)]


def _number(cell: str, line: int, column: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise Unusable(line, column, shown(cell.strip()), _ENTRY) from None
    if not math.isfinite(value):
        raise Unusable(line, column, shown(cell.strip()), _ENTRY)
    return value
