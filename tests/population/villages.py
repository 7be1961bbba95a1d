"""A village for tests: three hundred people in two districts, and a school of two rooms."""

from functools import cache
from pathlib import Path

from hyosan.population import build_world
from hyosan.population.city import city
from hyosan.population.layout import Layout
from hyosan.scenario import Scenario, load, loads
from hyosan.world.world import World

BRIDGE = """  { name = "Bridge", between = ["Upper", "Lower"], kind = "bridge", width = "6 m" },
"""
DOOR_S = 60.0  #: of doors of which the village says nothing

VILLAGE = Path(__file__).parents[1].joinpath("village.toml").read_text(encoding="utf-8")


def village(*changes: str) -> Scenario:
    """The village, with changes like those of --set."""
    return loads(VILLAGE, "village.toml", changes)


@cache
def laid_out(seed: int = 1, *changes: str) -> Layout:
    """Its places, passages, people and ties."""
    return city(village(*changes), seed, DOOR_S)


@cache
def world_of(name: str, seed: int = 1) -> World:
    """The world of a scenario out of the catalog, for looking at only."""
    return build_world(load(name), seed)
