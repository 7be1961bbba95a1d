"""Files that are either whole or not there."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import polars as pl

from hyosan.errors import EnvironmentProblem

COMPRESSION = 1  #: level of Zstandard; higher ones take longer and save next to nothing on events
TEMPORARY_SUFFIX = ".tmp"
_READ_BYTES = 1 << 20


@contextmanager
def disk_problems(path: Path) -> Iterator[None]:
    """Turn what the system refuses (full disk, no permission) into one clear message.

    path : the file or folder being worked on
    Raises EnvironmentProblem, naming the path.
    """
    try:
        yield
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise EnvironmentProblem(f"{path}: {reason}; check the space and the permissions there") from refusal


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file under a temporary name, and put it in its place only once it is safely on disk.

    path : where the file appears; an older one is replaced
    Raises EnvironmentProblem if it cannot be written; nothing is left behind then.
    """
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    with disk_problems(path):
        try:
            with temporary.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last: the name of a file is stored in its folder."""
    if os.name == "nt":  # Windows opens no folders, and keeps renames by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole.

    path : where it appears
    data : what it holds
    Raises EnvironmentProblem.
    """
    with new_file(path) as file:
        file.write(data)


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame as a Parquet file, whole.

    path  : where it appears
    frame : any columns
    Raises EnvironmentProblem.
    """
    # Through memory: Polars hides a full disk behind an error of its own.
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=COMPRESSION)
    with new_file(path) as file:
        file.write(buffer.getbuffer())


def checksum(path: Path) -> str:
    """BLAKE2b-256 of a file.

    path : an existing file
    Returns 64 hexadecimal digits.
    """
    digest = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        while piece := file.read(_READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()
