from math import isnan, nan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from hyosan.analysis.epidemic import fit_gamma, generation_intervals, serial_intervals, summary
from hyosan.errors import BadInput
from tests.analysis.epidemic.making import cases


def test_intervals_are_of_pairs_with_both_times_known() -> None:
    known = cases([-1, 0, 0, 1, -1], [0, 2, nan, 5, 1], [3, 2.5, 8, nan, 9], rivals=[(0, 4), (3, 4)])
    assert generation_intervals(known).tolist() == [2, 3, 1, -4]
    assert serial_intervals(known).tolist() == [-0.5, 5, 6]


def test_the_summary_counts_those_who_fell_ill_before_their_infector() -> None:
    found = summary(np.array([-1.0, 2.0, 3.0, 8.0]), (0.0, 0.5, 1.0))
    assert (found.n, found.n_negative, found.mean) == (4, 1, 3)
    assert found.sd == pytest.approx(sqrt((16 + 1 + 0 + 25) / 3))
    assert found.quantiles == {0.0: -1, 0.5: 2.5, 1.0: 8}


def test_no_intervals_have_no_mean() -> None:
    found = summary(np.empty(0))
    assert found.n == found.n_negative == 0
    assert isnan(found.mean)
    assert isnan(found.quantiles[0.5])
    assert isnan(summary(np.array([1.0])).sd)


def test_the_gamma_fit_is_that_of_scipy() -> None:
    drawn = gamma.rvs(2.3, scale=1.7, size=500, random_state=1)
    shape, _, scale = gamma.fit(drawn, floc=0)
    found = fit_gamma(drawn)
    assert found.shape.value == pytest.approx(shape, rel=1e-4)
    assert found.scale == pytest.approx(scale, rel=1e-4)
    assert found.mean.value == pytest.approx(drawn.mean())
    assert found.sd == pytest.approx(sqrt(shape) * scale, rel=1e-4)
    assert found.quantile(0.5) == pytest.approx(gamma.ppf(0.5, shape, scale=scale), rel=1e-4)
    assert found.share_below(np.array([-1.0, 2.0])).tolist() == [
        0,
        pytest.approx(gamma.cdf(2, shape, scale=scale), rel=1e-4),
    ]


def test_the_intervals_of_the_fit_cover_as_often_as_they_say() -> None:
    fits = [fit_gamma(gamma.rvs(3, scale=2, size=200, random_state=seed)) for seed in range(300)]
    assert np.mean([fit.shape.lo < 3 < fit.shape.hi for fit in fits]) == pytest.approx(0.95, abs=0.04)
    assert np.mean([fit.mean.lo < 6 < fit.mean.hi for fit in fits]) == pytest.approx(0.95, abs=0.04)


def test_what_a_gamma_distribution_cannot_hold_is_left_out_and_counted() -> None:
    found = fit_gamma(np.array([-2.0, 0.0, 1.0, 2.0, 3.0]))
    assert (found.n, found.n_left_out) == (3, 2)


@pytest.mark.parametrize("intervals", [[], [0.0, -1.0], [4.0], [4.0, 4.0, 4.0]])
def test_intervals_without_spread_have_no_gamma_fit(intervals: list[float]) -> None:
    with pytest.raises(BadInput, match="two or more"):
        fit_gamma(np.array(intervals, np.float64))


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=30).filter(lambda each: np.std(each) > 0.01 * np.mean(each)))
def test_no_other_shape_is_likelier(intervals: list[float]) -> None:
    each = np.array(intervals)
    found = fit_gamma(each)

    def log_likelihood(shape: float) -> float:
        return float(gamma.logpdf(each, shape, scale=each.mean() / shape).sum())

    top = log_likelihood(found.shape.value)
    slack = 1e-8 * (1 + abs(top))
    assert top >= max(log_likelihood(found.shape.value * factor) for factor in (0.9, 0.999, 1.001, 1.1)) - slack
