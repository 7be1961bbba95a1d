import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.chronicle import create_run_folder, write_people, write_state
from hyosan.chronicle.folder import file_checksums
from hyosan.errors import BadInput, EnvironmentProblem

from .conftest import STATE


def test_runs_of_one_seed_get_numbers(tmp_path: Path) -> None:
    made = [create_run_folder(tmp_path / "runs", "small", 7) for _ in range(3)]
    assert [folder.name for folder in made] == ["small-7", "small-7-2", "small-7-3"]


def test_a_run_in_progress_keeps_its_folder_even_if_empty(tmp_path: Path) -> None:
    (tmp_path / "small-7").mkdir()
    assert create_run_folder(tmp_path, "small", 7).name == "small-7-2"


def test_a_scenario_name_cannot_lead_elsewhere(tmp_path: Path) -> None:
    assert create_run_folder(tmp_path, "../효산 고", 7) == tmp_path / "..-효산-고-7"


def test_a_given_folder_may_be_new_or_empty(tmp_path: Path) -> None:
    assert create_run_folder(tmp_path, "small", 7, tmp_path / "a" / "b") == tmp_path / "a" / "b"
    (tmp_path / "empty").mkdir()
    assert create_run_folder(tmp_path, "small", 7, tmp_path / "empty") == tmp_path / "empty"


def test_a_given_folder_is_used_only_once(tmp_path: Path) -> None:
    out = create_run_folder(tmp_path, "small", 7, tmp_path / "out")
    with pytest.raises(BadInput, match=r"--out:.*out: exists and is not an empty folder"):
        create_run_folder(tmp_path, "small", 7, out)


def test_a_given_folder_with_anything_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    for out in (tmp_path, tmp_path / "mine", tmp_path / "mine" / "below"):
        with pytest.raises(BadInput, match="--out"):
            create_run_folder(tmp_path, "small", 7, out)
    assert os.listdir(tmp_path) == ["mine"]
    assert (tmp_path / "mine").read_text() == "mine"


def test_the_loser_of_a_race_for_an_empty_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chronicle").mkdir()
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(()))  # as seen before the other run came
    with pytest.raises(BadInput, match="--out"):
        create_run_folder(tmp_path, "small", 7, tmp_path)


def test_a_base_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EnvironmentProblem, match="runs: Permission denied"):
        create_run_folder(tmp_path / "runs", "small", 7)


def test_a_base_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(EnvironmentProblem, match="runs: "):
        create_run_folder(tmp_path / "runs", "small", 7)


def test_equal_states_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_state(tmp_path / name, STATE)
    assert (tmp_path / "a/state.npz").read_bytes() == (tmp_path / "b/state.npz").read_bytes()


def test_the_state_loads_in_order_without_pickle(tmp_path: Path) -> None:
    columns = [("z.square", np.arange(6).reshape(2, 3)), ("a/flag", np.array([True])), ("m", np.array(1.5))]
    write_state(tmp_path, columns)
    with np.load(tmp_path / "state.npz", allow_pickle=False) as archive:
        assert archive.files == [name for name, _ in columns]
        for name, array in columns:
            assert archive[name].dtype == array.dtype
            np.testing.assert_array_equal(archive[name], array)


def test_checksums_leave_out_the_manifest_and_unfinished_files(run_folder: Path) -> None:
    (run_folder / "chronicle" / ".events-00009.parquet.tmp").write_bytes(b"half")
    assert list(file_checksums(run_folder)) == [
        *(f"chronicle/{table}-{n:05d}.parquet" for table in ("choices", "events", "links") for n in (0, 1)),
        "people.parquet",
        "place_series.parquet",
        "places.parquet",
        "scenario.toml",
        "series.parquet",
        "state.npz",
    ]


def test_a_folder_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"people\.parquet: "):
        write_people(tmp_path / "gone", pl.DataFrame())
