"""Who there is: students of every class, teachers and staff, and the named cast among them.

A generated person is a seat with a stable name: "2-3/seat 07", "teacher 07", "staff 03". Everything about them is keyed
by that name. The cast of a class take its last seats, so one more of them costs the highest seat that was
left and changes nobody else: all seats, taken or not, are drawn, paired with brothers and sisters, and named first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from hyosan.population import keyed, kin
from hyosan.population.names import Called, called, distinct
from hyosan.population.traits import drawn_traits
from hyosan.scenario.people import Person, Roster
from hyosan.scenario.scenario import Scenario
from hyosan.world.codes import NOBODY, Purpose, Role
from hyosan.world.columns import Codes, Floats, Ids, Ints, Truths

FEMALE, MALE = 0, 1  #: codes of `Roll.sex`
HALF = 1 << 52  #: draws below are one half of all
AGES = {Role.TEACHER: (42.0, 9.0), Role.STAFF: (48.0, 9.0)}  #: mean and SD, years; assumption: working life
YOUNGEST, OLDEST = 24.0, 62.0  #: of generated teachers and staff, years; assumption: from degree to retirement

Column = TypeVar("Column", Ints, Codes, Truths, Floats)


class Roll(NamedTuple):
    """Everybody, one row per person: class by class, then teachers, staff and other roles; the cast last in each."""

    names: list[str]  # distinct: the short name of the cast, else such as "Kim Min-ji"
    korean: list[str]  # full name in Korean script, or ""
    units: list[str]  # labels of the classes, in order
    key: Ints  # stable key, 0 to 2^32 - 1
    age: Ints  # years
    role: Codes  # Role
    unit: Ids  # row of `units`: own class, or the class one is home-room teacher of; or -1
    sex: Codes  # FEMALE or MALE
    home: list[str]  # place where "own room" puts them
    office: list[str]  # place where "office" puts them; for students their room; "" for nowhere
    is_named: Truths  # of the cast
    is_maker: Truths
    has_keys: Truths
    strength: Floats  # 0 to 1
    speed_mps: Floats  # m/s, running
    hearing_db: Floats  # dB better (+) or worse (-) than average
    stealth: Floats  # 0 to 1
    resolve: Floats  # 0 to 1
    armed: Floats  # 0 to 1
    sibling: Ids  # row of the brother or sister, or -1


class Seats(NamedTuple):
    """Everybody whom the roster could seat, before the cast take their seats: students, then teachers, then staff."""

    stable: list[str]  # stable names
    group: list[str]  # class, "teacher" or "staff"
    role: Codes
    unit: Ids  # row of the classes: own class, or class of a home-room teacher; or -1
    number: Ints  # within the class or the role, from 1


def enrol(scenario: Scenario, seed: int, rooms: Mapping[str, str], offices: Mapping[Role, Sequence[str]]) -> Roll:
    """Everybody in the scenario: the roster's generated people and the cast.

    seed    : of all draws
    rooms   : name of the home room of each class
    offices : names of the places where generated teachers and staff work, dealt out in turn
    Raises: BadInput if a class has no room, or a teacher or staff nowhere to work.
    """
    roster, cast = scenario.roster, scenario.person
    units = _units(roster, cast)
    _require_rooms(scenario, units, rooms)
    sizes = class_sizes(roster, seed)
    seats = _seats(roster, units, sizes)
    n = len(seats.stable)
    cast_role, cast_unit = _cast_posts(cast, units)
    # From here on everybody: first all seats, then the cast.
    key = keyed.stable_keys([*seats.stable, *(person.name for person in cast)])
    role = np.concatenate([seats.role, cast_role])
    unit = np.concatenate([_released(seats, cast_unit[cast_role == Role.TEACHER]), cast_unit])
    sibling = _siblings(roster, seed, seats, key[:n])
    called = _names(scenario, seed, seats, key[:n], sibling)
    work = _offices(scenario, seats, key[n:], offices)
    home = [rooms[units[u]] if u >= 0 else place for u, place in zip(unit.tolist(), work, strict=True)]
    age = _ages(scenario, seed, key, role, unit)
    traits = _traits(scenario, seed, key, role, age)
    # The rows of these that are on the roll, in its order.
    is_taken = _taken(seats, cast_unit[cast_role == Role.STUDENT], sizes)
    order = np.argsort(np.where(role == Role.STUDENT, unit, len(units) + role.astype(np.int32)), kind="stable")
    rows = order[~np.concatenate([is_taken, np.zeros(len(cast), np.bool_)])[order]]
    roll = Roll(
        names=_picked([*called.latin, *(person.name for person in cast)], rows),
        korean=_picked([*called.korean, *(person.korean or "" for person in cast)], rows),
        units=list(units),
        key=key[rows],
        age=age[rows],
        role=role[rows],
        unit=unit[rows],
        sex=_sexes(scenario, seed, key)[rows],
        home=_picked(home, rows),
        office=_picked([place or own for place, own in zip(work, home, strict=True)], rows),
        is_named=rows >= n,
        is_maker=_overridden(np.zeros(len(key), np.bool_), [person.maker for person in cast])[rows],
        has_keys=_has_keys(cast, role)[rows],
        strength=traits["strength"][rows],
        speed_mps=traits["speed"][rows],
        hearing_db=traits["hearing"][rows],
        stealth=traits["stealth"][rows],
        resolve=traits["resolve"][rows],
        armed=_overridden(np.zeros(len(key)), [person.armed for person in cast])[rows],
        sibling=_moved(sibling, rows),
    )
    _require_offices(scenario, roll)
    return roll


def class_sizes(roster: Roster, seed: int) -> Ints:
    """Students of each class of the roster, the cast included: normal, rounded, one draw per class.

    Returns: (classes) in the order of `roster.units`, count
    """
    keys = np.array([keyed.stable_key(f"class {label}") for label in roster.units], np.int64)
    if roster.class_size_mean <= 0.0:
        return np.zeros(len(keys), np.int64)
    deviates = keyed.normals(seed, Purpose.CLASS_SIZE, keys)
    sizes = np.rint(roster.class_size_mean + roster.class_size_sd * deviates)
    return np.maximum(sizes, 0.0).astype(np.int64)


def _units(roster: Roster, cast: Iterable[Person]) -> tuple[str, ...]:
    """Classes of the roster, then those that only the cast know of."""
    return tuple(dict.fromkeys((*roster.units, *(person.unit for person in cast if person.unit))))


def _cast_posts(cast: Sequence[Person], units: Sequence[str]) -> tuple[Codes, Ids]:
    """Role and row of the class (or -1) of each of the cast."""
    row = {label: i for i, label in enumerate(units)}
    unit = [row[person.unit] if person.unit else NOBODY for person in cast]
    return np.array([person.role for person in cast], np.int8), np.array(unit, np.int32)


def _seats(roster: Roster, units: Sequence[str], sizes: Ints) -> Seats:
    of_class = np.repeat(np.arange(len(sizes)), sizes)
    number = np.arange(len(of_class)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + 1
    teachers, staff = np.arange(roster.teachers), np.arange(roster.staff)
    seats = [f"{units[u]}/seat {k:02d}" for u, k in zip(of_class.tolist(), number.tolist(), strict=True)]
    leads = np.where(teachers < len(sizes), teachers, NOBODY)
    counts = [len(of_class), roster.teachers, roster.staff]
    return Seats(
        stable=[*seats, *(f"teacher {i + 1:02d}" for i in teachers), *(f"staff {i + 1:02d}" for i in staff)],
        group=[units[u] for u in of_class.tolist()] + ["teacher"] * roster.teachers + ["staff"] * roster.staff,
        role=np.repeat(np.array([Role.STUDENT, Role.TEACHER, Role.STAFF], np.int8), counts),
        unit=np.concatenate([of_class, leads, np.full(roster.staff, NOBODY)]).astype(np.int32),
        number=np.concatenate([number, teachers + 1, staff + 1]),
    )


def _released(seats: Seats, led_by_cast: Ids) -> Ids:
    """Classes of those in the seats: a teacher of the cast who has a class takes it from the generated one."""
    is_released = (seats.role == Role.TEACHER) & np.isin(seats.unit, led_by_cast)
    return np.where(is_released, NOBODY, seats.unit).astype(np.int32)


def _taken(seats: Seats, cast_unit: Ids, sizes: Ints) -> Truths:
    """Seats that the students of the cast take: the last ones of their class."""
    is_taken = np.zeros(len(seats.role), np.bool_)
    is_student = seats.role == Role.STUDENT
    n_cast = np.bincount(cast_unit, minlength=len(sizes))[: len(sizes)]
    is_taken[is_student] = seats.number[is_student] > (sizes - n_cast)[seats.unit[is_student]]
    return is_taken


def _by_class(roster: Roster, by_grade: Iterable[int]) -> Ints:
    """A number of each grade, for each class of the roster."""
    per_class = zip(roster.grades, by_grade, strict=True)
    return np.array([value for grade, value in per_class for _ in range(grade.classes)], np.int64)


def _siblings(roster: Roster, seed: int, seats: Seats, key: Ints) -> Ints:
    """Seat of the brother or sister of each, or -1."""
    n_students = int(np.count_nonzero(seats.role == Role.STUDENT))
    grade = _by_class(roster, range(len(roster.grades)))[seats.unit[:n_students]]
    sibling = np.full(len(key), NOBODY, np.int64)
    sibling[:n_students] = kin.siblings(seed, roster.siblings, key[:n_students], grade, len(roster.grades))
    return sibling


def _names(scenario: Scenario, seed: int, seats: Seats, key: Ints, sibling: Ints) -> Called:
    family_key = np.where(sibling >= 0, np.minimum(key, key[sibling]), key)
    names = called(scenario.names, seed, key, family_key)
    taken = [person.name for person in scenario.person]
    return names._replace(latin=distinct(names.latin, seats.group, seats.stable, taken))


def _offices(scenario: Scenario, seats: Seats, cast_key: Ints, offices: Mapping[Role, Sequence[str]]) -> list[str]:
    """Where each works, "" for nowhere: as written; else generated people in turn, the cast by their key."""
    dealt = {role.value: list(offices.get(role, ())) for role in (Role.TEACHER, Role.STAFF)}
    generated = zip(seats.role.tolist(), seats.number.tolist(), strict=True)
    named = zip(scenario.person, cast_key.tolist(), strict=True)
    return [_in_turn(dealt.get(role, []), number - 1) for role, number in generated] + [
        person.office or _in_turn(dealt.get(person.role.value, []), key) for person, key in named
    ]


def _in_turn(places: Sequence[str], turn: int) -> str:
    return places[turn % len(places)] if places else ""


def _ages(scenario: Scenario, seed: int, key: Ints, role: Codes, unit: Ids) -> Ints:
    of_class = _by_class(scenario.roster, (int(grade.age) for grade in scenario.roster.grades))
    ages = np.zeros(len(key), np.int64)
    is_student = (role == Role.STUDENT) & (unit < len(of_class))
    ages[is_student] = of_class[unit[is_student]]
    deviates = keyed.normals(seed, Purpose.AGE, key)
    for one, (mean, sd) in AGES.items():
        drawn = np.rint(np.clip(mean + sd * deviates, YOUNGEST, OLDEST)).astype(np.int64)
        ages = np.where(role == one, drawn, ages)
    return _overridden(ages, [person.age for person in scenario.person])


def _sexes(scenario: Scenario, seed: int, key: Ints) -> Codes:
    drawn = np.where(keyed.bits(seed, Purpose.SEX, key) < HALF, FEMALE, MALE).astype(np.int8)
    return _overridden(drawn, [FEMALE if person.sex == "f" else MALE for person in scenario.person])


def _has_keys(cast: Sequence[Person], role: Codes) -> Truths:
    """Teachers and staff have keys, nobody else does, where the cast say nothing else."""
    return _overridden(
        (role == Role.TEACHER) | (role == Role.STAFF),
        [person.keys if "keys" in person.model_fields_set else None for person in cast],
    )


def _traits(scenario: Scenario, seed: int, key: Ints, role: Codes, age: Ints) -> dict[str, Floats]:
    """Traits by name: drawn for everybody, the cast's own where written."""
    drawn = drawn_traits(scenario.roster.traits, seed, key, role, age)
    return {
        name: _overridden(values, [getattr(person, name) for person in scenario.person])
        for name, values in drawn.items()
    }


def _overridden(drawn: Column, written: Sequence[float | None]) -> Column:
    """Values of everybody: those written for the cast, who come last, instead of the drawn ones."""
    values = drawn.copy()
    for row, value in enumerate(written, start=len(drawn) - len(written)):
        if value is not None:
            values[row] = value
    return values


def _picked(values: Sequence[str], rows: Ints) -> list[str]:
    return [values[row] for row in rows.tolist()]


def _moved(sibling: Ints, rows: Ints) -> Ids:
    """Siblings of those on the roll as rows of the roll; -1 for those whose sibling's seat was taken."""
    seats = np.flatnonzero(rows < len(sibling))
    new_row = np.full(len(sibling) + 1, NOBODY, np.int32)  # the last one, at -1, is for nobody
    new_row[rows[seats]] = seats
    moved = np.full(len(rows), NOBODY, np.int32)
    moved[seats] = new_row[sibling[rows[seats]]]
    return moved


def _require_rooms(scenario: Scenario, units: Iterable[str], rooms: Mapping[str, str]) -> None:
    for label in units:
        if label not in rooms:
            accepted = f'a place with unit = "{label}" for its home room'
            raise scenario.bad_input(("roster", "grades"), f'no home room for class "{label}"', accepted)


def _require_offices(scenario: Scenario, roll: Roll) -> None:
    for name, role, home in zip(roll.names, roll.role.tolist(), roll.home, strict=True):
        if not home and role <= Role.STAFF:
            word = Role(role).name.lower()
            accepted = "a place where teachers and staff work, or an office for each of them"
            raise scenario.bad_input(("place",), f"nowhere to work for {name} ({word})", accepted)
