"""Households of a district: how many of which size, and which people of the district they are."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.apportion import apportion
from hyosan.rules.draw import draw
from hyosan.scenario.check_households import mean_size
from hyosan.scenario.households import MAX_HOUSEHOLD, SIZES, Household
from hyosan.world.codes import Purpose
from hyosan.world.columns import Ids, Ints


def household_counts(household: Household, people: int) -> Ints:
    """Households by size, so that they hold exactly so many people and shares are those asked for.

    people : in the district, at least 1
    Returns: (10) number of households of 0, 1, … people; none of 0
    """
    n = max(1, round(people / mean_size(household)))
    counts = [0, *apportion(_shares(household), n)]
    missing = people - sum(size * count for size, count in enumerate(counts))
    # Rounding leaves a few people over or short: a few households grow or shrink by one.
    while missing > 0:
        size = max(range(1, MAX_HOUSEHOLD), key=lambda size: counts[size])
        if not counts[size]:
            counts[1], missing = counts[1] + 1, missing - 1  # all are full already
            continue
        counts[size], counts[size + 1], missing = counts[size] - 1, counts[size + 1] + 1, missing - 1
    while missing < 0:
        size = max(range(2, MAX_HOUSEHOLD + 1), key=lambda size: counts[size])
        counts[size], counts[size - 1], missing = counts[size] - 1, counts[size - 1] + 1, missing + 1
    return np.array(counts)


def _shares(household: Household) -> list[float]:
    """Shares of households of 1 to 9 people: beyond 5 each further person is as likely as the one before."""
    *small, largest = household.percent
    above = household.mean_of_largest - SIZES
    again = above / (1.0 + above)
    tail = [1.0]
    for _ in range(SIZES, MAX_HOUSEHOLD):
        tail.append(tail[-1] * again)
    return [*small, *(largest * part / sum(tail) for part in tail)]


@loop
def deal_sizes(seed: int, key: int, left: Ints, home_at: Ids) -> None:
    """Give each household of a district its size, in random order.

    key     : of the district
    left    : (10) households of each size; all are used up
    home_at : (households + 1) the first is the district's first row; written: first row of each
    """
    n_left = len(home_at) - 1
    for home in range(len(home_at) - 1):
        rank = ((draw(seed, Purpose.HOUSEHOLD, key, home, 0) >> 21) * n_left) >> 32
        size = 1
        while rank >= left[size]:
            rank -= left[size]
            size += 1
        left[size] -= 1
        n_left -= 1
        home_at[home + 1] = home_at[home] + size
