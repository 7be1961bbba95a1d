"""Reproduction numbers over time: of cohorts, from the known tree, and instantaneous, from incidence alone.

The two answer different questions. The cohort (or case) reproduction number of a day is how many the cases infected on
that day went on to infect, and so looks ahead; the instantaneous one is how many a case would infect if the conditions
of that day lasted.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, gammainc, gammaincinv

from hyosan.analysis.epidemic.estimate import CONFIDENCE
from hyosan.analysis.epidemic.incidence import Incidence, bins_of, incidence
from hyosan.analysis.epidemic.infections import Floats, Infections, Ints
from hyosan.analysis.epidemic.intervals import GammaFit
from hyosan.analysis.epidemic.offspring import fit_offspring, offspring_counts
from hyosan.errors import BadInput

PRIOR_MEAN = 5.0
PRIOR_SD = 5.0
TAIL = 1e-6  #: share of a serial interval distribution that may be cut off


@dataclass(frozen=True)
class CohortR:
    """Cohort (case) reproduction number by time of infection; all arrays are (cohorts,).

    starts         : start of each cohort, d since the start of day 1
    width_d        : length of a cohort, d
    n_cases        : cases infected then, count
    mean           : mean number of their infectees; NaN where there are no cases
    lo, hi         : confidence interval of the mean
    observed_share : expected share of the infectees that was infected before the end of the observation; NaN where no
                     generation interval was given. The mean falls short by this factor: right truncation
    """

    starts: Floats
    width_d: float
    n_cases: Ints
    mean: Floats
    lo: Floats
    hi: Floats
    observed_share: Floats


def cohort_reproduction_number(
    infections: Infections,
    width_d: float = 1.0,
    generation: GammaFit | None = None,
    dispersion: float | None = None,
    confidence: float = CONFIDENCE,
    times: Floats | None = None,
) -> CohortR:
    """Mean number of infectees of the cases infected in each bin of time, counted in the known tree.

    Infectees whose infector is not known are missing, and so are those infected after the end of the observation: the
    last cohorts are biased downwards. The interval is exact for negative binomial numbers of offspring with the given k
    (the sum over n cases is negative binomial with n k), as Clopper and Pearson's is for proportions.

    width_d    : length of a cohort, d
    generation : distribution of the generation interval, to tell how much of each cohort was observed
    dispersion : k of the offspring distribution; fitted to all cases where None
    times      : (cases,) by which cases are put into cohorts, such as onsets, d; those of infection where None
    Source: Wallinga J, Teunis P. Am J Epidemiol 2004;160:509 (the case reproduction number, there for unknown trees).
    """
    times = infections.infected if times is None else times
    cohorts = incidence(times, width_d)
    offspring = offspring_counts(infections)
    dated = ~np.isnan(times)
    cohort = bins_of(times[dated], width_d, cohorts.start_day)
    total = np.bincount(cohort, weights=offspring[dated], minlength=len(cohorts.counts)).astype(np.float64)
    k = fit_offspring(offspring).dispersion.value if dispersion is None else dispersion
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / cohorts.counts
    lo, hi = _interval_of_mean(total, cohorts.counts, k, confidence)
    return CohortR(
        starts=cohorts.starts,
        width_d=width_d,
        n_cases=cohorts.counts,
        mean=mean,
        lo=lo,
        hi=hi,
        observed_share=_observed_share(cohorts, generation, infections.observed_until),
    )


def _interval_of_mean(total: Floats, n: Ints, k: float, confidence: float) -> tuple[Floats, Floats]:
    """Means under which as few, or as many, offspring would be just unlikely enough; NaN where nobody is asked."""
    tail = (1 - confidence) / 2
    some = n > 0
    cases = np.where(some, n, 1)
    # Where every case had no offspring no k fits better than another: the Poisson limit says no more than it must.
    if np.isinf(k) or np.isnan(k):
        lo, hi = gammaincinv(total, tail) / cases, gammaincinv(total + 1, 1 - tail) / cases
    else:
        lo = _mean_at(betaincinv(cases * k, np.maximum(total, 1), 1 - tail), k)
        hi = _mean_at(betaincinv(cases * k, total + 1, tail), k)
    return np.where(some, np.where(total > 0, lo, 0.0), np.nan), np.where(some, hi, np.nan)


def _mean_at(p: Floats, k: float) -> Floats:
    """Mean of a negative binomial distribution from the probability k / (k + mean); infinite at 0."""
    with np.errstate(divide="ignore"):
        mean: Floats = k * (1 - p) / p
    return mean


def _observed_share(cohorts: Incidence, generation: GammaFit | None, observed_until: float) -> Floats:
    if generation is None:
        return np.full(len(cohorts.counts), np.nan)
    middle = cohorts.starts + cohorts.width_d / 2
    return generation.share_below(observed_until - middle)


@dataclass(frozen=True)
class InstantaneousR:
    """Instantaneous reproduction number by window of time; all arrays are (windows,).

    starts, ends : of each window, d since the start of day 1
    n_cases      : local cases in it, count
    mean, sd     : of the posterior
    lo, hi       : equal-tailed credible interval
    """

    starts: Floats
    ends: Floats
    n_cases: Ints
    mean: Floats
    sd: Floats
    lo: Floats
    hi: Floats


def instantaneous_reproduction_number(
    cases: Incidence,
    serial_interval: Floats,
    window: int = 7,
    imported: Ints | None = None,
    prior_mean: float = PRIOR_MEAN,
    prior_sd: float = PRIOR_SD,
    confidence: float = CONFIDENCE,
) -> InstantaneousR:
    """Posterior of R_t from incidence: local cases are Poisson with mean R_t times the past cases weighted by interval.

    Within a window R_t is constant and gamma distributed a priori. The first window starts at the second bin, since
    nobody can have infected those of the first; unless `imported` says otherwise, these count as imported.

    cases           : by time of infection or onset; bins without cases before the first do no harm
    serial_interval : (s,) probability that the interval is 0, 1, 2, ... bins; the first must be 0
    window          : length of a window, bins; windows overlap, one ends at every bin
    imported        : (bins,) how many of the cases were infected elsewhere: they infect, but nobody here infected them
    prior_mean, prior_sd : of the gamma prior
    Raises BadInput where the serial interval can be 0 bins, or there are fewer bins than one window needs.
    Source: Cori A et al. Am J Epidemiol 2013;178:1505; Thompson RN et al. Epidemics 2019;29:100356
    (imported cases).
    """
    if serial_interval[0] != 0:
        raise BadInput("serial interval", "0", str(serial_interval[0]), "0: nobody infects within the same bin")
    n_bins = len(cases.counts)
    if n_bins < window + 1:
        raise BadInput("incidence", "bins", str(n_bins), f"at least {window + 1}, for one window after the first bin")
    local = cases.counts - (_first_only(cases.counts) if imported is None else imported)
    infectiousness = np.convolve(cases.counts, serial_interval)[:n_bins]
    first = np.arange(1, n_bins - window + 1)
    n_cases, exposure = _sums(local, first, window), _sums(infectiousness, first, window)
    shape = (prior_mean / prior_sd) ** 2 + n_cases
    scale = 1 / (prior_mean / prior_sd**2 + exposure)
    tail = (1 - confidence) / 2
    return InstantaneousR(
        starts=cases.starts[first],
        ends=cases.starts[first] + window * cases.width_d,
        n_cases=n_cases,
        mean=shape * scale,
        sd=np.sqrt(shape) * scale,
        lo=gammaincinv(shape, tail) * scale,
        hi=gammaincinv(shape, 1 - tail) * scale,
    )


def _first_only(counts: Ints) -> Ints:
    first = np.zeros_like(counts)
    first[:1] = counts[:1]
    return first


def _sums(values: npt.NDArray[Any], first: Ints, window: int) -> npt.NDArray[Any]:
    """Sum of each window."""
    sums: npt.NDArray[Any] = np.lib.stride_tricks.sliding_window_view(values, window)[first].sum(axis=1)
    return sums


def discretised_serial_interval(mean_d: float, sd_d: float, width_d: float = 1.0) -> Floats:
    """Probabilities of 0, 1, 2, ... bins between two cases whose times are each known to the bin.

    The interval is one bin plus a gamma distributed time, so that nobody infects within the same bin; the tail beyond
    the last bin, less than a millionth, is shared out.

    mean_d, sd_d : of the interval, d; the mean is longer than one bin
    width_d      : length of a bin, d
    Returns (bins,) probabilities that add up to 1, the first 0.
    Raises BadInput for a mean of one bin or less, or no spread.
    Source: Cori A et al. Am J Epidemiol 2013;178:1505, web appendix.
    """
    mean, sd = mean_d / width_d, sd_d / width_d
    if not mean > 1:
        raise BadInput("serial interval", "mean", f"{mean_d} d", f"more than one bin of {width_d} d")
    if not sd > 0:
        raise BadInput("serial interval", "sd", f"{sd_d} d", "a spread above 0 d")
    shape, scale = ((mean - 1) / sd) ** 2, sd**2 / (mean - 1)
    n_bins = int(np.ceil(scale * gammaincinv(shape + 1, 1 - TAIL))) + 2
    k = np.arange(n_bins + 1, dtype=np.float64)
    below = [np.where(k > j, gammainc(shape, np.maximum(k - j, 0) / scale), 0.0) for j in range(3)]
    partial = [np.where(k > j, gammainc(shape + 1, np.maximum(k - j, 0) / scale), 0.0) for j in range(3)]
    raw = k * below[0] + (k - 2) * below[2] - 2 * (k - 1) * below[1]
    raw += shape * scale * (2 * partial[1] - partial[2] - partial[0])
    raw = np.maximum(raw, 0.0)
    raw[0] = 0.0
    probabilities: Floats = raw / raw.sum()
    return probabilities
