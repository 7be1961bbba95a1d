"""Tying up somebody infected: who does it, what comes of it, where they are taken, and what those tied up still can."""

from typing import Any

import numpy as np
import pytest

from hyosan.world.codes import RowFailure
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, mean, scene
from tests.stories.test_canon import chance, failures, pin
from tests.stories.test_courses import FAST, HALFBIE

HOUR_S = 3600
DAY_S = 24 * HOUR_S
SURE, HOPELESS = "binding.base.value=1000", "binding.base.value=-1000"
FIRM = ("binding.bite_per_h.value=0", "binding.loose_per_d.value=0")
FAMILY = [("Ann", "Son", "family", 0.9)]
ROOMS = {"Room": "classroom", "Hall": "corridor", "Home": "classroom"}
STILL = {"stay": ALWAYS, "flee": NEVER, "leave_group": NEVER, "hold_captive": NEVER}


def faced(*changes: str, state: str = "turned", others: dict[str, str] | None = None, **rest: Any) -> Scene:
    """Ann and her son, who is infected and dazed, in a room."""
    given = {"bonds": FAMILY, "acts": {**STILL, "bind": 2 * ALWAYS}} | rest
    made = scene(ROOMS, {"Ann": "Room", "Son": "Room", **(others or {})}, changes=[*FIRM, *changes], **given)
    if state != "well":
        made.infect("Son", state)
    made.tables.body["dazed_until"][made.who("Son")] = made.world.clock.now + DAY_S
    made.alert("Ann")
    return made


def test_somebody_turned_is_overcome_tied_up_and_hurts_nobody() -> None:
    made = faced(SURE, others={"Bob": "Room"}).run(HOUR_S)
    bind, bound = made.of("bind")[0], made.of("bound")[0]
    assert (bind["who"], bind["other"], bind["place"]) == ("Ann", "Son", "Room")
    assert (bound["who"], bound["other"], bound["cause"]) == ("Son", "Ann", bind["id"])
    assert len(made.of("bound")) == 1
    made.tables.body["dazed_until"][:] = 0
    made.ring("Hall", 120.0, seconds=HOUR_S)
    made.run(2 * HOUR_S)
    assert (made.place_of("Son"), made.state_of("Son")) == ("Room", "turned")
    assert {made.state_of(name) for name in ("Ann", "Bob")} == {"well"}
    assert not made.of("grapple", "bite", "move")


def test_whoever_fails_is_caught() -> None:
    made = faced(HOPELESS, "pathogen.hunting.grapple=60 s").run(5)
    (bind,), (grapple,) = made.of("bind"), made.of("grapple")
    assert (grapple["who"], grapple["other"]) == ("Son", "Ann")
    assert bind["id"] < grapple["id"]
    assert not made.of("bound")


@pytest.mark.parametrize(
    "case",
    [
        {"bonds": [("Ann", "Son", "friendship", 0.2)]},
        {"bonds": [("Son", "Ann", "family", 0.9)]},
        {"acts": {**STILL, "bind": NEVER}},
        {"state": "well"},
    ],
)
def test_strangers_the_well_and_those_who_will_not_are_not_tied_up(case: dict[str, Any]) -> None:
    made = faced(SURE, *("mind.care_bond.value=0.35", "bonds.companion_per_h.value=0"), **case).run(5)
    assert not made.of("bind", "bound")


def test_the_infected_tie_up_nobody() -> None:
    made = faced(SURE)
    made.infect("Ann", "bitten")
    assert not made.run(5).of("bind")


def overcome(seed: int = 1, resolve: float = 0.5, strength: float = 0.5, helpers: int = 0) -> bool:
    """Whether Ann, with some who lend a hand, ties her son up at the first try."""
    others = {f"Kin {k}": "Room" for k in range(helpers)}
    bonds = [(name, "Son", "family", 0.9) for name in ("Ann", *others)]
    traits = {"Ann": {"resolve": resolve, "strength": strength}}
    people = {**others, "Ann": "Room", "Son": "Room"}  # who comes later has the hands of those before
    made = scene(
        ROOMS, people, bonds=bonds, traits=traits, seed=seed, changes=[*FIRM, "pathogen.hunting.grapple=60 s"],
        acts={**STILL, "bind": 2 * ALWAYS},
    )  # fmt: skip
    made.infect("Son", "turned")
    made.tables.body["dazed_until"][made.who("Son")] = made.world.clock.now + DAY_S
    made.alert("Ann", *others)
    made.run(5)
    return bool(made.of("bound"))


def test_strength_will_and_helping_hands_count_and_it_is_never_sure() -> None:
    def share(**case: Any) -> float:
        return mean([overcome(seed, **case) for seed in range(60)])

    weak, strong, determined, helped = share(), share(strength=1.0), share(resolve=1.0), share(helpers=3)
    assert 0.0 < weak < 0.5
    assert strong > weak
    assert determined > weak
    assert helped > weak


def test_somebody_bitten_can_be_tied_up_before_they_turn() -> None:
    made = faced(SURE, *FAST, f"{HALFBIE}.probability=0", state="well")
    made.tables.mind["knows"][made.who("Son")] = True
    made.infect("Son", "bitten")
    son = made.who("Son")
    made.tables.course["next_state"][son] = made.world.names.states.index("turned")
    made.tables.course["due"][son] = made.world.clock.now + 120
    made.run(60)
    assert made.happened("bound", "Son", "Ann")
    made.run(HOUR_S)
    assert made.state_of("Son") == "turned"
    assert not made.of("grapple")
    assert made.happened("lost", "Ann", "Son")


def test_a_mind_that_is_not_overcome_strikes_the_other_off() -> None:
    made = faced(HOPELESS, state="bitten").run(5)
    (struck,) = made.of("struck")
    assert (struck["who"], struck["other"]) == ("Son", "Ann")


def test_halfbies_keep_their_mind_and_are_not_tied_up() -> None:
    assert not faced(SURE, state="halfbie").run(5).of("bind")


def test_whoever_is_tied_up_lets_go() -> None:
    made = faced(SURE, others={"Bob": "Room"})
    made.seize("Son", "Bob", seconds=60)
    made.run(5)
    bound, released = made.of("bound")[0], made.of("release")[0]
    assert (released["who"], released["other"], released["cause"]) == ("Son", "Bob", bound["id"])
    assert made.bond("Bob", "Ann") > 0.0


def test_whoever_tends_to_somebody_tied_up_may_be_bitten() -> None:
    made = faced(SURE, "binding.bite_per_h.value=30", others={"Bob": "Room", "Mother": "Home"})
    made.run(10)
    made.put("Mother", "Hall")
    made.run(HOUR_S)
    bound, bite = made.of("bound")[0], made.of("bite")[0]
    assert (bite["who"], bite["other"], bite["cause"]) == ("Son", "Ann", bound["id"])
    assert made.happened("infection", "Ann", "Son")
    assert {row["other"] for row in made.of("bite") if row["who"] == "Son"} == {"Ann"}, "strangers keep off"
    assert not faced(SURE).run(HOUR_S).of("bite")


def test_whoever_comes_loose_hunts_again() -> None:
    made = faced(SURE, "binding.loose_per_d.value=10000", others={"Bob": "Room"})
    made.run(5)
    made.put("Ann", "Home")
    made.tables.body["dazed_until"][:] = 0
    made.run(120)
    loose = made.of("came_loose")[0]
    assert (loose["who"], loose["other"], loose["cause"]) == ("Son", "Ann", made.of("bound")[0]["id"])
    assert made.happened("grapple", "Son", "Bob")


def led(**rest: Any) -> Scene:
    """Ann's son is tied up in a room; her own is two rooms on."""
    acts = {"stay": 0.0, "hold_captive": ALWAYS, "bind": 2 * ALWAYS} | dict.fromkeys(("flee", "obey", "hide"), NEVER)
    given = {"acts": acts} | rest
    return faced(SURE, traits={"Ann": {"role": "teacher", "unit": None, "office": "Home", "age": 40}}, **given)


def test_whoever_is_tied_up_is_taken_along_to_where_they_are_kept() -> None:
    made = led()
    made.put("Ann", "Room")
    made.run(HOUR_S)
    (held,) = made.of("hold_captive")
    assert (held["who"], held["other"], held["place"], held["value"]) == ("Ann", "Son", "Room", made.where("Home"))
    assert (made.place_of("Ann"), made.place_of("Son")) == ("Home", "Home")
    moves = [(row["who"], row["place"]) for row in made.of("move")]
    assert moves == [("Ann", "Hall"), ("Son", "Hall"), ("Ann", "Home"), ("Son", "Home")]
    assert made.state_of("Ann") == "well"


def test_whoever_drags_somebody_along_is_slower() -> None:
    def arrival(change: str) -> int:
        made = led()
        made.world.numbers.binding["led"] = float(change)
        made.put("Ann", "Room")
        return int(made.run(HOUR_S).of("move")[-1]["time"])

    assert arrival("0.5") > arrival("1.0")


def test_who_is_left_on_the_way_stays_there() -> None:
    made = led()
    made.put("Ann", "Room")
    made.run(25)
    made.put("Ann", "Home")
    made.tables.mind["act_until"][made.who("Ann")] = 0
    made.run(HOUR_S)
    assert made.place_of("Son") != "Home"


def test_without_the_act_nobody_is_taken_anywhere() -> None:
    made = led(acts={**STILL, "bind": 2 * ALWAYS})
    made.put("Ann", "Room")
    made.run(HOUR_S)
    assert made.place_of("Son") == "Room"
    assert not made.of("hold_captive")


def asked(canon: str, *changes: str, seconds: int = 600, acts: dict[str, float] | None = None) -> Scene:
    """Ann and her son, who has turned, with canon rows."""
    given = {**STILL, "bind": NEVER, **(acts or {})}
    return faced(*changes, canon=canon, acts=given).run(seconds)


def test_canon_can_ask_for_both_acts_and_both_outcomes() -> None:
    made = asked(pin("bind", 'to = "Son"') + chance("bind", "bound", 'other = "Son"'))
    (pinned,), (chanced,) = made.of("pinned"), made.of("chanced")
    assert (pinned["who"], pinned["other"]) == ("Ann", "Son")
    assert 0.0 < chanced["value"] < 0.5
    assert made.happened("bound", "Son", "Ann")
    assert not failures(made)
    missed = asked(pin("bind", 'to = "Son"') + chance("bind", "fails"), SURE.replace("1000", "5"), seconds=5)
    assert not missed.of("bound")
    assert missed.of("grapple")


def test_canon_can_ask_for_the_bite_of_somebody_tied_up_and_for_none() -> None:
    bitten = asked(chance("bound bite", "bite", 'at = "day 1 09:05"'), SURE, "binding.bite_per_h.value=0.03",
                   acts={"bind": 2 * ALWAYS})  # fmt: skip
    (bite,), (chanced,) = bitten.of("bite"), bitten.of("chanced")
    assert bite["time"] == 9 * HOUR_S + 300
    assert 0.0 < chanced["value"] < 0.001
    for purpose, outcome in (("bound bite", "none"), ("harm", "escape")):
        spared = asked(chance(purpose, outcome, "repeats = true"), SURE, "binding.bite_per_h.value=30",
                       acts={"bind": 2 * ALWAYS})  # fmt: skip
        assert not spared.of("bite")


def test_a_pin_to_take_somebody_along_names_the_place() -> None:
    canon = pin("hold_captive", 'to = "Son"\ntowards = "Room"\nuntil = "day 1 09:09"')
    made = asked(canon, SURE, acts={"bind": 2 * ALWAYS})
    assert failures(made) == [RowFailure.NEVER_ON_OFFER], "they are there already"


def test_what_was_tied_up_is_the_same_after_a_resume() -> None:
    whole, parted = faced(SURE).run(HOUR_S), faced(SURE).run(HOUR_S // 2).run(HOUR_S // 2)
    for name, column in whole.world.state_columns():
        other = dict(parted.world.state_columns())[name]
        assert np.array_equal(column, other, equal_nan=column.dtype.kind == "f"), name
