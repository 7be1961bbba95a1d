"""Orders of the authorities: when each is given, for whom, after which delay, until when, and what it is about."""

from typing import Annotated

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.authorities import Some
from hyosan.scenario.people import RoleName
from hyosan.scenario.places import Strength
from hyosan.scenario.quantities import (
    Duration,
    Hours,
    Lasting,
    Length,
    Level,
    Name,
    Probability,
    Share,
    SourceText,
    Speed,
    Time,
    WholeSeconds,
)
from hyosan.scenario.rows import Row
from hyosan.world.codes import Command, Scope

MAX_NAMES = 1_000

CommandWord = Annotated[Command, Word.naming(Command)]
ScopeWord = Annotated[Scope, Word.naming(Scope)]
AtMost = Annotated[int, Number(1, 1_000, whole=True)]
Names = tuple[Name, ...]


class Since(Row):
    """A time that has passed since an order took effect."""

    order: Name = Field(description="Name of an order")
    time: Duration = Field(default=0.0, description="How long ago it took effect; default: it has")


class When(Row):
    """A condition: everything that it names must hold, of what the authorities reckon with."""

    infected: Some | None = Field(default=None, description="Infected people they reckon with, at least")
    infected_below: Some | None = Field(default=None, description="Infected people they reckon with, below")
    infected_in_all: Some | None = Field(default=None, description="Infected people everywhere, at least")
    affected: Share | None = Field(default=None, description="Share of the districts with any infected, at least")
    calls: Some | None = Field(default=None, description="Calls that have been reckoned with, at least")
    since: Since | None = Field(default=None, description="An order that took effect, and how long ago")
    quiet: Duration | None = Field(default=None, description="Time without a reported case, at least")
    hours: Hours | None = Field(default=None, description="Hours of the day")
    at: Time | None = Field(default=None, description="Not before this time")


class Inspection(Row):
    """How well an inspection tells the infected from the others."""

    bitten: Probability = Field(description="Share of those who will turn who are found")
    halfbie: Probability = Field(description="Share of those infected who keep their mind who are found")
    well: Probability = Field(description="Share of the uninfected who are wrongly taken for infected")


class Order(Row):
    """What the authorities order once they reckon with something."""

    name: Name = Field(description="Unique name; a stable part of the keys of its draws")
    command: CommandWord = Field(description="What is ordered")
    when: When = Field(description="What has to be reckoned with for it to be given")
    scope: ScopeWord = Field(
        default=Scope.EVERYWHERE,
        description="district: each for itself; ahead: each next to an affected one; everywhere: all together",
    )
    districts: Names = Field(default=(), max_length=MAX_NAMES, description="The districts it is for; default all")
    places: Names = Field(default=(), max_length=MAX_NAMES, description="Names of the places, or roads, it is for")
    delay: Duration = Field(default=0.0, description="Time from the decision to its effect")
    lasts: WholeSeconds | None = Field(default=None, description="How long it is in force; default: for good")
    until: When | None = Field(default=None, description="What ends it, a condition like `when`")
    units: Names = Field(default=(), max_length=MAX_NAMES, description="Names of the units that carry it out")
    by: Name | None = Field(default=None, description="Name of the unit whose leader gives it; default: nobody named")
    compliance: Share = Field(default=1.0, description="Share of the people told who do what it asks; default all")
    repeats: WholeSeconds | None = Field(default=None, description="Time between two announcements; default: only one")
    strength: Strength | None = Field(default=None, description="Seconds that one hunter needs to break a cordon")
    assembly: Names = Field(default=(), max_length=MAX_NAMES, description="Where people come to be taken away")
    to: Name | None = Field(default=None, description="Where people or captives are taken; a place, or a way out")
    per_hour: Some | None = Field(default=None, description="People taken away, or let in, in an hour")
    speed: Speed | None = Field(default=None, description="Of the vehicles that take people away")
    inspection: Inspection | None = Field(default=None, description="How people are inspected; default: not at all")
    recognises: Share | None = Field(
        default=None, description="Share of the infected who keep their mind whom armed units know for what they are"
    )
    people: Names = Field(default=(), max_length=MAX_NAMES, description="Names of those who are to be spared")
    role: RoleName | None = Field(default=None, description="Role of those who are to be captured, in place of names")
    state: Name | None = Field(default=None, description="State of the pathogen of those who are to be captured")
    at_most: AtMost = Field(default=1, description="How many of them; default 1")
    aim: Names = Field(default=(), max_length=MAX_NAMES, description="Places, or roads, that bombs are aimed at")
    radius: Length | None = Field(default=None, description="At which the strength of the blast is 1/e of its height")
    lure: Level | None = Field(default=None, description="Level 1 m from the sirens that draw hunters to the aim")
    lure_for: WholeSeconds = Field(default=900, description='How long before the bombs they sound; default "15 min"')
    bang: Level | None = Field(default=None, description="Level 1 m from the bombs; default: hunters take no notice")
    indoors: Share | None = Field(default=None, description="Share of the strength that gets into a house")
    underground: Share | None = Field(default=None, description="Share of the strength that gets below the ground")
    gate: Name | None = Field(default=None, description="Place outside the camp where people wait to be let in")
    hall: Name | None = Field(default=None, description="Place where they are inspected")
    cells: Names = Field(default=(), max_length=MAX_NAMES, description="Where they are locked up at first")
    held_in: Name | None = Field(default=None, description="Where those are held who are taken for infected")
    locked_for: WholeSeconds | None = Field(default=None, description="How long people are locked up at first")
    held_for: WholeSeconds | None = Field(default=None, description="How long until those are inspected again")
    barracks: Names = Field(default=(), max_length=MAX_NAMES, description="Where people live in the camp afterwards")
    grounds: Name | None = Field(default=None, description="Where they are by day")
    strictness: Share | None = Field(default=None, description="0: no rules; from 0.5 on nobody leaves a barrack")
    eases: Name | None = Field(default=None, description="Name of the order whose rules it takes the place of")
    every: Lasting | None = Field(default=None, description="Time between two studies of a captive")
    success: Probability = Field(default=0.0, description="Chance that a study finds a treatment; default none")
    source: SourceText = Field(description="Where the numbers come from")
