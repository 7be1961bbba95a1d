"""Nature: what everybody is to those who look round: one byte a person, so that looking at a crowd stays in the cache.

Derived from the state of the course and from holds; whoever changes one of these renews it.
"""

from hyosan.jit import part
from hyosan.world.codes import NOBODY, Flag
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

MIND = 1  #: alive, and chooses
HUNTER = 2  #: alive, no mind left
INFECTED = 4
HELD = 8  #: by a hunter
PREY = MIND  #: exactly this: uninfected, and in no hold yet


@part
def nature_of(i: int, world: Tables, numbers: Parameters) -> int:
    """What person i is to others."""
    flags = numbers.states[world.course[i].state].flags
    found = 0
    if flags & Flag.HUNTS:
        found = HUNTER
    elif not flags & Flag.DEAD:
        found = MIND
    if flags & Flag.INFECTED:
        found |= INFECTED
    if world.body[i].held_by >= 0:
        found |= HELD
    return found


@part
def renew_nature(i: int, world: Tables, numbers: Parameters) -> None:
    """Person i's state has changed."""
    world.nature[i] = nature_of(i, world, numbers)


@part
def hold(hunter: int, prey: int, world: Tables) -> None:
    """A hunter has hold of somebody."""
    world.body[hunter].holds = prey
    world.body[prey].held_by = hunter
    world.nature[prey] |= HELD


@part
def free(prey: int, world: Tables) -> None:
    """The hold that somebody is in ends."""
    world.body[world.body[prey].held_by].holds = NOBODY
    world.body[prey].held_by = NOBODY
    world.nature[prey] &= 255 - HELD


@part
def is_prey(i: int, world: Tables) -> bool:
    """Whether hunters go for somebody: uninfected, alive, and not already in a hold."""
    return bool(world.nature[i] == PREY)


@part
def is_hunter(i: int, world: Tables) -> bool:
    """Whether somebody has turned."""
    return bool(world.nature[i] & HUNTER)


@part
def has_mind(i: int, world: Tables) -> bool:
    """Whether somebody is alive and chooses."""
    return bool(world.nature[i] & MIND)
