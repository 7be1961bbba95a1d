"""Scenario to society: people, where they meet, and the numbers of the pathogen as loops take them."""

import numpy as np
from scipy import special

from hyosan.population import keyed
from hyosan.population.numbers import record, states, transitions
from hyosan.population.reproduction import infectious_s, per_contact
from hyosan.rules.draw import draw
from hyosan.scenario import Scenario
from hyosan.scenario.population import Population
from hyosan.world import parameters as p
from hyosan.world.codes import Purpose
from hyosan.world.columns import Floats, blank
from hyosan.world.crowd import (
    Case,
    Crowd,
    CrowdNumbers,
    Pace,
    Spreading,
    Status,
    Tally,
    agenda,
    blank_workshop,
)
from hyosan.world.society import Society
from hyosan.world.world import Clock

DAY_S = 86_400.0
CONTACTS_AT_A_TIME = 1 << 18  #: rows of working space


def build_society(scenario: Scenario, population: Population, seed: int, threads: int) -> Society:
    """The society of a scenario at its start.

    seed    : of all draws
    threads : that contacts may be spread over; never changes a result
    Raises  : BadInput where the fault of a scenario shows only here
    """
    numbers = society_numbers(scenario, population, seed)
    crowd = crowd_of(population, numbers)
    return Society(
        clock=Clock(now=scenario.start, start=scenario.start, until=scenario.until, step=scenario.step, near_step=1),
        state_names=[state.name for state in scenario.pathogen.state],
        numbers=numbers,
        crowd=crowd,
        imports=imports_of(scenario, seed, crowd),
        workshops=[blank_workshop(CONTACTS_AT_A_TIME) for _ in range(threads)],
        threads=threads,
    )


def crowd_of(population: Population, numbers: CrowdNumbers) -> Crowd:
    """Everybody, well."""
    n = population.people
    district_at = np.linspace(0, n, population.districts + 1).astype(np.int32)
    status = np.zeros(n, blank(Status, 0).dtype)
    status["state"] = numbers.spreading["susceptible"]
    status["age"] = population.age
    tally = blank(Tally, population.districts * len(numbers.states))
    tally["people"][int(numbers.spreading["susceptible"]) :: len(numbers.states)] = np.diff(district_at)
    course_in, contact_in = agenda(n), agenda(n)
    return Crowd(
        status=status,  # type: ignore[arg-type]  # an array of records is a table
        case=np.zeros(n, blank(Case, 0).dtype),  # type: ignore[arg-type]  # not `blank`: it would touch every page
        course_in=course_in,
        contact_in=contact_in,
        course_words=course_in.view(np.uint64),
        contact_words=contact_in.view(np.uint64),
        district=np.repeat(np.arange(population.districts, dtype=np.int32), np.diff(district_at)),
        district_at=district_at,
        tally=tally,
    )


def society_numbers(scenario: Scenario, population: Population, seed: int) -> CrowdNumbers:
    """Every number of the scenario, in the form that loops take."""
    pathogen = scenario.pathogen
    if pathogen.transmission is None:
        raise scenario.bad_input(("pathogen", "transmission"), "missing", "how the pathogen passes on contacts")
    if scenario.contacts.community is None:
        raise scenario.bad_input(("contacts", "community"), "missing", "how many contacts people have a day")
    row_of = {state.name: row for row, state in enumerate(pathogen.state)}
    if pathogen.entry.exposed is None:
        raise scenario.bad_input(("pathogen", "entry", "exposed"), "missing", "the state that infection leads to")
    per_day = scenario.contacts.community.per_day.at(population.age)
    course, ways = states(scenario, row_of), transitions(scenario, row_of)
    exposed = row_of[pathogen.entry.exposed]
    infectious = infectious_s(exposed, population.age, course, ways)
    susceptibility = pathogen.transmission.susceptibility.at(population.age)
    return CrowdNumbers(
        run=record(p.Run, {"seed": seed}),
        pace=record(Pace, {"start": scenario.start, "until": scenario.until, "length": scenario.step, "step": 0}),
        states=course,
        transitions=ways,
        spreading=record(
            Spreading,
            {
                "per_contact": per_contact(scenario, per_day / DAY_S, infectious, susceptibility),
                "community_per_s": per_day / DAY_S,
                "susceptible": next(row for row, state in enumerate(pathogen.state) if state.initial),
                "exposed": exposed,
            },
        ),
        susceptibility=np.array([pathogen.transmission.susceptibility.at(age) for age in range(p.AGES)]),
        infectiousness=own_infectiousness(pathogen.transmission.dispersion),
    )


def own_infectiousness(dispersion: float | None) -> Floats:
    """Quantiles of a person's own infectiousness, mean 1: gamma with shape k, so that offspring are negative binomial.

    Rounded, because the last digits of SciPy's functions differ between machines.
    Source: Lloyd-Smith, Schreiber, Kopp and Getz, Nature 438, 2005.
    """
    if dispersion is None:
        return np.ones(p.QUANTILES)
    shares = (np.arange(p.QUANTILES) + 0.5) / p.QUANTILES
    quantiles = np.rint(special.gammaincinv(dispersion, shares) * 1e6)
    return np.asarray(quantiles / quantiles.mean())


def imports_of(scenario: Scenario, seed: int, crowd: Crowd) -> list[tuple[int, int]]:
    """Time and person of everybody who is to be infected from outside: in each district the people of lowest draw."""
    found = []
    for importation in scenario.importation:
        key = keyed.stable_key(importation.name)
        for district in range(len(crowd.district_at) - 1):
            first, end = (int(row) for row in crowd.district_at[district : district + 2])
            taken: set[int] = set()
            for slot in range(min(importation.people, end - first)):
                bits = draw(seed, Purpose.IMPORT, key, district, slot)
                i = first + (bits * (end - first) >> 53)
                while i in taken:
                    i = first + (i + 1 - first) % (end - first)
                taken.add(i)
            found += [(importation.at, i) for i in taken]
    return sorted(found)
