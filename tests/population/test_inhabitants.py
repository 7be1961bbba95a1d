"""Generated inhabitants: figures of the census hold, households and groups are sound, the same seed gives the same."""

from dataclasses import fields

import numpy as np
import pytest

from hyosan.errors import BadInput
from hyosan.population.inhabitants import Inhabitants, inhabitants_of
from hyosan.scenario import load
from hyosan.scenario.check_households import people_by_age
from hyosan.world.codes import Setting

from .cities import figures, inhabitants, sizes, town

MANY = [(20_000, 1), (20_000, 2), (60_000, 1), (100_000, 7)]
POINTS = 0.5  #: percentage points that a share may be off


@pytest.fixture(params=MANY, ids=lambda case: f"{case[0]} people, seed {case[1]}")
def people(request: pytest.FixtureRequest) -> Inhabitants:
    return inhabitants(*request.param)


def test_households_have_the_sizes_of_the_census(people: Inhabitants) -> None:
    percent = np.array(figures(town(people.n)).household.percent)
    found = np.bincount(np.minimum(sizes(people), 5), minlength=6)[1:]
    assert found / found.sum() * 100 == pytest.approx(percent / percent.sum() * 100, abs=POINTS)
    largest = sizes(people)[sizes(people) >= 5]
    assert largest.mean() == pytest.approx(5.2, abs=0.05)


def test_people_have_the_ages_of_the_census(people: Inhabitants) -> None:
    structure = np.array(people_by_age(figures(town(people.n))))
    found = np.bincount(people.age, minlength=101)
    assert found / people.n * 100 == pytest.approx(structure / structure.sum() * 100, abs=0.05)


def test_districts_have_their_part_of_the_people(people: Inhabitants) -> None:
    assert people.district_names == ("North", "South", "Isle")
    assert np.diff(people.district_at) == pytest.approx(people.n * np.array([3, 2, 1]) / 6, abs=1)


def test_nobody_under_19_lives_without_an_adult(people: Inhabitants) -> None:
    oldest = np.maximum.reduceat(people.age, people.home_at[:-1])
    assert oldest.min() >= 19


def test_households_lie_in_one_district_and_their_members_are_adjacent(people: Inhabitants) -> None:
    assert np.array_equal(people.home, np.repeat(np.arange(len(people.home_at) - 1), sizes(people)))
    assert np.isin(people.district_at, people.home_at).all()
    assert sizes(people).min() == 1


def test_children_are_a_generation_younger_than_their_parents(people: Inhabitants) -> None:
    minors = np.flatnonzero(people.age < 19)
    parent = people.age[people.home_at[people.home[minors]]].astype(int)
    gap = parent - people.age[minors]
    assert 29 <= np.median(gap) <= 34
    assert ((gap >= 18) & (gap <= 50)).mean() > 0.97


def test_partners_are_of_like_age(people: Inhabitants) -> None:
    first = people.home_at[:-1][sizes(people) >= 3]
    apart = np.abs(people.age[first].astype(int) - people.age[first + 1])
    assert np.percentile(apart, 95) <= 8


def test_young_and_old_people_live_alone_more_often_than_others(people: Inhabitants) -> None:
    alone = sizes(people)[people.home] == 1
    share = [alone[(people.age >= low) & (people.age < low + 10)].mean() for low in (20, 40, 70)]
    assert share[2] > share[1]
    assert share[0] > 0.05


def test_everybodys_group_has_them_as_a_member(people: Inhabitants) -> None:
    members = np.repeat(np.arange(len(people.group_rate)), np.diff(people.group_at))
    assert np.array_equal(people.group[people.group_members], members)
    assert (people.group >= 0).sum() == len(people.group_members) == people.group_at[-1]
    assert len(np.unique(people.group_members)) == len(people.group_members)


def test_members_stand_in_ascending_order_within_their_group(people: Inhabitants) -> None:
    same = people.group[people.group_members]
    assert (np.diff(people.group_members)[np.diff(same) == 0] > 0).all()
    assert np.diff(people.group_at).min() >= 1


def test_classes_are_of_one_age_and_district_with_one_teacher(people: Inhabitants) -> None:
    for number in np.flatnonzero(people.group_setting == Setting.SCHOOL)[:400]:
        rows = people.group_members[people.group_at[number] : people.group_at[number + 1]]
        ages = people.age[rows]
        low, high = people.district_at[people.group_district[number] : people.group_district[number] + 2]
        assert ((rows >= low) & (rows < high)).all()
        assert len(set(ages[ages < 19])) == 1
        assert (ages >= 23).sum() == 1


@pytest.mark.parametrize(("n", "seed"), [case for case in MANY if case[0] >= 60_000])
def test_classes_have_the_sizes_and_the_pupils_of_the_figures(n: int, seed: int) -> None:
    people = inhabitants(n, seed)
    in_class = np.append(people.group_setting == Setting.SCHOOL, False)[people.group]
    for school in figures(town(people.n)).school:
        ours = (people.age >= school.from_) & (people.age <= school.to)
        of_class = np.unique(people.group[ours & in_class], return_counts=True)[1]
        assert of_class.mean() == pytest.approx(school.class_size, rel=0.1)
        assert of_class.min() >= school.class_size / 2
        assert (ours & in_class).sum() / ours.sum() == pytest.approx(school.share, abs=POINTS / 100)


def test_teams_have_the_sizes_of_the_figures(people: Inhabitants) -> None:
    size = np.diff(people.group_at)[people.group_setting == Setting.WORK]
    for wanted, share in figures(town(people.n)).work.teams:
        assert size[size == wanted].sum() / size.sum() == pytest.approx(share, abs=0.01)


def test_no_more_people_work_than_are_employed(people: Inhabitants) -> None:
    work = figures(town(people.n)).work
    for age in range(19, 80, 10):
        ours = people.age == age
        assert (people.group[ours] >= 0).mean() <= work.employed.at(age) + 0.5 * len(people.district_names) / ours.sum()


def test_a_tenth_of_workers_work_in_another_district(people: Inhabitants) -> None:
    at_work = np.append(people.group_setting == Setting.WORK, False)[people.group]
    home = np.searchsorted(people.district_at, np.flatnonzero(at_work), side="right") - 1
    assert (people.group_district[people.group[at_work]] != home).mean() == pytest.approx(0.1, abs=0.005)


def test_nobody_commutes_from_the_only_district() -> None:
    people = inhabitants(20_000, 1, 'population.district=[{ name = "City", people = 1 }]')
    assert set(people.group_district) == {0}
    assert people.away.tolist() == [[1.0]]


def test_bands_list_everybody_once_in_their_district_and_band(people: Inhabitants) -> None:
    bands = len(people.bands) - 1
    cell = np.repeat(np.arange(len(people.band_at) - 1), np.diff(people.band_at))
    district = np.searchsorted(people.district_at, people.by_band, side="right") - 1
    assert np.array_equal(cell, district * bands + people.band_of[people.age[people.by_band]])
    assert np.array_equal(np.sort(people.by_band), np.arange(people.n))


def test_shares_are_cumulative_and_end_at_one(people: Inhabitants) -> None:
    for shares in (people.diffuse_mix, people.away):
        assert (np.diff(shares, axis=-1) >= 0).all()
        assert (shares[..., -1] == 1).all()
    stays = np.diag(people.away) - np.append(0, np.diag(people.away, -1))
    assert stays == pytest.approx(0.95, abs=1e-9)


def arrays(people: Inhabitants) -> list[tuple[str, np.ndarray]]:
    found = [(field.name, getattr(people, field.name)) for field in fields(people)]
    return [(name, value) for name, value in found if isinstance(value, np.ndarray)]


def test_the_same_seed_gives_the_same_arrays() -> None:
    again = inhabitants_of(town(20_000), 1)
    for (name, one), (_, other) in zip(arrays(inhabitants(20_000, 1)), arrays(again), strict=True):
        assert np.array_equal(one, other), name


def test_another_seed_gives_other_people() -> None:
    one, other = inhabitants(20_000, 1), inhabitants(20_000, 2)
    assert not np.array_equal(one.age, other.age)
    assert not np.array_equal(one.home, other.home)
    assert not np.array_equal(one.group_members, other.group_members)


def test_types_are_those_that_loops_take() -> None:
    types = {name: value.dtype.name for name, value in arrays(inhabitants(20_000, 1))}
    assert types == {
        **dict.fromkeys(("age", "group_setting"), "int8"),
        **dict.fromkeys(("home", "home_at", "district_at", "by_band", "band_at"), "int32"),
        **dict.fromkeys(("group", "group_at", "group_members", "group_district"), "int32"),
        **dict.fromkeys(("group_rate", "diffuse_rate"), "float32"),
        **dict.fromkeys(("diffuse_mix", "away"), "float64"),
        "bands": "int64",
    }


@pytest.mark.parametrize("n", [1, 2, 3, 10, 100])
def test_a_hamlet_can_be_settled(n: int) -> None:
    people = inhabitants(n, 1, 'population.district=[{ name = "Hamlet", people = 1 }]')
    assert people.n == n == sizes(people).sum()
    assert np.isfinite(people.diffuse_rate).all()


def test_a_mixed_population_has_no_inhabitants() -> None:
    with pytest.raises(BadInput, match=r"population\.kind"):
        inhabitants_of(load("seir-mixed"), 1)
