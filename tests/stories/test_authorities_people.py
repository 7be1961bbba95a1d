"""What people are told and what is done with them: stay at home, be taken away, come to a camp and live in it."""

from typing import Any

import numpy as np
import pytest

from hyosan.world.codes import NOWHERE, Door, Status
from tests.stories.small_authorities import CAMP, GUARDS, commanded, order, village_with
from tests.stories.small_worlds import ALWAYS, NEVER, Scene

LOCKDOWN = order("lockdown", districts=["Upper"])
EARLY = ('start="day 1 07:00"',)


def share_at_home(made: Scene, district: str) -> float:
    """Share of the people of a district, but those who are sent out, who are at home."""
    assert made.world.authorities is not None
    home, here = made.tables.people["dwelling"], made.tables.body["place"]
    lives = made.world.authorities.district[home] == made.world.names.districts.index(district)
    return float(np.mean((home == here)[lives]))


def test_in_a_lockdown_people_go_home_and_stay() -> None:
    free, locked = village_with().run(3600), village_with(LOCKDOWN).run(3600)
    assert share_at_home(free, "Upper") < 0.7
    assert share_at_home(locked, "Upper") > 0.95
    assert share_at_home(locked, "Lower") < 0.6
    ordered = locked.of("ordered")[0]["id"]
    assert sum(row["cause"] == ordered for row in locked.of("obey")) > 50


def test_who_is_told_before_work_does_not_leave() -> None:
    made = village_with(LOCKDOWN, changes=EARLY).run(3 * 3600)
    assert share_at_home(made, "Upper") > 0.95


def test_not_everybody_complies_and_those_who_do_not_never_do() -> None:
    half = village_with({**LOCKDOWN, "compliance": 0.5, "repeats": "5 min"}).run(2 * 3600)
    told = half.tables.charge["status"] == Status.TOLD
    assert 0.3 < np.mean(told) < 0.6
    assert 0.5 < share_at_home(half, "Upper") < 0.9


def test_when_a_lockdown_ends_people_go_about_their_day() -> None:
    made = village_with({**LOCKDOWN, "lasts": "1 h"}, changes=EARLY).run(4 * 3600)
    assert made.of("order_ends") != []
    assert not (made.tables.charge["status"] == Status.TOLD).any()
    assert share_at_home(made, "Upper") < 0.7


def test_a_lockdown_ends_by_what_is_reckoned_with() -> None:
    made = village_with({**LOCKDOWN, "until": {"since": {"order": "lockdown", "time": "30 min"}}}).run(3600)
    assert [row["kind"] for row in made.of("order_ends")] == ["order_ends"]


EVACUATION = order(
    "evacuate", districts=["Lower"], assembly=["Bridge"], to="Hollow", per_hour=1200, speed="36 km/h", repeats="10 min"
)


UPPER_EVACUATION = {**EVACUATION, "districts": ["Upper"]}
CORDON = order("cordon", districts=["Upper"], strength=900)


def test_who_is_told_to_leave_may_go_back_for_somebody_first() -> None:
    caring = ("behaviour.go_back.base=20",)
    assert village_with(EVACUATION, changes=caring).run(1800).of("go_back")
    assert not village_with(changes=caring).run(1800).of("go_back"), "nobody knows of any danger"


def test_people_come_to_the_assembly_place_and_are_taken_away() -> None:
    made = village_with(EVACUATION).run(3600)
    taken = made.of("evacuated")
    assert {row["place"] for row in taken} <= {f"Bridge {k}" for k in range(1, 6)}
    assert {row["value"] for row in taken} == {made.where("Hollow")}
    assert len({row["who"] for row in taken}) == len(taken) > 60
    assert {row["cause"] for row in taken} == {made.of("ordered")[0]["id"]}
    assert all(made.place_of(row["who"]) == "Hollow" for row in taken[:20])


def test_without_the_order_nobody_is_taken_away() -> None:
    made = village_with().run(3600)
    assert made.of("evacuated") == []
    assert not made.tables.hall["count"][made.where("Hollow")]


def test_vehicles_hold_only_so_many() -> None:
    made = village_with({**EVACUATION, "per_hour": 30}).run(3600)
    assert 25 <= len(made.of("evacuated")) <= 30


def test_people_are_called_in_turn_as_many_as_can_be_taken_until_the_next_call() -> None:
    made = village_with({**EVACUATION, "per_hour": 120}).run(1140)  # two calls
    told = made.tables.charge["status"] == Status.TOLD
    assert 20 < np.sum(told) <= 40
    everybody = village_with({**EVACUATION, "per_hour": 120, "repeats": "10 h"}).run(1140)
    assert np.sum(everybody.tables.charge["status"] == Status.TOLD) > 80


def test_nobody_is_called_to_where_a_cordon_lets_nobody_through() -> None:
    for orders, is_called in (((UPPER_EVACUATION,), True), ((CORDON, UPPER_EVACUATION), False)):
        made = village_with(*orders).run(300)
        assert (made.tables.charge["status"] == Status.TOLD).any() == is_called


def test_families_are_taken_together() -> None:
    made = village_with({**EVACUATION, "per_hour": 240}).run(3600)
    people = made.tables.people
    gone = {made.who(row["who"]): row["time"] for row in made.of("evacuated")}
    households = {int(people["household"][i]) for i in gone}
    spans = [
        [time for i, time in gone.items() if people["household"][i] == household] for household in households
    ]  # fmt: skip
    apart = [max(times) - min(times) for times in spans if len(times) > 1]
    assert np.median(apart) <= 60


def test_ahead_of_the_spread_only_neighbours_of_what_is_affected_are_evacuated() -> None:
    """Somebody in the one district sees one of the turned; only the other one is emptied."""
    ahead = {key: value for key, value in EVACUATION.items() if key != "districts"}
    ahead |= {"scope": "ahead", "when": {"infected": 1}, "assembly": ["Bridge", "Hill road"]}
    made = village_with(ahead, changes=("behaviour.flee.base=-1000",)).run(120)
    place = made.place_of("Friend")
    made.infect("Daughter", "turned")
    made.put("Daughter", place)
    made.tables.body["dazed_until"][made.who("Daughter")] = 2**62
    made.run(2 * 3600)
    assert made.of("called") != []
    ((ordered),) = made.of("ordered")
    assert ordered["place"] == "Lower street 1"
    assert len(made.of("evacuated")) > 30


@pytest.mark.parametrize(("bitten", "gets_on"), [(0.0, True), (1.0, False)])
def test_the_infected_get_on_unless_they_are_found(bitten: float, gets_on: bool) -> None:
    inspection = {"bitten": bitten, "halfbie": 0.0, "well": 0.0}
    rooms = {"Room": "classroom", "Hall": "classroom", "Far": "classroom"}
    going = order(
        "evacuate", assembly=["Hall"], to="Far", per_hour=3600, speed="36 km/h", inspection=inspection
    )  # fmt: skip
    made = commanded(rooms, {"Ann": "Room", "Bob": "Room"}, going, acts={"leave_group": NEVER, "warn": NEVER})
    made.infect("Ann", "bitten")
    made.run(900)
    assert made.place_of("Bob") == "Far"
    assert made.happened("evacuated", "Ann") is gets_on
    assert {row["who"]: row["value"] for row in made.of("inspected")} == {"Ann": bitten, "Bob": 0.0}


@pytest.mark.parametrize(("state", "gets_on"), [("halfbie", False), ("well", True)])
def test_a_halfbie_who_is_there_for_some_other_reason_is_not_taken_along(state: str, gets_on: bool) -> None:
    going = order("evacuate", assembly=["Hall"], to="Far", per_hour=3600, speed="36 km/h")
    rooms = {"Room": "classroom", "Hall": "classroom", "Far": "classroom"}
    made = commanded(rooms, {"Ann": "Hall"}, going, acts={"stay": ALWAYS, "obey": NEVER})
    if state != "well":
        made.infect("Ann", state)
    made.alert("Ann", fear=0.0)
    made.run(900)
    assert made.happened("evacuated", "Ann") is gets_on


ROOMS = {
    "Room": "classroom", "Gate": "classroom", "Station": "classroom", "Cell": "lock-up", "Ward": "lock-up",
    "Yard": "yard", "Barrack": "barrack",
}  # fmt: skip
DOORS = [
    ("Room", "Gate", "open"), ("Station", "Gate", "locked"), ("Station", "Yard", "open"), ("Yard", "Cell", "locked"),
    ("Yard", "Ward", "locked"), ("Yard", "Barrack", "open"),
]  # fmt: skip
ADMIT = order("admit", **CAMP)
PEOPLE = {"Ann": "Room", "Bob": "Room", "Guard": "Station"}
NIGHTS = 'period=[{name="day", from="08:00", to="20:00", who="all", where="own room"}]'


def camp(
    *orders: dict[str, object], knows: bool = True, flee: float = -1.6, changes: tuple[str, ...] = (), **rest: Any
) -> Scene:
    """People in a room and a camp next door; they know of the danger and are calm."""
    made = commanded(
        ROOMS, PEOPLE, *orders, units=(GUARDS,), doors=DOORS,
        acts={"leave_group": NEVER, "attack": NEVER, "flee": flee},
        changes=['places=["kinds","city-kinds"]', "pathogen.hunger.tau=300 d", "pathogen.rise.probability=0", *changes],
        **rest,
    )  # fmt: skip
    made.run(60)
    if knows:
        made.alert("Ann", "Bob", fear=0.0)
    return made


def test_who_knows_of_the_danger_hears_of_the_camp_and_comes() -> None:
    made = camp({**ADMIT, "repeats": "5 min"}).run(1800)
    (first, second), admitted = made.of("inspected"), made.of("admitted")
    assert {row["who"] for row in admitted} == {"Ann", "Bob"}
    assert (first["other"], first["value"], first["place"]) == ("Guard", 0.0, "Gate")
    assert admitted[0]["cause"] in {first["id"], second["id"]}
    assert {(row["who"], row["value"]) for row in made.of("confined")} == {("Ann", 1.0), ("Bob", 1.0)}
    assert {made.place_of("Ann"), made.place_of("Bob")} == {"Cell"}


def test_who_knows_of_nothing_stays_where_they_are() -> None:
    made = camp({**ADMIT, "repeats": "5 min"}, knows=False).run(1800)
    assert made.of("admitted") == []
    assert made.place_of("Ann") == "Room"


def test_without_the_camp_nobody_sets_out() -> None:
    made = camp().run(1800)
    assert made.of("admitted") == []
    assert made.place_of("Ann") == "Room"


def test_with_a_hunter_in_sight_nobody_sets_out() -> None:
    made = camp({**ADMIT, "repeats": "5 min"})
    made.put("Guard", "Room")
    made.infect("Guard", "turned")
    made.tables.body["dazed_until"][made.who("Guard")] = 2**62
    made.run(600)
    obeyed = [row for row in made.of("obey") if row["who"] == "Ann" and row["value"] == made.where("Gate")]
    assert obeyed == []


def test_nobody_is_let_in_when_nobody_is_there_to_do_it() -> None:
    made = camp({**ADMIT, "repeats": "5 min"})
    made.infect("Guard", "dead")
    made.run(1800)
    assert made.place_of("Ann") == "Gate"
    assert made.of("inspected") == []


def test_people_are_locked_up_at_first_then_live_in_a_barrack_and_spend_the_day_in_the_yard() -> None:
    made = camp({**ADMIT, "repeats": "5 min"}).run(3 * 3600)
    assert {row["who"] for row in made.of("set_free")} == {"Ann", "Bob"}
    freed, locked = made.of("set_free")[0]["time"], made.of("confined")[0]["time"]
    assert freed - locked == pytest.approx(3600, abs=120)
    assert made.place_of("Ann") == "Yard"
    assert made.tables.charge["status"][made.who("Ann")] == Status.INMATE


@pytest.mark.parametrize(("bond", "learns"), [(0.9, True), (0.2, False)])
def test_those_who_are_let_out_learn_which_of_those_they_care_for_are_lost(bond: float, learns: bool) -> None:
    made = camp({**ADMIT, "repeats": "5 min"}, bonds=[("Ann", "Bob", "family", bond)])
    made.put("Bob", "Ward")
    made.infect("Bob", "dead")
    made.run(3 * 3600)
    freed = {row["who"]: row for row in made.of("set_free")}
    lost = [(row["who"], row["other"], row["cause"]) for row in made.of("lost")]
    assert lost == ([("Ann", "Bob", freed["Ann"]["id"])] if learns else [])


@pytest.mark.parametrize(("strictness", "place"), [(1.0, "Barrack"), (0.5, "Barrack"), (0.4, "Yard")])
def test_strict_rules_keep_them_in_their_barrack(strictness: float, place: str) -> None:
    made = camp({**ADMIT, "repeats": "5 min"}, order("quarantine", strictness=strictness)).run(3 * 3600)
    assert made.tables.camp["strictness"][0] == strictness
    assert made.place_of("Ann") == place


def test_rules_are_relaxed_when_no_case_has_been_reported_for_long() -> None:
    rules = order("quarantine", strictness=1.0)
    ease = order("relax", eases="quarantine", strictness=0.3, when={"quiet": "2 h"})
    made = camp(rules, ease)
    assert made.run(3600).tables.camp["strictness"][0] == 1.0
    made.run(2 * 3600)
    (relaxed,) = made.of("rules_relaxed")
    assert relaxed["value"] == 0.0
    assert made.tables.camp["strictness"][0] == pytest.approx(0.3)


def test_without_rules_there_is_no_strictness() -> None:
    assert camp(ADMIT).run(600).tables.camp["strictness"][0] == 0.0


def coming(state: str, **shares: float) -> Scene:
    """Ann, in some state of the course, waits at the gate of the camp."""
    inspection = {"bitten": 0.0, "halfbie": 0.0, "well": 0.0} | shares
    made = camp({**ADMIT, "inspection": inspection}, knows=False)
    made.put("Ann", "Gate")
    if state != "well":
        made.infect("Ann", state)
    return made.run(600)


@pytest.mark.parametrize("state", ["bitten", "halfbie"])
def test_the_infected_who_are_found_are_held(state: str) -> None:
    made = coming(state, **{state: 1.0})
    assert [(row["who"], row["value"]) for row in made.of("inspected")] == [("Ann", 1.0)]
    assert [(row["who"], row["value"]) for row in made.of("confined")] == [("Ann", 0.5)]
    assert made.place_of("Ann") == "Ward"
    assert made.of("admitted") == []


@pytest.mark.parametrize("state", ["bitten", "halfbie"])
def test_the_infected_who_are_missed_are_let_in(state: str) -> None:
    made = coming(state)
    assert [row["who"] for row in made.of("admitted")] == ["Ann"]
    assert made.place_of("Ann") == "Cell"


def test_who_is_wrongly_held_is_free_once_an_inspection_says_so() -> None:
    made = coming("well", well=1.0)
    assert made.place_of("Ann") == "Ward"
    made.run(1800)
    assert [row["value"] for row in made.of("inspected")] == [1.0, 1.0]
    assert made.place_of("Ann") == "Ward"
    assert made.world.authorities is not None
    changed = made.world.authorities.orders[0]
    assert changed.admitting is not None
    eased = changed.admitting._replace(inspecting=changed.admitting.inspecting._replace(well=0.0))
    object.__setattr__(changed, "admitting", eased)
    made.run(2400)
    assert made.happened("set_free", "Ann")
    assert made.place_of("Ann") in ("Barrack", "Yard")


def test_halfbies_who_are_found_are_found_again_and_stay() -> None:
    made = coming("halfbie", halfbie=1.0).run(2 * 3600)
    assert made.place_of("Ann") == "Ward"
    assert not made.happened("set_free", "Ann")


@pytest.mark.parametrize("door", [Door.LOCKED, Door.OPEN])
def test_who_would_rather_be_elsewhere_does_not_get_out_of_a_cell(door: Door) -> None:
    made = camp({**ADMIT, "locked_for": "2 d", "repeats": "5 min"}, flee=ALWAYS).run(1800)
    assert made.place_of("Ann") == "Cell"
    made.passage("Yard", "Cell")["door"] = door
    made.passage("Yard", "Cell")["locked_from"] = made.where("Yard") if door == Door.LOCKED else NOWHERE
    made.alert("Ann", danger="Cell", fear=1.0)
    made.run(120)
    assert (made.place_of("Ann") == "Cell") is (door == Door.LOCKED)


def test_who_has_been_told_to_leave_is_not_kept_at_home_by_a_lockdown() -> None:
    made = village_with(EVACUATION, {**LOCKDOWN, "districts": ["Lower"], "repeats": "1 min"}).run(3600)
    assert len(made.of("evacuated")) > 60


def test_a_later_order_to_leave_takes_the_place_of_a_lockdown() -> None:
    late = {**EVACUATION, "when": {"since": {"order": "lockdown", "time": "20 min"}}}
    made = village_with({**LOCKDOWN, "districts": ["Lower"], "repeats": "1 min"}, late).run(2 * 3600)
    assert len(made.of("evacuated")) > 60
    first, second = made.of("ordered")
    links = list(made.kept.frames())[1]
    assert (second["id"], first["id"]) in set(links.select("event", "because_of").iter_rows())


def test_a_case_in_the_camp_keeps_the_rules_strict() -> None:
    rules = order("quarantine", strictness=1.0)
    ease = order("relax", eases="quarantine", strictness=0.3, when={"quiet": "2 h"})
    made = camp({**ADMIT, "locked_for": "2 d", "repeats": "5 min"}, rules, ease).run(5400)
    assert made.place_of("Ann") == "Cell"
    made.infect("Ann", "turned")
    made.run(3600)
    assert made.tables.camp["strictness"][0] == 1.0
    made.infect("Ann", "dead")
    made.run(2 * 3600)
    assert made.tables.camp["strictness"][0] == pytest.approx(0.3)
