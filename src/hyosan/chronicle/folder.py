"""The folder of a run: made once, filled in the course of the run, sealed with checksums at its end."""

import re
import time
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.chronicle.files import (
    TEMPORARY_SUFFIX,
    checksum,
    disk_problems,
    new_file,
    write_bytes,
    write_frame,
)
from hyosan.chronicle.manifest import MANIFEST_FILE, Manifest
from hyosan.chronicle.parts import PARTS_FOLDER
from hyosan.errors import BadInput

PEOPLE_FILE = "people.parquet"
PLACES_FILE = "places.parquet"
SCENARIO_FILE = "scenario.toml"
STATE_FILE = "state.npz"
LARGE_BYTES = 1 << 18  #: arrays of the final state from this size on are stored as they are
_FIRST_DATE_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def create_run_folder(base: Path, scenario_name: str, seed: int, out: Path | None = None) -> Path:
    """Make a new folder for a run, never one that holds something.

    base          : where runs are kept; made if need be
    scenario_name : of the scenario
    seed          : of the run
    out           : the folder to use instead of base/SCENARIO-SEED[-n]; new or empty
    Returns the folder.
    Raises BadInput if out holds something, EnvironmentProblem if the folder cannot be made.
    """
    if out is not None:
        return _given(out)
    safe_name = re.sub(r"[^\w.-]", "-", scenario_name)
    return _next_free(base, f"{safe_name}-{seed}")


def _next_free(base: Path, name: str) -> Path:
    with disk_problems(base):
        base.mkdir(parents=True, exist_ok=True)
        n = 1
        while True:
            folder = base / (name if n == 1 else f"{name}-{n}")
            try:
                folder.mkdir()  # of two runs that start at once, one gets the name
            except FileExistsError:
                n += 1
            else:
                (folder / PARTS_FOLDER).mkdir()
                return folder


def _given(out: Path) -> Path:
    taken = BadInput("--out", str(out), "exists and is not an empty folder", "name a new or an empty one")
    with disk_problems(out):
        try:
            out.mkdir(parents=True, exist_ok=True)
            if any(out.iterdir()):
                raise taken
            (out / PARTS_FOLDER).mkdir()  # of two runs that found it empty, one gets it
        except (FileExistsError, NotADirectoryError):
            raise taken from None
    return out


def write_people(folder: Path, people: pl.DataFrame) -> None:
    """Write who is who.

    folder : the run folder
    people : one row per person that has an id in the chronicle
    Raises EnvironmentProblem if the disk refuses.
    """
    write_frame(folder / PEOPLE_FILE, people)


def write_places(folder: Path, places: pl.DataFrame) -> None:
    """Write what is where.

    folder : the run folder
    places : one row per place that has an id in the chronicle
    Raises EnvironmentProblem if the disk refuses.
    """
    write_frame(folder / PLACES_FILE, places)


def write_scenario(folder: Path, text: str) -> None:
    """Write the resolved scenario.

    folder : the run folder
    text   : TOML
    Raises EnvironmentProblem if the disk refuses.
    """
    write_bytes(folder / SCENARIO_FILE, text.encode())


def write_state(folder: Path, columns: Iterable[tuple[str, npt.NDArray[Any]]]) -> None:
    """Write the final state as `state.npz`: one array per column, in the order of the digest.

    Read it with `numpy.load(path, allow_pickle=False)`. Equal states give equal bytes: `numpy.savez` would
    put the time of day into the archive, so the archive is written here.

    folder  : the run folder
    columns : (name, array), each name once
    Raises EnvironmentProblem if the disk refuses.
    """
    with (
        new_file(folder / STATE_FILE) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name, array in columns:
            entry = zipfile.ZipInfo(f"{name}.npy", _FIRST_DATE_OF_ZIP)
            is_large = np.asanyarray(array).nbytes > LARGE_BYTES  # compressing would take longer than the run
            entry.compress_type = zipfile.ZIP_STORED if is_large else zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asanyarray(array), allow_pickle=False)


def seal(folder: Path, manifest: Manifest) -> Manifest:
    """Write the manifest of a run that has ended, with the checksums of all its files.

    folder   : the run folder, with everything else written
    manifest : with the status, digest and time reached
    Returns the manifest as written, with what the checksums took among the timings.
    Raises EnvironmentProblem if the disk refuses.
    """
    begun = time.perf_counter()
    checksums = file_checksums(folder)
    timings = {**manifest.timings, "sealing": time.perf_counter() - begun}
    sealed = replace(manifest, checksums=checksums, timings=timings)
    sealed.write(folder)
    return sealed


def file_checksums(folder: Path) -> dict[str, str]:
    """Checksums of all files of a run but the manifest itself and unfinished ones.

    folder : the run folder
    Returns relative path (with slashes) to BLAKE2b-256, sorted by path.
    Raises EnvironmentProblem if a file may not be read.
    """
    with disk_problems(folder):
        return {
            path.relative_to(folder).as_posix(): checksum(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != TEMPORARY_SUFFIX and path.name != MANIFEST_FILE
        }
