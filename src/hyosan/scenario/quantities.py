"""Quantities: numbers with a unit, written as text and read into base units (s, m, m/s, m2, dB, per s)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from hyosan.scenario.accepts import Accepts, Number, Source, Switch, Text, refusal
from hyosan.scenario.wording import shown

MINUTE_S = 60
HOUR_S = 3_600
DAY_S = 86_400
MAX_DAYS = 3_650  #: longest simulated time
MAX_WAIT_DAYS = 3_650_000  #: longest duration: waits may be rarer than anything that a run lasts for
MAX_M = 100_000.0  #: farthest a place lies from the origin

DURATION_UNITS = {"s": 1.0, "min": 60.0, "h": 3_600.0, "d": 86_400.0}
LENGTH_UNITS = {"cm": 0.01, "m": 1.0, "km": 1_000.0}
SPEED_UNITS = {"m/s": 1.0, "km/h": 1 / 3.6}
AREA_UNITS = {"m2": 1.0, "m²": 1.0, "km2": 1e6, "km²": 1e6}
LEVEL_UNITS = {"dB": 1.0, "dB(A)": 1.0}
RATE_UNITS = {"per s": 1.0, "per min": 1 / 60, "per h": 1 / 3_600, "per d": 1 / 86_400}

UNITS: dict[str, Mapping[str, float]] = {
    "duration": DURATION_UNITS,
    "length": LENGTH_UNITS,
    "speed": SPEED_UNITS,
    "area": AREA_UNITS,
    "level": LEVEL_UNITS,
    "rate": RATE_UNITS,
}

_PART = re.compile(
    r"\s*([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\s*([^\s0-9+-][^0-9+-]*?[²2]?)(?=\s+[0-9]|\s*$)"
)
_TIME = re.compile(r"day ([0-9]{1,5}) ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})")
_MAX_CHARS = 80


def measure(text: str) -> tuple[str, float]:
    """Kind of a quantity and its value in base units: "1 h 30 min" is ("duration", 5400.0).

    Returns: the key of `UNITS` and the value. Only durations may have several parts.
    Raises: ValueError if the text is no number with a known unit.
    """
    parts = _parts(text)
    kinds = {next((kind for kind, units in UNITS.items() if unit in units), "") for _, unit in parts}
    kind = kinds.pop()
    if not kind or kinds or (len(parts) > 1 and kind != "duration"):
        raise ValueError(f"no quantity: {text!r}")
    return kind, sum(number * UNITS[kind][unit] for number, unit in parts)


def _parts(text: str) -> list[tuple[float, str]]:
    """Numbers and units of a text, in its order."""
    parts, position = [], 0
    while position < len(text.rstrip()) and len(text) <= _MAX_CHARS:
        match = _PART.match(text, position)
        if match is None:
            raise ValueError(f"no quantity: {text!r}")
        parts.append((float(match[1]), match[2].strip()))
        position = match.end()
    if not parts or (len(parts) > 1 and any(number < 0 for number, _ in parts)):
        raise ValueError(f"no quantity: {text!r}")
    return parts


@dataclass(frozen=True)
class Quantity(Accepts):
    """A text with a number and a unit of one kind, from `least` to `most` base units, whole if `whole`."""

    kind: str
    example: str
    least: float
    most: float
    limits: str  #: the limits in words
    whole: bool = False

    @property
    def accepted(self) -> str:  # type: ignore[override]
        units = ", ".join(unit for unit in UNITS[self.kind] if unit.isascii())
        return f'a {self.kind} such as "{self.example}" ({units}), {self.limits}'

    def read(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise self.refuse(value)
        try:
            kind, measured = measure(value)
        except ValueError:
            raise self.refuse(value) from None
        if kind != self.kind:
            raise refusal(f"{shown(value)}, a {kind}", self.accepted)
        if not self.least <= measured <= self.most or (self.whole and measured != int(measured)):
            raise self.refuse(value)
        return int(measured) if self.whole else measured

    def schema(self) -> dict[str, Any]:
        units = "|".join(re.escape(unit) for unit in sorted(UNITS[self.kind], key=len, reverse=True))
        part = rf"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{{1,2}})?\s*({units})"
        return {"type": "string", "pattern": rf"^\s*{part}(\s+{part})*\s*$", "maxLength": _MAX_CHARS}


@dataclass(frozen=True)
class _Time(Accepts):
    accepted: str = f'a time such as "day 1 08:50" or "day 1 08:50:30", day 1 to {MAX_DAYS:,}'

    def read(self, value: Any) -> int:
        match = _TIME.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise self.refuse(value, _with_day(value))
        day, hour, minute, second = (int(group or 0) for group in match.groups())
        if not 1 <= day <= MAX_DAYS or hour > 23 or minute > 59 or second > 59:
            raise self.refuse(value)
        return (day - 1) * DAY_S + hour * HOUR_S + minute * MINUTE_S + second

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^day [0-9]{1,5} [0-9]{2}:[0-9]{2}(:[0-9]{2})?$"}


def _with_day(value: object) -> str | None:
    """The time of day 1 for a text that is only a clock."""
    return f'"day 1 {value}"' if isinstance(value, str) and _CLOCK.fullmatch(value) else None


@dataclass(frozen=True)
class _Clock(Accepts):
    accepted: str = 'a clock such as "08:50", from "00:00" to "24:00"'

    def read(self, value: Any) -> int:
        match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise self.refuse(value)
        clock = int(match[1]) * HOUR_S + int(match[2]) * MINUTE_S
        if int(match[2]) > 59 or clock > DAY_S:
            raise self.refuse(value)
        return clock

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^{_CLOCK.pattern}$"}


@dataclass(frozen=True)
class _Hours(Accepts):
    """Two clocks; the second may be after midnight."""

    accepted: str = 'two clocks, as in ["20:00", "06:00"]'

    def read(self, value: Any) -> tuple[int, int]:
        clock = _Clock()
        if not isinstance(value, list | tuple) or len(value) != 2 or not all(map(clock.takes, value)):
            raise self.refuse(value)
        return clock.read(value[0]), clock.read(value[1])

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}


_LONGEST = f"at most {MAX_WAIT_DAYS:,} d"

Duration = Annotated[
    float, Quantity("duration", "1 h 30 min", 0.0, MAX_WAIT_DAYS * DAY_S, f"0 s to {MAX_WAIT_DAYS:,} d")
]
Lasting = Annotated[float, Quantity("duration", "4 min", 1e-3, MAX_WAIT_DAYS * DAY_S, f"above 0 s, {_LONGEST}")]
WholeSeconds = Annotated[
    int,
    Quantity("duration", "1 min", 1.0, MAX_DAYS * DAY_S, f"whole seconds, at least 1 s, at most {MAX_DAYS:,} d", True),
]
NearStep = Annotated[int, Quantity("duration", "5 s", 1.0, 5.0, "whole seconds from 1 s to 5 s", True)]
Time = Annotated[int, _Time()]
Clock = Annotated[int, _Clock()]
Hours = Annotated[tuple[int, int], _Hours()]
Length = Annotated[float, Quantity("length", "20 m", 0.01, MAX_M, "1 cm to 100 km")]
Coordinate = Annotated[float, Quantity("length", "-4.5 m", -MAX_M, MAX_M, "-100 km to 100 km")]
Speed = Annotated[float, Quantity("speed", "5.5 m/s", 0.0, 50.0, "0 m/s to 50 m/s")]
Level = Annotated[float, Quantity("level", "85 dB", 0.0, 200.0, "0 dB to 200 dB")]
LevelChange = Annotated[float, Quantity("level", "6 dB", -100.0, 100.0, "-100 dB to 100 dB")]
Area = Annotated[float, Quantity("area", "66 m2", 1e-2, 1e12, "above 0 m2, at most 1,000,000 km2")]
Rate = Annotated[float, Quantity("rate", "0.2 per min", 0.0, 1_000.0, "0 to 1,000 per s")]

Probability = Annotated[float, Number(0, 1)]
Share = Annotated[float, Number(0, 1)]
Signed = Annotated[float, Number(-1, 1)]
Factor = Annotated[float, Number(0, 1_000)]
Real = Annotated[float, Number(-1e9, 1e9)]
Floor = Annotated[int, Number(-20, 200, whole=True)]
Age = Annotated[float, Number(0, 120)]
YesNo = Annotated[bool, Switch()]

MAX_NAME = 80  #: characters
Name = Annotated[str, Text(MAX_NAME)]
Prose = Annotated[str, Text(10_000, lines=True)]
SourceText = Annotated[str, Source()]
