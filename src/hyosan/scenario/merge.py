"""Laying files over each other: tables merge key by key, rows by identity, everything else is replaced."""

from collections.abc import Hashable, Mapping
from copy import deepcopy
from typing import Any

from hyosan.scenario.complaints import Complaint
from hyosan.scenario.identity import IDENTITY, Path, identity, is_rows, label
from hyosan.scenario.provenance import Origins
from hyosan.scenario.wording import nearest, shown

Table = dict[str, Any]

FRESH = {
    "wait": "distribution",
    "delay": "distribution",
}  #: table -> key that, once named, starts the table anew instead of merging it


class Draft:
    """A scenario being put together, layer by layer.

    table      : what the layers give so far
    origins    : the file that each key was written in
    complaints : rows given twice in one file, or removed although nobody gave them
    """

    def __init__(self, whole: str) -> None:
        self.table: Table = {}
        self.origins = Origins(whole)
        self.complaints: list[Complaint] = []

    def lay(self, layer: Mapping[str, Any], file: str) -> None:
        """Lay the content of one file over what is there; a population of another kind drops the one below it."""
        below, above = self.table.get("population"), layer.get("population")
        if (
            isinstance(below, dict)
            and isinstance(above, Mapping)
            and above.get("kind") not in (None, below.get("kind"))
        ):
            for key in ("population", "contacts"):
                self.table.pop(key, None)
                self.origins.forget((key,))
        self._lay_table(self.table, layer, file, ())

    def _lay_table(self, into: Table, layer: Mapping[str, Any], file: str, path: Path) -> None:
        for key, value in layer.items():
            here = (*path, key)
            if is_rows(key, value):
                rows = into.get(key)
                if not isinstance(rows, list):
                    rows = into[key] = []
                    self.origins.note_all(here, rows, file)
                self._lay_rows(rows, value, file, here)
            elif isinstance(value, Mapping):
                if not self._merges(into.get(key), key, value):
                    into[key] = {}
                    self.origins.note_all(here, {}, file)
                self._lay_table(into[key], value, file, here)
            else:
                into[key] = deepcopy(value)
                self.origins.note_all(here, value, file)

    def _merges(self, old: object, key: str, new: Mapping[str, Any]) -> bool:
        return isinstance(old, dict) and not (key in FRESH and FRESH[key] in new)

    def _lay_rows(self, rows: list[Any], layer: list[Any], file: str, path: Path) -> None:
        array = path[-1]
        known: dict[Hashable, int] = {identity(array, row): index for index, row in enumerate(rows)}
        seen: set[Hashable] = set()
        dropped: list[int] = []
        for row in layer:
            who = identity(array, row)
            if who is not None and who in seen:
                self._complain((*path, label(array, row, 0)), "given twice in this file", "one row each", file)
            seen.add(who)
            if isinstance(row, Mapping) and "remove" in row:
                dropped += self._drop(row, known.get(who) if who else None, rows, file, path)
            elif who is not None and who in known:
                self._lay_over(rows[known[who]], row, file, path, known[who])
            else:
                known[who] = len(rows)
                self._append(rows, row, file, path)
        for index in sorted(dropped, reverse=True):
            self.origins.forget((*path, label(array, rows[index], index)))
            del rows[index]

    def _lay_over(self, old: Table, row: Mapping[str, Any], file: str, path: Path, index: int) -> None:
        changes = {key: value for key, value in row.items() if key not in IDENTITY[path[-1]]}
        self._lay_table(old, changes, file, (*path, label(path[-1], old, index)))

    def _append(self, rows: list[Any], row: Any, file: str, path: Path) -> None:
        here = (*path, label(path[-1], row, len(rows)))
        rows.append(deepcopy(row))
        self.origins.note_all(here, row, file)

    def _drop(self, row: Mapping[str, Any], index: int | None, rows: list[Any], file: str, path: Path) -> list[int]:
        here = (*path, label(path[-1], row, 0))
        if row["remove"] is not True:
            self._complain((*here, "remove"), shown(row["remove"]), "true", file)
        elif index is None:
            names = [label(path[-1], old, at) for at, old in enumerate(rows)]
            wanted = "the name of a row that a file before this one gives"
            self._complain((*here, "remove"), "nothing to remove", wanted, file, nearest(here[-1], names))
        else:
            return [index]
        return []

    def _complain(self, path: Path, found: str, accepted: str, file: str, suggestion: str | None = None) -> None:
        self.complaints.append(Complaint(path, found, accepted, suggestion, file))
