"""What halfbies can do: sense hunters beyond walls and warn, hear better, keep choosing."""

import pytest

from hyosan.world.codes import Wake
from tests.stories.small_worlds import ALWAYS, Scene, scene

PINNED = ("mind.sense.value=25 m", "behaviour.warn.lasts=30 s")


def guarded(state: str = "halfbie", at: str = "Next", awake: bool = True, friend_knows: bool = False) -> Scene:
    """Nam and Ben in a room; a hunter on the move behind a closed door 20 m off, or 40 m off."""
    made = scene(
        {"Room": "classroom", "Next": "classroom", "Far": "classroom"}, {"Nam": "Room", "Ben": "Room", "Zed": at},
        doors=[("Room", "Next", "closed"), ("Next", "Far", "closed")], acts={"warn": ALWAYS}, changes=PINNED,
    )  # fmt: skip
    made.passage("Room", "Next")["strength"] = 10_000.0
    made.passage("Next", "Far")["strength"] = 10_000.0
    if state != "well":
        made.infect("Nam", state)
    made.infect("Zed", "turned")
    if awake:
        made.mark("Zed", "Room")
    else:
        made.tables.hunt["awake"][made.who("Zed")] = False
    made.tables.mind["knows"][made.who("Ben")] = friend_knows
    return made


def test_a_halfbie_senses_a_hunter_and_warns_before_it_is_there() -> None:
    made = guarded()
    made.run(5)
    (sensed,), (warning,), (told,) = made.of("sensed"), made.of("warn"), made.of("told")
    assert (sensed["who"], sensed["other"], sensed["place"], sensed["value"]) == ("Nam", "Zed", "Room", 20.0)
    assert (warning["who"], warning["cause"]) == ("Nam", sensed["id"])
    assert (told["who"], told["other"], told["cause"]) == ("Ben", "Nam", warning["id"])
    assert made.place_of("Zed") == "Next"
    ben = made.tables.mind[made.who("Ben")]
    assert ben["knows"]
    assert made.where("Next") in ben["danger_place"]


@pytest.mark.parametrize("case", [{"state": "well"}, {"state": "bitten"}, {"at": "Far"}, {"awake": False}])
def test_nobody_else_senses_and_nothing_far_or_still_is_sensed(case: dict[str, object]) -> None:
    made = guarded(**case)  # type: ignore[arg-type]
    made.run(5)
    assert not made.of("sensed")


def test_a_halfbie_warns_friends_who_know_of_the_turned_but_not_that_they_come() -> None:
    made = guarded(friend_knows=True)
    made.run(5)
    assert made.happened("warn", "Nam")
    assert made.happened("told", "Ben", "Nam")


def hears(state: str, level_db: float) -> bool:
    """Whether a sound beyond a closed door, 20 m off, wakes Nam."""
    made = scene(
        {"Room": "classroom", "Next": "corridor"}, {"Nam": "Room"}, doors=[("Room", "Next", "closed")],
        changes=[
            "motion.closed.value=20 dB", "mind.hearing_threshold.value=6 dB", "place_kind.classroom.background=35 dB",
            "pathogen.state.halfbie.hearing=20 dB",
        ],
    )  # fmt: skip
    if state != "well":
        made.infect("Nam", state)
    made.ring("Next", level_db)
    made.systems = ["noise"]
    made.run(5)
    return bool(made.tables.mind["wake"][made.who("Nam")] == Wake.HEARD)


def test_a_sound_at_the_threshold_is_heard() -> None:
    assert hears("well", 100)
    assert not hears("well", 86)  # 86 - 46.0 - 6 is below 35


def test_a_halfbie_hears_what_others_do_not() -> None:
    assert hears("halfbie", 86)
