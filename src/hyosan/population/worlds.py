"""From a scenario to its world: of people in rooms or a city, or a society of many who are counted."""

from hyosan.population.alike import everybody_alike
from hyosan.population.build import build_world
from hyosan.population.dwelling import dwelling_of
from hyosan.population.inhabitants import inhabitants_of
from hyosan.population.own_network import network_dwelling
from hyosan.population.society import build_society
from hyosan.scenario import Scenario
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.population import Population
from hyosan.world.society import Society
from hyosan.world.world import World


def make_world(scenario: Scenario, seed: int, threads: int = 1, canon: bool = False) -> World | Society:
    """The world of a scenario at its start.

    seed    : of all draws, set-up included
    threads : that work may be spread over; never changes a result
    canon   : whether the scenario's pins and chances apply
    Raises  : BadInput where the fault of a scenario shows only here
    """
    if scenario.city is not None or scenario.population is None:
        return build_world(scenario, seed, threads, canon)
    match scenario.population:
        case Population() as population:
            return build_society(scenario, everybody_alike(scenario, population), seed, threads)
        case ContactNetwork() as population:
            return build_society(scenario, network_dwelling(scenario, population), seed, threads)
        case _:
            return build_society(scenario, dwelling_of(inhabitants_of(scenario, seed)), seed, threads)
