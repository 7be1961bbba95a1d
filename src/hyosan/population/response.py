"""Scenario to response: detections and interventions as loops take them."""

import numpy as np

from hyosan.population import keyed
from hyosan.population.numbers import record
from hyosan.population.waits import quantile_table
from hyosan.scenario import Detection, Intervention, Scenario
from hyosan.scenario.interventions import Traced
from hyosan.world.codes import NO_EVENT, Measure, Setting
from hyosan.world.columns import Ids, Ints, blank
from hyosan.world.crowd import LATER
from hyosan.world.parameters import AGES, QUANTILES
from hyosan.world.response import Alert, Authorities, Detections, Measures, Plan, Response, Window

SETTINGS = {
    Measure.SCHOOL_CLOSURE: Setting.SCHOOL,
    Measure.WORK_RESTRICTION: Setting.WORK,
    Measure.COMMUNITY_DISTANCING: Setting.COMMUNITY,
}  #: whose contacts an intervention reduces
NO_SETTING = -1


def response_of(scenario: Scenario, row_of: dict[str, int], districts: int) -> Response:
    """Detections and interventions of a scenario, none of them begun.

    row_of : name of a state of the pathogen to its row
    Raises : BadInput for a delay that is no distribution
    """
    rows, measures = scenario.detection, scenario.intervention
    delays = [delay_of(scenario, row) for row in rows]
    coverage = [[row.coverage.at(age) if row.coverage else 0.0 for age in range(AGES)] for row in measures]
    return Response(
        alert=record(Alert, {}),
        detections=detections_of(rows, row_of),
        detected=np.array([by_age(row) for row in rows]).reshape(len(rows), AGES),
        delay=np.array(delays, np.int64).reshape(len(rows), QUANTILES),
        measures=measures_of(measures),
        coverage=np.array(coverage, np.float64).reshape(len(measures), AGES),
        begins=spread_over(districts, [begins(row, scenario.start) for row in measures]),
        ends=spread_over(districts, [ends(row, scenario.start) for row in measures]),
    )


def by_age(row: Detection) -> list[float]:
    """Probability of a detection at every age."""
    return [row.probability.at(age) for age in range(AGES)]


def delay_of(scenario: Scenario, row: Detection) -> Ints:
    """Quantiles of the time to the report, s."""
    try:
        return quantile_table(row.delay)
    except ValueError as problem:
        accepted = "a continuous distribution of scipy.stats with the args and scale that it takes"
        raise scenario.bad_input(("detection", row.name, "delay"), str(problem), accepted) from problem


def detections_of(rows: tuple[Detection, ...], row_of: dict[str, int]) -> Detections:
    """Detections as a table."""
    table = blank(Detections, len(rows))
    table["key"] = [keyed.stable_key(row.name) for row in rows]
    table["state"] = [row_of[row.state] for row in rows]
    table["since"] = [row.from_ or 0 for row in rows]
    table["until"] = [LATER if row.until is None else row.until for row in rows]
    return table


def measures_of(rows: tuple[Intervention, ...]) -> Measures:
    """Interventions as a table."""
    table = blank(Measures, len(rows))
    table["key"] = [keyed.stable_key(row.name) for row in rows]
    table["kind"] = [row.kind for row in rows]
    table["setting"] = [SETTINGS.get(row.kind, NO_SETTING) for row in rows]
    table["reduction"] = [row.reduction or 0.0 for row in rows]
    table["delay_s"] = [row.delay for row in rows]
    table["apart_s"] = [row.apart_for or 0 for row in rows]
    table["at_home"] = [row.contacts_at_home for row in rows]
    table["outside"] = [row.contacts_outside for row in rows]
    for setting in Traced.model_fields:
        table[f"traced_{setting}"] = [getattr(row.traced, setting) if row.traced else 0.0 for row in rows]
    table["campaign_s"] = [row.lasts or 0 for row in rows]
    table["protects_after_s"] = [row.protects_after for row in rows]
    table["half_life_s"] = [np.inf if row.half_life is None else row.half_life for row in rows]
    for key in ("compliance", "against_infection", "against_illness", "against_transmission"):
        table[key] = [getattr(row, key) for row in rows]
    return table


def spread_over(districts: int, times: list[int]) -> Ids:
    """The same time for all districts, (interventions, districts)."""
    return np.repeat(np.array(times, np.int32)[:, None], districts, axis=1)


def begins(row: Intervention, start: int) -> int:
    """When an intervention begins, s; LATER if cases decide."""
    if row.trigger is not None:
        return LATER
    return start if row.from_ is None else row.from_


def ends(row: Intervention, start: int) -> int:
    """When an intervention ends that begins at a time, s, or LATER."""
    if row.trigger is not None:
        return LATER
    lasts = LATER if row.lasts is None else begins(row, start) + row.lasts
    return min(lasts, LATER if row.until is None else row.until)


def authorities_of(scenario: Scenario, people: Ints) -> Authorities:
    """Who decides on interventions, before anything is known.

    people : (districts) who live there
    """
    triggers = [row.trigger for row in scenario.intervention if row.trigger]
    windows = {over: Window(over, np.zeros_like(people)) for over in sorted({each.over for each in triggers})}
    shape = len(scenario.intervention), len(people)
    return Authorities(
        plans=[plan_of(row, windows) for row in scenario.intervention],
        windows=list(windows.values()),
        people=people,
        last_report=np.full(len(people), NO_EVENT, np.int64),
        is_on=np.zeros(shape, np.bool_),
        is_over=np.zeros(shape, np.bool_),
        begun_by=np.full(shape, NO_EVENT, np.int64),
        is_recording=scenario.record_quarantines,
    )


def plan_of(row: Intervention, windows: dict[int, Window]) -> Plan:
    """When an intervention begins and ends; windows: of reports, by their length."""
    trigger = row.trigger
    return Plan(
        window=windows[trigger.over] if trigger else None,
        is_once=trigger is None or row.kind == Measure.VACCINATION,
        is_local=trigger is not None and trigger.scope == "district",
        reported=trigger.reported if trigger else 0.0,
        below=row.reported_below or 0.0,
        lasts_s=row.lasts,
        until=LATER if row.until is None else row.until,
    )
