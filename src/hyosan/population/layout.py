"""All that set-up decides before there are tables: places, passages, people and what ties them."""

from collections.abc import Sequence
from typing import NamedTuple

from hyosan.population.persons import Persons, of_roll
from hyosan.population.premises import Walks, walk_ends, written_sites, written_walks
from hyosan.population.roster import enrol
from hyosan.population.ties import Ties, tie
from hyosan.scenario import Scenario
from hyosan.world.codes import Role
from hyosan.world.columns import Sights, blank
from hyosan.world.sites import Sites


class Layout(NamedTuple):
    """What a world is made from.

    n_written  : how many of the places, from the first on, the scenario writes
    n_enrolled : how many of the people, from the first on, are on the roll of the school
    units      : labels of the classes
    districts  : names; none outside cities
    """

    sites: Sites
    n_written: int
    walks: Walks
    persons: Persons
    n_enrolled: int
    ties: Ties
    sights: Sights
    units: list[str]
    districts: list[str]


def premises(scenario: Scenario, seed: int, door_strength: float) -> Layout:
    """Written places, and those whom the roster and the cast bring there.

    seed          : of all draws
    door_strength : s that one hunter needs to break a door, where the scenario says nothing
    """
    sites = written_sites(scenario)
    place_row = {name: row for row, name in enumerate(sites.name)}
    ends = walk_ends(scenario.passage, place_row)
    roll = enrol(scenario, seed, home_rooms(scenario), offices(scenario))
    return Layout(
        sites=sites,
        n_written=len(sites.name),
        walks=written_walks(scenario.passage, ends, sites, scenario.place_kind, door_strength),
        persons=of_roll(roll, place_row),
        n_enrolled=len(roll.key),
        ties=tie(scenario, seed, roll),
        sights=blank(Sights, 0),
        units=roll.units,
        districts=[],
    )


def home_rooms(scenario: Scenario) -> dict[str, str]:
    """Name of the home room of each class."""
    return {place.unit: place.name for place in scenario.place if place.unit is not None}


def offices(scenario: Scenario) -> dict[Role, Sequence[str]]:
    """Where generated teachers and staff work: places of the kinds that fit, else the first indoor place."""
    by_kind: dict[str, list[str]] = {}
    for place in scenario.place:
        by_kind.setdefault(place.kind, []).append(place.name)
    indoors = [p.name for p in scenario.place][:1]
    teachers = by_kind.get("staff room", []) or indoors
    staff = by_kind.get("office", []) + by_kind.get("kitchen", []) + by_kind.get("library", []) or indoors
    return {Role.STUDENT: [], Role.TEACHER: teachers, Role.STAFF: staff}
