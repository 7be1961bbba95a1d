"""Holds: a hunter has hold of somebody until it is decided: thrown off, bitten or killed."""

from hyosan.jit import part
from hyosan.rules.draw import draw, narrowed, uniform
from hyosan.rules.encounters import escape_chance
from hyosan.systems.attention import wake_mind
from hyosan.systems.canon import asked, is_granted, settle_debts
from hyosan.systems.closeness import deepen
from hyosan.systems.course import die, infect
from hyosan.systems.falling import has_edge
from hyosan.systems.fear import frighten
from hyosan.systems.movement import stop
from hyosan.systems.nature import free, hold, learn
from hyosan.systems.noise import make_sound
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.recording import link, record
from hyosan.systems.stirring import disturb, spend
from hyosan.world.codes import NOBODY, Act, Flag, Kind, LinkRole, Outcome, Purpose, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@part
def hunter_mps(i: int, world: Tables, numbers: Parameters) -> float:
    """Speed of a hunter, m/s: its own, times what its state and strain make of it."""
    return (
        world.body[i].speed_mps
        * numbers.states[world.course[i].state].speed
        * world.strains[max(world.course[i].strain, 0)].speed
    )


@part
def hunter_strength(i: int, world: Tables, numbers: Parameters) -> float:
    """Strength of somebody as their state has it; 0.5 is an average person's."""
    return world.body[i].strength * numbers.states[world.course[i].state].strength


@part
def take_hold(hunter: int, prey: int, now: int, kind: int, value: float, world: Tables, numbers: Parameters) -> None:
    """A hunter gets hold of somebody: neither moves until it is decided, and everybody near hears it."""
    cause = (
        world.hunt[hunter].mark_event
        if world.hunt[hunter].mark_event > world.course[hunter].event
        else world.course[hunter].event
    )
    place = world.body[prey].place
    if kind == Kind.MET_ON_PASSAGE:
        cause = record(world.log, now, kind, hunter, prey, place, cause, value)
    event = record(world.log, now, Kind.GRAPPLE, hunter, prey, place, cause)
    if world.mind[prey].act_event >= 0:
        link(world.log, event, world.mind[prey].act_event, LinkRole.ENABLED)
    link(world.log, event, world.course[hunter].event, LinkRole.ENABLED)
    hold(hunter, prey, world)
    world.body[prey].hidden = 0.0
    disturb(prey, world)
    luck = uniform(draw(numbers.run.seed, Purpose.GRAPPLE, world.people[hunter].key, world.people[prey].key, now))
    world.body[hunter].hold_until = now + 2 + int(2.0 * luck * (numbers.hunting.grapple_s - 2.0))
    world.body[hunter].hold_event = event
    world.hunt[hunter].prey = prey
    stop(hunter, world)
    stop(prey, world)
    learn(prey, world)
    frighten(prey, 1.0, now, world, numbers)
    if has_edge(place, world):
        wake_mind(prey, Wake.HELD, event, world)
    make_sound(place, numbers.sounds.scream, prey, event, world.voices)
    startle_those_near(hunter, prey, event, world)


@part
def startle_those_near(hunter: int, prey: int, event: int, world: Tables) -> None:
    """Whoever sees somebody caught gets to choose anew.

    In a block there may be thousands: of those who have reckoned with the hunters there, only who knows the one caught.
    """
    place = world.body[prey].place
    other = first_around(prey, world)
    for _ in range(AROUND):
        if other < 0:
            break
        has_reckoned = world.pulse[place] > 1 and world.mind[other].seen_in == place
        if other != prey and other != hunter and not has_reckoned:
            wake_mind(other, Wake.SAW_HUNTER, event, world)
        other = world.chain[other].next
    for row in range(world.people[prey].bonds_from, world.people[prey].bonds_end):
        known = world.bonds[row].to
        if world.body[known].place == place:
            wake_mind(known, Wake.SAW_HUNTER, event, world)


@part
def throw_off(hunter: int, prey: int, now: int, cause: int, world: Tables, numbers: Parameters) -> None:
    """The prey gets away; the hunter needs a moment; whoever fought beside it is the reason."""
    disturb(prey, world)
    event = record(world.log, now, Kind.ESCAPE, prey, hunter, world.body[prey].place, cause)
    settle_debts(prey, Purpose.OUTCOME, event, world)
    free(prey, world)
    world.body[hunter].dazed_until = now + int(numbers.hunting.daze_s)
    wake_mind(prey, Wake.HELD, event, world)
    spend(prey, now, world)


@part
def help_for(prey: int, world: Tables, numbers: Parameters) -> tuple[float, int]:
    """Strength of those who fight beside somebody held, as far as there is room, and one of them, or -1."""
    strength = 0.0
    helpers = 0
    helper = NOBODY
    other = first_around(prey, world)
    for _ in range(AROUND):
        if other < 0:
            break
        is_dead = numbers.states[world.course[other].state].flags & Flag.DEAD
        if other != prey and world.mind[other].act == Act.FIGHT and not is_dead:
            strength += hunter_strength(other, world, numbers) + world.body[other].armed
            helpers += 1
            if helper < 0 or world.people[other].key < world.people[helper].key:
                helper = other
        other = world.chain[other].next
    if helpers > numbers.fighting.around_one:  # the rest stand behind them: so many of average strength
        strength *= numbers.fighting.around_one / helpers
    return strength, helper


@part
def luck_of_hold(purpose: int, hunter: int, prey: int, world: Tables, numbers: Parameters) -> float:
    """The draw that decides something about a hold, in (0, 1)."""
    keys = world.people
    return uniform(draw(numbers.run.seed, purpose, keys[hunter].key, keys[prey].key, world.body[hunter].hold_until))


@part
def decide_hold(hunter: int, now: int, world: Tables, numbers: Parameters) -> None:
    """A hold ends: thrown off, bitten, or killed. Those who fight beside the prey count."""
    prey = world.body[hunter].holds
    held = world.body[hunter].hold_event
    help_strength, helper = help_for(prey, world, numbers)
    odds = escape_chance(
        world.body[prey].strength,
        help_strength,
        world.body[prey].armed,
        hunter_strength(hunter, world, numbers),
        numbers.hunting.escape_base,
        numbers.hunting.escape_slope,
    )
    luck = luck_of_hold(Purpose.OUTCOME, hunter, prey, world, numbers)
    severity = luck_of_hold(Purpose.SEVERITY, hunter, prey, world, numbers)
    row = asked(prey, Purpose.OUTCOME, hunter, NOBODY, now, world, numbers)
    if row >= 0:
        luck, severity = luck_wanted(row, hunter, luck, severity, odds, now, world, numbers)
    if luck < odds:
        if helper >= 0:
            deepen(prey, helper, numbers.bonding.rescue, now, held, world, numbers)
        cause = world.mind[helper].act_event if helper >= 0 and world.mind[helper].act_event > held else held
        throw_off(hunter, prey, now, cause, world, numbers)
    else:
        bite(hunter, prey, severity, now, world, numbers)


@part
def luck_wanted(
    row: int, hunter: int, luck: float, severity: float, odds: float, now: int, world: Tables, numbers: Parameters
) -> tuple[float, float]:
    """The luck of a hold as a chance row wants it: of whether the prey escapes, and of how bad the bite is."""
    outcome = int(world.canon[row].outcome)
    if world.canon[row].purpose == Purpose.INFECTION:  # its outcome is that of the course
        outcome = Outcome.BITE.value
    held = world.body[hunter].hold_event
    mild = 1.0 - numbers.hunting.kill_share
    if outcome == Outcome.ESCAPE:
        if is_granted(row, odds, hunter, held, now, world):
            luck = narrowed(luck, 0.0, odds)
    elif outcome == Outcome.BITE:
        if is_granted(row, (1.0 - odds) * mild, hunter, held, now, world):
            luck = narrowed(luck, odds, 1.0)
            severity = narrowed(severity, 0.0, mild)
    elif is_granted(row, (1.0 - odds) * (1.0 - mild), hunter, held, now, world):
        luck = narrowed(luck, odds, 1.0)
        severity = narrowed(severity, mild, 1.0)
    return luck, severity


@part
def bite(hunter: int, prey: int, severity: float, now: int, world: Tables, numbers: Parameters) -> None:
    """A hunter bites whom it holds; the worst bites kill."""
    place = world.body[prey].place
    held = world.body[hunter].hold_event
    disturb(prey, world)
    free(prey, world)
    world.body[hunter].dazed_until = now + int(numbers.hunting.bite_s)
    world.hunt[hunter].prey = NOBODY
    if severity > 1.0 - numbers.hunting.kill_share:
        event = record(world.log, now, Kind.KILL, hunter, prey, place, held)
        settle_debts(prey, Purpose.OUTCOME, event, world)
        die(prey, hunter, numbers.entry.dead, now, event, world, numbers)
    else:
        event = record(world.log, now, Kind.BITE, hunter, prey, place, held, severity)
        settle_debts(prey, Purpose.OUTCOME, event, world)
        passes_on = numbers.states[world.course[hunter].state].flags & Flag.INFECTIOUS
        if passes_on and not numbers.states[world.course[prey].state].flags & Flag.INFECTED:
            infect(prey, hunter, numbers.entry.bitten, now, event, severity, world, numbers)
        world.body[prey].hurt = min(1.0, world.body[prey].hurt + 0.5 * severity)
        wake_mind(prey, Wake.HELD, event, world)
        spend(prey, now, world)
    link(world.log, event, world.course[hunter].event, LinkRole.ENABLED)
    make_sound(place, numbers.sounds.scream, prey, event, world.voices)
