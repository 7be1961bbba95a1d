"""How rows of arrays of tables are told apart: by a name, or by what they join."""

from collections.abc import Hashable, Mapping
from typing import Any

from hyosan.scenario.wording import MANY_DIGITS, plain

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "place_kind": ("name",),
    "place": ("name",),
    "passage": ("between",),
    "sound": ("name",),
    "grades": ("grade",),
    "period": ("name",),
    "person": ("name",),
    "bond": ("from", "to", "kind"),
    "behaviour": ("act",),
    "state": ("name",),
    "transition": ("from", "to"),
    "importation": ("name",),
    "school": ("name",),
    "detection": ("name",),
    "intervention": ("name",),
    "unit": ("name",),
    "order": ("name",),
    "claim": ("id",),
    "reading": ("name",),
    "answer": ("name",),
    "building": ("kind",),
    "road": ("name",),
    "post": ("name",),
    "pin": ("name",),
    "chance": ("name",),
}  #: array of tables -> keys that identify its rows

Path = tuple[str, ...]  #: keys and row labels from the top of a scenario down to a value


def identity(array: str, row: object) -> Hashable | None:
    """What makes a row of an array the same row in two files; None if the row does not say."""
    if not isinstance(row, Mapping):
        return None
    if array == "passage":
        ends = row.get("between")
        if not isinstance(ends, list) or len(ends) != 2:
            return None
        return frozenset(ends) if all(isinstance(end, str) for end in ends) else None
    values = tuple(row.get(key) for key in IDENTITY[array])
    return values if all(_can_identify(value) for value in values) else None


def _can_identify(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and abs(value) < MANY_DIGITS)


def label(array: str, row: object, index: int) -> str:
    """What messages and --set call a row: its name, "A ~ B", "A -> B", "A -> B (kind)"; "#3" without one."""
    if identity(array, row) is None or not isinstance(row, Mapping):
        return f"#{index + 1}"
    if array == "passage":
        return " ~ ".join(row["between"])
    if array in ("bond", "transition"):
        way = f"{row['from']} -> {row['to']}"
        return f"{way} ({row['kind']})" if array == "bond" else way
    return str(row[IDENTITY[array][0]])


def labels(array: str, row: Mapping[str, Any], index: int) -> tuple[str, ...]:
    """All labels by which a row may be called: a passage either way round."""
    name = label(array, row, index)
    if array == "passage" and identity(array, row) is not None:
        return name, " ~ ".join(reversed(row["between"]))
    return (name,)


def is_rows(key: str, value: object) -> bool:
    """Whether a value is an array of tables that merges row by row."""
    return key in IDENTITY and isinstance(value, list)


def dotted(path: Path) -> str:
    """A path as messages show it: short, on one line, without control characters."""
    return ".".join(plain(part, most=80) for part in path)
