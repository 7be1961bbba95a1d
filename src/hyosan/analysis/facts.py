"""The facts of a run as plain arrays: what every finding is made from."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.causes import Forest
from hyosan.analysis.run_facts import scenario_of
from hyosan.chronicle import CHOICES, EVENTS, LINKS, Manifest, RunRecord
from hyosan.chronicle.schema import Table
from hyosan.errors import BadInput
from hyosan.world.codes import NO_EVENT, NOWHERE, Kind, LinkRole

Ints = npt.NDArray[np.signedinteger[Any]]
Bools = npt.NDArray[np.bool_]

DEFAULT_HUNTING = ("turned",)  #: states that hunt where the scenario does not say


@dataclass(frozen=True)
class Events:
    """Events of a run by id; -1 stands for none and NaN for no value.

    Where they are all that happened, row and id are the same number. Where they are not, a cause is the row of an
    earlier event among them, or -1.
    """

    id: Ints
    time: Ints
    kind: Ints
    who: Ints
    other: Ints
    place: Ints
    cause: Ints
    value: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.time)

    def of(self, *kinds: Kind) -> Ints:
        """Rows of the events of some kinds, ascending."""
        return np.flatnonzero(np.isin(self.kind, kinds))


@dataclass(frozen=True)
class Choices:
    """Why choices fell as they did.

    row              : (events,) row of the choice that an event records, or -1; by row of the event
    drive, runner_up : (choices,) codes; -1 for none
    """

    row: Ints
    drive: Ints
    runner_up: Ints


@dataclass(frozen=True)
class Facts:
    """A run, read once.

    manifest       : what the run is
    events, choices : what happened and why
    names, places  : by id
    people         : the roster, by id
    floors         : by id of the place
    outside        : ids of the places beyond the grounds
    hunting        : names of the states that hunt
    passages       : "A and B" by number, as far as the scenario names them
    record         : the rest of the record, read when it is asked for
    """

    manifest: Manifest
    events: Events
    choices: Choices
    names: list[str]
    places: list[str]
    people: pl.DataFrame
    floors: list[int | None]
    districts: list[str | None]
    outside: frozenset[int]
    hunting: tuple[str, ...]
    passages: list[str]
    orders: list[str]
    record: RunRecord

    @property
    def n_people(self) -> int:
        """Number of people."""
        return len(self.names)

    @cached_property
    def forest(self) -> Forest:
        """The events as a tree of causes."""
        return Forest(self.events.cause)

    @cached_property
    def enabling(self) -> dict[int, list[int]]:
        """What made an event possible without triggering it, by event."""
        enabled = pl.col("role") == LinkRole.ENABLED.name.lower()
        event, because = _arrays(self.record.part_frames(LINKS, where=enabled), LINKS, "event", "because_of")
        found: dict[int, list[int]] = {}
        for effect, enabler in zip(event.tolist(), because.tolist(), strict=True):
            found.setdefault(effect, []).append(enabler)
        return found

    @cached_property
    def cast(self) -> list[int]:
        """Ids of the named persons of the story, in the order of the roster."""
        if "is_named" not in self.people.columns:
            return []
        return [int(i) for i in np.flatnonzero(self.people["is_named"].to_numpy())]

    @cached_property
    def whereabouts(self) -> Ints:
        """Place of everybody at the end: as the final state has it, else that of their last event."""
        for name, column in self.record.final_state():
            if name.endswith("body.place") and len(column) == self.n_people:
                return np.asarray(column, np.int64)
        place = np.full(self.n_people, NOWHERE, np.int64)
        # The place of an alarm is that of the sound, not of whoever set it off.
        known = (self.events.who >= 0) & (self.events.place >= 0) & (self.events.kind != Kind.ALARM)
        place[self.events.who[known]] = self.events.place[known]  # the last one stays
        return place

    def person(self, who: int) -> str | None:
        """Name of a person, or None for nobody."""
        return self.names[who] if 0 <= who < len(self.names) else None

    def place(self, place: int) -> str | None:
        """Name of a place, or None for nowhere."""
        return self.places[place] if 0 <= place < len(self.places) else None

    def floor(self, place: int) -> int | None:
        """Floor of a place, or None where it is not known."""
        return self.floors[place] if 0 <= place < len(self.floors) else None

    def area(self, place: int) -> str | None:
        """District of a place, or else its floor; None where neither is known."""
        district = self.districts[place] if 0 <= place < len(self.districts) else None
        floor = self.floor(place)
        return district or (None if floor is None else f"floor {floor}")

    def order(self, number: int) -> str | None:
        """Name of an order of the authorities, or None where the scenario does not name it."""
        return self.orders[number] if 0 <= number < len(self.orders) else None

    def passage(self, number: int) -> str | None:
        """What a passage joins, or None where the scenario does not name it."""
        return self.passages[number] if 0 <= number < len(self.passages) else None

    def about(self, who: int, column: str) -> Any:
        """A fact of the roster about a person, or None where the roster has no such column."""
        return self.people[column][who] if column in self.people.columns else None

    def find(self, who: str) -> int:
        """Find a person by name, full name, Korean name (letter case does not matter) or id number.

        Raises BadInput if nobody, or more than one, is called that.
        """
        asked = " ".join(who.split()).casefold()
        columns = [name for name in ("name", "full_name", "korean") if name in self.people.columns]
        for column in columns:
            found = [i for i, name in enumerate(self.people[column]) if name and name.casefold() == asked]
            if len(found) == 1:
                return found[0]
            if found:
                listed = ", ".join(f"{i} ({self.names[i]})" for i in found[:5])
                raise BadInput("--who", who, f"{len(found)} people are called that", f"one of the ids {listed}")
        if asked.isdecimal() and int(asked) < self.n_people:
            return int(asked)
        known = {name.casefold(): name for column in reversed(columns) for name in self.people[column] if name}
        near = difflib.get_close_matches(asked, known, n=1, cutoff=0.6)
        raise BadInput(
            "--who",
            who,
            "nobody is called that",
            f"a name of the run, or an id from 0 to {self.n_people - 1}",
            known[near[0]] if near else None,
        )


def events_in(frames: Iterable[pl.DataFrame]) -> Events:
    """Some events as arrays; where they are not all of a run, row and id differ.

    frames : columns of `schema.EVENTS`, ids ascending
    """
    events = Events(*_arrays(frames, EVENTS, *(column.name for column in EVENTS.columns)))
    return events if _are_all(events.id) else replace(events, cause=rows_of(events.cause, events.id))


def _are_all(ids: Ints) -> bool:
    """Whether these are the events of a whole run, so that row and id are the same number."""
    return len(ids) == 0 or bool(ids[-1] == len(ids) - 1)


def rows_of(events: Ints, ids: Ints) -> Ints:
    """Row of each event among ascending ids; -1 where it is none of them."""
    row = np.minimum(np.searchsorted(ids, events), len(ids) - 1)
    return np.where(ids[row] == events, row, NO_EVENT)


def require_ended(record: RunRecord) -> None:
    """Refuse a run that has not ended: BadInput."""
    status = record.manifest.status
    if status not in ("complete", "interrupted"):
        raise BadInput(str(record.folder), "status", status, "a run that has ended; resume it first")


def facts_of(record: RunRecord, where: pl.Expr | None = None) -> Facts:
    """Read a run, or some of its events, into arrays.

    where : condition on the columns of `schema.EVENTS`, of the events to read; all where None
    Raises BadInput for a run that has not ended or kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    require_ended(record)
    events = events_in(record.part_frames(EVENTS, where=where))
    scenario = scenario_of(record)
    states = scenario.get("pathogen", {}).get("state", [])
    places = record.places
    return Facts(
        manifest=record.manifest,
        events=events,
        choices=_choices_at(record, events.id),
        names=by_id(record.people, "name", ""),
        places=by_id(places, "name", ""),
        people=record.people.sort("id"),
        floors=by_id(places, "floor", None),
        districts=by_id(places, "district", None),
        outside=frozenset(i for i, is_exit in enumerate(by_id(places, "is_exit", False)) if is_exit),
        hunting=tuple(s["name"] for s in states if _hunts(s.get("flags", ()))) or DEFAULT_HUNTING,
        passages=[" and ".join(p.get("between", ())) for p in scenario.get("passage", [])],
        orders=[row["name"] for row in scenario.get("order", [])],
        record=record,
    )


def _choices_at(record: RunRecord, ids: Ints) -> Choices:
    """The choices that some events record, found by the row of their event.

    ids : of the events, ascending
    """
    asked = pl.DataFrame({"event": ids.astype(np.int64)})
    names = ("event", "drive", "runner_up")
    frames = record.part_frames(CHOICES, names)
    asked_for = frames if _are_all(ids) else (frame.join(asked, on="event", how="semi") for frame in frames)
    event, drive, runner_up = _arrays(asked_for, CHOICES, *names)
    row = np.full(len(ids), -1, np.int32)
    row[rows_of(event, ids)] = np.arange(len(event))
    return Choices(row, drive, runner_up)


def by_id(frame: pl.DataFrame, column: str, default: Any) -> list[Any]:
    """A column as a list whose position is the id; the default where there is no such row or column."""
    if frame.height == 0:
        return []
    ids = frame["id"].to_list()
    values = [default] * (max(ids) + 1)
    if column in frame.columns:
        for i, value in zip(ids, frame[column].to_list(), strict=True):
            values[i] = value
    return values


def _arrays(frames: Iterable[pl.DataFrame], table: Table, *names: str) -> list[Any]:
    """Columns of a table as codes and numbers, integers in four bytes where they fit: a city has ten million events.

    frames : parts of the table
    """
    columns = [column for column in table.columns if column.name in names]
    parts: list[list[Any]] = [[np.empty(0, np.float64 if column.is_float else np.int32)] for column in columns]
    for frame in frames:
        for arrays, column in zip(parts, columns, strict=True):
            arrays.append(_narrow(column.values(frame[column.name])))
    whole = []
    while parts:
        whole.append(np.concatenate(parts.pop(0)))
    return whole


def _narrow(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    limit = np.iinfo(np.int32)
    if values.dtype.kind == "f" or (len(values) and (values.min() < limit.min or values.max() > limit.max)):
        return values
    return values.astype(np.int32)


def _hunts(flags: Sequence[str]) -> bool:
    """Whether those in a state of the pathogen go after anybody, by its words."""
    return "hunts" in flags and "waned" not in flags
