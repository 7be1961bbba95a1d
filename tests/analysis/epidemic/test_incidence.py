from math import inf, nan

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.analysis.epidemic import incidence, prevalence, prevalence_of_states
from hyosan.errors import BadInput

times = st.lists(st.floats(-50, 200) | st.just(nan), max_size=40).map(lambda each: np.array(each, np.float64))


def test_cases_are_counted_by_day_and_empty_days_are_there() -> None:
    curve = incidence(np.array([3.0, 3.99, nan, 6.5, 4.0]))
    assert curve.counts.tolist() == [2, 1, 0, 1]
    assert curve.starts.tolist() == [3, 4, 5, 6]
    assert curve.cumulative.tolist() == [2, 3, 3, 4]
    assert curve.n_undated == 1
    assert curve.peak == 0


def test_bins_can_be_hours_and_have_bounds() -> None:
    curve = incidence(np.array([0.0, 0.5 / 24, 1 / 24, 3.5 / 24, 9.0]), 1 / 24, start_day=0.0, end_day=5 / 24)
    assert curve.counts.tolist() == [2, 1, 0, 1, 0]


def test_no_cases_have_no_peak() -> None:
    assert incidence(np.array([nan])).peak is None
    assert incidence(np.empty(0)).counts.tolist() == []
    assert incidence(np.empty(0), start_day=2, end_day=4).counts.tolist() == [0, 0]


def test_bins_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(BadInput, match="at most 10000000 bins"):
        incidence(np.array([0.0, 1e9]), 1e-3)


def test_prevalence_holds_the_begin_of_an_interval_and_not_its_end() -> None:
    begins, ends = np.array([1.0, 2.0, nan, 3.0]), np.array([4.0, nan, 9.0, inf])
    assert prevalence(begins, ends, np.array([0.0, 1.0, 3.0, 3.9, 4.0, 99.0])).tolist() == [0, 1, 3, 3, 2, 2]


def test_prevalence_is_read_off_the_counts_of_states() -> None:
    series = pl.DataFrame(
        {
            "time": [0, 0, 0, 86400, 86400, 86400],
            "state": pl.Series(["well", "ill", "worse"] * 2, dtype=pl.Categorical),
            "count": [9, 1, 0, 5, 3, 2],
        }
    )
    at, counts = prevalence_of_states(series, {"ill", "worse"})
    assert (at.tolist(), counts.tolist()) == ([0, 1], [1, 5])


@settings(deadline=None)
@given(times, st.sampled_from([0.25, 1.0, 7.0]))
def test_every_case_is_counted_once(each: np.ndarray, width_d: float) -> None:
    curve = incidence(each, width_d)
    assert curve.counts.sum() + curve.n_undated == len(each)
    if len(curve.counts):
        assert curve.counts[0] > 0
        assert curve.counts[-1] > 0
        assert curve.counts[curve.peak or 0] == curve.counts.max()


@settings(deadline=None)
@given(times, st.floats(-60, 210))
def test_prevalence_is_the_number_of_intervals_around_a_time(begins: np.ndarray, at: float) -> None:
    ends = begins[::-1].copy()
    around = [b <= at and not e <= at for b, e in zip(begins, ends, strict=True) if not (e < b)]
    assert prevalence(begins, ends, np.array([at])).tolist() == [sum(around)]


def test_a_second_on_the_hour_belongs_to_the_hour_that_it_begins() -> None:
    hours = np.arange(1000) * 3600 / 86400
    assert incidence(hours, 1 / 24).counts.tolist() == [1] * 1000
