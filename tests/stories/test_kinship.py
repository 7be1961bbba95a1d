"""Halfbies find others of their kind, stay with them, and say no to those who ask them to come back."""

from typing import Any

import pytest

from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene

HOUR_S, DAY_S = 3600, 86_400
CALM = ("pathogen.hunger.tau=300 d", "kinship.sense.value=400 m", "kinship.joins.value=2 h")
FAR = {"Here": "classroom", "Way": "corridor", "There": "classroom"}
RESTING = {"stay": 0.0, "visit": ALWAYS} | dict.fromkeys(
    ("obey", "flee", "hide", "leap", "light_fire", "talk", "barricade", "signal"), NEVER
)


def scattered(*changes: str, resolve: float = 0.9, state: str = "halfbie", **rest: Any) -> Scene:
    """Nam, a halfbie of strong will, in one room, and Gyu, of average will, in another; days later, all is quiet."""
    given = {"acts": RESTING} | rest
    people = {"Nam": "Here", "Gyu": "There", **given.pop("others", {})}
    made = scene(FAR, people, traits={"Nam": {"resolve": resolve}}, changes=[*CALM, *changes], **given)
    made.world.clock.now = made.world.clock.start = 3 * DAY_S + 9 * HOUR_S
    made.tables.mind["act_until"][:] = made.world.clock.now
    made.infect("Nam", "halfbie")
    if state != "well":
        made.infect("Gyu", state)
    made.alert("Nam", "Gyu", fear=0.0)
    return made


def test_the_one_of_weaker_will_goes_to_the_other_and_belongs_to_it() -> None:
    made = scattered().run(6 * HOUR_S)
    sensed, visit, joined = made.of("sensed")[0], made.of("visit")[0], made.of("joined")[0]
    assert (sensed["who"], sensed["other"], sensed["value"]) == ("Gyu", "Nam", 40.0)
    assert (visit["who"], visit["value"], visit["cause"]) == ("Gyu", made.where("Here"), sensed["id"])
    assert (joined["who"], joined["other"], joined["place"]) == ("Gyu", "Nam", "Here")
    assert joined["cause"] > sensed["id"]
    assert len(made.of("joined")) == 1
    group = made.tables.longing["group"]
    assert group[made.who("Nam")] == group[made.who("Gyu")] == made.who("Nam")


def test_of_two_the_stronger_will_leads() -> None:
    made = scattered(resolve=0.1).run(6 * HOUR_S)
    assert [(row["who"], row["other"]) for row in made.of("joined")] == [("Nam", "Gyu")]


@pytest.mark.parametrize(
    "case",
    [
        {"changes": ("kinship.sense.value=0 m",)},
        {"changes": ("kinship.sense.value=30 m",)},
        {"state": "well"},
        {"state": "bitten"},
        {"acts": {**RESTING, "visit": NEVER}},
    ],
)
def test_too_far_off_other_kinds_or_unwilling_nobody_joins(case: dict[str, Any]) -> None:
    made = scattered(*case.pop("changes", ()), **case).run(6 * HOUR_S)
    assert not made.of("joined")


def test_whoever_comes_later_joins_who_leads_already() -> None:
    made = scattered(others={"Iru": "There"})
    made.run(6 * HOUR_S)
    made.infect("Iru", "halfbie")
    made.tables.mind["resolve"][made.who("Iru")] = 1.0
    made.alert("Iru", fear=0.0)
    made.run(6 * HOUR_S)
    assert {(row["who"], row["other"]) for row in made.of("joined")} == {("Gyu", "Nam"), ("Iru", "Nam")}


def test_whoever_has_strayed_goes_back_to_who_leads() -> None:
    made = scattered().run(6 * HOUR_S)
    made.put("Gyu", "There")
    made.run(6 * HOUR_S)
    assert made.place_of("Gyu") == "Here"
    assert len(made.of("joined")) == 1


def test_without_the_one_who_led_they_are_alone_again() -> None:
    made = scattered().run(6 * HOUR_S)
    made.infect("Nam", "dead")
    made.run(HOUR_S)
    assert made.tables.longing["group"][made.who("Gyu")] == -1


def test_among_their_own_nobody_goes_apart() -> None:
    made = scattered(acts={**RESTING, "leave_group": 2 * ALWAYS}).run(6 * HOUR_S)
    assert made.of("joined")
    assert not made.of("leave_group")


# --- Asked to come back -----------------------------------------------------------------------------------------------


def visited(*changes: str, bond: float = 0.8, state: str = "halfbie", days: float = 5, **rest: Any) -> Scene:
    """Ann goes back for Nam, whom she has not seen for days."""
    acts = {"go_back": 2 * ALWAYS, "decline": ALWAYS, "stay": 1.0} | dict.fromkeys(
        ("obey", "flee", "hide", "leap", "light_fire", "talk", "leave_group", "attack", "barricade", "signal"), NEVER
    )
    made = scene(
        FAR, {"Ann": "Here", "Nam": "There", **rest.pop("others", {})}, acts=acts | rest.pop("more", {}),
        bonds=[("Ann", "Nam", "friendship", bond), ("Nam", "Ann", "friendship", 0.3), *rest.pop("bonds", [])],
        changes=["pathogen.hunger.tau=300 d", *changes], **rest,
    )  # fmt: skip
    made.world.clock.now = made.world.clock.start = 6 * DAY_S + 9 * HOUR_S
    made.tables.mind["act_until"][:] = made.world.clock.now
    made.tables.bonds["seen_time"][:] = made.world.clock.now - int(days * DAY_S)
    if state != "well":
        made.infect("Nam", state)
    made.alert("Ann", "Nam", fear=0.0)
    return made


def test_a_halfbie_that_is_met_again_is_asked_to_come_back_and_declines() -> None:
    made = visited().run(HOUR_S)
    met, declined = made.of("met_again")[0], made.of("decline")[0]
    assert (met["who"], met["other"]) == ("Ann", "Nam")
    assert (declined["who"], declined["other"], declined["cause"]) == ("Nam", "Ann", met["id"])
    assert len(made.of("decline")) == 1


def test_or_it_comes_along() -> None:
    made = visited(more={"decline": NEVER, "follow": ALWAYS}).run(600)
    assert made.happened("follow", "Nam", "Ann")
    assert made.tables.longing["brings"][made.who("Ann")] == made.who("Nam")
    # the way home is that of the timetable, and she is called along
    made.world.numbers.acts["base"][1] = 3 * ALWAYS
    made.tables.mind["fear"][:] = 0.0
    made.tables.mind["knows"][made.who("Ann")] = False
    made.tables.mind["act_until"][made.who("Ann")] = made.world.clock.now
    made.tables.mind["act_until"][made.who("Nam")] = made.world.clock.now + HOUR_S
    made.run(600)
    assert (made.place_of("Ann"), made.place_of("Nam")) == ("Here", "Here")


@pytest.mark.parametrize("case", [{"bond": 0.2}, {"state": "well"}, {"days": 1}, {"more": {"decline": NEVER}}])
def test_strangers_the_well_and_those_just_seen_are_not_asked(case: dict[str, Any]) -> None:
    made = visited("bonds.companion_per_h.value=0", **case)
    if case.get("bond"):
        made.put("Ann", "There")
    assert not made.run(HOUR_S).of("decline")


def test_of_several_who_ask_the_closest_counts() -> None:
    made = visited(others={"Ben": "Here"}, bonds=[("Ben", "Nam", "friendship", 0.8), ("Nam", "Ben", "love", 0.9)])
    for name in ("Ann", "Ben"):
        made.put(name, "There")
    made.alert("Ben", fear=0.0)
    made.run(600)
    assert [row["other"] for row in made.of("decline")] == ["Ben"]


def test_whoever_has_declined_can_leap_from_the_roof_and_lands_unhurt() -> None:
    made = scene(
        {"Room": "classroom", "Roof": "roof", "Ground": "yard"}, {"Ann": "Roof", "Nam": "Roof"},
        acts={"decline": 2 * ALWAYS, "leap": ALWAYS, "go_back": NEVER, "flee": NEVER, "leave_group": NEVER},
        bonds=[("Ann", "Nam", "friendship", 0.8)], changes=["pathogen.hunger.tau=300 d"],
    )  # fmt: skip
    roof = made.tables.places[made.where("Roof")]
    roof["drop_to"], roof["drop_m"] = made.where("Ground"), 18.0
    made.infect("Nam", "halfbie")
    made.world.clock.now = made.world.clock.start = 6 * DAY_S
    made.tables.mind["act_until"][:] = made.world.clock.now
    made.tables.bonds["seen_time"][:] = made.world.clock.now - 5 * DAY_S
    made.alert("Ann", "Nam", fear=0.0)
    made.run(HOUR_S)
    declined, leapt, landed = made.of("decline")[0], made.of("leap")[0], made.of("landed")[0]
    assert (declined["who"], leapt["who"], landed["who"]) == ("Nam", "Nam", "Nam")
    assert declined["id"] < leapt["id"] < landed["id"]
    assert made.state_of("Nam") == "halfbie"


def test_hunger_will_and_belonging_make_it_decline() -> None:
    def declines(group: bool, bond: float) -> float:
        count = 0
        for seed in range(40):
            made = visited(more={"decline": 1.5, "follow": -0.8, "stay": -5.0}, seed=seed)
            nam = made.who("Nam")
            own = made.tables.people["bonds_from"][nam]
            made.tables.bonds["strength"][own] = bond
            made.put("Ann", "There")
            made.tables.longing["group"][nam] = nam if group else -1
            count += bool(made.run(300).of("decline"))
        return count / 40

    alone = declines(group=False, bond=0.9)
    assert 0.0 < alone < 1.0
    assert declines(group=True, bond=0.9) > alone
    assert declines(group=False, bond=0.1) > alone
