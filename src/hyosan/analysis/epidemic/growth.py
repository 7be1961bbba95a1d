"""How fast cases grow: exponential rate and doubling time in a window, by Poisson regression."""

import math
from dataclasses import dataclass

import numpy as np

from hyosan.analysis.epidemic.estimate import CONFIDENCE, Estimate, normal_quantile
from hyosan.analysis.epidemic.incidence import Incidence
from hyosan.analysis.epidemic.infections import Floats
from hyosan.errors import BadInput

MAX_STEPS = 100
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Growth:
    """Exponential growth or decline.

    rate_per_d    : r, 1/d; negative for decline
    doubling_d    : ln 2 / r, d; infinite where cases may not grow
    halving_d     : ln 2 / -r, d; infinite where cases may not decline
    overdispersion: Pearson's chi-squared per degree of freedom; 1 for Poisson counts, NaN for two bins
    n_bins        : bins in the window, count
    """

    rate_per_d: Estimate
    doubling_d: Estimate
    halving_d: Estimate
    overdispersion: float
    n_bins: int


def growth(
    cases: Incidence, from_day: float | None = None, to_day: float | None = None, confidence: float = CONFIDENCE
) -> Growth:
    """Fit counts = exp(a + r t) by maximum likelihood (log-linear Poisson regression), t at the middle of each bin.

    The interval of r is r ± z standard errors; these are widened by the root of the overdispersion where it is above 1.

    from_day, to_day : only bins that lie within are used, d since the start of day 1; None: no bound
    Raises BadInput for a window with fewer than two bins that hold cases: they do not tell a rate.
    Source: McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. 1989, chapters 2.5 and 6.2.
    """
    start = -math.inf if from_day is None else from_day
    end = math.inf if to_day is None else to_day
    # Half a millionth of a bin forgives the rounding of bounds that are meant to be bounds of bins.
    slack = cases.width_d * 5e-7
    inside = (cases.starts >= start - slack) & (cases.starts + cases.width_d <= end + slack)
    counts = cases.counts[inside].astype(np.float64)
    if (counts > 0).sum() < 2:
        raise BadInput("incidence", "window", f"{int((counts > 0).sum())} bins with cases", "two bins or more")
    bins = np.arange(len(counts), dtype=np.float64)
    rate, variance, overdispersion = _poisson_slope(bins - bins.mean(), counts)
    error = math.sqrt(variance * max(1.0, 1.0 if math.isnan(overdispersion) else overdispersion))
    half = normal_quantile(confidence) * error
    per_d = Estimate(*((rate + each) / cases.width_d for each in (0.0, -half, half)))
    return Growth(
        rate_per_d=per_d,
        doubling_d=Estimate(_doubling(per_d.value), _doubling(per_d.hi), _doubling(per_d.lo)),
        halving_d=Estimate(_doubling(-per_d.value), _doubling(-per_d.lo), _doubling(-per_d.hi)),
        overdispersion=overdispersion,
        n_bins=len(counts),
    )


def _poisson_slope(x: Floats, counts: Floats) -> tuple[float, float, float]:
    """Slope, its variance and the overdispersion of log-linear counts, by Newton's method.

    For a given slope the best intercept is known, so that only the slope is searched: the weighted mean of x must
    equal that of the counts. The weighted mean rises with the slope, its derivative is the weighted variance.
    """
    n_cases = float(counts.sum())
    target = float(counts @ x) / n_cases
    slope = 0.0
    for _ in range(MAX_STEPS):
        weight = _normalised(slope * x)
        mean = float(weight @ x)
        spread = float(weight @ (x - mean) ** 2)
        step = (target - mean) / spread
        # Full steps can overshoot far where the fitted counts sit in one bin; a step of 1 per bin is plenty.
        slope += min(max(step, -1.0), 1.0)
        if abs(step) < TOLERANCE:
            break
    weight = _normalised(slope * x)
    fitted = n_cases * weight
    spread = float(weight @ (x - target) ** 2)
    freedom = len(x) - 2
    pearson = float((((counts - fitted) ** 2) / fitted).sum())
    return slope, 1 / (n_cases * spread), pearson / freedom if freedom > 0 else math.nan


def _normalised(logs: Floats) -> Floats:
    weight: Floats = np.exp(logs - logs.max())
    weight /= weight.sum()
    return weight


def _doubling(rate_per_d: float) -> float:
    return math.log(2) / rate_per_d if rate_per_d > 0 else math.inf
