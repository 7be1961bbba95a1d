"""The Python face: what `import hyosan` offers, what it costs, and that it does what the commands do."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import hyosan
from hyosan.errors import BadInput
from tests.worlds import SMALL_SCHOOL

UNTIL = "day 1 09:20"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> hyosan.Run:
    return hyosan.run(SMALL_SCHOOL, seed=3, until=UNTIL, out=tmp_path_factory.mktemp("runs") / "run")


def test_everything_in_all_is_there_and_nothing_else() -> None:
    assert sorted(hyosan.__all__) == ["Run", "__version__", "check", "load", "open_run", "resume", "run"]
    assert all(hasattr(hyosan, name) for name in hyosan.__all__)
    assert dir(hyosan) == sorted(hyosan.__all__)
    with pytest.raises(AttributeError, match="no attribute 'branches'"):
        _ = hyosan.branches


def test_importing_hyosan_imports_nothing_heavy() -> None:
    code = "import sys, hyosan; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "hyosan" in loaded
    assert not set(loaded) & {"numpy", "numba", "polars", "scipy", "pydantic", "rich", "click"}


def test_reading_a_run_compiles_nothing(run: hyosan.Run) -> None:
    code = f"import sys, hyosan; hyosan.open_run({str(run.folder)!r}).ending(); print('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout.strip() == b"False"


def test_a_run_gives_its_tables_and_findings(run: hyosan.Run) -> None:
    assert run.manifest.status == "complete"
    assert run.manifest.seed == 3
    assert run.digest == run.manifest.digest
    assert run.chronicle["kind"][0] == "beginning"
    assert run.links.columns == ["event", "because_of", "role"]
    assert run.choices["event"].is_in(run.chronicle["id"].implode()).all()
    assert run.people.height == run.chronicle["value"][0]
    assert set(run.chronicle["place"].drop_nulls()) <= set(run.places["id"])
    assert run.series.filter(pl.col("time") == run.manifest.start)["count"].sum() == run.people.height
    assert sum(run.ending().to_json()["fates"].values()) == run.people.height
    assert run.explain("Victim").to_json()["name"] == "Victim"
    assert repr(run) == f"<run {run.folder}: small_school, seed 3, complete>"


def test_the_infections_of_a_run_are_analysed_and_exported(run: hyosan.Run, tmp_path: Path) -> None:
    assert run.analyse().n_cases == run.chronicle.filter(pl.col("kind") == "infection").height
    assert run.export("newick", tmp_path / "tree.nwk") == [tmp_path / "tree.nwk"]
    with pytest.raises(BadInput, match="is there already"):
        run.export("newick", str(tmp_path / "tree.nwk"))
    with pytest.raises(BadInput, match="one of linelist, contacts, newick, figures"):
        run.export("nexus")


def test_an_opened_run_is_the_run(run: hyosan.Run) -> None:
    opened = hyosan.open_run(str(run.folder))
    assert opened.digest == run.digest
    assert opened.chronicle.equals(run.chronicle)


def test_changes_and_options_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    changed = hyosan.run(SMALL_SCHOOL, set=['until="day 1 09:00"', "seed=9"], chronicle=False)
    assert changed.folder == Path("runs/small_school-9")
    assert changed.manifest.until == 9 * 3600
    with pytest.raises(BadInput, match="without --no-chronicle"):
        _ = changed.chronicle


def test_bad_input_is_one_error_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="until"):
        hyosan.run(SMALL_SCHOOL, until="tomorrow", out=tmp_path / "run")
    with pytest.raises(BadInput, match=r"person\.Maker\.resolve"):
        hyosan.load(SMALL_SCHOOL, ["person.Maker.resolve=7"])
    assert not list(tmp_path.iterdir())


def test_a_run_that_is_complete_cannot_be_resumed(run: hyosan.Run) -> None:
    with pytest.raises(BadInput, match="an interrupted run"):
        hyosan.resume(run.folder)


def test_nobody_of_that_name_has_no_story(run: hyosan.Run) -> None:
    with pytest.raises(BadInput, match="Victim"):
        run.explain("Victm")
