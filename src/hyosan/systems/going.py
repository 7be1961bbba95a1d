"""Going: how a mind sets out for a place or for somebody, alone or with others, and what it leaves behind."""

from hyosan.jit import part
from hyosan.rules.bonds import driven_apart
from hyosan.rules.motion import pace_mps
from hyosan.systems.attention import wake_mind
from hyosan.systems.movement import stop
from hyosan.systems.nature import FOLLOWS, follow
from hyosan.systems.perception import bond_between, bond_row
from hyosan.systems.stirring import commit_until, set_pace
from hyosan.systems.ways import find_way
from hyosan.world.codes import NOWHERE, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

GATHERING_S = 60  #: how long somebody who sets out at ease waits for others, s


@part
def set_out(i: int, goal: int, runs: bool, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Put person i on the way to a place at a walk or a run; False if they stay where they are."""
    found = find_way(i, goal, True, world.people[i].has_keys, now, scratch, world, numbers)
    if not found or (world.body[i].route_end == 0 and world.body[i].passage < 0):
        stop(i, world)
        return False
    run = world.body[i].speed_mps * numbers.states[world.course[i].state].speed
    set_pace(i, pace_mps(numbers.moving.walk_mps, run, 1.0 if runs else 0.0, world.body[i].hurt), world)
    return True


@part
def join(i: int, leader: int, world: Tables) -> None:
    """Walk with a leader: take over what is left of the way; a group moves at its slowest."""
    follow(i, leader, world)
    left = 0
    for k in range(world.body[leader].route_at, world.body[leader].route_end):
        world.body[i].route[left] = world.body[leader].route[k]
        left += 1
    world.body[i].route_at = 0
    world.body[i].route_end = left
    pace = min(world.body[leader].pace_mps, world.body[i].speed_mps)
    set_pace(i, pace, world)
    set_pace(leader, pace, world)


@part
def call_followers(i: int, event: int, world: Tables) -> None:
    """Those who follow somebody who sets out get to choose whether to follow on."""
    other = world.hall[world.body[i].place].first
    while other >= 0:
        if world.nature[other] & FOLLOWS and world.mind[other].leader == i:
            wake_mind(other, Wake.TOLD, event, world)
        other = world.chain[other].next


@part
def call_friends(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Those in sight who are bonded to somebody about to set out may come along; who leads waits a moment for them."""
    world.body[i].dazed_until = now + GATHERING_S
    other = world.hall[world.body[i].place].first
    while other >= 0:
        if other != i and bond_between(other, i, world, numbers) >= numbers.minding.care_bond:
            wake_mind(other, Wake.TOLD, event, world)
        other = world.chain[other].next


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
def lead_to(i: int, place: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Walk to a place where something is to be done, with those who come along; it is done on arrival."""
    if set_out(i, place, False, now, scratch, world, numbers):
        call_friends(i, world.mind[i].act_event, now, world, numbers)
    else:
        commit_until(i, now + 60, world)
