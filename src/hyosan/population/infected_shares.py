"""Chance that somebody infectious infects a neighbour who is met again and again, by how often the two meet.

It is 1 - E[exp(-r T)], with r the infecting contacts per s and T the infectious time: the Laplace transform of T,
worked out stage by stage from the waiting times of the course.
"""

import numpy as np

from hyosan.jit import loop, part
from hyosan.population.reproduction import STAGES_MOST
from hyosan.rules.numbers import exp, log
from hyosan.world.columns import Floats, Ints
from hyosan.world.parameters import States, Transitions

PER_E_FOLD = 40  #: rates of a table in which they grow by a factor of e: shares come within 1e-4 of themselves
E_FOLDS = 24  #: that a table spans; below it the share is in proportion to the rate
LITTLE = 1e-12  #: chance of a stage that is not followed any more


def rates_up_to(most: float) -> Floats:
    """Rates from far below one to above it, each the next times the same factor; per s."""
    return np.array([most * exp((k + 1) / PER_E_FOLD - E_FOLDS) for k in range(E_FOLDS * PER_E_FOLD + 1)])


def infected_shares(
    exposed: int, age: int, states: States, transitions: Transitions, factors: Floats, rates: Floats
) -> Floats:
    """Chance that a neighbour is infected during an infection, for each rate of infecting contacts per s.

    exposed : row of the state that infection leads to
    factors : quantiles of a person's own infectiousness, mean 1
    rates   : of a table made by `rates_up_to`
    """
    wide = rates_up_to(float(rates[-1]) * max(float(factors.max()), 1.0))
    escaped = escaped_shares(exposed, age, states, transitions, wide)
    shares = np.empty(len(rates))
    mean_share(rates, factors, 1.0 - escaped, log(float(wide[0])), shares)
    return shares


def escaped_shares(exposed: int, age: int, states: States, transitions: Transitions, rates: Floats) -> Floats:
    """E[exp(-rate x infectious time)] of an infection at an age, for each rate.

    Stages are followed with their chances until nothing of them is left; who stays infectious for ever infects all.
    """
    reached = np.zeros((len(states), len(rates)))
    reached[exposed] = 1.0
    escaped = np.zeros(len(rates))
    for _ in range(STAGES_MOST):
        onward = np.zeros_like(reached)
        for state in np.flatnonzero(reached[:, 0] > LITTLE):
            left = 1.0
            for way in range(states["ways_from"][state], states["ways_end"][state]):
                taken = left if transitions.ways["is_rest"][way] else min(transitions.probability[way, age], left)
                left -= taken
                kept = np.empty(len(rates))
                escape_of(rates * states["infectiousness"][state], transitions.wait[way], kept)
                onward[transitions.ways["to"][way]] += taken * reached[state] * kept
            if states["infectiousness"][state] == 0.0:
                escaped += left * reached[state]
        if not onward.any():
            break
        reached = onward
    return escaped


@loop
def escape_of(rates: Floats, wait: Ints, kept: Floats) -> None:
    """Mean of exp(-rate x waiting time) over the quantiles of a waiting time, for each rate; filled in."""
    for k in range(len(rates)):
        total = 0.0
        for quantile in range(len(wait)):
            total += exp(-rates[k] * wait[quantile])
        kept[k] = total / len(wait)


@part
def share_at(log_rate: float, table: Floats, log_least: float) -> float:
    """The share infected at a rate, between the entries of a table whose first stands for `log_least`."""
    position = (log_rate - log_least) * PER_E_FOLD
    if position <= 0.0:
        return float(table[0]) * exp(log_rate - log_least)
    k = min(int(position), len(table) - 2)
    return float(table[k] + (position - k) * (table[k + 1] - table[k]))


@loop
def mean_share(rates: Floats, factors: Floats, table: Floats, log_least: float, shares: Floats) -> None:
    """Mean of the share infected over people's own infectiousness, for each rate; filled in."""
    for k in range(len(rates)):
        total = 0.0
        for own in range(len(factors)):
            if factors[own] > 0.0:
                total += share_at(log(rates[k] * factors[own]), table, log_least)
        shares[k] = total / len(factors)
