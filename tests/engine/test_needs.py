"""Populations that the machine has no room for are refused before anything is built or written."""

import subprocess
import sys
from pathlib import Path

import pytest

from hyosan.chronicle import open_run
from hyosan.engine import Options, needs, run, run_scenario
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


def test_a_city_is_refused_where_there_is_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "available_memory", lambda: 500_000_000)
    with pytest.raises(EnvironmentProblem, match=r"290,000 people need about 0\.9 GB of memory, and 0\.5 GB are free"):
        needs.require_room(load("hyosan"), tmp_path, keeps_chronicle=True)


def test_a_village_is_never_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for what in ("available_memory", "free_disk"):
        monkeypatch.setattr(needs, what, lambda *_, what=what: asked.append(what))
    needs.require_room(load("seir-mixed"), tmp_path, keeps_chronicle=True)
    assert asked == []


def test_free_disk_is_that_of_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    assert needs.free_disk(tmp_path / "not" / "yet" / "there") == pytest.approx(needs.free_disk(tmp_path), rel=0.05)


def test_a_run_that_cannot_be_written_says_that_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise EnvironmentProblem("people.parquet: no space left")

    monkeypatch.setattr(run, "write_people", refuse)
    with pytest.raises(EnvironmentProblem, match="no space left"):
        run_scenario(load("seir-mixed"), "small", "test", Options(), tmp_path / "run")
    assert open_run(tmp_path / "run").manifest.status == "failed"


def test_the_limit_of_the_process_counts(tmp_path: Path) -> None:
    script = (
        "import resource; from pathlib import Path; from hyosan.engine import needs; from hyosan.scenario import load;"
        "resource.setrlimit(resource.RLIMIT_AS, (8 * 10**9, resource.RLIM_INFINITY));"
        "needs.require_room(load('korea', ['population.people=80000000']), Path(), True)"
    )
    refused = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert "80,000,000 people need about 9.5 GB of memory, and " in refused.stderr
