"""People of a population of households put into homes, and from there into classes and teams."""

import numpy as np

from hyosan.population.ages import Districts, districts_of
from hyosan.population.families import Wishes, wish
from hyosan.population.households import deal_sizes, household_counts
from hyosan.population.matching import match_ages
from hyosan.population.occupations import occupy
from hyosan.population.settled import Settled
from hyosan.population.targets import Targets, targets_of
from hyosan.scenario import Scenario
from hyosan.scenario.households import Household, Households
from hyosan.world.columns import Codes, Ids


def settle(scenario: Scenario, population: Households, seed: int) -> tuple[Settled, Targets]:
    """Everybody in homes and groups, and the contacts that they should have."""
    districts = districts_of(population)
    targets = targets_of(scenario.contacts, districts.ages.sum(axis=0))
    age, home_at = house(population.household, seed, districts)
    group, groups = occupy(scenario.contacts, population, seed, districts, targets, age)
    settled = Settled(
        age=age,
        home=np.repeat(np.arange(len(home_at) - 1, dtype=np.int32), np.diff(home_at)),
        home_at=home_at,
        district_at=districts.at,
        district_names=tuple(district.name for district in population.district),
        group=group,
        groups=groups,
        away=population.commuting.away,
    )
    return settled, targets


def house(household: Household, seed: int, districts: Districts) -> tuple[Codes, Ids]:
    """Ages of all people, and the first row of each household, one more than there are."""
    people = int(districts.at[-1])
    sizes = [household_counts(household, int(n)) for n in np.diff(districts.at)]
    homes = np.append(0, np.cumsum([counts.sum() for counts in sizes]))
    home_at = np.zeros(homes[-1] + 1, np.int32)
    age = np.empty(people, np.int8)
    wished: Wishes = np.empty(people, np.int16)
    for d, counts in enumerate(sizes):
        key, ages = int(districts.key[d]), districts.ages[d]
        ours = home_at[homes[d] : homes[d + 1] + 1]
        deal_sizes(seed, key, counts.copy(), ours)
        wish(seed, key, household, counts, ages, ours, wished)
        match_ages(ages, ours, wished, age)
    return age, home_at
