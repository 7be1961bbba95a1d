"""People who care for one another and meet after days."""

from typing import Any

import pytest

from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene

HOUR_S = 3600
DAY_S = 24 * HOUR_S
FRIENDS = [("Ann", "Ben", "friendship", 0.8), ("Ben", "Ann", "friendship", 0.2)]


def apart(days: float = 3, bonds: Any = FRIENDS, knows: bool = True, **rest: Any) -> Scene:
    """Ann goes back for Ben, whom she has not seen for days, and who waits in another room."""
    given = {"acts": {"go_back": 2 * ALWAYS, "stay": ALWAYS}, **rest}
    made = scene({"Room": "classroom", "Far": "classroom"}, {"Ann": "Room", "Ben": "Far"}, bonds=bonds, **given)
    made.tables.bonds["seen_time"][:] = made.world.clock.now - int(days * DAY_S)
    if knows:
        made.alert("Ann")
        made.tables.mind["knows"][:] = True
    return made


def test_whoever_comes_back_after_days_meets_the_other_again_once() -> None:
    made = apart().run(2 * HOUR_S)
    (met,) = made.of("met_again")
    went = made.of("go_back")[0]
    assert (met["who"], met["other"], met["place"], met["cause"]) == ("Ann", "Ben", "Far", went["id"])
    assert made.happened("reached", "Ann", "Ben")


def test_whoever_is_met_first_by_the_other_is_still_the_one_who_came() -> None:
    made = apart()
    made.tables.mind["act_until"][made.who("Ben")] = made.world.clock.now
    made.run(2 * HOUR_S)
    assert [(row["who"], row["other"]) for row in made.of("met_again")] == [("Ann", "Ben")]


@pytest.mark.parametrize(
    "case",
    [
        {"days": 1.5},
        {"bonds": [("Ann", "Ben", "friendship", 0.3)]},
        {"knows": False},
        {"acts": {"go_back": NEVER, "stay": ALWAYS}},
        {"changes": ["longing.apart.value=30 d"]},
    ],
)
def test_those_who_were_not_apart_and_strangers_do_not_meet_again(case: dict[str, Any]) -> None:
    changes = ["bonds.companion_per_h.value=0", *case.pop("changes", [])]
    made = apart(**case, changes=changes)
    if not case.get("knows", True):
        made.put("Ann", "Far")
    assert not made.run(2 * HOUR_S).of("met_again")


def test_one_of_the_turned_is_not_met() -> None:
    made = apart()
    made.infect("Ben", "turned")
    assert not made.run(2 * HOUR_S).of("met_again")
