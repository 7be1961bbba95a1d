"""Whether detections and interventions fit each other, the pathogen and the population."""

from collections.abc import Iterator

from hyosan.scenario.check_pathogen import wait_faults
from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.interventions import Detection, Intervention
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Measure

ON_CASES = (Measure.ISOLATION, Measure.HOUSEHOLD_QUARANTINE, Measure.CONTACT_TRACING)
CLOSURES = (
    Measure.SCHOOL_CLOSURE,
    Measure.WORK_RESTRICTION,
    Measure.COMMUNITY_DISTANCING,
    Measure.TRAVEL_RESTRICTION,
)
#: What a well-mixed society has nobody for: no households, classes or workplaces, and districts that never meet.
BEYOND_MIXED = (
    Measure.HOUSEHOLD_QUARANTINE,
    Measure.CONTACT_TRACING,
    Measure.SCHOOL_CLOSURE,
    Measure.WORK_RESTRICTION,
    Measure.TRAVEL_RESTRICTION,
)

COMMON = {"name", "kind", "from_", "trigger", "until", "lasts", "reported_below", "compliance", "source"}
APART = {"delay", "apart_for", "contacts_at_home", "contacts_outside"}
EFFICACY = {"protects_after", "against_infection", "against_illness", "against_transmission", "half_life"}
TAKEN: dict[Measure, set[str]] = {
    Measure.ISOLATION: COMMON | APART,
    Measure.HOUSEHOLD_QUARANTINE: COMMON | APART,
    Measure.CONTACT_TRACING: COMMON | APART | {"traced"},
    **{kind: COMMON | {"reduction"} for kind in CLOSURES},
    Measure.VACCINATION: (COMMON - {"until", "reported_below", "compliance"}) | {"coverage"} | EFFICACY,
}  #: kind -> keys that it takes
NEEDED: dict[Measure, tuple[str, ...]] = {
    Measure.ISOLATION: ("apart_for",),
    Measure.HOUSEHOLD_QUARANTINE: ("apart_for",),
    Measure.CONTACT_TRACING: ("apart_for", "traced"),
    **dict.fromkeys(CLOSURES, ("reduction",)),
    Measure.VACCINATION: ("coverage", "lasts"),
}  #: kind -> keys that it must have


def intervention_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Detections of unknown states, interventions without what they need or with what they cannot use."""
    yield from alike(("detection",), [each.name for each in scenario.detection])
    yield from alike(("intervention",), [each.name for each in scenario.intervention])
    yield from _system_faults(scenario)
    for detection in scenario.detection:
        yield from _detection_faults(detection, [state.name for state in scenario.pathogen.state])
    for intervention in scenario.intervention:
        yield from _key_faults(intervention)
        yield from _span_faults(intervention)
        yield from _setting_faults(intervention, scenario)


def _system_faults(scenario: Scenario) -> Iterator[Complaint]:
    for table, rows, system in (
        ("detection", scenario.detection, "reporting"),
        ("intervention", scenario.intervention, "interventions"),
    ):
        if rows and (scenario.population is None or scenario.city is not None):
            accepted = "a table [population], and no city"
            yield Complaint((table,), "no population that it could be for", accepted)
        elif rows and system not in scenario.systems:
            yield Complaint(("systems",), f"no {shown(system)}, which [[{table}]] needs", f"{shown(system)} among them")


def _detection_faults(detection: Detection, states: list[str]) -> Iterator[Complaint]:
    path = ("detection", detection.name)
    if detection.state not in states:
        accepted = f"one of the states {listed(states)}"
        found = f"no state {shown(detection.state)}"
        yield Complaint((*path, "state"), found, accepted, nearest(detection.state, states))
    yield from wait_faults(detection.delay, (*path, "delay"))
    if detection.from_ is not None and detection.until is not None and detection.until <= detection.from_:
        yield Complaint((*path, "until"), "a time not after from", "a time after from")


def _word(kind: Measure) -> str:
    return kind.name.lower().replace("_", " ")


def _written(key: str) -> str:
    """A key as files write it."""
    return key.rstrip("_")


def _key_faults(intervention: Intervention) -> Iterator[Complaint]:
    path = ("intervention", intervention.name)
    kind = intervention.kind
    for key in sorted(intervention.model_fields_set - TAKEN[kind]):
        taken = listed(sorted(_written(each) for each in TAKEN[kind]), most=30)
        yield Complaint((*path, _written(key)), f"a key that means nothing for {_word(kind)}", taken)
    for key in NEEDED[kind]:
        if getattr(intervention, key) is None:
            field = Intervention.model_fields[key]
            yield Complaint((*path, key), f"missing, for {_word(kind)}", str(field.description))


def _span_faults(intervention: Intervention) -> Iterator[Complaint]:
    path = ("intervention", intervention.name)
    if intervention.trigger is not None and intervention.from_ is not None:
        yield Complaint((*path, "trigger"), "a trigger beside from", "either from or a trigger")
    if intervention.reported_below is not None and intervention.trigger is None:
        found = "no trigger that says how cases are counted"
        yield Complaint((*path, "reported_below"), found, "until or lasts, or a table [intervention.trigger]")
    elif intervention.trigger is not None and (intervention.reported_below or 0.0) > intervention.trigger.reported:
        yield Complaint((*path, "reported_below"), "more than its trigger asks for", "at most reported of its trigger")
    ends = [key for key in ("until", "lasts", "reported_below") if getattr(intervention, key) is not None]
    if len(ends) > 1:
        yield Complaint((*path, ends[1]), f"{listed(ends)} together", "one of them")
    if intervention.from_ is not None and intervention.until is not None and intervention.until <= intervention.from_:
        yield Complaint((*path, "until"), "a time not after from", "a time after from")


def _setting_faults(intervention: Intervention, scenario: Scenario) -> Iterator[Complaint]:
    path = ("intervention", intervention.name)
    kind = intervention.kind
    if not scenario.detection:
        accepted = "a table [[detection]]: what is not reported, nobody can act on"
        if kind in ON_CASES:
            yield Complaint((*path, "kind"), f"{_word(kind)}, and no detection", accepted)
        elif intervention.trigger is not None:
            yield Complaint((*path, "trigger"), "no detection", accepted)
    if scenario.population is not None and scenario.population.kind == "mixed" and kind in BEYOND_MIXED:
        found = f"{_word(kind)} in a well-mixed population"
        possible = [_word(each) for each in Measure if each not in BEYOND_MIXED]
        accepted = f"{listed(possible)}, or a population with households, classes and workplaces"
        yield Complaint((*path, "kind"), found, accepted)
    is_illness = any(transition.illness for transition in scenario.pathogen.transition)
    if intervention.against_illness > 0.0 and not is_illness:
        found = "no transition of the pathogen that is illness"
        yield Complaint((*path, "against_illness"), found, "illness = true for transitions that lead to illness")
