"""Interventions: each does to contacts what its name says."""

from pathlib import Path

import polars as pl
import pytest

from hyosan.chronicle import open_run
from hyosan.engine import Options, resume_run, run_scenario
from hyosan.scenario import load
from hyosan.systems import natural_history, reporting, transmission
from hyosan.world.codes import Setting
from tests.engine.societies import (
    DAY_S,
    DAYS,
    LARGE,
    Ended,
    answered,
    detection,
    ended,
    ended_in_households,
    housed,
    intervention,
    mixed,
    pairs,
    seir,
    vaccine,
)


def infections_by(run: Ended, setting: Setting) -> pl.DataFrame:
    return run.of("infection").filter(pl.col("value") == float(setting))


def offspring_of_imports(run: Ended) -> int:
    """How many people were infected by imported cases."""
    return run.of("infection").filter(pl.col("other").is_in(run.of("importation")["who"].to_list())).height


def between_districts(run: Ended) -> int:
    """How many people were infected by somebody of another district."""
    district = run.world.crowd.district
    who, by = (run.of("infection")[name].to_numpy() for name in ("who", "other"))
    return int((district[who] != district[by]).sum())


def test_what_never_begins_changes_nothing() -> None:
    never = [
        intervention("isolation", apart_for="9 d", contacts_outside=0.0, trigger={"reported": 100_000, "over": "1 s"}),
        intervention("community distancing", reduction=1.0, **{"from": "day 100 00:00"}),
        intervention("vaccination", coverage=1.0, against_infection=1.0, lasts="1 d", **{"from": "day 100 00:00"}),
    ]
    assert ended(mixed(detection(), *never)).digest == ended(mixed(detection())).digest
    assert ended(answered(seir(), never[1])).digest == ended(seir()).digest


def test_isolation_at_once_of_everybody_stops_transmission() -> None:
    run = ended(mixed(detection(), intervention("isolation", apart_for="90 d", contacts_outside=0.0)))
    assert run.of("infection").height == 0
    assert run.of("reported").height == 20


def test_isolation_with_partial_compliance_lets_only_those_infect_who_do_not_comply() -> None:
    rows = detection(), intervention("isolation", apart_for="90 d", contacts_outside=0.0, compliance=0.4)
    scenario = mixed(*rows).model_copy(update={"record_quarantines": True})
    run = ended(scenario)
    isolated = set(run.of("isolated")["who"])
    assert run.of("infection").height > 20
    assert not isolated & set(run.of("infection")["other"])
    assert len(isolated) / run.of("reported").height == pytest.approx(0.4, abs=0.08)


def test_isolation_ends_after_its_time() -> None:
    short = detection(), intervention("isolation", apart_for="12 h", contacts_outside=0.0)
    run = ended(mixed(*short))
    onset = dict(run.of("reported").select("who", "time").iter_rows())
    waits = [time - onset[by] for time, by in run.of("infection").select("time", "other").iter_rows()]
    assert waits
    assert min(waits) >= DAY_S // 2


def test_isolation_begins_after_its_delay() -> None:
    run = ended(mixed(detection(), intervention("isolation", apart_for="90 d", contacts_outside=0.0, delay="12 h")))
    onset = dict(run.of("reported").select("who", "time").iter_rows())
    waits = [time - onset[by] for time, by in run.of("infection").select("time", "other").iter_rows()]
    assert waits
    assert max(waits) < DAY_S // 2


def test_household_quarantine_keeps_those_at_home_from_infecting_outside() -> None:
    rows = detection(), intervention("household quarantine", apart_for="60 d", contacts_outside=0.0)
    run = ended_in_households(housed(*rows).model_copy(update={"record_quarantines": True}))
    home = run.world.numbers.mixing.home
    outside = run.of("infection").filter(pl.col("value") != float(Setting.HOME))
    for event, time, by in outside.select("id", "time", "other").iter_rows():
        known = run.of("reported").filter(pl.col("id") < event, pl.col("time") <= time, pl.col("who") != by)
        assert home[by] not in home[known["who"].to_numpy()]
    for who, case in run.of("quarantined").select("who", "other").iter_rows():
        assert home[who] == home[case]
        assert who != case
    assert infections_by(run, Setting.HOME).height > 20


def test_traced_contacts_are_of_the_household_or_group_and_as_many_as_its_chance_says() -> None:
    traced = {"home": 1.0, "school": 0.5, "work": 0.0}
    tracing = intervention("contact tracing", apart_for="9 d", delay="1 d", traced=traced)
    run = ended_in_households(housed(detection(), tracing).model_copy(update={"record_quarantines": True}))
    mixing, found = run.world.numbers.mixing, run.of("quarantined")
    cases = dict(run.of("reported").select("id", "time").iter_rows())
    for time, cause in found.select("time", "cause").iter_rows():
        assert time == cases[cause]
    who, case = found["who"].to_numpy(), found["other"].to_numpy()
    is_home = mixing.home[who] == mixing.home[case]
    assert is_home.sum() == 3 * run.of("reported").height
    assert (mixing.group[who] == mixing.group[case])[~is_home].all()
    in_school = mixing.group_setting[mixing.group[run.of("reported")["who"].to_numpy()]] == Setting.SCHOOL
    assert (~is_home).sum() == pytest.approx(0.5 * 19 * in_school.sum(), rel=0.1)


def test_quarantines_are_recorded_only_if_the_scenario_asks() -> None:
    rows = detection(), intervention("household quarantine", apart_for="9 d", contacts_outside=0.0)
    silent = ended_in_households(housed(*rows))
    told = ended_in_households(housed(*rows).model_copy(update={"record_quarantines": True}))
    assert silent.of("quarantined").height == 0
    assert told.of("quarantined").height > 0
    assert pairs(silent) == pairs(told)


@pytest.mark.parametrize(
    ("kind", "setting"),
    [
        ("school closure", Setting.SCHOOL),
        ("work restriction", Setting.WORK),
        ("community distancing", Setting.COMMUNITY),
    ],
)
def test_a_closed_setting_has_no_infections_while_it_is_closed(kind: str, setting: Setting) -> None:
    closed = {"from": "day 3 12:00", "until": "day 9 06:30"}
    run = ended_in_households(housed(intervention(kind, reduction=1.0, **closed)))
    there = infections_by(run, setting)
    during = there.filter(pl.col("time").is_between(2.5 * DAY_S, 8 * DAY_S + 6.5 * 3600, closed="left"))
    assert during.height == 0
    assert there.height > during.height
    others = run.of("infection").filter(pl.col("value") != float(setting))
    assert others.filter(pl.col("time").is_between(3 * DAY_S, 8 * DAY_S)).height > 20


def test_a_travel_restriction_stops_infections_between_districts_alone() -> None:
    run = ended_in_households(housed(intervention("travel restriction", reduction=1.0)))
    assert between_districts(run) == 0
    assert run.of("infection").height > 100
    assert between_districts(ended_in_households(housed())) > 20


def test_a_half_reduced_setting_has_about_half_the_infections_at_first() -> None:
    half = intervention("community distancing", reduction=0.5)
    first_days = seir(*LARGE, 'until="day 3 00:00"')
    free, less = (
        sum(offspring_of_imports(ended(answered(first_days, *rows), seed)) for seed in range(1, 9))
        for rows in ((), (half,))
    )
    assert less / free == pytest.approx(0.5, abs=0.08)


def test_a_stronger_reduction_takes_infections_away_and_adds_none_before_the_first_difference() -> None:
    weak, strong = (ended(mixed(intervention("community distancing", reduction=share))) for share in (0.2, 0.4))
    both = sorted(pairs(weak) ^ pairs(strong))
    first = both[0][0]
    assert pairs(strong, first + 1) < pairs(weak, first + 1)
    assert strong.infected < weak.infected


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_changes_nothing(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for system in (transmission, natural_history, reporting):
        monkeypatch.setattr(system, "ALONE_BELOW", 0)
    rows = (
        detection(probability=0.7, delay=DAYS),
        intervention("isolation", apart_for="5 d", contacts_outside=0.2, compliance=0.8),
        intervention("household quarantine", apart_for="7 d", contacts_outside=0.3, delay="12 h"),
        intervention("contact tracing", apart_for="7 d", contacts_outside=0.3, traced={"school": 0.6, "work": 0.3}),
        intervention(
            "school closure", reduction=0.8, reported_below=300,
            trigger={"reported": 600, "over": "5 d", "scope": "district"},
        ),
        vaccine(coverage=0.5, lasts="20 d", against_infection=0.6, against_transmission=0.3, half_life="100 d"),
    )  # fmt: skip
    scenario = housed(*rows).model_copy(update={"record_quarantines": True})
    alone = ended_in_households(scenario)
    assert {"isolated", "quarantined", "intervention_begins", "reported"} < set(alone.events["kind"])
    assert ended_in_households(scenario, threads=threads).digest == alone.digest


def test_a_run_that_was_interrupted_resumes_to_the_digest_of_the_run_in_memory(tmp_path: Path) -> None:
    known = (
        'detection=[{name="tests", state="infectious", probability=0.5, source="definition", '
        'delay={distribution="gamma", mean="2 d", sd="1 d"}}]'
    )
    trigger = 'intervention.community distancing.trigger={ reported = 500, over = "7 d" }'
    names = 'interventions=["case-isolation", "community-distancing"]'
    scenario = load("seir-mixed", [*LARGE, known, names, trigger, "record_quarantines=true"])
    alone = ended(scenario)
    assert {"threshold_reached", "isolated"} < set(alone.events["kind"])
    folder = run_scenario(scenario, "m", "0", Options(seed=1), tmp_path / "run", lambda now: now < 10 * DAY_S)
    resume_run(folder)
    assert open_run(folder).manifest.digest == alone.digest
