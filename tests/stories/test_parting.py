"""What is said before a parting, and who knows that they part."""

from typing import Any

import pytest

from tests.stories.small_worlds import ALWAYS, Scene, scene

HOUR_S = 3600
LOVE = [("Ann", "Ben", "love", 0.9), ("Ben", "Ann", "friendship", 0.6)]


def together(*bonds: tuple[str, str, str, float], **rest: Any) -> Scene:
    """Ann and Ben wait in a room and know of the turned."""
    given = {"acts": {"confess": 2 * ALWAYS, "stay": ALWAYS}, **rest}
    made = scene({"Room": "classroom"}, {"Ann": "Room", "Ben": "Room"}, bonds=bonds, **given)
    made.alert("Ann", "Ben", fear=0.3)
    return made


def test_love_is_told_once_and_brings_both_closer() -> None:
    made = together(*LOVE)
    before = {pair: made.bond(*pair) for pair in (("Ann", "Ben"), ("Ben", "Ann"))}
    made.run(HOUR_S)
    (told,) = made.of("confess")
    assert (told["who"], told["other"], told["place"]) == ("Ann", "Ben", "Room")
    assert all(made.bond(*pair) > strength + 0.03 for pair, strength in before.items())


def test_a_friendship_as_strong_as_love_is_love() -> None:
    made = together(("Ann", "Ben", "friendship", 0.9), changes=["mind.love_bond.value=0.85"])
    assert made.run(HOUR_S).happened("confess", "Ann", "Ben")


def test_without_a_confession_bonds_grow_by_time_alone() -> None:
    told, untold = (together(*LOVE, acts={"confess": base, "stay": ALWAYS}) for base in (2 * ALWAYS, -2 * ALWAYS))
    for made in (told, untold):
        made.run(600)
    assert not untold.of("confess")
    assert told.bond("Ben", "Ann") > untold.bond("Ben", "Ann")


@pytest.mark.parametrize(
    "bonds",
    [(), (("Ann", "Ben", "friendship", 0.8),), (("Ann", "Ben", "love", 0.2),), (("Ann", "Ben", "family", 1.0),)],
)
def test_who_does_not_love_has_nothing_to_tell(bonds: tuple[tuple[str, str, str, float], ...]) -> None:
    made = together(*bonds, changes=["mind.love_bond.value=0.85", "bonds.companion_per_h.value=0"])
    assert not made.run(HOUR_S).of("confess")


def test_on_an_ordinary_day_and_before_hunters_nothing_is_told() -> None:
    calm = scene({"Room": "classroom"}, {"Ann": "Room", "Ben": "Room"}, bonds=LOVE, acts={"confess": ALWAYS})
    assert not calm.run(HOUR_S).of("confess")
    hunted = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room", "Zed": "Room"}, bonds=LOVE, acts={"confess": ALWAYS}
    )
    hunted.infect("Zed", "turned")
    hunted.alert("Ann", "Ben")
    hunted.run(5)
    assert not hunted.of("confess")


def leaving(*bonds: tuple[str, str, str, float], act: str = "leave_group") -> Scene:
    """Nam, a halfbie, is with Ben and Eve and chooses one act whenever it is on offer."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Nam": "Room", "Ben": "Room", "Eve": "Room"}, bonds=bonds,
        acts={act: ALWAYS},
        changes=["pathogen.hunger.tau=30 d", "mind.care_bond.value=0.35", "bonds.classmate.value=0"],
    )  # fmt: skip
    made.infect("Nam", "halfbie")
    made.alert("Nam", "Ben", "Eve", danger="Room")
    return made.run(5)


def test_who_leaves_parts_from_those_it_is_bonded_to() -> None:
    made = leaving(("Nam", "Ben", "friendship", 0.6), ("Eve", "Nam", "friendship", 0.2))
    (left,), (parted,) = made.of("leave_group"), made.of("parted")
    assert (parted["who"], parted["other"], parted["cause"]) == ("Nam", "Ben", left["id"])
    assert made.tables.mind["grief"][made.who("Nam")] == pytest.approx(0.3 * 0.6)
    assert made.tables.mind["grief"][made.who("Ben")] == 0.0


def test_who_is_left_parts_and_grieves_if_the_bond_is_theirs_alone() -> None:
    made = leaving(("Ben", "Nam", "love", 0.8))
    assert [(row["who"], row["other"]) for row in made.of("parted")] == [("Nam", "Ben")]
    assert made.tables.mind["grief"][made.who("Ben")] == pytest.approx(0.3 * 0.8)


def test_strangers_do_not_part_and_who_stays_parts_from_nobody() -> None:
    assert not leaving().of("parted")
    assert not leaving(("Nam", "Ben", "friendship", 0.9), act="stay").of("parted")


def test_who_draws_hunters_away_parts_from_those_behind() -> None:
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Ann": "Room", "Ben": "Room", "Zed": "Next"}, bonds=LOVE,
        acts={"lure_away": ALWAYS}, doors=[("Room", "Next", "open")],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.put("Zed", "Room")
    made.alert("Ann")
    made.run(5)
    lured = made.of("lure_away")[0]
    parted = made.of("parted")[0]
    assert (lured["who"], parted["other"], parted["cause"]) == ("Ann", "Ben", lured["id"])
