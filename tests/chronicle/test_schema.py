import numpy as np
import polars as pl
import pytest

from hyosan.chronicle.schema import CHOICES, EVENTS, LINKS, TABLES, Table, settle_floats
from hyosan.world.codes import Act, Drive, Kind

CANONICAL_NAN = 0x7FF8_0000_0000_0000
TWO_EVENTS = np.array(
    [(0, 0, Kind.BEGINNING, -1, -1, -1, -1, np.nan), (1, 9, Kind.STRUCK, 5, 6, 7, 0, 0.5)], EVENTS.dtype
)


def test_records_are_packed_and_little_endian() -> None:
    assert EVENTS.dtype.itemsize == 8 + 8 + 2 + 4 + 4 + 4 + 8 + 8
    assert LINKS.dtype.itemsize == 8 + 8 + 2
    assert CHOICES.dtype.itemsize == 8 + 3 * 2 + 8 + 8
    assert TWO_EVENTS[1:].tobytes()[:18] == b"\x01" + bytes(7) + b"\x09" + bytes(7) + b"\x59\x00"


def test_a_frame_holds_words_and_nulls() -> None:
    frame = EVENTS.frame(TWO_EVENTS)
    assert frame.schema == EVENTS.polars_schema
    assert frame.schema["kind"] == pl.Enum([kind.name.lower() for kind in Kind])
    assert frame.rows() == [
        (0, 0, "beginning", None, None, None, None, None),
        (1, 9, "struck", 5, 6, 7, 0, 0.5),
    ]


def test_a_missing_runner_up_is_null() -> None:
    lonely = np.array([(3, Act.IDLE, Drive.HABIT, -1, 1.5, np.nan)], CHOICES.dtype)
    assert CHOICES.frame(lonely).rows() == [(3, "idle", "habit", None, 1.5, None)]
    assert CHOICES.records(CHOICES.frame(lonely)).tobytes() == lonely.tobytes()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_survives_the_way_to_words_and_back(kind: Kind) -> None:
    records = TWO_EVENTS.copy()
    records["kind"] = kind
    frame = EVENTS.frame(records)
    assert frame["kind"].to_list() == [kind.name.lower()] * 2
    assert EVENTS.records(frame).tobytes() == records.tobytes()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_empty_tables_keep_their_types(table: Table) -> None:
    assert table.frame(np.zeros(0, table.dtype)).schema == table.polars_schema


@pytest.mark.parametrize("code", [-1, 95, 5000])
def test_a_code_without_a_word_is_refused(code: int) -> None:
    records = TWO_EVENTS.copy()
    records["kind"][1] = code
    with pytest.raises(AssertionError, match=f"column kind: no word for code {code}"):
        EVENTS.frame(records)


def test_floats_are_settled_to_one_nan_and_one_zero() -> None:
    records = np.zeros(3, EVENTS.dtype)
    records["value"] = np.array([0xFFF8_0000_0000_0001, 1 << 63, 0x3FF0 << 48], np.uint64).view(np.float64)
    settle_floats(records)
    bits = np.ascontiguousarray(records["value"]).view(np.uint64)
    assert bits.tolist() == [CANONICAL_NAN, 0, 0x3FF0 << 48]
