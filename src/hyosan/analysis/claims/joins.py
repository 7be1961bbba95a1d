"""Patterns: parts joined on what they share, the rarest first; none is joined before its size is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.claims.clauses import (
    COMPARED,
    Part,
    Relation,
    Table,
    bond_part,
    event_name,
    event_part,
    facts_needed,
    person_part,
    place_part,
    relations_of,
    sight_part,
)
from hyosan.analysis.claims.records import Records
from hyosan.errors import BadInput

MOST_ROWS = 20_000_000  #: more than that is refused before it is joined
ABOUT = {"bond": bond_part, "person": person_part, "place": place_part, "sees": sight_part}
SAID = ("who", "other", "place", "to", "name", "fate", "state", "alive", "kind", "role", "district")  #: of a misfit

Ints = npt.NDArray[np.int64]


def matches(clauses: Sequence[Table], key: str, records: Records) -> pl.DataFrame:
    """Everything that fits a pattern: one row each, a column for every variable and every event.

    key : where the pattern was written, for messages
    Raises BadInput for an unknown name, or a pattern with more than `MOST_ROWS` rows on the way; Undecided where
    the run does not record what is asked for.
    """
    return _Solver(records, _relations(clauses, key)).matches(None, clauses, key)


def misfit(clauses: Sequence[Table], key: str, records: Records) -> str:
    """Why a pattern has no match: the first clause that nothing fits, if there is one.

    key : where the pattern was written
    """
    solver = _Solver(records, _relations(clauses, key))
    for index, clause in enumerate(clauses):
        if not {"unless", "differ"} & clause.keys() and not solver.part(clause, f"{key}.#{index + 1}").frame.height:
            return f"nothing fits: {_shown(clause)}"
    return "there is something for each clause, but nothing for all together"


def _shown(clause: Table) -> str:
    """A clause in a line, without its variables and what ties it to others."""
    head = next(word for word in ("event", *ABOUT) if word in clause)
    said = [f"{key} {_listed(clause[key])}" for key in SAID if key in clause and key != head]
    about = _listed(clause[head])
    named = [about] if head == "event" or not about.startswith("?") else [head]
    return ", ".join(each for each in (*named, *said) if "?" not in each)


def _listed(value: object) -> str:
    words = value if isinstance(value, list) else [value]
    return " or ".join(str(word).lower() if isinstance(word, bool) else str(word) for word in words)


def _relations(clauses: Sequence[Table], key: str) -> list[Relation]:
    """Relations of a pattern and of what must be absent from it."""
    found: list[Relation] = []
    for index, clause in enumerate(clauses):
        here = f"{key}.#{index + 1}"
        if "event" in clause:
            found += relations_of(clause, here)
        elif "unless" in clause:
            found += _relations(clause["unless"], f"{here}.unless")
    return found


@dataclass(frozen=True)
class _Absent:
    """What must be absent.

    clauses : of the `unless`
    key     : where they were written
    links   : variables and events around it that they name
    """

    clauses: Sequence[Table]
    key: str
    links: frozenset[str]


class _Solver:
    """The joins of one pattern and of what must be absent from it.

    relations : between all their events
    """

    def __init__(self, records: Records, relations: Sequence[Relation]) -> None:
        self._records = records
        self._relations = relations
        self._facts = facts_needed(relations)

    def matches(self, around: pl.DataFrame | None, clauses: Sequence[Table], key: str) -> pl.DataFrame:
        """Matches of a pattern, each joined to the rows of the pattern around it that it fits.

        around : rows of the pattern around an `unless`; None for the outermost
        """
        parts, absent, apart = [], [], []
        for index, clause in enumerate(clauses):
            here = f"{key}.#{index + 1}"
            if "unless" in clause:
                absent.append((f"{here}.unless", clause["unless"]))
            elif "differ" in clause:
                apart.append(clause["differ"])
            else:
                parts.append(self.part(clause, here))
        outside = () if around is None else around.columns
        names = {column for frame in (part.frame for part in parts) for column in frame.columns} | set(outside)
        barred = [
            _Absent(inner, here, frozenset(_named(inner, self._relations, here) & names)) for here, inner in absent
        ]
        return self._joined(around, parts, barred, apart)

    def part(self, clause: Table, key: str) -> Part:
        """What fits a clause alone."""
        if "event" in clause:
            return event_part(clause, key, self._records, self._facts.get(event_name(clause, key), set()))
        head = next(word for word in ABOUT if word in clause)
        return ABOUT[head](clause, key, self._records)

    def _joined(
        self, start: pl.DataFrame | None, parts: Sequence[Part], absent: list[_Absent], apart: list[Sequence[str]]
    ) -> pl.DataFrame:
        """Parts joined one by one to what is found so far: the smallest of those that share something with it first."""
        left = sorted(parts, key=lambda part: part.frame.height)
        if start is None:
            start, left = (left[0].frame, left[1:]) if left else (pl.DataFrame(), [])
        found = self._narrowed(start, absent, apart)
        while left:
            part = next((p for p in left if _keys(found, p, self._relations)), None)
            part = part or next((p for p in left if _ranges(found, p, self._relations)), left[0])
            left.remove(part)
            found = self._narrowed(_join(found, part, self._relations, self._records.file), absent, apart)
        return found

    def _narrowed(self, found: pl.DataFrame, absent: list[_Absent], apart: list[Sequence[str]]) -> pl.DataFrame:
        """Rows that keep to all relations, differences and absences whose names are found, once for each of these."""
        found = _related(found, self._relations)
        known = set(found.columns)
        for names in [names for names in apart if set(names) <= known]:
            apart.remove(names)
            pairs = ((name, other) for index, name in enumerate(names) for other in names[:index])
            found = found.filter([pl.col(name) != pl.col(other) for name, other in pairs])
        for each in [each for each in absent if each.links <= known]:
            absent.remove(each)
            found = self._without(found, each)
        return found

    def _without(self, found: pl.DataFrame, absent: _Absent) -> pl.DataFrame:
        """Rows of a pattern for which nothing fits the clauses of what must be absent."""
        links = sorted(absent.links)
        if not links:
            return found.head(0) if self.matches(None, absent.clauses, absent.key).height else found
        order = self._only_order(absent)
        if order is not None:
            return _unless_ordered(found, order, self.matches(None, absent.clauses, absent.key))
        facts = [f"{name}.{fact}" for name in links for fact in self._facts.get(name, ())]
        around = found.select(*links, *facts).unique()
        present = self.matches(around, absent.clauses, absent.key).select(links).unique()
        return found.join(present, on=links, how="anti")

    def _only_order(self, absent: _Absent) -> Relation | None:
        """What ties an absence to the pattern around it, if that is nothing but that one event is after another: then
        the earliest or the latest of what fits it tells for all, however many they are.
        """
        keys = (f"{absent.key}.#{index + 1}" for index in range(len(absent.clauses)))
        inner = {event_name(clause, key) for clause, key in zip(absent.clauses, keys, strict=True)}
        ties = [r for r in self._relations if (r.event in inner) != (r.other in inner)]
        is_order = len(ties) == 1 and ties[0].kind == "after" and ties[0].within is None
        return ties[0] if is_order and absent.links <= {ties[0].event, ties[0].other} else None


def _unless_ordered(found: pl.DataFrame, order: Relation, present: pl.DataFrame) -> pl.DataFrame:
    """Rows for which nothing of what is present is before (or after) their event."""
    if not present.height:
        return found
    later, earlier = f"{order.event}.at", f"{order.other}.at"
    if later in found.columns:
        return found.filter(pl.col(later) <= present[earlier].min())
    return found.filter(pl.col(earlier) >= present[later].max())


def _named(clauses: Sequence[Table], relations: Sequence[Relation], key: str) -> set[str]:
    """Variables and events that the clauses of an `unless` name, with what their relations refer to."""
    names: set[str] = set()
    for index, clause in enumerate(clauses):
        here = f"{key}.#{index + 1}"
        if "unless" in clause:
            names |= _named(clause["unless"], relations, f"{here}.unless")
        own = event_name(clause, here)
        names |= {name for r in relations if own in (r.event, r.other) for name in (r.event, r.other)}
        names |= {word for value in clause.values() for word in _words(value)}
    return names


def _words(value: object) -> Sequence[str]:
    """Texts in the value of a key of a clause."""
    if isinstance(value, Mapping):
        return [each for each in value.values() if isinstance(each, str)]
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _keys(found: pl.DataFrame, part: Part, relations: Sequence[Relation]) -> list[tuple[str, str]]:
    """Columns of what is found and of a part that must be equal."""
    keys = [(column, column) for column in part.frame.columns if column.startswith("?") and column in found.columns]
    for relation in relations:
        if relation.kind == "caused_by":
            cause = f"{relation.event}.cause"
            if cause in found.columns and relation.other == part.event:
                keys.append((cause, relation.other))
            elif cause in part.frame.columns and relation.other in found.columns:
                keys.append((relation.other, cause))
    return keys


def _ranges(found: pl.DataFrame, part: Part, relations: Sequence[Relation]) -> list[Relation]:
    """Relations that leave a part, in the order of time or of causes, one stretch for each row of what is found."""
    below = [r for r in relations if r.kind == "descends_from" and r.event == part.event and r.other in found.columns]
    if below:
        return below[:1]
    return [
        relation
        for relation in relations
        if relation.kind == "after"
        and part.event in (relation.event, relation.other)
        and (relation.other if relation.event == part.event else relation.event) in found.columns
    ]


def _join(found: pl.DataFrame, part: Part, relations: Sequence[Relation], file: str) -> pl.DataFrame:
    keys = _keys(found, part, relations)
    if not keys:
        return _join_stretches(found, part, _ranges(found, part, relations), file)
    left, right = [key for key, _ in keys], [key for _, key in keys]
    other = part.frame.with_columns(pl.col(column).alias(f"#{at}") for at, column in enumerate(right))
    on = [f"#{at}" for at in range(len(right))]
    sizes = found.group_by(left).len("n").join(other.group_by(on).len("m"), left_on=left, right_on=on)
    _refuse_many(int(sizes.select((pl.col("n").cast(pl.Int64) * pl.col("m")).sum()).item()), part, file)
    added = other.drop([column for column in right if column.startswith("?")])
    return found.join(added, left_on=left, right_on=on)


def _join_stretches(found: pl.DataFrame, part: Part, ranges: Sequence[Relation], file: str) -> pl.DataFrame:
    """Each row of what is found beside every row of its stretch of the part; of the whole part without relations."""
    name, frame = part.event, part.frame
    if ranges and ranges[0].kind == "descends_from":
        frame = frame.sort(f"{name}.first")
        place = frame[f"{name}.first"].to_numpy()
        first, size = (found[f"{ranges[0].other}.{fact}"].to_numpy() for fact in ("first", "size"))
        begin, end = np.searchsorted(place, first, "right"), np.searchsorted(place, first + size, "left")
    else:
        begin = np.zeros(found.height, np.int64)
        end = np.full(found.height, frame.height, np.int64)
        for relation in ranges:
            earliest, latest = _stretch(found, frame, relation, str(name))
            begin, end = np.maximum(begin, earliest), np.minimum(end, latest)
    length = np.maximum(end - begin, 0)
    _refuse_many(int(length.sum()), part, file)
    rows = np.repeat(np.arange(found.height), length)
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    joined: pl.DataFrame = pl.concat([found[rows], frame[np.repeat(begin, length) + offset]], how="horizontal")
    return joined


def _stretch(found: pl.DataFrame, frame: pl.DataFrame, relation: Relation, name: str) -> tuple[Ints, Ints]:
    """First row of a part, in the order of time, that is after (or before) the event of each row found, and the end."""
    is_later = relation.event == name
    known = relation.other if is_later else relation.event
    at, time = frame[f"{name}.at"].to_numpy(), None
    if relation.within is not None:
        time = frame[f"{name}.time"].to_numpy()
    here = found[f"{known}.at"].to_numpy()
    begin, end = np.zeros(found.height, np.int64), np.full(found.height, frame.height, np.int64)
    if is_later:
        begin = np.searchsorted(at, here, "right")
    else:
        end = np.searchsorted(at, here, "left")
    if time is not None and relation.within is not None:
        moment: Any = found[f"{known}.time"].to_numpy()
        if is_later:
            end = np.searchsorted(time, moment + relation.within, "right")
        else:
            begin = np.searchsorted(time, moment - relation.within, "left")
    return begin, end


def _related(found: pl.DataFrame, relations: Sequence[Relation]) -> pl.DataFrame:
    """Rows whose events have to each other what the relations say, as far as both are found."""
    known = set(found.columns)
    tests = [_test(relation) for relation in relations if {relation.event, relation.other} <= known]
    return found.filter(tests) if tests else found


def _test(relation: Relation) -> pl.Expr:
    event, other = relation.event, relation.other
    match relation.kind:
        case "after":
            later = pl.col(f"{event}.at") > pl.col(f"{other}.at")
            if relation.within is None:
                return later
            return later & (pl.col(f"{event}.time") - pl.col(f"{other}.time") <= relation.within)
        case "caused_by":
            return pl.col(f"{event}.cause") == pl.col(other)
        case "descends_from":
            first, begin = pl.col(f"{event}.first"), pl.col(f"{other}.first")
            return (first > begin) & (first < begin + pl.col(f"{other}.size"))
    test: pl.Expr = getattr(pl.col(f"{event}.value"), COMPARED[relation.kind])(pl.col(f"{other}.value"))
    return test


def _refuse_many(n: int, part: Part, file: str) -> None:
    if n > MOST_ROWS:
        accepted = (
            f"at most {MOST_ROWS:,}: tie the clause to the others by a ?variable, caused_by, descends_from or within"
        )
        raise BadInput(file, part.key, f"{n:,} combinations with the clauses before it", accepted)
