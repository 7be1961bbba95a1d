from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.chronicle import Series
from hyosan.errors import DamagedRun

STATES = ("well", "turned")


def test_world_counts_are_kept_whole() -> None:
    series = Series(None, STATES)
    series.add(0, np.array([3, 0]))
    series.add(60, np.array([1, 2]))
    assert series.frame().rows() == [(0, "well", 3), (0, "turned", 0), (60, "well", 1), (60, "turned", 2)]
    assert series.frame().schema == {"time": pl.Int64, "state": pl.Enum(STATES), "count": pl.Int32}


def test_place_counts_leave_zeros_out() -> None:
    series = Series(None, STATES, is_by_place=True)
    series.add_places(60, np.array([4, 9]), np.array([[3, 0], [1, 2]]))
    assert series.frame().rows() == [(60, 4, "well", 3), (60, 9, "well", 1), (60, 9, "turned", 2)]


@pytest.mark.parametrize("is_by_place", [False, True])
def test_going_on_from_a_checkpoint_drops_what_came_after(tmp_path: Path, is_by_place: bool) -> None:
    path = tmp_path / "series.parquet"
    series = Series(path, STATES, is_by_place=is_by_place)
    series.add(0, np.array([3, 0]))
    state, before = series.state(), series.frame()
    series.add(60, np.array([1, 2]))
    series.flush()
    resumed = Series.from_state(path, STATES, state, is_by_place=is_by_place)
    assert resumed.frame().equals(before)
    resumed.add(60, np.array([1, 2]))
    assert resumed.frame().equals(series.frame())


def test_a_series_that_is_too_short_missing_or_torn_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "series.parquet"
    with pytest.raises(DamagedRun, match=r"series\.parquet: missing"):
        Series.from_state(path, STATES, 2)
    series = Series(path, STATES)
    series.add(0, np.array([3, 0]))
    series.flush()
    with pytest.raises(DamagedRun, match="2 rows; the checkpoint counts on 4"):
        Series.from_state(path, STATES, 4)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DamagedRun, match="unreadable"):
        Series.from_state(path, STATES, 2)
