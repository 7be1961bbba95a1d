"""Leaps from windows and roofs, and those who go over an edge together."""

from typing import Any

import pytest

from hyosan.world.codes import Act, Door
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, mean, scene

STRUGGLE = (
    "pathogen.hunting.reach=100 m",
    "pathogen.hunting.grapple=60 s",
    "pathogen.hunting.escape_base=-100",
    "pathogen.hunting.escape_slope=0",
)
DEADLY, HARMLESS = "fall.ld50.value=1 m", "fall.ld50.value=1000 m"


def upstairs(people: dict[str, str], height_m: float = 7.2, *, shaft: bool = False, **rest: Any) -> Scene:
    """A room high above a yard: with windows, or with a door to a shaft."""
    made = scene(
        {"Room": "classroom", "Yard": "yard", "Landing": "corridor"}, people,
        doors=[("Room", "Landing", "open"), ("Landing", "Yard", "open"), ("Yard", "Room", "locked")], **rest,
    )  # fmt: skip
    room = made.tables.places[made.where("Room")]
    room["drop_to"], room["drop_m"], room["has_shaft"] = made.where("Yard"), height_m, shaft
    return made


def hunted(**rest: Any) -> Scene:
    """Ann is in the room with Zed, who has turned."""
    given = {"acts": {"leap": ALWAYS}, **rest}
    made = upstairs({"Ann": "Room", "Zed": "Room"}, **given)
    made.infect("Zed", "turned")
    made.alert("Ann")
    return made.run(5)


def test_people_leap_before_hunters_and_land_below() -> None:
    made = hunted(changes=[HARMLESS])
    (leapt,), (landed,) = made.of("leap"), made.of("landed")
    assert (leapt["who"], leapt["place"], leapt["value"]) == ("Ann", "Room", made.where("Yard"))
    assert (landed["who"], landed["place"], landed["value"]) == ("Ann", "Yard", 7.2)
    assert landed["cause"] == leapt["id"]
    assert made.place_of("Ann") == "Yard"
    assert made.tables.body["hurt"][made.who("Ann")] == 0.0


def test_a_leap_can_kill() -> None:
    made = hunted(changes=[DEADLY])
    (died,) = made.of("died")
    assert (died["who"], died["other"], died["cause"]) == ("Ann", None, made.of("landed")[0]["id"])


def test_who_lives_through_a_deep_fall_is_hurt() -> None:
    made = hunted(height_m=10.0, changes=["fall.ld50.value=12 m", "fall.steepness.value=100"])
    assert made.tables.body["hurt"][made.who("Ann")] == pytest.approx((10 - 3) / (12 - 3))


def test_the_deeper_the_fewer_live() -> None:
    def dead(height_m: float) -> float:
        return mean([hunted(height_m=height_m, seed=seed).happened("died", "Ann") for seed in range(60)])

    assert dead(3.6) < 0.1
    assert 0.3 < dead(12.0) < 0.7
    assert dead(30.0) > 0.9


@pytest.mark.parametrize("case", [{"shaft": True}, {"acts": {"leap": NEVER}}, {"acts": {"leap": -50}}])
def test_nobody_leaps_down_a_shaft_or_without_need(case: dict[str, Any]) -> None:
    assert not hunted(**case).of("leap")
    calm = upstairs({"Ann": "Room"}, acts={"leap": ALWAYS})
    calm.alert("Ann")
    assert not calm.run(60).of("leap")


def test_the_deeper_the_less_it_appeals() -> None:
    def leaps(height_m: float) -> float:
        acts = {"leap": 0.0, "stay": 0.0} | dict.fromkeys(("flee", "fight", "decoy", "warn", "lure_away"), NEVER)
        return mean([bool(hunted(height_m=height_m, acts=acts, seed=seed).of("leap")) for seed in range(60)])

    assert leaps(3.6) > leaps(18.0) + 0.3


def departing(state: str = "halfbie", company: bool = True, act: Act = Act.STAY) -> Scene:
    """Nam is on a roof 18 m up, with Ben or without."""
    people = {"Nam": "Room", "Ben": "Room"} if company else {"Nam": "Room"}
    made = upstairs(people, 18.0, acts={"leap": ALWAYS}, changes=["pathogen.hunger.tau=30 d"])
    if state != "well":
        made.infect("Nam", state)
    made.tables.mind["act"][made.who("Nam")] = act
    made.alert("Nam")
    return made.run(5)


def test_a_halfbie_leaps_from_a_roof_to_leave_and_is_unhurt() -> None:
    made = departing()
    (leapt,), (landed,) = made.of("leap"), made.of("landed")
    assert (leapt["who"], landed["value"]) == ("Nam", 18.0)
    assert made.tables.body["hurt"][made.who("Nam")] < 0.05
    assert not made.of("died")
    choices = list(made.kept.frames())[2]
    assert choices.filter(choices["event"] == leapt["id"])["drive"][0] == "care"


@pytest.mark.parametrize("case", [{"state": "well"}, {"state": "bitten"}, {"company": False}])
def test_nobody_else_leaps_to_leave_and_nobody_is_left_alone(case: dict[str, Any]) -> None:
    assert not departing(**case).of("leap")


def test_who_has_declined_to_come_along_leaps_even_when_the_others_have_gone() -> None:
    assert departing(company=False, act=Act.DECLINE).of("leap")


# --- Together ---------------------------------------------------------------------------------------------------------


def sought(
    *, shaft: bool = True, torn: bool = False, act: Act = Act.REVENGE, state: str = "halfbie", **rest: Any
) -> Scene:
    """Gwi has come for Cheong, beside an edge."""
    given = {"acts": {"fall_with": ALWAYS}, "changes": [HARMLESS], **rest}
    made = upstairs({"Cheong": "Room", "Gwi": "Room"}, 14.4, shaft=shaft, **given)
    made.tables.places["is_torn"][made.where("Room")] = torn
    made.passage("Yard", "Room")["door"] = Door.LOCKED
    if state != "well":
        made.infect("Gwi", state)
    mind = made.tables.mind[made.who("Gwi")]
    mind["act"], mind["act_with"], mind["act_until"] = act, made.who("Cheong"), 2**62
    made.alert("Cheong")
    return made.run(5)


def test_who_is_sought_by_somebody_stronger_pulls_them_down_along() -> None:
    made = sought()
    (pulled,) = made.of("fall_with")
    fell = made.of("fell")
    assert (pulled["who"], pulled["other"], pulled["place"]) == ("Cheong", "Gwi", "Room")
    assert [(row["who"], row["other"], row["place"], row["value"]) for row in fell] == [
        ("Cheong", "Gwi", "Yard", 14.4), ("Gwi", "Cheong", "Yard", 14.4),
    ]  # fmt: skip
    assert all(row["cause"] == pulled["id"] for row in fell)
    assert made.place_of("Cheong") == made.place_of("Gwi") == "Yard"


def test_where_a_wall_is_gone_people_go_over_the_edge() -> None:
    made = sought(shaft=False, torn=True)
    assert [(row["who"], row["place"], row["value"]) for row in made.of("fell")] == [
        ("Cheong", "Yard", 14.4), ("Gwi", "Yard", 14.4),
    ]  # fmt: skip


def test_the_closed_door_of_a_shaft_gives_way() -> None:
    made = sought()
    (broken,) = made.of("door_broken")
    assert (broken["who"], broken["cause"]) == ("Gwi", made.of("fall_with")[0]["id"])
    assert made.passage("Yard", "Room")["door"] == Door.BROKEN


def test_a_fall_together_kills_as_no_leap_from_there_would() -> None:
    def dead(name: str) -> float:
        return mean([sought(changes=[], seed=seed).happened("died", name) for seed in range(40)])

    assert dead("Cheong") > 0.9
    assert dead("Gwi") < 0.3


@pytest.mark.parametrize(
    "case",
    [
        {"shaft": False},  # a room with windows has no edge to go over
        {"act": Act.STAY},  # not after anybody
        {"state": "well"},  # no stronger than others
        {"acts": {"fall_with": NEVER}},
    ],
)
def test_without_an_edge_or_a_menace_nobody_falls(case: dict[str, Any]) -> None:
    assert not sought(**case).of("fall_with", "fell")


def held(*, edge: bool = True, **rest: Any) -> Scene:
    """Zed takes hold of Ann beside a shaft, and keeps it for a while."""
    given = {"acts": {"fall_with": 2 * ALWAYS, "stay": ALWAYS}, "changes": [HARMLESS, *STRUGGLE], **rest}
    made = upstairs({"Ann": "Room", "Zed": "Room"}, shaft=edge, **given)
    made.infect("Zed", "turned")
    return made.run(120)


def test_who_is_held_beside_a_shaft_can_take_the_hunter_along() -> None:
    made = held()
    (pulled,) = made.of("fall_with")
    assert (pulled["who"], pulled["other"]) == ("Ann", "Zed")
    assert made.of("grapple")[0]["id"] < pulled["id"]
    assert not any(row["time"] <= pulled["time"] for row in made.of("bite", "escape"))
    assert {row["who"] for row in made.of("fell")} == {"Ann", "Zed"}


def test_elsewhere_a_hold_leaves_no_choice() -> None:
    made = held(edge=False)
    assert not made.of("fall_with")
    assert made.of("bite")


def test_a_death_takes_the_luck_of_the_fall_and_of_not_rising() -> None:
    canon = '[[chance]]\nname = "it"\nperson = "Gwi"\npurpose = "death"\noutcome = "dies"\nrepeats = true\n'
    made = sought(canon=canon, changes=["pathogen.rise.probability=0.9"])
    fallen, stays = made.of("chanced")
    assert max(fallen["value"], stays["value"]) < 0.5
    assert made.happened("died", "Gwi")
    assert not made.run(3600).happened("rose", "Gwi")


@pytest.mark.parametrize(("outcome", "dies"), [("dies", True), ("lives", False)])
def test_a_chance_decides_whether_somebody_lives_through_a_fall(outcome: str, dies: bool) -> None:
    canon = f'[[chance]]\nname = "it"\nperson = "Gwi"\npurpose = "fall"\noutcome = "{outcome}"\n'
    made = sought(canon=canon, changes=[])
    (chanced,) = made.of("chanced")
    assert 0.0 < chanced["value"] < 1.0
    assert made.happened("died", "Gwi") is dies
