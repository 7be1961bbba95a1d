"""Ages that households would like their members to have: partners of like age, children a generation below.

Ages are drawn here, then matched by rank to those that the district really has (`matching.py`). Families with children
are drawn first, around the age of a child; who lives alone or as a couple comes out of the ages that families leave
over, so that wishes are close to what there is and matching moves them little.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.jit import loop, part
from hyosan.population.apportion import apportion
from hyosan.rules.draw import draw, normal, uniform
from hyosan.scenario.check_households import ADULT
from hyosan.scenario.households import MAX_AGE, Household
from hyosan.world.codes import Purpose
from hyosan.world.columns import Ids, Ints

Wishes = NDArray[np.int16]  #: ages in ticks

TICKS = 64  #: of a year
OLDEST = (MAX_AGE + 1) * TICKS - 1  #: ticks
QUANTILES = 4096  #: of a distribution of ages
TO_QUANTILE = 53 - 12  #: bits by which a draw is shifted to be the number of one
OLD = 85  #: years; who has parents of this age is taken to live without them
FREE_AGE = 45  #: years, by which all children have left their parents

# Slots of the draws of a household; further children and partners come after OTHERS.
KIND, CHILD, PARENT, FIRST, GRANDPARENT, OTHERS = 1, 2, 3, 4, 5, 6


class Kin(NamedTuple):
    """How members of a household differ in age: numbers of the scenario in ticks, and shares."""

    parent_age: float
    parent_age_sd: float
    partner_gap: float
    sibling_gap: float
    single_parents: float
    grandparents: float


def kin_of(household: Household) -> Kin:
    """The numbers of a scenario as loops take them."""
    return Kin(
        household.parent_age * TICKS,
        household.parent_age_sd * TICKS,
        household.partner_gap * TICKS,
        household.sibling_gap * TICKS,
        household.single_parents,
        household.grandparents,
    )


def wish(seed: int, key: int, household: Household, sizes: Ints, ages: Ints, home_at: Ids, wished: Wishes) -> None:
    """Draw an age for each member of each household of a district.

    key     : of the district
    sizes   : (10) households by size
    ages    : (101) people of the district by year of age
    home_at : (households + 1) first row of each
    wished  : (all people) written: age in ticks; the first of a household is its head
    """
    kin = kin_of(household)
    taken = np.zeros(MAX_AGE + 1, np.int64)
    _wish_families(seed, key, kin, child_ages(kin, sizes, ages), home_at, wished, taken)
    alone, couples = _leftover(household, sizes, np.maximum(ages - taken, 0))
    _wish_small(seed, key, kin, quantiles(alone), quantiles(couples), home_at, wished)


def child_ages(kin: Kin, sizes: Ints, ages: Ints) -> Ints:
    """Ages of those who live with their parents: all minors, and of each later age ever fewer, as far as there is room.

    Returns: (QUANTILES) ticks
    """
    with_grandparent = int(sizes[4:].sum()) * kin.grandparents
    room = float(sizes[2]) * kin.single_parents - with_grandparent
    room += sum(float(sizes[size]) * (size - 2) for size in range(3, len(sizes)))
    weights = [float(n) for n in ages]
    for end in range(ADULT, FREE_AGE + 1):
        weights = [float(n) * share for n, share in zip(ages, _at_home(end), strict=True)]
        if sum(weights) >= room:
            break
    return quantiles(weights)


@cache
def _at_home(end: int) -> tuple[float, ...]:
    """Share of each age who live with their parents, when it falls to nothing at the age `end`."""
    grown_up = [max(0, end - age) / (end - ADULT + 1) for age in range(ADULT, MAX_AGE + 1)]
    return (*[1.0] * ADULT, *grown_up)


def quantiles(weights: list[float]) -> Ints:
    """Ages at evenly spaced shares of a distribution by year, so that a uniform draw picks one.

    Returns: (QUANTILES) ticks
    """
    counts = np.array(apportion(weights if any(weights) else [1.0] * len(weights), QUANTILES))
    age = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(QUANTILES) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(age * TICKS + (2 * within + 1) * TICKS // (2 * counts[age]))


def _leftover(household: Household, sizes: Ints, left: Ints) -> tuple[list[float], list[float]]:
    """Adults by age who live alone, and as couples, out of those whom families leave over."""
    adults = [float(n) if age >= ADULT else 0.0 for age, n in enumerate(left)]
    inclined = [n * household.partners.at(age) for age, n in enumerate(adults)]
    in_couples = 2.0 * float(sizes[2]) * (1.0 - household.single_parents)
    factor = in_couples / sum(inclined) if sum(inclined) > 0.0 else 0.0
    couples = [min(n, factor * likely) for n, likely in zip(adults, inclined, strict=True)]
    return [n - paired for n, paired in zip(adults, couples, strict=True)], couples


@part
def _near(seed: int, key: int, home: int, slot: int, age: float, sd: float) -> int:
    """An age near another, in ticks."""
    wished = age + sd * normal(draw(seed, Purpose.HOUSEHOLD, key, home, slot))
    return int(min(abs(wished), float(OLDEST)))


@part
def _is_family(seed: int, key: int, home: int, size: int, single_parents: float) -> bool:
    """Whether a household is one of parents and children."""
    return size > 2 or (size == 2 and uniform(draw(seed, Purpose.HOUSEHOLD, key, home, KIND)) < single_parents)


@loop
def _wish_families(seed: int, key: int, kin: Kin, child_age: Ints, home_at: Ids, wished: Wishes, taken: Ints) -> None:
    """Wish for the ages of parents and children, and count the adults among them by year of age."""
    for home in range(len(home_at) - 1):
        first, size = home_at[home], home_at[home + 1] - home_at[home]
        if not _is_family(seed, key, home, size, kin.single_parents):
            continue
        child = child_age[draw(seed, Purpose.HOUSEHOLD, key, home, CHILD) >> TO_QUANTILE]
        parent = _near(seed, key, home, PARENT, child + kin.parent_age, kin.parent_age_sd)
        parents = 1 if size == 2 else 2
        old = 0
        if size > 3 and parent + kin.parent_age < OLD * TICKS:
            old = 1 if uniform(draw(seed, Purpose.HOUSEHOLD, key, home, KIND)) < kin.grandparents else 0
        for member in range(size):
            if member == 0:
                age = parent
            elif member < parents:
                age = _near(seed, key, home, FIRST, parent, kin.partner_gap)
            elif member < parents + old:
                age = _near(seed, key, home, GRANDPARENT, parent + kin.parent_age, kin.parent_age_sd)
            elif member == parents + old:
                age = child
            else:
                age = _near(seed, key, home, OTHERS + member, child, kin.sibling_gap)
            wished[first + member] = age
            if age >= ADULT * TICKS:
                taken[age // TICKS] += 1


@loop
def _wish_small(seed: int, key: int, kin: Kin, alone: Ints, couples: Ints, home_at: Ids, wished: Wishes) -> None:
    """Wish for the ages of those who live alone or as a couple."""
    for home in range(len(home_at) - 1):
        first, size = home_at[home], home_at[home + 1] - home_at[home]
        if _is_family(seed, key, home, size, kin.single_parents):
            continue
        ages = alone if size == 1 else couples
        wished[first] = ages[draw(seed, Purpose.HOUSEHOLD, key, home, PARENT) >> TO_QUANTILE]
        if size == 2:
            wished[first + 1] = _near(seed, key, home, FIRST, wished[first], kin.partner_gap)
