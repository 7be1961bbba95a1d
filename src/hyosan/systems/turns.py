"""Turns: the moments in which people hear, see, and get to choose, while hunters are near.

In a room at the end of every near step. In a block, which is a hundred metres and more across, every half minute: so
long it takes to see what is going on there and to act on it. Who moves and meets is another matter (`nature.pulse_of`).
"""

from hyosan.jit import part
from hyosan.systems.nature import BRISK, pulse_of
from hyosan.world.tables import Tables

TURN_OF_BLOCKS_S = 30  #: goes into a minute; assumption


@part
def is_turn_of_blocks(now: int) -> bool:
    """Whether it is the turn of those in blocks, too."""
    return now % TURN_OF_BLOCKS_S == 0


@part
def is_turn_of(i: int, now: int, world: Tables) -> bool:
    """Whether it is person i's turn."""
    return bool(world.nature[i] & BRISK) or is_turn_of_blocks(now)


@part
def is_turn_in(place: int, now: int, world: Tables) -> bool:
    """Whether it is the turn of those in a place."""
    return bool(world.pulse[place] == 1) or is_turn_of_blocks(now)


@part
def turn_nearest_to(time: int, i: int, now: int, world: Tables) -> int:
    """The turn of person i that is nearest to a time to come, s; after the present."""
    if pulse_of(i, world) == 1:
        return time
    nearest = (time + TURN_OF_BLOCKS_S // 2) // TURN_OF_BLOCKS_S * TURN_OF_BLOCKS_S
    return max(nearest, now - now % TURN_OF_BLOCKS_S + TURN_OF_BLOCKS_S)
