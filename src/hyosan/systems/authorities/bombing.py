"""Bombing: sirens draw hunters to where the bombs will fall, then a blast kills by its strength and by shelter."""

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.blast import blast_strength, share_let_in, together
from hyosan.rules.draw import draw, uniform
from hyosan.rules.senses import distance_m
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, luck_of_two, settle_debts
from hyosan.systems.course import die
from hyosan.systems.fear import frighten
from hyosan.systems.nature import has_mind
from hyosan.systems.noise import make_sound, set_alarm
from hyosan.systems.recording import record
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NOBODY, NOWHERE, Door, Flag, Kind, Outcome, Purpose, Wake
from hyosan.world.columns import Floats, Ids, Truths
from hyosan.world.orders import Bombing, Order
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World

LEAST = 0.02  #: strength below which nothing happens
BREAKS_DOORS = 0.15  #: strength from which on doors do not hold; assumption: less than it takes to kill indoors
TEARS_WALLS = 0.5  #: strength from which on outer walls are gone; assumption: that which kills every other in the open


def plan_of(row: int, authorities: Authorities) -> tuple[Order, Bombing]:
    """An order to bomb, and what it needs."""
    order = authorities.order_of(row)
    assert order.bombing is not None
    return order, order.bombing


@loop
def sound_sirens(aim: Ids, level_db: float, until: int, cause: int, now: int, world: Tables) -> None:
    """Sirens sound in some places until a time."""
    for k in range(len(aim)):
        event = record(world.log, now, Kind.ALARM, NOBODY, NOBODY, aim[k], cause, level_db)
        set_alarm(aim[k], level_db, until, event, world)


def lure(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Sirens sound where the bombs are to fall, up to the moment they do."""
    _, plan = plan_of(row, authorities)
    if plan.lure_db > 0.0:
        sound_sirens(plan.aim, plan.lure_db, now + plan.lure_s, authorities.event_of(row), now, world.tables)


def drop(row: int, now: int, world: World, authorities: Authorities) -> None:
    """The bombs fall once hunters have had their time to come; the order is carried out."""
    order, plan = plan_of(row, authorities)
    mandate = authorities.mandate
    if now < mandate["begins"][row] + (plan.lure_s if plan.lure_db > 0.0 else 0):
        return
    mandate["ends"][row] = now
    event = authorities.event_of(row)
    strength = np.zeros(len(authorities.district))
    spread_blast(plan.aim, plan.radius_m, strength, world.tables)
    blast(
        plan.aim, plan.bang_db, plan.indoors, plan.underground, order.key, strength, authorities.storeys,
        authorities.is_named, event, now, world.tables, world.numbers,
    )  # fmt: skip


@loop
def spread_blast(aim: Ids, radius_m: float, strength: Floats, world: Tables) -> None:
    """Strength of the blast of several bombs at each place, by distance along the ground."""
    for place in range(len(strength)):
        if world.places[place].is_exit:
            continue
        here = world.places[place]
        for k in range(len(aim)):
            there = world.places[aim[k]]
            away_m = distance_m(here.x - there.x, here.y - there.y, 0.0, 0.0)
            strength[place] = together(strength[place], blast_strength(away_m, radius_m))


@part
def break_doors(place: int, event: int, world: Tables) -> None:
    """Every door of a place breaks, barred or not."""
    for row in range(world.places[place].ways_from, world.places[place].ways_end):
        passage = world.passages[world.ways[row].passage]
        if passage.door != Door.NONE:
            passage.door = Door.BROKEN
            passage.barred_from = NOWHERE
            passage.strength = 0.0
            passage.event = event


@part
def strike_place(
    place: int, reaching: float, key: int, event: int, now: int, world: Tables, numbers: Parameters
) -> None:  # fmt: skip
    """Everybody in a place is killed with a chance, the infected as well; whoever lives is shaken awake."""
    i = world.hall[place].first
    while i >= 0:
        following = world.chain[i].next
        if not numbers.states[world.course[i].state].flags & Flag.DEAD:
            luck = uniform(draw(numbers.run.seed, Purpose.BLAST, world.people[i].key, key, 0))
            row = asked(i, Purpose.BLAST, NOBODY, NOBODY, now, world, numbers)
            if row >= 0:
                luck = luck_of_two(row, Outcome.DIES, luck, reaching, NOBODY, event, now, world)
            outcome = event
            if luck < reaching:
                outcome = die(i, NOBODY, numbers.entry.dead, now, event, world, numbers)
            elif has_mind(i, world):
                frighten(i, 1.0, now, world, numbers)
                wake_mind(i, Wake.SAW_LOSS, event, world)
            settle_debts(i, Purpose.BLAST, outcome, world)
        i = following


@loop
def blast(
    aim: Ids, bang_db: float, indoors: float, underground: float, key: int, strength: Floats, storeys: Floats,
    is_named: Truths, cause: int, now: int, world: Tables, numbers: Parameters,
) -> None:  # fmt: skip
    """The bombs fall. Recorded where anybody is, and of places that the scenario writes."""
    for place in range(len(strength)):
        if strength[place] < LEAST:
            continue
        event = cause
        if world.hall[place].count > 0 or is_named[place]:
            event = record(world.log, now, Kind.BOMBED, NOBODY, NOBODY, place, cause, strength[place])
        if strength[place] >= BREAKS_DOORS:
            break_doors(place, event, world)
        if strength[place] >= TEARS_WALLS:
            world.places[place].is_torn = True
        if world.hall[place].count > 0:
            let_in = share_let_in(storeys[place], world.places[place].floor, indoors, underground)
            strike_place(place, strength[place] * let_in, key, event, now, world, numbers)
    for k in range(len(aim)):
        make_sound(aim[k], bang_db, NOBODY, cause, world.voices)
