"""Each claim of the ledger about the authorities, in a small world where it happens and one where it cannot."""

from typing import Any

from tests.stories.claims.judging import holds
from tests.stories.claims.scenes import bite, bitten_become
from tests.stories.small_authorities import GUARD, GUARDS, commanded, order, village_with
from tests.stories.small_worlds import ALWAYS, NEVER, Scene
from tests.stories.test_authorities_bombs import BOMB
from tests.stories.test_authorities_hear import SEND
from tests.stories.test_authorities_people import EVACUATION
from tests.stories.test_authorities_units import FAMILY, KILL
from tests.stories.test_remembrance import BONDS, PLACES, bereave

HOUR_S = 3600
ON_DAY_3 = ('start="day 3 09:00"', 'until="day 4 09:00"')
SOLDIERS = {"Guard": {**GUARD, "role": "soldier"}, "Guard 2": {**GUARD, "role": "soldier"}}
UNIT = {**GUARDS, "role": "soldier"}
IN_HALF_AN_HOUR = {"delay": "30 min"}


def bombed(*orders: dict[str, object]) -> Scene:
    """Half an hour before a room is bombed, Zed, far from it, is about to come upon Eve."""
    made = commanded(
        {"Room": "classroom", "Near": "classroom", "Yard": "yard", "End": "classroom"},
        {"Ann": "Room", "Zed": "End", "Eve": "End"}, *orders, acts={"stay": ALWAYS},
        changes=["pathogen.rise.probability=0", *ON_DAY_3, *bitten_become(halfbie=0)],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.tables.body["dazed_until"][made.who("Zed")] = made.world.clock.now + HOUR_S
    return made.run(2 * HOUR_S)


def test_g1_bombs_kill_people_and_do_not_end_it() -> None:
    assert holds("G1", bombed({**BOMB, **IN_HALF_AN_HOUR}))
    assert not holds("G1", bombed())
    everywhere = {**BOMB, **IN_HALF_AN_HOUR, "radius": "10 km"}
    assert not holds("G1", bombed(everywhere)), "nobody is left to be infected"


def met_by_soldiers(*orders: dict[str, object], halfbie: bool = False, seed: int = 1, **acts: float) -> Scene:
    """Nam, bitten and no more as before, is where soldiers come to; so is Ann, who has turned, for some other reason.

    halfbie : whether that is what Nam has become; nobody else is there then
    acts    : further base utilities of acts
    """
    people = {"Nam": "Den", "Zed": "Den", "Guard": "Station", "Guard 2": "Station"}
    if not halfbie:
        people["Ann"] = "Room"
    made = commanded(
        {"Room": "classroom", "Far": "classroom", "Den": "storage", "Station": "classroom"}, people, *orders,
        doors=[("Room", "Far", "open"), ("Far", "Den", "locked"), ("Room", "Station", "open")], units=(UNIT,),
        seed=seed, traits=SOLDIERS, acts={"flee": NEVER, "leave_group": NEVER, "attack": NEVER, "hide": NEVER, **acts},
        changes=["pathogen.hunger.tau=300 d", "pathogen.rise.probability=0", *ON_DAY_3, *bitten_become(float(halfbie))],
    )  # fmt: skip
    if not halfbie:
        made.infect("Ann", "turned")
    bite(made, to="Room")
    made.tables.hunt["awake"][:] = False
    return made.run(2 * HOUR_S)


LATE_KILL = {**KILL, **IN_HALF_AN_HOUR}


def test_g2_soldiers_kill_the_infected_but_those_whom_they_are_to_keep() -> None:
    assert holds("G2", met_by_soldiers(LATE_KILL, FAMILY, seed=2))
    assert not holds("G2", met_by_soldiers(LATE_KILL, FAMILY, seed=2, fight=NEVER)), "they kill nobody"
    assert not holds("G2", met_by_soldiers(LATE_KILL, seed=2)), "they were told to keep nobody"


def test_g8_a_halfbie_whom_they_find_is_killed() -> None:
    assert holds("G8", met_by_soldiers(LATE_KILL, halfbie=True))
    assert not holds("G8", met_by_soldiers(halfbie=True))
    assert not holds("G8", met_by_soldiers({**LATE_KILL, "recognises": 0.0}, halfbie=True))


WANTED = (
    order("preserve", name="a soldier", role="soldier", state="turned", to="Ward"),
    order("preserve", name="a halfbie", state="halfbie", to="Ward"),
)


def overcome_by_soldiers(*orders: dict[str, object], halfbie: float = 1) -> Scene:
    """Soldiers come to a room with Nam, bitten and no more as before, and two of their own who have turned."""
    soldiers = {name: {**GUARD, "role": "soldier"} for name in ("Guard", "Guard 2", "Guard 3", "Guard 4")}
    made = commanded(
        {"Room": "classroom", "Far": "classroom", "Den": "storage", "Station": "classroom", "Ward": "classroom"},
        {"Nam": "Den", "Zed": "Den", **dict.fromkeys(soldiers, "Station")}, LATE_KILL, *orders, units=(UNIT,),
        doors=[
            ("Room", "Far", "open"), ("Far", "Den", "locked"), ("Room", "Station", "open"), ("Far", "Ward", "closed"),
        ], traits=soldiers,
        acts={"flee": NEVER, "leave_group": NEVER, "attack": NEVER, "stay": 4.0, "bind": NEVER},
        changes=["pathogen.hunger.tau=300 d", "pathogen.rise.probability=0", *ON_DAY_3, *bitten_become(halfbie)],
    )  # fmt: skip
    for name in ("Guard 3", "Guard 4"):
        made.put(name, "Room")
        made.infect(name, "turned")
        made.tables.body["dazed_until"][made.who(name)] = made.world.clock.now + HOUR_S
    bite(made, to="Room")
    made.tables.hunt["awake"][:] = False
    return made.run(2 * HOUR_S)


def test_g5_they_hold_a_soldier_who_turned_and_a_halfbie() -> None:
    made = overcome_by_soldiers(*WANTED)
    assert holds("G5", made)
    assert len(made.of("hold_captive")) == 2, "one of each kind, the others are killed"
    assert made.of("kill")
    assert {made.place_of(row["other"]) for row in made.of("hold_captive")} == {"Ward"}
    assert not holds("G5", overcome_by_soldiers())
    assert not holds("G5", overcome_by_soldiers(WANTED[0]))
    assert not holds("G5", overcome_by_soldiers(*WANTED, halfbie=0))


def test_who_is_overcome_away_from_a_post_is_taken_along_by_whoever_did() -> None:
    made = commanded(
        {"Room": "classroom", "Far": "classroom", "Station": "classroom", "Ward": "classroom"},
        {"Guard": "Station", "Guard 3": "Station"}, KILL, WANTED[0], units=(UNIT,),
        doors=[("Room", "Far", "closed"), ("Room", "Station", "open"), ("Far", "Ward", "closed")],
        traits={name: {**GUARD, "role": "soldier"} for name in ("Guard", "Guard 3")},
        acts={"flee": NEVER, "fight": ALWAYS, "bind": NEVER}, changes=["pathogen.rise.probability=0", *ON_DAY_3],
    )  # fmt: skip
    made.put("Guard 3", "Far")
    made.infect("Guard 3", "turned")
    made.tables.body["dazed_until"][made.who("Guard 3")] = made.world.clock.now + HOUR_S
    made.run(600)
    assert made.place_of("Guard") == "Room"
    made.put("Guard", "Far")
    made.alert("Guard", fear=0.0)
    made.run(600)
    assert {row["who"] for row in made.of("taken")} == {"Guard 3"}


def reported(**rest: Any) -> Scene:
    """A class sees five of the turned, who are dazed, and calls."""
    hunters = [f"Zed {k}" for k in range(5)]
    made = commanded(
        {"Room": "classroom", "Corridor": "corridor", "Far": "classroom", "Station": "classroom"},
        {**dict.fromkeys(hunters, "Room"), "Ann": "Room", "Ben": "Room", "Guard": "Station"},
        {**SEND, "when": {"infected": 1}}, units=(GUARDS,), changes=ON_DAY_3,
        acts={"flee": NEVER, "fight": NEVER, "go_back": NEVER, "lure_away": NEVER, "warn": NEVER}, **rest,
    )  # fmt: skip
    for name in hunters:
        made.infect(name, "turned")
        made.tables.body["dazed_until"][made.who(name)] = 2**62
    return made.run(600)


def test_g6_the_authorities_act_on_what_is_reported() -> None:
    played_down = {"interest": 0.4, "undeniable": 1000.0}
    assert holds("G6", reported(stock=played_down))
    assert not holds("G6", reported()), "what is reported is true"
    assert not holds("G6", reported(stock=played_down, calls={"of_witnesses": 0.0})), "nobody calls, nothing is ordered"


def in_a_camp(*orders: dict[str, object], **acts: float) -> Scene:
    """Ann, bereaved, lives in a camp; it is the evening of day 30."""
    made = commanded(
        PLACES, {"Ann": "Camp", "Ben": "Roof", "Cho": "Roof"}, *orders, bonds=BONDS, acts={"stay": 0.0, **acts},
        changes=['start="day 30 17:00"', 'until="day 31 17:00"', "longing.noticed.value=0"],
    )  # fmt: skip
    return bereave(made).run(12 * HOUR_S)


def test_g9_rules_are_eased_and_people_slip_out() -> None:
    rules = order("quarantine", strictness=1.0)
    eased = order("relax", eases="quarantine", strictness=0.3, when={"at": "day 30 18:00"})
    assert holds("G9", in_a_camp(rules, eased, slip_out=ALWAYS))
    assert not holds("G9", in_a_camp(rules, slip_out=ALWAYS)), "the rules stay strict"
    assert not holds("G9", in_a_camp(rules, eased, slip_out=NEVER))
    assert not holds("G9", in_a_camp(rules, {**eased, "strictness": 0.9}, slip_out=ALWAYS)), "eased too little"


def taken_away(*orders: dict[str, object]) -> Scene:
    """The village on the third day, one half of which may be told to leave."""
    return village_with(*orders, changes=('start="day 3 08:00"',)).run(2 * HOUR_S)


def too_late() -> Scene:
    """The infected are among those who are taken away."""
    made = commanded(
        {"Room": "classroom", "Hall": "classroom", "Far": "classroom", "Den": "storage"},
        {"Bob": "Room", "Nam": "Den", "Zed": "Den"},
        order("evacuate", assembly=["Hall"], to="Far", per_hour=3600, speed="36 km/h", **IN_HALF_AN_HOUR),
        acts={"leave_group": NEVER}, changes=[*ON_DAY_3, "pathogen.hunger.tau=300 d", *bitten_become(halfbie=1)],
        doors=[("Room", "Hall", "open"), ("Hall", "Far", "open"), ("Room", "Den", "locked")],
    )  # fmt: skip
    made = bite(made, to="Room").run(HOUR_S)
    assert {row["who"] for row in made.of("evacuated")} == {"Bob", "Nam"}
    return made


def test_g7_cities_are_emptied_before_it_gets_there() -> None:
    assert holds("G7", taken_away(EVACUATION))
    assert not holds("G7", taken_away())
    assert not holds("G7", too_late())
