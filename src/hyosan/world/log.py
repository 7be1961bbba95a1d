"""What loops record into: buffers that a system hands over to the chronicle.

Events are recorded by loops that run alone, so an event has its final id at once and columns can keep it.
"""

from typing import NamedTuple

from hyosan.world.columns import Code, Id, Real, Table, Whole, blank


class Events(Table):
    """Events not yet handed over."""

    time: Whole  # s
    kind: Id  # Kind
    who: Id
    other: Id
    place: Id
    cause: Whole
    value: Real


class Links(Table):
    """Second causes not yet handed over."""

    event: Whole
    because_of: Whole
    role: Code  # LinkRole


class Choices(Table):
    """What choices were between, not yet handed over."""

    event: Whole
    act: Code
    drive: Code
    runner_up: Code
    utility: Real
    runner_up_utility: Real


class Used(Table):
    """One row: how much of the buffers is used, of which events notice has been taken, and the id of the first."""

    events: Whole
    noticed: Whole
    links: Whole
    choices: Whole
    first_id: Whole
    signals: Whole


class Watched(Table):
    """Rows: kinds of events that conditions of canon rows wait for. Derived from the events."""

    kind: Id  # Kind
    who: Id  # or -1 for anybody
    other: Id  # or -1 for anybody, and for nobody
    event: Whole  # the first that was such a one, or NO_EVENT


class Signal(Table):
    """Who has seen the turned, or was told of them, since somebody listened last; no rows where nobody does."""

    who: Id
    place: Id
    kind: Id  # Kind.SAW or Kind.TOLD
    event: Whole


class Log(NamedTuple):
    """The buffers, and what is watched and listened for when they are handed over."""

    used: Used
    events: Events
    links: Links
    choices: Choices
    watched: Watched
    signals: Signal


def blank_log(capacity: int) -> Log:
    """A log for up to `capacity` events, links and choices between two hand-overs."""
    return Log(
        used=blank(Used, 1),
        events=blank(Events, capacity),
        links=blank(Links, capacity),
        choices=blank(Choices, capacity),
        watched=blank(Watched, 0),
        signals=blank(Signal, 0),
    )
