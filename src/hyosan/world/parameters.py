"""The numbers of the model as loops take them: tables for what has rows, records for the rest.

The fields of the records are the keys that the scenario must give, in base units (s, m, m/s, dB): a new number is
one field here and one row in the catalog.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Code, Id, Real, Table, Truth, Whole

QUANTILES = 1024  #: rows of a table of waiting times
AGES = 101  #: ages 0 to 100 in tables by age


class States(Table):
    """Rows: states of the pathogen's course."""

    flags: Whole  # sum of Flag
    strength: Real  # factor on a body's strength
    speed: Real  # factor on its speed
    hearing_db: Real  # dB better than before
    infectiousness: Real  # relative, on contacts
    ways_from: Id  # ways out of it are rows ways_from to ways_end of `Transitions`
    ways_end: Id


class Ways(Table):
    """Rows: ways from one state to another, ordered by origin; the one that takes the rest comes last."""

    to: Code
    kind: Id  # Kind of the event
    is_rest: Truth  # takes what the others leave
    is_illness: Truth  # what vaccination may prevent
    severity: Real  # relative change of the wait over the range of severity
    least: Whole  # s, what the wait is longer than


class Transitions(NamedTuple):
    """Ways between states, with their probabilities and waiting times."""

    ways: Ways
    probability: NDArray[np.float64]  # (ways, AGES); of the rest: 1
    wait: NDArray[np.int64]  # (ways, QUANTILES) s, quantiles of the waiting time


class Acts(Table):
    """Rows: acts."""

    base: Real  # utility before anything is weighed
    drive: Code  # Drive that the act serves
    lasts_s: Real  # how long a commitment is kept


Some = tuple[float, ...]


class Weights(NamedTuple):
    """The weights of each act's rule, in the order of its `w_` parameters."""

    obey: Some
    stay: Some
    hide: Some
    flee: Some
    follow: Some
    barricade: Some
    decoy: Some
    go_back: Some
    warn: Some
    shield: Some
    lure_away: Some
    fight: Some
    leave_group: Some
    bite_own_arm: Some
    feed_on_dead: Some
    attack: Some
    hold_back: Some
    talk: Some
    bully: Some
    inject: Some
    signal: Some
    revenge: Some
    confess: Some
    leap: Some
    fall_with: Some
    slip_out: Some
    visit: Some
    light_fire: Some
    bind: Some
    hold_captive: Some
    decline: Some


class Timetable(Table):
    """Rows: periods of the day, one per role and stretch of time."""

    start: Whole  # s since midnight
    end: Whole  # s since midnight
    role: Code  # Role
    where: Id  # place, OWN_PLACE, OFFICE, DWELLING or ANYWHERE
    level_db: Real  # steady sound of one person then, dB(A)


class Period(Table):
    """Rows: roles. What the timetable says now."""

    where: Id  # place, OWN_PLACE, OFFICE, DWELLING or ANYWHERE
    until: Whole  # s since the start of day 1
    level_db: Real  # steady sound of one person, dB(A)


OWN_PLACE = -1
ANYWHERE = -2
OFFICE = -3
DWELLING = -4


class Entry(Table):
    """States: the one each route of infection leads to, and the one that those killed are in."""

    bitten: Whole
    injected: Whole
    dead: Whole


class Mutation(Table):
    """A child strain arises with a probability per transmission; each factor changes within a bound."""

    probability: Real
    wait_sigma: Real
    branch_sigma: Real
    speed_sigma: Real
    bound: Real


class Rising(Table):
    """Some of the killed rise again."""

    probability: Real
    frailty_sigma: Real
    decay: Real
    mindful_decay: Real
    wait_s: Real


class Hunger(Table):
    """The recurring hunger of those who keep their mind."""

    tau_s: Real
    near_gain: Real
    pang: Real
    own_arm_relief: Real
    feed_relief: Real
    restraint_base: Real
    restraint_resolve: Real
    restraint_bond: Real


class Hunting(Table):
    """How hunters find, hold and bite."""

    reach_m: Real
    grapple_s: Real
    bite_s: Real
    daze_s: Real
    escape_base: Real
    escape_slope: Real
    kill_share: Real
    smell: Real
    hearing_threshold_db: Real
    notice_per_min: Real
    attention_s: Real
    hammers_at_once: Real


class Minding(Table):
    """How minds perceive, fear, remember."""

    fear_half_life_s: Real
    grief_half_life_s: Real
    memory_half_life_s: Real
    hearing_threshold_db: Real
    fear_of_sight: Real
    fear_of_told: Real
    habituation_s: Real
    sense_m: Real
    harm_of_bullying: Real
    slip_per_h: Real
    care_bond: Real
    settled_s: Real
    at_home_s: Real
    love_bond: Real
    dusk_s: Real  # since midnight
    dawn_s: Real  # since midnight


class Moving(Table):
    """How bodies move and doors hold."""

    walk_mps: Real
    climb_s: Real
    flee_m: Real
    hope_m: Real
    danger_m: Real
    barricade_strength_s: Real
    door_strength_s: Real
    opening_db: Real
    closed_db: Real
    barricaded_db: Real
    alarm_s: Real


class Fighting(Table):
    """How people put hunters down."""

    unarmed_kill_per_min: Real
    armed_kill_per_min: Real
    blows: Real  # that put a hunter down, count
    around_one: Real  # people who find room to fight one hunter, count


class Bonding(Table):
    """How bonds and grief change."""

    companion_per_h: Real
    fire_per_h: Real
    rescue: Real
    abandonment: Real
    classmate: Real
    grief_weight: Real
    parting_grief: Real
    confession: Real
    together_max: Real


class Binding(Table):
    """How the infected are tied up, and what they can do then."""

    base: Real  # log-odds of overcoming somebody as strong
    slope: Real  # what a unit of strength adds to it
    resolve: Real  # what a full resolve adds to it
    bite_per_h: Real  # rate at which one of the turned who is tied up bites each who tends to them
    loose_per_d: Real  # rate at which somebody comes loose
    led: Real  # pace of whoever takes somebody tied up along, relative to walking alone


class Kinship(Table):
    """How halfbies find and stay with one another."""

    sense_m: Real  # how far they notice others of their kind
    joins_s: Real  # beside others, until somebody belongs to them
    lead: Real  # how much readier they are to follow who leads them


class Fire(Table):
    """How fires burn, are seen and leave wishes."""

    burns_s: Real
    glances_per_h: Real  # rate at which somebody in sight of it looks there, per h
    wish_per_h: Real  # share of the rest by which the wish grows
    wish_planted: Real  # strength from which on it is a wish to act on


class Longings(Table):
    """What moves people in the months after."""

    quiet_s: Real  # without danger, until somebody goes far
    due_s: Real  # after which it is time to mourn again
    solace: Real  # share of the grief that mourning eases
    stay_s: Real  # with the dead
    beacon_s: Real  # how long a fire that was seen afar draws
    apart_s: Real  # without seeing one another, until coming together is meeting again
    noticed: Real  # chance that the clumsiest are seen slipping out under the strictest rules


class Fall(Table):
    """What falls from a height do."""

    ld50_m: Real  # that kills half of ordinary people who leap
    steepness: Real  # of the logistic curve in the logarithm of the height
    unguarded: Real  # share of that height for whoever is pulled down


class Sounds(Table):
    """Levels at 1 m, dB(A)."""

    whisper: Real
    speech: Real
    murmur: Real
    running: Real
    shout: Real
    scream: Real
    crash: Real
    fight: Real
    door_hit: Real
    phone_alarm: Real
    loudspeaker: Real
    hunter: Real


class Run(Table):
    """What is particular to one run."""

    seed: Whole


class Parameters(NamedTuple):
    """All numbers of one run: `numbers` in a loop. Everything without rows is one record."""

    run: Run
    states: States
    transitions: Transitions
    entry: Entry
    mutation: Mutation
    rising: Rising
    hunger: Hunger
    hunting: Hunting
    minding: Minding
    moving: Moving
    fighting: Fighting
    bonding: Bonding
    binding: Binding
    kinship: Kinship
    fire: Fire
    fall: Fall
    longing: Longings
    sounds: Sounds
    acts: Acts
