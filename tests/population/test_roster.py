from typing import Any

import numpy as np
import pytest

from hyosan.errors import BadInput
from hyosan.population import keyed
from hyosan.population.roster import MALE, Roll, class_sizes, enrol
from hyosan.scenario import Scenario
from hyosan.world.codes import Role
from tests.population.schools import OFFICES, changed, enrolled, grades, person, rooms, school

SCHOOL = school()
BIG = changed(SCHOOL, grades=grades(10, 20), teachers=400, staff=100, class_size_mean=30.0)

TEACHER = person("Mr. Cho", None, role="teacher", age=40, sex="m")


def of_each(roll: Roll) -> dict[int, tuple[Any, ...]]:
    """Everything about each person but their rows, by key."""
    columns = [
        roll.names, roll.korean, roll.age, roll.role, roll.unit, roll.sex, roll.home, roll.office,
        roll.is_named, roll.is_maker, roll.has_keys, roll.strength, roll.speed_mps, roll.hearing_db, roll.stealth,
        roll.resolve, roll.armed,
    ]  # fmt: skip
    return dict(zip(roll.key.tolist(), zip(*columns, strict=True), strict=True))


def row(roll: Roll, name: str) -> int:
    return roll.names.index(name)


def test_everybody_is_there_class_by_class() -> None:
    roll = enrolled(SCHOOL)
    assert roll.units == ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]
    n_students = int(class_sizes(SCHOOL.roster, 1).sum())
    assert roll.role.tolist() == [Role.STUDENT] * n_students + [Role.TEACHER] * 12 + [Role.STAFF] * 5
    assert np.all(np.diff(roll.unit[:n_students]) >= 0)
    assert np.bincount(roll.unit[:n_students]).tolist() == class_sizes(SCHOOL.roster, 1).tolist()


def test_columns_have_one_row_each_and_their_types() -> None:
    roll = enrolled(school(person("Ara")))
    n = len(roll.key)
    assert all(len(column) == n for name, column in roll._asdict().items() if name != "units")
    dtypes = {name: getattr(roll, name).dtype.name for name in ("key", "age", "role", "unit", "is_named", "strength")}
    assert dtypes == {
        "key": "int64", "age": "int64", "role": "int8", "unit": "int32", "is_named": "bool", "strength": "float64",
    }  # fmt: skip
    assert len(set(roll.key.tolist())) == n == len(set(roll.names))
    assert roll.key.min() >= 0
    assert roll.key.max() < 2**32


def test_a_key_is_the_hash_of_the_seat() -> None:
    roll = enrolled(school(person("Ara")))
    assert roll.key[0] == keyed.stable_key("1-1/seat 01")
    assert roll.key[-1] == keyed.stable_key("staff 05")
    assert roll.key[row(roll, "Ara")] == keyed.stable_key("Ara")


def test_sizes_ages_sexes_and_traits_follow_the_roster() -> None:
    roll = enrolled(BIG)
    sizes = class_sizes(BIG.roster, 1)
    assert sizes.mean() == pytest.approx(30.0, abs=0.5)
    assert sizes.std() == pytest.approx(2.0, abs=0.4)
    student = roll.role == Role.STUDENT
    assert np.array_equal(roll.age[student], 12 + roll.unit[student] // 20)
    assert roll.age[roll.role == Role.TEACHER].mean() == pytest.approx(42.0, abs=1.5)
    assert roll.age[~student].min() >= 24
    assert roll.age[~student].max() <= 62
    assert np.mean(roll.sex == MALE) == pytest.approx(0.5, abs=0.03)
    assert roll.strength.mean() == pytest.approx(0.5, abs=0.01)
    assert roll.strength.std() == pytest.approx(0.15, abs=0.01)
    assert roll.speed_mps.mean() == pytest.approx(5.0, abs=0.05)
    assert roll.hearing_db.mean() == pytest.approx(-1.0, abs=0.3)
    for share in (roll.strength, roll.stealth, roll.resolve):
        assert share.min() >= 0.02
        assert share.max() <= 0.98
    assert not roll.armed.any()
    assert not roll.is_maker.any()


def test_more_than_127_classes() -> None:
    roll = enrolled(BIG)
    assert len(roll.units) == 200
    assert roll.unit[roll.role == Role.STUDENT].max() == 199


def test_teachers_and_staff_have_keys_students_have_none() -> None:
    roll = enrolled(school(person("Ara", keys=True) + TEACHER + "keys = false\n"))
    expected = roll.role != Role.STUDENT
    expected[row(roll, "Ara")] = True
    expected[row(roll, "Mr. Cho")] = False
    assert np.array_equal(roll.has_keys, expected)


def test_home_rooms_and_offices() -> None:
    roll = enrolled(SCHOOL)
    students = roll.role == Role.STUDENT
    for i in np.flatnonzero(students):
        assert roll.home[i] == roll.office[i] == f"Room {roll.units[roll.unit[i]]}"
    teachers = np.flatnonzero(roll.role == Role.TEACHER)
    assert roll.unit[teachers].tolist() == [0, 1, 2, 3, 4, 5] + [-1] * 6
    assert [roll.office[i] for i in teachers] == ["Staff room 1", "Staff room 2"] * 6
    assert [roll.home[i] for i in teachers[:6]] == [f"Room {unit}" for unit in roll.units]
    assert [roll.home[i] for i in teachers[6:]] == ["Staff room 1", "Staff room 2"] * 3
    assert {roll.home[i] for i in np.flatnonzero(roll.role == Role.STAFF)} == {"Kitchen"}


def test_the_cast_take_the_last_seats_and_bring_what_is_written() -> None:
    ara = person(
        "Ara", "1-2", strength=1.0, speed="6.5 m/s", hearing="3 dB", armed=0.7, maker=True, korean="한아라", age=15
    )
    plain, roll = enrolled(SCHOOL), enrolled(school(ara))
    assert len(roll.key) == len(plain.key)
    i = row(roll, "Ara")
    assert roll.unit[i] == 1
    assert roll.unit[i + 1] == 2  # last of her class
    assert (roll.strength[i], roll.speed_mps[i], roll.hearing_db[i], roll.armed[i]) == (1.0, 6.5, 3.0, 0.7)
    assert (roll.age[i], roll.korean[i], roll.is_named[i], roll.is_maker[i]) == (15, "한아라", True, True)
    assert roll.is_named.sum() == roll.is_maker.sum() == 1


def test_another_of_the_cast_costs_one_seat_and_changes_nobody() -> None:
    cast = person("Ara") + person("Bora", "2-1")
    units = SCHOOL.roster.units
    joined = "".join(person(f"New in {unit}", unit) for unit in units)
    taken = [2, 1, 1, 2, 1, 1]  # seats of each class that the cast have then
    for seed in range(5):
        before = of_each(enrolled(changed(school(cast), siblings=0.9), seed))
        after = of_each(enrolled(changed(school(joined + cast + TEACHER), siblings=0.9), seed))
        seats = zip(units, class_sizes(SCHOOL.roster, seed) + 1 - taken, strict=True)
        gone = before.keys() - after.keys()
        assert gone == {keyed.stable_key(f"{unit}/seat {seat:02d}") for unit, seat in seats}
        newcomers = ["Mr. Cho", *(f"New in {unit}" for unit in units)]
        assert after.keys() - before.keys() == {keyed.stable_key(name) for name in newcomers}
        stayed = before.keys() - gone
        assert {key: after[key] for key in stayed} == {key: before[key] for key in stayed}


def test_a_larger_school_keeps_those_who_were_there() -> None:
    def core(scenario: Scenario) -> dict[int, tuple[Any, ...]]:
        roll = enrolled(changed(scenario, siblings=0.0))
        plain = [name.split(" (")[0] for name in roll.names]  # a namesake may add the class
        columns = (
            plain,
            roll.korean,
            roll.sex,
            roll.role,
            roll.strength,
            roll.speed_mps,
            roll.hearing_db,
            roll.resolve,
        )
        return dict(zip(roll.key.tolist(), zip(*columns, strict=True), strict=True))

    small, large = core(SCHOOL), core(changed(SCHOOL, grades=grades(3, 4), teachers=20, class_size_sd=0.0))
    kept = small.keys() & large.keys()
    assert len(kept) > 100
    assert {key: small[key] for key in kept} == {key: large[key] for key in kept}


def test_a_written_trait_changes_no_other_trait() -> None:
    before = enrolled(school(person("Ara")))
    after = enrolled(school(person("Ara", stealth=0.9)))
    assert after.stealth[row(after, "Ara")] == 0.9
    for name in ("key", "age", "sex", "strength", "speed_mps", "hearing_db", "resolve"):
        assert np.array_equal(getattr(after, name), getattr(before, name))
    others = np.arange(len(after.key)) != row(after, "Ara")
    assert np.array_equal(after.stealth[others], before.stealth[others])


def test_a_teacher_of_the_cast_takes_a_class_from_the_generated_one_only() -> None:
    roll, plain = enrolled(school(TEACHER + 'unit = "1-2"\n')), enrolled(SCHOOL)
    generated = np.flatnonzero((roll.role == Role.TEACHER) & ~roll.is_named)
    assert roll.unit[generated].tolist() == [0, -1, 2, 3, 4, 5] + [-1] * 6
    cho = row(roll, "Mr. Cho")
    assert (roll.unit[cho], roll.home[cho]) == (1, "Room 1-2")
    assert roll.office[cho] in OFFICES[Role.TEACHER]
    assert roll.sibling.tolist() == [*plain.sibling[:cho], -1, *plain.sibling[cho:]]


def test_a_class_of_the_cast_alone_may_outgrow_its_size() -> None:
    cast = "".join(person(f"Person {i}") for i in range(40))
    roll = enrolled(school(cast))
    assert np.count_nonzero(roll.unit[roll.role == Role.STUDENT] == 0) == 40
    assert roll.is_named[:40].all()


def test_siblings_share_a_family_name_and_point_at_each_other() -> None:
    roll = enrolled(changed(SCHOOL, siblings=0.5))
    with_one = np.flatnonzero(roll.sibling >= 0)
    assert len(with_one) > 20
    assert np.array_equal(roll.sibling[roll.sibling[with_one]], with_one)
    for i in with_one.tolist():
        other = int(roll.sibling[i])
        assert roll.names[i].split()[0] == roll.names[other].split()[0]
        assert roll.age[i] != roll.age[other]


def test_only_the_cast() -> None:
    scenario = changed(school(person("Ara") + TEACHER), grades=(), teachers=0, staff=0, class_size_mean=0.0)
    roll = enrolled(scenario)
    assert roll.names == ["Ara", "Mr. Cho"]
    assert roll.units == ["1-1"]
    assert roll.unit.tolist() == [0, -1]
    assert roll.sibling.tolist() == [-1, -1]


def test_nobody_at_all() -> None:
    scenario = changed(SCHOOL, grades=(), teachers=0, staff=0, class_size_mean=0.0, traits=None)
    roll = enrolled(scenario)
    assert len(roll.key) == len(roll.names) == len(roll.strength) == 0


def test_determinism_and_seeds() -> None:
    one, same, other = enrolled(SCHOOL, 4), enrolled(SCHOOL, 4), enrolled(SCHOOL, 5)
    assert of_each(one) == of_each(same)
    assert of_each(one) != of_each(other)


def refused(scenario: Scenario, rooms: dict[str, str], offices: dict[Role, list[str]]) -> str:
    with pytest.raises(BadInput) as caught:
        enrol(scenario, 1, rooms, offices)
    return str(caught.value)


def test_a_class_without_a_room_is_refused() -> None:
    missing = dict(rooms(SCHOOL))
    del missing["2-3"]
    assert 'no home room for class "2-3"' in refused(SCHOOL, missing, OFFICES)


def test_nowhere_to_work_is_refused() -> None:
    assert "(staff)" in refused(SCHOOL, dict(rooms(SCHOOL)), {Role.TEACHER: ["Staff room"], Role.STAFF: []})
