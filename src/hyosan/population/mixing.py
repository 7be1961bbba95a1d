"""Contacts within groups, and the diffuse ones that are left to reach the targets.

A diffuse contact is with anybody of a band who happens to be about: it has no place of its own. Its rates are rounded
to millionths and its shares to 2^-32, so that the last digits of sums never decide anything.
"""

from typing import NamedTuple

import numpy as np

from hyosan.jit import loop
from hyosan.population.apportion import millionths
from hyosan.population.settled import Singles
from hyosan.population.targets import MET, Targets
from hyosan.world.codes import Setting
from hyosan.world.columns import Codes, Floats, Ids, Ints

ROUNDS = 300  #: of balancing; it has settled to a millionth long before
FINE = 2.0**32


class Diffuse(NamedTuple):
    """Contacts outside home and groups.

    rate : (101, 3) contacts per day of a person of each age, in class, work and community
    mix  : (3, bands, bands) cumulative shares over the bands of those met
    """

    rate: Singles
    mix: Floats


def diffuse(targets: Targets, grouped: Floats, people: Ints) -> Diffuse:
    """The contacts that the targets leave when groups have had theirs.

    grouped : (3, bands, bands) contacts per day within groups
    people  : (bands)
    """
    bands = len(targets.starts)
    mix = np.empty((len(MET), bands, bands))
    rate = np.empty((len(targets.band), len(MET)), np.float32)
    for row in range(len(MET)):
        pairs, ours = targets.pairs[row], grouped[row]
        wanted = np.maximum(pairs.sum(axis=1) - ours.sum(axis=1), 0.0)
        # Groups may hold more contacts of two bands than there should be: these bands then meet no more outside.
        mixing = np.maximum(pairs - ours, pairs * 1e-3)
        _balance(mixing, wanted, np.ones(bands))
        rate[:, row] = millionths(wanted / np.maximum(people, 1))[targets.band]
        mix[row] = cumulative(mixing, people)
    return Diffuse(rate, mix)


def cumulative(weights: Floats, fallback: Ints | Floats) -> Floats:
    """Cumulative shares along the last axis, the last exactly 1; rows without weight take those of `fallback`."""
    rows = np.where(weights.sum(axis=-1, keepdims=True) > 0.0, weights, np.asarray(fallback, np.float64))
    sums = np.cumsum(rows, axis=-1)
    return np.asarray(np.rint(sums / np.maximum(sums[..., -1:], 1e-300) * FINE) / FINE)


@loop
def _balance(mixing: Floats, wanted: Floats, factor: Floats) -> None:
    """Scale a symmetric matrix, keeping it so, until its rows sum to what is wanted, as far as they can.

    mixing : (bands, bands) changed
    wanted : (bands) row sums
    factor : (bands) ones; changed
    Source: iterative proportional fitting, Deming and Stephan 1940; the square root keeps the two ways equal.
    """
    n = len(wanted)
    for _ in range(ROUNDS):
        for i in range(n):
            total = 0.0
            for j in range(n):
                total += mixing[i, j] * factor[j]
            if total > 0.0:
                factor[i] = np.sqrt(factor[i] * wanted[i] / total)
    for i in range(n):
        for j in range(n):
            mixing[i, j] *= factor[i] * factor[j]


@loop
def within_groups(
    group_at: Ids,
    group_members: Ids,
    group_setting: Codes,
    group_rate: Singles,
    age: Codes,
    band: Ints,
    counts: Ints,
    grouped: Floats,
) -> None:
    """Add up contacts within groups, by setting and bands: members meet each other alike.

    counts  : (bands) zeros; working space
    grouped : (3, bands, bands) contacts per day; added to
    """
    for g in range(len(group_rate)):
        low, high = group_at[g], group_at[g + 1]
        if high - low < 2:
            continue
        for k in range(low, high):
            counts[band[age[group_members[k]]]] += 1
        setting = 0 if group_setting[g] == Setting.SCHOOL else 1
        each = float(group_rate[g]) / (high - low - 1)
        for k in range(low, high):
            one = band[age[group_members[k]]]
            for other in range(len(counts)):
                if counts[other]:
                    met = counts[other] - 1 if other == one else counts[other]
                    grouped[setting, one, other] += each * met
        for k in range(low, high):
            counts[band[age[group_members[k]]]] = 0
