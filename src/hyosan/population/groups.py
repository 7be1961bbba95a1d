"""Who belongs to which group, and who is of which age band where: lists of rows, sorted."""

import numpy as np

from hyosan.jit import loop
from hyosan.world.columns import Codes, Ids, Ints


def members_of(group: Ids, n_groups: int) -> tuple[Ids, Ids]:
    """Where the members of each group begin, and the members, ascending within a group.

    group : (people) number of the group, or -1
    """
    at = np.zeros(n_groups + 1, np.int32)
    _count(group, at)
    at[:] = np.cumsum(at)
    members = np.empty(int(at[-1]), np.int32)
    _list(group, at[:-1].copy(), members)
    return at, members


def people_by_band(age: Codes, band: Ints, bands: int, district_at: Ids) -> tuple[Ids, Ids]:
    """Where the people of each band of each district begin, and the people.

    band : (101) band of each age
    """
    at = np.zeros((len(district_at) - 1) * bands + 1, np.int32)
    _count_bands(age, band, bands, district_at, at)
    at[:] = np.cumsum(at)
    rows = np.empty(len(age), np.int32)
    _list_bands(age, band, bands, district_at, at[:-1].copy(), rows)
    return at, rows


@loop
def _count(group: Ids, at: Ids) -> None:
    for i in range(len(group)):
        if group[i] >= 0:
            at[group[i] + 1] += 1


@loop
def _list(group: Ids, at: Ids, members: Ids) -> None:
    for i in range(len(group)):
        if group[i] >= 0:
            members[at[group[i]]] = i
            at[group[i]] += 1


@loop
def _count_bands(age: Codes, band: Ints, bands: int, district_at: Ids, at: Ids) -> None:
    for d in range(len(district_at) - 1):
        for i in range(district_at[d], district_at[d + 1]):
            at[d * bands + band[age[i]] + 1] += 1


@loop
def _list_bands(age: Codes, band: Ints, bands: int, district_at: Ids, at: Ids, rows: Ids) -> None:
    for d in range(len(district_at) - 1):
        for i in range(district_at[d], district_at[d + 1]):
            cell = d * bands + band[age[i]]
            rows[at[cell]] = i
            at[cell] += 1
