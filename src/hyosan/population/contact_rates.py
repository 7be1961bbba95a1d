"""How often people of each age band meet people of each other: those whom they meet again and again, and all others."""

from dataclasses import dataclass

import numpy as np

from hyosan.jit import loop
from hyosan.population.inhabitants import Inhabitants
from hyosan.population.settled import Singles
from hyosan.rules.numbers import log
from hyosan.world.columns import Codes, Floats, Ids, Ints

CLASSES = 120  #: of pairs by how often they meet
LEAST_PER_DAY = 1e-4  #: contacts per day of a pair in the first class
PER_E_FOLD = 6  #: classes in which that grows by a factor of e


@dataclass(frozen=True)
class ContactRates:
    """Contacts of a person of the row's age band with people of the column's.

    loose     : (bands, bands) contacts per day, each with somebody else
    partners  : (classes, bands, bands) housemates, classmates and colleagues, count
    pair_rate : (classes) contacts per day with each of them
    """

    loose: Floats
    partners: Floats
    pair_rate: Floats


def contact_rates_of(inhabitants: Inhabitants) -> ContactRates:
    """Contacts of inhabitants, as a run makes them."""
    band, bands = inhabitants.band_of, len(inhabitants.bands) - 1
    pairs, rates = np.zeros((CLASSES, bands, bands)), np.zeros(CLASSES)
    homes = np.arange(len(inhabitants.age), dtype=np.int32)
    of_homes = np.full(len(inhabitants.home_at) - 1, inhabitants.home_rate, dtype=np.float32)
    count_pairs(inhabitants.home_at, homes, of_homes, True, inhabitants.age, band, pairs, rates)
    count_pairs(
        inhabitants.group_at, inhabitants.group_members, inhabitants.group_rate, False, inhabitants.age, band, pairs,
        rates,
    )  # fmt: skip
    number = pairs.sum(axis=(1, 2))
    met = number > 0
    people = np.maximum(people_by_band(inhabitants), 1)
    return ContactRates(loose_rates(inhabitants), pairs[met] / people[None, :, None], rates[met] / number[met])


def loose_rates(inhabitants: Inhabitants) -> Floats:
    """(bands, bands) contacts per day outside home and groups."""
    first_ages = inhabitants.bands[:-1]
    each = np.zeros(inhabitants.diffuse_mix.shape[1:])
    for setting, mix in enumerate(inhabitants.diffuse_mix):
        rate = inhabitants.diffuse_rate[first_ages, setting].astype(np.float64)
        each += rate[:, None] * np.diff(mix, axis=1, prepend=0.0)
    return each


def people_by_band(inhabitants: Inhabitants) -> Ints:
    """(bands) people of each band."""
    cells = np.diff(inhabitants.band_at).astype(np.int64)
    return np.asarray(cells.reshape(-1, len(inhabitants.bands) - 1).sum(axis=0))


@loop
def count_pairs(
    group_at: Ids, members: Ids, rate: Singles, is_per_pair: bool, age: Codes, band: Ints, pairs: Floats, rates: Floats
) -> None:
    """Count ordered pairs of people of one group, by how often they meet and by their age bands.

    rate  : (groups) contacts per day of a member with each other member, or with all others together
    pairs : (classes, bands, bands) added to;  rates : (classes) contacts per day of all of a class, added to
    """
    for group in range(len(group_at) - 1):
        low, high = group_at[group], group_at[group + 1]
        each = float(rate[group])
        if not is_per_pair:
            each /= max(high - low - 1, 1)
        if each < LEAST_PER_DAY:
            continue
        row = min(int(log(each / LEAST_PER_DAY) * PER_E_FOLD), CLASSES - 1)
        for one in range(low, high):
            for other in range(low, high):
                if one != other:
                    pairs[row, band[age[members[one]]], band[age[members[other]]]] += 1.0
                    rates[row] += each
