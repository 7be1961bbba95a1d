"""The zombies of szr-mixed follow the model of Munz et al. 2009: its equations in many people, its chances in few."""

import numpy as np
import pytest

import szr
from theory.zombies import CASES, jumped, solved

#: S, Z, R by case, zombies at the start and day in 500 people: an adaptive Runge-Kutta solution of its own
SOLUTION = {
    (1, 1, 3.0): (107.35594, 186.47823, 206.16583),
    (1, 1, 10.0): (1.8987582e-05, 237.50948, 262.4905),
    (2, 0, 4.0): (468.57779, 30.894323, 0.5278891),
    (3, 0, 20.0): (0.42861816, 132.37931, 367.19207),
}
RUNS = 400


@pytest.mark.parametrize(("case", "zombies", "day"), SOLUTION)
def test_the_equations_are_solved_as_elsewhere(case: int, zombies: int, day: float) -> None:
    assert solved(CASES[case], 500, zombies, [day])[0] == pytest.approx(
        SOLUTION[case, zombies, day], rel=1e-5, abs=1e-8
    )


def test_the_jump_process_without_bites_is_a_chain_of_waits() -> None:
    case = szr.Case(alpha=0.0, beta=0.0, zeta=0.0, delta=0.5)
    left = jumped(case, 50, 0, [1.0, 2.0], runs=2_000, seed=1)[:, :, 0].mean(axis=0)
    assert left == pytest.approx(50 * np.exp([-0.5, -1.0]), abs=4 * np.sqrt(50 * 0.25 / 2_000))


def test_the_mean_comes_nearer_to_the_equations_with_people() -> None:
    few, many = (szr.deviation(people, runs=4, seed=1, workers=1) for people in (2_000, 50_000))
    assert many < few
    assert many < 0.05


@pytest.mark.parametrize("trial", [szr.Trial(1, 1, (1, 3, 6)), szr.Trial(3, 0, (20, 40))], ids=str)
def test_in_few_people_means_are_those_of_the_jump_process(trial: szr.Trial) -> None:
    found = szr.few(trial, RUNS, seed=1)
    exact = jumped(CASES[trial.case], szr.FEW, trial.zombies, trial.days, 20 * RUNS, seed=1)
    assert (abs(szr.errors(found, exact)) < szr.ERRORS_MOST).all()


def test_other_rates_are_found_out() -> None:
    trial = szr.Trial(1, 5, (1, 2, 3))
    wrong = jumped(CASES[3], szr.FEW, trial.zombies, trial.days, 20 * RUNS, seed=1)
    assert (abs(szr.errors(szr.few(trial, RUNS, seed=1), wrong)) > szr.ERRORS_MOST).any()
