"""Whether the clauses of a pattern fit each other: every event, variable and count that they name is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hyosan.scenario.complaints import Complaint
from hyosan.scenario.identity import Path
from hyosan.scenario.patterns import (
    BondClause,
    Clause,
    DifferClause,
    EventClause,
    PersonClause,
    PlaceClause,
    SightClause,
    UnlessClause,
    is_variable,
)
from hyosan.scenario.wording import listed, nearest, shown

RELATIONS = ("after", "before", "caused_by", "descends_from")  #: keys of an event that name another event
OF_VALUE = ("to", "value", "intervention")  #: keys that all read the value of an event
#: What the variables of a key stand for, by the clause that has it.
SORTS: Mapping[type, Mapping[str, str]] = {
    EventClause: {"who": "person", "other": "person", "place": "place", "to": "place"},
    BondClause: {"who": "person", "other": "person"},
    PersonClause: {
        "person": "person",
        "name": "person",
        "at": "place",
        "home": "place",
        "household": "place",
        "group": "place",
    },
    PlaceClause: {"place": "place", "name": "place", "district": "place"},
    SightClause: {"sees": "place"},
}


@dataclass
class Known:
    """What clauses name: events, and variables with what they stand for; of an `unless`, those around it too."""

    events: set[str] = field(default_factory=set)
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Everything that can be counted or told apart."""
        return [*self.variables, *sorted(self.events)]


def words_of(clause: Clause) -> Iterator[tuple[str, str, str]]:
    """Key, word and sort of everything in a clause that names a person or a place or stands for one."""
    for key, sort in SORTS.get(type(clause), {}).items():
        for word in getattr(clause, key) or ():
            yield key, word, sort


def variables_of(clause: Clause) -> Iterator[tuple[str, str, str]]:
    """Key, name and sort of the variables that a clause binds."""
    for key, word, sort in words_of(clause):
        if is_variable(word):
            yield key, word, sort
    if isinstance(clause, EventClause):
        asked: dict[str, Any] = {"value": (clause.value or {}).get("is"), "intervention": clause.intervention}
        yield from ((key, word, "number") for key, word in asked.items() if is_variable(word))


def pattern_faults(path: Path, clauses: Sequence[Clause], around: Known | None = None) -> Iterator[Complaint]:
    """Everything in the clauses of one pattern that does not fit.

    path   : of the array of clauses
    around : what the pattern around an `unless` names
    """
    if clauses and all(isinstance(clause, UnlessClause | DifferClause) for clause in clauses):
        yield Complaint(path, "nothing but what must be absent or differ", "a clause of what is there; or not")
    known = Known(set(around.events), dict(around.variables)) if around else Known()
    for here, clause in _at(path, clauses):
        yield from _naming_faults(here, clause, known)
    for here, clause in _at(path, clauses):
        match clause:
            case EventClause():
                yield from _event_faults(here, clause, known)
            case DifferClause():
                for word in clause.differ:
                    if word not in known.names:
                        yield _unknown((*here, "differ"), word, known.names)
            case UnlessClause():
                yield from pattern_faults((*here, "unless"), clause.unless, known)


def names_in(clauses: Sequence[Clause]) -> list[str]:
    """Variables and events of a pattern that can be counted."""
    known = Known()
    for here, clause in _at((), clauses):
        list(_naming_faults(here, clause, known))
    return known.names


def _at(path: Path, clauses: Sequence[Clause]) -> Iterator[tuple[Path, Clause]]:
    return (((*path, f"#{index + 1}"), clause) for index, clause in enumerate(clauses))


def _naming_faults(path: Path, clause: Clause, known: Known) -> Iterator[Complaint]:
    """Take in what a clause names, and complain of a name given twice or a variable of two sorts."""
    if isinstance(clause, EventClause) and clause.as_ is not None:
        if is_variable(clause.as_) or "." in clause.as_:
            yield Complaint((*path, "as"), shown(clause.as_), "a name without a dot and the sign of a variable")
        if clause.as_ in known.events:
            yield Complaint((*path, "as"), f"{shown(clause.as_)} twice", "another name for each event")
        known.events.add(clause.as_)
    for key, word, sort in variables_of(clause):
        before = known.variables.setdefault(word, sort)
        if before != sort:
            yield Complaint((*path, key), f"{shown(word)}, a {before} elsewhere", f"a variable for a {sort}")


def _event_faults(path: Path, clause: EventClause, known: Known) -> Iterator[Complaint]:
    for key in RELATIONS:
        word = getattr(clause, key)
        if word is not None and (word not in known.events or word == clause.as_):
            yield _unknown((*path, key), word, sorted(known.events - {str(clause.as_)}), "event")
    for key, limit in (clause.value or {}).items():
        if key != "is" and isinstance(limit, str) and limit not in known.events:
            yield _unknown((*path, "value", key), limit, sorted(known.events), "event")
    if clause.within is not None and clause.after is None and clause.before is None:
        yield Complaint((*path, "within"), "no event that it counts from", "after or before as well")
    given = [key for key in OF_VALUE if getattr(clause, key) is not None]
    if len(given) > 1:
        yield Complaint((*path, given[1]), f"{given[0]} and {given[1]}", "one of them: both read the value")


def _unknown(path: Path, word: str, known: Sequence[str], what: str = "variable or event") -> Complaint:
    accepted = f"one of {listed(known)}" if known else f"a name that an {what.split()[-1]} clause gives with as"
    return Complaint(path, f"no {what} {shown(word)} in this pattern", accepted, nearest(word, known))
