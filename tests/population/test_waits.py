"""Waiting times: quantiles of any continuous distribution of SciPy, or one clear error."""

import numpy as np
import pytest
from scipy import stats

from hyosan.errors import BadInput
from hyosan.population import build_world
from hyosan.population.waits import quantile_table
from hyosan.scenario import load
from hyosan.world.parameters import QUANTILES

WAIT = "pathogen.transition.bitten -> turned.wait"


def waits(text: str) -> np.ndarray:
    """The table of a transition whose wait is written so."""
    scenario = load("hyosan-high", [f"{WAIT}={text}"])
    transition = next(row for row in scenario.pathogen.transition if (row.from_, row.to) == ("bitten", "turned"))
    return quantile_table(transition.wait)


@pytest.mark.parametrize(
    ("text", "frozen"),
    [
        ('{ distribution = "exponential", mean = "1 h" }', stats.expon(scale=3600)),
        ('{ distribution = "lognormal", median = "1 h", sigma = 0.5 }', stats.lognorm(0.5, scale=3600)),
        ('{ distribution = "gamma", shape = 2.0, scale = "1 h" }', stats.gamma(2.0, scale=3600)),
        ('{ distribution = "weibull", shape = 2.0, scale = "1 h" }', stats.weibull_min(2.0, scale=3600)),
        ('{ distribution = "uniform", min = "1 h", max = "3 h" }', stats.uniform(3600, 7200)),
        ('{ distribution = "burr12", args = [2.0, 3.0], scale = "1 h" }', stats.burr12(2.0, 3.0, scale=3600)),
        ('{ distribution = "norm", loc = "3 h", scale = "10 min" }', stats.norm(10800, 600)),
    ],
)
def test_a_table_holds_the_quantiles_in_whole_seconds(text: str, frozen: stats.rv_continuous) -> None:
    shares = (np.arange(QUANTILES) + 0.5) / QUANTILES
    np.testing.assert_allclose(waits(text), frozen.ppf(shares), atol=0.51)


def test_bounds_hold_and_no_wait_ends_before_it_began() -> None:
    assert waits('{ distribution = "norm", loc = "1 min", scale = "10 min" }').min() == 0
    bounded = waits('{ distribution = "levy", scale = "1 h", min = "2 h", max = "5 h" }')
    assert (bounded.min(), bounded.max()) == (7200, 18000)


def test_heavy_tails_fit_into_the_clock() -> None:
    assert waits('{ distribution = "levy", scale = "1000 d" }').max() < 2**62


@pytest.mark.parametrize(
    ("wait", "found"),
    [
        (
            '{ distribution = "nonesuch", scale = "1 h" }',
            "no continuous distribution of scipy.stats is called nonesuch",
        ),
        ('{ distribution = "poisson", scale = "1 h" }', "no continuous distribution of scipy.stats is called poisson"),
        ('{ distribution = "burr12", args = [2.0], scale = "1 h" }', "burr12 takes 2 args (c, d), not 1"),
        ('{ distribution = "norm", args = [1], scale = "1 h" }', "norm takes 0 args (none), not 1"),
        ('{ distribution = "truncnorm", args = [3, 1], scale = "1 h" }', "truncnorm has no quantiles"),
    ],
)
def test_a_distribution_that_cannot_be_is_refused_by_key(wait: str, found: str) -> None:
    scenario = load("hyosan-high", [f"{WAIT}={wait}"])
    with pytest.raises(BadInput) as refused:
        build_world(scenario, seed=1)
    assert WAIT in str(refused.value)
    assert found in str(refused.value)
