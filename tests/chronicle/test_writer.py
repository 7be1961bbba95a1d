from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyosan.chronicle import EVENTS, Chronicle
from hyosan.chronicle.parts import finished_parts, part_path
from hyosan.errors import DamagedRun, EnvironmentProblem
from hyosan.world.codes import Act, Drive, Kind, LinkRole

from .conftest import ints, tell

COLUMNS = ("id", "time", "kind", "who", "other", "place", "cause", "value")


def begun(folder: Path | None = None, part_rows: int = 200_000) -> Chronicle:
    chronicle = Chronicle(folder, part_rows)
    chronicle.add(0, Kind.BEGINNING, cause=-1)
    return chronicle


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "chronicle").iterdir())


def add(chronicle: Chronicle, *causes: int) -> int:
    return chronicle.add_batch(1, Kind.SAW, np.zeros(len(causes)), -1, -1, np.array(causes), np.nan)


def test_the_tables_are_exactly_what_was_told(tmp_path: Path) -> None:
    chronicle = Chronicle(tmp_path)
    tell(chronicle)
    chronicle.close()
    events, links, choices = (
        pl.read_parquet(tmp_path / "chronicle" / f"{name}-00000.parquet") for name in ("events", "links", "choices")
    )
    assert events.columns == list(COLUMNS)
    assert events.rows() == [
        (0, 0, "beginning", None, None, None, None, 3.0),
        (1, 60, "infection", 0, None, 4, 0, 1.0),
        (2, 60, "turned", 0, None, 4, 1, None),
        (3, 90, "bite", 0, 1, 4, 2, 0.5),
        (4, 90, "flee", 2, None, 4, 3, None),
        (5, 95, "infection", 1, 0, 4, 3, 0.5),
    ]
    assert links.rows() == [(4, 2, "seen")]
    assert choices.rows() == [(4, "flee", "fear", "hide", 2.5, 1.0)]
    assert chronicle.counts == {"events": 6, "links": 1, "choices": 1}


def test_ids_ascend_without_gaps() -> None:
    chronicle = begun()
    assert add(chronicle, 0, 0) == 1
    assert add(chronicle) == 3
    assert add(chronicle, 2) == 3
    assert chronicle.next_id == 4


@pytest.mark.parametrize(
    ("causes", "event", "cause"),
    [
        ((0, -1), 2, -1),  # none
        ((0, -3), 2, 2),  # itself
        ((-3, 0), 1, 2),  # a later row of the batch
        ((0, -4), 2, 3),  # a row that the batch does not have
        ((7, 0), 1, 7),  # an id not yet given
    ],
)
def test_a_cause_must_be_an_earlier_event(causes: tuple[int, ...], event: int, cause: int) -> None:
    chronicle = begun()
    with pytest.raises(AssertionError, match=f"event {event}: its cause must be an earlier event, not {cause}"):
        add(chronicle, *causes)
    assert chronicle.next_id == 1


def test_only_the_beginning_is_without_a_cause() -> None:
    chronicle = Chronicle(None)
    with pytest.raises(AssertionError, match="event 0"):
        chronicle.add(0, Kind.BEGINNING, cause=0)
    with pytest.raises(AssertionError, match="event 1"):
        add(chronicle, -1, -1)
    assert add(chronicle, -1, -2) == 0


def test_links_point_to_earlier_known_events() -> None:
    chronicle = begun()
    add(chronicle, 0, 0)
    chronicle.add_links(ints(-3, -2, 2), ints(-2, 0, 1), LinkRole.TOLD)
    for event, because_of in ((-4, 0), (3, 0), (-1, 0), (1, 1), (1, 2), (0, -1)):
        with pytest.raises(AssertionError, match="event"):
            chronicle.add_links(ints(event), ints(because_of), LinkRole.TOLD)
    assert chronicle.counts["links"] == 3


def test_choices_belong_to_known_events() -> None:
    chronicle = begun()
    with pytest.raises(AssertionError, match="event 1 is not in the chronicle"):
        chronicle.add_choices(ints(1), Act.HIDE, Drive.FEAR, -1, 1.0, np.nan)
    chronicle.add_links(ints(), ints(), LinkRole.TOLD)
    chronicle.add_choices(ints(), Act.HIDE, Drive.FEAR, -1, 1.0, np.nan)
    assert chronicle.counts == {"events": 1, "links": 0, "choices": 0}


def test_parts_end_between_batches_and_keep_a_batch_with_its_links(tmp_path: Path) -> None:
    chronicle = Chronicle(tmp_path, part_rows=2)
    tell(chronicle)
    chronicle.close()
    heights = [pl.read_parquet(part_path(tmp_path, EVENTS, n)).height for n in finished_parts(tmp_path)]
    assert heights == [3, 3]
    assert pl.read_parquet(tmp_path / "chronicle" / "links-00001.parquet").rows() == [(4, 2, "seen")]
    assert pl.read_parquet(tmp_path / "chronicle" / "links-00000.parquet").is_empty()


def test_kinds_are_a_dictionary_column_on_disk(tmp_path: Path) -> None:
    begun(tmp_path).close()
    schema = pl.read_parquet_schema(part_path(tmp_path, EVENTS, 0))
    assert schema == dict(EVENTS.polars_schema)


@given(part_rows=st.integers(1, 7), seeds=st.lists(st.integers(0, 3), max_size=12))
def test_the_digest_depends_neither_on_parts_nor_on_batches(part_rows: int, seeds: list[int]) -> None:
    one_by_one, in_batches = begun(), begun(part_rows=part_rows)
    for n in seeds:
        in_batches.add_batch(5, Kind.SAW, np.arange(n), -1, 2, 0, 0.0)
        for who in range(n):
            one_by_one.add(5, Kind.SAW, who=who, place=2, cause=0, value=-0.0)
    assert in_batches.digest([]) == one_by_one.digest([])


def test_the_digest_is_the_same_without_a_folder(tmp_path: Path) -> None:
    kept, unkept = Chronicle(tmp_path), Chronicle(None)
    tell(kept)
    tell(unkept)
    assert kept.digest([("a", np.arange(3))]) == unkept.digest([("a", np.arange(3))])
    assert unkept.digest([]) != begun().digest([])


def test_growing_keeps_what_was_there() -> None:
    grown, again = begun(), begun()
    for _ in range(3):
        add(grown, *[0] * 1000)
    add(again, *[0] * 3000)
    assert grown.digest([]) == again.digest([])


@pytest.mark.parametrize("is_kept", [True, False])
def test_going_on_from_a_checkpoint_gives_the_same_parts_and_digest(tmp_path: Path, is_kept: bool) -> None:
    folder, straight = (tmp_path / "killed" if is_kept else None), begun()
    chronicle = begun(folder, part_rows=3)
    for n, told in enumerate((straight, chronicle)):
        add(told, 0, -2)
        if n:
            state = chronicle.state()
        add(told, 1, -2)
    add(chronicle, 4)
    add(chronicle, 5)  # a part and a half more than the checkpoint knows
    chronicle.catch_up()
    resumed = Chronicle.from_state(folder, state, part_rows=3)
    assert resumed.next_id == 3
    add(resumed, 1, -2)
    assert resumed.digest([]) == straight.digest([])
    if folder:
        ids = [pl.read_parquet(part_path(folder, EVENTS, n))["id"].to_list() for n in finished_parts(folder)]
        assert ids == [[0, 1, 2], [3, 4]]


def test_a_state_without_its_parts_is_refused(tmp_path: Path) -> None:
    chronicle = begun(tmp_path)
    state = chronicle.state()
    part_path(tmp_path, EVENTS, 0).unlink()
    with pytest.raises(DamagedRun, match=r"events-00000\.parquet: missing"):
        Chronicle.from_state(tmp_path, state)


def test_a_state_of_the_beginning_starts_over(tmp_path: Path) -> None:
    begun(tmp_path).close()
    chronicle = Chronicle.from_state(tmp_path, Chronicle(None).state())
    assert files(tmp_path) == []
    tell(chronicle)


def test_a_chronicle_is_never_overwritten(tmp_path: Path) -> None:
    begun(tmp_path).close()
    with pytest.raises(AssertionError, match="holds a chronicle"):
        Chronicle(tmp_path)


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chronicle = Chronicle(tmp_path)
    tell(chronicle)
    with monkeypatch.context() as full:
        full.setattr("os.fsync", _no_space)
        with pytest.raises(EnvironmentProblem, match=r"choices-00000\.parquet: No space left on device"):
            chronicle.flush()
    assert files(tmp_path) == []
    unhindered = Chronicle(None)
    tell(unhindered)
    assert chronicle.digest([]) == unhindered.digest([])
    assert len(files(tmp_path)) == 3


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")
