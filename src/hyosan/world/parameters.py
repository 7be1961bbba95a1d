"""The numbers of the model as loops take them: tables of arrays for what has rows, tuples of floats for the rest.

The fields of the float tuples are the keys that the scenario must give, in base units (s, m, m/s, dB): a new number is one
field here and one row in the catalog.
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
    ways_from: Id  # ways out of it are rows ways_from to ways_end of `Transitions`
    ways_end: Id


class Ways(Table):
    """Rows: ways from one state to another, ordered by origin; the one that takes the rest comes last."""

    to: Code
    kind: Code  # Kind of the event
    is_rest: Truth  # takes what the others leave
    severity: Real  # relative change of the wait over the range of severity


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


class Behaviours(NamedTuple):
    """Acts and the weights of their rules."""

    acts: Acts
    weights: Weights


class Timetable(Table):
    """Rows: periods of the day, one per role and stretch of time."""

    start: Whole  # s since midnight
    end: Whole  # s since midnight
    role: Code  # Role
    where: Id  # place, OWN_PLACE, OFFICE or ANYWHERE
    level_db: Real  # steady sound of one person then, dB(A)


class Period(Table):
    """Rows: roles. What the timetable says now."""

    where: Id  # place, OWN_PLACE, OFFICE or ANYWHERE
    until: Whole  # s since the start of day 1
    level_db: Real  # steady sound of one person, dB(A)


OWN_PLACE = -1
ANYWHERE = -2
OFFICE = -3


class Entry(NamedTuple):
    """States: the one each route of infection leads to, and the one that those killed are in."""

    bitten: int
    injected: int
    dead: int


class Mutation(NamedTuple):
    """A child strain arises with a probability per transmission; each factor changes within a bound."""

    probability: float
    wait_sigma: float
    branch_sigma: float
    speed_sigma: float
    bound: float


class Rising(NamedTuple):
    """Some of the killed rise again."""

    probability: float
    frailty_sigma: float
    decay: float
    mindful_decay: float
    wait_s: float


class Hunger(NamedTuple):
    """The recurring hunger of those who keep their mind."""

    tau_s: float
    near_gain: float
    pang: float
    own_arm_relief: float
    feed_relief: float
    restraint_base: float
    restraint_resolve: float
    restraint_bond: float


class Hunting(NamedTuple):
    """How hunters find, hold and bite."""

    reach_m: float
    grapple_s: float
    bite_s: float
    daze_s: float
    escape_base: float
    escape_slope: float
    kill_share: float
    smell: float
    hearing_threshold_db: float
    notice_per_min: float
    attention_s: float
    hammers_at_once: float


class Minding(NamedTuple):
    """How minds perceive, fear, remember."""

    fear_half_life_s: float
    grief_half_life_s: float
    memory_half_life_s: float
    hearing_threshold_db: float
    fear_of_sight: float
    fear_of_told: float
    habituation_s: float
    sense_m: float
    harm_of_bullying: float
    slip_per_h: float
    care_bond: float


class Moving(NamedTuple):
    """How bodies move and doors hold."""

    walk_mps: float
    climb_s: float
    flee_m: float
    danger_m: float
    barricade_strength_s: float
    door_strength_s: float
    opening_db: float
    closed_db: float
    barricaded_db: float
    alarm_s: float


class Fighting(NamedTuple):
    """How people put hunters down."""

    unarmed_kill_per_min: float
    armed_kill_per_min: float


class Bonding(NamedTuple):
    """How bonds and grief change."""

    companion_per_h: float
    rescue: float
    abandonment: float
    classmate: float
    grief_weight: float
    together_max: float


class Sounds(NamedTuple):
    """Levels at 1 m, dB(A)."""

    whisper: float
    speech: float
    murmur: float
    running: float
    shout: float
    scream: float
    crash: float
    fight: float
    door_hit: float
    phone_alarm: float
    loudspeaker: float
    hunter: float


class Parameters(NamedTuple):
    """All numbers of one run: `numbers` in a loop."""

    seed: int
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
    sounds: Sounds
    behaviours: Behaviours
