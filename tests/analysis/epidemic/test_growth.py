from math import exp, inf, isnan, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from hyosan.analysis.epidemic import Incidence, growth
from hyosan.errors import BadInput


def curve(counts: list[int], width_d: float = 1.0) -> Incidence:
    return Incidence(0.0, width_d, np.array(counts, np.int64), 0)


def test_cases_that_double_daily_double_daily() -> None:
    found = growth(curve([2**i for i in range(12)]))
    assert found.rate_per_d.value == pytest.approx(log(2))
    assert found.doubling_d.value == pytest.approx(1)
    assert found.halving_d.value == inf
    assert found.overdispersion == pytest.approx(0, abs=1e-12)


def test_two_bins_have_a_closed_form() -> None:
    found = growth(curve([10, 40]))
    assert found.rate_per_d.value == pytest.approx(log(4))
    # The variance of the log of a ratio of two Poisson counts.
    half = 1.959964 * sqrt(1 / 10 + 1 / 40)
    assert found.rate_per_d.lo == pytest.approx(log(4) - half, abs=1e-6)
    assert found.rate_per_d.hi == pytest.approx(log(4) + half, abs=1e-6)
    assert found.doubling_d.lo == pytest.approx(log(2) / (log(4) + half), abs=1e-6)
    assert isnan(found.overdispersion)


def test_decline_has_a_halving_time() -> None:
    found = growth(curve([64, 32, 16, 8, 4]), from_day=1, to_day=4)
    assert found.n_bins == 3
    assert found.halving_d.value == pytest.approx(1)
    assert found.doubling_d.value == inf
    assert found.halving_d.lo < 1 < found.halving_d.hi


def test_rates_are_per_day_whatever_the_bins() -> None:
    assert growth(curve([1, 2, 4, 8], width_d=0.5)).doubling_d.value == pytest.approx(0.5)


def test_an_interval_that_holds_no_growth_sets_no_bound() -> None:
    found = growth(curve([3, 2, 4, 3, 2]))
    assert found.rate_per_d.lo < 0 < found.rate_per_d.hi
    assert found.doubling_d.hi == found.halving_d.hi == inf


def test_counts_that_scatter_widen_the_interval() -> None:
    found = growth(curve([0, 30, 0, 60, 10, 200]))
    assert found.overdispersion > 5
    calm = growth(curve([5, 12, 20, 40, 85, 160]))
    assert found.rate_per_d.hi - found.rate_per_d.lo > 2 * (calm.rate_per_d.hi - calm.rate_per_d.lo)


def test_the_interval_covers_as_often_as_it_says() -> None:
    random = np.random.default_rng(1)
    found = [growth(curve(random.poisson([3 * exp(0.15 * t) for t in range(15)]).tolist())) for _ in range(300)]
    assert np.mean([each.rate_per_d.lo < 0.15 < each.rate_per_d.hi for each in found]) > 0.92


def test_a_window_without_two_bins_of_cases_tells_no_rate() -> None:
    with pytest.raises(BadInput, match="1 bins with cases"):
        growth(curve([0, 5, 0, 0, 9]), to_day=4)


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=25).filter(lambda counts: sum(c > 0 for c in counts) > 1))
def test_no_other_rate_is_likelier(counts: list[int]) -> None:
    found = growth(curve(counts)).rate_per_d.value
    t = np.arange(len(counts)) - len(counts) / 2

    def miss(rate: float) -> float:
        # The intercept that fits best is known; what remains is multinomial.
        logs = rate * t
        return -float(np.array(counts) @ (logs - logs.max() - log(np.exp(logs - logs.max()).sum()))) / sum(counts)

    assert miss(found) <= minimize(lambda x: miss(x[0]), [0.0]).fun + 1e-9
