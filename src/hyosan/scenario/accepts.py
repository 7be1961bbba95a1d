"""What a value of a scenario may be: each kind says what it accepts, reads it, describes it as JSON Schema.

Every refusal of a value starts here, so that all messages have one form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from hyosan.scenario.wording import listed, nearest, shown

REFUSED = "refused"  #: type of the pydantic error that carries found, accepted and suggestion


def refusal(found: str, accepted: str, suggestion: str | None = None, at: tuple[str, ...] = ()) -> PydanticCustomError:
    """The pydantic error that says what was found and what would do; `at`: a key inside the value."""
    context = {"found": found, "accepted": accepted, "suggestion": suggestion, "at": at}
    return PydanticCustomError(REFUSED, "{found}; {accepted}", context)


class Accepts:
    """Annotation of a field: reads a TOML value, or refuses it and says what would do."""

    accepted: str

    def read(self, value: Any) -> Any:
        """The value in base units; raises a refusal."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """JSON Schema (draft 4) of what `read` takes."""
        raise NotImplementedError

    def takes(self, value: object) -> bool:
        """Whether `read` reads a value."""
        try:
            self.read(value)
        except PydanticCustomError:
            return False
        return True

    def refuse(self, value: object, suggestion: str | None = None) -> PydanticCustomError:
        return refusal(shown(value), self.accepted, suggestion)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True)
class Number(Accepts):
    """A plain number from `least` to `most`, finite; a whole one if `whole`."""

    least: float
    most: float
    whole: bool = False

    @property
    def accepted(self) -> str:  # type: ignore[override]
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {_limit(self.least)} to {_limit(self.most)}"

    def read(self, value: Any) -> Any:
        is_number = isinstance(value, int) or (isinstance(value, float) and not self.whole)
        if isinstance(value, bool) or not is_number or not self.least <= value <= self.most:
            raise self.refuse(value)
        return value if self.whole else float(value)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "integer" if self.whole else "number",
            "minimum": self.least,
            "maximum": self.most,
        }


def _limit(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


@dataclass(frozen=True)
class Switch(Accepts):
    """true or false."""

    accepted: str = "true or false"

    def read(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Text(Accepts):
    """A text of at most `most` characters, not blank; printable and on one line unless `lines`."""

    most: int
    lines: bool = False

    @property
    def accepted(self) -> str:  # type: ignore[override]
        form = "" if self.lines else " on one line, without blanks around it"
        return f"a text of 1 to {self.most:,} characters{form}"

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(value)
        if len(value) > self.most:
            raise refusal(f"{shown(value)} ({len(value):,} characters)", self.accepted)
        if not value.strip() or not (self.lines or (value.isprintable() and value == value.strip())):
            raise self.refuse(value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True)
class Source(Text):
    """Where a number comes from; an assumption gives its reason."""

    most: int = 2_000
    lines: bool = True

    @property
    def accepted(self) -> str:  # type: ignore[override]
        return 'a publication and the place in it, or "assumption: reason"'

    def read(self, value: Any) -> str:
        text = super().read(value)
        word, _, reason = text.partition(":")
        if word.strip().casefold() in ("assumption", "assumed") and not reason.strip():
            raise self.refuse(value)
        return text


@dataclass(frozen=True)
class Word(Accepts):
    """One word out of a list, read as what it stands for."""

    meanings: Mapping[str, Any] = field(hash=False)

    @classmethod
    def of(cls, *words: str) -> "Word":
        """Words that stand for themselves."""
        return cls({word: word for word in words})

    @classmethod
    def naming(cls, codes: Iterable[IntEnum]) -> "Word":
        """The lower-case names of integer codes."""
        return cls({code.name.lower(): code for code in codes})

    @property
    def accepted(self) -> str:  # type: ignore[override]
        return f"one of {listed(self.meanings, most=30)}"

    def read(self, value: Any) -> Any:
        if not isinstance(value, str) or value not in self.meanings:
            raise self.refuse(value, nearest(value, self.meanings))
        return self.meanings[value]

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.meanings)}
