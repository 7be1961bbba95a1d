"""Where people live and how old they are, before it is said who."""

from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.apportion import apportion
from hyosan.scenario.check_households import people_by_age
from hyosan.scenario.households import Households
from hyosan.world.columns import Ids, Ints


class Districts(NamedTuple):
    """Districts by their people.

    key  : (districts) stable keys
    ages : (districts, 101) people by year of age; the last stands for it and all above
    at   : (districts + 1) first row of each
    """

    key: Ints
    ages: Ints
    at: Ids


def districts_of(population: Households) -> Districts:
    """People of each district in proportion to its figure, and in each with the age structure of all."""
    people = apportion([district.people for district in population.district], population.people)
    structure = people_by_age(population)
    return Districts(
        key=keyed.stable_keys(district.name for district in population.district),
        ages=np.array([apportion(structure, n) for n in people]),
        at=np.append(0, np.cumsum(people)).astype(np.int32),
    )
