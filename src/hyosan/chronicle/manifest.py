"""The manifest: what a run is, how far it came, and the checksums of its files."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, Self, get_args

from hyosan.chronicle.files import disk_problems, write_bytes
from hyosan.errors import BadInput, DamagedRun
from hyosan.world.codes import SCHEMA_VERSION

MANIFEST_FILE = "manifest.json"

Status = Literal["running", "complete", "interrupted", "failed"]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a run is and how far it came.

    schema_version  : version of the codes in the files
    program_version : version of hyosan that wrote it
    scenario        : name
    scenario_hash   : hash of the resolved scenario
    seed            : of every draw
    start, until    : first and last time to simulate, s since the start of day 1
    start_date      : ISO date of day 1; None where days are only counted
    status          : "running" also after a kill, since nobody was there to say otherwise
    reached         : time up to which everything is recorded, s since the start of day 1
    digest          : of the run as far as it came; None while it runs
    canon           : whether the canon decisions were pinned
    options         : what else was asked for
    counts          : numbers of things (people, events, ...), count
    timings         : phase to duration, s
    checksums       : relative path to BLAKE2b-256 of every file; empty while the run goes on
    """

    schema_version: int = SCHEMA_VERSION
    program_version: str
    scenario: str
    scenario_hash: str
    seed: int
    start: int
    until: int
    start_date: str | None = None
    status: Status = "running"
    reached: int = 0
    digest: str | None = None
    canon: bool = False
    options: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Replace the manifest of a run folder, whole.

        folder : the run folder
        Raises EnvironmentProblem if the disk refuses.
        """
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        write_bytes(folder / MANIFEST_FILE, text.encode() + b"\n")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the manifest of a run folder.

        folder : the run folder
        Raises BadInput if this is no run folder or one of another schema version, DamagedRun if the
        manifest is not what the program writes, EnvironmentProblem if it may not be read.
        """
        path = folder / MANIFEST_FILE
        found = _read_object(path)
        _check_version(path, found)
        wrong = set(found) ^ {known.name for known in fields(cls)}
        if wrong:
            raise DamagedRun(f"{path}: missing or unknown: {', '.join(sorted(wrong))}")
        for known in fields(cls):
            if not _fits(known.name, found[known.name]):
                raise DamagedRun(f"{path}: {known.name} cannot be {found[known.name]!r}")
        return cls(**found)


def _read_object(path: Path) -> dict[str, Any]:
    with disk_problems(path):
        try:
            found = json.loads(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            raise BadInput(str(path.parent), MANIFEST_FILE, "no such file", "name the folder of a run") from None
        except ValueError as damage:
            raise DamagedRun(f"{path}: no JSON ({damage})") from damage
    if not isinstance(found, dict):
        raise DamagedRun(f"{path}: no JSON object")
    return found


def _check_version(path: Path, found: dict[str, Any]) -> None:
    version = found.get("schema_version")
    if not isinstance(version, int):
        raise DamagedRun(f"{path}: schema_version cannot be {version!r}")
    if version != SCHEMA_VERSION:
        raise BadInput(
            str(path),
            "schema_version",
            f"schema version {version}, written by hyosan {found.get('program_version')}",
            f"this hyosan reads schema version {SCHEMA_VERSION}",
        )


_TEXTS = ("program_version", "scenario", "scenario_hash")
_NUMBERS = ("schema_version", "seed", "start", "until", "reached")
_TABLES: dict[str, type | tuple[type, ...]] = {
    "options": object,
    "counts": int,
    "timings": (int, float),
    "checksums": str,
}


def _fits(name: str, value: Any) -> bool:
    """Whether a field holds what its annotation says, so that readers need not ask again."""
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _NUMBERS:
        return type(value) is int
    if name in _TABLES:
        return isinstance(value, dict) and all(isinstance(item, _TABLES[name]) for item in value.values())
    if name == "status":
        return value in get_args(Status)
    if name == "canon":
        return isinstance(value, bool)
    return value is None or isinstance(value, str)
