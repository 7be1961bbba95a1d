"""Who is where: each place's chain of occupants, in person order, kept as people come and go.

In person order, not that of arrival, so that the order in which loops meet people, and with it that of events, does
not depend on who came and went before.
"""

from hyosan.jit import loop, part
from hyosan.systems.nature import is_alive, is_prey, renew_pulse
from hyosan.systems.stirring import HUNTS
from hyosan.world.codes import NOBODY
from hyosan.world.tables import Tables

AROUND = 1024  #: people whom somebody has to do with in a crowd; of fewer in a place, with all


@part
def first_around(i: int, world: Tables) -> int:
    """The first, in person order, of those whom person i has to do with where they are: of all who are there, or of a
    crowd, of the next AROUND in person order, i among them. In a crowd nobody takes in everybody.
    """
    place = world.body[i].place
    if world.hall[place].count <= AROUND:
        return int(world.hall[place].first)
    first = i
    for _ in range(AROUND // 2):
        if world.chain[first].before < 0:
            break
        first = world.chain[first].before
    return first


@part
def area_around(place: int, world: Tables) -> float:
    """What those around somebody in a place take up of its area, m2."""
    return float(world.places[place].area * min(1.0, AROUND / max(world.hall[place].count, 1)))


@part
def occupant_before(i: int, place: int, world: Tables) -> int:
    """Somebody in a crowd in whose person order i comes soon after, so that nobody goes through all of it; or -1."""
    if world.hall[place].count > AROUND:
        for other in range(i - 1, max(i - 1 - AROUND, -1), -1):
            if world.body[other].place == place:
                return other
    return NOBODY


@part
def enter(i: int, place: int, before: int, world: Tables) -> None:
    """Put person i into a place they are not in, where the chain has their turn.

    before : an occupant who comes before i, to begin from, or -1
    """
    after = world.chain[before].next if before >= 0 else world.hall[place].first
    while after >= 0 and after < i:
        before = after
        after = world.chain[after].next
    world.body[i].place = place
    world.chain[i].next = after
    world.chain[i].before = before
    if after >= 0:
        world.chain[after].before = i
    if before >= 0:
        world.chain[before].next = i
    else:
        world.hall[place].first = i
    renew_pulse(i, world)
    world.hall[place].count += 1
    world.hall[place].standing += int(is_alive(i, world))
    world.hall[place].prey += int(is_prey(i, world))
    if world.stir[i] & HUNTS:
        world.hall[place].hunters += 1
    world.hall[place].is_astir = True


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
    world.hall[place].standing -= int(is_alive(i, world))
    world.hall[place].prey -= int(is_prey(i, world))
    if world.stir[i] & HUNTS:
        world.hall[place].hunters -= 1
    world.hall[place].is_astir = True


@part
def change_place(i: int, place: int, world: Tables) -> None:
    """Move person i from where they are to another place."""
    leave(i, world)
    enter(i, place, occupant_before(i, place, world), world)


@loop
def gather(world: Tables) -> None:
    """Build every chain anew from where people are, and count who is on passages; `stirring.stir_all` comes before."""
    for place in range(len(world.hall)):
        world.hall[place].first = NOBODY
        world.hall[place].count = 0
        world.hall[place].standing = 0
        world.hall[place].prey = 0
        world.hall[place].hunters = 0
    world.tread[:] = 0
    for i in range(len(world.body) - 1, -1, -1):
        enter(i, world.body[i].place, NOBODY, world)
        if world.body[i].passage >= 0:
            world.tread[world.body[i].passage] += 1
