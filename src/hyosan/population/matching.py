"""The ages of a district put into its households: wishes keep their order, ages are exactly those that there are."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.families import OLDEST, Wishes
from hyosan.scenario.check_households import ADULT
from hyosan.scenario.households import MAX_AGE
from hyosan.world.columns import Codes, Ids, Ints

YOUNG, GROWN = 0, 1


def match_ages(ages: Ints, home_at: Ids, wished: Wishes, age: Codes) -> None:
    """Give everybody of a district an age: minors' ages to those who wish for the lowest and are not heads.

    So whoever is under 19 lives with somebody older, and both are near what was wished for.

    ages    : (101) people by year of age
    home_at : (households + 1) first row of each
    wished  : (all people) ticks
    age     : (all people) written: years
    """
    below = np.zeros(MAX_AGE + 2, np.int64)
    np.cumsum(ages, out=below[1:])
    ranks = np.zeros((2, OLDEST + 1), np.int64)
    _count_others(home_at, wished, ranks[YOUNG])
    n_young = min(int(ages[:ADULT].sum()), int(ranks[YOUNG].sum()))
    last, of_last = _youngest(ranks[YOUNG], n_young)
    ranks[:] = 0
    _tell_young(home_at, wished, last, of_last, age, ranks)
    for group, start in ((YOUNG, 0), (GROWN, n_young)):
        ranks[group] = np.cumsum(ranks[group]) - ranks[group] + start
    _give(int(home_at[0]), int(home_at[-1]), wished, below, ranks, np.zeros_like(ranks), age)


def _youngest(counts: Ints, n: int) -> tuple[int, int]:
    """The wish up to which the n youngest reach, and how many of those with just this wish are among them."""
    reached = np.cumsum(counts)
    last = int(np.searchsorted(reached, n))
    return last, n - int(reached[last - 1]) if last else n


@loop
def _count_others(home_at: Ids, wished: Wishes, counts: Ints) -> None:
    """Count wishes of all but the heads of households."""
    for home in range(len(home_at) - 1):
        for i in range(home_at[home] + 1, home_at[home + 1]):
            counts[wished[i]] += 1


@loop
def _tell_young(home_at: Ids, wished: Wishes, last: int, of_last: int, age: Codes, counts: Ints) -> None:
    """Write who is young into `age` for now, and count wishes of the young and of the others."""
    for home in range(len(home_at) - 1):
        for i in range(home_at[home], home_at[home + 1]):
            is_young = i > home_at[home] and (wished[i] < last or (wished[i] == last and of_last > 0))
            if is_young and wished[i] == last:
                of_last -= 1
            age[i] = YOUNG if is_young else GROWN
            counts[age[i], wished[i]] += 1


@loop
def _give(first: int, end: int, wished: Wishes, below: Ints, ranks: Ints, reached: Ints, age: Codes) -> None:
    """Turn ranks among the young, and among the others, into ages.

    below   : (102) people younger than each age
    ranks   : (2, ticks) rank of the next who has this wish; counted on
    reached : (2, ticks) age that this wish has come to; counted on
    """
    for i in range(first, end):
        group, tick = age[i], wished[i]
        rank = ranks[group, tick]
        ranks[group, tick] = rank + 1
        years = reached[group, tick]
        while below[years + 1] <= rank:
            years += 1
        reached[group, tick] = years
        age[i] = years
