from math import exp, inf

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, nbinom, poisson

from hyosan.analysis.epidemic import (
    Incidence,
    cohort_reproduction_number,
    discretised_serial_interval,
    fit_gamma,
    instantaneous_reproduction_number,
)
from hyosan.errors import BadInput
from tests.analysis.epidemic.making import cases


def curve(counts: np.ndarray) -> Incidence:
    return Incidence(0.0, 1.0, counts.astype(np.int64), 0)


def test_cohorts_have_the_mean_offspring_of_those_infected_then() -> None:
    tree = cases([-1, 0, 0, 1, 1, 1, -1], [0.2, 0.9, 2.5, 2.1, 3.0, np.nan, 0.5])
    found = cohort_reproduction_number(tree, dispersion=inf)
    assert found.starts.tolist() == [0, 1, 2, 3]
    assert found.n_cases.tolist() == [3, 0, 2, 1]
    np.testing.assert_array_equal(found.mean, [5 / 3, np.nan, 0, 0])
    assert np.isnan(found.observed_share).all()
    assert np.isnan([found.lo[1], found.hi[1]]).all()


@pytest.mark.parametrize("k", [0.3, 2.0])
def test_the_interval_of_a_cohort_leaves_just_the_tails(k: float) -> None:
    tree = cases([-1, -1, -1, 0, 0, 0, 0, 1], [0, 0, 0, 1, 1, 1, 1, 1])
    found = cohort_reproduction_number(tree, dispersion=k)
    lo, hi = found.lo[0], found.hi[0]
    # Three cases with five infectees: as many, and as few, are each just a tail.
    assert nbinom.sf(4, 3 * k, k / (k + lo)) == pytest.approx(0.025)
    assert nbinom.cdf(5, 3 * k, k / (k + hi)) == pytest.approx(0.025)
    assert found.lo[1] == 0
    assert nbinom.cdf(0, 5 * k, k / (k + found.hi[1])) == pytest.approx(0.025)


def test_without_bound_on_k_the_interval_is_that_of_a_poisson_mean() -> None:
    tree = cases([-1, -1, -1, 0, 0, 0, 0, 1], [0, 0, 0, 1, 1, 1, 1, 1])
    found = cohort_reproduction_number(tree, dispersion=inf)
    assert poisson.sf(4, 3 * found.lo[0]) == pytest.approx(0.025)
    assert poisson.cdf(5, 3 * found.hi[0]) == pytest.approx(0.025)


def test_late_cohorts_tell_how_much_of_them_was_observed() -> None:
    generation = fit_gamma(np.array([2.0, 3.0, 4.0, 5.0]))
    tree = cases([-1, 0, 1], [0, 4, 8], observed_until=9)
    share = cohort_reproduction_number(tree, 1.0, generation).observed_share
    assert share[0] > 0.999
    assert share[8] == pytest.approx(generation.share_below(np.array([0.5]))[0])
    assert (np.diff(share) <= 0).all()


def test_nobody_has_no_cohorts() -> None:
    assert len(cohort_reproduction_number(cases([])).mean) == 0


@pytest.mark.parametrize(("mean", "sd"), [(2.6, 1.5), (8.4, 3.8), (1.3, 0.4), (14.5, 5.2)])
def test_the_serial_interval_is_discretised_as_its_definition_says(mean: float, sd: float) -> None:
    found = discretised_serial_interval(mean, sd)
    shape, scale = ((mean - 1) / sd) ** 2, sd**2 / (mean - 1)
    assert found[0] == 0
    assert found.sum() == pytest.approx(1)
    assert found @ np.arange(len(found)) == pytest.approx(mean, abs=1e-3)
    for k in range(1, 8):
        # A shifted gamma time between two uniform times within their days: weights of a triangle around k.
        expected, _ = quad(
            lambda u, k=k: gamma.pdf(u - 1, shape, scale=scale) * (1 - abs(u - k)),
            max(k - 1, 1),
            k + 1,
            points=[k],
            limit=200,
        )
        assert found[k] == pytest.approx(expected, abs=2e-6)


def test_bins_of_half_a_day_have_intervals_of_half_days() -> None:
    np.testing.assert_allclose(discretised_serial_interval(2, 1, 0.5), discretised_serial_interval(4, 2, 1.0))


@pytest.mark.parametrize(("mean", "sd", "said"), [(1.0, 1.0, "more than one bin"), (3.0, 0.0, "a spread above 0 d")])
def test_serial_intervals_that_fit_no_bins_are_refused(mean: float, sd: float, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        discretised_serial_interval(mean, sd)


@pytest.mark.parametrize("rate", [-0.05, 0.05, 0.2])
def test_exponential_growth_has_the_reproduction_number_of_the_renewal_equation(rate: float) -> None:
    """Wallinga J, Lipsitch M. Proc R Soc B 2007;274:599: R = 1 / sum of w(s) exp(-r s)."""
    interval = discretised_serial_interval(4.0, 2.0)
    expected = 1 / sum(w * exp(-rate * s) for s, w in enumerate(interval))
    cases_by_day = curve(np.round(1e6 * np.exp(rate * np.arange(80))))
    found = instantaneous_reproduction_number(cases_by_day, interval)
    settled = found.starts > len(interval)
    np.testing.assert_allclose(found.mean[settled], expected, rtol=1e-3)
    assert (found.lo < found.mean).all()
    assert (found.mean < found.hi).all()


def test_the_posterior_is_the_gamma_distribution_of_the_paper() -> None:
    interval = np.array([0.0, 0.25, 0.5, 0.25])
    found = instantaneous_reproduction_number(curve(np.array([4, 1, 3, 6, 2])), interval, window=2)
    infectiousness = [1.0, 2.25, 2.25, 3.25]  # of bins 1 to 4, by hand
    n = [1 + 3, 3 + 6, 6 + 2]
    assert found.starts.tolist() == [1, 2, 3]
    assert found.ends.tolist() == [3, 4, 5]
    assert found.n_cases.tolist() == n
    for i in range(3):
        shape, scale = 1 + n[i], 1 / (1 / 5 + infectiousness[i] + infectiousness[i + 1])
        assert found.mean[i] == pytest.approx(shape * scale)
        assert found.sd[i] == pytest.approx(gamma.std(shape, scale=scale))
        assert found.lo[i] == pytest.approx(gamma.ppf(0.025, shape, scale=scale))
        assert found.hi[i] == pytest.approx(gamma.ppf(0.975, shape, scale=scale))


def test_imported_cases_infect_but_were_not_infected_here() -> None:
    counts, interval = np.array([4, 1, 3, 6]), np.array([0.0, 0.5, 0.5])
    found = instantaneous_reproduction_number(curve(counts), interval, window=3, imported=np.array([4, 1, 0, 2]))
    alone = instantaneous_reproduction_number(curve(counts), interval, window=3)
    assert found.n_cases.tolist() == [7]
    assert alone.n_cases.tolist() == [10]
    assert found.mean[0] / alone.mean[0] == pytest.approx(8 / 11)


def test_too_few_bins_and_intervals_of_nothing_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 8"):
        instantaneous_reproduction_number(curve(np.arange(7)), np.array([0.0, 1.0]))
    with pytest.raises(BadInput, match="within the same bin"):
        instantaneous_reproduction_number(curve(np.arange(9)), np.array([0.5, 0.5]))
