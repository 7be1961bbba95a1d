"""A real kill: whatever moment it hits, finished parts stay, and going on gives the same digest."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from hyosan.chronicle import Chronicle, open_run
from hyosan.chronicle.parts import finished_parts
from hyosan.world.codes import Kind

from .conftest import MANIFEST

ENDLESS_RUN = """
import sys
from pathlib import Path
from hyosan.chronicle import Chronicle
chronicle = Chronicle(Path(sys.argv[1]), part_rows=4)
chronicle.add(0, 0, cause=-1)
(Path(sys.argv[1]) / "checkpoint").write_bytes(chronicle.state())
while True:
    chronicle.add(chronicle.next_id, 80, who=1, cause=0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_run_keeps_its_parts_and_goes_on_to_the_same_digest(tmp_path: Path) -> None:
    MANIFEST.write(tmp_path)
    run = subprocess.Popen([sys.executable, "-c", ENDLESS_RUN, str(tmp_path)])
    try:
        _wait_for_parts(tmp_path, run)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()

    ids = open_run(tmp_path).events()["id"].to_list()
    assert len(ids) >= 9
    assert ids == list(range(len(ids)))
    resumed = Chronicle.from_state(tmp_path, (tmp_path / "checkpoint").read_bytes())
    straight = Chronicle(None)
    straight.add(0, Kind.BEGINNING, cause=-1)
    for chronicle in (resumed, straight):
        chronicle.add_batch(np.arange(1, 100), Kind.SAW, np.ones(99), -1, -1, 0, np.nan)
    assert resumed.digest([]) == straight.digest([])
    assert open_run(tmp_path).events().height == 100


def _wait_for_parts(folder: Path, run: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while len(finished_parts(folder)) < 3:
        assert run.poll() is None, "the run ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.01)
