import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hyosan.chronicle import Manifest
from hyosan.errors import BadInput, DamagedRun
from hyosan.world.codes import SCHEMA_VERSION

from .conftest import MANIFEST


def change(folder: Path, **fields: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_a_manifest_reads_as_it_was_written(tmp_path: Path) -> None:
    manifest = replace(
        MANIFEST,
        scenario="효산",
        start_date="2022-01-28",
        options={"set": ["a=1"]},
        timings={"run": 0.1},
        seed=2**63,
    )
    manifest.write(tmp_path)
    assert Manifest.read(tmp_path) == manifest


@pytest.mark.parametrize("version", [SCHEMA_VERSION - 1, SCHEMA_VERSION + 1])
def test_another_schema_version_is_refused_by_name(tmp_path: Path, version: int) -> None:
    MANIFEST.write(tmp_path)
    change(tmp_path, schema_version=version, a_field_of_the_future=1)
    found, accepted = f"version {version}, written by hyosan 0.1.0", f"reads schema version {SCHEMA_VERSION}"
    with pytest.raises(BadInput, match=f"{found}; this hyosan {accepted}"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("name", ["nothing", "a file"])
def test_what_is_no_run_folder_is_bad_input(tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").write_text("")
    with pytest.raises(BadInput, match=f"{name}:manifest.json: no such file; name the folder of a run"):
        Manifest.read(tmp_path / name)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema_version": "1"}', b"\xff"])
def test_what_is_no_manifest_is_damage(tmp_path: Path, text: str | bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DamagedRun, match=r"manifest\.json: "):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seed", "7"),
        ("seed", True),
        ("scenario", None),
        ("status", "done"),
        ("digest", 5),
        ("canon", 0),
        ("checksums", {"a": 1}),
        ("counts", []),
        ("surprise", 1),
    ],
)
def test_a_field_that_does_not_fit_is_damage_and_named(tmp_path: Path, field: str, value: Any) -> None:
    MANIFEST.write(tmp_path)
    change(tmp_path, **{field: value})
    with pytest.raises(DamagedRun, match=rf"manifest\.json: .*{field}"):
        Manifest.read(tmp_path)
