"""The authorities: what reaches them, what they make of it, and the units that they have."""

from typing import Annotated

from pydantic import Field

from hyosan.scenario.accepts import Number
from hyosan.scenario.pathogen import Wait
from hyosan.scenario.people import RoleName
from hyosan.scenario.quantities import Duration, Lasting, Level, Name, Rate, Share, SourceText, Speed, WholeSeconds
from hyosan.scenario.rows import Row

Some = Annotated[float, Number(0, 1e9)]
Positive = Annotated[float, Number(1e-9, 1e9)]
Heads = Annotated[int, Number(1, 100_000, whole=True)]


class Calls(Row):
    """Who calls for help, and which calls get through."""

    of_witnesses: Share = Field(description="Share of those who see the turned who call for help")
    of_told: Share = Field(description="Share of those who are told of the danger who call for help")
    delay: Wait = Field(description="Time from seeing or hearing to the call")
    answered: Rate = Field(description='Calls that are answered, a rate such as "8 per min"; the others are engaged')
    tries: Annotated[int, Number(1, 100, whole=True)] = Field(description="How often a caller tries, a whole number")
    again_after: Lasting = Field(description="Time between two tries of a caller")
    rumour: Positive = Field(description="Infected people whom a caller speaks of, for each whom they saw; median")
    rumour_sigma: Annotated[float, Number(0, 10)] = Field(description="SD of the logarithm of that factor")
    source: SourceText = Field(description="Where the numbers come from")


class Stock(Row):
    """How the authorities take stock of what they were told."""

    every: WholeSeconds = Field(description="Time between two reckonings")
    calm_every: WholeSeconds | None = Field(default=None, description="The same once calm; default: no longer")
    calm_after: WholeSeconds = Field(default=86_400, description='Time without a call after which it is calm; "1 d"')
    delay: Duration = Field(description="Time from a call until it is reckoned with")
    half_believed: Positive = Field(description="Calls from a district at which half of what they say is believed")
    interest: Share = Field(description="Share of what is believed that those with an interest in calm pass on")
    undeniable: Some = Field(description="Infected people in a district that nobody can play down any more")
    memory: WholeSeconds = Field(default=7 * 86_400, description='How long a call is remembered; default "7 d"')
    source: SourceText = Field(description="Where the numbers come from")


class Authority(Row):
    """How what happens becomes what the authorities know."""

    calls: Calls = Field(description="Who calls for help, and which calls get through")
    stock: Stock = Field(description="How the authorities take stock of what they were told")


class Unit(Row):
    """People who are sent together."""

    name: Name = Field(description="Unique name")
    post: Name | None = Field(default=None, description="Name of a [[city.post]] whose people they are")
    place: Name | None = Field(default=None, description="Where those of a role work who are in it, in place of a post")
    role: RoleName | None = Field(default=None, description="Their role, with a place")
    people: Heads | None = Field(default=None, description="How many, a whole number; default all who are there")
    speed: Speed = Field(description='Of their vehicles, a speed such as "40 km/h"')
    musters_in: Duration = Field(description="Time from being called out to setting out")
    shots: Level | None = Field(default=None, description="Level of their weapons 1 m away; default: they do not shoot")
    kills: Rate | None = Field(
        default=None,
        description='Rate at which one of them puts down one of the turned, such as "2 per min"; default: by arms',
    )
    source: SourceText = Field(description="Where the numbers come from")
