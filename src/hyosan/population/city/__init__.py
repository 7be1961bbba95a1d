"""From the scheme of a city and the figures of its population to places, passages, people and ties."""

import numpy as np

from hyosan.population import keyed
from hyosan.population.city.acquaintances import acquaint
from hyosan.population.city.blocks import group_blocks, home_blocks
from hyosan.population.city.ground import Ground, lay_ground, unreachable
from hyosan.population.city.residents import Housed, inhabit
from hyosan.population.city.sights import lines_of_sight
from hyosan.population.layout import Layout, home_rooms, offices
from hyosan.population.roster import Roll, enrol
from hyosan.population.settled import Settled
from hyosan.population.settling import settle
from hyosan.population.stacking import stacked
from hyosan.population.ties import tie
from hyosan.scenario import Scenario
from hyosan.scenario.city import City
from hyosan.scenario.households import Households
from hyosan.world.columns import Ids

__all__ = ["city"]


def city(scenario: Scenario, seed: int, door_strength: float) -> Layout:
    """The city of a scenario around its written places, with everybody in it.

    seed          : of all draws
    door_strength : s that one hunter needs to break a door, where the scenario says nothing
    Raises: BadInput if something does not fit
    """
    scheme, population = scenario.city, scenario.population
    if scheme is None or not isinstance(population, Households):  # the checks ask for both
        raise scenario.bad_input(("city",), "missing", "a table [city], and a population of households")
    settled, _ = settle(scenario, population, seed)
    district_of = _districts(scheme, settled)
    district_keys = keyed.stable_keys(settled.district_names)
    homes, home_of = home_blocks(scheme, seed, settled, district_of, district_keys)
    works, work_of = group_blocks(scheme, settled, district_of)
    ground = lay_ground(scenario, scheme, stacked([homes, works]), door_strength)
    _require_ways(scenario, ground)
    first_work = ground.first_block + len(homes.people)
    roll = enrol(scenario, seed, home_rooms(scenario), offices(scenario))
    housed = _housed(settled, district_of, roll, ground.first_block + home_of, first_work + work_of)
    everybody = inhabit(scenario, scheme, seed, roll, housed, ground)
    known = tie(scenario, seed, roll)
    return Layout(
        sites=ground.sites,
        n_written=ground.first_street,
        walks=ground.walks,
        persons=everybody.persons,
        n_enrolled=len(roll.key),
        ties=acquaint(scheme, seed, known, len(roll.key), everybody.persons, everybody.group),
        sights=lines_of_sight(scheme, ground.sites),
        units=roll.units,
        districts=[district.name for district in scheme.district],
    )


def _districts(scheme: City, settled: Settled) -> Ids:
    """Row of the city's districts of each district of the population."""
    row = {district.name: number for number, district in enumerate(scheme.district)}
    return np.array([row[name] for name in settled.district_names], np.int32)


def _housed(settled: Settled, district_of: Ids, roll: Roll, home_of: Ids, work_of: Ids) -> Housed:
    """The generated people with their stable names, "Jungang/home 123/2", and the places that are theirs."""
    people = np.diff(settled.district_at)
    of_population = np.repeat(np.arange(len(people)), people)
    first_home = settled.home[settled.district_at[:-1]][of_population]
    number = settled.home - first_home + 1
    member = np.arange(len(settled.age)) - settled.home_at[settled.home] + 1
    spots = zip(of_population.tolist(), number.tolist(), member.tolist(), strict=True)
    names = settled.district_names
    labels = [(names[d], home, each) for d, home, each in spots]
    return Housed(
        settled=settled,
        district=district_of[of_population],
        key=keyed.stable_keys((f"{d}/home {home}/{each}" for d, home, each in labels), roll.key),
        labels=[f"{d} {home}-{each}" for d, home, each in labels],
        home_of=home_of.astype(np.int32),
        work_of=work_of.astype(np.int32),
    )


def _require_ways(scenario: Scenario, ground: Ground) -> None:
    apart = unreachable(ground)
    if apart >= 0:
        found = f'no way from "{ground.sites.name[ground.first_street]}" to "{ground.sites.name[apart]}"'
        raise scenario.bad_input(("city", "road"), found, "a road or bridge between parts that do not touch")
