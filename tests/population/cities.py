"""Small cities for tests: the catalog's population at the size of a town, with districts of their own."""

from functools import cache

import numpy as np

from hyosan.population.inhabitants import Inhabitants, inhabitants_of
from hyosan.scenario import Scenario, loads
from hyosan.scenario.households import Households

TEXT = """
title = "A town"
start = "day 1 00:00"
until = "day 2 00:00"
step = "1 h"
systems = ["course", "transmission"]
population = "korea"
pathogen = "seir"
"""
NORTH, SOUTH, ISLE = (f'{{ name = "{name}", people = {n} }}' for name, n in (("North", 3), ("South", 2), ("Isle", 1)))
THREE = f"population.district=[{NORTH}, {SOUTH}, {ISLE}]"


def town(people: int, *changes: str) -> Scenario:
    """A town of three districts."""
    return loads(TEXT, overrides=[THREE, f"population.people={people}", *changes])


@cache
def inhabitants(people: int, seed: int, *changes: str) -> Inhabitants:
    """Its inhabitants."""
    return inhabitants_of(town(people, *changes), seed)


def figures(scenario: Scenario) -> Households:
    """The figures that it is made from."""
    assert isinstance(scenario.population, Households)
    return scenario.population


def sizes(people: Inhabitants) -> np.ndarray:
    """(households) people in each."""
    return np.diff(people.home_at)
