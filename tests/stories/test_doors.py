"""Doors: hunters break them in hunter-seconds, barricades add to that and bar the way, climbs stop hunters."""

import pytest

from hyosan.world.codes import Door
from tests.stories.small_worlds import ALWAYS, Scene, scene

PINNED = (
    "pathogen.hunting.hammers_at_once=3",
    "pathogen.hunting.attention=1 h",
    "motion.door_strength.value=45 s",
    "motion.barricade_strength.value=180 s",
    "behaviour.barricade.lasts=30 s",
)


def besieged(hunters: int, door: Door, strength_s: float) -> Scene:
    """Ann waits in a room; hunters outside have turned to it."""
    names = [f"Zed {k}" for k in range(hunters)]
    made = scene(
        {"Room": "classroom", "Corridor": "corridor"}, {"Ann": "Room", **dict.fromkeys(names, "Corridor")},
        acts={"stay": ALWAYS}, changes=PINNED,
    )  # fmt: skip
    passage = made.passage("Room", "Corridor")
    passage["door"], passage["strength"], passage["barred_from"] = door, strength_s, made.where("Room")
    made.alert("Ann")
    for name in names:
        made.infect(name, "turned")
        made.mark(name, "Room")
    return made


@pytest.mark.parametrize(
    ("hunters", "at_once"),
    [(1, 1), (2, 2), (3, 3), (6, 3)],
)
@pytest.mark.parametrize(("door", "strength_s"), [(Door.CLOSED, 45.0), (Door.BARRICADED, 225.0)])
def test_a_door_holds_for_its_strength_in_hunter_seconds(
    hunters: int, at_once: int, door: Door, strength_s: float
) -> None:
    made = besieged(hunters, door, strength_s)
    begun = made.world.clock.now
    made.run(300)
    (broken,) = made.of("door_broken")
    assert strength_s / at_once <= broken["time"] - begun <= strength_s / at_once + 2
    assert made.passage("Room", "Corridor")["door"] == Door.BROKEN
    assert any(row["time"] > broken["time"] for row in made.of("grapple"))


def test_a_door_that_outlasts_the_hunters_keeps_everybody_safe() -> None:
    made = besieged(1, Door.BARRICADED, 10_000.0)
    made.run(600)
    assert made.passage("Room", "Corridor")["strength"] == pytest.approx(10_000 - 600, abs=2)
    assert not made.of("door_broken", "grapple")


def test_an_open_door_holds_nobody() -> None:
    made = besieged(1, Door.OPEN, 45.0)
    made.run(60)
    assert made.of("grapple")
    assert not made.of("door_broken")


def closing(furnished: bool) -> Scene:
    """Ann closes off her room, if there is anything to do it with."""
    kind = "classroom" if furnished else "restroom"
    made = scene(
        {"Room": kind, "Corridor": "corridor"}, {"Ann": "Room", "Ben": "Corridor"},
        acts={"barricade": 2 * ALWAYS, "stay": ALWAYS}, changes=PINNED,
    )  # fmt: skip
    made.alert("Ann", danger="Corridor")
    return made


def test_a_barricade_shuts_the_door_first_then_adds_its_strength() -> None:
    made = closing(furnished=True)
    made.run(120)
    (shut,), (barred,) = made.of("door_closed"), made.of("barricaded")
    assert shut["who"] == barred["who"] == "Ann"
    assert 10 <= barred["time"] - shut["time"] <= 60
    passage = made.passage("Room", "Corridor")
    assert (passage["door"], passage["strength"]) == (Door.BARRICADED, 45 + 180)


def test_without_furniture_nothing_can_be_barricaded() -> None:
    made = closing(furnished=False)
    made.run(120)
    assert not made.of("barricade", "barricaded")


def test_a_barricade_lets_nobody_in_but_those_inside_out() -> None:
    made = closing(furnished=True)
    made.run(120)
    made.send("Ben", "Room")
    made.run(30)
    assert made.happened("barred", "Ben")
    assert made.place_of("Ben") == "Corridor"
    made.send("Ann", "Corridor")
    made.run(30)
    assert made.place_of("Ann") == "Corridor"
    assert made.passage("Room", "Corridor")["door"] != Door.BARRICADED


@pytest.mark.parametrize("climb", [False, True])
def test_hunters_cannot_climb(climb: bool) -> None:
    made = scene(
        {"Room": "classroom", "Ledge": "roof"}, {"Ann": "Room", "Zed": "Ledge"}, doors=[("Room", "Ledge", "none")],
        acts={"stay": ALWAYS}, changes=[f"passage.Room ~ Ledge.climb={str(climb).lower()}"],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert("Ann")
    made.mark("Zed", "Room")
    made.run(120)
    assert bool(made.of("grapple")) is not climb
    assert (made.place_of("Zed") == "Ledge") is climb
