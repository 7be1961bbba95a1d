"""What a run was: the facts that every ending begins with."""

import math
import tomllib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from hyosan.chronicle import RunRecord


@dataclass(frozen=True)
class RunFacts:
    """What a run was and how far it came.

    scenario, title : name and title of the scenario
    content_note    : of the scenario, or ""
    seed            : of every draw
    start, until, reached : s since the start of day 1
    start_date      : ISO date of day 1; None where days are only counted
    status          : of the run, "complete" or why not
    canon           : whether the canon decisions were pinned
    people          : count
    """

    scenario: str
    title: str
    content_note: str
    seed: int
    start: int
    until: int
    reached: int
    start_date: str | None
    status: str
    canon: bool
    people: int


def run_facts_of(record: RunRecord, n_people: int) -> RunFacts:
    """What a run was, from its manifest and its scenario.

    n_people : count
    """
    manifest, scenario = record.manifest, scenario_of(record)
    return RunFacts(
        scenario=manifest.scenario,
        title=scenario.get("title", manifest.scenario),
        content_note=scenario.get("content_note", ""),
        seed=manifest.seed,
        start=manifest.start,
        until=manifest.until,
        reached=manifest.reached,
        start_date=manifest.start_date,
        status=manifest.status,
        canon=manifest.canon,
        people=n_people,
    )


def scenario_of(record: RunRecord) -> dict[str, Any]:
    """The resolved scenario, as a plain dictionary."""
    return tomllib.loads(record.scenario_toml)


def is_society(record: RunRecord) -> bool:
    """Whether a run is of people who are counted, not named; those of a city have names."""
    scenario = scenario_of(record)
    return "population" in scenario and "city" not in scenario


def told(finding: Any) -> dict[str, Any]:
    """A finding as plain dictionaries, lists, texts and numbers; null for numbers that are unknown or without bound.

    finding : a dataclass; the facts of its run, in its field `run`, come first and beside the others
    """
    plain: dict[str, Any] = _finite(asdict(finding))
    return {**plain.pop("run", {}), **plain}


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return _finite(value.tolist())
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
