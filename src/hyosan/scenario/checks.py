"""What no single table can see: whether the parts of a scenario fit each other."""

from collections.abc import Iterator

from hyosan.scenario.check_authorities import authority_faults
from hyosan.scenario.check_canon import canon_faults
from hyosan.scenario.check_city import city_faults
from hyosan.scenario.check_claims import claim_faults
from hyosan.scenario.check_interventions import intervention_faults
from hyosan.scenario.check_pathogen import pathogen_faults
from hyosan.scenario.check_people import people_faults
from hyosan.scenario.check_places import place_faults
from hyosan.scenario.check_population import population_faults
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.stretch import stretch_faults
from hyosan.scenario.wording import shown, twice

MAX_STEPS = 10_000_000


def faults(scenario: Scenario) -> Iterator[Complaint]:
    """All that does not fit, in the order of the scenario's tables."""
    yield from _clock_faults(scenario)
    yield from _system_faults(scenario.systems)
    yield from place_faults(scenario)
    yield from people_faults(scenario)
    yield from city_faults(scenario)
    yield from pathogen_faults(scenario.pathogen)
    yield from population_faults(scenario)
    yield from intervention_faults(scenario)
    yield from authority_faults(scenario)
    yield from canon_faults(scenario)
    yield from claim_faults(scenario)


def _clock_faults(scenario: Scenario) -> Iterator[Complaint]:
    if scenario.until <= scenario.start:
        yield Complaint(("until",), "a time not after the start", "a time after start")
    if scenario.until - scenario.start > MAX_STEPS * scenario.step:
        steps = (scenario.until - scenario.start) // scenario.step
        yield Complaint(("until",), f"{steps:,} steps", f"at most {MAX_STEPS:,} steps; a longer step or an earlier end")
    if scenario.step % scenario.near_step:
        found = f"{scenario.near_step} s, which does not divide a step of {scenario.step} s"
        yield Complaint(("near_step",), found, "1 s to 5 s that go into step without a rest")
    yield from stretch_faults(scenario.stretch, scenario.start, scenario.near_step)
    if scenario.stretch and scenario.population is not None and scenario.city is None:
        yield Complaint(("stretch",), "stretches of a population that is counted", "one step for the whole run")
    for key, every in (
        ("series_every", scenario.series_every),
        ("place_series_every", scenario.place_series_every),
    ):
        if every is not None and every % scenario.step:
            found = f"{every} s, no multiple of a step of {scenario.step} s"
            yield Complaint((key,), found, "a multiple of step")


def _system_faults(systems: tuple[str, ...]) -> Iterator[Complaint]:
    for name in twice(systems):
        yield Complaint(("systems",), f"{shown(name)} twice", "each system once")
    missing = {"movement", "encounters"} - set(systems)
    if len(missing) == 1:
        accepted = "movement and encounters together, or neither"
        yield Complaint(("systems",), f"no {shown(missing.pop())}", accepted)
