"""Our own logarithm and exponential against the C library's."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hyosan.rules.numbers import chance, exp, faded, log, log10, logistic

ROUNDING = 1e-15
VERSIONS = ["compiled", "pure Python"]
positive = st.floats(min_value=0, exclude_min=True, allow_infinity=False, allow_subnormal=False)


@pytest.mark.parametrize("version", [log, log.py_func], ids=VERSIONS)
@given(positive)
@example(1.0)
@example(1.0 + 2**-52)
@example(1.0 - 2**-53)
@example(math.sqrt(0.5))
def test_log_is_right_to_the_last_digits(version: object, x: float) -> None:
    assert math.isclose(version(x), math.log(x), rel_tol=ROUNDING, abs_tol=0.0)


@pytest.mark.parametrize("version", [exp, exp.py_func], ids=VERSIONS)
@given(st.floats(-700, 700))
@example(0.0)
@example(-700.0)
@example(700.0)
def test_exp_is_right_to_the_last_digits(version: object, x: float) -> None:
    assert math.isclose(version(x), math.exp(x), rel_tol=ROUNDING, abs_tol=0.0)


@given(st.floats(-700, 700))
def test_compiled_and_pure_versions_agree_to_the_last_bit(x: float) -> None:
    assert exp(x) == exp.py_func(x)
    assert log(exp(x)) == log.py_func(exp(x))


def test_beyond_its_range_exp_is_zero_or_capped() -> None:
    assert exp(-701.0) == exp(-1e300) == 0.0
    assert exp(701.0) == exp(1e300) == exp(700.0)


@given(positive)
def test_log10_is_the_decimal_logarithm(x: float) -> None:
    assert math.isclose(log10(x), math.log10(x), rel_tol=4 * ROUNDING, abs_tol=4 * ROUNDING)


@given(st.floats(0, 1), st.floats(0, 100), st.integers(1, 20))
def test_chances_do_not_depend_on_how_time_is_cut(rate: float, dt: float, pieces: int) -> None:
    escaped = (1.0 - chance(rate, dt / pieces)) ** pieces
    assert math.isclose(1.0 - escaped, chance(rate, dt), abs_tol=1e-12)


@given(st.floats(-30, 30))
def test_the_logistic_is_symmetric(x: float) -> None:
    assert 0.0 < logistic(x) < 1.0
    assert math.isclose(logistic(x) + logistic(-x), 1.0, rel_tol=1e-14)


def test_a_level_halves_with_each_half_life() -> None:
    assert math.isclose(faded(8.0, 30.0, 10.0), 1.0, rel_tol=1e-14)
    assert faded(8.0, -5.0, 10.0) == 8.0
