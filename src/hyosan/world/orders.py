"""Orders as plain numbers: when each is given, for whom, and what its command needs. Never changes during a run."""

from dataclasses import dataclass
from typing import NamedTuple

from hyosan.world.codes import Command, Scope
from hyosan.world.columns import Ids, Truths

ALWAYS = 2**62  #: s, a time that does not come, and a number that is not reached


class Trigger(NamedTuple):
    """A condition; what it does not name holds by its default.

    infected, infected_below : reckoned with in the districts of the order, at least and below
    infected_in_all          : reckoned with everywhere, at least
    affected                 : share of the districts with any, at least
    calls                    : reckoned with in the districts of the order, at least
    since, since_s           : row of an order, or -1, and how long ago it took effect at least, s
    quiet_s                  : time without a reported case, at least, s
    hours                    : s since midnight, from and until, over midnight if need be; None for all day
    at                       : s, not before
    """

    infected: float = 0.0
    infected_below: float = float(ALWAYS)
    infected_in_all: float = 0.0
    affected: float = 0.0
    calls: float = 0.0
    since: int = -1
    since_s: int = 0
    quiet_s: int = 0
    hours: tuple[int, int] | None = None
    at: int = 0


class Inspecting(NamedTuple):
    """Shares of people who are taken for infected."""

    bitten: float
    halfbie: float
    well: float


class Evacuating(NamedTuple):
    """Where people are gathered and taken; speeds in m/s, people per s."""

    assembly: Ids
    to: int
    per_s: float
    speed_mps: float
    inspecting: Inspecting | None


class Bombing(NamedTuple):
    """Where bombs fall, what draws hunters there before, and what gets through to people."""

    aim: Ids
    radius_m: float
    lure_db: float  # 0 for none
    lure_s: int
    bang_db: float  # 0 for none
    indoors: float
    underground: float


class Admitting(NamedTuple):
    """The places of a camp and how it takes people in."""

    gate: int
    hall: int
    cells: Ids
    held_in: int
    locked_s: int
    held_s: int
    barracks: Ids
    grounds: int
    per_s: float
    inspecting: Inspecting


class Wanting(NamedTuple):
    """Captives of a kind: role and state of the course, each -1 for any, and how many of them."""

    role: int
    state: int
    at_most: int


class Studying(NamedTuple):
    """How often captives are studied, s, and the chance that it finds a treatment."""

    every_s: int
    success: float


@dataclass(frozen=True)
class Order:
    """One order.

    key        : stable, in the keys of its draws
    scope      : which districts it is given for
    districts  : (districts) whether it may be for them
    trigger    : what has to be reckoned with
    ending     : what ends it, or None
    lasts_s    : how long it is in force, or ALWAYS
    delay_s    : from the decision to its effect
    repeats_s  : between announcements, or ALWAYS
    compliance : share of the people told who do what it asks
    units      : rows
    by         : row of the unit whose leader gives it, or -1
    places     : rows of the places that it names
    people     : rows of the people that it names
    wanted     : kind of captives that it wants, or None
    to         : place that captives are taken to, or -1
    strength_s : that one hunter needs to break a cordon, s
    recognises : share of infected minds that armed units know for what they are
    strictness : of the rules in a camp
    eases      : row of the order whose rules it takes the place of, or -1
    """

    name: str
    key: int
    command: Command
    scope: Scope
    districts: Truths
    trigger: Trigger
    ending: Trigger | None
    lasts_s: int
    delay_s: int
    repeats_s: int
    compliance: float
    units: tuple[int, ...]
    by: int
    places: Ids
    people: Ids
    wanted: Wanting | None
    to: int
    strength_s: float
    recognises: float
    strictness: float
    eases: int
    evacuating: Evacuating | None
    bombing: Bombing | None
    admitting: Admitting | None
    studying: Studying | None
