"""Detection: cases come to be known late and not all of them, and nothing else changes."""

import pytest

from hyosan.systems import reporting
from tests.engine.societies import DAY_S, DAYS, LARGE, answered, detection, ended, intervention, mixed, pairs, seir


def test_a_report_points_to_the_infection_and_says_how_late_it_is() -> None:
    run = ended(mixed(detection(delay=DAYS)))
    infected = dict(run.of("infection", "importation").select("id", "time").iter_rows())
    reports = run.of("reported")
    assert reports.height > 500
    for time, cause, hours in reports.select("time", "cause", "value").iter_rows():
        assert hours == pytest.approx((time - infected[cause]) / 3600)
    assert reports["who"].n_unique() == reports.height


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_share_of_cases_that_is_reported_is_that_of_the_detection(share: float) -> None:
    run = ended(mixed(detection(probability=share)))
    assert run.of("reported").height / run.infected == pytest.approx(share, abs=0.04)


def test_reports_change_nobodys_infection() -> None:
    with_reports, without = ended(mixed(detection(delay=DAYS))), ended(mixed())
    assert pairs(with_reports) == pairs(without)


def test_cases_are_detected_only_between_from_and_until() -> None:
    run = ended(mixed(detection(**{"from": "day 6 00:00", "until": "day 8 00:00"})))
    times = run.of("reported")["time"]
    assert len(times)
    assert times.min() >= 5 * DAY_S
    assert times.max() < 7 * DAY_S


def test_of_two_detections_the_earlier_report_is_the_only_one() -> None:
    late = detection(name="late", state="exposed", delay={"distribution": "fixed", "value": "9 d"})
    run = ended(mixed(late, detection()))
    hours = run.of("reported")["value"]
    assert run.of("reported")["who"].n_unique() == len(hours)
    assert hours.max() <= 9 * 24
    assert (hours < 9 * 24).mean() > 0.99


@pytest.mark.parametrize("rows", [1, 7])
def test_little_working_space_changes_no_report(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ended(mixed(detection(delay=DAYS))).digest
    monkeypatch.setattr(reporting, "REPORTS_AT_A_TIME", rows)
    assert ended(mixed(detection(delay=DAYS))).digest == expected


def test_reports_beyond_the_horizon_of_the_agenda_come_at_their_time() -> None:
    late = {"distribution": "fixed", "value": "20 d"}
    run = ended(answered(seir(*LARGE, 'step="1 h"'), detection(delay=late)))
    hours, waits = run.of("reported")["value"], run.of("reported")["time"]
    assert 20 * 24 > 254
    assert hours.min() >= 20 * 24
    assert waits.max() < 40 * DAY_S
    assert run.of("reported").height > 1_000


def test_draws_go_by_names_and_not_by_the_order_of_rows() -> None:
    one, other = detection(probability=0.5, delay=DAYS), detection(name="other", probability=0.5, state="recovered")
    some = intervention("isolation", apart_for="9 d", contacts_outside=0.0, compliance=0.5)
    idle = intervention("community distancing", reduction=0.0)
    first, second = ended(mixed(one, other, idle, some)), ended(mixed(other, one, some, idle))
    kinds = "reported", "infection"
    told = [run.of(*kinds).select("time", "kind", "who", "other") for run in (first, second)]
    assert told[0].equals(told[1])
