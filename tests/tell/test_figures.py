from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hyosan.analysis.epidemic import InstantaneousR
from hyosan.analysis.outbreak import Group, outbreak_of
from hyosan.chronicle import RunRecord
from hyosan.tell import charts
from hyosan.tell.chart_style import Clock
from hyosan.tell.figures import figures_of, write_figures
from tests.analysis.small_outbreak import OUTBREAK, write_outbreak


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    return write_outbreak(tmp_path_factory.mktemp("runs"), start_date="2026-03-01")


def test_figures_are_written_as_png_and_svg(town: RunRecord, tmp_path: Path) -> None:
    written = write_figures(town, tmp_path / "figures", force=False)
    assert {path.stem for path in written} >= {"states", "epidemic_curve", "offspring", "attack_rate_by_age"}
    for path in written:
        begin = path.read_bytes()[:8]
        assert begin == b"\x89PNG\r\n\x1a\n" if path.suffix == ".png" else begin.startswith(b"<svg")


def test_the_epidemic_curve_is_stacked_by_setting_and_adds_up(town: RunRecord) -> None:
    chart = figures_of(town)["epidemic_curve"].to_dict()
    bars = next(iter(chart["datasets"].values()))
    assert sum(bar["high"] - bar["low"] for bar in bars) == 6
    assert {bar["where"] for bar in bars} == {"at home", "in class", "at work", "in the community", "from outside"}
    assert chart["title"]["text"] == "New infections peaked on 3 March 2026: 2 per day"


def test_figures_have_axes_with_units_and_say_which_run_they_show(town: RunRecord) -> None:
    for chart in figures_of(town).values():
        told = chart.to_dict()
        assert "A small town · seed 3" in told["title"]["subtitle"]
        layer = told.get("layer", [told])[0]
        assert layer["encoding"]["y"]["title"]


def test_the_fit_is_drawn_beside_what_was_counted(town: RunRecord) -> None:
    chart = figures_of(town)["offspring"].to_dict()
    rows = next(iter(chart["datasets"].values()))
    assert [row["observed"] for row in rows] == pytest.approx([3 / 6, 2 / 6, 0, 1 / 6])
    assert all(0 < row["fitted"] < 1 for row in rows)


def test_the_age_most_infected_is_in_the_title(town: RunRecord) -> None:
    groups = [Group("0-9", 10, 2, 0.2), Group("10-19", 10, 3, 0.3)]
    title = charts.attack_rate_by_age(groups, outbreak_of(town).run).to_dict()["title"]["text"]
    assert title == "The attack rate was highest at age 10-19: 30.0%"


def test_windows_with_few_cases_leave_a_gap(town: RunRecord) -> None:
    starts = np.arange(4.0)
    ones = np.ones(4)
    found = InstantaneousR(
        starts, starts + 1, np.array([20, 5, 20, 20]), 2 * ones, ones, ones, np.array([3, 30, 3, 3.0])
    )
    below = replace(found, mean=np.array([2, 0.1, 1.2, 0.9]))
    drawn = charts.reproduction_number(below, None, outbreak_of(town).run, Clock("2026-03-01", 1.0)).to_dict()
    assert drawn["title"]["text"] == "The reproduction number first fell below 1 on 4 March 2026"
    rows = next(rows for rows in drawn["datasets"].values() if rows and "lo" in rows[0])
    assert [row["r"] for row in rows] == [2, None, 1.2, 0.9]


def test_a_run_without_infections_has_its_states_alone(tmp_path: Path) -> None:
    assert list(figures_of(write_outbreak(tmp_path, OUTBREAK[:1]))) == ["states"]


def test_time_is_drawn_as_dates_days_or_hours() -> None:
    at = np.array([0.0, 1.5])
    assert Clock("2026-03-01", 1.0).at(at) == ["2026-03-01T00:00:00", "2026-03-02T12:00:00"]
    assert Clock(None, 1.0).at(at) == [1.0, 2.5]
    assert Clock("2026-03-01", 1 / 24).at(at) == [0.0, 36.0]
