"""Acting: what a chosen act sets going. Runs alone, in person order, so that every event has its place.

Acts that take a moment (warn, shield, strike) happen here; those that take time (flee, follow, go back) set a route and
a commitment; a barricade is done when its commitment is spent (`waking.close_off`).
"""

from hyosan.jit import loop, part
from hyosan.rules.bonds import driven_apart
from hyosan.rules.draw import draw, uniform
from hyosan.rules.motion import pace_mps
from hyosan.systems.attention import rouse_hunters, turn_to, wake_mind
from hyosan.systems.canon import take_pin
from hyosan.systems.course import infect
from hyosan.systems.movement import stop
from hyosan.systems.nature import FOLLOWS, follow, is_hunter, walk_alone
from hyosan.systems.noise import make_sound, set_alarm
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import link, record, record_choice
from hyosan.systems.stirring import FIGHTS, MINUTELY, STILL_ACTS, commit_until, disturb, set_pace, stir
from hyosan.systems.striking import strike, swap_hold, torment
from hyosan.systems.telling import hear_out, tell_danger
from hyosan.systems.ways import ANY_DISTANCE_M, find_way, remembered_danger, spread_ways
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Act, Door, Flag, Kind, LinkRole, Purpose, Wake
from hyosan.world.parameters import ANYWHERE, DWELLING, OFFICE, OWN_PLACE, Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

WANDER_M = 40.0  #: how far people stray in free time, m
RESTFUL_ACTS = (int(Act.STAY), int(Act.HIDE), int(Act.SIGNAL))  #: in which people settle down
THROW_M = 30.0  #: how far away a decoy can be made, m


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
def reason(i: int, act: int, other: int, world: Tables) -> int:
    """The event that a choice answers: what woke the mind, or, for what has ripened, the harm or the telling."""
    mind = world.mind[i]
    if act == Act.INJECT:
        return mind.worry_event
    confides = act == Act.TALK and mind.harm > 0.0 and other == world.situation[i].confidant
    if (confides or act == Act.REVENGE) and mind.harm_event > 0:
        return mind.harm_event
    return mind.wake_event


@part
def record_act(i: int, act: int, other: int, place: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Record a choice with what it was between; going on with the same act is no new choice."""
    same = world.mind[i].act == act and world.mind[i].act_with == other and (world.mind[i].act_event >= 0)
    lasting = act in (
        Act.OBEY,
        Act.STAY,
        Act.HIDE,
        Act.FLEE,
        Act.FOLLOW,
        Act.BARRICADE,
        Act.GO_BACK,
        Act.FIGHT,
        Act.SIGNAL,
        Act.LEAVE_GROUP,
        Act.REVENGE,
    )
    if same and lasting and (world.mind[i].act_at == place or act not in (Act.OBEY, Act.BARRICADE)):
        return world.mind[i].act_event
    value = float(place) if place >= 0 else float("nan")
    event = record(world.log, now, act, i, other, world.body[i].place, reason(i, act, other, world), value)
    record_choice(i, event, numbers.acts[act].drive, world)
    return event


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
def act_ordinary(
    i: int, act: int, event: int, now: int, goal: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """The timetable, talk, the bully, the maker."""
    if act == Act.OBEY:
        set_out(i, goal, False, now, scratch, world, numbers)
        return
    other = world.mind[i].act_with
    stop(i, world)
    if act == Act.TALK:
        hear_out(i, other, event, now, world, numbers)
    elif act == Act.BULLY:
        torment(i, other, event, now, numbers.minding.harm_of_bullying, world, numbers)
    elif act == Act.INJECT:
        infect(other, NOBODY, numbers.entry.injected, now, event, 0.5, world, numbers)
        world.mind[i].worry = 0.0


@part
def act_in_danger(i: int, act: int, event: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Keep still, hide, flee, follow, close off, make a noise elsewhere, signal."""
    here = world.body[i].place
    if act == Act.FLEE:
        fall_back(i, world, numbers)
        call_followers(i, event, world)
        set_out(i, world.situation[i].refuge, True, now, scratch, world, numbers)
        return
    if act == Act.FOLLOW:
        join(i, world.mind[i].act_with, world)
        return
    stop(i, world)
    if act == Act.HIDE:
        spot = uniform(draw(numbers.run.seed, Purpose.SPOT, world.people[i].key, 0, world.mind[i].occasion))
        world.body[i].hidden = min(world.places[here].cover * (0.5 + world.body[i].stealth) * (0.75 + 0.5 * spot), 0.99)
        disturb(i, world)
    elif act == Act.BARRICADE:
        passage = world.situation[i].barrable
        if world.passages[passage].door == Door.OPEN or world.passages[passage].door == Door.NONE:
            world.passages[passage].event = record(world.log, now, Kind.DOOR_CLOSED, i, NOBODY, here, event, passage)
            world.passages[passage].door = Door.CLOSED
    elif act == Act.DECOY:
        goal = world.mind[i].act_at
        if goal >= 0:
            level = numbers.sounds.loudspeaker if world.places[here].is_studio else numbers.sounds.phone_alarm
            alarm = record(world.log, now, Kind.ALARM, i, NOBODY, goal, event, level)
            set_alarm(goal, level, now + int(numbers.moving.alarm_s), alarm, world)
        if not world.places[here].is_studio:
            world.mind[i].decoys -= 1


@part
def act_for_others(
    i: int, act: int, event: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Go back, warn, shield, lure away, fight."""
    here = world.body[i].place
    if act == Act.GO_BACK:
        row = bond_row(i, world.mind[i].act_with, world)
        known = world.bonds[row].seen_at
        call_followers(i, event, world)
        if known == here or not set_out(i, known, True, now, scratch, world, numbers):
            world.bonds[row].seen_at = NOWHERE
            commit_until(i, now + 5, world)
    elif act == Act.WARN:
        tell_danger(i, event, now, world, numbers)
        quietly = world.mind[i].wake == Wake.SENSED
        make_sound(here, numbers.sounds.speech if quietly else numbers.sounds.shout, i, event, world.voices)
    elif act == Act.SHIELD:
        swap_hold(i, world.mind[i].act_with, event, now, world, numbers)
    elif act == Act.LURE_AWAY:
        record(world.log, now, Kind.SHOUT, i, NOBODY, here, event, numbers.sounds.scream)
        make_sound(here, numbers.sounds.scream, i, event, world.voices)
        draw_after(i, here, now, event, world, numbers)
        set_out(i, world.situation[i].refuge, True, now, scratch, world, numbers)
    elif act == Act.FIGHT:
        stop(i, world)


@part
def draw_after(i: int, place: int, now: int, event: int, world: Tables, numbers: Parameters) -> None:
    """Free hunters in a place turn to the one who draws them."""
    other = world.hall[place].first
    while other >= 0:
        if is_hunter(other, world) and world.body[other].holds < 0:
            world.hunt[other].mark = NOWHERE  # whatever it was after
            turn_to(other, place, numbers.sounds.scream, i, now, event, world)
            world.hunt[other].prey = i
        other = world.chain[other].next


@part
def act_infected(i: int, act: int, event: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Go apart, own arm, the dead, strike, hold back, revenge."""
    other = world.mind[i].act_with
    if act == Act.LEAVE_GROUP:
        walk_alone(i, world)
        set_out(i, world.situation[i].refuge, True, now, scratch, world, numbers)
    elif act == Act.BITE_OWN_ARM:
        world.body[i].hurt = min(1.0, world.body[i].hurt + 0.15)
        world.course[i].fed_at += int(numbers.hunger.own_arm_relief * (now - world.course[i].fed_at))
    elif act == Act.FEED_ON_DEAD:
        world.course[i].fed_at += int(numbers.hunger.feed_relief * (now - world.course[i].fed_at))
    elif act == Act.ATTACK:
        strike(i, other, event, now, False, world, numbers)
    elif act == Act.REVENGE:
        if world.body[other].place == world.body[i].place:
            if (
                not numbers.states[world.course[other].state].flags & (Flag.INFECTED | Flag.DEAD)
                and world.body[other].held_by < 0
            ):
                strike(i, other, event, now, True, world, numbers)
            return
        row = bond_row(i, other, world)
        if not set_out(i, world.bonds[row].seen_at, True, now, scratch, world, numbers):
            world.bonds[row].seen_at = world.people[other].home


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
        where = world.period[world.people[i].role].where
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
    if act == Act.BARRICADE:
        return world.situation[i].barrable
    if act == Act.DECOY:
        return decoy_goal(i, now, scratch, world, numbers)
    if act == Act.GO_BACK:
        return world.bonds[bond_row(i, world.situation[i].missing, world)].seen_at
    return NOWHERE


@part
def lasting_s(i: int, act: int, now: int, world: Tables, numbers: Parameters) -> float:
    """How long person i goes on with an act before they think again, on average.

    The longer somebody has stayed in a place with nothing new to think about, the longer they will.
    """
    lasts = numbers.acts[act].lasts_s
    if act in RESTFUL_ACTS:
        lasts = max(lasts, min(float(now - world.mind[i].settled_at), numbers.minding.settled_s))
    return lasts


@part
def commit(i: int, act: int, other: int, place: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i is about an act from now on, and for so long."""
    mind = world.mind[i]
    if act in (Act.FLEE, Act.GO_BACK, Act.LURE_AWAY):
        walk_alone(i, world)
    if world.body[i].hidden > 0.0 and (act != Act.HIDE or mind.act != Act.HIDE):
        world.body[i].hidden = 0.0
        disturb(i, world)
        rouse_hunters(world.body[i].place, world, numbers)
    luck = uniform(draw(numbers.run.seed, Purpose.LASTING, world.people[i].key, act, mind.occasion))
    if mind.act not in RESTFUL_ACTS or mind.wake != Wake.ROUTINE:
        mind.settled_at = now
    mind.act = act
    mind.act_with = other
    mind.act_at = place
    mind.act_event = event
    if act == Act.OBEY:
        until = world.period[world.people[i].role].until
    else:
        until = now + int(lasting_s(i, act, now, world, numbers) * (0.5 + luck))
    commit_until(i, until, world)
    if act == Act.FIGHT:
        stir(i, FIGHTS, world)
    elif act in STILL_ACTS:
        stir(i, MINUTELY, world)
    mind.occasion += 1


@part
def carry_out(
    i: int, act: int, event: int, now: int, place: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Set going what an act is."""
    if act in (Act.OBEY, Act.TALK, Act.BULLY, Act.INJECT):
        act_ordinary(i, act, event, now, place, scratch, world, numbers)
    elif act in (Act.GO_BACK, Act.WARN, Act.SHIELD, Act.LURE_AWAY, Act.FIGHT):
        act_for_others(i, act, event, now, scratch, world, numbers)
    elif act in (Act.LEAVE_GROUP, Act.BITE_OWN_ARM, Act.FEED_ON_DEAD, Act.ATTACK, Act.HOLD_BACK, Act.REVENGE):
        act_infected(i, act, event, now, scratch, world, numbers)
    else:
        act_in_danger(i, act, event, now, scratch, world, numbers)


@loop
def act_all(n_awake: int, awake: Scratch, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Carry out every choice made in this step, in person order."""
    for k in range(n_awake):
        i = awake.listed[k]
        if world.body[i].held_by >= 0 or numbers.states[world.course[i].state].flags & (Flag.HUNTS | Flag.DEAD):
            continue
        pin = world.situation[i].pin
        if pin < 0 and world.mind[i].wake == Wake.NONE:  # asked by a pin whose act is not on offer
            continue
        act = world.situation[i].act
        other = partner(i, act, world)
        if act == Act.SHIELD and world.body[other].held_by < 0:
            continue
        place = destination(i, act, now, scratch, world, numbers)
        is_elsewhere = act in (Act.TALK, Act.BULLY) and world.body[other].place != world.body[i].place
        pinned = take_pin(i, not is_elsewhere, other, now, world) if pin >= 0 else NO_EVENT
        if is_elsewhere:
            commit(i, act, other, place, reason(i, act, other, world), now, world, numbers)
            look_for(i, other, now, scratch, world, numbers)
        else:
            event = record_act(i, act, other, place, now, world, numbers)
            link(world.log, event, pinned, LinkRole.ENABLED)
            commit(i, act, other, place, event, now, world, numbers)
            carry_out(i, act, event, now, place, scratch, world, numbers)
        world.mind[i].wake = Wake.NONE
