"""Fires at night: who lights one and where, what it does to those who sit at it, and who sees it from afar."""

from typing import Any

import numpy as np
import pytest

from hyosan.world.codes import NO_EVENT, Act, Wake
from hyosan.world.columns import Sights, blank
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene

HOUR_S = 3600
DUSK_S = 19 * HOUR_S
FRIENDS = [("Ann", "Ben", "friendship", 0.6), ("Ben", "Ann", "friendship", 0.6)]
PLACES = {"Roof": "roof", "Hall": "corridor", "Lookout": "yard"}
DOORS = [("Roof", "Hall", "closed"), ("Hall", "Lookout", "open")]


def at(made: Scene, clock_s: int) -> Scene:
    """The same scene at another time of day 1, before anything has happened."""
    made.world.clock.now = made.world.clock.start = clock_s
    made.tables.mind["act_until"][:] = clock_s
    made.tables.mind["fear_at"][:] = clock_s
    return made


def evening(people: dict[str, str], *, clock_s: int = DUSK_S, **rest: Any) -> Scene:
    """People who know of the turned and are calm, with nothing better to do than to light a fire."""
    friends = [bond for bond in FRIENDS if people.keys() >= {"Ann", "Ben"}]
    given = {"acts": {"light_fire": ALWAYS}, "bonds": friends, **rest}
    made = at(scene(PLACES, people, doors=DOORS, **given), clock_s)
    made.alert(*(name for name in people if name not in ("Eve", "Zed")), fear=0.0)
    return made


def seen_from(made: Scene, *, of: str, seen: str) -> None:
    """Let one place be in sight of another."""
    sights = blank(Sights, 1)
    sights["of"], sights["seen"], sights["distance_m"] = made.where(of), made.where(seen), 1000.0
    made.world.tables = made.tables._replace(sights=sights)


def test_friends_light_a_fire_on_the_roof_after_dark() -> None:
    made = evening({"Ann": "Roof", "Ben": "Roof"}).run(60)
    lit = made.of("light_fire")
    assert len(lit) == 1
    assert lit[0]["place"] == "Roof"
    place = made.tables.places[made.where("Roof")]
    assert (place["fire_event"], place["fire_by"]) == (lit[0]["id"], made.who(lit[0]["who"]))
    assert place["fire_until"] == lit[0]["time"] + 6 * HOUR_S


@pytest.mark.parametrize(
    "case",
    [
        {"clock_s": 12 * HOUR_S},  # by day
        {"bonds": []},  # with a stranger
        {"people": {"Ann": "Roof"}},  # alone
        {"changes": ["place_kind.roof.fuel=false"]},  # nothing to burn
        {"people": {"Ann": "Roof", "Ben": "Roof", "Zed": "Roof"}},  # a hunter in sight
        {"acts": {"light_fire": NEVER}},
    ],
)
def test_otherwise_there_is_no_fire(case: dict[str, Any]) -> None:
    people = case.pop("people", {"Ann": "Roof", "Ben": "Roof"})
    made = evening(people, changes=[*case.pop("changes", []), "bonds.classmate.value=0"], **case)
    if "Zed" in people:
        made.infect("Zed", "turned")
    assert not made.run(60).of("light_fire")


def test_whoever_misses_a_friend_lights_one_alone() -> None:
    made = evening({"Ann": "Roof", "Ben": "Lookout"})
    assert [row["who"] for row in made.run(60).of("light_fire")] == ["Ann"]


def test_the_afraid_and_those_who_know_of_nothing_light_none() -> None:
    for fear, knows in ((0.9, True), (0.0, False)):
        made = evening({"Ann": "Roof", "Ben": "Roof"})
        made.tables.mind["fear"][:] = fear
        made.tables.mind["knows"][:] = knows
        assert not made.run(60).of("light_fire")


def test_a_room_is_no_place_for_a_fire_and_furniture_next_door_burns_in_the_yard() -> None:
    made = scene({"Room": "classroom", "Yard": "yard", "Bare": "corridor"}, {"Ann": "Room"})
    assert [bool(made.tables.places["is_hearth"][made.where(name)]) for name in ("Room", "Yard", "Bare")] == [
        False, True, False,
    ]  # fmt: skip


def test_those_below_walk_up_together_to_light_one() -> None:
    """Ben, who knows of nothing but is uneasy, would not think of it himself."""
    made = evening({"Ann": "Hall", "Ben": "Hall"}, acts={"light_fire": ALWAYS, "follow": ALWAYS})
    made.tables.places["floor"][made.where("Roof")] = 6
    made.tables.places["is_near_hearth"] = True
    ben = made.tables.mind[made.who("Ben")]
    ben["fear"], ben["knows"], ben["wake"] = 0.3, False, Wake.NONE
    ben["act"], ben["act_until"] = Act.STAY, 2**62
    made.run(300)
    (lit,), (came,) = made.of("light_fire"), made.of("follow")
    assert (lit["who"], lit["place"]) == ("Ann", "Roof")
    assert (came["who"], came["other"]) == ("Ben", "Ann")
    assert made.place_of("Ben") == "Roof"
    assert came["time"] < lit["time"]


def night_at(*, burns: bool, hours: float = 4) -> Scene:
    """Ann and Ben spend an evening on the roof, with a fire or without."""
    made = evening(
        {"Ann": "Roof", "Ben": "Roof"}, acts={"light_fire": ALWAYS if burns else NEVER, "stay": 10},
        bonds=[("Ann", "Ben", "friendship", 0.1), ("Ben", "Ann", "dislike", -0.2)],
    )  # fmt: skip
    return made.run(int(hours * HOUR_S))


def test_a_fire_brings_closer_than_waiting_does() -> None:
    warm, cold = night_at(burns=True), night_at(burns=False)
    assert warm.bond("Ben", "Ann") > cold.bond("Ben", "Ann") + 0.1
    assert warm.happened("bond", "Ben", "Ann")


def test_hours_at_a_fire_leave_a_wish() -> None:
    made = night_at(burns=True)
    wishes = made.of("wished")
    assert {row["who"] for row in wishes} == {"Ann", "Ben"}
    lit = made.of("light_fire")[0]
    assert all(row["cause"] == lit["id"] and row["place"] == "Roof" for row in wishes)
    assert all(row["value"] >= 0.5 and row["time"] - lit["time"] > 2 * HOUR_S for row in wishes)
    longing = made.tables.longing[made.who("Ann")]
    assert (longing["wish_at"], longing["wish_event"]) == (made.where("Roof"), wishes[0]["id"])


@pytest.mark.parametrize("case", [{"burns": False}, {"burns": True, "hours": 1}])
def test_without_a_fire_or_the_time_for_it_no_wish_is_left(case: dict[str, Any]) -> None:
    made = night_at(**case)
    assert not made.of("wished")
    assert (made.tables.longing["wish_event"] == NO_EVENT).all()


def test_an_old_wish_is_enough_to_light_one_alone_and_is_the_reason() -> None:
    made = evening({"Ann": "Roof"})
    longing = made.tables.longing[made.who("Ann")]
    longing["wish"], longing["wish_event"] = 0.8, 0
    made.run(60)
    (lit,) = made.of("light_fire")
    choices = list(made.kept.frames())[2]
    assert choices.filter(choices["event"] == lit["id"])["drive"][0] == "wish"


def watched(people: dict[str, str], *changes: str, clock_s: int = DUSK_S, hours: float = 6) -> Scene:
    """Eve is at the lookout, from where the roof with the fire is in sight."""
    made = evening(people, clock_s=clock_s, changes=["fire.glances_per_h.value=2", *changes])
    seen_from(made, of="Lookout", seen="Roof")
    made.tables.mind["knows"][made.who("Eve")] = True
    return made.run(int(hours * HOUR_S))


def test_a_fire_is_seen_once_from_afar() -> None:
    made = watched({"Ann": "Roof", "Ben": "Roof", "Eve": "Lookout"})
    lit = made.of("light_fire")[0]
    (seen,) = made.of("saw_afar")
    assert (seen["who"], seen["other"], seen["place"]) == ("Eve", lit["who"], "Lookout")
    assert (seen["value"], seen["cause"]) == (made.where("Roof"), lit["id"])
    longing = made.tables.longing[made.who("Eve")]
    assert (longing["beacon"], longing["beacon_event"]) == (made.where("Roof"), seen["id"])


@pytest.mark.parametrize(
    ("people", "changes"),
    [
        ({"Ann": "Roof", "Eve": "Lookout"}, ()),  # nobody lights one
        ({"Ann": "Roof", "Ben": "Roof", "Eve": "Hall"}, ()),  # out of sight
        ({"Ann": "Roof", "Ben": "Roof", "Eve": "Lookout"}, ("fire.glances_per_h.value=0",)),  # never looked at
    ],
)
def test_otherwise_nothing_is_seen(people: dict[str, str], changes: tuple[str, ...]) -> None:
    assert not watched(people, "bonds.classmate.value=0", *changes).of("saw_afar")


def test_it_is_noticed_at_the_rate_that_the_scenario_gives_whatever_the_step() -> None:
    def seen_after(step: int) -> float:
        crowd = {f"Eve {k}": "Lookout" for k in range(300)}
        made = evening({"Ann": "Roof", "Ben": "Roof", **crowd}, changes=["fire.glances_per_h.value=1"])
        seen_from(made, of="Lookout", seen="Roof")
        made.tables.mind["knows"][2:] = False  # so that they stay
        made.world.clock.step = step
        made.run(HOUR_S)
        return len(made.of("saw_afar")) / 300

    assert seen_after(60) == pytest.approx(1 - np.exp(-1), abs=0.1)  # more than three standard errors
    assert seen_after(600) == pytest.approx(1 - np.exp(-1), abs=0.1)
