"""The tables of a world in one bundle, as loops take it."""

from typing import NamedTuple

from hyosan.world import columns
from hyosan.world.canon import Canon
from hyosan.world.log import Log
from hyosan.world.parameters import Period


class Tables(NamedTuple):
    """All state, what is derived from it, and the log of events: `world` in a loop."""

    people: columns.People
    course: columns.Course
    body: columns.Body
    mind: columns.Mind
    hunt: columns.Hunt
    bonds: columns.Bonds
    places: columns.Places
    voices: columns.Air
    growls: columns.Air
    ways: columns.Ways
    near: columns.Near
    passages: columns.Passages
    strains: columns.Strains
    hall: columns.Hall
    chain: columns.Chain
    agenda: columns.Agenda
    situation: columns.Situation
    period: Period
    canon: Canon
    log: Log
