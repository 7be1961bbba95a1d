"""A run read back: its tables, its manifest, and whether they are still what the program wrote."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.chronicle.digest import HASH_BYTES, RunningHash, run_digest
from hyosan.chronicle.files import checksum, disk_problems
from hyosan.chronicle.folder import PEOPLE_FILE, PLACES_FILE, SCENARIO_FILE, STATE_FILE
from hyosan.chronicle.manifest import MANIFEST_FILE, Manifest
from hyosan.chronicle.parts import event_parts, finished_parts, part_path
from hyosan.chronicle.schema import CHOICES, EVENTS, LINKS, TABLES, Table
from hyosan.chronicle.series import PLACE_SERIES_FILE, SERIES_FILE
from hyosan.errors import BadInput, DamagedRun

DISPOSABLE_FOLDER = "checkpoints"  #: its files may be deleted to win space, without harm to the record


def open_run(folder: Path) -> "RunRecord":
    """Open the record of a run; its tables are read, and checked, when they are asked for.

    folder : the run folder
    Raises BadInput if this is no run folder or one of another schema version, DamagedRun if the manifest is
    not what the program writes, EnvironmentProblem if it may not be read.
    """
    return RunRecord(folder, Manifest.read(folder))


class RunRecord:
    """What a run left behind; of an unfinished run, its finished parts.

    Everything read raises DamagedRun, naming the file, if the file is missing, cannot be read or is not
    the one that the run wrote, and EnvironmentProblem if it may not be read.

    folder   : the run folder
    manifest : its manifest
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._tables: dict[str, pl.DataFrame] = {}

    def __repr__(self) -> str:
        told = self.manifest
        return f"<run {self.folder}: {told.scenario}, seed {told.seed}, {told.status}>"

    def events(self) -> pl.DataFrame:
        """All events, by id: columns of `schema.EVENTS`."""
        return self._table(EVENTS)

    def links(self) -> pl.DataFrame:
        """Further causes of events, in the order recorded: columns of `schema.LINKS`."""
        return self._table(LINKS)

    def choices(self) -> pl.DataFrame:
        """Why choices fell as they did, in the order recorded: columns of `schema.CHOICES`."""
        return self._table(CHOICES)

    def series(self) -> pl.DataFrame:
        """Counts of the whole world: time (s), state, count."""
        return self._whole(SERIES_FILE)

    def last_counts(self) -> dict[str, int]:
        """People in each state when they were counted last."""
        series = self.series()
        last = series.filter(pl.col("time") == pl.col("time").max())
        return dict(zip(last["state"].cast(pl.String).to_list(), last["count"].to_list(), strict=True))

    def place_series(self) -> pl.DataFrame:
        """Counts of places: time (s), place, state, count; a row that is missing later means 0."""
        return self._whole(PLACE_SERIES_FILE)

    @property
    def people(self) -> pl.DataFrame:
        """Who is who."""
        return self._whole(PEOPLE_FILE)

    def people_columns(self, *names: str) -> pl.DataFrame:
        """Some columns of who is who, without the others taking memory.

        names : as far as the table has them
        """
        table = self._scan(self.folder / PEOPLE_FILE)
        return table.select([name for name in table.collect_schema() if name in names]).collect()

    @property
    def places(self) -> pl.DataFrame:
        """What is where."""
        return self._whole(PLACES_FILE)

    @cached_property
    def scenario_toml(self) -> str:
        """The resolved scenario."""
        return self._bytes(self.folder / SCENARIO_FILE).decode()

    def final_state(self) -> Iterator[tuple[str, npt.NDArray[Any]]]:
        """Name and array of each column of the final state, in the order of the digest."""
        path = self.folder / STATE_FILE
        try:
            with np.load(io.BytesIO(self._bytes(path)), allow_pickle=False) as archive:
                for name in archive.files:
                    yield name, archive[name]
        except (ValueError, EOFError, zipfile.BadZipFile, zlib.error) as damage:
            raise DamagedRun(f"{path}: unreadable ({damage})") from damage

    def part_frames(
        self, table: Table, columns: Sequence[str] = (), where: pl.Expr | None = None
    ) -> Iterator[pl.DataFrame]:
        """One frame per part of a table, in order; for what would be too much at once.

        table   : of `schema.TABLES`
        columns : the only ones to read; all where none is named
        where   : condition on any column, of the rows to read; all where None
        Raises BadInput for a run that was recorded without its chronicle.
        """
        types = table.polars_schema
        for number in self._parts:
            path = part_path(self.folder, table, number)
            part = self._scan(path)
            try:
                # Codes may have been added since: the words of an older part are among those of today.
                rows = part.select(types.names()).cast(types)
                yield (rows if where is None else rows.filter(where)).select(columns or types.names()).collect()
            except pl.exceptions.PolarsError as damage:
                raise DamagedRun(f"{path}: other columns than those of {table.name} ({damage})") from damage

    @cached_property
    def _parts(self) -> list[int]:
        is_sealed = bool(self.manifest.checksums)
        parts = event_parts(self.manifest.checksums) if is_sealed else finished_parts(self.folder)
        missing = set(range(len(parts))) - set(parts)
        if missing:
            raise DamagedRun(f"{part_path(self.folder, EVENTS, min(missing))}: missing")
        if is_sealed and not parts and self.manifest.counts.get(EVENTS.name, 0):
            raise BadInput(str(self.folder), "chronicle", "was not kept", "run it again without --no-chronicle")
        return parts

    def _table(self, table: Table) -> pl.DataFrame:
        if table.name not in self._tables:
            self._tables[table.name] = pl.concat([table.polars_schema.to_frame(), *self.part_frames(table)])
        return self._tables[table.name]

    def _whole(self, name: str) -> pl.DataFrame:
        if name not in self._tables:
            self._tables[name] = self._frame(self.folder / name)
        return self._tables[name]

    def _frame(self, path: Path) -> pl.DataFrame:
        try:
            return pl.read_parquet(io.BytesIO(self._bytes(path)))
        except pl.exceptions.PolarsError as damage:
            raise DamagedRun(f"{path}: unreadable ({damage})") from damage

    def _scan(self, path: Path) -> pl.LazyFrame:
        try:
            part = pl.scan_parquet(io.BytesIO(self._bytes(path)))
            part.collect_schema()
        except pl.exceptions.PolarsError as damage:
            raise DamagedRun(f"{path}: unreadable ({damage})") from damage
        return part

    def _bytes(self, path: Path) -> bytes:
        """The file, read once and checked before anybody looks into it."""
        with disk_problems(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                raise DamagedRun(f"{path}: missing") from None
        self._compare(path, hashlib.blake2b(data, digest_size=HASH_BYTES).hexdigest())
        return data

    def _compare(self, path: Path, found: str) -> None:
        expected = self.manifest.checksums.get(path.relative_to(self.folder).as_posix(), found)
        if found != expected:
            raise DamagedRun(f"{path}: not the file that the run wrote (its checksum differs)")

    def check_files(self) -> None:
        """Compare every file that the manifest lists with its checksum; checkpoints may be missing.

        Raises DamagedRun naming the first file that is missing or differs.
        """
        for name in self.manifest.checksums:
            path = self.folder / name
            with disk_problems(path):
                if path.is_file():
                    self._compare(path, checksum(path))
                elif not name.startswith(f"{DISPOSABLE_FOLDER}/"):
                    raise DamagedRun(f"{path}: missing")


def recompute_digest(record: RunRecord) -> str:
    """Compute the digest of a run from its parts and its final state, without believing the manifest.

    record : of a run that has ended
    Returns 64 hexadecimal digits.
    Raises BadInput for a run recorded without its chronicle, DamagedRun if a file is missing or differs.
    """
    hashes = [RunningHash(table.dtype) for table in TABLES]
    for table, running in zip(TABLES, hashes, strict=True):
        for frame in record.part_frames(table):
            running.update(table.records(frame))
    return run_digest(record.manifest.schema_version, record.final_state(), *hashes)


def verify(record: RunRecord) -> str:
    """Make sure that every file is the one that the run wrote, and that they give the digest of the manifest.

    record : of a run that has ended
    Returns the digest.
    Raises BadInput for a run that has not ended or was recorded without its chronicle, DamagedRun naming what
    differs.
    """
    stated = record.manifest.digest
    if stated is None:
        raise BadInput(str(record.folder), "digest", f"none yet, the run is {record.manifest.status}", "resume it")
    record.check_files()
    found = recompute_digest(record)
    if found != stated:
        raise DamagedRun(f"{record.folder / MANIFEST_FILE}: states the digest {stated}; the files give {found}")
    return found
