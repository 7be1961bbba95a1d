"""The benchmark of populations prints figures beside what was made, and judges them."""

import contextlib
import io
import re

import numpy as np
import pytest

import city


@pytest.fixture(scope="module")
def printed() -> str:
    """What it prints for a town."""
    told = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(told):
        patch.setattr("sys.argv", ["city.py", "--people", "30000"])
        with pytest.raises(SystemExit) as ended:
            city.main()
    assert not ended.value.code
    return told.getvalue()


def test_it_says_how_large_and_how_fast(printed: str) -> None:
    assert re.search(r"^30,000 people in 12,\d{3} households and .* set up in \d+\.\d\d s", printed)


def test_it_judges_marginals_and_row_sums(printed: str) -> None:
    assert "Marginals within 0.5 points: yes" in printed
    assert "Row sums within 15%: yes" in printed


def test_every_band_has_its_line(printed: str) -> None:
    assert len(re.findall(r"^ +\d+( +\d+\.\d\d){7}$", printed, re.MULTILINE)) == 16


def test_small_targets_are_judged_absolutely() -> None:
    assert city.deviation(np.array([0.02, 1.1]), np.array([0.01, 1.0])) == pytest.approx(0.1)
