"""Claims: what is said of an outbreak, each with a predicate that a run can be held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, Text, Word
from hyosan.scenario.patterns import MOST_CLAUSES, Clause
from hyosan.scenario.quantities import Name, Prose, Time
from hyosan.scenario.rows import Row

KINDS = ("mechanism", "canon", "observed", "disputed", "open")
MOST_PARTS = 20
MAX_CLAIMS = 1_000

ClaimKind = Annotated[Literal["mechanism", "canon", "observed", "disputed", "open"], Word.of(*KINDS)]
Bound = Annotated[float, Number(-1e12, 1e12)]
ShortText = Annotated[str, Text(200)]


@dataclass(frozen=True)
class _Plain(Accepts):
    """A text, a number, or true or false."""

    accepted: str = "a text, a number, true or false"

    def read(self, value: Any) -> str | float | bool:
        if not isinstance(value, str | int | float):
            raise self.refuse(value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


Plain = Annotated[str | float | bool, _Plain()]


class Needs(Row):
    """What a scenario must have for a predicate to be judged; without it the verdict is undecided."""

    people: tuple[Name, ...] = Field(default=(), max_length=MOST_PARTS, description="Names of people")
    places: tuple[Name, ...] = Field(default=(), max_length=MOST_PARTS, description="Names of places")
    place_kinds: tuple[Name, ...] = Field(default=(), max_length=MOST_PARTS, description="Kinds of places")
    districts: tuple[Name, ...] = Field(default=(), max_length=MOST_PARTS, description="Names of districts")
    until: Time | None = Field(default=None, description="Time that the run must reach")


class Predicate(Row):
    """Something that is true of a run, false, or cannot be told. One of `where`, `all`, `any`, `not`, `scenario`."""

    where: tuple[Clause, ...] = Field(default=(), max_length=MOST_CLAUSES, description="Clauses that hold together")
    count: Name | None = Field(
        default=None, description="Variable or event whose different values are counted; default: the first"
    )
    of: tuple[Clause, ...] = Field(
        default=(), max_length=MOST_CLAUSES, description="Clauses of those of whom the share is taken"
    )
    least: Bound | None = Field(default=None, description="Least count or share; default: more than none")
    most: Bound | None = Field(default=None, description="Greatest count or share")
    than: "Predicate | None" = Field(default=None, description="A count or share that this one must exceed")
    times: Bound = Field(default=1.0, description="How many times it must exceed that; default 1")
    all_: tuple["Predicate", ...] = Field(
        default=(), alias="all", max_length=MOST_PARTS, description="Predicates of which all hold"
    )
    any_: tuple["Predicate", ...] = Field(
        default=(), alias="any", max_length=MOST_PARTS, description="Predicates of which one holds"
    )
    not_: "Predicate | None" = Field(default=None, alias="not", description="A predicate that does not hold")
    scenario: Name | None = Field(default=None, description="Dotted key of the scenario")
    is_: Plain | None = Field(default=None, alias="is", description="What that key says")

    @property
    def heads(self) -> list[str]:
        """Which of the forms of a predicate it has."""
        forms = {"where": self.where, "all": self.all_, "any": self.any_, "not": self.not_, "scenario": self.scenario}
        return [name for name, part in forms.items() if part]


class Reading(Predicate):
    """One of several things that accounts say."""

    name: ShortText = Field(description="Unique name of the reading")
    accounts: tuple[ShortText, ...] = Field(default=(), max_length=MOST_PARTS, description="Accounts that say so")


class Answer(Predicate):
    """One of the answers that an open question may have."""

    name: ShortText = Field(description="Unique name of the answer")


class Claim(Predicate):
    """What is said of an outbreak."""

    id: Name = Field(description="Unique id")
    kind: ClaimKind = Field(description="mechanism, canon, observed, disputed or open")
    statement: Prose = Field(description="What is claimed, in a sentence")
    accounts: tuple[ShortText, ...] = Field(default=(), max_length=MOST_PARTS, description="Where it is claimed")
    needs: Needs = Field(default=Needs.model_construct(), description="What the scenario must have")
    canon: ShortText | None = Field(default=None, description="Name of the reading that the canon follows")
    reading: tuple[Reading, ...] = Field(default=(), max_length=MOST_PARTS, description="What the accounts say")
    answer: tuple[Answer, ...] = Field(
        default=(), max_length=MOST_PARTS, description="Possible answers, the first counts"
    )

    def plain(self) -> dict[str, Any]:
        """The claim as plain tables, times and durations in s, without what was left out."""
        found: dict[str, Any] = _without_nothing(self.model_dump(by_alias=True))
        return found


def _without_nothing(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nothing(each) for key, each in value.items() if each not in (None, ())}
    return [_without_nothing(each) for each in value] if isinstance(value, list | tuple) else value


class ClaimFile(Row):
    """A file of claims."""

    claim: tuple[Claim, ...] = Field(default=(), max_length=MAX_CLAIMS, description="Claims")
