"""Ways through the places: what a body can pass, how far it is, the route it takes."""

from hyosan.jit import part
from hyosan.rules.numbers import faded
from hyosan.systems.frontier import clear, is_reached, pop, push_reached, settle
from hyosan.world.codes import NOWHERE, Door
from hyosan.world.columns import DANGERS, ROUTE_LENGTH
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

ANY_DISTANCE_M = 1.0e9
CLIMB_DETOUR_M = 40.0  #: people walk this much further rather than climb
STRAIGHT_ON = 1.001  #: of ways of one length those that come nearer to the goal are followed up first


@part
def way_between(here: int, there: int, world: Tables) -> int:
    """The passage from one place to a neighbouring one, or -1."""
    for row in range(world.places[here].ways_from, world.places[here].ways_end):
        if world.ways[row].to == there:
            return world.ways[row].passage
    return -1


@part
def opens_for_mind(passage: int, here: int, has_keys: bool, world: Tables) -> bool:
    """Whether somebody with a mind can pass a door from this side: locks and barricades yield from inside only."""
    door = world.passages[passage].door
    if door == Door.LOCKED:
        return has_keys or world.passages[passage].barred_from == here
    if door == Door.BARRICADED:
        return world.passages[passage].barred_from == here
    return True


@part
def seems_open(passage: int, here: int, seen_from: int, has_keys: bool, world: Tables) -> bool:
    """Whether a mind in `seen_from` takes a door to let it through from `here`.

    Doors in sight it sees; of the others it knows which are locked on any day, and takes the rest to open.
    """
    if here == seen_from:
        return opens_for_mind(passage, here, has_keys, world)
    locked_from = world.passages[passage].locked_from
    return locked_from < 0 or locked_from == here or has_keys


@part
def remembered_danger(i: int, place: int, now: int, world: Tables, numbers: Parameters) -> float:
    """How dangerous a mind remembers a place to be, 1 just now fading to 0."""
    worst = 0.0
    for k in range(DANGERS):
        if world.mind[i].danger_place[k] == place:
            worst = max(worst, faded(1.0, now - world.mind[i].danger_time[k], numbers.minding.memory_half_life_s))
    return worst


@part
def left_m(place: int, goal: int, world: Tables) -> float:
    """Metres from a place to the goal that no way can be shorter than, by the landmarks; 0 without a goal."""
    least = 0.0
    if goal >= 0:
        for k in range(world.landmarks.shape[1]):
            least = max(least, abs(world.landmarks[place, k] - world.landmarks[goal, k]))
    return STRAIGHT_ON * least


@part
def spread_ways(
    i: int,
    goal: int,
    limit_m: float,
    fears: bool,
    has_keys: bool,
    now: int,
    scratch: Scratch,
    world: Tables,
    numbers: Parameters,
) -> bool:
    """Reach out from where person i is until the goal or the limit; True if the goal was reached.

    With a goal, towards it (A*), past whatever leads nowhere else; without, all round (Dijkstra), up to the limit.

    Costs are metres; with `fears`, places remembered as dangerous cost more, and barred doors are no way. Without (a
    hunter) every door is a way, because it can be broken, except climbs. Leaves what it reached in `scratch`.
    """
    clear(scratch)
    start = world.body[i].place
    push_reached(scratch, start, 0.0, NOWHERE, left_m(start, goal, world))
    while scratch.spread[0].heap > 0:
        key = scratch.heap[0].key
        here = pop(scratch)
        if key > scratch.reached[here].key:
            continue
        settle(scratch, here)
        so_far = scratch.reached[here].cost
        if here == goal:
            return True
        if so_far > limit_m:
            return False
        if world.places[here].is_exit:
            continue
        for row in range(world.places[here].ways_from, world.places[here].ways_end):
            passage = world.ways[row].passage
            there = world.ways[row].to
            if world.ways[row].is_blind and goal >= 0 and there != goal:
                continue
            cost = so_far + world.passages[passage].length_m
            if fears:
                if not seems_open(passage, here, start, has_keys, world):
                    continue
                if world.passages[passage].is_climb:
                    cost += CLIMB_DETOUR_M
                cost += numbers.moving.danger_m * remembered_danger(i, there, now, world, numbers)
            elif world.passages[passage].is_climb:
                continue
            elif world.passages[passage].door not in (Door.NONE, Door.OPEN, Door.BROKEN):
                cost += world.passages[passage].strength
            if not is_reached(scratch, there) or cost < scratch.reached[there].cost:
                push_reached(scratch, there, cost, here, left_m(there, goal, world))
    return False


@part
def take_route(i: int, goal: int, scratch: Scratch, world: Tables) -> None:
    """Give person i the route to a place that the last spread settled; a long way is taken in stages."""
    n = 0
    here = goal
    while scratch.reached[here].before >= 0:
        n += 1
        here = scratch.reached[here].before
    here = goal
    for k in range(n - 1, -1, -1):
        if k < ROUTE_LENGTH:
            world.body[i].route[k] = here
        here = scratch.reached[here].before
    world.body[i].route_at = 0
    world.body[i].route_end = min(n, ROUTE_LENGTH)


@part
def find_way(
    i: int, goal: int, fears: bool, has_keys: bool, now: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> bool:
    """Set person i on the way to a place; False (and no route) if there is none that they could take."""
    world.body[i].route_at = 0
    world.body[i].route_end = 0
    if goal < 0:
        return False
    if goal == world.body[i].place:
        return True
    if not spread_ways(i, goal, ANY_DISTANCE_M, fears, has_keys, now, scratch, world, numbers):
        return False
    take_route(i, goal, scratch, world)
    return True
