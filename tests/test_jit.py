"""Compiled functions: what is refused, and what is kept on disk."""

import os
from pathlib import Path

import pytest

from hyosan import jit
from hyosan.population import build_world
from hyosan.systems.attention import wake_mind
from tests.worlds import small_school


def test_a_part_called_from_python_is_refused_instead_of_reading_what_is_not_there() -> None:
    with pytest.raises(AttributeError):
        wake_mind(0, 1, 0, build_world(small_school(), 1).tables)


def test_compiled_rules_of_versions_long_gone_are_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for age in range(jit.KEPT_CACHES + 3):
        folder = tmp_path / f"py311-{age:02d}"
        folder.mkdir()
        (folder / "loop.nbi").touch()
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "something else").mkdir()
    monkeypatch.setattr(jit, "CACHE_DIR", tmp_path / "py311-new")
    jit.forget_old_caches()
    kept = {f"py311-{age:02d}" for age in range(jit.KEPT_CACHES)}
    assert {path.name for path in tmp_path.iterdir()} == kept | {"something else"}
