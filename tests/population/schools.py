"""Small schools to enrol and tie, made without files."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hyosan.population.roster import Roll, enrol
from hyosan.population.ties import Ties, tie
from hyosan.scenario import Grade, Scenario, loads
from hyosan.world.codes import Role

OFFICES = {Role.TEACHER: ["Staff room 1", "Staff room 2"], Role.STAFF: ["Kitchen"]}

TRAITS = """
strength = { mean = 0.5, sd = 0.15 }
speed = { mean = "5 m/s", sd = "0.8 m/s" }
hearing = { mean = "-1 dB", sd = "5 dB" }
stealth = { mean = 0.4, sd = 0.1 }
resolve = { mean = 0.5, sd = 0.2 }
"""

SCHOOL = f"""
title = "A school"
start = "day 1 08:00"
until = "day 1 12:00"

[[place_kind]]
name = "room"
wall = "40 dB"
floor = "50 dB"
background = "35 dB"
cover = 0.3
source = "assumption: an ordinary room"

[roster]
class_size_mean = 20.0
class_size_sd = 2.0
teachers = 12
staff = 5
siblings = 0.1
friends_mean = 4.0
friend_same_class = 0.7
dislike_mean = 1.0
bullies_per_class = 0.5

[roster.traits]
source = "assumption: average people"

[roster.traits.student]
{TRAITS}
[roster.traits.teacher]
{TRAITS}
[roster.traits.staff]
{TRAITS}

[names]
family = [["Kim", 0.4, "김"], ["Lee", 0.2, "이"], ["Park", 0.2]]
given_first = [["Min", "민"], ["Ji", "지"], ["Su", "수"], ["Ha", "하"], ["Do", "도"]]
given_second = [["min", "민"], ["ji", "지"], ["won", "원"], ["rin", "린"], ["a", "아"]]

[pathogen]
name = "toy"
source = "assumption: made up for tests"
entry = {{ bitten = "bitten" }}

[[pathogen.state]]
name = "well"
initial = true
source = "assumption: the healthy"

[[pathogen.state]]
name = "bitten"
flags = ["infected"]
source = "assumption: the others"
"""

PLACE = """
[[place]]
name = "{name}"
kind = "room"
floor = 1
x = "{x} m"
y = "0 m"
width = "9 m"
depth = "7 m"
"""


@cache
def school(cast: str = "", grades: int = 2, classes: int = 3) -> Scenario:
    """A school of `grades` times `classes` classes; `cast` is TOML with the [[person]] and [[bond]] rows."""
    units = [f"{grade + 1}-{i + 1}" for grade in range(grades) for i in range(classes)]
    rows = [f"{{ grade = {grade + 1}, age = {16 + grade}, classes = {classes} }}" for grade in range(grades)]
    places = [PLACE.format(name=f"Room {unit}", x=10 * i) + f'unit = "{unit}"' for i, unit in enumerate(units)]
    places += [PLACE.format(name="Kitchen", x=-100)]
    ways = [f'[[passage]]\nbetween = ["Kitchen", "Room {unit}"]\ndoor = "open"' for unit in units]
    text = SCHOOL.replace("[roster]", f"[roster]\ngrades = [{', '.join(rows)}]", 1)
    return loads("\n".join([text, *places, *ways, cast]))


def changed(scenario: Scenario, **roster: Any) -> Scenario:
    """The scenario with other numbers in its roster."""
    return scenario.model_copy(update={"roster": scenario.roster.model_copy(update=roster)})


def grades(n: int, classes: int) -> tuple[Grade, ...]:
    """Grades for `changed`."""
    return tuple(Grade(grade=i + 1, age=12 + i, classes=classes) for i in range(n))


def person(name: str, unit: str | None = "1-1", **traits: object) -> str:
    """One of the cast as TOML; a student where nothing else is said."""
    rows = {"name": name, "role": "student", "unit": unit, "age": 16, "sex": "f"} | traits
    written = [f"{key} = {_toml(value)}" for key, value in rows.items() if value is not None]
    return "\n".join(["[[person]]", *written, ""])


def bond(one: str, other: str, kind: str, strength: float, mutual: bool | None = None) -> str:
    """A bond of the cast as TOML."""
    extra = "" if mutual is None else f"mutual = {str(mutual).lower()}\n"
    return f'[[bond]]\nfrom = "{one}"\nto = "{other}"\nkind = "{kind}"\nstrength = {strength}\n{extra}'


def rooms(scenario: Scenario) -> Mapping[str, str]:
    """A home room for every class."""
    units = [*scenario.roster.units, *(each.unit for each in scenario.person if each.unit)]
    return {unit: f"Room {unit}" for unit in units}


def enrolled(scenario: Scenario, seed: int = 1) -> Roll:
    """The roll of a scenario."""
    return enrol(scenario, seed, rooms(scenario), OFFICES)


def tied(scenario: Scenario, seed: int = 1) -> tuple[Roll, Ties]:
    """The roll of a scenario and its bonds."""
    roll = enrolled(scenario, seed)
    return roll, tie(scenario, seed, roll)


def ties_of(ties: Ties) -> dict[tuple[int, int], tuple[int, float]]:
    """Kind and strength of every tie, by the rows of its people."""
    found = zip(ties.of.tolist(), ties.to.tolist(), ties.kind.tolist(), ties.strength.tolist(), strict=True)
    return {(one, other): (kind, strength) for one, other, kind, strength in found}


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
