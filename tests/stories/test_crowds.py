"""Crowds: the living stand in one another's way, the dead do not."""

import pytest

from tests.stories.small_worlds import Scene, scene


def through_a_full_place(state: str) -> Scene:
    """Ann runs through a place with room for one, in which Bob is."""
    rooms = dict.fromkeys(("Room", "Hall", "End"), "corridor")
    made = scene(rooms, {"Ann": "Room", "Bob": "Hall"}, doors=[("Room", "Hall", "open"), ("Hall", "End", "open")])
    made.tables.places["area"][made.where("Hall")] = 0.2
    if state != "well":
        made.infect("Bob", state)
    made.send("Ann", "Hall", "End")
    return made.run(60)


@pytest.mark.parametrize(("state", "reached"), [("well", "Room"), ("bitten", "Room"), ("dead", "End")])
def test_nobody_gets_past_the_living_in_a_full_place_but_past_the_dead(state: str, reached: str) -> None:
    assert through_a_full_place(state).place_of("Ann") == reached
