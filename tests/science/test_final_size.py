"""Final sizes of outbreaks in closed populations have the distribution of theory, whatever the length of a step."""

from math import exp

import pytest

from final_size import Case, sizes, verdict
from theory.final_sizes import final_sizes

#: N 10, R0 2, exponential: published by Black and Ross, J. Theor. Biol. 367, 2015
BLACK_AND_ROSS = (0.33333, 0.08640, 0.04908, 0.03814, 0.03638, 0.04079, 0.05256, 0.07614, 0.11862, 0.16854)
#: R0 2: that an infective infects nobody, the Laplace transform of the infectious period at 2
NOBODY_ELSE = {"exponential": 1 / 3, "constant": exp(-2), "gamma_shape2": 1 / 4}


def test_theory_agrees_with_what_is_published() -> None:
    assert final_sizes(10, 2.0, "exponential") == pytest.approx(BLACK_AND_ROSS, abs=6e-6)


@pytest.mark.parametrize(("period", "probability"), NOBODY_ELSE.items())
def test_theory_has_the_chance_that_nobody_else_is_infected(period: str, probability: float) -> None:
    assert final_sizes(10, 2.0, period)[0] == pytest.approx(probability)


@pytest.mark.parametrize("period", NOBODY_ELSE)
@pytest.mark.parametrize("people", [2, 10, 50])
def test_theory_is_a_distribution(people: int, period: str) -> None:
    probability = final_sizes(people, 1.5, period)
    assert min(probability) >= 0
    assert sum(probability) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("step", ["1 h", "1 d", "10 d"])
@pytest.mark.parametrize(
    "case", [Case(10, 2.0, "exponential"), Case(20, 1.5, "constant"), Case(50, 3.0, "gamma_shape2")], ids=str
)
def test_final_sizes_are_those_of_theory_at_any_step(case: Case, step: str) -> None:
    found = verdict(case, sizes(case, runs=4_000, step=step, seed=1))
    assert found.p > 1e-4
    assert abs(found.z) < 4


def test_a_wrong_reproduction_number_is_found_out() -> None:
    case = Case(20, 1.5, "exponential")
    found = sizes(Case(20, 1.6, "exponential"), runs=20_000, step="1 d", seed=1)
    assert verdict(case, found).p < 1e-4
