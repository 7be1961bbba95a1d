"""One run from a scenario to a sealed folder; and the same folder again after an interruption."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hyosan.chronicle import (
    PLACE_SERIES_FILE,
    SCENARIO_FILE,
    SERIES_FILE,
    Chronicle,
    Manifest,
    Series,
    create_run_folder,
    open_run,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.engine.needs import require_room
from hyosan.engine.rosters import people_frame, places_frame
from hyosan.engine.simulate import Observer, simulate
from hyosan.errors import BadInput, DamagedRun
from hyosan.population import make_world
from hyosan.scenario import Scenario, loads
from hyosan.world.society import Society
from hyosan.world.world import World

RUNS = Path("runs")  #: where run folders are made unless another is given
COUNT_EVERY_S = 60  #: between counts, unless the scenario says otherwise or steps are longer
COUNT_PLACES_EVERY_S = 600
Progress = Callable[[int], bool]  #: told the present time, s; returns False to stop


@dataclass(frozen=True)
class UnderWay:
    """A run and where it is recorded.

    progress : asked every minute of simulated time whether to go on
    """

    folder: Path
    scenario: Scenario
    manifest: Manifest
    world: World | Society
    chronicle: Chronicle
    progress: Progress | None


@dataclass(frozen=True)
class Options:
    """How a run is made; nothing here changes its result, except `seed`, `until` and `canon`.

    seed, until : in place of the scenario's; until in s since the start of day 1
    canon       : whether the scenario's pins and chances apply
    threads     : that choices may be spread over
    chronicle   : whether events are kept on disk
    """

    seed: int | None = None
    until: int | None = None
    canon: bool = False
    threads: int = 1
    chronicle: bool = True


def run_scenario(
    scenario: Scenario,
    name: str,
    program_version: str,
    options: Options = Options(),
    out: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Run a scenario into a new folder and return the folder.

    name     : of the scenario, for the folder
    out      : the folder; default runs/NAME-SEED[-n]
    progress : asked every minute of simulated time whether to go on
    Raises   : BadInput, before anything is written; EnvironmentProblem if memory or disk are too small or refuse
    """
    begun = time.perf_counter()
    seed = scenario.seed if options.seed is None else options.seed
    require_room(scenario, out or RUNS, options.chronicle)
    world = prepare(scenario, seed, options)
    folder = create_run_folder(RUNS, name, seed, out)
    manifest = Manifest(
        program_version=program_version,
        scenario=name,
        scenario_hash=scenario.hash,
        seed=seed,
        start=scenario.start,
        until=world.clock.until,
        start_date=scenario.start_date.isoformat() if scenario.start_date else None,
        canon=options.canon,
        options={"chronicle": options.chronicle},
        timings={"set-up": time.perf_counter() - begun},
    )
    chronicle = Chronicle(folder if options.chronicle else None)
    return fill(UnderWay(folder, scenario, manifest, world, chronicle, progress))


def resume_run(folder: Path, threads: int = 1, progress: Progress | None = None) -> Path:
    """Complete an interrupted or killed run to the digest of an undisturbed one, from its beginning.

    Raises: BadInput if the run is complete already; DamagedRun if its scenario is not the one it was begun with
    """
    record = open_run(folder)
    manifest = record.manifest
    if manifest.status == "complete":
        raise BadInput(str(folder), "status", "complete", "an interrupted run")
    scenario = loads(record.scenario_toml, str(folder / SCENARIO_FILE))
    if scenario.hash != manifest.scenario_hash:
        raise DamagedRun(f"{folder / SCENARIO_FILE}: not the scenario that the run was begun with")
    kept = bool(manifest.options.get("chronicle", True))
    world = prepare(scenario, manifest.seed, Options(until=manifest.until, canon=manifest.canon, threads=threads))
    manifest = replace(manifest, status="running", digest=None, checksums={}, timings={})
    manifest.write(folder)
    chronicle = Chronicle.from_state(folder if kept else None, Chronicle(None).state())
    return fill(UnderWay(folder, scenario, manifest, world, chronicle, progress))


def prepare(scenario: Scenario, seed: int, options: Options) -> World | Society:
    """The world at the start of a run."""
    world = make_world(scenario, seed, options.threads, options.canon)
    if options.until is not None:
        world.clock.until = options.until
    return world


def fill(run: UnderWay) -> Path:
    """Simulate into a folder that is ready, and seal it as complete, interrupted or failed."""
    run.manifest.write(run.folder)
    try:
        return simulate_into(run)
    except BaseException as problem:
        is_asked_for = isinstance(problem, KeyboardInterrupt)
        ended = replace(run.manifest, status="interrupted" if is_asked_for else "failed", reached=run.world.clock.now)
        ended.write(run.folder)
        raise


def simulate_into(run: UnderWay) -> Path:
    """Write who is who, simulate, write how it ended, and seal the folder."""
    opened = time.perf_counter()
    write_scenario(run.folder, run.scenario.to_toml())
    write_people(run.folder, people_frame(run.world, run.scenario))
    write_places(run.folder, places_frame(run.world, run.scenario))
    observer = observer_of(run)
    begun = time.perf_counter()
    finished = simulate(run.world, run.chronicle, run.scenario.systems, observer)
    run.chronicle.close()
    simulated = time.perf_counter()
    ended = finish(run, observer)
    writing = begun - opened + time.perf_counter() - simulated
    timings = {**run.manifest.timings, "simulation": simulated - begun, "writing": writing}
    seal(run.folder, replace(ended, status="complete" if finished else "interrupted", timings=timings))
    return run.folder


def observer_of(run: UnderWay) -> Observer:
    """Counts people along the way, as often as the scenario says."""
    scenario, states = run.scenario, run.world.state_names
    return Observer(
        Series(run.folder / SERIES_FILE, states),
        Series(run.folder / PLACE_SERIES_FILE, states, is_by_place=True),
        scenario.series_every or max(COUNT_EVERY_S, scenario.step),
        scenario.place_series_every or max(COUNT_PLACES_EVERY_S, scenario.step),
        run.progress,
        run.world.clock.stretches,
    )


def finish(run: UnderWay, observer: Observer) -> Manifest:
    """Write what is known only at the end; returns the manifest with digest and counts."""
    columns = run.world.state_columns()
    digest = run.chronicle.digest(columns)
    write_state(run.folder, columns)
    for series in (observer.series, observer.place_series):
        if series is not None:
            series.flush()
    counts: dict[str, Any] = {"people": run.world.n, "places": run.world.n_places, **run.chronicle.counts}
    return replace(run.manifest, reached=run.world.clock.now, digest=digest, counts=counts)
