"""The offspring distribution: how many each case infected, and how unequally.

Fitted is the negative binomial distribution with mean m and dispersion k (variance m + m² / k): the smaller k, the more
of the transmission comes from few; k without bound is the Poisson distribution.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammainc, gammaincinv, gammaln, xlogy

from hyosan.analysis.epidemic.estimate import CONFIDENCE, Estimate, likelihood_drop, share
from hyosan.analysis.epidemic.infections import Floats, Infections, Ints

LOG_K = (-16.0, 16.0)  #: k is looked for between a ten-millionth and ten million; beyond, nothing changes any more
LOG_MEAN_REACH = 60.0  #: the mean is looked for up to e^60-fold
TOLERANCE = 1e-10


@dataclass(frozen=True)
class OffspringFit:
    """Negative binomial offspring distribution by maximum likelihood, with profile-likelihood intervals.

    n_cases     : count
    mean        : m, infectees per case
    dispersion  : k; infinite where the counts vary no more than Poisson ones, NaN where there are no offspring
    no_offspring: share of the cases without any, with its Wilson interval
    """

    n_cases: int
    mean: Estimate
    dispersion: Estimate
    no_offspring: Estimate

    def probabilities(self, most: int) -> Floats:
        """Probability of 0, 1, ..., `most` infectees under the fitted mean and dispersion; (most + 1,)."""
        n = np.arange(most + 1, dtype=np.float64)
        m, k = self.mean.value, self.dispersion.value
        if math.isinf(k) or math.isnan(k):  # Poisson; without any offspring all is at 0
            return np.asarray(np.exp(xlogy(n, m) - m - gammaln(n + 1)))
        ways = gammaln(n + k) - gammaln(k) - gammaln(n + 1)
        return np.asarray(np.exp(ways + xlogy(n, m / k) - (n + k) * math.log1p(m / k)))


def offspring_counts(infections: Infections) -> Ints:
    """Number of infectees of each case; 0 where none is recorded. A rival pair counts for each infector named.

    Returns (cases,); its sum is the number of pairs.
    """
    n = len(infections)
    in_tree = np.bincount(infections.infector[infections.infector >= 0], minlength=n)
    counts: Ints = in_tree + np.bincount(infections.rivals.infector, minlength=n)
    return counts


def fit_offspring(counts: Ints, confidence: float = CONFIDENCE) -> OffspringFit:
    """Fit a negative binomial distribution to the offspring of all cases.

    Cases whose infectees were not observed (yet) count as they stand: leave out those that were infected too late.

    counts : (cases,) offspring, zeros included; without any case the mean is NaN
    Source: Lloyd-Smith JO. PLoS ONE 2007;2:e180 (maximum likelihood for k); Lloyd-Smith JO et al. Nature 2005;438:355.
    """
    likelihood = _Likelihood(counts)
    drop = likelihood_drop(confidence)
    return OffspringFit(
        n_cases=likelihood.n,
        mean=_mean(likelihood, drop),
        dispersion=_dispersion(likelihood, drop),
        no_offspring=share(int((counts == 0).sum()), likelihood.n, confidence),
    )


def share_of_cases_behind(counts: Ints, transmission: float = 0.8) -> float:
    """Smallest share of the cases who together account for a share of the transmission; NaN where there is none.

    counts       : (cases,) offspring
    transmission : share, in (0, 1]
    """
    total = int(counts.sum())
    if total == 0:
        return math.nan
    n_with = np.bincount(counts)[::-1].astype(np.int64)
    each = np.arange(len(n_with))[::-1]
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(n_with * each)])
    # Ten decimals, so that 80 % of 5 is not a hair above 4.
    needed = round(transmission * total, 10)
    level = int(np.searchsorted(before, needed)) - 1
    n_cases = int(n_with[:level].sum()) + math.ceil((needed - int(before[level])) / int(each[level]))
    return n_cases / len(counts)


def expected_share_behind(dispersion: float, transmission: float = 0.8) -> float:
    """Share of the cases expected to be behind a share of the transmission, whatever the mean is.

    The individual reproduction numbers of a negative binomial distribution are gamma distributed with shape k.

    dispersion   : k
    transmission : share, in (0, 1]
    Source: Lloyd-Smith JO et al. Nature 2005;438:355, supplementary information.
    """
    if math.isinf(dispersion):
        return transmission
    least = gammaincinv(dispersion + 1, 1 - transmission)
    return 1 - float(gammainc(dispersion, least))


class _Likelihood:
    """Log-likelihood of offspring counts, up to a constant; its cost depends on the largest count, not on the cases.

    counts : (cases,)
    """

    def __init__(self, counts: Ints) -> None:
        self.n = len(counts)
        self.total = int(counts.sum())
        self.mean = self.total / self.n if self.n else math.nan
        n_with = np.bincount(counts)
        each = np.arange(len(n_with))
        self._j = each[:-1].astype(np.float64)
        self._n_above: Floats = (self.n - np.cumsum(n_with))[:-1].astype(np.float64)

    def at(self, mean: float, k: float) -> float:
        """Log-likelihood of a mean above 0 and a k that may be infinite; in 1/k, so that large numbers never cancel."""
        a = 0.0 if math.isinf(k) else 1 / k
        zeros = mean if a == 0 else math.log1p(a * mean) / a
        rising = float((self._n_above * np.log1p(a * self._j)).sum()) - self.total * math.log1p(a * mean)
        return rising + self.total * math.log(mean) - self.n * zeros

    def best_k(self, mean: float) -> tuple[float, float]:
        """The k that fits best to a mean, and the log-likelihood there.

        Counts that vary no more than Poisson ones fit the better the larger k is: none is best but infinity.
        """
        found = minimize_scalar(
            lambda log_k: -self.at(mean, math.exp(log_k)), bounds=LOG_K, method="bounded", options={"xatol": TOLERANCE}
        )
        poisson = self.at(mean, math.inf)
        return (math.inf, poisson) if poisson >= -found.fun else (math.exp(found.x), -float(found.fun))

    @cached_property
    def best(self) -> tuple[float, float]:
        """The best k at the best mean, which is the mean of the counts, and the log-likelihood there."""
        return self.best_k(self.mean)


def _dispersion(likelihood: _Likelihood, drop: float) -> Estimate:
    """k with the interval in which the log-likelihood at the best mean (the same for any k) falls by less than drop."""
    if likelihood.total == 0:
        return Estimate(math.nan, 0.0, math.inf)
    k, top = likelihood.best
    middle = min(max(math.log(k), LOG_K[0]), LOG_K[1])

    def excess(log_k: float) -> float:
        return likelihood.at(likelihood.mean, math.exp(log_k)) - top + drop

    return Estimate(k, _bound(excess, middle, LOG_K[0], 0.0), _bound(excess, middle, LOG_K[1], math.inf))


def _mean(likelihood: _Likelihood, drop: float) -> Estimate:
    """Mean with the interval in which the log-likelihood at the best k of each mean falls by less than drop."""
    if likelihood.total == 0:
        # Any mean can hide behind a k small enough.
        return Estimate(likelihood.mean, 0.0, math.inf)
    _, top = likelihood.best

    def excess(log_mean: float) -> float:
        return likelihood.best_k(math.exp(log_mean))[1] - top + drop

    middle = math.log(likelihood.mean)
    lo = _bound(excess, middle, middle - LOG_MEAN_REACH, 0.0)
    return Estimate(likelihood.mean, lo, _bound(excess, middle, middle + LOG_MEAN_REACH, math.inf))


def _bound(excess: Callable[[float], float], middle: float, end: float, without: float) -> float:
    """Where the log-likelihood has fallen by the drop, looking from the maximum to the end; `without` if nowhere."""
    if excess(end) >= 0:
        return without
    return math.exp(float(brentq(excess, middle, end, xtol=TOLERANCE)))
