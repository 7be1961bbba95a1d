"""Whether a large population fits the rest of its scenario."""

from collections.abc import Iterator

from hyosan.scenario.check_contacts import contact_faults, mixed_contact_faults, network_contact_faults
from hyosan.scenario.check_households import household_faults
from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.households import Households
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.own_people import OwnPeople
from hyosan.scenario.population import Importation, Population
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import shown, twice

LATEST_S = 2**31 - 1  #: times of a large population are kept in 32 bits


def population_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Named people or rooms beside the population, figures that do not fit, importations outside the run."""
    yield from alike(("importation",), [each.name for each in scenario.importation])
    has_ids = isinstance(scenario.population, OwnPeople | ContactNetwork)
    for each in scenario.importation:
        yield from _imported_faults(each, has_ids)
        if not scenario.start <= each.at < scenario.until:
            accepted = "a time from start on, before until"
            yield Complaint(("importation", each.name, "at"), "a time outside the run", accepted)
    population = scenario.population
    if scenario.importation and (population is None or scenario.city is not None):
        accepted = "a table [population], and no city"
        yield Complaint(("importation",), "no population that it could reach", accepted)
    if population is None:
        return
    if scenario.city is None and (scenario.place or scenario.person or scenario.roster.n_expected):
        accepted = "either a population, or people and places; both in a city alone"
        yield Complaint(("population",), "places or people beside it", accepted)
    if isinstance(population, Population):
        yield from _mixed_faults(population)
        yield from mixed_contact_faults(scenario.contacts)
    elif isinstance(population, ContactNetwork):
        yield from network_contact_faults(scenario.contacts)
    else:
        if isinstance(population, Households):
            yield from household_faults(population)
        yield from contact_faults(scenario.contacts)
    if scenario.until >= LATEST_S:
        yield Complaint(("until",), "an end after more than 68 years", "an earlier end, for a population")


def _imported_faults(importation: Importation, has_ids: bool) -> Iterator[Complaint]:
    path = ("importation", importation.name)
    if (importation.people is None) == (not importation.who):
        found = "missing" if importation.people is None else "besides who"
        yield Complaint((*path, "people"), found, "either people or who")
    if importation.who and not has_ids:
        yield Complaint((*path, "who"), "names, of people who have none", "people, or a population out of files")
    for name in twice(importation.who):
        yield Complaint((*path, "who"), f"{shown(name)} twice", "everybody once")


def _mixed_faults(population: Population) -> Iterator[Complaint]:
    if population.districts > population.people:
        found = f"{population.districts:,} districts of {population.people:,} people"
        yield Complaint(("population", "districts"), found, "at most as many as people")
