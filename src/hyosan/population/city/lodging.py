"""Whose places the people of a school take among the generated people of a city, so that they live in families.

Somebody of the roll takes the place of a generated person of their age, with that person's household: parents, brothers
and sisters. Brothers and sisters of the roll, and those of the cast who share a home, are put into one household whose
members have their ages. Nobody else of the roll lives there.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.roster import Roll
from hyosan.population.settled import Settled
from hyosan.scenario import Scenario
from hyosan.scenario.check_households import ADULT
from hyosan.world.codes import NOBODY, Purpose
from hyosan.world.columns import Ids, Ints, Truths

FAR = 1_000  #: more than zones there are
MOST_YEARS = 90  #: that one may differ from the person whose place one takes


class Town(NamedTuple):
    """The generated people among whom places are taken.

    zone : (people) how far off they live, in zones
    luck : (people) draws that decide between those who fit alike
    free : (people) whether their place can still be taken; changed
    """

    settled: Settled
    zone: Ints
    luck: Ints
    free: Truths


def lodge(scenario: Scenario, seed: int, roll: Roll, settled: Settled, zone: Ints, key: Ints) -> Ids:
    """The generated person whose place each of the roll takes.

    zone : (people) how far off they live, in zones
    key  : (people) stable keys
    Raises: BadInput if the city has too few people for its school
    """
    town = Town(settled, zone, keyed.bits(seed, Purpose.LODGING, key), np.ones(len(settled.age), np.bool_))
    taken = np.full(len(roll.key), NOBODY, np.int32)
    for family in _families(scenario, roll):
        _take_household(family, roll, town, taken)
    left = np.flatnonzero(taken == NOBODY)
    for age in np.unique(roll.age[left]).tolist():
        who = left[roll.age[left] == age]
        taken[who] = _nearest_in_age(scenario, age, len(who), town)
    return taken


def _families(scenario: Scenario, roll: Roll) -> list[Ints]:
    """Rows of those of the roll who live together: the cast by their homes, brothers and sisters."""
    row = {roll.names[i]: i for i in np.flatnonzero(roll.is_named).tolist()}
    homes: dict[str, list[int]] = {}
    for person in scenario.person:
        if person.home is not None:
            homes.setdefault(person.home, []).append(row[person.name])
    younger = np.flatnonzero(roll.sibling > np.arange(len(roll.key)))
    pairs = [np.array([one, roll.sibling[one]]) for one in younger.tolist()]
    return [*(np.array(rows) for rows in homes.values()), *pairs]


def _take_household(family: Ints, roll: Roll, town: Town, taken: Ids) -> None:
    """Put a family where the ages fit best: with an adult it is a whole household, without one the minors of one."""
    ages = roll.age[family]
    age, home, home_at = town.settled.age, town.settled.home, town.settled.home_at
    members = np.ones(len(age), np.bool_) if ages.max() >= ADULT else age < ADULT
    n_members = np.add.reduceat(members.astype(np.int64), home_at[:-1])
    fits = (n_members == len(family)) & np.logical_and.reduceat(town.free, home_at[:-1])
    rows = np.flatnonzero(members & fits[home]).reshape(-1, len(family))
    if not len(rows):
        return
    by_age = np.take_along_axis(rows, np.argsort(age[rows], axis=1, kind="stable"), axis=1)
    gap = np.abs(age[by_age] - np.sort(ages)).sum(axis=1)
    best = by_age[np.lexsort((town.luck[by_age[:, 0]], gap * FAR + town.zone[by_age[:, 0]]))[0]]
    taken[family[np.argsort(ages, kind="stable")]] = best
    _lock(best, town)


def _nearest_in_age(scenario: Scenario, age: int, n: int, town: Town) -> Ints:
    """The places of n generated people of about an age, from different households, near by before far off."""
    found = np.empty(0, np.int64)
    for gap in _gaps(age, town):
        fits = np.flatnonzero(gap)
        nearest = fits[np.lexsort((town.luck[fits], town.zone[fits]))]
        _, first = np.unique(town.settled.home[nearest], return_index=True)
        chosen = nearest[np.sort(first)][: n - len(found)]
        _lock(chosen, town)
        found = np.concatenate([found, chosen])
        if len(found) == n:
            return found
    missing = f"no home for {n - len(found):,} of {n:,} people of {age} years of the school"
    raise scenario.bad_input(("population", "people"), missing, "more people in the city, or fewer in the school")


def _gaps(age: int, town: Town) -> Iterator[Truths]:
    """Those who fit, from the same age on to ever larger differences; minors for minors, grown-ups for grown-ups, and
    in the end anybody who is not the head of a household.
    """
    ages = town.settled.age.astype(np.int64)
    alike = (ages < ADULT) == (age < ADULT)
    for gap in range(MOST_YEARS):
        yield town.free & alike & (np.abs(ages - age) == gap)
    is_head = np.zeros(len(ages), np.bool_)
    is_head[town.settled.home_at[:-1]] = True
    yield town.free & ~is_head


def _lock(rows: Ints, town: Town) -> None:
    """Nobody else takes a place in the households of these."""
    home_at, homes = town.settled.home_at, town.settled.home[rows]
    for first, end in zip(home_at[homes].tolist(), home_at[homes + 1].tolist(), strict=True):
        town.free[first:end] = False
