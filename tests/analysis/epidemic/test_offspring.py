from math import inf, isnan, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from hyosan.analysis.epidemic import expected_share_behind, fit_offspring, offspring_counts, share_of_cases_behind
from tests.analysis.epidemic.making import cases

CHI_HALF = 1.9207294103  #: half the 95 % quantile of chi-squared with one degree of freedom


def drawn(mean: float, k: float, n: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).negative_binomial(k, k / (k + mean), n).astype(np.int64)


def log_likelihood(counts: np.ndarray, mean: float, k: float) -> float:
    return float(nbinom.logpmf(counts, k, k / (k + mean)).sum())


def test_cases_without_recorded_offspring_count_as_zero() -> None:
    assert offspring_counts(cases([-1, 0, 0, 1])).tolist() == [2, 1, 0, 0]


@pytest.mark.parametrize(("mean", "k", "seed"), [(2.0, 0.1, 1), (1.0, 1.0, 2), (0.6, 0.5, 3), (3.0, 8.0, 4)])
def test_the_fit_recovers_the_distribution_that_it_was_drawn_from(mean: float, k: float, seed: int) -> None:
    fit = fit_offspring(drawn(mean, k, 4000, seed), confidence=0.99)
    assert fit.mean.lo < mean < fit.mean.hi
    assert fit.dispersion.lo < k < fit.dispersion.hi


def test_the_intervals_cover_as_often_as_they_say() -> None:
    fits = [fit_offspring(drawn(1.2, 0.4, 200, seed), confidence=0.9) for seed in range(200)]
    covers_k = np.mean([fit.dispersion.lo < 0.4 < fit.dispersion.hi for fit in fits])
    covers_mean = np.mean([fit.mean.lo < 1.2 < fit.mean.hi for fit in fits])
    # Three standard errors of a share of 0.9 in 200 are 0.064.
    assert covers_k == pytest.approx(0.9, abs=0.064)
    assert covers_mean == pytest.approx(0.9, abs=0.064)


def test_the_fit_is_where_an_independent_likelihood_is_highest() -> None:
    counts = drawn(1.5, 0.3, 300, 5)
    fit = fit_offspring(counts)
    m, k = fit.mean.value, fit.dispersion.value
    top = log_likelihood(counts, m, k)
    assert m == pytest.approx(counts.mean())
    assert all(
        log_likelihood(counts, m * a, k * b) < top for a in (0.99, 1, 1.01) for b in (0.99, 1, 1.01) if a * b != 1
    )
    for bound in (fit.dispersion.lo, fit.dispersion.hi):
        assert top - log_likelihood(counts, m, bound) == pytest.approx(CHI_HALF, abs=1e-5)
    for bound in (fit.mean.lo, fit.mean.hi):
        highest = max(log_likelihood(counts, bound, each) for each in np.geomspace(k / 10, k * 10, 4001))
        assert top - highest == pytest.approx(CHI_HALF, abs=1e-4)


def test_counts_that_vary_no_more_than_poisson_ones_have_k_without_bound() -> None:
    fit = fit_offspring(np.ones(50, np.int64))
    assert (fit.dispersion.value, fit.dispersion.hi) == (inf, inf)
    assert 1 < fit.dispersion.lo < inf
    assert fit.mean.value == 1
    # With k without bound the interval of the mean is that of a Poisson mean: n (m - 1 - log m) = 1.92.
    for bound in (fit.mean.lo, fit.mean.hi):
        assert 50 * (bound - 1 - log(bound)) == pytest.approx(CHI_HALF, abs=1e-4)


def test_without_any_transmission_k_is_not_known() -> None:
    fit = fit_offspring(np.zeros(20, np.int64))
    assert (fit.mean.value, fit.mean.lo, fit.mean.hi) == (0, 0, inf)
    assert isnan(fit.dispersion.value)
    assert fit.no_offspring.value == fit.no_offspring.hi == 1
    assert isnan(fit_offspring(np.empty(0, np.int64)).mean.value)


def test_the_share_without_offspring_has_a_wilson_interval() -> None:
    fit = fit_offspring(np.array([0] * 7 + [1, 4, 5], np.int64))
    assert fit.no_offspring.value == 0.7
    assert fit.no_offspring.lo == pytest.approx(0.39677, abs=1e-5)
    assert fit.no_offspring.hi == pytest.approx(0.89221, abs=1e-5)


@pytest.mark.parametrize(
    ("counts", "transmission", "expected"),
    [
        ([8, 1, 1, 0, 0], 0.8, 0.2),
        ([8, 1, 1, 0, 0], 0.81, 0.4),
        ([1, 1, 1, 1, 1], 0.8, 0.8),
        ([2, 2, 1, 0, 0, 0, 0, 0, 0, 0], 0.8, 0.2),
        ([3, 0], 1.0, 0.5),
    ],
)
def test_the_fewest_cases_behind_most_of_the_transmission(
    counts: list[int], transmission: float, expected: float
) -> None:
    assert share_of_cases_behind(np.array(counts, np.int64), transmission) == expected


def test_nobody_is_behind_no_transmission() -> None:
    assert isnan(share_of_cases_behind(np.zeros(3, np.int64)))


def test_the_expected_share_behind_transmission() -> None:
    # k = 1: reproduction numbers are exponential; exp(-t) of cases lie above t, with (1 + t) exp(-t) of infectees.
    share = expected_share_behind(1.0, 0.8)
    assert share * (1 - log(share)) == pytest.approx(0.8)
    assert expected_share_behind(0.1, 0.8) == pytest.approx(0.09, abs=0.01)
    assert expected_share_behind(1e6, 0.8) == pytest.approx(0.8, abs=0.001)
    assert expected_share_behind(inf, 0.8) == 0.8


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=60))
def test_estimates_lie_within_their_intervals(counts: list[int]) -> None:
    fit = fit_offspring(np.array(counts, np.int64))
    assert fit.mean.lo <= fit.mean.value <= fit.mean.hi
    assert isnan(fit.dispersion.value) == (sum(counts) == 0)
    if sum(counts):
        assert fit.dispersion.lo <= fit.dispersion.value <= fit.dispersion.hi
        behind = share_of_cases_behind(np.array(counts, np.int64))
        fewest = np.sort(counts)[::-1][: round(behind * len(counts))]
        assert fewest.sum() >= 0.8 * sum(counts) > fewest[:-1].sum()


@pytest.mark.parametrize("counts", [[0, 0, 0, 5, 1, 0], [1, 1, 1, 1], [0, 0]])
def test_the_fitted_distribution_has_the_mean_of_the_counts(counts: list[int]) -> None:
    fit = fit_offspring(np.array(counts))
    chances = fit.probabilities(2_000)
    assert chances.sum() == pytest.approx(1)
    assert (chances * np.arange(2_001)).sum() == pytest.approx(fit.mean.value)
