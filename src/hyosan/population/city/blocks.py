"""Buildings by the people in them: which household lives in which, which class or team meets in which."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.settled import Settled
from hyosan.population.stacking import stacked
from hyosan.scenario.city import City
from hyosan.world.codes import Purpose, Setting
from hyosan.world.columns import Ids, Ints

GROUPED = (Setting.SCHOOL, Setting.WORK)
FINE = 1_000  #: parts that shares of jobs are counted in
LEAST, MOST = 700, 1300  #: thousandths of the mean that a home building is meant for; assumption: all equally likely


class Blocks(NamedTuple):
    """Buildings, one row each."""

    district: Ids  # row of the city's districts
    building: Ids  # row of the city's kinds of buildings
    people: Ids  # who live, learn or work there


def home_blocks(city: City, seed: int, settled: Settled, district_of: Ids, key: Ints) -> tuple[Blocks, Ids]:
    """Home buildings, filled with one household after another.

    district_of : (districts of the population) row of the city's districts
    key         : (districts of the population) stable keys
    Returns: the buildings, and that of each household
    """
    rows = {building.kind: row for row, building in enumerate(city.building)}
    sizes = np.diff(settled.home_at).astype(np.int64)
    homes_at = np.searchsorted(settled.home_at, settled.district_at)
    parts, own = [], []
    for d in range(len(district_of)):
        row = rows[city.district[district_of[d]].homes]
        here = sizes[homes_at[d] : homes_at[d + 1]]
        n = max(1, round(int(here.sum()) / city.building[row].people))
        drawn = keyed.pair_bits(seed, Purpose.BUILDING, np.full(n, key[d]), np.arange(n), 0)
        block = _in_use(_packed(here, LEAST + ((drawn >> 21) * (MOST - LEAST) >> 32)))
        parts.append(_blocks(here, block, int(district_of[d]), row))
        own.append(block)
    return stacked(parts), _numbered(parts, own)


def group_blocks(city: City, settled: Settled, district_of: Ids) -> tuple[Blocks, Ids]:
    """Schools and workplaces, filled with one class or team after another, the smallest teams in the first kind.

    Returns: the buildings, and that of each class or team
    """
    sizes = np.bincount(settled.group[settled.group >= 0], minlength=len(settled.groups.setting))
    own = np.full(len(sizes), -1, np.int32)
    parts: list[Blocks] = []
    n_blocks = 0
    for district, row, groups in _uses(city, settled, district_of, sizes):
        n = max(1, round(int(sizes[groups].sum()) / city.building[row].people))
        block = _in_use(_packed(sizes[groups], np.ones(n, np.int64)))
        parts.append(_blocks(sizes[groups], block, district, row))
        own[groups] = block + n_blocks
        n_blocks += len(parts[-1].people)
    return stacked(parts), own


def _uses(city: City, settled: Settled, district_of: Ids, sizes: Ints) -> Iterator[tuple[int, int, Ints]]:
    """Each district, each kind of building for learning or working there, and the classes or teams that meet in it.

    sizes : (groups) people in each
    """
    row = {building.kind: number for number, building in enumerate(city.building)}
    for d, district in enumerate(district_of.tolist()):
        here = settled.groups.district == d
        classes, teams = (np.flatnonzero(here & (settled.groups.setting == each)) for each in GROUPED)
        yield district, row[city.schools], classes
        teams = teams[np.argsort(sizes[teams], kind="stable")]
        jobs = city.district[district].jobs
        kind = _packed(sizes[teams], np.rint(np.array([share for _, share in jobs]) * FINE).astype(np.int64))
        yield from ((district, row[name], teams[kind == k]) for k, (name, _) in enumerate(jobs))


def _packed(sizes: Ints, capacities: Ints) -> Ints:
    """Put things into containers in turn, each filled to its share of all.

    sizes      : (things)
    capacities : (containers) in proportion
    Returns: (things) number of the container
    """
    if not len(sizes):
        return np.empty(0, np.int64)
    upper = np.cumsum(capacities) * int(sizes.sum()) // int(capacities.sum())
    return np.searchsorted(upper[:-1], np.cumsum(sizes) - sizes, side="right")


def _in_use(container: Ints) -> Ints:
    """The same, with numbers for those containers only that hold something."""
    return np.unique(container, return_inverse=True)[1]


def _blocks(sizes: Ints, block: Ints, district: int, row: int) -> Blocks:
    people = np.bincount(block, weights=sizes).astype(np.int32)
    return Blocks(np.full(len(people), district, np.int32), np.full(len(people), row, np.int32), people)


def _numbered(parts: list[Blocks], own: list[Ints]) -> Ids:
    """Numbers of buildings in all districts, from those within each."""
    before = np.cumsum([0, *(len(part.people) for part in parts[:-1])])
    return np.concatenate([block + first for block, first in zip(own, before.tolist(), strict=True)]).astype(np.int32)
