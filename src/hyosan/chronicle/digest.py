"""The digest: equal for equal runs, on every machine, at any number of threads."""

import hashlib
import json
import struct
from collections.abc import Iterable
from typing import Any, Self

import numpy as np
import numpy.typing as npt

BLOCK_RECORDS = 4096
HASH_BYTES = 32
_HEAD = struct.Struct(f"<qq{HASH_BYTES}s")


def _blake(*pieces: memoryview | bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


class RunningHash:
    """A hash of a stream of records that can be put into a checkpoint and taken up again.

    Whole blocks of 4096 records are chained, h = BLAKE2b-256(h, block); the rest waits for more. So the hash
    depends on the records and their layout, and not on how many came at a time.

    dtype : the packed record; its names and formats start the chain
    """

    def __init__(self, dtype: np.dtype[np.void]) -> None:
        self._record_bytes = dtype.itemsize
        self._chain = _blake(json.dumps(dtype.descr).encode())
        self._pending = bytearray()
        self._n_blocks = 0

    @property
    def n_records(self) -> int:
        """Records taken in so far, count."""
        return self._n_blocks * BLOCK_RECORDS + len(self._pending) // self._record_bytes

    def update(self, records: npt.NDArray[np.void]) -> None:
        """Take in records, in order.

        records : (n,) of the dtype of the hash, contiguous
        """
        stream = records.view(np.uint8)
        block_bytes = BLOCK_RECORDS * self._record_bytes
        if self._pending:
            missing = block_bytes - len(self._pending)
            self._pending += stream[:missing].data
            stream = stream[missing:]
            if len(self._pending) == block_bytes:
                self._close_block(bytes(self._pending))
                self._pending.clear()
        n_whole = len(stream) // block_bytes
        for block in stream[: n_whole * block_bytes].reshape(n_whole, block_bytes):
            self._close_block(block.data)
        self._pending += stream[n_whole * block_bytes :].data

    def _close_block(self, block: memoryview | bytes) -> None:
        self._chain = _blake(self._chain, block)
        self._n_blocks += 1

    def hexdigest(self) -> str:
        """Hash of all records so far; more may follow."""
        return _blake(self._chain, bytes(self._pending), struct.pack("<q", self.n_records)).hex()

    def state(self) -> bytes:
        """Everything needed to go on later: below 4096 records' worth of bytes."""
        return _HEAD.pack(self._record_bytes, self._n_blocks, self._chain) + bytes(self._pending)

    @classmethod
    def from_state(cls, state: bytes) -> Self:
        """Go on from a state.

        state : bytes that `state` returned
        """
        running = cls.__new__(cls)
        running._record_bytes, running._n_blocks, running._chain = _HEAD.unpack_from(state)
        running._pending = bytearray(state[_HEAD.size :])
        return running


def run_digest(
    schema_version: int,
    columns: Iterable[tuple[str, npt.NDArray[Any]]],
    events: RunningHash,
    links: RunningHash,
    choices: RunningHash,
) -> str:
    """Hash what a run is: the version of the model schema, the final state, and everything that happened.

    schema_version : version of the codes
    columns        : (name, array) of the final state, in the order of the model
    events, links, choices : the running hashes of the three tables
    Returns 64 hexadecimal digits.
    Raises TypeError for an array that is not of numbers, truth values or fixed-width text.
    """
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    digest.update(json.dumps(["hyosan", schema_version]).encode())
    for name, array in columns:
        settled = _settled(name, array)
        # A JSON list ends itself and states the size of what follows, so no two states share a byte stream.
        digest.update(json.dumps([name, settled.dtype.str, array.shape]).encode())
        digest.update(settled.reshape(-1).view(np.uint8).data)
    digest.update(json.dumps([stream.hexdigest() for stream in (events, links, choices)]).encode())
    return digest.hexdigest()


def _settled(name: str, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same values in C order, little-endian; one NaN and one zero (see `schema.settle_floats`)."""
    if array.dtype.kind not in "biufSU":
        raise TypeError(f"state column {name}: {array.dtype} has no canonical bytes")
    settled = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    if settled.dtype.kind == "f":
        settled = settled + 0.0
        settled[np.isnan(settled)] = np.nan
    return settled
