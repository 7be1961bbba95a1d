"""Who is where: each place's chain of occupants, kept as people come and go.

The order of a chain depends on the order of arrivals, so nothing may depend on it: counts and the lowest draw only.
"""

from hyosan.jit import loop, part
from hyosan.world.codes import NOBODY
from hyosan.world.tables import Tables


@part
def enter(i: int, place: int, world: Tables) -> None:
    """Put person i into a place they are not in."""
    head = world.hall[place].first
    world.body[i].place = place
    world.chain[i].next = head
    world.chain[i].before = -1
    if head >= 0:
        world.chain[head].before = i
    world.hall[place].first = i
    world.hall[place].count += 1


@part
def leave(i: int, world: Tables) -> None:
    """Take person i out of the place they are in."""
    place = world.body[i].place
    before = world.chain[i].before
    after = world.chain[i].next
    if before >= 0:
        world.chain[before].next = after
    else:
        world.hall[place].first = after
    if after >= 0:
        world.chain[after].before = before
    world.hall[place].count -= 1


@part
def change_place(i: int, place: int, world: Tables) -> None:
    """Move person i from where they are to another place."""
    leave(i, world)
    enter(i, place, world)


@loop
def gather(world: Tables) -> None:
    """Build every chain anew from where people are."""
    for place in range(len(world.hall)):
        world.hall[place].first = NOBODY
        world.hall[place].count = 0
    for i in range(len(world.body) - 1, -1, -1):
        enter(i, world.body[i].place, world)
