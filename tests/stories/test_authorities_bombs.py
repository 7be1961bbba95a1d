"""Bombs: sirens draw hunters together, the blast kills by distance and shelter, and much is left standing."""

import pytest

from hyosan.world.codes import Door
from tests.stories.small_authorities import commanded, order
from tests.stories.small_worlds import Scene

ROOMS = {"Room": "classroom", "Near": "classroom", "Yard": "yard", "End": "classroom"}
PEOPLE = {"Ann": "Room", "Bob": "Near", "Cho": "Yard", "Dan": "End"}
BOMB = order("bomb", aim=["Room"], radius="40 m", indoors=1.0, underground=0.0)


def bombed(*orders: dict[str, object], seconds: int = 300, **rest: object) -> Scene:
    """A row of rooms 20 m apart, one of which is bombed."""
    made = commanded(ROOMS, PEOPLE, *orders, changes=["pathogen.rise.probability=0"], **rest)
    return made.run(seconds)


def test_the_blast_kills_where_it_is_strong() -> None:
    made = bombed(BOMB)
    strength = {row["place"]: row["value"] for row in made.of("bombed")}
    assert strength["Room"] == 1.0
    assert strength["Room"] > strength["Near"] > strength["Yard"] > strength["End"]
    (died, *_) = made.of("died")
    assert (died["who"], died["cause"]) == ("Ann", made.of("bombed")[0]["id"])
    assert made.of("bombed")[0]["cause"] == made.of("ordered")[0]["id"]


def test_without_the_order_nobody_dies() -> None:
    assert bombed().of("bombed", "died") == []


def test_far_from_it_nobody_dies() -> None:
    made = bombed({**BOMB, "radius": "8 m"})
    assert [row["who"] for row in made.of("died")] == ["Ann"]
    assert {made.state_of(name) for name in ("Bob", "Cho", "Dan")} == {"well"}


def test_walls_protect_and_the_open_does_not() -> None:
    made = bombed({**BOMB, "radius": "10 km", "indoors": 0.0})
    assert [row["who"] for row in made.of("died")] == ["Cho"]


def test_below_the_ground_nothing_gets_in() -> None:
    made = commanded(ROOMS, PEOPLE, BOMB, changes=["place.Room.floor=0"])
    assert made.run(300).state_of("Ann") == "well"


def test_the_infected_die_as_well() -> None:
    made = commanded(ROOMS, PEOPLE, BOMB, changes=["pathogen.rise.probability=0"])
    made.infect("Ann", "turned")
    assert made.run(300).state_of("Ann") == "dead"


def test_those_who_were_bonded_grieve() -> None:
    made = commanded(ROOMS, PEOPLE, {**BOMB, "radius": "8 m"}, bonds=[("Bob", "Ann", "family", 0.9)])
    made.run(300)
    made.put("Bob", "Room")
    made.alert("Bob")
    made.run(60)
    (lost,) = made.of("lost")
    assert (lost["who"], lost["other"]) == ("Bob", "Ann")


def test_a_strong_blast_tears_walls_away() -> None:
    made = bombed({**BOMB, "radius": "20 m"})
    strength = {row["place"]: row["value"] for row in made.of("bombed")}
    assert 0.0 < strength["Near"] < 0.5 < strength["Room"]
    assert made.tables.places["is_torn"][made.where("Room")]
    assert not made.tables.places["is_torn"][made.where("Near")]


def test_doors_break() -> None:
    doors = [(one, other, "closed") for one, other in (("Room", "Near"), ("Near", "Yard"), ("Yard", "End"))]
    made = bombed({**BOMB, "radius": "12 m"}, doors=doors)
    assert made.passage("Room", "Near")["door"] == Door.BROKEN
    assert made.passage("Yard", "End")["door"] == Door.CLOSED


LURE = {**BOMB, "lure": "140 dB", "lure_for": "5 min", "radius": "8 m"}


@pytest.mark.parametrize("has_lure", [True, False])
def test_sirens_draw_hunters_to_the_aim(has_lure: bool) -> None:
    made = commanded(ROOMS, PEOPLE, LURE if has_lure else BOMB, changes=["pathogen.rise.probability=0"])
    for name in ("Ann", "Bob", "Cho", "Dan"):
        made.infect(name, "turned")
        made.tables.hunt["awake"][made.who(name)] = False
    made.run(720)
    dead = sum(made.state_of(name) == "dead" for name in PEOPLE)
    if has_lure:
        assert dead == 4
        assert {row["place"] for row in made.of("alarm")} == {"Room"}
        assert made.of("bombed")[0]["time"] - made.of("alarm")[0]["time"] == 300
    else:
        assert made.of("alarm") == []
        assert made.state_of("Dan") == "turned"


def test_the_order_is_carried_out_once() -> None:
    made = bombed(LURE, seconds=3600)
    assert len({row["time"] for row in made.of("bombed")}) == 1
    assert len(made.of("order_ends")) == 1


@pytest.mark.parametrize(
    ("luck", "dies"),
    [
        ('purpose = "blast"\noutcome = "dies"', True),
        ('purpose = "blast"\noutcome = "lives"', False),
        ('purpose = "harm"\noutcome = "escape"\nrepeats = true', False),
        ('purpose = "survival"\noutcome = "escape"\nrepeats = true', False),
        ('purpose = "infection"\noutcome = "halfbie"\nrepeats = true', False),
    ],
)
def test_a_chance_decides_who_lives_where_bombs_fall(luck: str, dies: bool) -> None:
    made = bombed(BOMB, canon=f'[[chance]]\nname = "it"\nperson = "Bob"\n{luck}\n')
    (chanced,) = made.of("chanced")
    assert 0.0 < chanced["value"] < 1.0
    assert made.happened("died", "Bob") is dies
