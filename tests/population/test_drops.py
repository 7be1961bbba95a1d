"""Where there is a depth to fall into, and how deep it is."""

import pytest

from hyosan.population import build_world
from hyosan.scenario import Scenario, load, loads
from hyosan.world.world import World

HOUSE = """
extends = "hyosan-high"
{more}
[[place_kind]]
name = "tower"
wall = "50 dB"
floor = "50 dB"
background = "40 dB"
cover = 0.4
block = true
shaft = {shaft}
source = "assumption: a building for a test"

[[place]]
name = "Tower"
kind = "tower"
floor = 1
storeys = {storeys}
x = "-200 m"
y = "200 m"
width = "20 m"
depth = "20 m"

[[passage]]
between = ["Tower", "West court"]
door = "open"
"""


@pytest.fixture(scope="module")
def school() -> World:
    return build_world(load("hyosan-high"), 1)


def drop(world: World, name: str) -> tuple[str | None, float, bool]:
    """What is below a place, how deep, and whether it is a shaft."""
    place = world.tables.places[world.names.places.index(name)]
    below = world.names.places[place["drop_to"]] if place["drop_to"] >= 0 else None
    return below, pytest.approx(place["drop_m"]), bool(place["has_shaft"])


@pytest.mark.parametrize(
    ("name", "below", "height", "is_shaft"),
    [
        ("Class 2-5", "Front court west", 7.2, False),
        ("Class 3-10", "Front court east", 3.6, False),
        ("Science lab", "Back yard west", 7.2, False),
        ("Roof", "Front court west", 18.0, False),
        ("Roof east", "Front court east", 18.0, False),
        ("Corridor 5F-7", "Lift shaft", 14.4, True),
        ("Lift machine room", "Lift shaft", 18.0, True),
    ],
)
def test_roofs_windows_and_the_lift_lead_down(
    school: World, name: str, below: str, height: float, is_shaft: bool
) -> None:
    assert drop(school, name) == (below, height, is_shaft)


@pytest.mark.parametrize("name", ["Nurse's room", "Front steps", "Corridor 3F-3", "Corridor 1F-7", "Central stairs 3F"])
def test_the_ground_floor_and_rooms_without_windows_do_not(school: World, name: str) -> None:
    assert drop(school, name) == (None, 0.0, False)


def tower(*, shaft: bool = True, storeys: int = 20) -> Scenario:
    """The school with a tower beside it."""
    return loads(HOUSE.format(more="", shaft=str(shaft).lower(), storeys=storeys), "mine.toml")


def test_a_building_that_is_one_place_has_its_shaft_inside() -> None:
    assert drop(build_world(tower(), 1), "Tower") == ("Tower", 60.0 - 3.6, True)


@pytest.mark.parametrize("case", [{"shaft": False}, {"storeys": 1}])
def test_one_without_a_lift_or_of_one_storey_has_none(case: dict[str, int]) -> None:
    assert drop(build_world(tower(**case), 1), "Tower")[0] is None
