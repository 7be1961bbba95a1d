"""An outbreak among ten people who are counted, written by hand, whose every number can be counted on the fingers."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from hyosan.chronicle import (
    SERIES_FILE,
    Chronicle,
    Manifest,
    RunRecord,
    Series,
    create_run_folder,
    open_run,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.world.codes import Kind, Setting

DAY = 86_400
UNTIL = 14
STATES = ("well", "ill", "in hospital", "in intensive care", "recovered", "dead")
SCENARIO = """
title = "A small town"
[population]
people = 10
[pathogen]
name = "test"
state = [
  { name = "well" },
  { name = "ill", flags = ["infected", "symptomatic"] },
  { name = "in hospital", flags = ["infected"] },
  { name = "in intensive care", flags = ["infected"] },
  { name = "recovered" },
  { name = "dead", flags = ["dead"] },
]
transition = [
  { from = "ill", to = "in hospital", event = "hospitalised" },
  { from = "ill", to = "recovered", event = "recovered" },
  { from = "in hospital", to = "in intensive care", event = "intensive_care" },
  { from = "in hospital", to = "recovered", event = "recovered" },
  { from = "in intensive care", to = "dead", event = "died" },
]
"""
AGES = (5, 35, 8, 36, 39, 71, 5, 35, 71, 71)
PEOPLE = pl.DataFrame({"id": range(10), "age": AGES, "home": [0] * 3 + [1] + [0] * 2 + [1] * 4})
PLACES = pl.DataFrame({"id": [0, 1], "name": ["North", "South"], "kind": "district"})


class H(NamedTuple):
    """One event; id is the position."""

    day: float
    kind: Kind
    cause: int
    who: int = -1
    other: int = -1
    place: int = -1
    value: float = np.nan


OUTBREAK = (
    H(0, Kind.BEGINNING, -1, value=10),
    H(0, Kind.IMPORTATION, 0, 0, place=0),
    H(2, Kind.INFECTION, 1, 1, 0, 0, Setting.HOME),
    H(2.5, Kind.INFECTION, 1, 2, 0, 0, Setting.SCHOOL),
    H(3, Kind.ONSET, 1, 0, place=0, value=72),
    H(4, Kind.INFECTION, 1, 3, 0, 1, Setting.COMMUNITY),
    H(5, Kind.INFECTION, 2, 4, 1, 0, Setting.WORK),
    H(6, Kind.HOSPITALISED, 1, 0, place=0, value=144),
    H(7, Kind.INTENSIVE_CARE, 1, 0, place=0, value=168),
    H(8, Kind.DIED, 1, 0, place=0, value=192),
    H(9, Kind.INFECTION, 6, 5, 4, 0, Setting.HOME),
)
COUNTS = {0: (9, 1, 0, 0, 0, 0), 6: (5, 4, 1, 0, 0, 0), 7: (5, 3, 1, 1, 0, 0), 14: (4, 2, 0, 0, 3, 1)}


def write_outbreak(
    folder: Path,
    happenings: tuple[H, ...] = OUTBREAK,
    *,
    people: pl.DataFrame = PEOPLE,
    scenario: str = SCENARIO,
    start_date: str | None = None,
    part_rows: int = 4,
) -> RunRecord:
    """Write a run that has ended, and open it; a few events to a part."""
    run = create_run_folder(folder, "town", 3)
    chronicle = Chronicle(run, part_rows)
    for h in happenings:
        chronicle.add(round(h.day * DAY), h.kind, cause=h.cause, who=h.who, other=h.other, place=h.place, value=h.value)
    series = Series(run / SERIES_FILE, STATES)
    for day, counts in COUNTS.items():
        series.add(day * DAY, np.array(counts))
    series.flush()
    write_people(run, people)
    write_places(run, PLACES)
    write_scenario(run, scenario)
    state = [("person", np.zeros(10, np.int8))]
    write_state(run, state)
    manifest = Manifest(
        program_version="0.1.0", scenario="town", scenario_hash="ab", seed=3, start=0, until=UNTIL * DAY,
        start_date=start_date,
    )  # fmt: skip
    digest = chronicle.digest(state)
    seal(run, replace(manifest, status="complete", reached=UNTIL * DAY, digest=digest, counts=chronicle.counts))
    return open_run(run)
