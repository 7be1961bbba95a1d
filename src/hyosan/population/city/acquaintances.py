"""Ties of a city: families, and friends among neighbours, classmates and colleagues."""

import numpy as np

from hyosan.population import circles
from hyosan.population.circles import Circles
from hyosan.population.persons import Persons
from hyosan.population.stacking import stacked
from hyosan.population.ties import FAMILY_STRENGTH, Pool, Ties, friends, settled, ties_of
from hyosan.scenario.city import City
from hyosan.world.codes import Bond
from hyosan.world.columns import Ids, Ints


def acquaint(city: City, seed: int, known: Ties, n_enrolled: int, persons: Persons, group: Ids) -> Ties:
    """Everybody's ties, by rank: those of the school, families, friends.

    seed       : of all draws
    known      : ties of those on the roll of the school; among them there are no other friends than these
    n_enrolled : of the people, those on the roll come first
    group      : (people) class, team or post, or -1
    Returns: ties sorted by person, then by the other
    """
    found = stacked(
        [
            friends(seed, persons.key, _neighbours(persons), city.neighbours_mean),
            friends(seed, persons.key, _colleagues(group), city.colleagues_mean),
        ]
    )
    is_new = (found.of >= n_enrolled) | (found.to >= n_enrolled)
    return settled([[known], [_families(persons.household)], [found.at(is_new)]], len(persons.key))


def _families(household: Ids) -> Ties:
    """Ties of each with everybody of the same household."""
    rows = np.flatnonzero(household >= 0)
    rows = rows[np.argsort(household[rows], kind="stable")]
    _, first, size = np.unique(household[rows], return_index=True, return_counts=True)
    of: list[Ints] = [np.empty(0, np.int64)]
    to: list[Ints] = [np.empty(0, np.int64)]
    for n in np.unique(size[size > 1]).tolist():
        members = rows[first[size == n][:, None] + np.arange(n)]
        one, other = (end.ravel() for end in np.nonzero(~np.eye(n, dtype=np.bool_)))
        of.append(members[:, one].ravel())
        to.append(members[:, other].ravel())
    return ties_of(np.concatenate(of), np.concatenate(to), Bond.FAMILY, FAMILY_STRENGTH)


def _neighbours(persons: Persons) -> Pool:
    """Friends in the same building, of other households."""
    n = len(persons.key)
    rows = np.flatnonzero(persons.dwelling >= 0)
    apart = np.where(persons.household >= 0, persons.household.astype(np.int64), -1 - np.arange(n))
    groups = circles.grouped(persons.dwelling[rows], rows, int(persons.dwelling.max(initial=-1)) + 1)
    people = np.diff(groups.first)
    _, one, size = np.unique(apart[rows], return_index=True, return_counts=True)
    own = np.bincount(persons.dwelling[rows[one]], weights=size * size, minlength=len(people))
    return Pool(groups, apart, (people * people - own) / np.maximum(people, 1), np.ones(len(people)))


def _colleagues(group: Ids) -> Pool:
    """Friends in the same class, team or post."""
    rows = np.flatnonzero(group >= 0)
    groups: Circles = circles.grouped(group[rows], rows, int(group.max(initial=-1)) + 1)
    people = np.diff(groups.first)
    return Pool(groups, np.arange(len(group)), np.maximum(people - 1.0, 0.0), np.ones(len(people)))
