"""Fetching: rows of minds that soon have their turn are asked for, so that nobody waits for memory once for each.

The minds of one step lie far apart in a city's tables. First their rows of people, which say where their bonds are,
then all else.
"""

from hyosan.jit import part, prefetch
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

AHEAD = 6  #: minds


@part
def fetch_next(k: int, end: int, awake: Scratch, world: Tables) -> None:
    """Ask for the rows of those listed a few places behind k."""
    if k + 2 * AHEAD < end:
        prefetch(world.people, awake.listed[k + 2 * AHEAD])
    if k + AHEAD < end:
        i = awake.listed[k + AHEAD]
        prefetch(world.mind, i)
        prefetch(world.body, i)
        prefetch(world.course, i)
        prefetch(world.situation, i)
        for row in range(world.people[i].bonds_from, world.people[i].bonds_end, 2):  # two of them to a line
            prefetch(world.bonds, row)
