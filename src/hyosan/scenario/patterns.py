"""The pattern language: clauses over what happened in a run and what it left, with variables between them.

A clause is a table whose first word says what it is about: `event`, `person`, `place`, `bond`, `sees`, `differ` or
`unless`. A text that begins with `?` is a variable; any other text is the name of a person, a place or an event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from hyosan.scenario.accepts import Accepts, Text, refusal
from hyosan.scenario.quantities import MAX_NAME, Duration, Hours, Time, YesNo
from hyosan.scenario.rows import Row
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Bond, Kind

VARIABLE = "?"
NONE = "-"  #: nobody, or nowhere
MOST_CLAUSES = 40
MOST_WORDS = 200
BOUNDS = ("least", "most", "above", "below")
FATES = ("well", "left", "infected", "halfbie", "turned", "dead")
_NAME = Text(MAX_NAME)


def is_variable(word: object) -> bool:
    """Whether a word of a pattern stands for something that the pattern has to find."""
    return isinstance(word, str) and word.startswith(VARIABLE)


@dataclass(frozen=True)
class Words(Accepts):
    """One text, or an array of texts of which any will do; read as an array."""

    accepted: str = 'a name, an array of names, a variable such as "?who", or "-" for none'
    known: tuple[str, ...] = ()

    def read(self, value: Any) -> tuple[str, ...]:
        words = value if isinstance(value, list | tuple) else [value]
        if not words or len(words) > MOST_WORDS or not all(_NAME.takes(word) for word in words):
            raise self.refuse(value)
        for word in words:
            if self.known and word not in self.known:
                raise refusal(shown(word), f"one of {listed(self.known, most=30)}", nearest(word, self.known))
        return tuple(words)

    def schema(self) -> dict[str, Any]:
        word: dict[str, Any] = {"enum": list(self.known)} if self.known else {"type": "string", "minLength": 1}
        return {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]}


@dataclass(frozen=True)
class Bounds(Accepts):
    """Limits of a number: the number itself, or a table of limits; read as a table.

    of_events : whether a limit may also be the value of another event, and the whole a variable
    """

    of_events: bool = False

    @property
    def accepted(self) -> str:  # type: ignore[override]  # a field of Accepts, which here depends on another one
        names = ', an event ({ above = "first" }) or a variable' if self.of_events else ""
        return f"a number, or limits such as {{ least = 1, below = 5 }}{names}"

    def read(self, value: Any) -> dict[str, Any]:
        if self._is_limit(value) and (not isinstance(value, str) or is_variable(value)):
            return {"is": value}
        if not isinstance(value, Mapping) or not value:
            raise self.refuse(value)
        for key, limit in value.items():
            if key not in BOUNDS:
                raise refusal("unknown key", f"known are {listed(BOUNDS)}", nearest(key, BOUNDS), at=(key,))
            if not self._is_limit(limit) or is_variable(limit):
                raise refusal(shown(limit), self.accepted, at=(key,))
        return dict(value)

    def _is_limit(self, value: Any) -> bool:
        if isinstance(value, str):
            return self.of_events and _NAME.takes(value)
        return isinstance(value, int | float) and not isinstance(value, bool)

    def schema(self) -> dict[str, Any]:
        limit: dict[str, Any] = {"type": ["number", "string"] if self.of_events else "number"}
        table = {"type": "object", "properties": dict.fromkeys(BOUNDS, limit), "additionalProperties": False}
        return {"anyOf": [limit, table]}


@dataclass(frozen=True)
class _Several(Accepts):
    """An array of `least` or more texts."""

    accepted: str
    least: int
    most: int

    def read(self, value: Any) -> tuple[str, ...]:
        is_array = isinstance(value, list | tuple) and self.least <= len(value) <= self.most
        if not is_array or not all(_NAME.takes(word) for word in value):
            raise self.refuse(value)
        return tuple(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "minItems": self.least, "maxItems": self.most}


Who = Annotated[tuple[str, ...], Words()]
Kinds = Annotated[
    tuple[str, ...], Words("a kind of event, or an array of kinds", tuple(kind.name.lower() for kind in Kind))
]
Fates = Annotated[tuple[str, ...], Words("a fate, or an array of fates", FATES)]
Ties = Annotated[
    tuple[str, ...], Words("a kind of bond, or an array of kinds", tuple(bond.name.lower() for bond in Bond))
]
Limits = Annotated[dict[str, Any], Bounds()]
Value = Annotated[dict[str, Any], Bounds(of_events=True)]
Word = Annotated[str, _NAME]
Pair = Annotated[tuple[str, ...], _Several('two places or variables, as in ["?fire", "?camp"]', 2, 2)]
Apart = Annotated[tuple[str, ...], _Several('variables or events, as in ["?one", "?other"]', 2, 20)]


class EventClause(Row):
    """An event that happened."""

    event: Kinds = Field(description="Kind of event, or kinds of which any will do")
    as_: Word | None = Field(default=None, alias="as", description="Name of the event for other clauses")
    who: Who | None = Field(default=None, description="Who of the event")
    other: Who | None = Field(default=None, description="Other of the event")
    place: Who | None = Field(default=None, description="Place of the event")
    to: Who | None = Field(default=None, description="Place whose number is the value of the event")
    value: Value | None = Field(default=None, description="Limits of the value, or a variable")
    intervention: Word | None = Field(default=None, description="Name of the intervention whose number is the value")
    from_: Time | None = Field(default=None, alias="from", description="Time from which on it happened")
    until: Time | None = Field(default=None, description="Time up to which it happened")
    hours: Hours | None = Field(default=None, description="Clocks between which it happened, on any day")
    after: Word | None = Field(default=None, description="Event after which it happened")
    before: Word | None = Field(default=None, description="Event before which it happened")
    within: Duration | None = Field(default=None, description="Longest time after or before those events")
    caused_by: Word | None = Field(default=None, description="Event that triggered it")
    descends_from: Word | None = Field(default=None, description="Event in whose chain of effects it is")


class PersonClause(Row):
    """What is known of a person: from the roster, and how they are at the end."""

    person: Who = Field(description="Who: names, or a variable")
    name: Who | None = Field(default=None, description="Names that a variable may stand for")
    fate: Fates | None = Field(default=None, description="What became of them")
    alive: YesNo | None = Field(default=None, description="Whether they are alive at the end")
    state: Who | None = Field(default=None, description="State of the pathogen at the end")
    at: Who | None = Field(default=None, description="Place at the end")
    home: Who | None = Field(default=None, description="Place where they belong")
    household: Who | None = Field(default=None, description="Household, a variable")
    group: Who | None = Field(default=None, description="Class or workplace, a variable")
    role: Who | None = Field(default=None, description="Role")
    unit: Who | None = Field(default=None, description="Class")
    is_named: YesNo | None = Field(default=None, description="Whether they are of the cast")
    age: Limits | None = Field(default=None, description="Limits of the age, years")
    strength: Limits | None = Field(default=None, description="Limits of the strength")
    resolve: Limits | None = Field(default=None, description="Limits of the resolve")
    stealth: Limits | None = Field(default=None, description="Limits of the stealth")


class PlaceClause(Row):
    """What is known of a place."""

    place: Who = Field(description="Place: names, or a variable")
    name: Who | None = Field(default=None, description="Names that a variable may stand for")
    kind: Who | None = Field(default=None, description="Kind of place")
    floor: Limits | None = Field(default=None, description="Limits of the floor")
    district: Who | None = Field(default=None, description="District")
    is_exit: YesNo | None = Field(default=None, description="Whether it leads off the grounds")
    is_outdoor: YesNo | None = Field(default=None, description="Whether it is in the open")


class BondClause(Row):
    """A bond that there is at the end."""

    bond: Ties = Field(description="Kind of bond")
    who: Who | None = Field(default=None, description="Whose bond")
    other: Who | None = Field(default=None, description="To whom")
    strength: Limits | None = Field(default=None, description="Limits of its strength at the end")


class SightClause(Row):
    """A place can be seen from another one."""

    sees: Pair = Field(description="Place seen from, place seen")


class DifferClause(Row):
    """Variables that stand for different things."""

    differ: Apart = Field(description="Variables, or names of events")


class UnlessClause(Row):
    """What must not have happened."""

    unless: tuple["Clause", ...] = Field(min_length=1, max_length=MOST_CLAUSES, description="Clauses of what is absent")


CLAUSES: Mapping[str, type[BaseModel]] = {
    "event": EventClause,
    "bond": BondClause,
    "person": PersonClause,
    "place": PlaceClause,
    "sees": SightClause,
    "differ": DifferClause,
    "unless": UnlessClause,
}  #: word that a clause has -> what it is; the first that fits decides


@dataclass(frozen=True)
class _ByHead:
    """Annotation of a field: the table is read as the clause whose word it has."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    @staticmethod
    def _read(value: Any, others: Callable[[Any], Any]) -> Any:
        if not isinstance(value, Mapping):
            raise refusal(shown(value), 'a clause such as { event = "bite", who = "?who" }')
        head = next((word for word in CLAUSES if word in value), None)
        if head is None:
            found = f"a clause with {listed(value) or 'nothing'}"
            near = next((close for key in value if (close := nearest(key, CLAUSES))), None)
            raise refusal(found, f"a clause with one of {listed(CLAUSES)}", near)
        known = [field.alias or name for name, field in CLAUSES[head].model_fields.items()]
        for key in value:
            if key not in known:
                raise refusal("unknown key", f"known are {listed(known, 40)}", nearest(key, known), at=(str(key),))
        return CLAUSES[head].model_validate(value)


Clause = Annotated[
    EventClause | BondClause | PersonClause | PlaceClause | SightClause | DifferClause | UnlessClause, _ByHead()
]
