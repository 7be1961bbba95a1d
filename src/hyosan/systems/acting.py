"""Acting: what a chosen act sets going. Runs alone, in person order, so that every event has its place.

Acts that take a moment (warn, shield, strike) happen here; those that take time (flee, follow, go back) set a route and
a commitment; a barricade is done when its commitment is spent (`waking.close_off`).
"""

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, uniform
from hyosan.systems.aims import destination, partner
from hyosan.systems.asking import answer
from hyosan.systems.attention import rouse_hunters, turn_to
from hyosan.systems.authorities.instructions import is_told
from hyosan.systems.binding import bind, is_bindable, lead_away
from hyosan.systems.canon import take_pin
from hyosan.systems.course import infect
from hyosan.systems.falling import is_strong, leap, pull_down
from hyosan.systems.fear import expect_slip
from hyosan.systems.fetching import fetch_next
from hyosan.systems.fires import burns, light
from hyosan.systems.going import bring_along, call_along, fall_back, hunt_down, join, lead_to, look_for, set_out
from hyosan.systems.movement import stop
from hyosan.systems.nature import is_hunter, is_powerless, walk_alone
from hyosan.systems.noise import make_sound, set_alarm
from hyosan.systems.parting import confess, part_from_all
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import link, record, record_choice
from hyosan.systems.remembrance import give_up_goal, is_noticed, stays
from hyosan.systems.stirring import FIGHTS, STILL_ACTS, commit_until, disturb, stir
from hyosan.systems.striking import strike, swap_hold, torment
from hyosan.systems.telling import hear_out, tell_danger
from hyosan.world.codes import NEVER, NO_EVENT, NOBODY, NOWHERE, Act, Door, Drive, Flag, Kind, LinkRole, Purpose, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

RESTFUL_ACTS = (int(Act.STAY), int(Act.HIDE), int(Act.SIGNAL))  #: in which people settle down


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
def drive_of(i: int, act: int, world: Tables, numbers: Parameters) -> int:
    """The drive that a choice serves: that of the act, an old wish that it keeps, or care for those who are left."""
    if act == Act.LIGHT_FIRE and world.longing[i].wish_event != NO_EVENT:
        return Drive.WISH.value
    if act == Act.LEAP and is_strong(i, world, numbers) and world.situation[i].hunters == 0.0:
        return Drive.CARE.value  # goes, so as not to be with them
    return numbers.acts[act].drive


@part
def is_nothing_new(i: int, act: int, world: Tables) -> bool:
    """Whether a choice tells nothing: somebody outside the cast keeps to the timetable, or goes on keeping still."""
    if world.people[i].is_recorded or world.situation[i].pin >= 0:
        return False
    if act == Act.OBEY:
        return not is_told(i, world)
    mind = world.mind[i]
    return act in RESTFUL_ACTS and mind.act in RESTFUL_ACTS and mind.wake == Wake.ROUTINE


@part
def record_act(i: int, act: int, other: int, place: int, now: int, world: Tables, numbers: Parameters) -> int:
    """Record a choice with what it was between; going on with the same act is no new choice, nor is a day like any.

    Returns the event, or for what is not recorded that which led to it.
    """
    if is_nothing_new(i, act, world):
        return reason(i, act, other, world)
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
        Act.SLIP_OUT,
        Act.VISIT,
        Act.HOLD_CAPTIVE,
    )
    if same and lasting and (world.mind[i].act_at == place or act not in (Act.OBEY, Act.BARRICADE)):
        return world.mind[i].act_event
    value = float(place) if place >= 0 else float("nan")
    event = record(world.log, now, act, i, other, world.body[i].place, reason(i, act, other, world), value)
    record_choice(i, event, drive_of(i, act, world, numbers), world)
    return event


@part
def act_ordinary(
    i: int, act: int, event: int, now: int, goal: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """The timetable, talk, love told, the bully, the maker."""
    if act == Act.OBEY:
        if set_out(i, goal, False, now, scratch, world, numbers) and world.longing[i].brings >= 0:
            bring_along(i, event, now, world)
        return
    other = world.mind[i].act_with
    stop(i, world)
    if act == Act.TALK:
        hear_out(i, other, event, now, world, numbers)
    elif act == Act.CONFESS:
        confess(i, other, event, now, world, numbers)
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
        call_along(i, event, now, world, numbers)
        set_out(i, world.situation[i].refuge, True, now, scratch, world, numbers)
        return
    if act == Act.LEAP:
        leap(i, event, now, world, numbers)
        return
    if act == Act.DECLINE:
        stop(i, world)
        return
    if act == Act.FOLLOW:
        join(i, world.mind[i].act_with, now, scratch, world, numbers)
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
        if world.situation[i].nearby + world.situation[i].hammered > 0.0:
            tell_danger(i, event, now, world, numbers)  # whoever helps is told what is behind the door
    elif act == Act.DECOY:
        goal = world.mind[i].act_at
        if goal >= 0:
            level = numbers.sounds.loudspeaker if world.places[here].is_studio else numbers.sounds.phone_alarm
            alarm = record(world.log, now, Kind.ALARM, i, NOBODY, goal, event, level)
            set_alarm(goal, level, now + int(numbers.moving.alarm_s), alarm, world)
        if not world.places[here].is_studio:
            world.mind[i].decoys -= 1


@part
def act_in_quiet(
    i: int, act: int, event: int, now: int, goal: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Light a fire; visit the dead, or a place longed for; slip out."""
    if act == Act.LIGHT_FIRE:
        stop(i, world)
        light(i, event, now, world, numbers)
    elif act == Act.SLIP_OUT and is_noticed(i, event, now, world, numbers):
        stop(i, world)
    elif goal == world.body[i].place:
        stop(i, world)
        stays(i, now, world, numbers)
    elif not lead_to(i, goal, now, scratch, world, numbers):
        give_up_goal(i, now, world)


@part
def where_else(other: int, known: int, here: int, world: Tables) -> int:
    """Where to look for somebody who is not where they were seen last: where they belong; or -1 if that was it."""
    belongs = int(world.people[other].home)
    return NOWHERE if belongs in (known, here) else belongs


@part
def act_for_others(
    i: int, act: int, event: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Go back, warn, shield, lure away, pull down, fight."""
    here = world.body[i].place
    if act == Act.GO_BACK:
        row = bond_row(i, world.mind[i].act_with, world)
        known = world.bonds[row].seen_at
        call_along(i, event, now, world, numbers)
        if known == here or not set_out(i, known, True, now, scratch, world, numbers):
            world.bonds[row].seen_at = where_else(world.bonds[row].to, known, here, world)
            commit_until(i, now + 5, world)
    elif act == Act.WARN:
        tell_danger(i, event, now, world, numbers)
        quietly = world.mind[i].wake == Wake.SENSED
        make_sound(here, numbers.sounds.speech if quietly else numbers.sounds.shout, i, event, world.voices)
    elif act == Act.SHIELD:
        swap_hold(i, world.mind[i].act_with, event, now, world, numbers)
    elif act == Act.LURE_AWAY:
        part_from_all(i, event, now, world, numbers)
        record(world.log, now, Kind.SHOUT, i, NOBODY, here, event, numbers.sounds.scream)
        make_sound(here, numbers.sounds.scream, i, event, world.voices)
        draw_after(i, here, now, event, world, numbers)
        set_out(i, world.situation[i].refuge, True, now, scratch, world, numbers)
    elif act == Act.FALL_WITH:
        pull_down(i, world.mind[i].act_with, event, now, world, numbers)
    elif act == Act.FIGHT:
        stop(i, world)


@part
def act_on_infected(
    i: int, act: int, event: int, now: int, goal: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Tie somebody up; take somebody who is tied up along."""
    other = world.mind[i].act_with
    stop(i, world)
    if act == Act.BIND:
        bind(i, other, event, now, world, numbers)
    elif not lead_away(i, other, goal, now, scratch, world, numbers):
        commit_until(i, now + 60, world)


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
        part_from_all(i, event, now, world, numbers)
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
        hunt_down(i, other, now, scratch, world, numbers)


@part
def lasting_s(i: int, act: int, now: int, world: Tables, numbers: Parameters) -> float:
    """How long person i goes on with an act before they think again, on average.

    The longer somebody has stayed in a place with nothing new to think about, the longer they will; in their own home
    long from the beginning.
    """
    lasts = numbers.acts[act].lasts_s
    if act in RESTFUL_ACTS:
        settled = max(float(now - world.mind[i].settled_at), numbers.minding.at_home_s if is_at_home(i, world) else 0.0)
        lasts = max(lasts, min(settled, numbers.minding.settled_s))
    return lasts


@part
def is_at_home(i: int, world: Tables) -> bool:
    """Whether somebody is in their own home, with no danger at its door that they know of."""
    seen = world.situation[i]
    is_quiet = seen.hunters == 0.0 and seen.hammered == 0.0 and seen.nearby == 0.0
    return bool(is_quiet and world.people[i].dwelling == world.body[i].place)


@part
def commit(i: int, act: int, other: int, place: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i is about an act from now on, and for so long."""
    mind = world.mind[i]
    if act in (Act.FLEE, Act.GO_BACK, Act.LURE_AWAY, Act.LIGHT_FIRE, Act.VISIT, Act.SLIP_OUT, Act.HOLD_CAPTIVE):
        walk_alone(i, world)
    world.body[i].leads = NOBODY
    if world.body[i].hidden > 0.0 and (act != Act.HIDE or mind.act != Act.HIDE):
        world.body[i].hidden = 0.0
        disturb(i, world)
        rouse_hunters(i, world)
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
    elif act in STILL_ACTS and world.mind[i].slip_at == NEVER:
        expect_slip(i, now, world, numbers)
    mind.occasion += 1


@part
def carry_out(
    i: int, act: int, event: int, now: int, place: int, scratch: Scratch, world: Tables, numbers: Parameters
) -> None:
    """Set going what an act is."""
    if act in (Act.OBEY, Act.TALK, Act.CONFESS, Act.BULLY, Act.INJECT):
        act_ordinary(i, act, event, now, place, scratch, world, numbers)
    elif act in (Act.GO_BACK, Act.WARN, Act.SHIELD, Act.LURE_AWAY, Act.FALL_WITH, Act.FIGHT):
        act_for_others(i, act, event, now, scratch, world, numbers)
    elif act in (Act.LEAVE_GROUP, Act.BITE_OWN_ARM, Act.FEED_ON_DEAD, Act.ATTACK, Act.HOLD_BACK, Act.REVENGE):
        act_infected(i, act, event, now, scratch, world, numbers)
    elif act in (Act.BIND, Act.HOLD_CAPTIVE):
        act_on_infected(i, act, event, now, place, scratch, world, numbers)
    elif act in (Act.LIGHT_FIRE, Act.VISIT, Act.SLIP_OUT):
        act_in_quiet(i, act, event, now, place, scratch, world, numbers)
    else:
        act_in_danger(i, act, event, now, scratch, world, numbers)


@part
def comes_too_late(i: int, act: int, other: int, place: int, now: int, world: Tables) -> bool:
    """Whether somebody before in this step has left nothing to do: a hold taken, a fire lit, the other gone."""
    if act == Act.SHIELD:
        return bool(world.body[other].held_by < 0)
    if act == Act.FALL_WITH or act == Act.HOLD_CAPTIVE:
        return bool(world.body[other].place != world.body[i].place)
    if act == Act.BIND:
        return not is_bindable(i, other, world)
    return act == Act.LIGHT_FIRE and burns(place, now, world)


@part
def happens_elsewhere(i: int, act: int, other: int, place: int, world: Tables) -> bool:
    """Whether somebody has to go somewhere before they can do what they have chosen."""
    if act == Act.LIGHT_FIRE:
        return place != world.body[i].place
    return act in (Act.TALK, Act.BULLY) and world.body[other].place != world.body[i].place


@loop
def act_all(n_awake: int, awake: Scratch, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Carry out every choice made in this step, in person order."""
    for k in range(n_awake):
        fetch_next(k, n_awake, awake, world)
        i = awake.listed[k]
        if numbers.states[world.course[i].state].flags & (Flag.HUNTS | Flag.DEAD):
            continue
        pin = world.situation[i].pin
        if pin < 0 and world.mind[i].wake == Wake.NONE:  # asked by a pin whose act is not on offer
            continue
        act = world.situation[i].act
        if (world.body[i].held_by >= 0 and act != Act.FALL_WITH) or is_powerless(i, world):
            continue
        other = partner(i, act, world)
        place = destination(i, act, now, scratch, world, numbers)
        if comes_too_late(i, act, other, place, now, world):
            continue
        is_elsewhere = happens_elsewhere(i, act, other, place, world)
        pinned = take_pin(i, not is_elsewhere, other, now, world) if pin >= 0 else NO_EVENT
        if is_elsewhere:
            commit(i, act, other, place, reason(i, act, other, world), now, world, numbers)
            if other >= 0:
                look_for(i, other, now, scratch, world, numbers)
            else:
                lead_to(i, place, now, scratch, world, numbers)
        else:
            event = record_act(i, act, other, place, now, world, numbers)
            link(world.log, event, pinned, LinkRole.ENABLED)
            commit(i, act, other, place, event, now, world, numbers)
            if act == Act.FOLLOW or act == Act.DECLINE:
                answer(i, act, other, world)
            carry_out(i, act, event, now, place, scratch, world, numbers)
        world.mind[i].wake = Wake.NONE
