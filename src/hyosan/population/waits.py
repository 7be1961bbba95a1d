"""Waiting times as tables of quantiles, in whole seconds.

Any SciPy distribution can be one. The table is made once, kept with the run and drawn from by row, so that no digit of
SciPy's or of the machine's enters a run.
"""

import numpy as np
from scipy import special

from hyosan.scenario import Wait
from hyosan.world.columns import Floats, Ints
from hyosan.world.parameters import QUANTILES

LEAST_SHARE = 1e-9  #: of waiting times that are shorter than the least
MOST_S = 2.0**40  #: s; what heavy tails are cut at (35,000 years)


def quantile_table(wait: Wait) -> Ints:
    """Quantiles of a waiting time at the middles of equal shares, s, within its bounds; never before it began.

    Raises: ValueError, saying why the distribution has none
    """
    return within_bounds(wait, (np.arange(QUANTILES) + 0.5) / QUANTILES)


def least_s(wait: Wait) -> int:
    """What a waiting time is practically never shorter than, s.

    Raises: ValueError, saying why the distribution has no quantiles
    """
    return int(within_bounds(wait, np.array([LEAST_SHARE]))[0])


def within_bounds(wait: Wait, shares: Floats) -> Ints:
    """Quantiles in whole s, none beyond the bounds that the waiting time is given."""
    seconds = np.clip(quantiles(wait, shares), wait.min or 0.0, MOST_S if wait.max is None else wait.max)
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
        case _:
            found = scipy_quantiles(wait, shares)
    return found


def scipy_quantiles(wait: Wait, shares: Floats) -> Floats:
    """Quantiles of a continuous distribution of scipy.stats, s.

    Raises: ValueError, saying what is wrong with its name or its arguments
    """
    from scipy import stats

    known = getattr(stats, wait.distribution, None)
    if not isinstance(known, stats.rv_continuous):
        raise ValueError(f"no continuous distribution of scipy.stats is called {wait.distribution}")
    if len(wait.args) != known.numargs:
        raise ValueError(
            f"{wait.distribution} takes {known.numargs} args ({known.shapes or 'none'}), not {len(wait.args)}"
        )
    found: Floats = known.ppf(shares, *wait.args, loc=wait.loc or 0.0, scale=wait.scale or 1.0)
    if not np.isfinite(found).all():
        raise ValueError(f"{wait.distribution} has no quantiles for args {list(wait.args)} and scale {wait.scale:g} s")
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
