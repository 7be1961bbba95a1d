"""Kinship: halfbies sense others of their kind, are drawn to them in quiet times, and come to belong together."""

from hyosan.jit import loop, part
from hyosan.rules.motion import FLOOR_M
from hyosan.rules.senses import distance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.nature import INFECTED, MIND, POWERLESS
from hyosan.systems.recording import record
from hyosan.systems.stirring import MINUTELY, next_stirring
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Flag, Kind, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables


@part
def is_halfbie(i: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody is one of those who sense the infected and hunger, free to go where they like."""
    if world.nature[i] & (MIND | INFECTED | POWERLESS) != MIND | INFECTED:
        return False
    flags = numbers.states[world.course[i].state].flags
    return bool(flags & Flag.SENSES and flags & Flag.HUNGERS and not world.places[world.body[i].place].is_exit)


@part
def list_halfbies(scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """List every halfbie in person order; they are among those who are looked at every minute. Returns how many."""
    n = 0
    i = next_stirring(0, MINUTELY, world)
    while i >= 0:
        if is_halfbie(i, world, numbers):
            scratch.listed[n] = i
            n += 1
        i = next_stirring(i + 1, MINUTELY, world)
    return n


@part
def apart_m(i: int, other: int, world: Tables) -> float:
    """How far two are from one another as the crow flies, m."""
    a, b = world.places[world.body[i].place], world.places[world.body[other].place]
    return distance_m(a.x - b.x, a.y - b.y, a.floor - b.floor, FLOOR_M)


@part
def leader_of(i: int, world: Tables, numbers: Parameters) -> int:
    """Who leads those of its kind that a halfbie belongs to, itself if it leads them, or -1."""
    leader = world.longing[i].group
    if leader >= 0 and leader != i and not is_halfbie(leader, world, numbers):
        return NOBODY
    return int(leader)


@part
def yields_to(i: int, other: int, world: Tables, numbers: Parameters) -> bool:
    """Whether of two halfbies the first would join the second: one who belongs to others, else one of stronger will."""
    if leader_of(other, world, numbers) >= 0:
        return True
    mine, theirs = world.mind[i].resolve, world.mind[other].resolve
    return bool(theirs > mine or (theirs == mine and world.people[other].key < world.people[i].key))


@part
def nearest_kin(i: int, n: int, scratch: Scratch, world: Tables, numbers: Parameters) -> tuple[int, float]:
    """Whom a halfbie would go to, and how far that is: who leads it; if nobody does, whom it knows of already, else the
    nearest whom it would join.
    """
    leader = leader_of(i, world, numbers)
    found = NOBODY
    found_m = float(numbers.kinship.sense_m)
    for k in range(n):
        other = scratch.listed[k]
        is_one = other == leader if leader >= 0 else yields_to(i, other, world, numbers)
        if other != i and is_one:
            away_m = apart_m(i, other, world)
            if other == world.longing[i].kin and away_m < numbers.kinship.sense_m:
                return int(other), away_m
            if away_m < found_m:
                found = other
                found_m = away_m
    return int(found), found_m


@part
def sense_kin(i: int, n: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """A halfbie notices another; recorded when it is somebody new."""
    longing = world.longing[i]
    other, away_m = nearest_kin(i, n, scratch, world, numbers)
    if other < 0:
        longing.kin_at = NOWHERE
        longing.kin_since = 0
        return
    if other != longing.kin:
        here = world.body[i].place
        longing.kin = other
        longing.kin_since = 0
        longing.kin_event = record(world.log, now, Kind.SENSED, i, other, here, world.course[other].event, away_m)
        wake_mind(i, Wake.ROUTINE, longing.kin_event, world)
    longing.kin_at = world.body[other].place
    longing.kin_time = now


@part
def belong(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A halfbie that has been beside another for long enough, without leaving, belongs to it and those it leads."""
    longing = world.longing[i]
    leader = leader_of(i, world, numbers)
    if leader < 0:
        longing.group = NOBODY
    if leader >= 0 or longing.kin < 0 or world.body[longing.kin].place != world.body[i].place:
        longing.kin_since = 0
        return
    if longing.kin_since == 0:
        longing.kin_since = now
    if now - longing.kin_since < numbers.kinship.joins_s:
        return
    leader = leader_of(longing.kin, world, numbers)
    if leader < 0:
        leader = longing.kin
    longing.group = leader
    world.longing[leader].group = leader
    cause = max(longing.kin_event, world.mind[i].act_event)
    if cause > NO_EVENT:
        record(world.log, now, Kind.JOINED, i, leader, world.body[i].place, cause)


@loop
def find_kin(now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Every halfbie looks for others of its kind; whoever has been with them for a while belongs to them."""
    if numbers.kinship.sense_m <= 0.0:
        return
    n = list_halfbies(scratch, world, numbers)
    for k in range(n):
        sense_kin(scratch.listed[k], n, now, scratch, world, numbers)
    for k in range(n):
        belong(scratch.listed[k], now, world, numbers)
