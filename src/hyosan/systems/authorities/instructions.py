"""Instructions: what the authorities have told people to do, as far as their choices take account of it."""

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, uniform
from hyosan.rules.senses import distance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.nature import has_mind
from hyosan.systems.regions import is_cut_off
from hyosan.world.authorities import Mandate
from hyosan.world.codes import NOBODY, NOWHERE, Purpose, Status, Wake
from hyosan.world.columns import Ids, Truths
from hyosan.world.parameters import DWELLING, Parameters
from hyosan.world.tables import Tables

FAR_M = 2_000.0  #: way that seems half as dangerous as the longest; assumption: twenty minutes at a fast walk
KEPT_IN = 0.5  #: strictness of a camp's rules from which on nobody leaves their barrack


@part
def is_told(i: int, world: Tables) -> bool:
    """Whether the authorities want person i somewhere."""
    return len(world.charge) > 0 and (world.charge[i].goal >= 0 or world.charge[i].lodging >= 0)


@part
def danger_on_the_way(i: int, world: Tables) -> float:
    """How much of a danger person i takes the way to be that they have been told to go, 0 to 1: none if they know of
    none, else the more the farther it is as the crow flies.
    """
    if len(world.charge) == 0 or world.charge[i].goal < 0 or not world.mind[i].knows:
        return 0.0
    here, there = world.places[world.body[i].place], world.places[world.charge[i].goal]
    away_m = distance_m(here.x - there.x, here.y - there.y, 0.0, 0.0)
    return away_m / (away_m + FAR_M)


@part
def is_on_duty(i: int, world: Tables) -> bool:
    """Whether person i is on duty under an order."""
    return len(world.charge) > 0 and world.charge[i].status == Status.ON_DUTY


@part
def is_riding(i: int, world: Tables) -> bool:
    """Whether person i is being taken somewhere."""
    return len(world.charge) > 0 and world.charge[i].rides_to >= 0


@part
def told_where(i: int, where: int, world: Tables) -> int:
    """The place where the authorities want person i, else what the timetable of their role says; those who live in a
    camp keep to its hours.

    where : what the timetable says
    """
    if not is_told(i, world):
        return where
    charge = world.charge[i]
    if charge.goal >= 0:
        return int(charge.goal)
    is_in = where == DWELLING or world.camp[0].strictness >= KEPT_IN
    return int(charge.lodging if is_in else charge.grounds)


@part
def nearest_of(i: int, places: Ids, world: Tables) -> int:
    """Of some places that can be reached the one nearest to person i as the crow flies, the first on a tie; or -1."""
    best = NOWHERE
    best_m2 = 1e30
    here = world.places[world.body[i].place]
    for k in range(len(places)):
        if is_cut_off(world.body[i].place, places[k], world.people[i].has_keys, world):
            continue
        dx = world.places[places[k]].x - here.x
        dy = world.places[places[k]].y - here.y
        if dx * dx + dy * dy < best_m2:
            best = int(places[k])
            best_m2 = dx * dx + dy * dy
    return best


@part
def is_free_to_go(i: int, world: Tables) -> bool:
    """Whether somebody has a mind, and the authorities have nothing else to do with them."""
    has_left = world.places[world.body[i].place].is_exit
    return has_mind(i, world) and not has_left and world.charge[i].status <= Status.TOLD


@part
def tell(i: int, goal: int, mandate: int, now: int, event: int, world: Tables) -> None:
    """Person i is to go to a place and stay there."""
    charge = world.charge[i]
    charge.status = Status.TOLD
    charge.mandate = mandate
    charge.goal = goal
    if world.body[i].place != goal:
        wake_mind(i, Wake.TOLD, event, world)


@loop
def announce(
    mandate: int, key: int, compliance: float, most: int, is_for: Truths, goals: Ids, to_the_warned: bool, now: int,
    mandates: Mandate, world: Tables, numbers: Parameters,
) -> None:  # fmt: skip
    """Whoever hears of an order and complies is to go to the nearest of some places, or, if there are none, home.

    most          : so many are told at a time: household by household, as they are listed
    is_for        : (places) where it is heard
    to_the_warned : whether only those take notice who know of the danger
    Whether somebody complies is the same at each announcement. Who has been told to go somewhere is not kept at home,
    and goes elsewhere only by a later order.
    """
    event = mandates[mandate].event
    left = most
    for i in range(len(world.charge)):
        if left <= 0:
            break
        before = world.charge[i].mandate  # looked at first, since most have been told before
        if before >= 0 and (len(goals) == 0 or mandates[before].event >= event):
            continue
        if not is_for[world.body[i].place] or not is_free_to_go(i, world):
            continue
        if to_the_warned and not world.mind[i].knows:
            continue
        if uniform(draw(numbers.run.seed, Purpose.COMPLIANCE, world.people[i].key, key, 0)) >= compliance:
            continue
        home = world.people[i].dwelling if world.people[i].dwelling >= 0 else world.body[i].place
        goal = nearest_of(i, goals, world) if len(goals) > 0 else home
        if goal >= 0:
            tell(i, goal, mandate, now, event, world)
            left -= 1


@loop
def release(mandate: int, event: int, world: Tables) -> None:
    """Whoever was told to go somewhere under an order hears that they may do as they like again."""
    for i in range(len(world.charge)):
        charge = world.charge[i]
        if charge.mandate == mandate and charge.status == Status.TOLD:
            charge.status = Status.NONE
            charge.mandate = NOBODY
            charge.goal = NOWHERE
            if has_mind(i, world):
                wake_mind(i, Wake.TOLD, event, world)
