"""What patterns are held against: the record of a run as frames, each read when a clause first asks for it."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.causes import Forest
from hyosan.analysis.facts import events_in
from hyosan.analysis.fates import FATE_OF, Fate, fates_of
from hyosan.analysis.run_facts import is_society, scenario_of
from hyosan.chronicle import EVENTS, SCENARIO_FILE, RunRecord
from hyosan.errors import BadInput
from hyosan.world.codes import Bond, Kind

NO_ONE = "-"
STATES_AT_END = ("course.state", "state")  #: columns of the final state, of named people and of societies
NAMES = ("name", "full_name", "korean")
DECIDING = [
    kind.name.lower() for kind in (Kind.BEGINNING, *FATE_OF, Kind.LEFT_GROUNDS)
]  #: of a fate; one is always there


class Undecided(Exception):  # noqa: N818 (named for the reader of `except`)
    """A clause asks for something that this run does not record; the text says what."""


class Records:
    """The record of a run for patterns.

    record : of the run
    file   : the file of claims, in which every name must be one of the run; None for the run's own claims, which
             were checked with its scenario: what they name may be missing from this world
    kinds  : words of all kinds of event that the claims name
    """

    def __init__(self, record: RunRecord, file: str | None, kinds: Iterable[str]) -> None:
        self.record = record
        self.file = file or str(record.folder / SCENARIO_FILE)
        self._is_own = file is None
        self.scenario = scenario_of(record)
        self._kinds = sorted(set(kinds))

    @cached_property
    def _events(self) -> dict[str, pl.DataFrame]:
        """Events by kind: the columns of the chronicle, and `at`, their place in the order of time."""
        frames = self.record.part_frames(EVENTS, where=pl.col("kind").is_in(self._kinds))
        events = pl.concat([EVENTS.polars_schema.to_frame(), *frames])
        if not events["time"].is_sorted():
            events = events.sort("time", maintain_order=True)
        by_kind = events.with_row_index("at").partition_by("kind", as_dict=True)
        return {str(kind): frame for (kind,), frame in by_kind.items()}

    def events(self, kinds: Sequence[str]) -> pl.DataFrame:
        """Events of some kinds in the order of time."""
        found = [self._events[kind] for kind in kinds if kind in self._events]
        empty = EVENTS.polars_schema.to_frame().with_row_index("at").head(0)
        return found[0] if len(found) == 1 else pl.concat([empty, *found]).sort("at")

    def with_ids(self, ids: Collection[int]) -> pl.DataFrame:
        """Some events of the chronicle, in the order of their ids."""
        frames = self.record.part_frames(EVENTS, where=pl.col("id").is_in(list(ids)))
        return pl.concat([EVENTS.polars_schema.to_frame(), *frames])

    @cached_property
    def n_people(self) -> int:
        """Number of people."""
        return self.record.people_columns("id").height

    @cached_property
    def forest(self) -> Forest:
        """All events as a tree of causes."""
        causes = pl.concat(self.record.part_frames(EVENTS, ("cause",)))
        return Forest(causes["cause"].fill_null(-1).to_numpy())

    @cached_property
    def people(self) -> pl.DataFrame:
        """Who is who, and how they are at the end; `decided`: the event that made them so."""
        people = self.record.people.sort("id")
        place, state = self._at_end("body.place", people.height), self._state_at_end(people.height)
        columns = [] if place is None else [pl.Series("at", place, pl.Int64)]
        if state is not None:
            columns.append(pl.Series(self.state_names).gather(state).alias("state"))
        if not is_society(self.record):
            columns += self._fates(people.height)
        elif state is not None:
            is_dead = np.array(["dead" in row.get("flags", ()) for row in self._states])
            columns.append(pl.Series("alive", ~is_dead[state]))
        return people.with_columns(columns)

    def _state_at_end(self, n: int) -> npt.NDArray[np.int64] | None:
        """Number of the state of each of n people, or None where the run keeps none."""
        state = next((found for name in STATES_AT_END if (found := self._at_end(name, n)) is not None), None)
        before = self._at_end("case.next_state", n)
        if state is not None and before is not None:
            # Whoever is to be infected in the step to come has their state there.
            state = np.where(state < len(self._states), state, before)
        return None if state is None else np.asarray(state, np.int64)

    @property
    def state_names(self) -> list[str]:
        """States of the pathogen."""
        return [row["name"] for row in self._states]

    @property
    def _states(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.scenario.get("pathogen", {}).get("state", [])
        return rows

    def _fates(self, n_people: int) -> list[pl.Series]:
        frames = self.record.part_frames(EVENTS, where=pl.col("kind").is_in(DECIDING))
        events = pl.concat([EVENTS.polars_schema.to_frame(), *frames])
        fates = fates_of(events_in([events]), n_people)
        ids = np.append(events["id"].to_numpy(), -1)  # the last for those whom nothing befell
        words = [Fate(code).name.lower() for code in fates.fate.tolist()]
        return [
            pl.Series("fate", words, pl.String),
            pl.Series("alive", fates.fate != Fate.DEAD),
            pl.Series("decided", ids[fates.decided]).replace(-1, None),
        ]

    def _at_end(self, name: str, n: int) -> Any:
        """A column of the final state with one row for each of n people, or None."""
        state = self._final_state
        return next((state[key] for key in state if key == name and len(state[key]) == n), None)

    @cached_property
    def _final_state(self) -> dict[str, Any]:
        return dict(self.record.final_state())

    @cached_property
    def places(self) -> pl.DataFrame:
        """What is where."""
        return self.record.places.sort("id")

    @cached_property
    def bonds(self) -> pl.DataFrame:
        """Bonds at the end: who, other, bond, strength."""
        state = self._final_state
        if "bonds.to" not in state:
            raise Undecided("this run keeps no bonds")
        begin, end = state["people.bonds_from"], state["people.bonds_end"]
        length = end - begin
        who = np.repeat(np.arange(len(length)), length)
        row = np.arange(length.sum()) + np.repeat(begin - (np.cumsum(length) - length), length)
        words = pl.Series([bond.name.lower() for bond in Bond])
        position = {bond.value: at for at, bond in enumerate(Bond)}
        kinds = [position[int(code)] for code in state["bonds.kind"][row]]
        return pl.DataFrame(
            {
                "who": who,
                "other": state["bonds.to"][row].astype(np.int64),
                "bond": words.gather(kinds),
                "strength": state["bonds.strength"][row],
            }
        )

    @cached_property
    def sights(self) -> pl.DataFrame:
        """Which place can be seen from which: `from` and `to`, out of the column `sees` of the places."""
        if "sees" not in self.places.columns:
            raise Undecided("this run's places have no lines of sight")
        pairs = self.places.select(pl.col("id").cast(pl.Int64).alias("from"), pl.col("sees").alias("to"))
        return pairs.explode("to").drop_nulls().cast(pl.Int64)

    @cached_property
    def _person_ids(self) -> dict[str, list[int]]:
        return _ids_by_name(self.record.people, NAMES)

    @cached_property
    def _place_ids(self) -> dict[str, list[int]]:
        return _ids_by_name(self.places, NAMES)

    @cached_property
    def place_kinds(self) -> list[str]:
        """Kinds of the places that there are."""
        return sorted(self.places["kind"].cast(pl.String).unique()) if "kind" in self.places.columns else []

    def unknown(self, key: str, found: str, accepted: str, near: str | None = None) -> Exception:
        """What to raise for a name that the run does not know: BadInput, or Undecided for its own claims."""
        if self._is_own:
            return Undecided(found)
        return BadInput(self.file, key, found, accepted, near)

    def ids(self, sort: str, words: Iterable[str], key: str) -> list[int]:
        """Ids of people or places by name.

        sort : "person" or "place"
        key  : where the names were written, for the message
        Raises BadInput or Undecided for a name that nobody or nothing bears, or several do.
        """
        known = self._person_ids if sort == "person" else self._place_ids
        found = []
        for word in words:
            ids = known.get(word, [])
            if len(ids) != 1:
                why = f'no {sort} "{word}" in this run' if not ids else f'"{word}" is the name of several'
                accepted = f"the name of one {sort} of the run"
                raise self.unknown(key, why, accepted, _near(word, known) if not ids else None)
            found += ids
        return found

    def require_words(self, what: str, words: Iterable[str], known: Collection[str], key: str) -> None:
        """Make sure that states or kinds of places are there.

        Raises BadInput or Undecided for the first that is not.
        """
        for word in words:
            if word not in known:
                raise self.unknown(
                    key, f'no {what} "{word}" in this run', f"one of {', '.join(known)}", _near(word, known)
                )

    def has(self, sort: str, word: str) -> bool:
        """Whether a person or a place of that name is there."""
        return word in (self._person_ids if sort == "person" else self._place_ids)

    def has_district(self, word: str) -> bool:
        """Whether a district of that name is there."""
        if "district" not in self.places.columns:
            return False
        is_number = self.places.schema["district"].is_numeric()
        return self.has("place", word) if is_number else word in self.places["district"].cast(pl.String).unique()

    def number_of_intervention(self, name: str, key: str) -> int:
        """The number of an intervention by its name.

        Raises BadInput or Undecided for an unknown one.
        """
        names = [row["name"] for row in self.scenario.get("intervention", [])]
        if name not in names:
            accepted = f"one of {', '.join(names)}" if names else "a scenario with interventions"
            raise self.unknown(key, f'no intervention "{name}" in this run', accepted, _near(name, names))
        return names.index(name)


def _near(word: str, known: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'"{close[0]}"' if close else None


def _ids_by_name(frame: pl.DataFrame, columns: Sequence[str]) -> dict[str, list[int]]:
    """Ids by everything that somebody or something is called; a name of an earlier column counts before a later one."""
    found: dict[str, list[int]] = {}
    for column in columns:
        if column in frame.columns:
            named = frame.select("id", pl.col(column).alias("name")).drop_nulls()
            for name, ids in named.group_by("name").agg("id").iter_rows():
                found.setdefault(name, ids)
    return found
