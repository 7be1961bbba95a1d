"""From a scenario to a world: places, people, their ties, and the numbers of the model."""

from hyosan.population.build import build_world
from hyosan.population.worlds import make_world

__all__ = ["build_world", "make_world"]
