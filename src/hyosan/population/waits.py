"""Waiting times as tables of quantiles, in whole seconds.

Any SciPy distribution can be one. The table is made once, kept with the run and drawn from by row, so that no digit of
SciPy's or of the machine's enters a run.
"""

import numpy as np
from scipy import special

from hyosan.scenario import Wait
from hyosan.world.columns import Floats, Ints
from hyosan.world.parameters import QUANTILES


def quantile_table(wait: Wait) -> Ints:
    """Quantiles of a waiting time at the middles of equal shares, s, within its bounds."""
    shares = (np.arange(QUANTILES) + 0.5) / QUANTILES
    seconds = np.clip(quantiles(wait, shares), wait.min or 0.0, wait.max or np.inf)
    return np.rint(seconds).astype(np.int64)


def quantiles(wait: Wait, shares: Floats) -> Floats:
    """Quantiles of a waiting time, s; scipy.stats is imported only for what it alone knows."""
    found: Floats
    match wait.distribution:
        case "fixed":
            return np.full(len(shares), wait.value)
        case "uniform":
            return (wait.min or 0.0) + shares * ((wait.max or 0.0) - (wait.min or 0.0))
        case "exponential":
            return -(wait.mean or 0.0) * np.log1p(-shares)
        case "lognormal":
            median, sigma = lognormal_shape(wait)
            found = median * np.exp(sigma * special.ndtri(shares))
        case "gamma":
            shape, scale = gamma_shape(wait)
            found = scale * special.gammaincinv(shape, shares)
        case "weibull":
            return (wait.scale or 0.0) * (-np.log1p(-shares)) ** (1.0 / (wait.shape or 1.0))
        case name:
            from scipy import stats

            found = getattr(stats, name).ppf(shares, *wait.args, loc=wait.loc or 0.0, scale=wait.scale or 1.0)
    return found


def lognormal_shape(wait: Wait) -> tuple[float, float]:
    """Median (s) and standard deviation of the logarithm, from either pair of parameters."""
    if wait.median is not None and wait.sigma is not None:
        return wait.median, wait.sigma
    mean, sd = wait.mean or 0.0, wait.sd or 0.0
    variance = np.log1p((sd / mean) ** 2)
    return float(mean / np.exp(variance / 2)), float(np.sqrt(variance))


def gamma_shape(wait: Wait) -> tuple[float, float]:
    """Shape and scale (s), from either pair of parameters."""
    if wait.shape is not None and wait.scale is not None:
        return wait.shape, wait.scale
    mean, sd = wait.mean or 0.0, wait.sd or 0.0
    return (mean / sd) ** 2, sd**2 / mean
