"""Circles of people who may come to know each other, and the pairs that keyed draws make of them.

Nobody's draw depends on who else is there: the circle of a person is drawn for that person alone, and a pair of one
circle is drawn for these two alone. So one more person in a crowd of any size adds or takes pairs of their own only,
and the work grows with the people, not with their pairs.
"""

from typing import NamedTuple

import numpy as np

from hyosan.jit import loop
from hyosan.population import keyed
from hyosan.rules.draw import draw, uniform
from hyosan.world.columns import Floats, Ids, Ints


class Circles(NamedTuple):
    """Groups of people: the members of group g are members[first[g]] to members[first[g + 1] - 1]."""

    first: Ints  # (groups + 1)
    members: Ints  # rows of people, ascending within a group


def grouped(group: Ints | Ids, rows: Ints, n_groups: int) -> Circles:
    """People by their group.

    group : (n) group of each, 0 to n_groups - 1
    rows  : (n) their rows
    """
    first = np.zeros(n_groups + 1, np.int64)
    np.cumsum(np.bincount(group, minlength=n_groups), out=first[1:])
    return Circles(first, rows[np.argsort(group, kind="stable")])


def n_circles(n_people: float, size: int) -> int:
    """Circles that a crowd falls into, at least one.

    n_people : people in the crowd
    size     : people in a circle, mean
    """
    return max(1, round(n_people / size))


def drawn_circle(seed: int, purpose: int, key: Ints, n: Ints) -> Ints:
    """The circle of each person, all equally likely.

    key : (m) stable keys
    n   : (m) circles that there are for each
    Returns: (m) 0 to n - 1
    """
    # Nobody makes a pair with oneself, so no draw about two people has this key.
    own = keyed.pair_uniforms(seed, purpose, key, key, 0)
    return np.minimum((own * n).astype(np.int64), n - 1)


def chances(wanted: Floats, n_near: Floats) -> Floats:
    """Chance of each possible pair such that people have `wanted` partners on average, as far as there are so many.

    wanted : (groups) partners, mean
    n_near : (groups) possible partners, mean
    """
    none = np.zeros(n_near.shape, np.float64)
    return np.divide(np.minimum(wanted, n_near), n_near, out=none, where=n_near > 0.0)


def pairs(
    seed: int, purpose: int, key: Ints, apart: Ints, groups: Circles, chance: Floats, *, is_mutual: bool
) -> tuple[Ints, Ints]:
    """Pairs within groups, each drawn with the chance of its group.

    key       : (people) stable keys
    apart     : (people) two may be a pair if they differ in this
    chance    : (groups) of each pair
    is_mutual : one draw decides for both ways, and the pair comes once, lower key first; else each way has its own
    Returns: rows of people, twice (pairs)
    """
    arguments = int(seed), int(purpose), is_mutual, key, apart, groups.first, groups.members, chance
    one = np.empty(0, np.int64)
    n = _find_pairs(*arguments, one, one)
    one, other = np.empty(n, np.int64), np.empty(n, np.int64)
    _find_pairs(*arguments, one, other)
    return one, other


@loop
def _find_pairs(
    seed: int,
    purpose: int,
    is_mutual: bool,
    key: Ints,
    apart: Ints,
    first: Ints,
    members: Ints,
    chance: Floats,
    one: Ints,
    other: Ints,
) -> int:
    """Write the pairs into `one` and `other`, as many as these have room for; returns how many there are."""
    n = 0
    for group in range(len(chance)):
        if chance[group] <= 0.0:
            continue
        for s in range(first[group], first[group + 1]):
            for t in range(first[group], first[group + 1]):
                i, j = members[s], members[t]
                if apart[i] == apart[j] or (is_mutual and key[i] > key[j]):
                    continue
                if uniform(draw(seed, purpose, key[i], key[j], 0)) >= chance[group]:
                    continue
                if n < len(one):
                    one[n] = i
                    other[n] = j
                n += 1
    return n
