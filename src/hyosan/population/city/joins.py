"""Written passages of a city: between written places, and from these to the nearest street."""

from collections.abc import Mapping

import numpy as np

from hyosan.population.premises import Walks, walk_ends, written_walks
from hyosan.scenario import Passage, Scenario
from hyosan.scenario.city import NEAREST_STREET, City
from hyosan.world.sites import Sites

LONG = 1.5  #: spacings of the streets; a place that is longer leads to the nearest street at both ends


def joined_walks(scenario: Scenario, city: City, sites: Sites, first_street: int, door_strength: float) -> Walks:
    """The passages that the scenario writes; those to the nearest street lead there, long places' from both ends.

    sites         : written places, then streets and roads
    first_street  : row of the first street
    door_strength : s that one hunter needs to break a door, where the scenario says nothing
    Returns: the written passages in their order, then those from second ends
    """
    place_row = {name: row for row, name in enumerate(sites.name[:first_street])}
    ends = [_met(passage, place_row, city, sites, first_street) for passage in scenario.passage]
    first = [pairs[0] for pairs in ends]
    more = [(passage, pair) for passage, pairs in zip(scenario.passage, ends, strict=True) for pair in pairs[1:]]
    passages = [*scenario.passage, *(passage for passage, _ in more)]
    pairs = [*first, *(pair for _, pair in more)]
    return written_walks(passages, pairs, sites, scenario.place_kind, door_strength)


def _met(
    passage: Passage, place_row: Mapping[str, int], city: City, sites: Sites, first_street: int
) -> list[tuple[int, int]]:
    """Rows of the places that a written passage joins; of one from a long place to the nearest street, two pairs."""
    if NEAREST_STREET not in passage.between or NEAREST_STREET in place_row:
        return walk_ends([passage], place_row)
    is_first = passage.between[1] == NEAREST_STREET
    place = place_row[passage.between[0 if is_first else 1]]
    streets = _nearest_streets(place, city, sites, first_street)
    return [(place, street) if is_first else (street, place) for street in streets]


def _nearest_streets(place: int, city: City, sites: Sites, first_street: int) -> list[int]:
    """Rows of the crossings or pieces of road nearest to a place, or to each of its ends if it is long."""
    reach_x, reach_y = float(sites.width[place]) / 2.0, float(sites.depth[place]) / 2.0
    if 2.0 * max(reach_x, reach_y) < LONG * city.street:
        ends = [(0.0, 0.0)]
    elif reach_x >= reach_y:
        ends = [(-reach_x, 0.0), (reach_x, 0.0)]
    else:
        ends = [(0.0, -reach_y), (0.0, reach_y)]
    found = []
    for away_x, away_y in ends:
        dx = sites.x[first_street:] - (sites.x[place] + away_x)
        dy = sites.y[first_street:] - (sites.y[place] + away_y)
        found.append(first_street + int(np.argmin(dx * dx + dy * dy)))
    return list(dict.fromkeys(found))
