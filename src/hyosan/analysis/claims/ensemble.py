"""What many runs of a scenario say of its claims: how often each holds, with an interval."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyosan.analysis.claims.verdicts import FAILS, HOLDS, SET, UNDECIDED, Check, Verdict, Word
from hyosan.analysis.epidemic.estimate import Estimate, share
from hyosan.analysis.run_facts import scenario_of
from hyosan.chronicle import RunRecord, open_run
from hyosan.chronicle.manifest import MANIFEST_FILE
from hyosan.errors import BadInput

CANON_SHARE = 0.9  #: of the canon runs, in which a claim of the canon must hold
OBSERVED_SHARE = 0.5  #: of the runs, in which what was observed must show


@dataclass(frozen=True)
class Share:
    """How often a reading or an answer was borne out.

    name     : of the reading or answer
    accounts : that say so
    n        : runs
    chance   : share of the runs that could tell, with a 95 % interval
    """

    name: str
    accounts: tuple[str, ...]
    n: int
    chance: Estimate


@dataclass(frozen=True)
class Tally:
    """What the runs of a scenario say of a claim.

    about    : the verdict of the first run, for what the claim is
    verdict  : holds, fails, undecided or set by the scenario
    reading  : what most runs bear out, or None
    n_held, n_told : runs in which it holds, and runs that could tell
    chance   : of holding, with a 95 % interval; None where no run could tell
    readings : how often each was borne out
    numbers  : the counts or shares that the runs came to, ascending
    example  : run and event ids that prove it, or None
    """

    about: Verdict
    verdict: Word
    reading: str | None
    n_held: int
    n_told: int
    chance: Estimate | None
    readings: tuple[Share, ...]
    numbers: tuple[float, ...]
    example: tuple[str, tuple[int, ...]] | None


@dataclass(frozen=True)
class EnsembleCheck:
    """Runs of one scenario held against its claims.

    scenario : its name
    canon    : whether the canon decisions were pinned
    runs     : names of the folders
    tallies  : in the order of the claims
    """

    scenario: str
    canon: bool
    runs: tuple[str, ...]
    tallies: tuple[Tally, ...]

    @property
    def has_failed(self) -> bool:
        """Whether a claim fails."""
        return any(tally.verdict == FAILS for tally in self.tallies)

    def to_json(self) -> list[dict[str, Any]]:
        """One table for each claim."""
        return [self._as_json(tally) for tally in self.tallies]

    def _as_json(self, tally: Tally) -> dict[str, Any]:
        chance, example = tally.chance, tally.example
        return {
            "scenario": self.scenario,
            "canon": self.canon,
            "runs": len(self.runs),
            "id": tally.about.id,
            "kind": tally.about.kind,
            "statement": tally.about.statement,
            "verdict": tally.verdict,
            "reading": tally.reading,
            **_interval(chance),
            "evidence": list(example[1]) if example else [],
            "evidence_run": example[0] if example else None,
            "numbers": list(tally.numbers),
            "readings": [
                {"name": each.name, "accounts": list(each.accounts), "runs": each.n, **_interval(each.chance)}
                for each in tally.readings
            ],
        }


def _interval(chance: Estimate | None) -> dict[str, float | None]:
    return {
        "p": chance.value if chance else None,
        "lo": chance.lo if chance else None,
        "hi": chance.hi if chance else None,
    }


def runs_in(folder: Path, *, by_claims: bool = True) -> list[list[RunRecord]]:
    """The complete runs in a folder, those of the same scenario together.

    by_claims : whether runs that were made with other claims are kept apart
    Raises BadInput if there is none.
    """
    groups: dict[tuple[str, str, bool, str], list[RunRecord]] = {}
    for manifest in sorted(folder.glob(f"*/{MANIFEST_FILE}")):
        record = open_run(manifest.parent)
        told = record.manifest
        if told.status == "complete":
            claims = str(scenario_of(record).get("claim")) if by_claims else ""
            groups.setdefault((told.scenario, told.scenario_hash, told.canon, claims), []).append(record)
    if not groups:
        accepted = "the folder of a run, or one that holds such folders"
        raise BadInput(str(folder), MANIFEST_FILE, "no complete run", accepted)
    return list(groups.values())


def tallied(checks: Sequence[tuple[str, Check]]) -> EnsembleCheck:
    """What runs of one scenario say together.

    checks : name of the folder and what that run says, of at least one run, with the same claims
    """
    first = checks[0][1]
    names = tuple(name for name, _ in checks)
    tallies = tuple(
        _tally([(name, check.verdicts[row]) for name, check in checks], first.run.canon)
        for row in range(len(first.verdicts))
    )
    return EnsembleCheck(first.run.scenario, first.run.canon, names, tallies)


def _tally(verdicts: Sequence[tuple[str, Verdict]], canon: bool) -> Tally:
    about = verdicts[0][1]
    words = Counter(verdict.verdict for _, verdict in verdicts)
    n_told = words[HOLDS] + words[FAILS]
    readings = Counter(verdict.reading for _, verdict in verdicts if verdict.reading is not None)
    return Tally(
        about=about,
        verdict=_together(about.kind, words, n_told, canon),
        reading=readings.most_common(1)[0][0] if readings else None,
        n_held=words[HOLDS],
        n_told=n_told,
        chance=share(words[HOLDS], n_told) if n_told else None,
        readings=_shares(verdicts),
        numbers=tuple(sorted(verdict.number for _, verdict in verdicts if verdict.number is not None)),
        example=_example(verdicts),
    )


def _together(kind: str, words: Counter[Word], n_told: int, canon: bool) -> Word:
    """A mechanism has to show in one run, the canon in nine of ten canon runs, what was observed in half of all."""
    if not n_told:
        return SET if words[SET] else UNDECIDED
    least = {"canon": CANON_SHARE if canon else 0.0, "disputed": CANON_SHARE if canon else 0.0}
    needed = {**least, "observed": OBSERVED_SHARE}.get(kind, 0.0)
    return HOLDS if words[HOLDS] > 0 and words[HOLDS] >= needed * n_told else FAILS


def _shares(verdicts: Sequence[tuple[str, Verdict]]) -> tuple[Share, ...]:
    """How often each reading held by itself, and how often each answer was the one that a run gave."""
    found = []
    is_open = verdicts[0][1].kind == "open"
    for row, part in enumerate(verdicts[0][1].readings):
        if is_open:
            told = [verdict.reading == part.name for _, verdict in verdicts if verdict.reading is not None]
        else:
            words = [verdict.readings[row].verdict for _, verdict in verdicts]
            told = [word in (HOLDS, SET) for word in words if word != UNDECIDED]
        found.append(Share(part.name, part.accounts, sum(told), share(sum(told), len(told))))
    return tuple(found)


def _example(verdicts: Sequence[tuple[str, Verdict]]) -> tuple[str, tuple[int, ...]] | None:
    """The first run in which a claim holds, and the events that prove it there."""
    return next(((name, each.evidence) for name, each in verdicts if each.verdict == HOLDS and each.evidence), None)
