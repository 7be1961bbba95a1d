"""An estimate with its interval, and the confidence that intervals have unless somebody asks for another."""

import math
from dataclasses import dataclass

from scipy.special import chdtri, ndtri

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A number that was estimated.

    value  : best single number
    lo, hi : interval around it; infinite where the data set no bound
    """

    value: float
    lo: float
    hi: float


def normal_quantile(confidence: float) -> float:
    """Half-width of a two-sided interval in standard errors: 1.96 for 0.95."""
    return float(ndtri(0.5 + confidence / 2))


def likelihood_drop(confidence: float) -> float:
    """How far the log-likelihood of one parameter may fall below its maximum within a profile interval.

    Source: Wilks SS. Ann Math Stat 1938;9:60 (half the chi-squared quantile with one degree of freedom).
    """
    return float(chdtri(1, 1 - confidence)) / 2


def share(n_hits: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """A proportion with its Wilson score interval; NaN between 0 and 1 where there is nobody.

    n_hits, n : counts
    Source: Wilson EB. J Am Stat Assoc 1927;22:209.
    """
    if n == 0:
        return Estimate(math.nan, 0.0, 1.0)
    z = normal_quantile(confidence)
    p = n_hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends the bound is exact; rounding alone would leave it a hair inside.
    return Estimate(p, 0.0 if n_hits == 0 else middle - half, 1.0 if n_hits == n else middle + half)
