import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyosan.chronicle.digest import BLOCK_RECORDS, RunningHash, run_digest
from hyosan.chronicle.schema import LINKS

N = 3 * BLOCK_RECORDS + 5
RECORDS = np.zeros(N, LINKS.dtype)
RECORDS["event"] = np.arange(N)
EMPTY = RunningHash(LINKS.dtype)


def hash_of(records: np.ndarray) -> str:
    running = RunningHash(LINKS.dtype)
    running.update(records)
    return running.hexdigest()


WHOLE = hash_of(RECORDS)


@given(cuts=st.lists(st.integers(0, N), max_size=8), with_checkpoints=st.booleans())
def test_the_hash_does_not_depend_on_the_chunks(cuts: list[int], with_checkpoints: bool) -> None:
    running = RunningHash(LINKS.dtype)
    for chunk in np.split(RECORDS, sorted(cuts)):
        running.update(chunk)
        if with_checkpoints:
            running = RunningHash.from_state(running.state())
    assert running.hexdigest() == WHOLE
    assert running.n_records == N


def test_the_chain_is_the_documented_one() -> None:
    def blake(data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=32).digest()

    layout = b'[["event", "<i8"], ["because_of", "<i8"], ["role", "<i2"]]'
    chain = blake(layout)
    for block in range(3):
        chain = blake(chain + RECORDS[block * BLOCK_RECORDS : (block + 1) * BLOCK_RECORDS].tobytes())
    assert blake(chain + RECORDS[3 * BLOCK_RECORDS :].tobytes() + N.to_bytes(8, "little")).hex() == WHOLE


@pytest.mark.parametrize("n", [0, 1, BLOCK_RECORDS - 1, BLOCK_RECORDS, BLOCK_RECORDS + 1])
def test_one_record_more_is_another_hash(n: int) -> None:
    assert hash_of(RECORDS[:n]) != hash_of(RECORDS[: n + 1])


def test_asking_for_the_hash_changes_nothing() -> None:
    running = RunningHash(LINKS.dtype)
    running.update(RECORDS[:10])
    running.hexdigest()
    running.update(RECORDS[10:])
    assert running.hexdigest() == WHOLE


def digest(*columns: tuple[str, np.ndarray], version: int = 1) -> str:
    return run_digest(version, columns, EMPTY, EMPTY, EMPTY)


@pytest.mark.parametrize(
    "other",
    [
        ("b", np.array([1, 2], np.int32)),
        ("a", np.array([2, 1], np.int32)),
        ("a", np.array([1, 2], np.uint32)),
        ("a", np.array([1, 2, 0], np.int32)),
        ("a", np.array([[1, 2]], np.int32)),
    ],
    ids=["name", "values", "dtype", "length", "shape"],
)
def test_the_digest_covers_everything_about_a_column(other: tuple[str, np.ndarray]) -> None:
    assert digest(other) != digest(("a", np.array([1, 2], np.int32)))


def test_the_digest_covers_version_order_and_streams() -> None:
    a, b = ("a", np.arange(2)), ("b", np.arange(2))
    full = RunningHash(LINKS.dtype)
    full.update(RECORDS)
    digests = {
        digest(a, b),
        digest(b, a),
        digest(a, b, version=2),
        run_digest(1, [a, b], full, EMPTY, EMPTY),
        run_digest(1, [a, b], EMPTY, full, EMPTY),
        run_digest(1, [a, b], EMPTY, EMPTY, full),
    }
    assert len(digests) == 6


def test_memory_layout_does_not_matter() -> None:
    square = np.arange(6.0).reshape(2, 3)
    assert digest(("a", np.asfortranarray(square))) == digest(("a", square.astype(">f8"))) == digest(("a", square))


def test_neither_nan_payloads_nor_the_sign_of_zero_matter() -> None:
    strange = np.array([0xFFF8_0000_0000_0001, 1 << 63], np.uint64).view(np.float64)
    assert digest(("a", strange)) == digest(("a", np.array([np.nan, 0.0])))
    assert np.signbit(strange[1]), "the state itself stays as it was"


def test_a_column_without_canonical_bytes_is_refused() -> None:
    with pytest.raises(TypeError, match="state column a: object"):
        digest(("a", np.array([None])))


def test_zero_dimensional_and_empty_columns_are_hashed() -> None:
    assert len({digest(("a", np.array(1))), digest(("a", np.array([1]))), digest(("a", np.array([], np.int64)))}) == 3
