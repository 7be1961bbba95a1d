"""The parts of a chronicle on disk: `chronicle/TABLE-NUMBER.parquet`, three files to a number.

Events are written last: a part is finished when its events are there, with whole links and choices.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from hyosan.chronicle.files import disk_problems
from hyosan.chronicle.schema import EVENTS, Table
from hyosan.errors import DamagedRun

PARTS_FOLDER = "chronicle"
_PATH = re.compile(PARTS_FOLDER + r"/(events|links|choices)-(\d{5,})\.parquet")


def part_path(folder: Path, table: Table, number: int) -> Path:
    """Where a part of a table lies.

    folder : the run folder
    table  : one of `TABLES`
    number : counted from 0
    """
    return folder / PARTS_FOLDER / f"{table.name}-{number:05d}.parquet"


def finished_parts(folder: Path) -> list[int]:
    """Numbers of the parts whose events are on disk, ascending.

    folder : the run folder
    """
    return event_parts(_paths(folder))


def event_parts(paths: Iterable[str]) -> list[int]:
    """Numbers of the parts whose events are among the paths, ascending.

    paths : relative to the run folder, with slashes
    """
    return sorted(number for number, name in _parsed(paths) if name == EVENTS.name)


def keep_parts(folder: Path, n_parts: int) -> None:
    """Remove every part from a number on.

    folder  : the run folder
    n_parts : parts that stay, count
    Raises DamagedRun if one that should stay is missing, EnvironmentProblem if the disk refuses.
    """
    missing = set(range(n_parts)) - set(finished_parts(folder))
    if missing:
        raise DamagedRun(f"{part_path(folder, EVENTS, min(missing))}: missing")
    # Backwards and events first, so that a stop half-way leaves a shorter chronicle, not a torn one.
    for number, name in sorted(_parsed(_paths(folder)), key=_removal_order, reverse=True):
        if number >= n_parts:
            path = folder / PARTS_FOLDER / f"{name}-{number:05d}.parquet"
            with disk_problems(path):
                path.unlink()


def _removal_order(part: tuple[int, str]) -> tuple[int, bool]:
    number, name = part
    return number, name == EVENTS.name


def _paths(folder: Path) -> Iterable[str]:
    return (path.relative_to(folder).as_posix() for path in (folder / PARTS_FOLDER).glob("*"))


def _parsed(paths: Iterable[str]) -> list[tuple[int, str]]:
    """(number, table) of every part; temporary files have other names."""
    matches = map(_PATH.fullmatch, paths)
    return [(int(match[2]), match[1]) for match in matches if match]
