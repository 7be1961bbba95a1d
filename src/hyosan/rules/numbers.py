"""Logarithm and exponential built from + - * / alone.

The C library's `log` and `exp` differ in the last digit between machines and CPU features; whatever decides
something in the model uses these instead, so that a run has the same digest everywhere.
"""

from math import factorial, floor, frexp, ldexp

from hyosan.jit import rule

LN2_HIGH = 0.6931471803691238  # 32 leading bits of ln 2: k * LN2_HIGH is exact for the k that occur
LN2_LOW = 1.9082149292705877e-10
SQRT_HALF = 0.7071067811865476
ONE_OVER_FACTORIAL = tuple(1.0 / factorial(n) for n in range(15))


@rule
def log(x: float) -> float:
    """Natural logarithm of x > 0, relative error below 1e-15.

    Source: ln m = 2 artanh((m - 1) / (m + 1)) on [sqrt(1/2), sqrt(2)), by its series.
    """
    mantissa, exponent = frexp(x)
    if mantissa < SQRT_HALF:
        mantissa *= 2.0
        exponent -= 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    series = 1.0 / 21.0
    for k in range(19, 0, -2):
        series = series * z + 1.0 / k
    return 2.0 * s * series + exponent * LN2_LOW + exponent * LN2_HIGH


@rule
def log10(x: float) -> float:
    """Decimal logarithm of x > 0."""
    return log(x) * 0.4342944819032518


@rule
def exp(x: float) -> float:
    """Exponential, relative error below 1e-15; 0 below -700 and capped at exp(700) above.

    Source: exp(k ln 2 + r) = 2^k exp(r) with |r| <= ln(2)/2, by its series; even and odd powers at the same time.
    """
    if x < -700.0:
        return 0.0
    x = min(x, 700.0)
    k = floor(x / 0.6931471805599453 + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    z = r * r
    even = odd = 0.0
    for n in range(14, 0, -2):
        even = even * z + ONE_OVER_FACTORIAL[n]
        odd = odd * z + ONE_OVER_FACTORIAL[n - 1]
    return ldexp(1.0 + (even * z + odd * r), int(k))


@rule
def chance(rate_per_s: float, dt_s: float) -> float:
    """Probability that something with a constant rate happens within dt: 1 - exp(-rate x dt)."""
    return 1.0 - exp(-rate_per_s * dt_s)


@rule
def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), in (0, 1)."""
    return 1.0 / (1.0 + exp(-x))


@rule
def faded(level: float, elapsed_s: float, half_life_s: float) -> float:
    """What is left of a level after some time with a half-life."""
    return level * exp(-0.6931471805599453 * max(elapsed_s, 0.0) / half_life_s)
