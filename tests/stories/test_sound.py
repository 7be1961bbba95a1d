"""Sounds pass through openings, doors and walls, and turn hunters; decoys are made of this."""

from math import log10

import pytest

from hyosan.world.codes import Door
from tests.stories.small_worlds import ALWAYS, Scene, scene

SPREADING_20_M = 20 * log10(20)
PINNED = (
    "motion.opening.value=4 dB",
    "motion.closed.value=20 dB",
    "motion.barricaded.value=24 dB",
    "place_kind.classroom.wall=41 dB",
    "place_kind.corridor.background=35 dB",
    "pathogen.hunting.hearing_threshold=8 dB",
    "pathogen.state.turned.hearing=10 dB",
)
LOSS_DB = {Door.NONE: 4, Door.OPEN: 4, Door.BROKEN: 4, Door.CLOSED: 20, Door.LOCKED: 20, Door.BARRICADED: 24}


def room_and_corridor(door: Door) -> Scene:
    """A hunter stands idle in a corridor, 20 m from a room; in the room an alarm can ring."""
    made = scene({"Room": "classroom", "Corridor": "corridor"}, {"Zed": "Corridor"}, changes=PINNED)
    made.infect("Zed", "turned")
    made.passage("Room", "Corridor")["door"] = door
    return made


@pytest.mark.parametrize(("door", "loss_db"), LOSS_DB.items())
def test_a_sound_loses_what_distance_and_the_door_take(door: Door, loss_db: float) -> None:
    made = room_and_corridor(door)
    made.ring("Room", 85)
    made.run(5)
    heard = made.tables.voices.air["heard_db"][made.where("Corridor")]
    assert heard == pytest.approx(85 - SPREADING_20_M - loss_db)


def test_a_sound_comes_through_a_wall_where_the_doors_take_more() -> None:
    made = scene(
        {"One": "classroom", "Two": "classroom", "Corridor": "corridor"}, {"Ann": "Corridor"},
        doors=[("One", "Corridor", "closed"), ("Two", "Corridor", "closed")], changes=PINNED, touching=True,
    )  # fmt: skip
    made.ring("One", 100)
    made.run(5)
    heard = made.tables.voices.air["heard_db"][made.where("Two")]
    assert heard == pytest.approx(100 - 20 * log10(9) - 41)


@pytest.mark.parametrize(
    ("door", "level_db", "turns"),
    [
        (Door.OPEN, 64, True),  # 64 - 26.0 - 4 + 10 reaches 35 + 8
        (Door.OPEN, 62, False),
        (Door.CLOSED, 80, True),
        (Door.CLOSED, 78, False),
        (Door.BARRICADED, 84, True),
        (Door.BARRICADED, 82, False),
    ],
)
def test_a_hunter_turns_to_a_sound_that_it_can_just_hear(door: Door, level_db: float, turns: bool) -> None:
    made = room_and_corridor(door)
    made.ring("Room", level_db)
    made.run(5)
    hunts = made.of("hunt")
    assert [(row["who"], row["value"], row["cause"]) for row in hunts] == ([("Zed", 0.0, 0)] if turns else [])


def test_a_hunter_walks_to_the_sound_and_then_stands_idle() -> None:
    made = room_and_corridor(Door.OPEN)
    made.ring("Room", 85, seconds=5)
    made.run(60)
    assert made.place_of("Zed") == "Room"
    assert not made.tables.hunt["awake"][made.who("Zed")]


def test_without_a_sound_a_hunter_stays_where_it_is() -> None:
    made = room_and_corridor(Door.OPEN)
    made.run(600)
    assert made.place_of("Zed") == "Corridor"
    assert not made.of("hunt")


DREADED_10_M = "motion.danger.value=10 m"  #: a place known to be dangerous counts as 10 m further away


def besieged(decoys: int, *changes: str, hammering: bool = False) -> Scene:
    """Ann, behind a closed door, knows of a hunter outside it; from her room, things can be thrown into the attic."""
    made = scene(
        {"Room": "classroom", "Corridor": "corridor", "Attic": "storage"}, {"Ann": "Room", "Zed": "Corridor"},
        doors=[("Room", "Corridor", "closed"), ("Room", "Attic", "closed"), ("Corridor", "Attic", "open")],
        acts={"decoy": 2 * ALWAYS, "stay": ALWAYS},
        changes=["passage.Room ~ Corridor.length=8 m", "passage.Room ~ Attic.length=24 m", *changes],
    )  # fmt: skip
    made.infect("Zed", "turned")
    for beyond in ("Corridor", "Attic"):
        made.passage("Room", beyond)["strength"] = 10_000.0
    made.tables.mind["decoys"][made.who("Ann")] = decoys
    if hammering:
        made.mark("Zed", "Room", level_db=0.0)
        made.run(5)
    made.alert("Ann", danger="Corridor")
    return made


def test_a_decoy_draws_a_hunter_to_where_it_rings() -> None:
    made = besieged(1, DREADED_10_M)
    made.run(20)
    (decoy,), (alarm,) = made.of("decoy"), made.of("alarm")
    assert (decoy["who"], alarm["cause"], alarm["place"]) == ("Ann", decoy["id"], "Attic")
    drawn = [row for row in made.of("hunt") if row["cause"] == alarm["id"]]
    assert [row["who"] for row in drawn] == ["Zed"]
    assert drawn[0]["value"] == made.where("Attic")
    assert made.place_of("Zed") == "Attic"


def test_without_a_thing_to_throw_there_is_no_decoy_and_no_hunt() -> None:
    made = besieged(0, DREADED_10_M)
    made.run(20)
    assert not made.of("decoy", "alarm", "hunt")
    assert made.place_of("Zed") == "Corridor"


def test_nobody_throws_a_decoy_to_where_they_know_the_hunters_are() -> None:
    made = besieged(1)
    made.run(20)
    assert [row["place"] for row in made.of("alarm")] == ["Attic"]


def test_a_decoy_draws_a_hunter_off_the_door_it_beats_at() -> None:
    made = besieged(1, DREADED_10_M, hammering=True)
    made.run(20)
    assert made.place_of("Zed") == "Attic"
