"""Draws are keyed by what they decide: what happens far away re-rolls nothing here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hyosan
from tests.determinism.newcomer import fates, re_rolled_percent, school
from tests.worlds import told

PACKAGE = Path(hyosan.__file__).parent
KEYED, RANKED = "key = world.people[i].key", "key = i"


def test_a_newcomer_far_away_leaves_every_fate_in_the_school_untouched() -> None:
    without, within = told(school("Hermit")), told(school("Stranger", "Hermit"))
    assert within.world.n == without.world.n + 1
    assert fates(within) == fates(without)
    assert sum(kind == "bite" for _, kind, *_ in fates(without)) > 10


def test_a_newcomer_far_away_re_rolls_no_course() -> None:
    assert re_rolled_percent() == 0


def test_the_guard_fails_if_one_draw_is_keyed_by_rank(tmp_path: Path) -> None:
    copy = tmp_path / "src" / "hyosan"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    source = (copy / "systems" / "course.py").read_text(encoding="utf-8")
    assert KEYED in source, "the line that this test mutates has changed"
    (copy / "systems" / "course.py").write_text(source.replace(KEYED, RANKED, 1), encoding="utf-8")
    paths = os.pathsep.join([str(copy.parent), str(Path(__file__).parents[2])])
    environment = {**os.environ, "PYTHONPATH": paths, "HYOSAN_CACHE_DIR": str(tmp_path)}

    child = subprocess.run(
        [sys.executable, "-m", "tests.determinism.newcomer"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert child.returncode == 0, child.stderr
    percent, package = child.stdout.split(maxsplit=1)
    assert Path(package.strip()) == copy
    assert float(percent) > 50
