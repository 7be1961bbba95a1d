"""Sourced numbers: tables of freely named numbers or quantities, each with where it comes from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from hyosan.errors import BadInput
from hyosan.scenario.accepts import Accepts, Number, Source, refusal
from hyosan.scenario.quantities import MAX_NAME, measure
from hyosan.scenario.wording import listed, nearest, shown

_NUMBER = Number(-1e12, 1e12)
_SOURCE = Source()
_PARTS = ("value", "source")


class Sourced(NamedTuple):
    """A number of science.

    value  : in base units (s, m, m/s, m2, dB, per s), or plain
    source : publication and place, or "assumption: reason"
    kind   : kind of quantity ("duration", "length", …), or "number"
    """

    value: float
    source: str
    kind: str


@dataclass(frozen=True)
class _SourcedTable(Accepts):
    """Reads rows `key = { value, source }`, or bare values where the table itself has a source."""

    accepted: str = 'a table of rows such as: fear_gain = { value = 1.5, source = "assumption: …" }'

    def read(self, value: Any) -> dict[str, Sourced]:
        if not isinstance(value, Mapping):
            raise self.refuse(value)
        shared = value.get("source")
        if shared is not None and not _SOURCE.takes(shared):
            raise refusal(shown(shared), _SOURCE.accepted, at=("source",))
        return {key: _row(key, row, shared) for key, row in value.items() if key != "source"}

    def schema(self) -> dict[str, Any]:
        value = {"type": ["number", "string"]}
        row = {
            "type": "object",
            "properties": {"value": value, "source": _SOURCE.schema()},
            "additionalProperties": False,
        }
        return {"type": "object", "additionalProperties": {"anyOf": [value, row]}}


def _row(key: str, row: Any, shared: str | None) -> Sourced:
    """One row of a table whose own source, if any, is `shared`."""
    parts = row if isinstance(row, Mapping) else {"value": row}
    if len(key) > MAX_NAME:
        raise refusal("a long name", f"a name of at most {MAX_NAME} characters", at=(key,))
    for name in parts:
        if name not in _PARTS:
            raise refusal("unknown key", f"known are {listed(_PARTS)}", nearest(name, _PARTS), (key, name))
    kind, value = _measured(key, parts.get("value"))
    source = parts.get("source", shared)
    if source is None or not _SOURCE.takes(source):
        found = "missing" if source is None else shown(source)
        raise refusal(found, _SOURCE.accepted, at=(key, "source"))
    return Sourced(value, source, kind)


def _measured(key: str, value: Any) -> tuple[str, float]:
    """Kind and value in base units of a number or a quantity."""
    kind, number = "number", value
    if isinstance(value, str):
        with suppress(ValueError):
            kind, number = measure(value)
    if not _NUMBER.takes(number):
        accepted = 'a number, or a quantity such as "20 min", "3 m", "1.3 m/s", "85 dB" or "0.2 per min"'
        raise refusal("missing" if value is None else shown(value), accepted, at=(key, "value"))
    return kind, float(number)


SourcedTable = Annotated[Mapping[str, Sourced], _SourcedTable()]


def require(
    table_name: str,
    table: Mapping[str, Sourced],
    names: Sequence[str],
    file_of: Callable[[str], str] = lambda key: "scenario",
) -> dict[str, float]:
    """Values of a free table, in base units, once it holds exactly the names that the model needs.

    table_name : as in the scenario, for messages ("mind", "pathogen.hunting")
    names      : names that must be there; no others may
    file_of    : file in which a key of the table (or, given "", the table) was written
    Returns: name -> value, in the order of `names`.
    Raises: BadInput for an unknown name, else for the missing ones.
    """
    for key in table:
        if key not in names:
            raise BadInput(file_of(key), f"{table_name}.{key}", "unknown name", _accepted(names), nearest(key, names))
    missing = [name for name in names if name not in table]
    if missing:
        raise BadInput(file_of(""), table_name, f"missing: {listed(missing, most=50)}", _accepted(names))
    return {name: table[name].value for name in names}


def _accepted(names: Iterable[str]) -> str:
    return f"the model needs exactly: {listed(names, most=50)}"
