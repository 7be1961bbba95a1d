import numpy as np
import pytest

from hyosan.analysis.epidemic import Cases, first_generations_of


def doubling(generations: int, first: int = 1) -> Cases:
    """Cases each of whom infected two, but for those of the last generation."""
    infector = [-1] * first
    start = 0
    for _ in range(generations - 1):
        end = len(infector)
        infector += [row for row in range(start, end) for _ in range(2)]
        start = end
    n = len(infector)
    rows = np.arange(n)
    return Cases(
        rows, rows, rows.astype(np.int32), np.array(infector, np.int32), np.zeros(n, np.int32), np.zeros(n, np.int8)
    )


def test_generations_are_taken_in_until_there_are_a_thousand_cases() -> None:
    found = first_generations_of(doubling(12), n_people=1_000_000)
    assert found is not None
    assert (found.generations, found.cases, found.r0.value) == (10, 1023, 2.0)
    assert found.dispersion.value == np.inf


def test_generations_that_meet_too_few_susceptibles_are_left_out() -> None:
    found = first_generations_of(doubling(8), n_people=1_000)
    assert found is not None
    assert (found.generations, found.cases) == (5, 31)


def test_the_cases_from_outside_always_count() -> None:
    found = first_generations_of(doubling(2, first=50), n_people=100)
    assert found is not None
    assert (found.generations, found.cases, found.r0.value) == (1, 50, pytest.approx(2.0))


def test_nobody_infected_tells_nothing() -> None:
    assert first_generations_of(doubling(1, first=0), n_people=10) is None
