"""Nature: what everybody is to those who look round: two bytes a person, so that looking at a crowd stays in the cache.

Derived from the state of the course, holds, what a mind knows, whom it follows, and passages; whoever changes one of
these renews it.
"""

from hyosan.jit import part
from hyosan.world.codes import NOBODY, Flag, Role, Status
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

MIND = 1  #: alive, and chooses
HUNTER = 2  #: alive, no mind left
INFECTED = 4
HELD = 8  #: by a hunter
AWARE = 16  #: knows of the turned
FOLLOWS = 32  #: somebody
BETWEEN = 64  #: places, on a passage
POWERLESS = 128  #: alive, but tied up, held captive or waned: can do nothing, even if turned
BRISK = 256  #: is where every second counts, not in a block
TEACHER = 512  #: whom others follow for their office
ALIVE = MIND | HUNTER | POWERLESS  #: one of these
EVERYTHING = 0xFFFF


@part
def is_captive(i: int, world: Tables) -> bool:
    """Whether the authorities keep somebody captive."""
    return len(world.charge) > 0 and world.charge[i].status == Status.CAPTIVE


@part
def is_kept(i: int, world: Tables) -> bool:
    """Whether somebody is tied up or held captive, so that even one of the turned can do nothing to anybody."""
    return world.body[i].bound_by >= 0 or is_captive(i, world)


@part
def is_powerless(i: int, world: Tables) -> bool:
    """The same of somebody alive, by what their nature is known to be."""
    return bool(world.nature[i] & POWERLESS)


@part
def nature_of(i: int, world: Tables, numbers: Parameters) -> int:
    """What person i is to others."""
    flags = numbers.states[world.course[i].state].flags
    found = 0
    if flags & Flag.HUNTS:
        found = POWERLESS if flags & Flag.WANED or is_kept(i, world) else HUNTER
    elif not flags & Flag.DEAD:
        found = MIND | POWERLESS if is_kept(i, world) else MIND
    if flags & Flag.INFECTED:
        found |= INFECTED
    if world.body[i].held_by >= 0:
        found |= HELD
    if world.mind[i].knows:
        found |= AWARE
    if world.mind[i].leader >= 0:
        found |= FOLLOWS
    if world.body[i].passage >= 0:
        found |= BETWEEN
    if pulse_of(i, world) == 1:
        found |= BRISK
    if world.people[i].role == Role.TEACHER:
        found |= TEACHER
    return found


@part
def pulse_of(i: int, world: Tables) -> int:
    """Seconds between two moments in which person i moves and meets: the place's, or those of a way's finer end."""
    passage = world.body[i].passage
    if passage < 0:
        return int(world.pulse[world.body[i].place])
    return int(min(world.pulse[world.passages[passage].a], world.pulse[world.passages[passage].b]))


@part
def renew_pulse(i: int, world: Tables) -> None:
    """Person i is somewhere else."""
    if pulse_of(i, world) == 1:
        world.nature[i] |= BRISK
    else:
        world.nature[i] &= EVERYTHING - BRISK


@part
def renew_nature(i: int, world: Tables, numbers: Parameters) -> None:
    """Person i's state has changed; whoever dies lies in nobody's way from now on."""
    stood = is_alive(i, world)
    set_nature(i, nature_of(i, world, numbers), world)
    world.hall[world.body[i].place].standing += int(is_alive(i, world)) - int(stood)


@part
def set_nature(i: int, nature: int, world: Tables) -> None:
    """Person i is something else to others from now on; keeps count of those whom hunters go for."""
    was_prey = is_prey(i, world)
    world.nature[i] = nature
    world.hall[world.body[i].place].prey += int(is_prey(i, world)) - int(was_prey)


@part
def hold(hunter: int, prey: int, world: Tables) -> None:
    """A hunter has hold of somebody."""
    world.body[hunter].holds = prey
    world.body[prey].held_by = hunter
    set_nature(prey, world.nature[prey] | HELD, world)


@part
def free(prey: int, world: Tables) -> None:
    """The hold that somebody is in ends."""
    world.body[world.body[prey].held_by].holds = NOBODY
    world.body[prey].held_by = NOBODY
    set_nature(prey, world.nature[prey] & (EVERYTHING - HELD), world)


@part
def learn(i: int, world: Tables) -> None:
    """Person i knows of the turned from now on."""
    world.mind[i].knows = True
    world.nature[i] |= AWARE


@part
def follow(i: int, leader: int, world: Tables) -> None:
    """Person i walks with another."""
    world.mind[i].leader = leader
    world.nature[i] |= FOLLOWS


@part
def walk_alone(i: int, world: Tables) -> None:
    """Person i follows nobody."""
    world.mind[i].leader = NOBODY
    world.nature[i] &= EVERYTHING - FOLLOWS


@part
def step_onto(i: int, passage: int, onto: int, along_m: float, world: Tables) -> None:
    """Person i is on a passage, so far along it towards a place."""
    if world.body[i].passage >= 0:
        world.tread[world.body[i].passage] -= 1
    if passage >= 0:
        world.tread[passage] += 1
    world.body[i].passage = passage
    world.body[i].onto = onto
    world.body[i].along_m = along_m
    if passage >= 0:
        world.nature[i] |= BETWEEN
    else:
        world.nature[i] &= EVERYTHING - BETWEEN
    renew_pulse(i, world)


@part
def is_prey(i: int, world: Tables) -> bool:
    """Whether hunters go for somebody: uninfected, alive, and not already in a hold."""
    return bool(world.nature[i] & (MIND | INFECTED | HELD) == MIND)


@part
def is_hunter(i: int, world: Tables) -> bool:
    """Whether somebody has turned."""
    return bool(world.nature[i] & HUNTER)


@part
def is_alive(i: int, world: Tables) -> bool:
    """Whether somebody is alive, turned or not."""
    return bool(world.nature[i] & ALIVE)


@part
def has_mind(i: int, world: Tables) -> bool:
    """Whether somebody is alive and chooses."""
    return bool(world.nature[i] & MIND)
