"""Small worlds held against the claims of the ledger, by the predicates that the program ships."""

import tempfile
from pathlib import Path

from hyosan.analysis.claims import Verdict, check_run
from hyosan.chronicle import (
    Manifest,
    create_run_folder,
    open_run,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.engine.rosters import people_frame, places_frame
from hyosan.scenario import claims_in
from hyosan.scenario.catalog import BUILT_IN
from tests.stories.small_worlds import Scene

LEDGER = {claim.id: claim for claim in claims_in(BUILT_IN / "patterns" / "hyosan.toml")}


def verdict_on(claim: str, made: Scene) -> Verdict:
    """What the ledger's own predicate says of all that has happened in a small world so far."""
    with tempfile.TemporaryDirectory() as base:
        folder = create_run_folder(Path(base), "small-world", 1)
        record(made, folder)
        (verdict,) = check_run(open_run(folder), [LEDGER[claim].plain()]).verdicts
    return verdict


def holds(claim: str, made: Scene) -> bool:
    """Whether a claim holds in a small world; one that cannot be told there shows nothing."""
    verdict = verdict_on(claim, made)
    assert verdict.verdict in ("holds", "fails"), f"{claim} is {verdict.verdict}: {verdict.reason}"
    return verdict.verdict == "holds"


def record(made: Scene, folder: Path) -> None:
    """Write a small world as `hyosan run` would, so that claims read what they read of any run."""
    world, scenario = made.world, made.scenario
    write_scenario(folder, scenario.to_toml())
    write_people(folder, people_frame(world, scenario))
    write_places(folder, places_frame(world, scenario))
    write_state(folder, world.state_columns())
    made.kept.write(folder)
    seal(
        folder,
        Manifest(
            program_version="0.1.0",
            scenario="small-world",
            scenario_hash=scenario.hash,
            seed=1,
            start=world.clock.start,
            until=world.clock.until,
            status="complete",
            reached=world.clock.now,
            digest="00",
            counts=made.kept.counts,
        ),
    )
