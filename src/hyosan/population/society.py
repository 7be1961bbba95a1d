"""Scenario to society: people, where they meet, and the numbers of the pathogen as loops take them."""

import numpy as np
from scipy import special

from hyosan.population import keyed
from hyosan.population.numbers import record, states, transitions
from hyosan.population.reproduction import infectious_s, per_contact
from hyosan.rules.draw import draw
from hyosan.scenario import Scenario
from hyosan.scenario.pathogen import Seasonality
from hyosan.scenario.population import Population
from hyosan.world import parameters as p
from hyosan.world.calendar import PAGE, blank_calendar
from hyosan.world.codes import Purpose, Setting
from hyosan.world.columns import Floats, Ints, blank, record_type
from hyosan.world.crowd import Case, Changed, Crowd, CrowdNumbers, Mixing, Pace, Spreading, agenda
from hyosan.world.society import Society, Workshop
from hyosan.world.world import Clock

DAY_S = 86_400.0
YEAR_S = 365.25 * DAY_S
CHANGES_AT_A_TIME = 1 << 16  #: rows of working space
LEAST_PAGES = 1 << 14
STATES_MOST = 128


def build_society(scenario: Scenario, population: Population, seed: int, threads: int) -> Society:
    """The society of a scenario at its start.

    seed    : of all draws
    threads : that contacts may be spread over; never changes a result
    Raises  : BadInput where the fault of a scenario shows only here
    """
    crowd = crowd_of(population)
    numbers = society_numbers(scenario, population, seed, threads)
    crowd.state[:] = numbers.spreading["susceptible"]
    tally = np.zeros((population.districts, len(numbers.states)), np.int64)
    tally[:, int(numbers.spreading["susceptible"])] = np.diff(crowd.district_at)
    return Society(
        clock=Clock(now=scenario.start, start=scenario.start, until=scenario.until, step=scenario.step, near_step=1),
        state_names=[state.name for state in scenario.pathogen.state],
        numbers=numbers,
        crowd=crowd,
        imports=imports_of(scenario, seed, crowd),
        workshops=workshops(threads, population.people, tally.reshape(-1)),
    )


def workshops(threads: int, people: int, tally: Ints) -> list[Workshop]:
    """What each thread writes to; the first begins with everybody counted."""
    pages = max(people // threads // PAGE, LEAST_PAGES * threads)
    return [
        Workshop(
            calendar=blank_calendar(pages, threads),
            changed=blank(Changed, CHANGES_AT_A_TIME),
            tally=tally if thread == 0 else np.zeros_like(tally),
        )
        for thread in range(threads)
    ]


def crowd_of(population: Population) -> Crowd:
    """Everybody, well."""
    n = population.people
    district_at = np.linspace(0, n, population.districts + 1).astype(np.int32)
    course_in = agenda(n)
    return Crowd(
        state=np.zeros(n, np.int8),
        case=np.zeros(n, record_type(Case)),  # type: ignore[arg-type]  # not `blank`: it would touch every page
        course_in=course_in,
        course_words=course_in.view(np.uint64),
        age=np.full(n, population.age, np.int8),
        district=np.repeat(np.arange(population.districts, dtype=np.int32), np.diff(district_at)),
        district_at=district_at,
    )


def everybody_alike(population: Population, contacts_per_day: float) -> Mixing:
    """People who meet everybody else of their district alike."""
    no_rows = np.empty(0, np.int32)
    loose = np.zeros((p.AGES, len(Setting)))
    loose[:, Setting.COMMUNITY] = contacts_per_day / DAY_S
    return Mixing(
        home=no_rows, home_at=no_rows, group=no_rows, group_at=no_rows, group_members=no_rows,
        group_setting=np.empty(0, np.int8), group_per_s=np.empty(0, np.float32),
        band=np.zeros(p.AGES, np.int8), by_band=no_rows, band_at=no_rows,
        loose_per_s=loose, bands_met=np.ones((len(Setting), 1, 1)), reach=np.empty((0, 0)),
    )  # fmt: skip


def society_numbers(scenario: Scenario, population: Population, seed: int, threads: int) -> CrowdNumbers:
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
    by_age = np.array([pathogen.transmission.susceptibility.at(age) for age in range(p.AGES)])
    susceptible = next(row for row, state in enumerate(pathogen.state) if state.initial)
    susceptible_states = np.zeros(STATES_MOST)
    susceptible_states[susceptible] = 1.0
    season = season_of(pathogen.transmission.seasonality, scenario.start, scenario.until)
    infection = per_contact(scenario, per_day / DAY_S, infectious, by_age[population.age])
    defeat = pathogen.defeat.per_contact if pathogen.defeat else 0.0
    pace = {
        "start": scenario.start, "until": scenario.until, "per_s": 1.0 / scenario.step, "step": 0,
        "ranges": threads, "people_per_range": -(-population.people // threads),
    }  # fmt: skip
    return CrowdNumbers(
        run=record(p.Run, {"seed": seed}),
        pace=record(Pace, pace),
        states=course,
        transitions=ways,
        mixing=everybody_alike(population, per_day),
        spreading=record(
            Spreading,
            {
                "per_contact": (infection + defeat) * season.max(),
                "infecting": infection / (infection + defeat) if defeat else 1.0,
                "defeated": row_of[pathogen.defeat.to] if pathogen.defeat else -1,
                "home_per_s": 0.0,
                "susceptible": susceptible,
                "exposed": exposed,
                "is_selective": bool((by_age < 1.0).any() or (season < season.max()).any()),
            },
        ),
        susceptible_states=susceptible_states,
        susceptibility=by_age,
        season=season / season.max(),
        infectiousness=own_infectiousness(pathogen.transmission.dispersion),
    )


def season_of(seasonality: Seasonality | None, start: int, until: int) -> Floats:
    """Transmission on each day of a run relative to the mean of the year.

    Rounded, because the last digits of NumPy's cosine differ between machines.
    """
    if seasonality is None:
        return np.ones(1)
    at = start + DAY_S * (np.arange(-(-(until - start) // DAY_S)) + 0.5)
    swing = seasonality.amplitude * np.cos(2.0 * np.pi * (at - seasonality.peak) / YEAR_S)
    return np.asarray(np.rint((1.0 + swing) * 1e9) / 1e9)


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
