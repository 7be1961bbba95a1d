"""What reaches the authorities: some of it, late, and not all of it is believed or passed on."""

import pytest

from tests.stories.small_authorities import GUARDS, Row, commanded, order
from tests.stories.small_worlds import NEVER, Scene

ROOMS = {"Room": "classroom", "Corridor": "corridor", "Far": "classroom", "Station": "classroom"}
CLASS = {f"Pupil {k}": "Room" for k in range(12)}
STILL = {"flee": NEVER, "fight": NEVER, "go_back": NEVER, "lure_away": NEVER, "warn": NEVER}


def met(people: dict[str, str], *orders: Row, seconds: int = 300, **rest: object) -> Scene:
    """A world in which one of the turned stands dazed in the room: all who are there see it, nobody is hurt."""
    made = commanded(ROOMS, {**people, "Zed": "Room"}, *orders, acts=STILL, **rest)
    made.infect("Zed", "turned")
    made.tables.body["dazed_until"][made.who("Zed")] = 2**62
    return made.run(seconds)


def test_whoever_sees_the_turned_calls_and_says_what_they_saw() -> None:
    made = met({"Ann": "Room"})
    (saw,), (called,) = made.of("saw"), made.of("called")
    assert (called["who"], called["cause"], called["value"]) == ("Ann", saw["id"], 1.0)
    assert 60 <= called["time"] - saw["time"] < 180


def test_who_does_not_think_of_calling_does_not() -> None:
    assert met({"Ann": "Room"}, calls={"of_witnesses": 0.0}).of("called") == []


def test_frightened_people_exaggerate() -> None:
    (called,) = met({"Ann": "Room"}, calls={"rumour": 4.0}).of("called")
    assert called["value"] == 4.0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_of_those_who_are_only_told_some_call(share: float) -> None:
    made = commanded(ROOMS, {"Ann": "Room", "Bob": "Room"}, acts=STILL | {"warn": 1000.0}, calls={"of_told": share})
    made.alert("Ann", danger="Corridor")
    made.run(300)
    assert made.happened("told", "Bob", "Ann")
    assert made.happened("called", "Bob") is (share > 0)


def test_who_has_lost_their_mind_meanwhile_does_not_call() -> None:
    calls = {"delay": {"distribution": "fixed", "value": "20 min"}}
    made = commanded(ROOMS, {"Ann": "Room", "Zed": "Room"}, acts=STILL, calls=calls)
    made.infect("Zed", "turned")
    made.run(3600)
    assert made.state_of("Ann") == "turned"
    assert made.happened("saw", "Ann")
    assert not made.happened("called")


def test_lines_are_engaged_and_callers_try_again() -> None:
    made = met(CLASS, calls={"answered": "2 per min", "tries": 100}, seconds=1200)
    minutes = [call["time"] // 60 for call in made.of("called")]
    assert len(minutes) == len(CLASS)
    assert max(minutes.count(minute) for minute in minutes) <= 2


def test_who_tries_but_once_and_finds_the_line_engaged_is_not_heard() -> None:
    made = met(CLASS, calls={"answered": "2 per min", "tries": 1}, seconds=1200)
    assert len(made.of("called")) == 2


def test_what_is_reckoned_with_is_recorded_with_the_truth_beside_it() -> None:
    made = met(CLASS, calls={"rumour": 10.0}, stock={"half_believed": 12.0})
    last, truth = made.of("assessed")[-1], made.of("actual")[-1]
    assert (last["value"], truth["value"]) == (5.0, 1.0)
    assert truth["cause"] == last["id"]
    assert last["cause"] in {call["id"] for call in made.of("called")}


def test_one_caller_is_taken_for_a_prank_and_a_dozen_are_not() -> None:
    one, many = (
        met(people, calls={"rumour": 10.0}, stock={"half_believed": 12.0}) for people in ({"Ann": "Room"}, CLASS)
    )
    assert [each["value"] for each in one.of("assessed")] == [1.0]
    assert many.of("assessed")[-1]["value"] == 5.0


def test_it_takes_time_until_a_call_is_reckoned_with() -> None:
    made = met({"Ann": "Room"}, stock={"delay": "10 min"}, seconds=1200)
    assert made.of("assessed")[0]["time"] - made.of("called")[0]["time"] >= 600


SEND = order("send", units=["Guards"], places=["Far"], when={"infected": 8}, delay="5 min")
WITH_GUARD = CLASS | {"Guard": "Station"}


def test_orders_come_late_by_all_that_goes_before_them() -> None:
    made = met(WITH_GUARD, SEND, units=(GUARDS,), calls={"rumour": 10.0}, stock={"delay": "10 min"}, seconds=1800)
    (ordered,), (arrived,) = made.of("ordered"), made.of("arrived")
    saw = made.of("saw")[0]
    assert ordered["time"] - saw["time"] >= 60 + 600
    assert ordered["value"] == 0.0
    assert arrived["time"] - ordered["time"] >= 300
    assert (arrived["who"], arrived["place"], arrived["cause"]) == ("Guard", "Far", ordered["id"])
    assert ordered["cause"] == made.of("assessed")[0]["id"]


@pytest.mark.parametrize(("interest", "is_given"), [(0.2, False), (1.0, True)])
def test_what_is_played_down_does_not_bring_about_the_order(interest: float, is_given: bool) -> None:
    stock = {"interest": interest, "undeniable": 1000.0}
    made = met(WITH_GUARD, SEND, units=(GUARDS,), calls={"rumour": 10.0}, stock=stock)
    assert made.happened("ordered") is is_given
    if not is_given:
        assert made.of("assessed")[-1]["value"] < 8.0


def test_what_nobody_reports_nobody_acts_on() -> None:
    made = met(WITH_GUARD, SEND, units=(GUARDS,), calls={"of_witnesses": 0.0}, seconds=1800)
    assert made.of("saw") != []
    assert made.of("assessed", "ordered") == []


def test_what_own_units_see_takes_the_place_of_what_is_told() -> None:
    """Two callers speak of ten; the guards who come find one."""
    send = order("send", units=["Guards"], places=["Room"], when={"infected": 1})
    made = met({"Ann": "Room", "Bob": "Room", "Guard": "Station"}, send, units=(GUARDS,), calls={"rumour": 10.0})
    numbers = [each["value"] for each in made.of("assessed")]
    assert (numbers[0], numbers[-1]) == (10.0, 1.0)
    assert made.of("assessed")[-1]["cause"] == made.of("arrived")[0]["id"]


def test_authorities_that_have_nothing_to_do_change_nothing_for_others() -> None:
    """The same people see the same with nobody to call, and with somebody whom nobody calls."""
    one, other = (met(CLASS, calls={"of_witnesses": share}) for share in (0.0, 1.0))
    kinds = ("saw", "hide", "stay", "talk", "told")
    assert [(row["time"], row["kind"], row["who"]) for row in one.of(*kinds)] == [
        (row["time"], row["kind"], row["who"]) for row in other.of(*kinds)
    ]
