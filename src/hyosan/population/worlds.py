"""From a scenario to its world: of named people in rooms, or a society of many who are counted."""

from hyosan.population.build import build_world
from hyosan.population.society import build_society
from hyosan.scenario import Scenario
from hyosan.world.society import Society
from hyosan.world.world import World


def make_world(scenario: Scenario, seed: int, threads: int = 1) -> World | Society:
    """The world of a scenario at its start.

    seed    : of all draws, set-up included
    threads : that work may be spread over; never changes a result
    Raises  : BadInput where the fault of a scenario shows only here
    """
    if scenario.population is not None:
        return build_society(scenario, scenario.population, seed, threads)
    return build_world(scenario, seed, threads)
