"""The outcome of an outbreak among people who are counted: how many, when, where, from whom, and how it ended."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from hyosan.analysis.burden import Burden, burden_of, infected_states
from hyosan.analysis.epidemic.attack import age_bands
from hyosan.analysis.epidemic.cases import Cases, Narrow, cases_of
from hyosan.analysis.epidemic.first_generations import FirstGenerations, first_generations_of
from hyosan.analysis.epidemic.growth import Growth, growth
from hyosan.analysis.epidemic.incidence import Incidence
from hyosan.analysis.epidemic.infections import DAY_S, Ints
from hyosan.analysis.epidemic.offspring import share_of_cases_behind
from hyosan.analysis.facts import require_ended
from hyosan.analysis.measures import Response, response_to
from hyosan.analysis.run_facts import RunFacts, run_facts_of, scenario_of, told
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput
from hyosan.world.codes import Kind, Setting

DISTRICT = "district"  #: kind of the places that people of a society live in
TOP = 5  #: people named as those who infected most, count
WEEK_D = 7
EARLY = 0.1  #: share of all infections by which the growth phase is over
SHORTEST_D = 3  #: of a growth phase
COURSE = (Kind.HOSPITALISED, Kind.INTENSIVE_CARE, Kind.DIED, Kind.REPORTED)


@dataclass(frozen=True)
class Group:
    """How many of a group were infected at least once.

    name        : of the group
    people      : count
    infected    : count
    attack_rate : share
    """

    name: str
    people: int
    infected: int
    attack_rate: float


@dataclass(frozen=True)
class Peak:
    """The day with most new infections.

    day : first is 1;  infections : count
    """

    day: int
    infections: int


@dataclass(frozen=True)
class GrowthPhase:
    """How fast infections passed on grew at first.

    first_day, last_day : of the phase; the first day of the run is 1
    growth              : exponential rate and doubling time
    """

    first_day: int
    last_day: int
    growth: Growth


@dataclass(frozen=True)
class GenerationInterval:
    """Time from the infection of an infector to that of an infectee.

    pairs : count;  mean_d, sd_d : d
    """

    pairs: int
    mean_d: float
    sd_d: float


@dataclass(frozen=True)
class Spreader:
    """Somebody who infected many.

    who : id;  infected : how many
    event        : their own infection
    setting, place : in which they were infected; the place is a district; None where it is not known
    day          : the first is 1
    """

    who: int
    infected: int
    event: int
    setting: str | None
    place: str | None
    day: int


@dataclass(frozen=True)
class Close:
    """How an outbreak stood at the end of the run.

    extinct        : whether nobody alive was infected any more
    still_infected : people, count
    last_infection : s since the start of day 1; None if nobody was infected
    last_week      : infections of the last seven days, count
    """

    extinct: bool
    still_infected: int
    last_infection: int | None
    last_week: int


@dataclass(frozen=True)
class Outbreak:
    """How an outbreak went.

    run                 : what the run was
    states              : people by state at the end
    imported            : people infected from outside, count
    infected            : infections, those from outside included, count
    attack_rate         : share of people who were infected at least once
    by_age, by_place    : the same of age bands and home districts; empty where there is only one
    peak                : None if nobody was infected
    growth_phase        : None where too few were infected to tell
    by_setting          : infections by setting, those from outside left out
    generations         : infections between the last infected and one from outside, most
    first_generations   : realised R0 and k; None if nobody was infected
    generation_interval : None without a pair
    spreaders           : who infected most
    infecting_share     : share of the infected who infected anybody; None if nobody was infected
    share_behind_80     : smallest share of the infected behind 80 % of transmission; None without transmission
    burden              : hospital and deaths
    response            : what was reported, and which interventions were in force
    close               : how it stood at the end
    """

    run: RunFacts
    states: dict[str, int]
    imported: int
    infected: int
    attack_rate: float
    by_age: tuple[Group, ...]
    by_place: tuple[Group, ...]
    peak: Peak | None
    growth_phase: GrowthPhase | None
    by_setting: dict[str, int]
    generations: int
    first_generations: FirstGenerations | None
    generation_interval: GenerationInterval | None
    spreaders: tuple[Spreader, ...]
    infecting_share: float | None
    share_behind_80: float | None
    burden: Burden
    response: Response
    close: Close

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers; null for what is not known or has no bound."""
        return told(self)


def outbreak_of(record: RunRecord) -> Outbreak:
    """Tell an outbreak from its record alone.

    Raises BadInput for a run that has not ended or kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    require_ended(record)
    scenario = scenario_of(record)
    pathogen = scenario.get("pathogen", {})
    cases, course = cases_of(record, COURSE)
    people = people_infected(record, cases.who)
    ages, districts = by_age(people), by_place(people, record.places)
    by_day, passed_on = _by_day(cases)
    infected = len(cases)
    return Outbreak(
        run=run_facts_of(record, people.height),
        states=record.last_counts(),
        imported=infected - int(passed_on.sum()),
        infected=infected,
        attack_rate=float(people["infected"].sum()) / people.height,
        by_age=ages if len(ages) > 1 else (),
        by_place=districts if len(districts) > 1 else (),
        peak=Peak(int(by_day.argmax()) + 1, int(by_day.max())) if infected else None,
        growth_phase=growth_phase_of(passed_on),
        by_setting=_by_setting(cases),
        generations=int(cases.generation.max(initial=0)),
        first_generations=first_generations_of(cases, people.height),
        generation_interval=_generation_interval(cases),
        spreaders=_spreaders(cases, record.places),
        infecting_share=float((cases.offspring > 0).mean()) if infected else None,
        share_behind_80=share_of_cases_behind(cases.offspring) if infected else None,
        burden=burden_of(record, pathogen, course),
        response=response_to(record, scenario, course),
        close=_close(record, cases, infected_states(pathogen)),
    )


def people_infected(record: RunRecord, who: Narrow) -> pl.DataFrame:
    """Everybody, with age (years) and home (id of a place) as far as the roster has them, and whether infected.

    who : (cases,) persons
    """
    people = record.people_columns("id", "age", "home")
    is_infected = np.zeros(people.height, np.bool_)
    is_infected[who] = True
    return people.drop("id").with_columns(pl.Series("infected", is_infected))


def by_age(people: pl.DataFrame) -> tuple[Group, ...]:
    """Attack rates of age bands; none where ages are not known.

    people : as `people_infected` tells them
    """
    if "age" not in people.columns:
        return ()
    counts = _counts(people, "age")
    return _groups(counts.with_columns(age_bands(counts["age"]).alias("group")))


def by_place(people: pl.DataFrame, places: pl.DataFrame) -> tuple[Group, ...]:
    """Attack rates of the districts where people live; none where homes are no districts.

    people : as `people_infected` tells them
    """
    if "home" not in people.columns or "kind" not in places.columns:
        return ()
    districts = places.filter(pl.col("kind") == DISTRICT).select(pl.col("id").cast(pl.Int64), group="name")
    homes = _counts(people, "home").cast({"home": pl.Int64})
    return _groups(homes.join(districts, left_on="home", right_on="id", maintain_order="left"))


def _counts(people: pl.DataFrame, column: str) -> pl.DataFrame:
    """People and infected for each value of a column that is known, in ascending order."""
    known = people.group_by(column).agg(pl.len().alias("people"), pl.col("infected").sum())
    return known.filter(pl.col(column).is_not_null()).sort(column)


def _groups(counts: pl.DataFrame) -> tuple[Group, ...]:
    """Counts added up by the column group, in its order."""
    sums = counts.group_by("group", maintain_order=True).agg(pl.col("people", "infected").sum())
    words = sums.with_columns(pl.col("group").cast(pl.String)).select("group", "people", "infected")
    return tuple(Group(name, people, n, n / people) for name, people, n in words.iter_rows())


def _by_day(cases: Cases) -> tuple[Ints, Ints]:
    """Infections of each day since day 1, and those among them that were passed on."""
    day = cases.time // DAY_S
    by_day: Ints = np.bincount(day)
    return by_day, by_day - np.bincount(day[cases.infector < 0], minlength=len(by_day))


def growth_phase_of(passed_on: Ints) -> GrowthPhase | None:
    """From the day of the first infection passed on to the day by which a tenth of them had happened.

    In a small outbreak that may be too soon: three days are taken if it grew for so long.

    passed_on : (days,) infections that were passed on, from day 1
    Returns None where cases on a single day tell no rate.
    """
    if not passed_on.any():
        return None
    first = int((passed_on > 0).argmax())
    tenth = int(np.searchsorted(np.cumsum(passed_on), EARLY * passed_on.sum()))
    last = max(tenth, min(first + SHORTEST_D - 1, int(passed_on.argmax())))
    window = Incidence(0.0, 1.0, passed_on, 0)
    try:
        return GrowthPhase(first + 1, last + 1, growth(window, from_day=first, to_day=last + 1))
    except BadInput:
        return None


def _by_setting(cases: Cases) -> dict[str, int]:
    counts = np.bincount(cases.setting[cases.setting >= 0], minlength=len(Setting))
    return {each.name.lower(): int(counts[each]) for each in Setting if counts[each]}


def _generation_interval(cases: Cases) -> GenerationInterval | None:
    pairs, total, squares = 0, 0.0, 0.0
    for days in cases.generation_days():
        pairs += len(days)
        total += float(days.sum())
        squares += float((days * days).sum())
    if pairs == 0:
        return None
    mean = total / pairs
    return GenerationInterval(pairs, mean, math.sqrt(max(squares / pairs - mean * mean, 0.0)))


def _spreaders(cases: Cases, places: pl.DataFrame) -> tuple[Spreader, ...]:
    """Those with most offspring, the earlier infected of equals first."""
    at_least = np.cumsum(np.bincount(cases.offspring, minlength=1)[::-1])[::-1]
    least = max(1, int((at_least >= TOP).sum()) - 1)
    most = np.flatnonzero(cases.offspring >= least)
    top = most[np.argsort(-cases.offspring[most], kind="stable")][:TOP]
    name_of = district_names(places, cases.place[top])
    return tuple(
        Spreader(
            who=int(cases.who[row]),
            infected=int(cases.offspring[row]),
            event=int(cases.event[row]),
            setting=Setting(cases.setting[row]).name.lower() if cases.setting[row] >= 0 else None,
            place=name_of.get(int(cases.place[row])),
            day=int(cases.time[row]) // DAY_S + 1,
        )
        for row in top
    )


def district_names(places: pl.DataFrame, ids: Narrow) -> dict[int, str]:
    """Names of the districts that places are in, or are themselves."""
    found = places.filter(pl.col("id").is_in(np.unique(ids)))
    if "district" not in found.columns:
        return dict(found.select("id", "name").iter_rows())
    names = places.filter(pl.col("kind") == DISTRICT).select(pl.col("id").alias("district"), "name")
    return dict(found.drop("name").join(names, on="district").select("id", "name").iter_rows())


def _close(record: RunRecord, cases: Cases, infected: set[str]) -> Close:
    left = sum(n for state, n in record.last_counts().items() if state in infected)
    return Close(
        extinct=left == 0,
        still_infected=left,
        last_infection=int(cases.time.max()) if len(cases) else None,
        last_week=int((cases.time >= record.manifest.reached - WEEK_D * DAY_S).sum()),
    )
