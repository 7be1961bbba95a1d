"""Vaccination: how many it protects, how well, from when and for how long."""

from typing import Any

import numpy as np
import pytest

from tests.engine.societies import AUTHORITIES, DAY_S, LARGE, answered, ended, mixed, seir, vaccine


def test_a_perfect_vaccine_for_everybody_prevents_everything() -> None:
    late = ('importation.index.at="day 1 06:00"',)
    for against in ("against_infection", "against_transmission"):
        run = ended(answered(seir(*LARGE, *late), vaccine(**{against: 1.0})))
        assert run.of("infection").height == 0


def final_size(reproduction: float) -> float:
    """Share infected in a large population without imports: z = 1 - exp(-R z)."""
    size = 1.0
    for _ in range(1_000):
        size = 1.0 - np.exp(-reproduction * size)
    return float(size)


def large_sizes(*rows: Any) -> list[float]:
    """Shares infected in large populations, by seed."""
    large = "population.people=20000", "importation.index.people=40", 'until="day 91 00:00"', AUTHORITIES
    return [ended(answered(seir(*large), *rows), seed).infected / 20_000 for seed in range(1, 5)]


def test_a_leaky_vaccine_gives_the_final_size_of_a_lower_reproduction() -> None:
    sizes = large_sizes(vaccine(against_infection=0.3))
    assert np.mean(sizes) == pytest.approx(final_size(2.0 * 0.7), rel=0.06)


def test_only_the_share_that_is_covered_is_protected() -> None:
    sizes = large_sizes(vaccine(coverage=0.25, against_infection=1.0))
    assert np.mean(sizes) == pytest.approx(0.75 * final_size(2.0 * 0.75), rel=0.06)


def test_protection_wanes_with_its_half_life() -> None:
    late = (*LARGE, 'importation.index.at="day 21 00:00"', 'until="day 61 00:00"')
    lasting, waning = (
        ended(answered(seir(*late), vaccine(against_infection=1.0, **more))) for more in ({}, {"half_life": "2 d"})
    )
    assert lasting.infected == 20
    assert waning.infected > 1_000


def test_protection_begins_with_a_delay() -> None:
    run = ended(mixed(vaccine(against_infection=1.0, protects_after="5 d")))
    assert run.of("infection").height > 0
    assert run.of("infection")["time"].max() <= 5 * DAY_S


WITH_ILLNESS = (
    'pathogen.state=[{name="mild", flags=["infected", "infectious"], source="definition"}]',
    'pathogen.transition=[{from="exposed", to="mild", probability=0.4, '
    'wait={distribution="exponential", mean="12 h"}, source="definition"}, '
    '{from="mild", to="recovered", probability="rest", '
    'wait={distribution="exponential", mean="1 d"}, source="definition"}]',
    "pathogen.transition.exposed -> infectious.event=onset",
    "pathogen.transition.exposed -> infectious.illness=true",
)


@pytest.mark.parametrize("is_rest", [True, False])
def test_efficacy_against_illness_spares_that_share_and_changes_no_infection_rate(is_rest: bool) -> None:
    changes = WITH_ILLNESS
    if not is_rest:
        changes = (
            *WITH_ILLNESS,
            "pathogen.transition.exposed -> infectious.probability=0.6",
            "pathogen.transition.exposed -> mild.probability=rest",
        )
    scenario = seir(*LARGE, "population.people=4000", *changes)
    free, spared = (ended(answered(scenario, *rows)) for rows in ((), (vaccine(against_illness=0.5),)))
    shares = [run.of("onset").height / run.infected for run in (free, spared)]
    assert shares[0] == pytest.approx(0.6, abs=0.03)
    assert shares[1] == pytest.approx(0.3, abs=0.03)
