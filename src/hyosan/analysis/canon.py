"""How unlikely a canon run is: what each pin and chance asked for, how likely the model had it, and what failed."""

import math
from dataclasses import dataclass

import numpy as np

from hyosan.analysis.causes import Ints
from hyosan.analysis.facts import Facts
from hyosan.analysis.moments import Moment, moment_of, moments_of
from hyosan.analysis.run_facts import scenario_of
from hyosan.world.codes import Kind, RowFailure

TOLD = 10  #: events of a row that are told of; luck that lasts can be had ten thousand times


@dataclass(frozen=True)
class CanonRow:
    """One pin or chance of a canon run.

    name   : of the row
    kind   : "pin" or "chance"
    person : whom it is about
    log10  : decimal logarithm of the probability of all that it asked for and got; 0 if it got nothing
    times  : how often it decided anything
    came   : the first of the events that tell of what it decided, in order of time
    failed : the event that tells of its failing (also after somebody only set out for the act), or None
    why    : word of the `RowFailure`, or None
    """

    name: str
    kind: str
    person: str
    log10: float
    times: int
    came: tuple[Moment, ...]
    failed: Moment | None
    why: str | None


@dataclass(frozen=True)
class Canon:
    """What a canon run asked for.

    rows  : in the order of the scenario, pins first
    log10 : decimal logarithm of the probability of all that came about, each given what had happened before
    """

    rows: tuple[CanonRow, ...]
    log10: float


def canon_of(facts: Facts) -> Canon | None:
    """Rows of a canon run with their probabilities; None for a free run."""
    asked = facts.events.of(Kind.CANON_ROW)
    if not asked.size:
        return None
    scenario = scenario_of(facts.record)
    named = [(kind, row["name"]) for kind in ("pin", "chance") for row in scenario.get(kind, [])]
    came = facts.events.of(Kind.PINNED, Kind.CHANCED)
    failed = facts.events.of(Kind.ROW_FAILED)
    rows = tuple(
        _row(facts, int(row), _because_of(facts, row, came), _because_of(facts, row, failed), named) for row in asked
    )
    return Canon(rows, math.fsum(row.log10 for row in rows))


def _because_of(facts: Facts, cause: int, events: Ints) -> Ints:
    found: Ints = events[facts.events.cause[events] == cause]
    return found


def _row(facts: Facts, asked: int, came: Ints, failed: Ints, named: list[tuple[str, str]]) -> CanonRow:
    events = facts.events
    kind, name = named[int(events.value[asked])]
    return CanonRow(
        name=name,
        kind=kind,
        person=facts.names[events.who[asked]],
        log10=math.fsum(np.log10(events.value[came])),
        times=len(came),
        came=moments_of(facts, came[:TOLD].tolist()),
        failed=moment_of(facts, int(failed[0])) if failed.size else None,
        why=RowFailure(int(events.value[failed[0]])).name.lower() if failed.size else None,
    )
