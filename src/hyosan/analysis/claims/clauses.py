"""Clauses as frames: the rows that fit a clause alone, with one column for each variable and event that it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from hyosan.analysis.claims.records import NO_ONE, Records, Undecided
from hyosan.errors import BadInput

Table = Mapping[str, Any]
DAY_S = 86_400
COMPARED = {"least": "ge", "most": "le", "above": "gt", "below": "lt"}
OF_PLACES = ("at", "home", "household", "group", "district")  #: columns that hold ids of places
NO_EVENT = pl.lit(None, pl.Int64)
JUDGED_APART = ("person", "place", "name", "fate", "alive", "state")  #: keys that are not columns to compare


@dataclass(frozen=True)
class Relation:
    """What two events of a pattern have to do with each other.

    kind   : after, caused_by, descends_from, or a comparison of their values
    event  : the later one, the effect, or the one whose value is compared
    other  : the one that it refers to
    within : of `after`: longest time between the two, s; else None
    """

    kind: str
    event: str
    other: str
    within: float | None = None


@dataclass(frozen=True)
class Part:
    """What fits one clause.

    key   : where the clause was written, for messages
    frame : a column for each variable and, under its name, for the event; `NAME.x` are facts about the event NAME
    event : name of the event, if it is one
    """

    key: str
    frame: pl.DataFrame
    event: str | None = None


def event_name(clause: Table, key: str) -> str:
    """Name of an event: the given one, else where it was written."""
    return str(clause.get("as", key))


def relations_of(clause: Table, key: str) -> Iterator[Relation]:
    """What an event clause says of other events."""
    name, within = event_name(clause, key), clause.get("within")
    if "after" in clause:
        yield Relation("after", name, clause["after"], within)
    if "before" in clause:
        yield Relation("after", clause["before"], name, within)
    for kind in ("caused_by", "descends_from"):
        if kind in clause:
            yield Relation(kind, name, clause[kind])
    for bound, limit in clause.get("value", {}).items():
        if isinstance(limit, str) and bound != "is":
            yield Relation(bound, name, limit)


def facts_needed(relations: Sequence[Relation]) -> dict[str, set[str]]:
    """Facts about each event that its relations compare."""
    needed: dict[str, set[str]] = {}
    for relation in relations:
        of_event, of_other = {
            "after": ({"at"}, {"at"}),
            "caused_by": ({"cause"}, set()),
            "descends_from": ({"first"}, {"first", "size"}),
        }.get(relation.kind, ({"value"}, {"value"}))
        if relation.within is not None:
            of_event, of_other = of_event | {"time"}, of_other | {"time"}
        needed.setdefault(relation.event, set()).update(of_event)
        needed.setdefault(relation.other, set()).update(of_other)
    return needed


def event_part(clause: Table, key: str, records: Records, facts: set[str]) -> Part:
    """Events that fit a clause.

    facts : about the event that are needed besides
    """
    name = event_name(clause, key)
    events = _in_time(records.events(clause["event"]), clause)
    columns = {"who": "person", "other": "person", "place": "place"}
    bound: dict[str, pl.Expr] = {}
    for column, sort in columns.items():
        events = _fit_words(events, pl.col(column), clause.get(column), sort, f"{key}.{column}", records, bound)
    events = _fit_words(events, _whole("value"), clause.get("to"), "place", f"{key}.to", records, bound)
    events = _fit_value(events, clause, key, records, bound)
    if facts & {"first", "size"}:
        ids = events["id"].to_numpy()
        tree = {"first": records.forest.first[ids], "size": records.forest.size[ids]}
        events = events.with_columns(pl.Series(fact, values) for fact, values in tree.items())
    about = [pl.col(fact).alias(f"{name}.{fact}") for fact in sorted(facts)]
    variables = [column.alias(variable) for variable, column in bound.items()]
    return Part(key, events.select(pl.col("id").alias(name), *about, *variables), name)


def _whole(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64)


def _in_time(events: pl.DataFrame, clause: Table) -> pl.DataFrame:
    if "from" in clause:
        events = events.filter(pl.col("time") >= clause["from"])
    if "until" in clause:
        events = events.filter(pl.col("time") <= clause["until"])
    if "hours" in clause:
        begin, end = clause["hours"]
        clock = pl.col("time") % DAY_S
        is_over_midnight = end <= begin
        events = events.filter(
            (clock >= begin) | (clock < end) if is_over_midnight else (clock >= begin) & (clock < end)
        )
    return events


def _fit_words(
    frame: pl.DataFrame,
    column: pl.Expr,
    words: Sequence[str] | None,
    sort: str,
    key: str,
    records: Records,
    bound: dict[str, pl.Expr],
) -> pl.DataFrame:
    """Rows whose column names one of some people or places; a variable in place of them is noted in `bound`."""
    if words is None:
        return frame
    if words[0].startswith("?"):
        return _bind(frame, words[0], column.cast(pl.Int64), bound)
    if NO_ONE in words:
        return frame.filter(column.is_null())
    return frame.filter(column.is_in(records.ids(sort, words, key)))


def _bind(frame: pl.DataFrame, variable: str, column: pl.Expr, bound: dict[str, pl.Expr]) -> pl.DataFrame:
    """Rows that have something for a variable; named twice in a clause, it is the same both times."""
    before = bound.setdefault(variable, column)
    return frame.filter(column.is_not_null() if before is column else column == before)


def _fit_value(
    events: pl.DataFrame, clause: Table, key: str, records: Records, bound: dict[str, pl.Expr]
) -> pl.DataFrame:
    limits = {bound: limit for bound, limit in clause.get("value", {}).items() if not isinstance(limit, str)}
    events = fit_limits(events, "value", limits)
    variable = clause.get("value", {}).get("is")
    intervention = clause.get("intervention")
    if isinstance(intervention, str) and not intervention.startswith("?"):
        number = records.number_of_intervention(intervention, f"{key}.intervention")
        return events.filter(pl.col("value") == number)
    for word in (variable, intervention):
        if isinstance(word, str):
            events = _bind(events, word, pl.col("value"), bound)
    return events


def fit_limits(frame: pl.DataFrame, column: str, limits: Table) -> pl.DataFrame:
    """Rows whose number keeps within limits; those without a number keep within none."""
    for bound, limit in limits.items():
        test = pl.col(column) == limit if bound == "is" else getattr(pl.col(column), COMPARED[bound])(limit)
        frame = frame.filter(test)
    return frame


def person_part(clause: Table, key: str, records: Records) -> Part:
    """People who fit a clause; the event is the one that decided how they are at the end."""
    people = records.people
    for column in ("fate", "state"):
        if column in clause:
            if column == "state":
                records.require_words("state", clause["state"], records.state_names, f"{key}.state")
            people = _column(people, column, "people").filter(pl.col(column).is_in(clause[column]))
    if "alive" in clause:
        people = _column(people, "alive", "people").filter(pl.col("alive") == clause["alive"])
    is_of_end = {"fate", "state", "alive"} & clause.keys() and "decided" in people.columns
    decided = pl.col("decided") if is_of_end else NO_EVENT
    return _about_part(clause, "person", people, key, records, decided)


def place_part(clause: Table, key: str, records: Records) -> Part:
    """Places that fit a clause."""
    records.require_words("kind of place", clause.get("kind", ()), records.place_kinds, f"{key}.kind")
    return _about_part(clause, "place", records.places, key, records, NO_EVENT)


def _about_part(clause: Table, head: str, frame: pl.DataFrame, key: str, records: Records, event: pl.Expr) -> Part:
    bound: dict[str, pl.Expr] = {}
    for column in (head, "name"):
        frame = _fit_words(frame, pl.col("id"), clause.get(column), head, f"{key}.{column}", records, bound)
    for column, asked in clause.items():
        if column in JUDGED_APART:
            continue
        frame = _column(frame, column, "people" if head == "person" else "places")
        is_number = frame.schema[column].is_numeric()
        if isinstance(asked, bool):
            frame = frame.filter(pl.col(column) == asked)
        elif isinstance(asked, Mapping):
            frame = fit_limits(frame, column, asked)
        elif column in OF_PLACES and (is_number or asked[0].startswith("?")):
            frame = _fit_words(frame, pl.col(column), asked, "place", f"{key}.{column}", records, bound)
        else:
            frame = frame.filter(pl.col(column).cast(pl.String).is_in(asked))
    return _part(key, frame, bound, event)


def _part(key: str, frame: pl.DataFrame, bound: Mapping[str, pl.Expr], event: pl.Expr = NO_EVENT) -> Part:
    """Rows that fit a clause that is no event, with their variables and, if any, the event that made them so."""
    columns = {key: event, **bound}
    return Part(key, frame.with_columns(**columns).select(list(columns)), key)


def _column(frame: pl.DataFrame, column: str, what: str) -> pl.DataFrame:
    if column not in frame.columns:
        raise Undecided(f"this run's {what} have no {column}")
    return frame


def bond_part(clause: Table, key: str, records: Records) -> Part:
    """Bonds that fit a clause."""
    bound: dict[str, pl.Expr] = {}
    bonds = records.bonds.filter(pl.col("bond").is_in(clause["bond"]))
    for column in ("who", "other"):
        bonds = _fit_words(bonds, pl.col(column), clause.get(column), "person", f"{key}.{column}", records, bound)
    bonds = fit_limits(bonds, "strength", clause.get("strength", {}))
    return _part(key, bonds, bound)


def sight_part(clause: Table, key: str, records: Records) -> Part:
    """Pairs of places, of which the second can be seen from the first."""
    bound: dict[str, pl.Expr] = {}
    sights = records.sights
    for column, word in zip(("from", "to"), clause["sees"], strict=True):
        sights = _fit_words(sights, pl.col(column), (word,), "place", f"{key}.sees", records, bound)
    return _part(key, sights, bound)


def number_in(scenario: Table, path: str) -> Any:
    """What a scenario says under a dotted key; rows of tables go by name.

    Raises Undecided where it says nothing.
    """
    found: Any = scenario
    for key in path.split("."):
        if isinstance(found, list):
            found = next(
                (row for row in found if isinstance(row, Mapping) and key in (row.get("name"), row.get("id"))), None
            )
        else:
            found = found.get(key) if isinstance(found, Mapping) else None
        if found is None:
            raise Undecided(f"the scenario has no {path}")
    return found


def require_number(value: Any, file: str, key: str) -> float:
    """A number of the scenario that limits apply to.

    Raises BadInput where it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        raise BadInput(file, key, f"a key that says {value!r}", "the key of a number, for least and most")
    return float(value)
