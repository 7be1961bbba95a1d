"""Pathogens: a table of states, and of transitions with waiting times and age-dependent chances."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, Text, Word
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.mechanics import SourcedTable
from hyosan.scenario.quantities import (
    Duration,
    Factor,
    Lasting,
    LevelChange,
    Name,
    Probability,
    Prose,
    Real,
    Share,
    SourceText,
    Time,
    YesNo,
)
from hyosan.scenario.rows import Row
from hyosan.scenario.wording import listed, nearest
from hyosan.world.codes import Flag, Kind

COURSE_EVENTS = (
    Kind.INFECTION,
    Kind.STRENGTHENED,
    Kind.TURNED,
    Kind.HALFBIE,
    Kind.DIED,
    Kind.ROSE,
    Kind.ONSET,
    Kind.RECOVERED,
    Kind.HOSPITALISED,
    Kind.INTENSIVE_CARE,
    Kind.WANED,
)
MAX_STATES = 100
_CHANCE = Number(0, 1)

_FLAGS = {flag.name.lower(): flag.value for flag in Flag}

CourseEvent = Annotated[Kind, Word.naming(COURSE_EVENTS)]
Positive = Annotated[float, Number(1e-9, 1e9)]
Spread = Annotated[float, Number(0, 100)]


@dataclass(frozen=True)
class _Flags(Accepts):
    accepted: str = f"an array of flags out of {listed(_FLAGS)}"

    def read(self, value: Any) -> int:
        if not isinstance(value, list):
            raise self.refuse(value)
        for word in value:
            if not isinstance(word, str) or word not in _FLAGS:
                raise self.refuse(word, nearest(word, _FLAGS))
        return reduce(or_, (_FLAGS[word] for word in value), 0)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "enum": list(_FLAGS)}}


@dataclass(frozen=True)
class Chance(ByAge):
    """Chance of a branch: by age, or what the other branches of the state leave, which `at` does not know."""

    steps: tuple[tuple[float, float], ...] = ()
    rest: bool = False


@dataclass(frozen=True)
class _Chance(AgeCurve):
    number: Number = _CHANCE

    @property
    def accepted(self) -> str:  # type: ignore[override]
        return 'a number from 0 to 1, "rest", or { by_age = [[0, 0.1], [16, 0.3]] } with ascending ages'

    def read(self, value: Any) -> Chance:
        if value == "rest" or value == {"rest": True}:
            return Chance(rest=True)
        return Chance(super().read(value).steps)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [*super().schema()["anyOf"], {"type": "string", "enum": ["rest"]}]}


class State(Row):
    """A state of the course."""

    name: Name = Field(description="Unique name of the state")
    flags: Annotated[int, _Flags()] = Field(
        default=0, description="What it means to the other systems: sum of `Flag` codes"
    )
    initial: YesNo = Field(default=False, description="Whether people begin in it; true for exactly one state")
    strength: Factor = Field(default=1.0, description="Factor on bodily strength")
    speed: Factor = Field(default=1.0, description="Factor on speed")
    hearing: LevelChange = Field(default=0.0, description='Change of hearing, a level such as "6 dB"')
    infectiousness: Factor = Field(default=1.0, description="Relative infectiousness of contacts, where infectious")
    source: SourceText = Field(description="Where the numbers come from")


class Wait(Row):
    """A waiting time; which parameters it needs depends on the distribution."""

    distribution: Annotated[str, Text(40)] = Field(
        description="lognormal, gamma, weibull, exponential, uniform, fixed, or a name out of scipy.stats"
    )
    median: Lasting | None = Field(default=None, description="Median, a duration (lognormal)")
    sigma: Positive | None = Field(default=None, description="SD of the logarithm, a number (lognormal)")
    mean: Lasting | None = Field(default=None, description="Mean, a duration (lognormal, gamma, exponential)")
    sd: Lasting | None = Field(default=None, description="SD, a duration (lognormal, gamma)")
    shape: Positive | None = Field(default=None, description="Shape, a number (gamma, weibull)")
    scale: Lasting | None = Field(default=None, description="Scale, a duration (gamma, weibull, SciPy's)")
    loc: Duration | None = Field(default=None, description="Shift, a duration (SciPy's)")
    args: tuple[Positive, ...] = Field(default=(), max_length=8, description="Shape parameters (SciPy's)")
    value: Duration | None = Field(default=None, description="The waiting time, a duration (fixed)")
    min: Duration | None = Field(default=None, description="Least, a duration; bounds any distribution")
    max: Lasting | None = Field(default=None, description="Most, a duration; bounds any distribution")


class Transition(Row):
    """A way from one state to another."""

    from_: Name = Field(alias="from", description="Name of a state")
    to: Name = Field(description="Name of another state")
    event: CourseEvent | None = Field(default=None, description="Kind of event that the chronicle records, if any")
    probability: Annotated[Chance, _Chance()] = Field(
        description='Chance of this branch: a number, "rest", or { by_age = [[from age, probability], …] }'
    )
    wait: Wait = Field(description="Time spent in the state before")
    severity: Annotated[float, Number(-100, 100)] = Field(
        default=0.0, description="Change of the wait per unit of bite severity"
    )
    illness: YesNo = Field(
        default=False, description="Whether it leads to illness that vaccination may prevent; default false"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Seasonality(Row):
    """How transmission follows the year: a cosine around its mean."""

    amplitude: Share = Field(description="Half of the difference between most and least, relative to the mean")
    peak: Time = Field(description='When in a year it is highest, such as "day 15 00:00"')
    source: SourceText = Field(description="Where the numbers come from")


class Transmission(Row):
    """How the pathogen passes on contacts between people who live, learn, work or meet in the same place."""

    reproduction: Positive | None = Field(
        default=None, description="R0, the basic reproduction number in the population of the scenario"
    )
    per_contact: Probability | None = Field(
        default=None, description="Chance of infection on a contact; counts before reproduction"
    )
    susceptibility: Annotated[ByAge, AgeCurve(Number(0, 1))] = Field(
        default=ByAge(((0.0, 1.0),)), description="Relative susceptibility: a number, or by age"
    )
    dispersion: Positive | None = Field(
        default=None,
        description="k: individual infectiousness is gamma distributed with this shape; all are alike without it",
    )
    seasonality: Seasonality | None = Field(
        default=None, description="How it follows the year; reproduction is that of the year's mean"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Defeat(Row):
    """How the susceptible defeat the infectious: on a contact between the two, if it does not infect."""

    per_contact: Probability = Field(description="Chance on a contact that the infectious one is defeated")
    to: Name = Field(description="State after a defeat")
    source: SourceText = Field(description="Where the numbers come from")


class Entry(Row):
    """State that each route of infection leads to."""

    bitten: Name | None = Field(default=None, description="State after a bite")
    injected: Name | None = Field(default=None, description="State after an injection")
    exposed: Name | None = Field(default=None, description="State after a shared place or a contact")


class Mutation(Row):
    """How a strain changes when it is passed on."""

    probability: Probability = Field(description="Chance per transmission")
    wait_sigma: Spread = Field(description="SD of the logarithm of the factor on waits")
    branch_sigma: Spread = Field(description="SD of the logarithm of the factor on chances of branches")
    speed_sigma: Spread = Field(description="SD of the logarithm of the factor on speed")
    bound: Annotated[float, Number(1, 100)] = Field(description="Factors stay between 1/bound and bound")
    source: SourceText = Field(description="Where the numbers come from")


class Rise(Row):
    """How the dead rise again."""

    probability: Probability = Field(description="Chance to rise after the first death, for average frailty")
    frailty_sigma: Spread = Field(description="SD of the logarithm of the factor between persons")
    decay: Probability = Field(description="Factor on the chance for each earlier rise")
    mindful_decay: Probability = Field(description="The same for those who keep their mind")
    wait: Lasting = Field(description='Time from death to rising, about, a duration such as "6 min"')
    source: SourceText = Field(description="Where the numbers come from")


class Hunger(Row):
    """The recurring hunger of those who keep their mind."""

    tau: Lasting = Field(description='Time constant of its growth, a duration such as "3 h"')
    near_gain: Factor = Field(description="Factor gained per person near")
    pang: Share = Field(description="Hunger from which on it demands a choice")
    own_arm_relief: Share = Field(description="Share of hunger that biting one's own arm takes away")
    feed_relief: Share = Field(description="Share of hunger that feeding on the dead takes away")
    restraint_base: Real = Field(description="Log-odds of holding back, of somebody without will or bonds")
    restraint_resolve: Real = Field(description="What a full resolve adds to it")
    restraint_bond: Real = Field(description="What the closest bond to somebody present adds to it")
    source: SourceText = Field(description="Where the numbers come from")


class Pathogen(Row):
    """A pathogen: its states, the ways between them, and what it does to its hosts."""

    name: Name = Field(description="Name of the pathogen")
    title: Prose | None = Field(default=None, description="What readers are told it is")
    source: SourceText = Field(description="Where the pathogen as a whole comes from")
    state: tuple[State, ...] = Field(min_length=2, max_length=MAX_STATES, description="States of the course")
    transition: tuple[Transition, ...] = Field(
        default=(), max_length=MAX_STATES * MAX_STATES, description="Ways between the states"
    )
    entry: Entry = Field(description="State that each route of infection leads to")
    transmission: Transmission | None = Field(default=None, description="How it passes on contacts")
    defeat: Defeat | None = Field(default=None, description="How the susceptible defeat the infectious on contacts")
    mutation: Mutation | None = Field(default=None, description="How a strain changes when it is passed on")
    rise: Rise | None = Field(default=None, description="How the dead rise again")
    hunger: Hunger | None = Field(default=None, description="The recurring hunger")
    hunting: SourcedTable = Field(default_factory=dict, description="How hunters find, hold and bite, by name")
