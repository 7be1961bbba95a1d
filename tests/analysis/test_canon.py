"""How unlikely a canon run is, row by row, read from its chronicle."""

from pathlib import Path

import pytest

from hyosan.analysis import ending_of
from hyosan.analysis.canon import Canon
from hyosan.chronicle import RunRecord
from hyosan.tell import canon as told
from hyosan.tell.phrases import WHY_FAILED
from hyosan.world.codes import Act, Drive, Kind, RowFailure
from tests.analysis.small_run import CLASS, GWINAM, HARI, JINSU, KIM, ONJO, SCENARIO, H, write_run

ROWS = """
[[pin]]
name = "On-jo hides"
[[pin]]
name = "Ha-ri talks"
[[chance]]
name = "Kim gets away"
"""
CANON_RUN = (
    H(0, Kind.BEGINNING, -1, value=8),
    H(0, Kind.CANON_ROW, 0, ONJO, value=0),
    H(0, Kind.CANON_ROW, 0, HARI, ONJO, value=1),
    H(0, Kind.CANON_ROW, 0, KIM, JINSU, value=2),
    H(1, Kind.PINNED, 1, ONJO, place=CLASS, value=0.1),
    H(1, Kind.HIDE, 4, ONJO, place=CLASS, why=(Drive.FEAR, Act.STAY), enabled_by=4),
    H(2, Kind.PINNED, 1, ONJO, place=CLASS, value=0.01),
    H(3, Kind.CHANCED, 3, KIM, JINSU, CLASS, 0.25),
    H(3, Kind.ESCAPE, 0, KIM, JINSU, CLASS, enabled_by=7),
    H(9, Kind.ROW_FAILED, 2, HARI, ONJO, CLASS, RowFailure.TARGET_GONE),
)


@pytest.fixture
def record(tmp_path: Path) -> RunRecord:
    return write_run(tmp_path / "run", CANON_RUN, scenario=SCENARIO + ROWS)


@pytest.fixture
def canon(record: RunRecord) -> Canon:
    found = ending_of(record).canon
    assert found is not None
    return found


def test_probabilities_of_rows_multiply(canon: Canon) -> None:
    assert [row.log10 for row in canon.rows] == pytest.approx([-3.0, 0.0, -0.60206], abs=1e-5)
    assert canon.log10 == pytest.approx(-3.60206, abs=1e-5)


def test_every_row_tells_what_became_of_it(canon: Canon) -> None:
    hides, talks, gets_away = canon.rows
    assert (hides.name, hides.kind, hides.person) == ("On-jo hides", "pin", "On-jo")
    assert [moment.event for moment in hides.came] == [4, 6]
    assert (talks.why, talks.failed and talks.failed.event, talks.came) == ("target_gone", 9, ())
    assert (gets_away.kind, gets_away.why, gets_away.came[0].other) == ("chance", None, "Jin-su")


def test_the_canon_in_words(canon: Canon) -> None:
    assert told.likelihood(canon) == [
        "2 of 3 rows came about, 3 times in all.",
        "By itself the model would have gone this way with a probability of 10^-3.6.",
    ]
    assert [(line.label, line.text) for line in (*told.least_likely(canon), *told.failures(canon))] == [
        ("0.001", "On-jo hides (2 times) [#4, #6]"),
        ("0.25", "Kim gets away [#7]"),
        ("failed", "Ha-ri talks: whom it is about was dead or had turned [#9]"),
    ]


def test_every_reason_has_its_words() -> None:
    assert set(WHY_FAILED) == {why.name.lower() for why in RowFailure}


def test_a_free_run_has_no_canon(tmp_path: Path) -> None:
    free = (H(0, Kind.BEGINNING, -1, value=8), H(1, Kind.OBEY, 0, GWINAM, place=CLASS))
    assert ending_of(write_run(tmp_path / "run", free)).canon is None
