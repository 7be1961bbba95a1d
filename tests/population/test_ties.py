import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.population import ties
from hyosan.population.roster import Roll
from hyosan.population.ties import Ties, tie
from hyosan.world.codes import Bond, Role
from tests.population.schools import bond, changed, enrolled, grades, person, school, tied, ties_of

SCHOOL = school()
BIG = changed(SCHOOL, grades=grades(4, 15), class_size_mean=26.0, teachers=200, staff=50)
CAST = person("Ara") + person("Bora") + person("Dami", "2-1") + bond("Ara", "Bora", "love", 0.6, mutual=False)


def by_key(roll: Roll, bonds: Ties) -> dict[tuple[int, int], tuple[int, float]]:
    """Kind and strength of every tie, by the keys of its people."""
    return {(int(roll.key[a]), int(roll.key[b])): what for (a, b), what in ties_of(bonds).items()}


def kinds_between(roll: Roll, bonds: Ties, of: Role, to: Role) -> list[tuple[int, int, int, float]]:
    return [
        (a, b, kind, strength)
        for (a, b), (kind, strength) in ties_of(bonds).items()
        if roll.role[a] == of and roll.role[b] == to
    ]


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 2**63 - 1),
    n_grades=st.integers(0, 3),
    n_classes=st.integers(0, 3),
    size=st.floats(0.0, 12.0),
    teachers=st.integers(0, 8),
    friends=st.floats(0.0, 30.0),
    same=st.floats(0.0, 1.0),
    dislikes=st.floats(0.0, 30.0),
    bullies=st.floats(0.0, 5.0),
    siblings=st.floats(0.0, 1.0),
)
def test_bonds_are_well_formed(
    seed: int, n_grades: int, n_classes: int, size: float, teachers: int, friends: float, same: float,
    dislikes: float, bullies: float, siblings: float,
) -> None:  # fmt: skip
    scenario = changed(
        school(CAST), grades=grades(n_grades, n_classes), class_size_mean=size, teachers=teachers, friends_mean=friends,
        friend_same_class=same, dislike_mean=dislikes, bullies_per_class=bullies, siblings=siblings,
    )  # fmt: skip
    roll, bonds = tied(scenario, seed)
    n = len(roll.key)
    found = ties_of(bonds)
    assert len(found) == len(bonds.of) == len(bonds.to) == len(bonds.strength) == len(bonds.kind)  # no pair twice
    assert list(found) == sorted(found)
    for (a, b), (kind, strength) in found.items():
        assert a != b
        assert 0 <= b < n
        assert -1.0 <= strength <= 1.0
        assert (strength < 0.0) == (kind in (Bond.DISLIKE, Bond.BULLYING))
        if kind == Bond.FAMILY or (kind == Bond.FRIENDSHIP and roll.role[a] == roll.role[b]):
            assert found[b, a] == (kind, strength)


def test_means_follow_the_roster() -> None:
    roll, bonds = tied(BIG)
    students = int(np.count_nonzero(roll.role == Role.STUDENT))
    among = kinds_between(roll, bonds, Role.STUDENT, Role.STUDENT)
    friends = [(a, b, strength) for a, b, kind, strength in among if kind == Bond.FRIENDSHIP]
    assert len(friends) / students == pytest.approx(4.0, abs=0.2)
    assert np.mean([roll.unit[a] == roll.unit[b] for a, b, _ in friends]) == pytest.approx(0.7, abs=0.03)
    assert all(roll.age[a] == roll.age[b] for a, b, _ in friends)  # in one grade
    assert all(0.3 <= strength <= 0.8 for _, _, strength in friends)
    dislikes = [(a, b) for a, b, kind, strength in among if kind == Bond.DISLIKE and strength > -0.6]
    assert len(dislikes) / students == pytest.approx(1.0, abs=0.1)
    assert np.mean([roll.unit[a] == roll.unit[b] for a, b in dislikes]) == pytest.approx(0.7, abs=0.05)
    bullies = [each for each in among if each[2] == Bond.BULLYING]
    assert len(bullies) / len(roll.units) == pytest.approx(0.5, abs=0.2)
    families = [each for each in among if each[2] == Bond.FAMILY]
    assert len(families) / students == pytest.approx(0.1, abs=0.03)
    for role in (Role.TEACHER, Role.STAFF):
        colleagues = kinds_between(roll, bonds, role, role)
        assert len(colleagues) / np.count_nonzero(roll.role == role) == pytest.approx(2.0, abs=0.8)


def test_a_grade_of_one_class_finds_all_friends_there() -> None:
    roll, bonds = tied(changed(BIG, grades=grades(20, 1)))
    students = np.count_nonzero(roll.role == Role.STUDENT)
    among = kinds_between(roll, bonds, Role.STUDENT, Role.STUDENT)
    assert sum(kind == Bond.FRIENDSHIP for _, _, kind, _ in among) / students == pytest.approx(4.0, abs=0.5)


def test_bullies_are_strong_victims_weak_and_hate_them() -> None:
    roll, bonds = tied(changed(BIG, bullies_per_class=1.0))
    found = ties_of(bonds)
    pairs = [pair for pair, (kind, _) in found.items() if kind == Bond.BULLYING]
    assert len(pairs) == len(roll.units)
    for bully, victim in pairs:
        assert roll.unit[bully] == roll.unit[victim]
        assert found[victim, bully] == (Bond.DISLIKE, ties.VICTIM_STRENGTH)
        assert -0.9 <= found[bully, victim][1] <= -0.5
    assert np.mean([roll.strength[bully] for bully, _ in pairs]) > 0.53
    assert np.mean([roll.strength[victim] for _, victim in pairs]) < 0.47


def test_siblings_are_family_both_ways() -> None:
    roll, bonds = tied(SCHOOL)
    found = ties_of(bonds)
    for i in np.flatnonzero(roll.sibling >= 0).tolist():
        assert found[i, int(roll.sibling[i])] == (Bond.FAMILY, 0.9)


def test_home_room_teachers_and_their_class() -> None:
    roll, bonds = tied(SCHOOL)
    found = ties_of(bonds)
    for i in np.flatnonzero(roll.role == Role.TEACHER).tolist():
        to = [b for (a, b) in found if a == i and roll.role[b] == Role.STUDENT]
        own = np.flatnonzero((roll.role == Role.STUDENT) & (roll.unit == roll.unit[i])).tolist()
        assert to == (own if roll.unit[i] >= 0 else [])
        assert all(found[i, b] == (Bond.FRIENDSHIP, 0.2) and found[b, i] == (Bond.FRIENDSHIP, 0.15) for b in to)


def between(cast: str, one: str, other: str) -> tuple[int, float] | None:
    roll, bonds = tied(changed(school(cast), friends_mean=200.0, dislike_mean=200.0))
    return ties_of(bonds).get((roll.names.index(one), roll.names.index(other)))


@pytest.mark.parametrize(
    ("written", "there", "back"),
    [
        (bond("Ara", "Bora", "friendship", 0.4), (Bond.FRIENDSHIP, 0.4), (Bond.FRIENDSHIP, 0.4)),
        (bond("Ara", "Bora", "love", 0.4, mutual=False), (Bond.LOVE, 0.4), None),
        (bond("Ara", "Bora", "bullying", -0.4), (Bond.BULLYING, -0.4), None),
        (
            bond("Ara", "Bora", "friendship", 0.5) + bond("Ara", "Bora", "dislike", -0.6, mutual=False),
            (Bond.DISLIKE, -0.6),
            (Bond.FRIENDSHIP, 0.5),
        ),
        (
            bond("Ara", "Bora", "friendship", 0.5) + bond("Ara", "Bora", "dislike", -0.4, mutual=False),
            (Bond.FRIENDSHIP, 0.5),
            (Bond.FRIENDSHIP, 0.5),
        ),
        (
            bond("Ara", "Bora", "friendship", 0.9) + bond("Ara", "Bora", "love", 0.9, mutual=False),
            (Bond.LOVE, 0.9),
            (Bond.FRIENDSHIP, 0.9),
        ),
    ],
    ids=["mutual", "one way", "bullying", "a stronger dislike", "a stronger friendship", "love before friendship"],
)
def test_written_bonds_stay_as_written(written: str, there: tuple[int, float], back: tuple[int, float] | None) -> None:
    cast = person("Ara") + person("Bora") + written
    assert between(cast, "Ara", "Bora") == there
    assert between(cast, "Bora", "Ara") == back


def test_the_cast_find_friends_as_others_do_but_bully_nobody() -> None:
    cast = "".join(person(f"Person {i}", strength=0.9) for i in range(15))
    roll, bonds = tied(changed(school(cast), bullies_per_class=2.0))
    kinds = [kind for (a, _), (kind, _) in ties_of(bonds).items() if roll.is_named[a]]
    assert kinds.count(Bond.FRIENDSHIP) > 20
    assert Bond.BULLYING not in kinds


def test_another_of_the_cast_changes_no_bond_of_others() -> None:
    for seed in range(8):
        before = changed(school(CAST), bullies_per_class=0.0)
        joined = person("Esom", "1-2") + person("Mr. Cho", None, role="teacher", age=40)
        after = changed(school(joined + CAST), bullies_per_class=0.0)
        one, other = tied(before, seed), tied(after, seed)
        stayed = set(one[0].key.tolist()) & set(other[0].key.tolist())
        assert len(stayed) == len(one[0].key) - 1
        of_stayed = [
            {pair: what for pair, what in by_key(*each).items() if stayed.issuperset(pair)} for each in (one, other)
        ]
        assert of_stayed[0] == of_stayed[1]


def test_more_friends_keep_those_who_were_and_their_strength() -> None:
    few, many = tied(SCHOOL), tied(changed(SCHOOL, friends_mean=6.0, dislike_mean=0.0))
    before, after = by_key(*few), by_key(*many)
    friends = {pair for pair, (kind, _) in before.items() if kind == Bond.FRIENDSHIP}
    assert all(after[pair] == before[pair] for pair in friends)


def test_determinism_and_seeds() -> None:
    one, same, other = tied(SCHOOL, 4), tied(SCHOOL, 4), tied(SCHOOL, 5)
    assert [column.tolist() for column in one[1]] == [column.tolist() for column in same[1]]
    assert by_key(*one) != by_key(*other)


def test_nobody_has_no_bonds() -> None:
    roll = enrolled(changed(SCHOOL, grades=(), teachers=0, staff=0, class_size_mean=0.0))
    bonds = tie(SCHOOL, 1, roll._replace(units=list(SCHOOL.roster.units)))
    assert len(bonds.to) == 0
