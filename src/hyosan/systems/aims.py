"""Aims: whom an act is about, and where it leads."""

from hyosan.jit import part
from hyosan.rules.draw import draw, uniform
from hyosan.systems.authorities.instructions import told_where
from hyosan.systems.perception import bond_row
from hyosan.systems.ways import ANY_DISTANCE_M, remembered_danger, spread_ways
from hyosan.world.codes import NOBODY, NOWHERE, Act, Purpose
from hyosan.world.parameters import ANYWHERE, DWELLING, OFFICE, OWN_PLACE, Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

WANDER_M = 40.0  #: how far people stray in free time, m
THROW_M = 30.0  #: how far away a decoy can be made, m


@part
def wander_goal(i: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Where somebody goes in free time: mostly nowhere, else some place near by, by a draw per place."""
    key = world.people[i].key
    if uniform(draw(numbers.run.seed, Purpose.WANDER, key, 0, world.mind[i].occasion)) < 0.5:
        return world.people[i].home
    spread_ways(i, NOWHERE, WANDER_M, True, world.people[i].has_keys, now, scratch, world, numbers)
    goal = world.people[i].home
    best = 2**62
    for k in range(scratch.spread[0].settled):
        place = scratch.settled[k]
        bits = draw(numbers.run.seed, Purpose.WANDER, key, place + 1, world.mind[i].occasion)
        if bits < best and (not world.places[place].is_exit):
            best = bits
            goal = place
    return goal


@part
def decoy_goal(i: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """Where a decoy is best made: as far off as things can be thrown, and not where the danger is already.

    From the studio, at the farthest loudspeaker.
    """
    here = world.body[i].place
    from_studio = world.places[here].is_studio
    limit = ANY_DISTANCE_M if from_studio else THROW_M
    spread_ways(i, NOWHERE, limit, True, True, now, scratch, world, numbers)
    goal = NOWHERE
    for k in range(1, scratch.spread[0].settled):
        place = scratch.settled[k]
        if from_studio and not world.places[place].has_loudspeaker:
            continue
        if remembered_danger(i, place, now, world, numbers) < 0.5:
            goal = place
    return goal


@part
def partner(i: int, act: int, world: Tables) -> int:
    """The person an act is about, or -1."""
    if act == Act.TALK:
        confides = world.situation[i].confidant >= 0 and world.mind[i].harm > 0.0
        return world.situation[i].confidant if confides else world.situation[i].nearest
    if act == Act.BULLY or act == Act.REVENGE:
        return world.situation[i].target
    if act == Act.INJECT:
        return world.mind[i].worry_for
    if act == Act.VISIT:
        return world.situation[i].mourned
    if act == Act.FALL_WITH:
        return world.situation[i].menace
    if act == Act.DECLINE:
        return world.longing[i].asked_by
    if act == Act.BIND:
        return world.situation[i].bindable
    if act == Act.HOLD_CAPTIVE:
        return world.situation[i].bound
    if act == Act.CONFESS:
        return world.situation[i].beloved
    if act == Act.FOLLOW:
        return world.situation[i].leader
    if act == Act.GO_BACK:
        return world.situation[i].missing
    if act == Act.SHIELD or act == Act.FIGHT:
        return world.situation[i].held
    if act == Act.ATTACK or act == Act.HOLD_BACK:
        return world.situation[i].nearest
    if act == Act.FEED_ON_DEAD:
        return world.situation[i].dead
    if act == Act.LEAVE_GROUP:
        return world.mind[i].leader
    return NOBODY


@part
def destination(i: int, act: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> int:
    """The place or passage an act is about, or -1."""
    if act == Act.OBEY:
        where = told_where(i, world.period[world.people[i].role].where, world)
        if where == OWN_PLACE:
            return world.people[i].home
        if where == OFFICE:
            return world.people[i].office
        if where == DWELLING:
            return world.people[i].dwelling
        if where == ANYWHERE:
            return wander_goal(i, now, scratch, world, numbers)
        return where
    if act == Act.FLEE or act == Act.LURE_AWAY or act == Act.LEAVE_GROUP:
        return world.situation[i].refuge
    if act == Act.LIGHT_FIRE:
        return world.situation[i].hearth
    if act == Act.VISIT or act == Act.SLIP_OUT:
        return world.situation[i].goal
    if act == Act.HOLD_CAPTIVE:
        return world.situation[i].keep_at
    if act == Act.LEAP:
        return world.places[world.body[i].place].drop_to
    if act == Act.BARRICADE:
        return world.situation[i].barrable
    if act == Act.DECOY:
        return decoy_goal(i, now, scratch, world, numbers)
    if act == Act.GO_BACK:
        return world.bonds[bond_row(i, world.situation[i].missing, world)].seen_at
    return NOWHERE
