"""Pathogens of the catalog: their files are sound, their courses have the times and the severity of publications."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from scipy import stats

from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import Pathogen, Scenario, load
from hyosan.scenario.catalog import BUILT_IN
from hyosan.world.codes import Flag, Kind
from hyosan.world.society import Society
from tests.stories.free_runs import SELDOM, Kept

DAY_S = 86_400.0
INFECTED_PEOPLE = 6_000  #: of the runs in which everybody is infected at the start
SMALL_CHANCE = 1e-5  #: of counts beyond the bounds that they are held to
AGES = (5, 30, 70)


class Published(NamedTuple):
    """What publications say of a pathogen.

    incubation     : mean time from infection to first symptoms, d
    generation     : least and greatest mean time from infection to infection, d, with nobody short of contacts
    deaths         : share of the infected who die, by age
    age            : at which intervals are looked at
    """

    incubation: float
    generation: tuple[float, float]
    deaths: Mapping[int, float]
    age: int = 30


PUBLISHED = {
    # Lessler et al. 2009 (incubation of influenza A: median 1.4 d, dispersion 1.51, so mean 1.52 d); Vink et al. 2014
    # (serial 2.2 d and 2.8 d), Lessler et al. 2009 NEJM (2.7 d, 2.0 to 3.5); CDC 2017-18 and Donaldson et al. 2009
    # (deaths of the ill), two thirds of the infected falling ill (Carrat et al. 2008)
    "influenza-seasonal": Published(1.52, (2.2, 3.5), {5: 0.67 * 0.000058, 30: 0.67 * 0.000165, 70: 0.67 * 0.00838}),
    "influenza-pandemic": Published(1.52, (2.0, 3.5), {5: 0.67 * 0.00011, 70: 0.67 * 0.0098}, age=10),
    # Lessler et al. 2009; no generation interval is published: shorter than of others, as boys are put to bed
    "influenza-1978": Published(1.52, (1.4, 2.6), {5: 0.0, 30: 0.0, 70: 0.0}, age=13),
    # Lauer et al. 2020 (median 5.1 d) and Davies et al. 2020 (5.1 d); Ganyani et al., Eurosurveillance 25(17), 2020
    # (generation 5.2 d in Singapore); Verity et al. 2020
    "covid-19": Published(5.1, (4.5, 6.9), {5: 0.0000161, 30: 0.000844, 70: 0.0428}),
    # Perry and Halsey 2004 (8 to 12 d); Vink et al. 2014 (serial 11.7 d); deaths: Pink Book (0.2 %), by age assumptions
    "measles": Published(10.0, (11.0, 13.0), {5: 0.001, 30: 0.003}, age=10),
    # Virlogeux et al. 2016 (6.9 d); Cowling et al. 2015 (serial 12.6 d); deaths by age are assumptions of the file
    "mers": Published(6.9, (11.0, 14.5), {}, age=50),
    # WHO Ebola Response Team 2014: 11.4 d; serial 15.3 d, 19.0 d in Guinea; deaths by age
    "ebola": Published(11.4, (15.3, 20.0), {5: 0.734, 30: 0.661, 70: 0.804}),
}
#: Cases of MERS in Korea by the middle of their ages, in the line list of the first 162; 38 of all 186 died
KOREAN_AGES = {15: 1, 25: 7, 35: 23, 45: 30, 55: 34, 65: 33, 75: 25, 85: 9}


class Course(NamedTuple):
    """Shares of the infected who ever enter each state."""

    entered: Mapping[str, float]
    events: Mapping[Kind, float]


class Ended(NamedTuple):
    """A run: the society at its end, times (s) of infection, and everything else that happened."""

    world: Society
    infected_at: Mapping[int, int]
    events: pl.DataFrame


def scenario(name: str, *changes: str) -> Scenario:
    return load("seir-mixed", [f'pathogen="{name}"', "contacts.community.per_day=100", *changes])


def expected(pathogen: Pathogen, age: int) -> Course:
    """Shares by the chances that the file writes, followed from the infection on."""
    entered = dict.fromkeys((state.name for state in pathogen.state), 0.0)
    events = dict.fromkeys(Kind, 0.0)
    assert pathogen.entry.exposed is not None
    left = {pathogen.entry.exposed: 1.0}
    while left:
        state, share = left.popitem()
        entered[state] += share
        ways = [way for way in pathogen.transition if way.from_ == state]
        known = sum(way.probability.at(age) for way in ways if not way.probability.rest)
        for way in ways:
            taken = share * (1.0 - known if way.probability.rest else way.probability.at(age))
            if taken > 1e-12:
                left[way.to] = left.get(way.to, 0.0) + taken
                if way.event is not None:
                    events[way.event] += taken
    return Course(entered, events)


def ended(made: Scenario, seed: int = 1) -> Ended:
    world = make_world(made, seed)
    assert isinstance(world, Society)
    chronicle = Kept()
    assert simulate(world, chronicle, made.systems, Observer(every=SELDOM, place_every=SELDOM))
    events = next(chronicle.frames()).with_columns(pl.col("kind").cast(pl.String))
    began = events.filter(pl.col("kind").is_in(["infection", "importation"])).select("who", "time")
    return Ended(world, dict(began.iter_rows()), events)


@cache
def all_infected(name: str, age: int) -> Ended:
    """Everybody of one age is infected at the start, and lives through it."""
    people = (f"population.people={INFECTED_PEOPLE}", f"importation.index.people={INFECTED_PEOPLE}")
    return ended(scenario(name, *people, f"population.age={age}", 'until="day 400 00:00"'))


@cache
def dwindling(name: str) -> Ended:
    """Many short chains among more people than they reach: no interval is cut short by want of the susceptible."""
    return ended(
        scenario(
            name, "population.people=40000", "importation.index.people=1000", 'until="day 300 00:00"',
            f"population.age={PUBLISHED[name].age}", "pathogen.transmission.reproduction=0.7",
        )
    )  # fmt: skip


def days_between(run: Ended, kind: str, whose: str) -> np.ndarray:
    """Days from the infection of those in a column to events of a kind."""
    rows = run.events.filter(pl.col("kind") == kind).select(whose, "time").iter_rows()
    return np.array([time - run.infected_at[person] for person, time in rows]) / DAY_S


def counted(run: Ended, kind: Kind) -> int:
    return run.events.filter(pl.col("kind") == kind.name.lower()).height


@pytest.fixture(params=PUBLISHED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_pathogen_of_contacts_is_looked_at() -> None:
    files = {path.stem for path in (BUILT_IN / "pathogens").glob("*.toml")}
    assert set(PUBLISHED) <= files


def test_it_is_called_like_its_file_and_has_a_reproduction_number(name: str) -> None:
    pathogen = scenario(name).pathogen
    assert pathogen.name == name
    assert pathogen.title
    assert pathogen.transmission is not None
    assert (pathogen.transmission.reproduction or 0.0) > 0.0


@pytest.mark.parametrize("age", range(0, 101, 5))
def test_chances_out_of_a_state_sum_to_one(name: str, age: int) -> None:
    pathogen = scenario(name).pathogen
    for state in pathogen.state:
        ways = [way for way in pathogen.transition if way.from_ == state.name]
        known = sum(way.probability.at(age) for way in ways if not way.probability.rest)
        assert known <= 1.0
        assert not ways or any(way.probability.rest for way in ways) or known == pytest.approx(1.0)


def test_what_is_infected_ends_and_every_state_can_be_entered(name: str) -> None:
    pathogen = scenario(name).pathogen
    left = {way.from_ for way in pathogen.transition}
    by_age = [expected(pathogen, age).entered for age in AGES]
    for state in pathogen.state:
        assert state.initial or any(entered[state.name] > 0.0 for entered in by_age)
        assert (state.name in left) == bool(state.flags & Flag.INFECTED)
        assert not state.flags & Flag.INFECTIOUS or state.flags & Flag.INFECTED


def test_only_the_ill_go_to_hospital_and_die(name: str) -> None:
    pathogen = scenario(name).pathogen
    flags = {state.name: state.flags for state in pathogen.state}
    for way in pathogen.transition:
        if way.event in (Kind.HOSPITALISED, Kind.INTENSIVE_CARE, Kind.DIED):
            assert flags[way.from_] & Flag.SYMPTOMATIC
        assert (way.event is Kind.DIED) == bool(flags[way.to] & ~flags[way.from_] & Flag.DEAD)
        assert (way.event is Kind.ONSET) == bool(flags[way.to] & ~flags[way.from_] & Flag.SYMPTOMATIC)


def test_incubation_is_as_published(name: str) -> None:
    incubation = days_between(all_infected(name, PUBLISHED[name].age), "onset", "who")
    assert incubation.mean() == pytest.approx(PUBLISHED[name].incubation, rel=0.15)


def test_generation_intervals_are_as_published(name: str) -> None:
    intervals = days_between(dwindling(name), "infection", "other")
    least, greatest = PUBLISHED[name].generation
    assert intervals.size > 1_000
    assert least < intervals.mean() < greatest


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("kind", [Kind.ONSET, Kind.HOSPITALISED, Kind.INTENSIVE_CARE, Kind.DIED, Kind.RECOVERED])
def test_as_many_come_to_it_as_the_file_says(name: str, age: int, kind: Kind) -> None:
    run = all_infected(name, age)
    course = expected(scenario(name).pathogen, age)
    share = min(course.events[kind], 1.0)
    least, greatest = stats.binom.interval(1.0 - SMALL_CHANCE, INFECTED_PEOPLE, share)
    assert least <= counted(run, kind) <= greatest


@pytest.mark.parametrize("age", AGES)
def test_everybody_recovers_or_dies(name: str, age: int) -> None:
    run = all_infected(name, age)
    assert counted(run, Kind.RECOVERED) + counted(run, Kind.DIED) == INFECTED_PEOPLE


@pytest.mark.parametrize("age", AGES)
def test_deaths_are_as_published(name: str, age: int) -> None:
    if age in PUBLISHED[name].deaths:
        found = expected(scenario(name).pathogen, age).events[Kind.DIED]
        assert found == pytest.approx(PUBLISHED[name].deaths[age], rel=0.05)


def test_deaths_of_the_ill_with_mers_are_those_of_korea() -> None:
    pathogen = scenario("mers").pathogen
    died = 0.0
    for age, cases in KOREAN_AGES.items():
        found = expected(pathogen, age)
        died += cases * found.events[Kind.DIED] / found.events[Kind.HOSPITALISED]
    assert died / sum(KOREAN_AGES.values()) == pytest.approx(38 / 186, abs=0.02)


@pytest.mark.parametrize("name", ["influenza-seasonal", "covid-19", "mers"])
def test_the_old_die_more_often(name: str) -> None:
    pathogen = scenario(name).pathogen
    by_age = [expected(pathogen, age).events[Kind.DIED] for age in (10, 30, 50, 70)]
    assert all(younger < older for younger, older in pairwise(by_age))


def test_measles_reaches_nearly_everybody() -> None:
    run = ended(scenario("measles", "population.people=5000", 'until="day 200 00:00"'))
    assert len(run.infected_at) > 0.95 * 5000


def test_mers_dies_out() -> None:
    run = ended(scenario("mers", "population.people=5000", 'until="day 300 00:00"'))
    assert len(run.infected_at) < 250


def test_boys_of_1978_go_to_bed_as_many_as_did() -> None:
    """512 of 763 did: British Medical Journal, 4 March 1978."""
    changes = ("population.people=763", "population.age=13", 'until="day 40 00:00"')
    run = ended(scenario("influenza-1978", *changes))
    assert counted(run, Kind.ONSET) == pytest.approx(512, rel=0.06)
