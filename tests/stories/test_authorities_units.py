"""Units: they come by road, stand where they were sent, kill on sight, spare whom they are told to, hold a cordon."""

from itertools import pairwise

import numpy as np
import pytest

from hyosan.world.codes import Door, Status
from tests.stories.small_authorities import GUARDS, commanded, order, village_with
from tests.stories.small_worlds import ALWAYS, NEVER, Scene

ROOMS = {"Room": "classroom", "Corridor": "corridor", "Far": "classroom", "Station": "classroom"}
PEOPLE = {"Ann": "Room", "Guard": "Station", "Guard 2": "Station"}
SEND = order("send", units=["Guards"], places=["Room"])
KILL = order("kill_on_sight", units=["Guards"], places=["Room"], recognises=1.0)
CALM = ["pathogen.hunger.tau=300 d", "pathogen.rise.probability=0"]
STILL = {"flee": NEVER, "leave_group": NEVER, "attack": NEVER, "go_back": NEVER, "hide": NEVER}


def test_units_are_on_the_road_for_as_long_as_it_takes_then_they_are_there() -> None:
    """Sixty metres at one metre a second."""
    made = commanded(ROOMS, PEOPLE, SEND, units=({**GUARDS, "speed": "1 m/s"},))
    made.run(90)
    assert made.place_of("Guard") == "On the road"
    made.run(90)
    (arrived,) = made.of("arrived")
    assert (arrived["who"], arrived["place"]) == ("Guard", "Room")
    assert {made.place_of(name) for name in ("Guard", "Guard 2")} == {"Room"}
    made.run(3600)
    assert made.place_of("Guard 2") == "Room"


def test_a_unit_takes_its_time_to_muster() -> None:
    made = commanded(ROOMS, PEOPLE, SEND, units=({**GUARDS, "musters_in": "20 min"},))
    assert made.run(1200).place_of("Guard") == "Station"
    assert made.run(180).place_of("Guard") == "Room"


def test_without_the_order_units_stay_at_their_station() -> None:
    made = commanded(ROOMS, PEOPLE, units=(GUARDS,))
    made.run(3600)
    assert made.place_of("Guard") == "Station"
    assert made.of("arrived", "ordered") == []


def test_when_the_order_ends_they_go_back() -> None:
    made = commanded(ROOMS, PEOPLE, {**SEND, "lasts": "10 min"}, units=(GUARDS,))
    made.run(1200)
    (ended,) = made.of("order_ends")
    assert ended["cause"] == made.of("ordered")[0]["id"]
    assert made.place_of("Guard") == "Station"
    assert not made.tables.charge["status"].any()


def test_who_is_dead_or_has_turned_is_not_sent() -> None:
    made = commanded(ROOMS, PEOPLE, SEND, units=(GUARDS,))
    made.infect("Guard", "dead")
    made.run(300)
    assert made.of("arrived")[0]["who"] == "Guard 2"
    assert made.place_of("Guard") == "Station"


def faced(state: str, *orders: dict[str, object], captive: str | None = None) -> Scene:
    """Ann in some state of the course, and guards who come to where she is."""
    made = commanded(ROOMS, PEOPLE, *orders, units=(GUARDS,), acts=STILL, changes=CALM)
    if state != "well":
        made.infect("Ann", state)
    made.tables.hunt["awake"][made.who("Ann")] = False
    return made.run(1200)


@pytest.mark.parametrize("state", ["turned", "halfbie", "bitten"])
def test_armed_units_kill_on_sight_whom_they_know_for_infected(state: str) -> None:
    made = faced(state, KILL)
    (killed,) = made.of("kill")
    assert (killed["other"], made.state_of("Ann")) == ("Ann", "dead")
    assert killed["who"].startswith("Guard")


@pytest.mark.parametrize("state", ["halfbie", "bitten"])
def test_without_that_order_those_who_keep_their_mind_are_left_alone(state: str) -> None:
    assert faced(state, SEND).of("kill") == []


@pytest.mark.parametrize("state", ["halfbie", "bitten", "well"])
def test_whom_nobody_knows_for_infected_nobody_kills(state: str) -> None:
    assert faced(state, {**KILL, "recognises": 0.0 if state != "well" else 1.0}).of("kill") == []


@pytest.mark.parametrize("hides", [True, False])
def test_who_keeps_a_mind_and_has_hidden_goes_unnoticed(hides: bool) -> None:
    acts = {**STILL, "hide" if hides else "stay": ALWAYS, "fight": 2 * ALWAYS}
    made = commanded(ROOMS, PEOPLE, KILL, units=(GUARDS,), acts=acts, changes=CALM)
    made.infect("Ann", "halfbie")
    made.alert("Ann", fear=0.0)
    made.run(1200)
    assert bool(made.of("kill")) is not hides


def test_an_order_for_all_units_reaches_those_on_duty_elsewhere() -> None:
    made = faced("bitten", SEND, order("kill_on_sight", recognises=1.0))
    assert made.state_of("Ann") == "dead"


def test_shots_are_heard_and_draw_hunters() -> None:
    """A sleeping hunter two rooms on turns to where the guards shoot; at guards who fight by hand it does not."""
    turned = []
    for shots in ("150 dB", None):
        unit = {key: value for key, value in {**GUARDS, "shots": shots}.items() if value is not None}
        rooms = {"Room": "corridor", "Hall": "corridor", "Far": "corridor", "End": "corridor", "Station": "classroom"}
        doors = [(one, other, "closed") for one, other in pairwise(rooms)]
        people = {"Ann": "Room", "Zed": "End", "Guard": "Station"}
        made = commanded(rooms, people, KILL, units=(unit,), acts=STILL, doors=doors, changes=CALM)
        for name in ("Ann", "Zed"):
            made.infect(name, "turned")
            made.tables.hunt["awake"][made.who(name)] = False
        made.run(900)
        assert made.happened("kill", "Guard", "Ann")
        turned.append(made.happened("hunt", "Zed"))
    assert turned == [True, False]


FAMILY = order("preserve", people=["Ann"], units=["Guards"], places=["Room"], to="Far", by="Guards")


@pytest.mark.parametrize("state", ["turned", "halfbie"])
def test_whom_an_order_preserves_is_spared_and_taken_away(state: str) -> None:
    made = faced(state, KILL, {**FAMILY, "delay": "0 s"})
    (spared,), (taken,) = made.of("spared"), made.of("taken")
    assert (spared["who"], taken["who"], taken["cause"]) == ("Ann", "Ann", spared["id"])
    assert spared["other"].startswith("Guard")
    assert taken["value"] == made.where("Far")
    assert made.place_of("Ann") == "Far"
    assert made.tables.charge["status"][made.who("Ann")] == Status.CAPTIVE
    assert not made.happened("kill")
    assert made.of("ordered")[1]["who"] is not None  # the leader of the unit gave it


def test_without_the_order_to_preserve_they_are_killed() -> None:
    assert faced("turned", KILL).state_of("Ann") == "dead"


def test_whoever_is_well_is_not_taken() -> None:
    assert faced("well", FAMILY).of("spared", "taken") == []


def test_captives_hurt_nobody_and_nobody_hurts_them() -> None:
    made = commanded(ROOMS, {**PEOPLE, "Bob": "Far"}, FAMILY, units=(GUARDS,), acts={"fight": ALWAYS, "flee": NEVER})
    made.infect("Ann", "turned")
    made.tables.body["dazed_until"][made.who("Ann")] = made.world.clock.now + 1800
    made.tables.charge["is_spared"][made.who("Ann")] = True
    made.run(4 * 3600)
    assert made.place_of("Ann") == "Far"
    assert made.state_of("Bob") == "well"
    assert made.state_of("Ann") == "turned"


@pytest.mark.parametrize("success", [0.0, 1.0])
def test_captives_are_studied_and_what_comes_of_it_is_a_number_of_the_scenario(success: float) -> None:
    study = order("research", places=["Far"], every="10 min", success=success, when={"since": {"order": "preserve"}})
    made = faced("turned", FAMILY, study)
    made.run(3600)
    studied = made.of("researched")
    assert 5 <= len(studied) <= 8
    assert {(row["who"], row["place"], row["value"]) for row in studied} == {("Ann", "Far", success)}


def test_without_that_order_nobody_is_studied() -> None:
    made = faced("turned", FAMILY)
    assert made.run(3600).of("researched") == []


CORDON = order("cordon", districts=["Upper"], strength=900)


def walk_out(*orders: dict[str, object]) -> Scene:
    """The village, where people of the Lower district work in the Upper one, on the morning of day 1."""
    return village_with(*orders, changes=('start="day 1 07:00"',)).run(3 * 3600)


def at_work_across_the_bridge(made: Scene) -> int:
    """People of the one district who are in the other, count."""
    assert made.world.authorities is not None
    district = made.world.authorities.district
    home, here = district[made.tables.people["dwelling"]], district[made.tables.body["place"]]
    lower, upper = (made.world.names.districts.index(name) for name in ("Lower", "Upper"))
    return int(np.sum((home == lower) & (here == upper)))


def test_a_cordon_turns_people_back() -> None:
    shut, open_ = walk_out(CORDON), walk_out()
    assert at_work_across_the_bridge(open_) > 10
    assert at_work_across_the_bridge(shut) == 0
    closed = [row for row in shut.of("barricaded") if row["who"] is None]
    assert {row["place"] for row in closed} == {"Bridge 1", "Hill road 1"}


def test_when_a_cordon_ends_people_pass() -> None:
    made = walk_out({**CORDON, "lasts": "20 min"})
    assert made.of("order_ends") != []
    assert Door.BARRICADED not in made.tables.passages["door"]
    made.run(24 * 3600)
    assert at_work_across_the_bridge(made) > 10


def test_hunters_have_to_break_through() -> None:
    broken = []
    for orders in ((), ({**CORDON, "strength": 100},)):
        made = village_with(*orders).run(120)
        made.infect("Mother", "turned")
        made.put("Mother", "Bridge 2")
        made.mark("Mother", "Station")
        made.run(600)
        broken.append(any(row["place"] == "Bridge 1" for row in made.of("door_broken")))
    assert broken == [False, True]
