"""Equal digests however a run is made: threads, interruptions, kills, observers, with and without its chronicle."""

import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hyosan import jit
from hyosan.chronicle import PLACE_SERIES_FILE, Series, open_run, verify
from hyosan.engine import Observer, Options, resume_run, run_scenario
from hyosan.population import build_world
from tests.worlds import digest_of, small_school, told

STOPS = {"at its beginning": 31_800, "before the first bite": 32_040, "in the outbreak": 33_000}


@pytest.fixture(scope="module")
def digest() -> str:
    """Of an undisturbed run."""
    return told(small_school()).digest


def digest_with_threads(threads: int, inline_below: int) -> str:
    scenario = small_school()
    world = build_world(scenario, 1, threads)
    world.inline_below = inline_below
    return digest_of(world, scenario)


def run_into(folder: Path, progress: Callable[[int], bool] | None = None, **options: object) -> Path:
    return run_scenario(small_school(), "small", "0", Options(**options), folder, progress)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_that_are_really_used_change_nothing(
    threads: int, digest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools = []

    class Counted(ThreadPoolExecutor):
        def __init__(self, size: int) -> None:
            pools.append(size)
            super().__init__(size)

    monkeypatch.setattr(jit, "ThreadPoolExecutor", Counted)
    jit._pool.cache_clear()
    assert digest_with_threads(threads, inline_below=2) == digest
    assert pools == ([threads - 1] if threads > 1 else [])


def test_another_seed_and_a_changed_trait_have_other_digests(digest: str) -> None:
    assert told(small_school(), seed=2).digest != digest
    assert told(small_school("person.Maker.resolve=0.1")).digest != digest


def test_observers_change_nothing(digest: str, tmp_path: Path) -> None:
    scenario = small_school()
    seen: list[int] = []
    states = [state.name for state in scenario.pathogen.state]
    places = Series(tmp_path / PLACE_SERIES_FILE, states, is_by_place=True)
    watcher = Observer(place_series=places, every=7, place_every=13, progress=lambda now: not seen.append(now))
    assert told(scenario, observer=watcher).digest == digest
    assert len(seen) > 100


def test_counting_more_or_less_often_changes_nothing(digest: str) -> None:
    assert told(small_school('series_every="7 min"', 'place_series_every="1 min"')).digest == digest


def test_a_run_without_its_chronicle_has_the_same_digest(digest: str, tmp_path: Path) -> None:
    folder = run_into(tmp_path / "run", chronicle=False)
    assert open_run(folder).manifest.digest == digest
    assert not list((folder / "chronicle").iterdir())


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS.keys())
@pytest.mark.parametrize("chronicle", [True, False], ids=["with chronicle", "without"])
def test_an_interrupted_run_goes_on_to_the_same_digest(stop: int, chronicle: bool, digest: str, tmp_path: Path) -> None:
    folder = run_into(tmp_path / "run", lambda now: now < stop, chronicle=chronicle)
    interrupted = open_run(folder).manifest
    assert interrupted.status == "interrupted"
    assert interrupted.reached == stop
    assert interrupted.digest != digest

    resume_run(folder, threads=2)

    complete = open_run(folder).manifest
    assert complete.status == "complete"
    assert complete.digest == digest
    if chronicle:
        assert verify(open_run(folder)) == digest


KILLED_RUN = """
import sys, time
from pathlib import Path
from hyosan.engine import Options, run_scenario
from tests.worlds import small_school

def tell(now):
    if now >= 33_000:
        print("here", flush=True)
        time.sleep(600)
    return True

run_scenario(small_school(), "small", "0", Options(), Path(sys.argv[1]), tell)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_run_goes_on_to_the_same_digest(digest: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", KILLED_RUN, folder], cwd=root, stdout=subprocess.PIPE) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline().strip() == b"here"
        finally:
            child.send_signal(signal.SIGKILL)
    assert open_run(folder).manifest.status == "running"

    resume_run(folder)

    assert verify(open_run(folder)) == digest
