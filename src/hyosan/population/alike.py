"""A population in which, district by district, everybody meets everybody else alike."""

import numpy as np

from hyosan.population.contact_rates import ContactRates
from hyosan.population.dwelling import Dwelling
from hyosan.scenario import Scenario
from hyosan.scenario.population import Population
from hyosan.world.codes import Setting
from hyosan.world.crowd import Mixing
from hyosan.world.parameters import AGES

DAY_S = 86_400.0


def everybody_alike(scenario: Scenario, population: Population) -> Dwelling:
    """Districts of equal size that never meet.

    Raises: BadInput if it is not said how many contacts people have
    """
    if scenario.contacts.community is None:
        raise scenario.bad_input(("contacts", "community"), "missing", "how many contacts people have a day")
    per_day = scenario.contacts.community.per_day.at(population.age)
    n = population.people
    district_at = np.linspace(0, n, population.districts + 1).astype(np.int32)
    no_rows = np.empty(0, np.int32)
    loose = np.zeros((AGES, len(Setting)))
    loose[:, Setting.COMMUNITY] = per_day / DAY_S
    mixing = Mixing(
        home=no_rows, home_at=no_rows, group=no_rows, group_at=no_rows, group_members=no_rows,
        group_setting=np.empty(0, np.int8), group_per_s=np.empty(0, np.float32),
        band=np.zeros(AGES, np.int8), by_band=no_rows, band_at=no_rows,
        loose_per_s=loose, bands_met=np.ones((len(Setting), 1, 1)), reach=np.empty((0, 0)),
    )  # fmt: skip
    return Dwelling(
        age=np.full(n, population.age, np.int8),
        district_at=district_at,
        district_names=tuple(f"District {row + 1}" for row in range(population.districts)),
        home_per_s=0.0,
        mixing=mixing,
        band_ages=np.array([population.age]),
        rates=ContactRates(np.array([[per_day]]), np.zeros((0, 1, 1)), np.zeros(0)),
    )
