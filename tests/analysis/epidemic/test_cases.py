from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given

from hyosan.analysis.epidemic import cases_of, infections_of
from hyosan.analysis.epidemic.cases import Cases
from hyosan.analysis.epidemic.infections import NONE
from hyosan.chronicle import EVENTS, RunRecord
from hyosan.world.codes import Kind, Setting
from tests.analysis.epidemic.making import forests
from tests.analysis.small_outbreak import DAY, OUTBREAK, write_outbreak


def test_cases_are_the_infections_in_order_with_the_rows_of_their_infectors(tmp_path: Path) -> None:
    cases, course = cases_of(write_outbreak(tmp_path), (Kind.DIED, Kind.ONSET))
    assert cases.event.tolist() == [1, 2, 3, 5, 6, 10]
    assert cases.infector.tolist() == [-1, 0, 0, 0, 1, 4]
    assert (cases.time / DAY).tolist() == [0, 2, 2.5, 4, 5, 9]
    assert cases.place.tolist() == [0, 0, 0, 1, 0, 0]
    assert cases.setting.tolist() == [NONE, Setting.HOME, Setting.SCHOOL, Setting.COMMUNITY, Setting.WORK, Setting.HOME]
    assert cases.offspring.tolist() == [3, 1, 0, 0, 1, 0]
    assert cases.generation.tolist() == [0, 1, 1, 1, 2, 3]
    assert np.concatenate(list(cases.generation_days())).tolist() == [2, 2.5, 4, 3, 4]
    assert course["kind"].cast(pl.String).to_list() == ["onset", "died"]


def test_named_people_have_no_settings_and_their_bites_count(record: RunRecord) -> None:
    cases, _ = cases_of(record)
    assert cases.infector.tolist() == [-1, 0, 1, 0]
    assert set(cases.setting.tolist()) == {NONE}


def test_the_fuller_infections_have_the_same_cases(tmp_path: Path) -> None:
    record = write_outbreak(tmp_path)
    cases, _ = cases_of(record)
    full = infections_of(record)
    assert full.infector.tolist() == cases.infector.tolist()
    assert full.about["person"].to_list() == cases.who.tolist()
    assert full.about["setting"].to_list() == [None, "home", "school", "community", "work", "home"]


def test_parts_are_read_as_one(tmp_path: Path) -> None:
    whole, _ = cases_of(write_outbreak(tmp_path / "one", part_rows=1000))
    parts, _ = cases_of(write_outbreak(tmp_path / "many", part_rows=1))
    assert parts.event.tolist() == whole.event.tolist()
    assert parts.infector.tolist() == whole.infector.tolist()


def test_no_infection_leaves_no_cases(tmp_path: Path) -> None:
    cases, course = cases_of(write_outbreak(tmp_path, OUTBREAK[:1]), (Kind.DIED,))
    assert (len(cases), course.height) == (0, 0)
    assert cases.generation.tolist() == []


@given(forests())
def test_generations_count_the_infectors_before(infector: list[int]) -> None:
    parent = sorted_parents(infector)
    n = len(parent)
    cases = Cases(np.arange(n), np.zeros(n, np.int64), *[np.array(parent, np.int32)] * 3, np.zeros(n, np.int8))
    depth: list[int] = []
    for each in parent:
        depth.append(0 if each < 0 else depth[each] + 1)
    assert cases.generation.tolist() == depth


def sorted_parents(infector: list[int]) -> list[int]:
    """The same trees with infectors before infectees."""
    return [min(each, row - 1) for row, each in enumerate(infector)]


def test_columns_and_rows_are_read_only_as_asked(tmp_path: Path) -> None:
    record = write_outbreak(tmp_path)
    frames = list(record.part_frames(EVENTS, ("id", "who"), pl.col("kind") == "died"))
    assert pl.concat(frames).rows() == [(9, 0)]
    assert record.people_columns("age", "nothing").columns == ["age"]
