"""Scenario to society: people, where they meet, and the numbers of the pathogen as loops take them."""

import numpy as np
from scipy import special

from hyosan.population import keyed
from hyosan.population.dwelling import Dwelling
from hyosan.population.network_reproduction import chance_on_network
from hyosan.population.numbers import record, states, transitions
from hyosan.population.reproduction import infectious_s, per_contact
from hyosan.population.response import authorities_of, response_of
from hyosan.rules.draw import draw
from hyosan.scenario import Scenario
from hyosan.scenario.pathogen import Seasonality
from hyosan.scenario.population import Importation
from hyosan.world import parameters as p
from hyosan.world.calendar import PAGE, blank_calendar
from hyosan.world.clock import Clock
from hyosan.world.codes import Purpose
from hyosan.world.columns import Floats, Ints, blank, record_type, unshared
from hyosan.world.crowd import Case, Changed, Crowd, CrowdNumbers, Pace, Spreading, agenda
from hyosan.world.drafts import blank_drafts
from hyosan.world.response import Apart, Watch
from hyosan.world.society import Society, Workshop

DAY_S = 86_400.0
YEAR_S = 365.25 * DAY_S
CHANGES_AT_A_TIME = 1 << 16  #: rows of working space
STAGES_AT_A_TIME = 1 << 14  #: rows of working space
LOOKED_AT = 1 << 13  #: people whose agendas are looked at together
LEAST_PAGES = 1 << 14
STATES_MOST = 128
NEIGHBOURS = 4  #: quantiles of infectiousness that are taken together where all are looked at in turn


def build_society(scenario: Scenario, dwelling: Dwelling, seed: int, threads: int) -> Society:
    """The society of a scenario at its start.

    dwelling : where its people live and whom they meet
    seed     : of all draws
    threads  : that work may be spread over; never changes a result
    Raises   : BadInput where the fault of a scenario shows only here
    """
    numbers = society_numbers(scenario, dwelling, seed, threads)
    crowd = crowd_of(dwelling, is_watched=bool(scenario.detection))
    crowd.state[:] = numbers.spreading["susceptible"]
    tally = np.zeros((len(dwelling.district_names), len(numbers.states)), np.int64)
    tally[:, int(numbers.spreading["susceptible"])] = np.diff(crowd.district_at)
    return Society(
        clock=Clock(now=scenario.start, start=scenario.start, until=scenario.until, step=scenario.step, near_step=1),
        state_names=[state.name for state in scenario.pathogen.state],
        district_names=dwelling.district_names,
        numbers=numbers,
        crowd=crowd,
        authorities=authorities_of(scenario, np.diff(crowd.district_at).astype(np.int64)),
        imports=imports_of(scenario, seed, crowd, dwelling.ids),
        workshops=workshops(threads, len(dwelling.age), tally.reshape(-1)),
        ids=dwelling.ids,
    )


def workshops(threads: int, people: int, tally: Ints) -> list[Workshop]:
    """What each thread writes to; the first begins with everybody counted."""
    pages = max(people // threads // PAGE, LEAST_PAGES * threads)
    return [
        Workshop(
            calendar=blank_calendar(pages, threads),
            drafts=blank_drafts(STAGES_AT_A_TIME),
            due=np.empty(LOOKED_AT, np.int32),
            changed=blank(Changed, CHANGES_AT_A_TIME),
            tally=tally if thread == 0 else unshared(len(tally), np.int64),
        )
        for thread in range(threads)
    ]


def crowd_of(dwelling: Dwelling, is_watched: bool) -> Crowd:
    """Everybody, well; is_watched: whether cases can be detected."""
    n = len(dwelling.age)
    n_watched = n if is_watched else 0
    course_in, report_in = agenda(n), agenda(n_watched)
    districts = np.arange(len(dwelling.district_names), dtype=np.int32)
    return Crowd(
        state=np.zeros(n, np.int8),
        case=np.zeros(n, record_type(Case)),  # type: ignore[arg-type]  # not `blank`: it would touch every page
        course_in=course_in,
        course_words=course_in.view(np.uint64),
        watch=np.zeros(n_watched, record_type(Watch)),  # type: ignore[arg-type]  # the same
        apart=np.zeros(2 * n_watched, record_type(Apart)),  # type: ignore[arg-type]  # the same
        report_in=report_in,
        report_words=report_in.view(np.uint64),
        age=dwelling.age,
        district=np.repeat(districts, np.diff(dwelling.district_at)),
        district_at=dwelling.district_at,
    )


def society_numbers(scenario: Scenario, dwelling: Dwelling, seed: int, threads: int) -> CrowdNumbers:
    """Every number of the scenario, in the form that loops take."""
    pathogen = scenario.pathogen
    if pathogen.transmission is None:
        raise scenario.bad_input(("pathogen", "transmission"), "missing", "how the pathogen passes on contacts")
    row_of = {state.name: row for row, state in enumerate(pathogen.state)}
    if pathogen.entry.exposed is None:
        raise scenario.bad_input(("pathogen", "entry", "exposed"), "missing", "the state that infection leads to")
    course, ways = states(scenario, row_of), transitions(scenario, row_of)
    exposed = row_of[pathogen.entry.exposed]
    by_age = np.array([pathogen.transmission.susceptibility.at(age) for age in range(p.AGES)])
    season = season_of(pathogen.transmission.seasonality, scenario.start, scenario.until)
    susceptible = next(row for row, state in enumerate(pathogen.state) if state.initial)
    susceptible_states = np.zeros(STATES_MOST)
    susceptible_states[susceptible] = 1.0
    factors = own_infectiousness(pathogen.transmission.dispersion)
    if dwelling.rates is None:
        infection = chance_on_network(scenario, dwelling, exposed, course, ways, by_age, coarse(factors))
    else:
        infectious = np.array([infectious_s(exposed, age, course, ways) for age in dwelling.band_ages])
        infection = per_contact(scenario, dwelling.rates, infectious, by_age[dwelling.band_ages], coarse(factors))
    defeat = pathogen.defeat.per_contact if pathogen.defeat else 0.0
    pace = {
        "start": scenario.start, "until": scenario.until, "per_s": 1.0 / scenario.step, "step": 0,
        "ranges": threads, "people_per_range": -(-len(dwelling.age) // threads),
    }  # fmt: skip
    spreading = {
        "per_contact": (infection + defeat) * season.max(),
        "home_per_s": dwelling.home_per_s,
        "susceptible": susceptible,
        "exposed": exposed,
        "infecting": infection / (infection + defeat) if defeat else 1.0,
        "defeated": row_of[pathogen.defeat.to] if pathogen.defeat else -1,
        "is_selective": bool((by_age < 1.0).any() or (season < season.max()).any()),
    }
    return CrowdNumbers(
        run=record(p.Run, {"seed": seed}),
        pace=record(Pace, pace),
        states=course,
        transitions=ways,
        mixing=dwelling.mixing,
        spreading=record(Spreading, spreading),
        susceptible_states=susceptible_states,
        susceptibility=by_age,
        season=season / season.max(),
        infectiousness=factors,
        response=response_of(scenario, row_of, len(dwelling.district_names)),
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


def coarse(factors: Floats) -> Floats:
    """Fewer quantiles: means of so many neighbours; one if all are alike."""
    if (factors == factors[0]).all():
        return factors[:1]
    return np.asarray(np.rint(factors.reshape(-1, NEIGHBOURS).mean(axis=1) * 1e6) / 1e6)


def imports_of(scenario: Scenario, seed: int, crowd: Crowd, ids: tuple[str, ...] | None) -> list[tuple[int, int]]:
    """Time and person of everybody who is to be infected from outside: who is named, or some drawn in each district.

    ids    : (people) what their file calls them, if there is one
    Raises : BadInput for a name that nobody has
    """
    found = []
    for importation in scenario.importation:
        if importation.people is None:
            found += [(importation.at, i) for i in rows_of(scenario, importation, ids or ())]
            continue
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


def rows_of(scenario: Scenario, importation: Importation, ids: tuple[str, ...]) -> list[int]:
    """Rows of the people whom an importation names."""
    rows = {name: row for row, name in enumerate(ids)}
    for name in importation.who:
        if name not in rows:
            path = ("importation", importation.name, "who")
            raise scenario.bad_input(path, f"nobody called {name}", "ids of people of the population")
    return [rows[name] for name in importation.who]
