"""Numbers that depend on age: one for everybody, or one from each age on."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hyosan.scenario.accepts import Accepts, Number, refusal
from hyosan.scenario.wording import listed

_AGE = Number(0, 120)


@dataclass(frozen=True)
class ByAge:
    """A number by age.

    steps : (from age in years, number), ascending; each holds up to the next age, 0 below the first
    """

    steps: tuple[tuple[float, float], ...]

    def at(self, age: float) -> float:
        """The number at an age in years."""
        return next((number for start, number in reversed(self.steps) if start <= age), 0.0)


@dataclass(frozen=True)
class AgeCurve(Accepts):
    """A number within limits, or { by_age = [[from age, number], …] } with ascending ages."""

    number: Number

    @property
    def accepted(self) -> str:  # type: ignore[override]
        return f"{self.number.accepted}, or {{ by_age = [[0, 0.1], [16, 0.3]] }} with ascending ages"

    def read(self, value: Any) -> ByAge:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return ByAge(((0.0, float(self.number.read(value))),))
        if not isinstance(value, dict) or value.keys() != {"by_age"} or not isinstance(value["by_age"], list):
            raise self.refuse(value)
        return ByAge(self._steps(value["by_age"]))

    def _steps(self, rows: list[Any]) -> tuple[tuple[float, float], ...]:
        if not rows or not all(isinstance(row, list) and len(row) == 2 for row in rows):
            raise refusal("other rows than [age, number]", self.accepted)
        steps = tuple((float(_AGE.read(age)), float(self.number.read(number))) for age, number in rows)
        if any(later[0] <= earlier[0] for earlier, later in pairwise(steps)):
            raise refusal(f"ages {listed(f'{age:g}' for age, _ in steps)}", self.accepted)
        return steps

    def schema(self) -> dict[str, Any]:
        row = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        by_age = {
            "type": "object",
            "properties": {"by_age": {"type": "array", "items": row, "minItems": 1}},
            "required": ["by_age"],
            "additionalProperties": False,
        }
        return {"anyOf": [self.number.schema(), by_age]}
