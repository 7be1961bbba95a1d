"""Generation intervals (infection to infection) and serial intervals (onset to onset) of infectors and infectees."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammainc, gammaincinv, polygamma

from hyosan.analysis.epidemic.estimate import CONFIDENCE, Estimate, normal_quantile
from hyosan.analysis.epidemic.infections import Floats, Infections
from hyosan.errors import BadInput

QUANTILES = (0.025, 0.25, 0.5, 0.75, 0.975)
MAX_STEPS = 100
TOLERANCE = 1e-12


@dataclass(frozen=True)
class IntervalSummary:
    """Intervals in numbers, d.

    n          : count
    mean, sd   : NaN for none; the sd (n - 1) also for one
    quantiles  : share to interval
    n_negative : intervals below 0, count: infectees who fell ill before their infector
    """

    n: int
    mean: float
    sd: float
    quantiles: dict[float, float]
    n_negative: int


@dataclass(frozen=True)
class GammaFit:
    """A gamma distribution fitted to intervals.

    shape      : no unit
    mean       : d
    sd         : d
    n          : intervals fitted, count
    n_left_out : intervals of 0 d or less, count: a gamma distribution has none
    """

    shape: Estimate
    mean: Estimate
    sd: float
    n: int
    n_left_out: int

    @property
    def scale(self) -> float:
        """Mean over shape, d."""
        return self.mean.value / self.shape.value

    def share_below(self, interval: Floats) -> Floats:
        """Share of the distribution below each interval (d)."""
        below: Floats = gammainc(self.shape.value, np.maximum(interval, 0.0) / self.scale)
        return below

    def quantile(self, p: float) -> float:
        """Interval (d) below which a share p lies."""
        return float(gammaincinv(self.shape.value, p)) * self.scale


def generation_intervals(infections: Infections) -> Floats:
    """Time from the infection of the infector to that of the infectee, d, of all pairs for which both are known."""
    return _differences(infections, infections.infected)


def serial_intervals(infections: Infections) -> Floats:
    """Time from the onset of the infector to that of the infectee, d, of all pairs for which both are known.

    Negative where the infectee fell ill first.
    """
    return _differences(infections, infections.onset)


def summary(intervals: Floats, quantiles: Sequence[float] = QUANTILES) -> IntervalSummary:
    """Mean, sd, quantiles (linear interpolation) and the number of negative ones.

    intervals : (n,) d
    quantiles : shares in [0, 1]
    """
    n = len(intervals)
    at = np.quantile(intervals, quantiles).tolist() if n else [math.nan] * len(quantiles)
    return IntervalSummary(
        n=n,
        mean=float(intervals.mean()) if n else math.nan,
        sd=float(intervals.std(ddof=1)) if n > 1 else math.nan,
        quantiles=dict(zip(quantiles, at, strict=True)),
        n_negative=int((intervals < 0).sum()),
    )


def fit_gamma(intervals: Floats, confidence: float = CONFIDENCE) -> GammaFit:
    """Fit a gamma distribution by maximum likelihood, leaving out what it cannot hold: intervals of 0 d or less.

    The intervals of mean and shape are Wald's on the log scale; the two are independent of each other for large n.

    intervals : (n,) d, each counted as exact: intervals rounded to days make the shape a little too small
    Raises BadInput for fewer than two different positive intervals.
    Source: Minka TP. Estimating a Gamma distribution. 2002 (Newton's method on the shape).
    """
    positive = intervals[intervals > 0]
    n = len(positive)
    mean = float(positive.mean()) if n else math.nan
    gap = math.log(mean) - float(np.log(positive).mean()) if n else math.nan
    if n < 2 or not gap > TOLERANCE:
        raise BadInput("intervals", "gamma", f"{len(np.unique(positive))} different ones above 0 d", "two or more")
    shape = _gamma_shape(gap)
    z = normal_quantile(confidence)
    shape_error = 1 / math.sqrt(n * (float(polygamma(1, shape)) - 1 / shape)) / shape
    return GammaFit(
        shape=_around(shape, z * shape_error),
        mean=_around(mean, z / math.sqrt(n * shape)),
        sd=mean / math.sqrt(shape),
        n=n,
        n_left_out=len(intervals) - n,
    )


def _differences(infections: Infections, times: Floats) -> Floats:
    pairs = infections.pairs
    differences = times[pairs.infectee] - times[pairs.infector]
    known: Floats = differences[~np.isnan(differences)]
    return known


def _gamma_shape(gap: float) -> float:
    """Solve log(shape) - digamma(shape) = gap, the log of the mean less the mean of the logs."""
    shape = (3 - gap + math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
    for _ in range(MAX_STEPS):
        miss = math.log(shape) - float(digamma(shape)) - gap
        step = miss / (1 / shape - float(polygamma(1, shape)))
        # On the inverse of the shape the equation is almost a straight line.
        shape = 1 / (1 / shape + step / shape**2)
        if abs(step) < TOLERANCE * shape:
            break
    return shape


def _around(value: float, log_half: float) -> Estimate:
    return Estimate(value, value * math.exp(-log_half), value * math.exp(log_half))
