"""The outbreak of MERS in Korea, against figures that others computed from the same files (data/README.md)."""

from pathlib import Path

import pytest

from hyosan.analysis.epidemic import (
    Infections,
    fit_offspring,
    generation_intervals,
    incidence,
    offspring_counts,
    read_line_list,
    serial_intervals,
    share_of_cases_behind,
    summary,
)
from hyosan.errors import BadInput

DATA = Path(__file__).parent / "data"
FILES = DATA / "mers_korea_2015_linelist.csv", DATA / "mers_korea_2015_contacts.csv"
COLUMNS = {"onset": "dt_onset", "report": "dt_report", "death": "dt_death"}


@pytest.fixture(scope="module")
def mers() -> Infections:
    return read_line_list(*FILES, columns=COLUMNS, several_infectors="keep")


def test_162_cases_and_98_pairs_are_read(mers: Infections) -> None:
    assert len(mers) == 162
    assert len(mers.pairs) == 98
    assert len(set(mers.pairs.infectee.tolist())) == 95
    assert len(set(mers.pairs.infector.tolist())) == 11
    assert mers.about["outcome"].to_list().count("Dead") == 19
    assert str(mers.first_day) == "2015-05-11"


def test_the_offspring_distribution_is_the_published_one(mers: Infections) -> None:
    """Epiverse-TRACE, tutorial "Account for superspreading": mean 0.6045, k 0.0204 for these 162 cases."""
    counts = offspring_counts(mers)
    assert sorted(counts.tolist())[-5:] == [2, 4, 21, 26, 38]
    fit = fit_offspring(counts)
    assert fit.mean.value == pytest.approx(0.60452947, abs=1e-3)
    assert fit.dispersion.value == pytest.approx(0.02039807, abs=1e-3)
    # Published with a standard error of 0.0073: 0.006 to 0.035; the profile is skewed, as it should be near 0.
    assert 0.006 < fit.dispersion.lo < 0.0204 < 0.035 < fit.dispersion.hi < 0.045
    assert share_of_cases_behind(counts) == 3 / 162


def test_serial_intervals_are_those_of_the_pairs_file(mers: Infections) -> None:
    """The file has them in a column of its own: mean 14.469 d, sd 5.2 d, none negative."""
    found = summary(serial_intervals(mers))
    assert (found.n, found.n_negative) == (98, 0)
    assert found.mean == pytest.approx(14.469, abs=1e-3)
    assert found.sd == pytest.approx(5.2, abs=1e-3)
    assert len(generation_intervals(mers)) == 0


def test_incidence_adds_up(mers: Infections) -> None:
    curve = incidence(mers.onset)
    assert curve.counts.sum() + curve.n_undated == 162


def test_cases_with_several_infectors_are_refused_unless_asked_for() -> None:
    with pytest.raises(BadInput, match=r"SK_107 has 2 infectors: SK_16, SK_87; .*\(and 1 more\)"):
        read_line_list(*FILES, columns=COLUMNS)
