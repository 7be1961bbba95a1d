"""The commands as a shell sees them: what they print where, what they leave behind, and how they end."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from hyosan import cli
from hyosan.chronicle import open_run
from tests.worlds import SMALL_SCHOOL

SCHOOL = str(SMALL_SCHOOL)
UNTIL = ("--until", "day 1 09:20")
NEEDS_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Shell:
    """Calls commands as `hyosan` does, in this process and in a folder of its own."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, folder: Path) -> None:
        self._capture = capture
        self._patch = patch
        self.folder = folder
        patch.chdir(folder)

    def __call__(self, *arguments: str | Path) -> Ended:
        self._patch.setattr(sys, "argv", ["hyosan", *map(str, arguments)])
        self._capture.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *self._capture.readouterr())

    def files(self) -> set[str]:
        """What lies in its folder."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    return Shell(capsys, monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run; not to be changed."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    command = [sys.executable, "-m", "hyosan", "run", SCHOOL, *UNTIL, "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def damaged(finished: Path, tmp_path: Path) -> Path:
    """A copy of it in which one byte of the events differs."""
    folder = tmp_path / "damaged"
    shutil.copytree(finished, folder)
    part = folder / "chronicle" / "events-00000.parquet"
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    return folder


def one_message(ended: Ended) -> str:
    """The one line in which a command says what is wrong."""
    assert ended.out == ""
    assert "Traceback" not in ended.err
    (line,) = ended.err.splitlines()
    assert line.startswith("hyosan: ")
    return line


# --- what commands do ------------------------------------------------------------------------------------------------


def test_help_tells_of_every_command(shell: Shell) -> None:
    ended = shell("--help")
    assert ended.code == 0
    assert all(name in ended.out for name in cli.hyosan.commands)
    for name in cli.hyosan.commands:
        assert shell(name, "-h").code == 0


def test_version(shell: Shell) -> None:
    assert shell("--version") == (0, "hyosan, version 0.1.0\n", "")


def test_scenarios_are_listed(shell: Shell) -> None:
    listed = [line.partition(":")[0] for line in shell("scenarios").out.splitlines()]
    societies = ["influenza-city", "korea", "seir-mixed", "szr-mixed"]
    assert listed == ["boarding-school-1978", "hyosan", "hyosan-high", *societies]
    assert json.loads(shell("scenarios", "--json").out)["hyosan-high"]["title"]


def test_validate_says_how_large_the_world_is(shell: Shell) -> None:
    ended = shell("validate", SCHOOL, "--set", "roster.teachers=1")
    assert ended.code == 0
    assert "valid" in ended.out
    assert "16 places, pathogen jonas" in ended.out
    assert shell.files() == set()


def test_schema_is_one_json_schema(shell: Shell) -> None:
    assert "json-schema.org" in json.loads(shell("schema").out)["$schema"]


def test_run_tells_the_ending_and_prints_its_folder_last(shell: Shell) -> None:
    ended = shell("run", SCHOOL, "--seed", "4", *UNTIL, "--set", "roster.staff=1", "--threads", "2")
    assert ended.code == 0
    *_, told, folder = ended.out.splitlines()
    assert folder == "runs/small_school-4"
    assert "one of many worlds" in " ".join(ended.out.split())
    assert told
    assert open_run(shell.folder / folder).manifest.status == "complete"


def test_runs_never_share_a_folder(shell: Shell) -> None:
    folders = [shell("run", SCHOOL, "--until", "day 1 08:55").out.splitlines()[-1] for _ in range(3)]
    assert folders == ["runs/small_school-1", "runs/small_school-1-2", "runs/small_school-1-3"]


@pytest.mark.parametrize("option", [(), ("--no-chronicle",)], ids=["with chronicle", "without"])
def test_run_prints_exactly_one_json_object_on_stdout(option: tuple[str, ...], shell: Shell) -> None:
    ended = shell("run", SCHOOL, *UNTIL, "--out", "run", "--json", *option)
    told = json.loads(ended.out)
    assert told["run"] == "run"
    assert told["digest"] == open_run(shell.folder / "run").manifest.digest
    assert ended.err.splitlines()[-1] == "run"


def test_run_without_chronicle_tells_the_counts(shell: Shell) -> None:
    ended = shell("run", SCHOOL, *UNTIL, "--no-chronicle")
    assert ended.code == 0
    assert "turned" in ended.out
    assert "without --no-chronicle" in " ".join(ended.out.split())


def test_explain_tells_a_run_in_parts(finished: Path, shell: Shell) -> None:
    told = shell("explain", finished, "--episodes", "3").out
    assert [line[:2] for line in told.splitlines() if line[:2] in ("1.", "2.", "3.", "4.")] == ["1.", "2.", "3."]
    parts = json.loads(shell("explain", finished, "--episodes", "3", "--json").out)["episodes"]
    assert all(part["title"] in told and part["sentences"] for part in parts)
    refused = shell("explain", finished, "--episodes", "5000")
    assert refused.code == 1
    assert "--episodes:5000: this run has not so many parts that tell something of their own; 1 to" in refused.err
    both = shell("explain", finished, "--episodes", "3", "--who", "Victim")
    assert both.code == 2
    assert "name one of the two" in " ".join(both.err.split())


def test_explain_tells_the_ending_or_one_story(finished: Path, shell: Shell) -> None:
    assert "How it began" in shell("explain", finished).out
    assert sum(json.loads(shell("explain", finished, "--json").out)["fates"].values()) > 60
    assert "Victim" in shell("explain", finished, "--who", "Victim").out
    assert json.loads(shell("explain", finished, "--who", "Victim", "--json").out)["name"] == "Victim"


def test_digest_is_that_of_the_manifest(finished: Path, shell: Shell) -> None:
    assert shell("digest", finished) == (0, f"{open_run(finished).manifest.digest}\n", "")


# --- what is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "hyosan-hihg"], "did you mean"),
        (["run", "missing.toml"], "missing.toml"),
        (["validate", "missing.toml"], "missing.toml"),
        (["run", SCHOOL, "--until", "tomorrow"], "until"),
        (["run", SCHOOL, "--until", 'day 1 09:00"'], "until"),
        (["run", SCHOOL, "--until", "day 1 08:00"], "until"),
        (["run", SCHOOL, "--set", "person.Maker.resolve=2"], "person.Maker.resolve"),
        (["run", SCHOOL, "--set", "nothing"], "--set"),
        (["run", SCHOOL, "--set", "person.Nobody.resolve=1"], "Nobody"),
        (["resume", "nowhere"], "name the folder of a run"),
        (["explain", "nowhere"], "name the folder of a run"),
        (["digest", "nowhere"], "name the folder of a run"),
    ],
)
def test_bad_input_is_one_message_and_exit_1_and_nothing_is_written(
    arguments: list[str], told: str, shell: Shell
) -> None:
    ended = shell(*arguments)
    assert ended.code == 1
    assert told in one_message(ended)
    assert shell.files() == set()


def test_what_a_run_cannot_do_is_one_message_and_exit_1(finished: Path, shell: Shell) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in finished.rglob("*"))
    for arguments in (["resume", finished], ["explain", finished, "--who", "Nobody"]):
        ended = shell(*arguments)
        assert ended.code == 1
        assert one_message(ended)
    assert sorted((path, path.stat().st_mtime_ns) for path in finished.rglob("*")) == before


def test_a_run_without_chronicle_has_nothing_to_explain(shell: Shell) -> None:
    shell("run", SCHOOL, *UNTIL, "--no-chronicle", "--out", "run")
    for command in ("explain", "digest"):
        ended = shell(command, "run")
        assert ended.code == 1
        assert "without --no-chronicle" in one_message(ended)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_there_is_never_overwritten(kind: str, shell: Shell) -> None:
    kept = shell.folder / "kept" if kind == "file" else shell.folder / "kept" / "notes.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    ended = shell("run", SCHOOL, *UNTIL, "--out", "kept")
    assert ended.code == 1
    assert "--out" in one_message(ended)
    assert kept.read_text() == "mine"
    assert len(shell.files()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["walk"],
        ["run"],
        ["run", SCHOOL, "--fast"],
        ["run", SCHOOL, "--seed", "-1"],
        ["run", SCHOOL, "--seed", "one"],
        ["run", SCHOOL, "--threads", "0"],
        ["explain"],
        ["digest", "one", "two"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str], shell: Shell) -> None:
    ended = shell(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert "Usage: " in ended.err
    assert "Traceback" not in ended.err


def test_a_folder_that_cannot_be_made_is_exit_3(shell: Shell) -> None:
    (shell.folder / "runs").write_text("a file where the folder would be")
    ended = shell("run", SCHOOL, *UNTIL)
    assert ended.code == 3
    assert "runs: " in one_message(ended)
    assert shell.files() == {"runs"}


def test_too_little_memory_is_exit_3(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyosan.engine.run.make_world", out_of_memory)
    ended = shell("run", SCHOOL)
    assert ended.code == 3
    assert "not enough memory" in one_message(ended)


def out_of_memory(*_: object) -> None:
    raise MemoryError


@pytest.mark.parametrize("command", ["digest", "explain"])
def test_a_damaged_run_is_exit_4(command: str, damaged: Path, shell: Shell) -> None:
    ended = shell(command, damaged)
    assert ended.code == 4
    assert "events-00000.parquet" in one_message(ended)


def test_a_damaged_manifest_is_exit_4(damaged: Path, shell: Shell) -> None:
    (damaged / "manifest.json").write_text("{")
    assert shell("explain", damaged).code == 4


def test_our_own_mistakes_are_exit_70_and_say_where_to_report_them(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hyosan.scenario.list_scenarios", lambda: 1 / 0)
    ended = shell("scenarios")
    assert ended.code == 70
    assert "ZeroDivisionError" in ended.err
    assert "please report it" in ended.err


# --- interrupted -----------------------------------------------------------------------------------------------------

WHOLE_DAY = ("hyosan-high", "--until", "day 1 16:00", "--seed", "2")


def stopped(folder: Path, *signals: signal.Signals) -> Ended:
    """Start a run in a process of its own and send it signals as soon as its folder is there."""
    command = [sys.executable, "-m", "hyosan", "run", *WHOLE_DAY, "--out", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        while not (folder / "people.parquet").is_file():
            assert child.poll() is None, child.communicate()
            time.sleep(0.002)
        for sign in signals:
            os.kill(child.pid, sign)
        out, err = child.communicate(timeout=120)
    return Ended(child.returncode, out, err)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str | None:
    """Digest of that run when nobody stops it."""
    folder = tmp_path_factory.mktemp("undisturbed") / "run"
    command = [sys.executable, "-m", "hyosan", "run", *WHOLE_DAY, "--no-chronicle", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return open_run(folder).manifest.digest


@NEEDS_SIGNALS
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_a_stopped_run_can_be_read_and_resumed_to_the_same_digest(
    sign: signal.Signals, code: int, undisturbed: str, shell: Shell
) -> None:
    folder = shell.folder / "run"
    ended = stopped(folder, sign)
    assert ended.code == code
    assert ended.out == ""
    assert f"hyosan resume {folder}" in ended.err
    assert "Traceback" not in ended.err
    interrupted = open_run(folder)
    assert interrupted.manifest.status == "interrupted"
    assert interrupted.manifest.reached < interrupted.manifest.until
    assert interrupted.events()["kind"][0] == "beginning"
    explained = shell("explain", folder)
    assert explained.code == 0, explained.err
    assert shell("digest", folder).code == 0

    assert shell("resume", folder).code == 0

    assert open_run(folder).manifest.status == "complete"
    assert shell("digest", folder).out.strip() == undisturbed


@NEEDS_SIGNALS
def test_a_resumed_run_can_be_told_as_json(shell: Shell) -> None:
    from hyosan.engine import Options, run_scenario
    from hyosan.scenario import load

    run_scenario(load(SCHOOL), "small", "0", Options(), shell.folder / "run", lambda now: now < 33_000)
    ended = shell("resume", "run", "--json")
    assert json.loads(ended.out)["run"] == "run"
    assert shell("resume", "run").code == 1


def test_a_keyboard_interrupt_within_a_step_leaves_an_interrupted_run(shell: Shell) -> None:
    from hyosan.engine import Options, run_scenario
    from hyosan.scenario import load

    def interrupt(now: int) -> bool:
        if now > 33_000:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        run_scenario(load(SCHOOL), "small", "0", Options(), shell.folder / "run", interrupt)
    assert open_run(shell.folder / "run").manifest.status == "interrupted"
    assert shell("resume", "run").code == 0


def test_a_run_with_another_scenario_than_it_was_begun_with_is_not_resumed(shell: Shell) -> None:
    from hyosan.engine import Options, run_scenario
    from hyosan.scenario import load

    def fail(now: int) -> bool:
        raise RuntimeError(str(now))

    with pytest.raises(RuntimeError):
        run_scenario(load(SCHOOL), "small", "0", Options(), shell.folder / "run", fail)
    assert open_run(shell.folder / "run").manifest.status == "failed"
    scenario = shell.folder / "run" / "scenario.toml"
    scenario.write_text(scenario.read_text().replace("A small school", "Another school"))
    ended = shell("resume", "run")
    assert ended.code == 4
    assert "not the scenario" in one_message(ended)
