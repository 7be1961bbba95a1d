"""How loops record: an event with its cause, a second cause, a choice with its runner-up."""

from typing import Any

import numpy as np

from hyosan.jit import loop, part
from hyosan.world.codes import NOBODY, NOWHERE, Kind
from hyosan.world.log import Log
from hyosan.world.tables import Tables

AT_A_TIME = 4096  #: events that the chronicle is given together, as each giving costs as much as some hundred events
FULL = 8  #: one part of so many of the log is left for a step


@part
def record(log: Log, time: int, kind: int, who: int, other: int, place: int, cause: int, value: float = np.nan) -> int:
    """Append an event and return its id."""
    row = log.used[0].events
    log.used[0].events = row + 1
    event = log.events[row]
    event.time = time
    event.kind = kind
    event.who = who
    event.other = other
    event.place = place
    event.cause = cause
    event.value = value
    return log.used[0].first_id + row


@part
def link(log: Log, event: int, because_of: int, role: int) -> None:
    """Append a second cause of an event; nothing if there is none, or it is not earlier."""
    if because_of < 0 or because_of >= event:
        return
    row = log.used[0].links
    log.used[0].links = row + 1
    added = log.links[row]
    added.event = event
    added.because_of = because_of
    added.role = role


@part
def record_choice(i: int, event: int, drive: int, world: Tables) -> None:
    """Append what person i's choice was between."""
    log = world.log
    taken = world.situation[i]
    row = log.used[0].choices
    log.used[0].choices = row + 1
    choice = log.choices[row]
    choice.event = event
    choice.act = taken.act
    choice.drive = drive
    choice.runner_up = taken.runner_up
    choice.utility = taken.utility
    choice.runner_up_utility = taken.runner_up_utility


def note(
    log: Log, time: int, kind: int, *, cause: int, who: int = NOBODY, other: int = NOBODY, place: int = NOWHERE,
    value: float = np.nan,
) -> int:  # fmt: skip
    """`record`, for what is decided outside of loops."""
    row = int(log.used["events"][0])
    log.used["events"] = row + 1
    log.events[row] = (time, kind, who, other, place, cause, value)
    return int(log.used["first_id"][0]) + row


def note_link(log: Log, event: int, because_of: int, role: int) -> None:
    """`link`, for what is decided outside of loops."""
    if 0 <= because_of < event:
        row = int(log.used["links"][0])
        log.used["links"] = row + 1
        log.links[row] = (event, because_of, role)


@loop
def listen(log: Log) -> None:
    """Note who has seen the turned or was told of them; what else people confide in one another has a value."""
    for k in range(log.used[0].noticed, log.used[0].events):
        event = log.events[k]
        n = log.used[0].signals
        if (event.kind != Kind.SAW and event.kind != Kind.TOLD) or event.value == event.value or n == len(log.signals):
            continue
        signal = log.signals[n]
        signal.who = event.who
        signal.place = event.place
        signal.kind = event.kind
        signal.event = log.used[0].first_id + k
        log.used[0].signals = n + 1


@loop
def watch(log: Log) -> None:
    """Note the first event of each kind that is watched for."""
    for row in range(len(log.watched)):
        wanted = log.watched[row]
        if wanted.event >= 0:
            continue
        for k in range(log.used[0].noticed, log.used[0].events):
            event = log.events[k]
            is_who = wanted.who < 0 or wanted.who == event.who
            if event.kind == wanted.kind and is_who and (wanted.other < 0 or wanted.other == event.other):
                wanted.event = log.used[0].first_id + k
                break


def take_notice(log: Log, n_events: int) -> None:
    """Note what is watched and listened for among the events since the last time."""
    if len(log.watched):
        watch(log)
    if len(log.signals):
        listen(log)
    log.used["noticed"] = n_events


def hand_over(log: Log, chronicle: Any, is_end: bool = False) -> None:
    """Let those who watch and listen take notice of what was recorded since the last time; what has gathered goes to
    the chronicle once it is much, or at the end, and the log is empty again.
    """
    n_events = int(log.used["events"][0])
    if n_events > log.used["noticed"][0]:
        take_notice(log, n_events)
    if n_events == 0 or (n_events < AT_A_TIME and n_events < len(log.events) // FULL and not is_end):
        return
    columns = ("time", "kind", "who", "other", "place", "cause", "value")
    chronicle.add_batch(*(log.events[name][:n_events] for name in columns))
    if n_links := int(log.used["links"][0]):
        chronicle.add_links(*(log.links[name][:n_links] for name in ("event", "because_of", "role")))
    if n_choices := int(log.used["choices"][0]):
        of_choice = ("event", "act", "drive", "runner_up", "utility", "runner_up_utility")
        chronicle.add_choices(*(log.choices[name][:n_choices] for name in of_choice))
    for name in ("events", "links", "choices", "noticed"):
        log.used[name] = 0
    log.used["first_id"] = chronicle.next_id
