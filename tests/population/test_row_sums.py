"""Contacts of generated people come to what the scenario asks for, by setting and age band."""

import csv
from pathlib import Path

import numpy as np
import pytest

from city import deviation, made, received
from hyosan.population.inhabitants import Inhabitants
from hyosan.population.targets import MET, Targets, targets_of
from hyosan.scenario import Scenario

from .cities import inhabitants, town

WORST = 0.15
BANDS = ("0-9", "10-19", "20-59", "60+")


def aimed(people: Inhabitants, scenario: Scenario) -> tuple[Targets, np.ndarray]:
    """Targets, and their row sums."""
    targets = targets_of(scenario.contacts, np.bincount(people.age, minlength=101))
    n = np.bincount(people.band_of[people.age], minlength=len(people.bands) - 1)
    return targets, targets.row_sums(n)


def matrix_file(folder: Path, rows: np.ndarray) -> Path:
    path = folder / "matrix.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["age", *BANDS], *([band, *row] for band, row in zip(BANDS, rows, strict=True))])
    return path


@pytest.mark.parametrize(("n", "seed"), [(20_000, 1), (60_000, 3), (100_000, 7)])
def test_row_sums_are_those_of_the_catalog(n: int, seed: int) -> None:
    people = inhabitants(n, seed)
    _, sums = aimed(people, town(n))
    for row, setting in enumerate(MET):
        assert deviation(made(people)[row + 1], sums[row]) < WORST, setting


def test_the_catalog_keeps_the_row_sums_that_it_cites() -> None:
    _, sums = aimed(inhabitants(100_000, 7), town(100_000))
    assert sums[0][1:4] == pytest.approx([5.79, 9.13, 8.73])
    assert sums[1][8] == pytest.approx(4.53)


def test_diffuse_contacts_go_both_ways_alike() -> None:
    people = inhabitants(60_000, 3)
    rates = np.array([people.diffuse_rate[int(start)] for start in people.bands[:-1]]).T
    for row, setting in enumerate(MET):
        assert deviation(received(people)[row], rates[row]) < 0.01, setting


def test_pairs_of_bands_meet_as_often_as_they_should() -> None:
    people = inhabitants(100_000, 7)
    targets, _ = aimed(people, town(100_000))
    community = np.diff(people.diffuse_mix[2], axis=1, prepend=0.0) * people.diffuse_rate[people.bands[:-1], 2][:, None]
    n = np.bincount(people.band_of[people.age])
    assert community * n[:, None] == pytest.approx(targets.pairs[2], rel=1e-4)


def test_a_matrix_takes_the_place_of_row_sums(tmp_path: Path) -> None:
    rows = np.array([[3.0, 1, 2, 0.2], [1, 5, 2, 0.3], [0.5, 0.5, 4, 1], [0.2, 0.2, 2, 2]])
    change = f'contacts.community.matrix="{matrix_file(tmp_path, rows)}"'
    people = inhabitants(60_000, 3, change)
    assert people.bands.tolist() == [0, 10, 20, 60, 101]
    n = np.bincount(people.band_of[people.age]).astype(float)
    both_ways = (rows * n[:, None] + (rows * n[:, None]).T) / 2
    assert made(people)[3] == pytest.approx(both_ways.sum(axis=1) / n, rel=1e-3)


def test_groups_that_hold_all_contacts_leave_no_diffuse_ones() -> None:
    people = inhabitants(20_000, 1, "contacts.school.own_group=1", "contacts.school.assortativity=1")
    pupils = people.diffuse_rate[6:15, 0]
    assert pupils.max() < 0.05 * 9.13


def test_somebody_alone_in_a_group_meets_nobody_there() -> None:
    people = inhabitants(20_000, 1)
    alone = np.diff(people.group_at) == 1
    assert (people.group_rate[alone] == 0).all()
    assert (people.group_rate[~alone] > 0).all()
