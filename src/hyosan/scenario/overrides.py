"""`--set key=value`: one change of a scenario, addressed by a dotted path."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from hyosan.errors import BadInput
from hyosan.scenario.identity import IDENTITY, Path, dotted, is_rows, label, labels
from hyosan.scenario.toml_file import MAX_DEPTH, is_deep
from hyosan.scenario.wording import listed, nearest, shown

OPTION = "--set"  #: named as the file in messages
_FORM = "key=value with a dotted key, such as person.On-jo.strength=0.9"
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."'=][^.=]*?))\s*([.=])""")


def parse_override(text: str) -> tuple[Path, Any]:
    """Path and value of an override: the value is read as TOML, else it is a bare text.

    Raises: BadInput if the text is not `key=value`.
    """
    if not text.isprintable():
        raise BadInput(OPTION, "text", shown(text), "printable characters on one line")
    text = unicodedata.normalize("NFC", text)
    path, position, end = [], 0, "."
    while end == ".":
        match = _KEY.match(text, position)
        if match is None:
            raise BadInput(OPTION, "text", shown(text), _FORM)
        path.append(match[1] or match[2] or match[3] or "")
        position, end = match.end(), match[4]
    value = _value(text[position:].strip())
    if len(path) > MAX_DEPTH or is_deep(value):
        raise BadInput(OPTION, "text", shown(text), f"at most {MAX_DEPTH} levels")
    return tuple(path), value


def _value(text: str) -> Any:
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    return text if isinstance(value, date | time) else value


def as_layer(table: Mapping[str, Any], path: Sequence[str], value: Any, done: Path = ()) -> dict[str, Any]:
    """The override as a layer that can be laid over `table`: rows carry their identity and the change.

    done : path walked so far
    Raises: BadInput if the path leads through a row that is not there, or into a plain value.
    """
    key, *rest = path
    here = table.get(key)
    if not rest:
        return {key: value}
    if is_rows(key, here):
        return {key: [_row(key, here or [], rest, value, (*done, key))]}
    if here is not None and not isinstance(here, Mapping):
        raise BadInput(OPTION, dotted((*done, key)), f"{shown(here)}, which has no keys in it", "a shorter path")
    return {key: as_layer(here or {}, rest, value, (*done, key))}


def _row(array: str, rows: Sequence[Any], path: Sequence[str], value: Any, done: Path) -> dict[str, Any]:
    name, *rest = path
    row = next((row for index, row in enumerate(rows) if name in labels(array, row, index)), None)
    here = dotted((*done, name))
    if row is None:
        names = [label(array, other, index) for index, other in enumerate(rows)]
        raise BadInput(OPTION, here, f"no {array} {shown(name)}", f"one of {listed(names)}", nearest(name, names))
    change = as_layer(row, rest, value, (*done, name)) if rest else value
    if not isinstance(change, Mapping):
        raise BadInput(OPTION, here, shown(change), "a table of changes, or a path to a key of the row")
    for key in IDENTITY[array]:
        if key in change:
            raise BadInput(OPTION, f"{here}.{key}", "a change of what identifies the row", "a change of another key")
    return {**{key: row[key] for key in IDENTITY[array]}, **change}
