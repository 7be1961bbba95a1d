"""What people go far for in a quiet time: their dead, a fire seen afar, an old wish; and slipping out by night."""

from typing import Any

import pytest

from hyosan.world.codes import NO_EVENT, Belief
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, mean, scene

HOUR_S, DAY_S = 3600, 86_400
NOON_S, NIGHT_S = 3 * DAY_S + 12 * HOUR_S, 3 * DAY_S + 22 * HOUR_S
PLACES = {"Camp": "classroom", "Path": "yard", "Memorial": "yard", "Roof": "roof"}
BONDS = [("Ann", "Ben", "love", 0.9), ("Ann", "Cho", "friendship", 0.5)]


def bereaved(*, clock_s: int = NOON_S, grief: float = 1.0, strictness: float = 0.0, **rest: Any) -> Scene:
    """Ann has lost Ben and, less close, Cho, whom she last saw on the roof; days have passed since."""
    given = {"acts": {"visit": ALWAYS, "slip_out": ALWAYS}, "bonds": BONDS, **rest}
    people = {"Ann": "Camp", "Ben": "Roof", "Cho": "Roof", **given.pop("others", {})}
    made = scene(PLACES, people, **given)
    made.world.clock.now = made.world.clock.start = clock_s
    made.tables.camp["strictness"] = strictness
    return bereave(made, grief)


def bereave(made: Scene, grief: float = 1.0) -> Scene:
    """Ann, in a camp with a memorial near by, knows that whoever she is bonded to is dead."""
    now = made.world.clock.now
    made.tables.places["memorial"][:] = made.where("Memorial")
    made.tables.places["is_enclosed"][made.where("Camp")] = True
    for name in ("Ben", "Cho"):
        made.infect(name, "dead")
    ann = made.who("Ann")
    made.tables.mind["act_until"][:] = now
    made.tables.mind["grief"][ann], made.tables.mind["grief_at"][ann] = grief, now
    own = slice(made.tables.people["bonds_from"][ann], made.tables.people["bonds_end"][ann])
    made.tables.bonds["belief"][own] = Belief.DEAD
    made.tables.bonds["seen_at"][own] = made.where("Roof")
    made.alert("Ann", fear=0.0)
    return made


def test_the_grieving_go_to_the_memorial_and_mourn_whom_they_miss_most() -> None:
    made = bereaved().run(HOUR_S)
    visit, mourned = made.of("visit")[0], made.of("mourned")[0]
    assert (visit["who"], visit["other"], visit["value"]) == ("Ann", "Ben", made.where("Memorial"))
    assert (mourned["who"], mourned["other"], mourned["place"]) == ("Ann", "Ben", "Memorial")
    assert mourned["cause"] == visit["id"]
    assert mourned["value"] == pytest.approx(1.0, abs=0.01)
    ann = made.tables.mind[made.who("Ann")]
    assert ann["grief"] == pytest.approx(mourned["value"] * (1 - 0.1))


def test_they_stay_a_while() -> None:
    made = bereaved(changes=["longing.stay.value=40 min"]).run(HOUR_S)
    came = made.of("mourned")[0]["time"]
    assert len(made.of("mourned")) == 1
    assert not [row for row in made.events.to_dicts() if came < row["time"] < came + 40 * 60]


def test_without_a_memorial_near_they_go_to_where_they_saw_them_last() -> None:
    made = bereaved()
    made.tables.places["memorial"][:] = -1
    made.run(HOUR_S)
    assert made.of("mourned")[0]["place"] == "Roof"


def test_after_a_visit_the_next_one_can_wait() -> None:
    def chosen_again(due: str) -> bool:
        acts = {"visit": -3.0, "stay": 0.0}
        made = bereaved(acts=acts, changes=[f"longing.due.value={due}", "longing.solace.value=0"])
        return len(made.run(20 * HOUR_S).of("mourned")) > 1

    assert chosen_again("1 min")
    assert not chosen_again("10000 d")


@pytest.mark.parametrize("case", [{"grief": 0.0, "bonds": []}, {"acts": {"visit": NEVER}}])
def test_without_loss_or_the_will_for_it_nobody_goes(case: dict[str, Any]) -> None:
    assert not bereaved(**case).run(HOUR_S).of("visit", "mourned")


def test_nobody_goes_before_it_has_been_quiet_for_a_day() -> None:
    made = bereaved()
    made.alert("Ann", danger="Path", fear=0.0)
    assert not made.run(HOUR_S).of("visit")
    later = bereaved()
    later.alert("Ann", danger="Path", fear=0.0)
    later.tables.mind["danger_time"][later.who("Ann")] -= DAY_S
    assert later.run(HOUR_S).of("mourned")


@pytest.mark.parametrize(("heard_in", "goes"), [("Camp", True), ("Path", False)])
def test_who_is_kept_in_minds_only_the_danger_beyond_the_fence(heard_in: str, goes: bool) -> None:
    made = bereaved(clock_s=NIGHT_S, strictness=0.4, changes=["longing.noticed.value=0"])
    made.alert("Ann", danger=heard_in, fear=0.0)
    assert bool(made.run(HOUR_S).of("slip_out")) == goes


def test_who_is_under_way_goes_on_for_all_that_they_hear() -> None:
    made = bereaved(clock_s=NIGHT_S, strictness=0.4, changes=["longing.noticed.value=0"])
    made.alert("Ann", danger="Camp", fear=0.0)
    assert made.run(HOUR_S).of("mourned")


def test_the_world_knows_the_nearest_memorial_of_each_place() -> None:
    near = scene(PLACES, {"Ann": "Camp"}, changes=["place.Memorial.memorial=true", "place.Camp.enclosed=true"])
    assert (near.tables.places["memorial"] == near.where("Memorial")).all()
    assert [bool(near.tables.places["is_enclosed"][near.where(name)]) for name in ("Camp", "Path")] == [True, False]
    far = scene(PLACES, {"Ann": "Camp"}, changes=["place.Memorial.memorial=true", "place.Camp.x=-9 km"])
    assert far.tables.places["memorial"][far.where("Camp")] == -1
    assert (scene(PLACES, {"Ann": "Camp"}).tables.places["memorial"] == -1).all()


# --- Out of where rules keep them in ----------------------------------------------------------------------------------


def test_by_night_they_slip_out_and_then_visit() -> None:
    made = bereaved(clock_s=NIGHT_S, strictness=0.4, changes=["longing.noticed.value=0"]).run(HOUR_S)
    (out,), visit, mourned = made.of("slip_out"), made.of("visit")[0], made.of("mourned")[0]
    assert (out["who"], out["place"], out["value"]) == ("Ann", "Camp", made.where("Memorial"))
    assert out["id"] < visit["id"] < mourned["id"]


@pytest.mark.parametrize(
    "case",
    [
        {"clock_s": NOON_S},  # by day
        {"strictness": 1.0},  # locked up
        {"strictness": 0.6},  # inside the fence, and watched
        {"acts": {"slip_out": NEVER, "visit": ALWAYS}},
    ],
)
def test_by_day_under_lock_or_unwilling_they_stay_in(case: dict[str, Any]) -> None:
    made = bereaved(**{"clock_s": NIGHT_S, "strictness": 0.4, **case}).run(HOUR_S)
    assert not made.of("slip_out", "visit")
    assert made.place_of("Ann") == "Camp"


def test_a_wish_that_can_be_had_behind_the_fence_keeps_nobody_from_their_dead() -> None:
    made = bereaved(clock_s=NIGHT_S, strictness=0.4, changes=["longing.noticed.value=0", "longing.due.value=1000 d"])
    ann = made.tables.longing[made.who("Ann")]
    ann["wish"], ann["wish_at"], ann["wish_event"] = 0.9, made.where("Camp"), 0
    assert made.run(HOUR_S).of("slip_out")[0]["value"] == made.where("Memorial")


def test_without_rules_nobody_needs_to_slip_out() -> None:
    made = bereaved(clock_s=NIGHT_S, strictness=0.0).run(HOUR_S)
    assert made.of("mourned")
    assert not made.of("slip_out")


def test_some_are_seen_and_turned_back_the_clumsy_sooner() -> None:
    def noticed(stealth: float) -> float:
        traits = {"Ann": {"stealth": stealth}}
        given = {"clock_s": NIGHT_S, "strictness": 0.4, "traits": traits, "changes": ["longing.noticed.value=1"]}
        return mean([bereaved(**given, seed=seed).run(5).happened("noticed", "Ann") for seed in range(60)])

    assert noticed(0.0) == pytest.approx(0.4, abs=0.2)
    assert noticed(0.9) < 0.2


def test_who_is_turned_back_is_still_in() -> None:
    traits = {"Ann": {"stealth": 0.0}}
    given = {"clock_s": NIGHT_S, "strictness": 0.45, "traits": traits, "changes": ["longing.noticed.value=1"]}
    made = next(made for seed in range(20) if (made := bereaved(**given, seed=seed).run(5)).of("noticed"))
    (noticed,) = made.of("noticed")
    assert noticed["cause"] == made.of("slip_out")[0]["id"]
    assert made.place_of("Ann") == "Camp"
    assert made.tables.body["pace_mps"][made.who("Ann")] == 0.0


def test_friends_come_along() -> None:
    bonds = [*BONDS, ("Eve", "Ann", "friendship", 0.7), ("Ann", "Eve", "friendship", 0.7)]
    made = bereaved(
        clock_s=NIGHT_S, strictness=0.4, others={"Eve": "Camp"}, bonds=bonds, changes=["longing.noticed.value=0"],
        acts={"slip_out": ALWAYS, "follow": ALWAYS, "visit": ALWAYS},
    )  # fmt: skip
    eve = made.tables.mind[made.who("Eve")]
    eve["knows"], eve["act"], eve["act_until"] = True, 2, 2**62
    made.run(HOUR_S)
    assert made.happened("follow", "Eve", "Ann")
    assert made.place_of("Eve") == "Memorial"


# --- For a fire, or an old wish ---------------------------------------------------------------------------------------


def longing(*, beacon: bool = False, wish: bool = False, **rest: Any) -> Scene:
    """Ann has seen a fire on the roof far off, or once sat at one there."""
    made = bereaved(grief=0.0, bonds=[], **rest)
    ann = made.tables.longing[made.who("Ann")]
    if beacon:
        ann["beacon"], ann["beacon_at"], ann["beacon_event"] = made.where("Roof"), made.world.clock.now, 0
    if wish:
        ann["wish"], ann["wish_at"], ann["wish_event"] = 0.8, made.where("Roof"), 0
    return made


@pytest.mark.parametrize("case", [{"beacon": True}, {"wish": True}])
def test_a_fire_that_was_seen_and_an_old_wish_draw_people_there(case: dict[str, bool]) -> None:
    made = longing(**case).run(HOUR_S)
    visit = made.of("visit")[0]
    assert (visit["who"], visit["other"], visit["value"]) == ("Ann", None, made.where("Roof"))
    assert made.happened("move", "Ann")
    assert any(row["place"] == "Roof" for row in made.of("move"))
    assert not made.of("mourned")


def test_a_fire_found_is_no_longer_on_their_mind() -> None:
    made = longing(beacon=True).run(HOUR_S)
    assert made.tables.longing["beacon"][made.who("Ann")] == -1
    assert len(made.of("visit")) == 1


def test_a_fire_that_may_be_a_sign_does_not_wait_for_a_quiet_day() -> None:
    made = longing(beacon=True)
    made.alert("Ann", danger="Path", fear=0.0)
    assert made.run(HOUR_S).of("visit")


@pytest.mark.parametrize(("drawn", "goes"), [({"beacon": True}, True), ({"wish": True}, False)])
def test_only_who_is_drawn_runs_on_past_hunters(drawn: dict[str, bool], goes: bool) -> None:
    acts = {"visit": ALWAYS, "flee": NEVER, "fight": NEVER}
    made = longing(**drawn, acts=acts, others={"Tug": "Camp"})
    made.infect("Tug", "turned")
    made.alert("Ann", fear=0.9)
    assert bool(made.run(60).of("visit")) == goes


@pytest.mark.parametrize("case", [{"beacon": True}, {"wish": True}])
def test_they_slip_out_for_it_too(case: dict[str, bool]) -> None:
    made = longing(**case, clock_s=NIGHT_S, strictness=0.4, changes=["longing.noticed.value=0"]).run(HOUR_S)
    assert made.of("slip_out")[0]["value"] == made.where("Roof")
    assert any(row["place"] == "Roof" for row in made.of("move"))


def test_a_fire_seen_long_ago_and_nothing_at_all_draw_nobody() -> None:
    old = longing(beacon=True)
    old.tables.longing["beacon_at"][old.who("Ann")] -= 4 * DAY_S
    assert not old.run(HOUR_S).of("visit")
    assert not longing().run(HOUR_S).of("visit")


def test_who_wishes_goes_to_the_roof_and_lights_a_fire_there() -> None:
    made = longing(
        wish=True, clock_s=NIGHT_S, acts={"visit": ALWAYS, "light_fire": 2 * ALWAYS},
        changes=["behaviour.light_fire.weights.above=0"],
    ).run(HOUR_S)  # fmt: skip
    (lit,) = made.of("light_fire")
    assert (lit["who"], lit["place"]) == ("Ann", "Roof")
    assert made.tables.longing["mourned_event"][made.who("Ann")] == NO_EVENT
