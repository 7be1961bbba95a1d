"""Populations that the machine has no room for are refused before anything is built or written."""

from pathlib import Path

import pytest

from hyosan.engine import Options, needs, run_scenario
from hyosan.errors import EnvironmentProblem
from hyosan.scenario import load


@pytest.mark.parametrize(("what", "answer"), [("available_memory", "memory"), ("free_disk", "disk space")])
def test_a_country_is_refused_where_there_is_no_room(
    what: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, what, lambda *_: 2_000_000_000)
    found = f"51,829,136 people need about [0-9.]+ GB of {answer}.*, and 2.0 GB are free"
    with pytest.raises(EnvironmentProblem, match=found):
        run_scenario(load("korea"), "korea", "test", Options(), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_village_is_never_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "available_memory", lambda: 0)
    needs.require_room(load("seir-mixed"), tmp_path, keeps_chronicle=True)


def test_free_disk_is_that_of_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    assert needs.free_disk(tmp_path / "not" / "yet" / "there") == pytest.approx(needs.free_disk(tmp_path), rel=0.05)
