import json
from pathlib import Path

import pytest

from hyosan.analysis.epidemic import Findings, bin_width, findings_of, infections_of, read_line_list
from hyosan.errors import BadInput
from tests.analysis.epidemic.making import cases
from tests.analysis.epidemic.test_mers import COLUMNS, FILES
from tests.analysis.small_outbreak import write_outbreak


@pytest.fixture(scope="module")
def mers() -> Findings:
    return findings_of(read_line_list(*FILES, columns=COLUMNS, several_infectors="keep"))


def test_the_findings_of_mers_are_the_published_ones(mers: Findings) -> None:
    assert (mers.n_cases, mers.n_pairs) == (162, 98)
    assert mers.offspring.mean.value == pytest.approx(0.605, abs=5e-4)
    assert mers.offspring.dispersion.value == pytest.approx(0.0204, abs=5e-5)
    assert mers.serial.found.mean == pytest.approx(14.469, abs=1e-3)
    assert mers.dated_by == "onset"
    assert mers.generation.gamma is None


def test_reproduction_numbers_go_by_the_same_windows(mers: Findings) -> None:
    assert mers.cohort is not None
    assert mers.instantaneous is not None
    assert mers.cohort.width_d == 7
    assert int(mers.cohort.n_cases.sum()) == 162 - 27
    assert set(mers.cohort.starts.tolist()) & set(mers.instantaneous.starts.tolist())


def test_growth_is_measured_up_to_the_peak_or_where_asked(mers: Findings) -> None:
    assert mers.growth_days == (0, 22)
    infections = read_line_list(*FILES, columns=COLUMNS, several_infectors="keep")
    assert findings_of(infections, growth_days=(0, 10)).growth_days == (0, 10)
    with pytest.raises(BadInput, match="two bins or more"):
        findings_of(infections, growth_days=(90, 99))


def test_chains_are_counted(mers: Findings) -> None:
    chains = mers.chains
    assert (chains.n, chains.n_single, chains.n_largest, chains.n_generations) == (69, 67, 92, 3)


def test_a_run_is_seen_by_infection_and_its_tree_is_whole(tmp_path: Path) -> None:
    found = findings_of(infections_of(write_outbreak(tmp_path)), is_whole_tree=True)
    assert (found.n_cases, found.n_pairs, found.dated_by) == (6, 5, "infection")
    assert found.incidence is not None
    assert found.incidence.width_d == pytest.approx(1 / 24)


def test_cases_without_dates_or_infectors_leave_gaps_and_valid_json() -> None:
    found = findings_of(cases([-1, -1, -1]))
    assert (found.incidence, found.growth, found.cohort, found.instantaneous) == (None, None, None, None)
    json.dumps(found.to_json(), allow_nan=False)


def test_no_cases_at_all_are_no_error() -> None:
    assert findings_of(cases([])).n_cases == 0


@pytest.mark.parametrize(("span", "width"), [(100, 1), (10, 1), (9, 1 / 24), (0.3, 1 / 1440), (0, 1 / 1440)])
def test_short_outbreaks_are_seen_in_narrow_bins(span: float, width: float) -> None:
    assert bin_width(span) == width
