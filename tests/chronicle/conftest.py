"""A run of six events, written whole: the index case turns, bites one and misses another."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from hyosan.chronicle import (
    PLACE_SERIES_FILE,
    SERIES_FILE,
    Chronicle,
    Manifest,
    Series,
    create_run_folder,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.world.codes import Act, Drive, Kind, LinkRole

STATES = ("well", "turned")
STATE = [("people.state", np.array([1, 1, 0], np.int8)), ("people.hurt", np.array([0.0, 0.5, 0.0]))]
MANIFEST = Manifest(
    program_version="0.1.0", scenario="small", scenario_hash="ab", seed=7, start=0, until=600, options={}
)


def tell(chronicle: Chronicle) -> None:
    """Add the six events."""
    chronicle.add(0, Kind.BEGINNING, cause=-1, value=3)
    chronicle.add_batch(
        time=60,
        kind=np.array([Kind.INFECTION, Kind.TURNED]),
        who=np.array([0, 0]),
        other=-1,
        place=4,
        cause=np.array([0, -2]),
        value=np.array([1.0, np.nan]),
    )
    chronicle.add_batch(
        time=np.array([90, 90, 95]),
        kind=np.array([Kind.BITE, Kind.FLEE, Kind.INFECTION]),
        who=np.array([0, 2, 1]),
        other=np.array([1, -1, 0]),
        place=np.array([4, 4, 4]),
        cause=np.array([2, -2, -2]),
        value=np.array([0.5, np.nan, 0.5]),
    )
    chronicle.add_links(np.array([-3]), 2, LinkRole.SEEN)
    chronicle.add_choices(np.array([-3]), Act.FLEE, Drive.FEAR, Act.HIDE, 2.5, 1.0)


def write_run(folder: Path, *, part_rows: int = 2) -> Manifest:
    """Fill a new run folder and seal it."""
    chronicle = Chronicle(folder, part_rows)
    tell(chronicle)
    chronicle.close()
    series = Series(folder / SERIES_FILE, STATES)
    series.add(0, np.array([3, 0]))
    series.flush()
    places = Series(folder / PLACE_SERIES_FILE, STATES, is_by_place=True)
    places.add_places(0, np.array([4]), np.array([[3, 0]]))
    places.flush()
    write_people(folder, pl.DataFrame({"id": [0, 1, 2], "name": ["가", "<b>", "c"]}))
    write_places(folder, pl.DataFrame({"id": [4], "name": ["room"]}))
    write_scenario(folder, 'name = "small"\n')
    write_state(folder, STATE)
    ended = replace(MANIFEST, status="complete", reached=600, digest=chronicle.digest(STATE), counts=chronicle.counts)
    return seal(folder, ended)


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    folder = create_run_folder(tmp_path, "small", 7)
    write_run(folder)
    return folder


def ints(*values: int) -> npt.NDArray[np.int64]:
    return np.array(values, np.int64)
