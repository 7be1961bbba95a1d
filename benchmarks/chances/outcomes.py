"""What is kept of each seed: who met which fate, what came of each canon row, and what the run says of each claim.

The run itself is thrown away.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

import hyosan
from hyosan.analysis.canon import canon_of
from hyosan.analysis.claims import Check, Verdict
from hyosan.analysis.claims.verdicts import Part
from hyosan.analysis.facts import Facts, facts_of
from hyosan.analysis.fates import FATE_OF, Fate, fates_of
from hyosan.analysis.run_facts import RunFacts
from hyosan.chronicle import open_run
from hyosan.errors import BadInput
from hyosan.world.codes import Kind

ABOUT_FILE = "about.json"
FATEFUL = (Kind.BEGINNING, *FATE_OF, Kind.LEFT_GROUNDS)
OF_CANON = (Kind.CANON_ROW, Kind.PINNED, Kind.CHANCED, Kind.ROW_FAILED)
KEPT = [kind.name.lower() for kind in (*FATEFUL, *OF_CANON)]


@dataclass(frozen=True)
class Asked:
    """What is run.

    scenario : name or path
    hash     : of all that it says
    changes  : of its keys, as for --set
    canon    : whether pins and chances apply
    version, sources : of the program, and a hash of its files
    """

    scenario: str
    hash: str
    changes: tuple[str, ...]
    canon: bool
    version: str
    sources: str


@dataclass(frozen=True)
class RowOutcome:
    """What came of a pin or chance.

    times : how often it decided a choice or a draw;  log10 : decimal logarithm of the probability of all of them
    why   : word of the `RowFailure`, or None
    """

    name: str
    kind: str
    person: str
    times: int
    log10: float
    why: str | None


@dataclass(frozen=True)
class Outcome:
    """What one seed came to.

    people   : count
    fates    : people by word of `Fate`
    cast     : fate of each of the named, by name
    canon    : what came of each row of a canon run
    check    : what the run says of the claims of the scenario; without the events as moments
    run_s, telling_s : processor time of the run, and of judging it
    """

    seed: int
    digest: str
    people: int
    fates: dict[str, int]
    cast: dict[str, str]
    canon: tuple[RowOutcome, ...]
    check: Check
    run_s: float
    telling_s: float

    @property
    def survivors(self) -> int:
        """People who were never infected and are alive."""
        return self.fates["well"] + self.fates["left"]


def asked_for(scenario: str, changes: Sequence[str], canon: bool) -> Asked:
    """What is to be run, with what it takes to know whether earlier results are of the same.

    Raises BadInput for a scenario that cannot be used, or one of people who are counted and have no names.
    """
    checked = hyosan.load(scenario, changes)
    if checked.population is not None and checked.city is None:
        raise BadInput(scenario, "population", "people who are counted", "a scenario of named people")
    return Asked(scenario, checked.hash, tuple(changes), canon, hyosan.__version__, _sources())


def _sources() -> str:
    """Hash of the program: results of different ones are not of the same worlds."""
    digest = hashlib.blake2b(digest_size=8)
    package = Path(hyosan.__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def outcome(asked: Asked, seed: int) -> Outcome:
    """Run one seed in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        run = hyosan.run(asked.scenario, seed=seed, set=asked.changes, canon=asked.canon, out=Path(folder) / "run")
        ended = time.process_time()
        # Only what decides fates is read: a city has millions of events besides.
        facts = facts_of(open_run(run.folder), pl.col("kind").is_in(KEPT))
        fates = fates_of(facts.events, facts.n_people)
        check = replace(run.check(), moments={})
        return Outcome(
            seed=seed,
            digest=run.digest or "",
            people=facts.n_people,
            fates=fates.counts(),
            cast={facts.names[who]: Fate(int(fates.fate[who])).name.lower() for who in facts.cast},
            canon=_rows(facts),
            check=check,
            run_s=ended - begun,
            telling_s=time.process_time() - ended,
        )


def _rows(facts: Facts) -> tuple[RowOutcome, ...]:
    canon = canon_of(facts)
    rows = canon.rows if canon else ()
    return tuple(RowOutcome(row.name, row.kind, row.person, row.times, row.log10, row.why) for row in rows)


class Results:
    """A folder with one file for each seed that is done, so that many seeds can be run in several goes.

    Raises BadInput if it holds results of something else.
    """

    def __init__(self, folder: Path, asked: Asked) -> None:
        self._folder = folder
        about = folder / ABOUT_FILE
        if about.exists() and json.loads(about.read_text(encoding="utf-8")) != _plain(asked):
            raise BadInput(str(about), "scenario", "results of other runs, or of another program", "another folder")
        folder.mkdir(parents=True, exist_ok=True)
        _write(about, _plain(asked))

    def keep(self, outcome: Outcome) -> None:
        """Keep what a seed came to."""
        _write(self._file(outcome.seed), _plain(outcome))

    def has(self, seed: int) -> bool:
        """Whether a seed is done."""
        return self._file(seed).exists()

    def of(self, seed: int) -> Outcome:
        """What a seed came to."""
        kept = json.loads(self._file(seed).read_text(encoding="utf-8"))
        check = kept["check"]
        verdicts = tuple(_verdict(each) for each in check["verdicts"])
        canon = tuple(RowOutcome(**row) for row in kept["canon"])
        return Outcome(**{**kept, "canon": canon, "check": Check(RunFacts(**check["run"]), verdicts, {})})

    def _file(self, seed: int) -> Path:
        return self._folder / f"seed-{seed}.json"


def _verdict(kept: dict[str, Any]) -> Verdict:
    """A verdict as it was before it was written."""
    parts = tuple(Part(**_tupled(part)) for part in kept["readings"])
    return Verdict(**{**_tupled(kept), "readings": parts})


def _tupled(kept: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(asdict(value)))


def _write(path: Path, value: Any) -> None:
    """A file that is either whole or not there."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    temporary.replace(path)
