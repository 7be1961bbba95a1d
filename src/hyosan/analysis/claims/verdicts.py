"""What a run says of each claim: a verdict, the reading or answer that it bears out, and the events that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from hyosan.analysis.claims.clauses import Table
from hyosan.analysis.claims.evidence import happenings_of
from hyosan.analysis.claims.records import Records
from hyosan.analysis.claims.truth import Truth, kinds_in, truth_of
from hyosan.analysis.facts import require_ended
from hyosan.analysis.moments import Moment
from hyosan.analysis.run_facts import RunFacts, run_facts_of
from hyosan.chronicle import RunRecord

Word = Literal["holds", "fails", "undecided", "set by the scenario"]
HOLDS: Word = "holds"
FAILS: Word = "fails"
UNDECIDED: Word = "undecided"
SET: Word = "set by the scenario"


@dataclass(frozen=True)
class Part:
    """What a run says of one reading of a claim, or of one answer to it.

    name     : of the reading or answer
    accounts : that say so
    verdict  : of it alone
    evidence : ids of events
    """

    name: str
    accounts: tuple[str, ...]
    verdict: Word
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """What a run says of a claim.

    id, kind, statement, accounts : of the claim
    verdict  : holds, fails, undecided or set by the scenario
    reading  : the reading or answer that the run bears out, or None
    number   : the count or share that it came to, or None
    is_share : whether that is a share
    evidence : ids of events that prove it, ascending
    reason   : why it fails or is undecided, as far as there is more to say; or ""
    readings : of a disputed claim or an open question, all that may be
    """

    id: str
    kind: str
    statement: str
    accounts: tuple[str, ...]
    verdict: Word
    reading: str | None = None
    number: float | None = None
    evidence: tuple[int, ...] = ()
    reason: str = ""
    readings: tuple[Part, ...] = ()
    is_share: bool = False


@dataclass(frozen=True)
class Check:
    """A run held against claims.

    run      : what the run was
    verdicts : in the order of the claims
    moments  : the events that prove them, by id
    """

    run: RunFacts
    verdicts: tuple[Verdict, ...]
    moments: dict[int, Moment]

    @property
    def has_failed(self) -> bool:
        """Whether a claim fails."""
        return any(verdict.verdict == FAILS for verdict in self.verdicts)

    def to_json(self) -> list[dict[str, Any]]:
        """One table for each claim."""
        about = {"scenario": self.run.scenario, "canon": self.run.canon, "seed": self.run.seed}
        return [{**about, **_as_json(verdict)} for verdict in self.verdicts]


def _as_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "kind": verdict.kind,
        "statement": verdict.statement,
        "verdict": verdict.verdict,
        "reading": verdict.reading,
        "number": verdict.number,
        "p": None,
        "lo": None,
        "hi": None,
        "evidence": list(verdict.evidence),
        "reason": verdict.reason or None,
        "readings": [
            {
                "name": part.name,
                "accounts": list(part.accounts),
                "verdict": part.verdict,
                "evidence": list(part.evidence),
            }
            for part in verdict.readings
        ],
    }


def check_run(record: RunRecord, claims: Sequence[Table], file: str | None = None) -> Check:
    """Hold a run against claims.

    claims : plain tables, checked, times in s
    file   : the file of the claims; None for those of the scenario of the run
    Raises BadInput for a run that has not ended or kept no chronicle, a name in a file of claims that it does not
    know, or a pattern that would grow too large; DamagedRun if a file is not what the run wrote.
    """
    require_ended(record)
    records = Records(record, file, kinds_in(list(claims)))
    verdicts = tuple(verdict_on(claim, records) for claim in claims)
    run = run_facts_of(record, records.n_people)
    return Check(run, verdicts, happenings_of(records, {event for verdict in verdicts for event in verdict.evidence}))


def verdict_on(claim: Table, records: Records) -> Verdict:
    """Judge one claim by the record of a run."""
    missing = _missing(claim.get("needs", {}), records)
    if missing:
        return _verdict(claim, UNDECIDED, Truth(None, reason=missing), parts=_unjudged(claim))
    key = f"claim.{claim['id']}"
    if claim["kind"] == "disputed":
        return _disputed(claim, key, records)
    if claim["kind"] == "open":
        return _open(claim, key, records)
    truth = truth_of(claim, key, records)
    return _verdict(claim, _word(truth), truth)


def _verdict(
    claim: Table, word: Word, truth: Truth, reading: str | None = None, parts: tuple[Part, ...] = ()
) -> Verdict:
    return Verdict(
        id=claim["id"],
        kind=claim["kind"],
        statement=claim["statement"],
        accounts=tuple(claim.get("accounts", ())),
        verdict=word,
        reading=reading,
        number=truth.number,
        evidence=truth.evidence,
        reason="" if word in (HOLDS, SET) else truth.reason,
        readings=parts,
        is_share=truth.is_share,
    )


def _word(truth: Truth) -> Word:
    if truth.value is None:
        return UNDECIDED
    if truth.is_text and truth.value:
        return SET
    return HOLDS if truth.value else FAILS


def _disputed(claim: Table, key: str, records: Records) -> Verdict:
    """The canon reading must hold; what else does is told."""
    truths = _truths(claim["reading"], f"{key}.reading", records)
    parts = tuple(_part(reading, truths[reading["name"]]) for reading in claim["reading"])
    true = [name for name, truth in truths.items() if truth.value]
    canon = claim["canon"]
    name = canon if canon in true else next(iter(true), None)
    unknown = next((truth for truth in truths.values() if truth.value is None), None)
    if name is None:
        return _verdict(claim, UNDECIDED if unknown else FAILS, unknown or truths[canon], None, parts)
    word = SET if truths[name].is_text else HOLDS if name == canon else FAILS
    return _verdict(claim, word, truths[name], name, parts)


def _open(claim: Table, key: str, records: Records) -> Verdict:
    """One run does not settle an open question; what it comes to in this run is told."""
    counted = truth_of(claim, key, records) if "where" in claim else Truth(None)
    answers = claim.get("answer", ())
    truths = _truths(answers, f"{key}.answer", records)
    parts = tuple(_part(answer, truths[answer["name"]]) for answer in answers)
    name = next((name for name, truth in truths.items() if truth.value), None)
    told = truths[name] if name is not None else Truth(None)
    evidence = told.evidence or counted.evidence
    is_told = name is not None or counted.number is not None
    reason = "" if is_told else next((truth.reason for truth in truths.values() if truth.reason), counted.reason)
    return _verdict(claim, UNDECIDED, replace(counted, evidence=evidence, reason=reason), name, parts)


def _truths(parts: Sequence[Table], key: str, records: Records) -> dict[str, Truth]:
    """What a run says of each reading or answer, by name."""
    return {part["name"]: truth_of(part, f"{key}.{part['name']}", records) for part in parts}


def _part(part: Table, truth: Truth) -> Part:
    return Part(part["name"], tuple(part.get("accounts", ())), _word(truth), truth.evidence)


def _unjudged(claim: Table) -> tuple[Part, ...]:
    parts = (*claim.get("reading", ()), *claim.get("answer", ()))
    return tuple(Part(part["name"], tuple(part.get("accounts", ())), UNDECIDED, ()) for part in parts)


def _missing(needs: Table, records: Records) -> str:
    """What a claim needs and the run does not have; "" where nothing is missing."""
    for sort, names in (("person", needs.get("people", ())), ("place", needs.get("places", ()))):
        for name in names:
            if not records.has(sort, name):
                return f"this run has no {sort} called {name}"
    for name in needs.get("place_kinds", ()):
        if name not in records.place_kinds:
            return f"this run has no place of the kind {name}"
    for name in needs.get("districts", ()):
        if not records.has_district(name):
            return f"this run has no district called {name}"
    if needs.get("until", 0) > records.record.manifest.reached:
        return "this run ends too early"
    return ""
