import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.chronicle import CHOICES, EVENTS, LINKS, Chronicle, open_run, recompute_digest, seal, verify
from hyosan.chronicle.folder import file_checksums, write_state
from hyosan.errors import BadInput, DamagedRun
from hyosan.world.codes import Kind

from .conftest import MANIFEST, STATE, tell


def test_everything_is_read_back(run_folder: Path) -> None:
    record = open_run(run_folder)
    assert record.manifest.status == "complete"
    assert record.manifest.counts == {"events": 6, "links": 1, "choices": 1}
    assert record.events().schema == EVENTS.polars_schema
    assert record.events()["id"].to_list() == list(range(6))
    assert record.events()["kind"].to_list() == [
        "beginning",
        "infection",
        "turned",
        "bite",
        "flee",
        "infection",
    ]
    assert record.links().rows() == [(4, 2, "seen")]
    assert record.choices().rows() == [(4, "flee", "fear", "hide", 2.5, 1.0)]
    assert record.series().rows() == [(0, "well", 3), (0, "turned", 0)]
    assert record.place_series().rows() == [(0, 4, "well", 3)]
    assert record.people["name"].to_list() == ["가", "<b>", "c"]
    assert record.places.rows() == [(4, "room")]
    assert record.scenario_toml == 'name = "small"\n'
    assert [name for name, _ in record.final_state()] == [name for name, _ in STATE]
    assert "small, seed 7, complete" in repr(record)


def test_nothing_is_read_before_it_is_asked_for(run_folder: Path) -> None:
    for path in run_folder.glob("*.parquet"):
        path.unlink()
    record = open_run(run_folder)
    assert record.events().height == 6
    assert record.events() is record.events()


def test_the_digest_is_recomputed_from_the_files(run_folder: Path, tmp_path: Path) -> None:
    unkept = Chronicle(None)
    tell(unkept)
    assert recompute_digest(open_run(run_folder)) == unkept.digest(STATE)
    assert verify(open_run(run_folder)) == unkept.digest(STATE)


def test_an_altered_digest_in_the_manifest_is_detected(run_folder: Path) -> None:
    record = open_run(run_folder)
    replace(record.manifest, digest="0" * 64).write(run_folder)
    with pytest.raises(DamagedRun, match=r"manifest\.json: states the digest 0{64}"):
        verify(open_run(run_folder))


def test_checksums_made_to_fit_do_not_hide_another_story(run_folder: Path) -> None:
    path = run_folder / "chronicle" / "events-00001.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(who=pl.lit(1, pl.Int32)).write_parquet(path)
    seal(run_folder, open_run(run_folder).manifest)
    with pytest.raises(DamagedRun, match="states the digest"):
        verify(open_run(run_folder))


def test_another_final_state_is_detected(run_folder: Path) -> None:
    write_state(run_folder, [(name, np.zeros_like(array)) for name, array in STATE])
    seal(run_folder, open_run(run_folder).manifest)
    with pytest.raises(DamagedRun, match="states the digest"):
        verify(open_run(run_folder))


EVERY_FILE = [
    *(f"chronicle/{table}-{n:05d}.parquet" for table in ("choices", "events", "links") for n in (0, 1)),
    "people.parquet",
    "places.parquet",
    "series.parquet",
    "place_series.parquet",
    "scenario.toml",
    "state.npz",
]


def read_all(folder: Path) -> None:
    record = open_run(folder)
    for read in (record.events, record.links, record.choices, record.series, record.place_series):
        read()
    assert record.people.height == 3
    assert record.places.height == 1
    assert record.scenario_toml
    assert list(record.final_state())


@pytest.mark.parametrize("harm", ["altered", "truncated", "missing"])
@pytest.mark.parametrize("name", EVERY_FILE)
def test_harm_to_a_file_is_detected_and_named(run_folder: Path, name: str, harm: str) -> None:
    path = run_folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(data if harm == "altered" else data[:-1])
    what = "missing" if harm == "missing" else "not the file that the run wrote"
    for read in (read_all, lambda folder: verify(open_run(folder))):
        with pytest.raises(DamagedRun, match=f"{path.name}: {what}"):
            read(run_folder)


def test_a_part_taken_out_of_the_manifest_too_is_missed(run_folder: Path) -> None:
    manifest = open_run(run_folder).manifest
    for path in (run_folder / "chronicle").glob("*-00000.parquet"):
        path.unlink()
    seal(run_folder, manifest)
    with pytest.raises(DamagedRun, match=r"events-00000\.parquet: missing"):
        open_run(run_folder).events()


def test_checkpoints_may_be_deleted_but_not_altered(run_folder: Path) -> None:
    manifest = open_run(run_folder).manifest
    checkpoint = run_folder / "checkpoints" / "1.npz"
    checkpoint.parent.mkdir()
    checkpoint.write_bytes(b"state")
    seal(run_folder, manifest)
    checkpoint.write_bytes(b"State")
    with pytest.raises(DamagedRun, match=r"1\.npz"):
        verify(open_run(run_folder))
    checkpoint.unlink()
    verify(open_run(run_folder))


def killed_run(folder: Path) -> None:
    """As a kill leaves it: a manifest that says running, two parts, a half-written third."""
    MANIFEST.write(folder)
    chronicle = Chronicle(folder, part_rows=2)
    tell(chronicle)
    chronicle.add(100, Kind.DIED, who=1, cause=5)
    chronicle.add(101, Kind.DIED, who=0, cause=5)  # these two stay in memory
    chronicle.catch_up()
    (folder / "chronicle" / ".events-00002.parquet.tmp").write_bytes(b"PAR1")
    (folder / "chronicle" / "links-00002.parquet").write_bytes(b"PAR1")


def test_the_finished_parts_of_a_killed_run_stay_readable(tmp_path: Path) -> None:
    killed_run(tmp_path)
    record = open_run(tmp_path)
    assert record.manifest.status == "running"
    assert record.events()["id"].to_list() == list(range(6))
    assert record.links().rows() == [(4, 2, "seen")]
    with pytest.raises(BadInput, match="digest: none yet, the run is running; resume it"):
        verify(record)


def test_a_gap_or_tear_in_a_killed_run_is_named(tmp_path: Path) -> None:
    killed_run(tmp_path)
    part = tmp_path / "chronicle" / "events-00000.parquet"
    data = part.read_bytes()
    part.write_bytes(data[:-20])
    with pytest.raises(DamagedRun, match=r"events-00000\.parquet: unreadable"):
        open_run(tmp_path).events()
    part.unlink()
    with pytest.raises(DamagedRun, match=r"events-00000\.parquet: missing"):
        open_run(tmp_path).events()


def test_a_run_killed_before_its_first_part_is_empty(tmp_path: Path) -> None:
    MANIFEST.write(tmp_path)
    record = open_run(tmp_path)
    for table, frame in ((EVENTS, record.events()), (LINKS, record.links()), (CHOICES, record.choices())):
        assert frame.schema == table.polars_schema
        assert frame.is_empty()
    with pytest.raises(DamagedRun, match=r"people\.parquet: missing"):
        record.people  # noqa: B018


def test_a_run_without_its_chronicle_says_so(tmp_path: Path) -> None:
    chronicle = Chronicle(None)
    tell(chronicle)
    write_state(tmp_path, STATE)
    seal(tmp_path, replace(MANIFEST, digest=chronicle.digest(STATE), counts=chronicle.counts))
    for read in (lambda record: record.events(), verify):
        with pytest.raises(BadInput, match="was not kept; run it again without --no-chronicle"):
            read(open_run(tmp_path))


def rewrite(folder: Path, frame: pl.DataFrame) -> None:
    frame.write_parquet(folder / "chronicle" / "events-00001.parquet")
    seal(folder, open_run(folder).manifest)


def test_parts_with_fewer_words_are_read_with_those_of_today(run_folder: Path) -> None:
    frame = pl.read_parquet(run_folder / "chronicle" / "events-00001.parquet")
    rewrite(run_folder, frame.cast({"kind": pl.Enum(["flee", "bite", "infection"])}))
    verify(open_run(run_folder))


def test_parts_with_unknown_words_or_other_columns_are_damage(run_folder: Path) -> None:
    frame = pl.read_parquet(run_folder / "chronicle" / "events-00001.parquet")
    for other in (frame.drop("cause"), frame.with_columns(kind=pl.lit("levitation"))):
        rewrite(run_folder, other)
        with pytest.raises(DamagedRun, match=r"events-00001\.parquet: other columns than those of events"):
            open_run(run_folder).events()


def test_a_manifest_is_written_last(run_folder: Path) -> None:
    stated = json.loads((run_folder / "manifest.json").read_text())
    assert stated["checksums"] == file_checksums(run_folder)
