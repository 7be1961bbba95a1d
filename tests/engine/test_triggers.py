"""Interventions begin and end by the clock or by reported cases, never by true ones."""

from typing import Any

import polars as pl
import pytest

from tests.engine.societies import (
    AUTHORITIES,
    DAY_S,
    LARGE,
    Ended,
    answered,
    detection,
    ended,
    intervention,
    mixed,
    seir,
)


def begun(run: Ended) -> list[int]:
    return run.of("intervention_begins")["time"].to_list()


def test_a_trigger_fires_on_reports_and_not_on_cases() -> None:
    trigger = {"reported": 1_000, "over": "7 d"}
    distancing = intervention("community distancing", reduction=0.9, trigger=trigger)
    all_known, few_known, unknown = (
        ended(mixed(detection(probability=share), distancing)) for share in (1.0, 0.2, 0.0)
    )
    assert begun(all_known)[0] < begun(few_known)[0]
    assert begun(unknown) == []
    assert all_known.infected < few_known.infected < unknown.infected


def test_the_cause_of_a_triggered_intervention_is_the_last_report_before_it() -> None:
    trigger = {"reported": 1_000, "over": "7 d"}
    run = ended(mixed(detection(), intervention("community distancing", reduction=0.9, trigger=trigger)))
    reached = run.of("threshold_reached").row(0, named=True)
    earlier = run.of("reported").filter(pl.col("id") < reached["id"])
    assert reached["cause"] == earlier["id"].max()
    assert reached["value"] == pytest.approx(1e5 * earlier.height / 2_000)
    assert reached["value"] >= 1_000
    before = 1e5 * earlier.filter(pl.col("time") < reached["time"] - 6 * 3600).height / 2_000
    assert before < 1_000
    begins = run.of("intervention_begins").row(0, named=True)
    assert (begins["cause"], begins["value"], begins["time"]) == (reached["id"], 0.0, reached["time"])


def test_a_trigger_by_district_acts_there_alone() -> None:
    scenario = seir("population.people=4000", "population.districts=4", "importation.index.people=1", AUTHORITIES)
    trigger = {"reported": 100_000, "over": "30 d", "scope": "district"}
    assert begun(ended(answered(scenario, detection(), _distancing(trigger)))) == []
    run = ended(answered(scenario, detection(), _distancing(trigger | {"reported": 2_000})))
    begins = dict(run.of("intervention_begins").select("place", "time").iter_rows())
    assert 0 < len(begins) <= 4
    assert len(set(begins.values())) == len(begins)
    infections = run.of("infection")
    for place, time in begins.items():
        assert infections.filter((pl.col("place") == place) & (pl.col("time") >= time)).height == 0
    assert infections.filter(pl.col("time") > min(begins.values())).height > 0


def _distancing(trigger: dict[str, Any], **ends: Any) -> Any:
    return intervention("community distancing", reduction=1.0, trigger=trigger, **ends)


def test_it_ends_below_its_threshold_and_can_begin_again() -> None:
    trigger = {"reported": 1_000, "over": "3 d"}
    half = intervention("community distancing", reduction=0.8, trigger=trigger, reported_below=500)
    run = ended(answered(seir(*LARGE, 'until="day 61 00:00"'), detection(), half))
    kinds = run.of("intervention_begins", "intervention_ends")["kind"].to_list()
    assert len(kinds) >= 3
    assert kinds[::2] == ["intervention_begins"] * len(kinds[::2])
    assert kinds[1::2] == ["intervention_ends"] * len(kinds[1::2])


def test_a_scheduled_intervention_has_its_times_and_the_beginning_as_cause() -> None:
    times = {"from": "day 3 01:00", "lasts": "36 h"}
    run = ended(mixed(intervention("community distancing", reduction=1.0, **times)))
    begins, ends = run.of("intervention_begins").row(0, named=True), run.of("intervention_ends").row(0, named=True)
    assert (begins["time"], begins["cause"]) == (2 * DAY_S + 3600, 0)
    assert (ends["time"], ends["cause"]) == (2 * DAY_S + 3600 + 36 * 3600, begins["id"])
    assert run.of("intervention_begins").height == run.of("intervention_ends").height == 1
