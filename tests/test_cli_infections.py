"""`hyosan analyse` and `hyosan export` as a shell sees them."""

import json
from pathlib import Path

import pytest

from hyosan.analysis.epidemic import infections_of, read_line_list
from hyosan.chronicle import open_run
from tests.analysis.epidemic.test_mers import FILES
from tests.analysis.small_outbreak import write_outbreak
from tests.test_cli import Shell, one_message

MERS = (FILES[0], "--contacts", FILES[1], "--onset", "dt_onset", "--report", "dt_report", "--death", "dt_death")


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    return Shell(capsys, monkeypatch, tmp_path)


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_outbreak(tmp_path_factory.mktemp("runs")).folder


def test_a_line_list_is_analysed(shell: Shell) -> None:
    told = " ".join(shell("analyse", *MERS, "--several-infectors", "keep").out.split())
    assert "162 cases, 98 transmission pairs." in told
    assert "mean 0.605 (0.226 to 2.51), dispersion k 0.0204 (0.00957 to 0.0393)" in told
    assert "Serial interval (onset to onset): mean 14.5 d" in told
    assert "Cohort R" in told
    assert "Instantaneous R" in told


def test_an_analysis_is_one_json_object(shell: Shell) -> None:
    told = json.loads(shell("analyse", *MERS, "--several-infectors", "keep", "--json").out)
    assert (told["n_cases"], told["n_pairs"]) == (162, 98)
    assert told["offspring"]["dispersion"]["value"] == pytest.approx(0.0204, abs=5e-5)
    assert told["growth"]["halving_d"]["value"] is None


def test_a_run_is_analysed(shell: Shell, town: Path) -> None:
    assert "6 cases, 5 transmission pairs." in shell("analyse", town).out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (MERS, "column to: SK_107 has 2 infectors: SK_16, SK_87; one infector for each case"),
        ((FILES[0], "--onset", "dt_onse"), "row 1: no column 'dt_onse' (onset); one of id, age,"),
        ((FILES[0], "--onset", "sex"), "row 2, column sex: 'M'; an ISO date such as 2015-05-31"),
        (("nowhere.csv",), "nowhere.csv:file: missing; a CSV file"),
        ((*MERS, "--several-infectors", "keep", "--growth-days", "90", "99"), "two bins or more"),
    ],
)
def test_bad_cells_are_one_message_and_exit_1(arguments: tuple[str, ...], told: str, shell: Shell) -> None:
    ended = shell("analyse", *arguments)
    assert ended.code == 1
    assert told in one_message(ended)
    assert shell.files() == set()


def test_columns_of_a_run_cannot_be_named(shell: Shell, town: Path) -> None:
    assert shell("analyse", town, "--onset", "day").code == 2


@pytest.mark.parametrize(
    ("form", "ending"), [("linelist", "-linelist.csv"), ("contacts", "-contacts.csv"), ("newick", ".nwk")]
)
def test_infections_are_exported_to_a_file_named_after_the_run(
    form: str, ending: str, shell: Shell, town: Path
) -> None:
    ended = shell("export", town, "--format", form)
    assert ended.out.strip() == f"{town.name}{ending}"
    assert shell.files() == {f"{town.name}{ending}"}


def test_an_exported_run_is_read_back(shell: Shell, town: Path) -> None:
    shell("export", town, "--format", "linelist", "--out", "cases.csv")
    shell("export", town, "--format", "contacts", "--out", "contacts.csv")
    read = read_line_list(Path("cases.csv"), Path("contacts.csv"), columns={"infection": "day_infection"}, dates="day")
    assert read.infector.tolist() == infections_of(open_run(town)).infector.tolist()


def test_figures_are_exported_into_a_folder(shell: Shell, town: Path) -> None:
    out = shell("export", town, "--format", "figures", "--out", "figures").out.splitlines()
    assert set(out) == shell.files()
    assert "figures/states.svg" in out


@pytest.mark.parametrize(("form", "out", "kept"), [("newick", "tree", "tree"), ("figures", "f", "f/offspring.png")])
def test_what_is_there_is_replaced_only_if_forced(form: str, out: str, kept: str, shell: Shell, town: Path) -> None:
    mine = shell.folder / kept
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    ended = shell("export", town, "--format", form, "--out", out)
    assert ended.code == 1
    assert "is there already; another name, or --force to replace it" in one_message(ended)
    assert (mine.read_text(), shell.files()) == ("mine", {kept})
    assert shell("export", town, "--format", form, "--out", out, "--force").code == 0
    assert mine.read_bytes() != b"mine"


def test_a_folder_is_never_replaced_by_a_file(shell: Shell, town: Path) -> None:
    (shell.folder / "trees").mkdir()
    assert shell("export", town, "--format", "newick", "--out", "trees", "--force").code == 1
