"""Whether a predicate is true of a run, with the events that show it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from hyosan.analysis.claims.clauses import Table, event_name, fit_limits, number_in, require_number
from hyosan.analysis.claims.joins import matches, misfit
from hyosan.analysis.claims.records import Records, Undecided

MOST_EXAMPLES = 3
MOST_EVIDENCE = 8
FACTS = frozenset({"at", "time", "value", "cause", "first", "size"})  #: about an event, behind its name and a dot
LOOKED_THROUGH = 1_000  #: earliest matches among which examples of a count are taken


@dataclass(frozen=True)
class Truth:
    """What a run says of a predicate.

    value    : whether it holds; None where that cannot be told
    evidence : ids of events that show it, ascending
    number   : the count or share that decided, or None
    reason   : why it does not hold or cannot be told, as far as that is more than what was asked; or ""
    is_text  : whether the text of the scenario alone decided
    is_share : whether the number is a share
    """

    value: bool | None
    evidence: tuple[int, ...] = ()
    number: float | None = None
    reason: str = ""
    is_text: bool = False
    is_share: bool = False


def truth_of(predicate: Table, key: str, records: Records) -> Truth:
    """Hold a run against a predicate.

    key : where the predicate was written, for messages
    Raises BadInput for a name that the run does not know, or a pattern that would grow too large.
    """
    try:
        for form, judge in FORMS.items():
            if form in predicate:
                return judge(predicate, key, records)
    except Undecided as missing:
        return Truth(None, reason=str(missing))
    return Truth(None, reason="it asks for a number")


def _pattern(predicate: Table, key: str, records: Records) -> Truth:
    found, number = _counted(predicate, key, records)
    name, is_share = str(predicate.get("count", "")), "of" in predicate
    reason = "" if found.height else misfit(predicate["where"], f"{key}.where", records)
    if number is None:
        return Truth(None, reason="there is nobody of whom it could be a share")
    if "than" in predicate:
        _, other = _counted(predicate["than"], f"{key}.than", records)
        if other is None:
            return Truth(None, reason="there is nothing to compare it with")
        return Truth(number > predicate["times"] * other, examples(found, name), number, reason, is_share=is_share)
    least, most = predicate.get("least"), predicate.get("most")
    if least is None and most is None:
        return Truth(number > 0, examples(found, name), number if name else None, reason, is_share=is_share)
    is_within = (least is None or number >= least) and (most is None or number <= most)
    return Truth(is_within, examples(found, name), number, reason, is_share=is_share)


def _counted(predicate: Table, key: str, records: Records) -> tuple[pl.DataFrame, float | None]:
    """Matches of a pattern and their count, or share; None for a share of nobody."""
    found = matches(predicate["where"], f"{key}.where", records)
    name: str = predicate.get("count", event_name(predicate["where"][0], f"{key}.where.#1"))
    if "of" in predicate:
        whole = matches(predicate["of"], f"{key}.of", records)[name].unique()
        found = found.filter(pl.col(name).is_in(whole.implode()))
        return found, found[name].n_unique() / len(whole) if len(whole) else None
    # People who are as they were from the beginning have no event that could be counted.
    is_counted = name in found.columns and not found[name].has_nulls()
    return found, float(found[name].n_unique() if is_counted else found.height)


def examples(found: pl.DataFrame, name: str = "") -> tuple[int, ...]:
    """Events of the earliest matches of a pattern: of one, or of some with different values of what is counted.

    found : matches
    name  : what is counted, or ""
    """
    events = [column for column in found.columns if not column.startswith("?") and not _is_fact(column)]
    if not found.height or not events:
        return ()
    latest = pl.max_horizontal(events).fill_null(-1)
    early = found.with_columns(latest.alias("latest")).bottom_k(LOOKED_THROUGH, by="latest").sort("latest")
    if name in found.columns:
        early = early.unique(name, keep="first", maintain_order=True).head(MOST_EXAMPLES)
    else:
        early = early.head(1)
    ids = {event for row in early.select(events).iter_rows() for event in row if event is not None}
    return tuple(sorted(ids))[:MOST_EVIDENCE]


def _is_fact(column: str) -> bool:
    """Whether a column tells about an event, in place of being its id."""
    name, _, fact = column.rpartition(".")
    return bool(name) and fact in FACTS


def _all(predicate: Table, key: str, records: Records) -> Truth:
    truths = list(_inner(predicate, "all", key, records))
    wrong = next((truth for truth in truths if truth.value is False), None)
    if wrong is not None:
        return replace(wrong, is_text=all(truth.is_text for truth in truths))
    return next((truth for truth in truths if truth.value is None), _together(truths))


def _any(predicate: Table, key: str, records: Records) -> Truth:
    truths = list(_inner(predicate, "any", key, records))
    for value in (True, None):
        right = next((truth for truth in truths if truth.value is value), None)
        if right is not None:
            return right
    return _together(truths)


def _inner(predicate: Table, form: str, key: str, records: Records) -> Iterator[Truth]:
    for index, part in enumerate(predicate[form]):
        yield truth_of(part, f"{key}.{form}.#{index + 1}", records)


def _together(truths: Sequence[Truth]) -> Truth:
    """Truths of one value as one, with the evidence of all; the number is the first that the run gives."""
    evidence = sorted({event for truth in truths for event in truth.evidence[:MOST_EXAMPLES]})
    of_run = [truth for truth in truths if not truth.is_text] or truths
    counted = next((truth for truth in of_run if truth.number is not None), of_run[0])
    is_text = all(truth.is_text for truth in truths)
    return replace(counted, evidence=tuple(evidence)[:MOST_EVIDENCE], is_text=is_text)


def _not(predicate: Table, key: str, records: Records) -> Truth:
    truth = truth_of(predicate["not"], f"{key}.not", records)
    return truth if truth.value is None else replace(truth, value=not truth.value, reason="")


def _scenario(predicate: Table, key: str, records: Records) -> Truth:
    said = number_in(records.scenario, predicate["scenario"])
    if "is" in predicate:
        return Truth(said == predicate["is"], is_text=True)
    number = require_number(said, records.file, f"{key}.scenario")
    limits = {bound: predicate[bound] for bound in ("least", "most") if bound in predicate}
    fits = fit_limits(pl.DataFrame({"number": [number]}), "number", limits).height == 1
    return Truth(fits, number=number, is_text=True)


FORMS: Mapping[str, Callable[[Table, str, Records], Truth]] = {
    "where": _pattern,
    "all": _all,
    "any": _any,
    "not": _not,
    "scenario": _scenario,
}


def kinds_in(value: Any) -> Iterator[str]:
    """Kinds of event that claims name anywhere."""
    if isinstance(value, Mapping):
        yield from value.get("event", ())
        for each in value.values():
            yield from kinds_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from kinds_in(each)
