"""Fires: lit in the open at night, sat at by those who would be close, seen from afar, and wished for again."""

from hyosan.jit import loop, part
from hyosan.rules import choices
from hyosan.rules.bonds import drawn_closer
from hyosan.rules.draw import draw, uniform
from hyosan.rules.numbers import chance
from hyosan.rules.senses import is_dark
from hyosan.systems.attention import wake_mind
from hyosan.systems.nature import has_mind
from hyosan.systems.recording import record
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Act, Kind, Purpose, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

CALM = 0.4  #: fear above which nobody thinks of lighting a fire
WORD = 0xFFFFFFFF


@part
def is_night(now: int, numbers: Parameters) -> bool:
    """Whether it is dark."""
    return is_dark(now, numbers.minding.dusk_s, numbers.minding.dawn_s)


@part
def burns(place: int, now: int, world: Tables) -> bool:
    """Whether a fire burns in a place."""
    return bool(world.places[place].fire_until > now)


@part
def nearest_hearth(i: int, scratch: Scratch, world: Tables) -> int:
    """Where somebody could light a fire, or -1: here, else the nearest place above the ground of the last spread."""
    here = world.body[i].place
    if world.places[here].is_hearth:
        return here
    if world.places[here].is_near_hearth:
        for k in range(1, scratch.spread[0].settled):
            place = int(scratch.settled[k])
            if world.places[place].is_hearth and world.places[place].floor > 1:
                return place
    return NOWHERE


@part
def is_near_hearth(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether it is night, and somewhere around there may be a place to light a fire."""
    return bool(world.places[world.body[i].place].is_near_hearth and is_night(now, numbers))


@part
def offer_fire(i: int, now: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a calm night offers to those who know of the danger: a fire, with friends, for friends who are far and might
    see it, or out of an old wish.
    """
    seen = world.situation[i]
    mind = world.mind[i]
    wishes = world.longing[i].wish_event != NO_EVENT
    seen.hearth = NOWHERE
    if not mind.knows or seen.hunters > 0.0 or seen.fear > CALM or not is_night(now, numbers):
        return
    if seen.company > 0.0 or wishes or seen.missing >= 0:
        seen.hearth = nearest_hearth(i, scratch, world)
    if seen.hearth < 0 or burns(seen.hearth, now, world):
        return
    above = 1.0 if world.places[seen.hearth].floor > 1 else 0.0
    bound = 1.0 if mind.act == Act.LIGHT_FIRE and mind.act_at == seen.hearth else 0.0
    scratch.appeal[Act.LIGHT_FIRE] = choices.light_fire(
        seen.fear, seen.company, world.longing[i].wish if wishes else 0.0, above, seen.nearby, seen.hammered, bound,
        *weights.light_fire,
    )  # fmt: skip


@part
def light(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A fire burns where person i is, for some hours."""
    place = world.places[world.body[i].place]
    place.fire_by = i
    place.fire_event = event
    place.fire_until = now + int(numbers.fire.burns_s)
    world.agenda[0].fire_until = max(world.agenda[0].fire_until, place.fire_until)


@part
def long_for_fires(i: int, hours: float, now: int, world: Tables, numbers: Parameters) -> None:
    """Whoever sits at a fire comes to wish to sit like this again; recorded when it is a wish to act on."""
    place = world.body[i].place
    longing = world.longing[i]
    longing.wish = drawn_closer(longing.wish, numbers.fire.wish_per_h * hours)
    if longing.wish_event == NO_EVENT and longing.wish >= numbers.fire.wish_planted:
        longing.wish_at = place
        longing.wish_event = record(
            world.log, now, Kind.WISHED, i, NOBODY, place, world.places[place].fire_event, longing.wish
        )


@part
def glance(i: int, fire: int, now: int, dt: int, world: Tables, numbers: Parameters) -> None:
    """Somebody from whose place a fire is in sight may look there; once for each fire."""
    lit = world.places[fire].fire_event
    if world.longing[i].beacon_fire == lit or not has_mind(i, world):
        return
    luck = uniform(draw(numbers.run.seed, Purpose.GLANCE, world.people[i].key, lit & WORD, now))
    if luck < chance(numbers.fire.glances_per_h / 3600.0, dt):
        here = world.body[i].place
        event = record(world.log, now, Kind.SAW_AFAR, i, world.places[fire].fire_by, here, lit, fire)
        world.longing[i].beacon = fire
        world.longing[i].beacon_fire = lit
        world.longing[i].beacon_event = event
        world.longing[i].beacon_at = now
        wake_mind(i, Wake.ROUTINE, event, world)


@loop
def watch_fires(now: int, dt: int, world: Tables, numbers: Parameters) -> None:
    """Fires that burn at night are noticed from where they are in sight."""
    if world.agenda[0].fire_until <= now or not is_night(now, numbers):
        return
    for row in range(len(world.sights)):
        if burns(world.sights[row].seen, now, world):
            i = world.hall[world.sights[row].of].first
            while i >= 0:
                glance(i, world.sights[row].seen, now, dt, world, numbers)
                i = world.chain[i].next
