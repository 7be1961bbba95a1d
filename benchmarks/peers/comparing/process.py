"""One command in a process of its own, on some cores, with what the operating system says that it cost."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "POLARS_MAX_THREADS",
)
QUIET = {"MPLBACKEND": "agg", "TQDM_DISABLE": "1", "STARSIM_INSTALL_FONTS": "0"}


@dataclass(frozen=True)
class Finished:
    """A process that has ended.

    printed : what it wrote to standard output
    wall_s  : from start to end, interpreter and imports included, s
    cpu_s   : processor time, user and system, s
    peak_mb : the most memory that it held, MB
    """

    printed: str
    wall_s: float
    cpu_s: float
    peak_mb: float


class RunError(RuntimeError):
    """A command that did not end well."""


def alone(command: Sequence[str], cores: int, variables: Mapping[str, str] | None = None) -> Finished:
    """Run a command on that many cores and wait for it.

    Raises RunError, with the end of what it complained about.
    """
    threads = dict.fromkeys(THREAD_VARIABLES, str(cores))
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=printed,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **QUIET, **threads, **(variables or {})},
            preexec_fn=pinning(cores),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RunError(f"{' '.join(command)}\nended with {process.returncode}:\n{text(complaints)[-2000:]}")
        return Finished(text(printed), wall_s, usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss))


def pinning(cores: int) -> Callable[[], None] | None:
    """What keeps a new process on the last cores that this one may use; None where that cannot be done."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    kept = set(sorted(os.sched_getaffinity(0))[-cores:])
    return lambda: os.sched_setaffinity(0, kept)


def text(file) -> str:
    """All that was written to a file."""
    file.seek(0)
    return file.read().decode(errors="replace")


def megabytes(peak: int) -> float:
    """The system's figure for peak memory, which is in bytes or in KiB, in MB."""
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
