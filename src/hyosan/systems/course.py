"""Course: the natural history of infections. Who progresses, turns, dies, rises again; variants arise."""

from typing import Any

from hyosan.jit import loop, part
from hyosan.rules.course import mutated, rise_chance, wait_s
from hyosan.rules.draw import draw, lognormal_factor, narrowed, uniform
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, is_granted, luck_of_two, settle_debts
from hyosan.systems.natural_history import progress_society
from hyosan.systems.nature import free, is_powerless, learn, renew_nature, walk_alone
from hyosan.systems.recording import hand_over, link, record
from hyosan.systems.stirring import (
    DUE,
    MINUTELY,
    begin_to_hunt,
    cease_to_hunt,
    disturb,
    list_courses,
    lull,
    next_course,
    next_stirring,
    queue,
    rouse,
    stir,
    stir_courses,
)  # fmt: skip
from hyosan.systems.turns import turn_nearest_to
from hyosan.world.codes import NEVER, NO_EVENT, NOBODY, NOWHERE, Act, Flag, Kind, LinkRole, Outcome, Purpose, Wake
from hyosan.world.parameters import QUANTILES, Parameters
from hyosan.world.society import Society
from hyosan.world.tables import Tables
from hyosan.world.world import World

HOUR_S = 3_600
COARSE_S = 48.0 * HOUR_S  #: what lasts longer comes to its end on the hour, so that months do not cost a step for each


@part
def fall_due(i: int, due: int, world: Tables) -> None:
    """Person i's course goes on at a time, s."""
    world.course[i].due = due
    world.agenda[0].course_due = min(world.agenda[0].course_due, due)
    if world.agenda[0].courses == len(world.courses):
        list_courses(world)
    else:
        world.agenda[0].courses = queue(world.courses, world.agenda[0].courses, due, i)


@part
def branch_chance(i: int, way: int, world: Tables, numbers: Parameters) -> float:
    """Probability of a way out of a state, by age and strain; of the one that takes the rest, 1."""
    age = min(max(world.people[i].age, 0), numbers.transitions.probability.shape[1] - 1)
    probability = float(numbers.transitions.probability[way, age])
    is_rest = numbers.transitions.ways[way].is_rest
    return probability if is_rest else probability * world.strains[max(world.course[i].strain, 0)].branch


@part
def luck_of_branch(row: int, i: int, luck: float, now: int, world: Tables, numbers: Parameters) -> float:
    """The luck that takes person i's course the way that a chance row wants, if the model has it at all."""
    state = world.course[i].state
    low = high = 0.0
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        low = high
        high = min(low + branch_chance(i, way, world, numbers), 1.0)
        if numbers.transitions.ways[way].to == world.canon[row].outcome:
            break
    if is_granted(row, high - low, NOBODY, world.course[i].event, now, world):
        return narrowed(luck, low, high)
    return luck


@part
def enter_state(i: int, state: int, now: int, event: int, world: Tables, numbers: Parameters) -> None:
    """Put person i into a state and draw what comes next and when: the branch, then the wait, by episode and state."""
    world.course[i].state = state
    renew_nature(i, world, numbers)
    world.course[i].since = now
    disturb(i, world)
    world.course[i].event = event
    world.course[i].due = NEVER
    world.course[i].next_state = NOBODY
    first = numbers.states[state].ways_from
    end = numbers.states[state].ways_end
    if first == end:
        return
    key = world.people[i].key
    slot = state * 65536 + world.course[i].episode
    luck = uniform(draw(numbers.run.seed, Purpose.BRANCH, key, slot, 0))
    strain = max(world.course[i].strain, 0)
    wanted = asked(i, Purpose.BRANCH, NOBODY, state, now, world, numbers)
    if wanted >= 0:
        luck = luck_of_branch(wanted, i, luck, now, world, numbers)
    way = -1
    reached = 0.0
    for row in range(first, end):
        reached += branch_chance(i, row, world, numbers)
        if luck < reached:
            way = row
            break
    if way < 0:
        return
    quantile = numbers.transitions.wait[way, draw(numbers.run.seed, Purpose.WAIT, key, slot, 0) * QUANTILES >> 53]
    lasts = wait_s(
        quantile, world.course[i].severity, numbers.transitions.ways[way].severity, world.strains[strain].wait
    )
    world.course[i].next_state = numbers.transitions.ways[way].to
    due = now + int(lasts)
    at_turn = turn_nearest_to(due, i, now, world)
    fall_due(i, at_turn if lasts < COARSE_S else due - due % HOUR_S + HOUR_S, world)


@part
def infect(
    i: int, by: int, state: int, now: int, cause: int, severity: float, world: Tables, numbers: Parameters
) -> int:
    """Infect person i; the strain is the infector's, or with a small probability a child of it. Returns the event."""
    world.course[i].episode += 1
    world.course[i].severity = severity
    world.course[i].infector = by
    world.course[i].strain = world.course[by].strain if by >= 0 else 0
    event = record(world.log, now, Kind.INFECTION, i, by, world.body[i].place, cause, severity)
    luck = uniform(draw(numbers.run.seed, Purpose.MUTATION, world.people[i].key, world.course[i].episode, 0))
    if by >= 0 and luck < numbers.mutation.probability:
        mutate(i, now, event, world, numbers)
    enter_state(i, state, now, event, world, numbers)
    return event


@part
def mutate(i: int, now: int, cause: int, world: Tables, numbers: Parameters) -> None:
    """A child strain arises in person i: each factor of the parent changes within its bound. No room, no child."""
    child = 0
    while child < len(world.strains) and world.strains[child].is_used:
        child += 1
    if child == len(world.strains):
        return
    parent = world.course[i].strain
    key = world.people[i].key
    episode = world.course[i].episode
    bound = numbers.mutation.bound
    wait = lognormal_factor(draw(numbers.run.seed, Purpose.STRAIN_WAIT, key, episode, 0), numbers.mutation.wait_sigma)
    branch = lognormal_factor(
        draw(numbers.run.seed, Purpose.STRAIN_BRANCH, key, episode, 0), numbers.mutation.branch_sigma
    )
    speed = lognormal_factor(
        draw(numbers.run.seed, Purpose.STRAIN_SPEED, key, episode, 0), numbers.mutation.speed_sigma
    )
    world.strains[child].parent = parent
    world.strains[child].wait = mutated(world.strains[parent].wait, wait, bound)
    world.strains[child].branch = mutated(world.strains[parent].branch, branch, bound)
    world.strains[child].speed = mutated(world.strains[parent].speed, speed, bound)
    world.strains[child].event = record(world.log, now, Kind.MUTATION, i, NOBODY, world.body[i].place, cause, child)
    world.strains[child].is_used = True
    world.course[i].strain = child


@part
def let_go(i: int, world: Tables) -> None:
    """End every hold that person i is part of."""
    disturb(i, world)
    if world.body[i].holds >= 0:
        free(world.body[i].holds, world)
    if world.body[i].held_by >= 0:
        free(i, world)


@part
def drop_everything(i: int, world: Tables) -> None:
    """What a mind was doing ends: commitments, route, hiding, holds, following and what a hunter was after."""
    let_go(i, world)
    world.body[i].pace_mps = 0.0
    world.body[i].route_at = 0
    world.body[i].route_end = 0
    world.body[i].hidden = 0.0
    world.body[i].leads = NOBODY
    world.mind[i].act = Act.IDLE
    world.mind[i].act_with = NOBODY
    world.mind[i].act_until = NEVER
    walk_alone(i, world)
    world.mind[i].wake = Wake.NONE
    lull(i, world)
    world.hunt[i].prey = NOBODY
    world.hunt[i].mark = NOWHERE
    world.hunt[i].mark_event = NO_EVENT
    world.hunt[i].hammers = NOWHERE


@part
def settle_into(i: int, now: int, event: int, world: Tables, numbers: Parameters) -> None:
    """What a new state means for body and mind: hunters wake, the dead lie still, those who keep their mind choose."""
    flags = numbers.states[world.course[i].state].flags
    if flags & (Flag.HUNTS | Flag.DEAD):
        drop_everything(i, world)
        world.body[i].hurt = 0.0  # it feels none of its wounds
        if is_powerless(i, world):
            cease_to_hunt(i, world)
        elif flags & Flag.HUNTS:
            begin_to_hunt(i, world)
            if not world.places[world.body[i].place].is_exit:
                rouse(i, world)
        world.body[i].dazed_until = now + 2
    else:
        wake_mind(i, Wake.ROUTINE, event, world)
        if flags & (Flag.SENSES | Flag.HUNGERS):
            stir(i, MINUTELY, world)
        if flags & Flag.HUNGERS:
            world.course[i].fed_at = now
            world.body[i].hurt = 0.0
            learn(i, world)


@part
def die(i: int, by: int, dead: int, now: int, cause: int, world: Tables, numbers: Parameters) -> int:
    """Person i dies; some of those whose state allows it will rise again. Returns the event."""
    flags = numbers.states[world.course[i].state].flags
    before = world.course[i].state
    cease_to_hunt(i, world)
    disturb(i, world)
    event = record(world.log, now, Kind.DIED, i, by, world.body[i].place, cause)
    drop_everything(i, world)
    world.course[i].before_death = before
    world.course[i].state = dead
    renew_nature(i, world, numbers)
    world.course[i].since = now
    world.course[i].event = event
    world.course[i].due = NEVER
    world.course[i].next_state = NOBODY
    if flags & Flag.CAN_RISE:
        decay = numbers.rising.mindful_decay if flags & Flag.KEEPS_MIND else numbers.rising.decay
        luck = uniform(draw(numbers.run.seed, Purpose.RISE, world.people[i].key, world.course[i].n_rises, 0))
        odds = rise_chance(numbers.rising.probability, world.course[i].frailty, world.course[i].n_rises, decay)
        wanted = asked(i, Purpose.RISE, NOBODY, NOBODY, now, world, numbers)
        if wanted >= 0:
            luck = luck_of_two(wanted, Outcome.RISES, luck, odds, NOBODY, event, now, world)
        if luck < odds:
            wait = draw(numbers.run.seed, Purpose.WAIT, world.people[i].key, 2**30 + world.course[i].n_rises, 0)
            world.course[i].next_state = before
            due = now + int(numbers.rising.wait_s * (0.5 + uniform(wait)))
            fall_due(i, turn_nearest_to(due, i, now, world), world)
    return event


@part
def go_on(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i's course goes on: what it is recorded as, and what comes next, drawn from when it was due."""
    old = world.course[i].state
    new = world.course[i].next_state
    if numbers.states[old].flags & Flag.DEAD:
        world.course[i].n_rises += 1
        event = record(
            world.log, now, Kind.ROSE, i, NOBODY, world.body[i].place, world.course[i].event, world.course[i].n_rises
        )
        settle_debts(i, Purpose.RISE, event, world)
    else:
        kind = Kind.TURNED.value
        for row in range(numbers.states[old].ways_from, numbers.states[old].ways_end):
            if numbers.transitions.ways[row].to == new:
                kind = numbers.transitions.ways[row].kind
        since_h = (world.course[i].due - world.course[i].since) / 3600.0
        event = world.course[i].event
        if kind >= 0:
            event = record(world.log, now, kind, i, world.course[i].infector, world.body[i].place, event, since_h)
            settle_debts(i, Purpose.BRANCH, event, world)
        if kind >= 0 and world.mind[i].act_event >= 0:
            link(world.log, event, world.mind[i].act_event, LinkRole.ENABLED)
    enter_state(i, new, world.course[i].due, event, world, numbers)
    settle_into(i, now, event, world, numbers)


@loop
def progress(now: int, world: Tables, numbers: Parameters) -> None:
    """Move on everybody whose time has come, in person order.

    What follows is drawn from when it was due, so that the length of steps does not add up; it is recorded when it
    takes effect.
    """
    stir_courses(now, world)
    i = next_stirring(0, DUE, world)
    while i >= 0:
        if world.course[i].due <= now:
            go_on(i, now, world, numbers)
        i = next_stirring(i + 1, DUE, world)
    world.agenda[0].course_due = next_course(world)


def step(world: World | Society, chronicle: Any) -> None:
    """Let every course go on to the present; among premises the step goes on to the next one."""
    if isinstance(world, Society):
        progress_society(world, chronicle)
        return
    if world.tables.agenda["course_due"][0] <= world.clock.now:
        progress(world.clock.now, world.tables, world.numbers)
        hand_over(world.tables.log, chronicle)
    world.clock.end_near(int(world.tables.agenda["course_due"][0]))
