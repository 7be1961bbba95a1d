"""A moment: one event with the names of those in it, as findings and stories hold it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hyosan.analysis.facts import Facts
from hyosan.world.codes import Act, Drive, Kind

TO_PLACE = frozenset(
    {
        Kind.OBEY,
        Kind.FLEE,
        Kind.DECOY,
        Kind.LURE_AWAY,
        Kind.LEAVE_GROUP,
        Kind.GO_BACK,
        Kind.HUNT,
        Kind.SAW_AFAR,
        Kind.LEAP,
        Kind.SLIP_OUT,
        Kind.VISIT,
        Kind.EVACUATED,
        Kind.TAKEN,
        Kind.HOLD_CAPTIVE,
    }
)
TO_PASSAGE = frozenset(
    {Kind.BARRICADE, Kind.DOOR_CLOSED, Kind.BARRICADED, Kind.DOOR_BROKEN, Kind.BARRED, Kind.MET_ON_PASSAGE}
)
OF_ORDER = frozenset({Kind.ORDERED, Kind.ARRIVED, Kind.ORDER_ENDS, Kind.RULES_RELAXED})
ACTS = frozenset(Kind(act.value) for act in Act if act is not Act.IDLE)


@dataclass(frozen=True)
class Moment:
    """One event, told with names.

    event            : its id
    time             : s since the start of day 1
    kind             : word of its `Kind`
    who, other       : names, or None
    place            : where `who` was, or None
    value            : in the unit of the kind, or None
    to               : the place, passage or order that the value of some kinds numbers, or None
    drive, runner_up : what decided a choice, and the act that came second; None for other events
    """

    event: int
    time: int
    kind: str
    who: str | None = None
    other: str | None = None
    place: str | None = None
    value: float | None = None
    to: str | None = None
    drive: str | None = None
    runner_up: str | None = None


def moment_of(facts: Facts, event: int) -> Moment:
    """One event with names in place of numbers.

    event : row
    """
    happened = facts.events
    kind = Kind(int(happened.kind[event]))
    value = float(happened.value[event])
    drive, runner_up = _reasons(facts, event)
    return Moment(
        event=int(happened.id[event]),
        time=int(happened.time[event]),
        kind=kind.name.lower(),
        who=facts.person(int(happened.who[event])),
        other=facts.person(int(happened.other[event])),
        place=facts.place(int(happened.place[event])),
        value=None if np.isnan(value) else value,
        to=_target(facts, kind, value),
        drive=drive,
        runner_up=runner_up,
    )


def moments_of(facts: Facts, events: Iterable[int]) -> tuple[Moment, ...]:
    """Events with names, in the order given.

    events : rows
    """
    return tuple(moment_of(facts, event) for event in events)


def _target(facts: Facts, kind: Kind, value: float) -> str | None:
    if np.isnan(value):
        return None
    if kind in TO_PLACE:
        return facts.place(int(value))
    if kind in OF_ORDER:
        return facts.order(int(value))
    return facts.passage(int(value)) if kind in TO_PASSAGE else None


def _reasons(facts: Facts, event: int) -> tuple[str | None, str | None]:
    row = facts.choices.row[event]
    if row < 0:
        return None, None
    runner_up = int(facts.choices.runner_up[row])
    # IDLE comes second where nothing else was on offer: that is no alternative worth telling.
    second = Act(runner_up).name.lower() if runner_up > Act.IDLE else None
    return Drive(int(facts.choices.drive[row])).name.lower(), second
