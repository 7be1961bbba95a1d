"""The commands as Python: a scenario in, a run out, and its record as tables and findings."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from hyosan import __version__
from hyosan.analysis import Ending, Outbreak, Story, episodes_of, outcome_of, story_of
from hyosan.analysis.claims import Check, EnsembleCheck, check_run, runs_in, tallied
from hyosan.analysis.epidemic import Findings, findings_of, infections_of, onset_of
from hyosan.chronicle import SCENARIO_FILE, Manifest, RunRecord
from hyosan.chronicle import open_run as open_record
from hyosan.chronicle.manifest import MANIFEST_FILE
from hyosan.scenario import Scenario, claims_in
from hyosan.scenario import load as load_scenario
from hyosan.tell.episodes import ToldEpisodes, told_in_parts
from hyosan.tell.exports import export_run


class Run:
    """What a run left behind. Tables are read when they are asked for; of an unfinished run, its finished parts.

    Everything read raises DamagedRun if the folder is not what the program wrote.
    """

    def __init__(self, record: RunRecord) -> None:
        self._record = record

    def __repr__(self) -> str:
        return repr(self._record)

    @property
    def folder(self) -> Path:
        """Where the run is kept."""
        return self._record.folder

    @property
    def manifest(self) -> Manifest:
        """What the run is and how far it came."""
        return self._record.manifest

    @property
    def digest(self) -> str | None:
        """64 hexadecimal digits that equal runs have in common; None until the run has ended."""
        return self.manifest.digest

    @property
    def chronicle(self) -> pl.DataFrame:
        """Every event: id, time (s since the start of day 1), kind, who, other, place, cause, value."""
        return self._record.events()

    @property
    def links(self) -> pl.DataFrame:
        """Further causes of events: event, because_of, role."""
        return self._record.links()

    @property
    def choices(self) -> pl.DataFrame:
        """Why choices fell as they did: event, act, drive, runner_up, utility, runner_up_utility."""
        return self._record.choices()

    @property
    def series(self) -> pl.DataFrame:
        """Counts of the whole world: time (s), state, count."""
        return self._record.series()

    @property
    def people(self) -> pl.DataFrame:
        """Who is who: one row per person, `id` as in the chronicle."""
        return self._record.people

    @property
    def places(self) -> pl.DataFrame:
        """What is where: one row per place, `id` as in the chronicle."""
        return self._record.places

    def ending(self) -> Ending | Outbreak:
        """How the run ended, and why; an `Outbreak` where people are counted, not named."""
        return outcome_of(self._record)

    def check(self, claims: str | Path | None = None) -> Check:
        """What the run says of the claims of its scenario, or of those in a file.

        claims : path of a TOML file with [[claim]] rows
        Raises BadInput for claims that cannot be judged, naming file and key.
        """
        return _checked(self._record, None if claims is None else Path(claims))

    def analyse(self) -> Findings:
        """What the infections of the run tell of the epidemic: offspring, intervals, growth, reproduction numbers."""
        return findings_of(infections_of(self._record, onset_of(self._record)), is_whole_tree=True)

    def export(self, format: str, out: str | Path | None = None, *, force: bool = False) -> list[Path]:
        """Write the infections for other programs.

        format : "linelist", "contacts", "newick" or "figures"
        out    : the file, or the folder of the figures; named after the run where None
        force  : whether files that are there may be replaced
        Returns what was written.
        Raises BadInput where something is there already.
        """
        return export_run(self._record, format, None if out is None else Path(out), force)

    def episodes(self, n: int) -> ToldEpisodes:
        """The run in parts, cut where it turned, each with a title and sentences with the events that they rest on.

        n : count
        Raises BadInput if the run does not have so many parts that tell something of their own.
        """
        return told_in_parts(episodes_of(self._record, n))

    def explain(self, who: str) -> Story:
        """One person's story from their events.

        who : name
        Raises BadInput if nobody is called so.
        """
        return story_of(self._record, who)


def load(scenario: str | Path, set: Sequence[str] = ()) -> Scenario:
    """A validated scenario.

    scenario : name of a built-in one, or path of a TOML file
    set      : changes of single keys, each "key=value"
    Raises BadInput naming file and key if anything in it cannot be used.
    """
    return load_scenario(scenario, set)


def run(
    scenario: str | Path,
    *,
    seed: int | None = None,
    set: Sequence[str] = (),
    until: str | None = None,
    canon: bool = False,
    threads: int = 1,
    chronicle: bool = True,
    out: str | Path | None = None,
) -> Run:
    """Run a scenario into a new folder.

    scenario  : name of a built-in one, or path of a TOML file
    seed      : in place of the scenario's
    set       : changes of single keys, each "key=value"
    until     : end, such as "day 1 14:00"
    canon     : whether the scenario's pins and chances apply
    threads   : never change a result
    chronicle : whether events are kept; digest, counts and final state are the same without
    out       : the folder, new or empty; default runs/SCENARIO-SEED[-n]
    Raises BadInput before anything is written; EnvironmentProblem if the disk refuses.
    """
    from hyosan.engine import Options, run_scenario  # compiled rules: only where they are needed

    changes = [*set, *([f'until="{until}"'] if until is not None else [])]
    options = Options(seed=seed, canon=canon, threads=threads, chronicle=chronicle)
    folder = None if out is None else Path(out)
    made = run_scenario(load(scenario, changes), Path(scenario).stem, __version__, options, folder)
    return open_run(made)


def resume(folder: str | Path, *, threads: int = 1) -> Run:
    """Complete an interrupted or killed run; the digest is that of an undisturbed one.

    Raises BadInput if the run is complete already, or no run.
    """
    from hyosan.engine import resume_run

    return open_run(resume_run(Path(folder), threads))


def open_run(folder: str | Path) -> Run:
    """The run in a folder.

    Raises BadInput if this is no run folder.
    """
    return Run(open_record(Path(folder)))


def check(folder: str | Path, claims: str | Path | None = None) -> list[Check] | list[EnsembleCheck]:
    """Hold a run, or all complete runs in a folder, against the claims of their scenario, or against those in a file.

    folder : of a run, or one that holds such folders
    claims : path of a TOML file with [[claim]] rows
    Returns one check; of a folder with runs of several scenarios, one for each.
    Raises BadInput if there is no run, or for claims that cannot be judged, naming file and key.
    """
    place, file = Path(folder), None if claims is None else Path(claims)
    if (place / MANIFEST_FILE).exists():
        return [_checked(open_record(place), file)]
    groups = runs_in(place, by_claims=file is None)
    return [tallied([(record.folder.name, _checked(record, file)) for record in records]) for records in groups]


def _checked(record: RunRecord, file: Path | None) -> Check:
    """A run held against its own claims, or those in a file."""
    claims = claims_in(record.folder / SCENARIO_FILE if file is None else file)
    return check_run(record, [claim.plain() for claim in claims], str(file) if file else None)
