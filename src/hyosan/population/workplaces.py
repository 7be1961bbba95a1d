"""Workplaces: in which district people work, and with whom they meet daily."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.apportion import apportion
from hyosan.rules.draw import draw
from hyosan.scenario.households import Commuting, Work
from hyosan.world.codes import Purpose
from hyosan.world.columns import Ids, Ints


def commuters(commuting: Commuting, workers: Ints, people: Ints) -> Ints:
    """Workers by where they live and where they work.

    Jobs in other districts are in proportion to the people there: gravity without distance.

    workers : (districts) who live there
    people  : (districts)
    Returns: (districts of home, districts of work)
    """
    n = len(people)
    flows = np.zeros((n, n), np.int64)
    for home in range(n):
        elsewhere = people.copy()
        elsewhere[home] = 0
        leaving = int(workers[home] * commuting.share + 0.5) if n > 1 else 0
        flows[home] = apportion(elsewhere, leaving)
        flows[home, home] = workers[home] - leaving
    return flows


def team_sizes(work: Work, workers: int) -> Ints:
    """Sizes of the teams that so many workers form, in the shares of the scenario but for rounding."""
    sizes: list[int] = []
    for size, share in work.teams:
        sizes += [size] * int(workers * share / size)
    left = workers - sum(sizes)
    while left > 0:
        sizes.append(min(left, work.teams[-1][0]))
        left -= sizes[-1]
    while left < 0:  # shares may sum to a little over 1
        left += sizes.pop()
    if left > 0:
        sizes.append(left)
    return np.array(sizes, np.int64)


@loop
def shuffle(seed: int, key: int, slot: int, rows: Ids) -> None:
    """Put rows into random order.

    key, slot : of the district, and which order of it
    Source: Fisher and Yates 1938; Durstenfeld, Communications of the ACM 7:420, 1964.
    """
    for k in range(len(rows) - 1, 0, -1):
        other = ((draw(seed, Purpose.TEAM, key, k, slot) >> 21) * (k + 1)) >> 32
        rows[k], rows[other] = rows[other], rows[k]


@loop
def form_teams(rows: Ids, sizes: Ints, first: int, group: Ids) -> None:
    """Put workers into teams, in their order.

    first : number of the first team
    group : (all people) written: team
    """
    k = 0
    for team in range(len(sizes)):
        for _ in range(sizes[team]):
            group[rows[k]] = first + team
            k += 1
