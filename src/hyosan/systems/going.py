"""Going: how a mind sets out for a place or for somebody, alone or with others, and what it leaves behind."""

from hyosan.jit import part
from hyosan.rules.bonds import driven_apart
from hyosan.rules.motion import pace_mps
from hyosan.systems.attention import wake_mind
from hyosan.systems.kinship import apart_m
from hyosan.systems.movement import stop
from hyosan.systems.nature import FOLLOWS, follow, has_mind
from hyosan.systems.perception import bond_row
from hyosan.systems.regions import is_cut_off
from hyosan.systems.stirring import commit_until, set_pace
from hyosan.systems.ways import find_way
from hyosan.world.codes import NOBODY, NOWHERE, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

GATHERING_S = 60  #: how long somebody who sets out at ease waits for others, s


@part
def set_out(i: int, goal: int, runs: bool, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Put person i on the way to a place at a walk or a run; False if they stay where they are."""
    has_keys = world.people[i].has_keys
    may_come = goal >= 0 and not is_cut_off(world.body[i].place, goal, has_keys, world)
    found = may_come and find_way(i, goal, True, has_keys, now, scratch, world, numbers)
    if not found or (world.body[i].route_end == 0 and world.body[i].passage < 0):
        stop(i, world)
        return False
    run = world.body[i].speed_mps * numbers.states[world.course[i].state].speed
    set_pace(i, pace_mps(numbers.moving.walk_mps, run, 1.0 if runs else 0.0, world.body[i].hurt), world)
    return True


@part
def take_over_way(i: int, leader: int, world: Tables) -> None:
    """Person i goes what is left of the way of somebody beside them."""
    left = 0
    for k in range(world.body[leader].route_at, world.body[leader].route_end):
        world.body[i].route[left] = world.body[leader].route[k]
        left += 1
    world.body[i].route_at = 0
    world.body[i].route_end = left


@part
def join(i: int, leader: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Walk with a leader, or after one who has just left; a group moves at its slowest."""
    follow(i, leader, world)
    ahead = world.body[leader]
    pace = min(ahead.pace_mps, world.body[i].speed_mps)
    if ahead.place == world.body[i].place:
        take_over_way(i, leader, world)
    else:
        goal = ahead.route[ahead.route_end - 1] if ahead.route_end > ahead.route_at else ahead.place
        if not set_out(i, goal, True, now, scratch, world, numbers):
            return
    set_pace(i, pace, world)
    set_pace(leader, pace, world)


@part
def call(i: int, other: int, event: int, now: int, world: Tables) -> None:
    """Person i, who sets out, calls another in sight to come along."""
    world.mind[other].called_by = i
    world.mind[other].called_at = now
    wake_mind(other, Wake.TOLD, event, world)


@part
def wait_for_others(i: int, now: int, world: Tables) -> None:
    """Somebody who sets out at ease waits a moment for those who come along."""
    world.body[i].dazed_until = now + GATHERING_S


@part
def bring_along(i: int, event: int, now: int, world: Tables) -> None:
    """Whoever has agreed to come back with person i is called when they set out, or let go if they are not there."""
    other = world.longing[i].brings
    if other < 0:
        return
    if world.body[other].place == world.body[i].place and has_mind(other, world) and world.mind[other].leader == i:
        call(i, other, event, now, world)
        wait_for_others(i, now, world)
    else:
        world.longing[i].brings = NOBODY


@part
def call_kin(i: int, event: int, now: int, world: Tables) -> None:
    """A halfbie that leads others calls those of them who are in sight."""
    other = world.hall[world.body[i].place].first
    while other >= 0:
        if other != i and world.longing[other].group == i and has_mind(other, world):
            call(i, other, event, now, world)
        other = world.chain[other].next


@part
def call_along(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Those in sight who follow somebody who sets out, or whom they care for, may come along."""
    here = world.body[i].place
    if world.longing[i].brings >= 0:
        bring_along(i, event, now, world)
    if world.longing[i].group == i:
        call_kin(i, event, now, world)
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        other = world.bonds[row].to
        cares = world.bonds[row].strength >= numbers.minding.care_bond
        follows = world.nature[other] & FOLLOWS and world.mind[other].leader == i
        if (cares or follows) and world.body[other].place == here and has_mind(other, world):
            call(i, other, event, now, world)


@part
def fall_back(i: int, world: Tables, numbers: Parameters) -> None:
    """Whoever flees while somebody bonded is held leaves them: the other's bond to them falls."""
    held = world.situation[i].held
    if held >= 0:
        row = bond_row(held, i, world)
        if row >= 0:
            world.bonds[row].strength = driven_apart(world.bonds[row].strength, numbers.bonding.abandonment)


@part
def look_for(i: int, other: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Walk to where one last saw somebody, to talk to or torment them; the choice falls when they are met."""
    row = bond_row(i, other, world)
    known = world.bonds[row].seen_at if row >= 0 else NOWHERE
    if not set_out(i, known, False, now, scratch, world, numbers):
        commit_until(i, now + 60, world)
        if row >= 0 and known == world.body[i].place:
            world.bonds[row].seen_at = world.people[other].home


@part
def hunt_down(i: int, other: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A halfbie runs to whom it would have revenge on: where it scents them, else where it saw them last, else where
    they belong.
    """
    row = bond_row(i, other, world)
    if apart_m(i, other, world) < numbers.minding.sense_m:
        world.bonds[row].seen_at = world.body[other].place
    if not set_out(i, world.bonds[row].seen_at, True, now, scratch, world, numbers):
        world.bonds[row].seen_at = world.people[other].home


@part
def lead_to(i: int, place: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Go to a place where something is to be done, with those who come along; False if there is no way."""
    is_pressed = bool(world.situation[i].hunters > 0.0)
    if set_out(i, place, is_pressed, now, scratch, world, numbers):
        call_along(i, world.mind[i].act_event, now, world, numbers)
        if not is_pressed:
            wait_for_others(i, now, world)
        return True
    commit_until(i, now + 60, world)
    return False
