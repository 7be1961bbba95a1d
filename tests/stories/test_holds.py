"""Hunter and prey: meeting on a passage, hiding, shielding, fighting beside the held, sparing a friend."""

import pytest

from hyosan.world.codes import Act
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, mean, scenario_of, scene, staged

NO_ESCAPE = ("pathogen.hunting.escape_base=-100", "pathogen.hunting.kill_share=0")


def held_sister(bond: float, shield: float) -> Scene:
    """A hunter holds a sister for four seconds; her brother, of another class, stands by."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Sister": "Room", "Brother": "Next", "Zed": "Room"},
        bonds=[("Brother", "Sister", "family", bond)] if bond else [],
        acts={"shield": shield, "stay": 500.0}, changes=NO_ESCAPE,
    )  # fmt: skip
    made.put("Brother", "Room")
    made.infect("Zed", "turned")
    made.alert("Brother")
    made.seize("Zed", "Sister", seconds=4)
    return made


def test_who_shields_is_bitten_in_the_others_place() -> None:
    made = held_sister(bond=0.9, shield=ALWAYS)
    made.run(5)
    (shielded,), (release,), (grapple,), (bite,) = (made.of(kind) for kind in ("shield", "release", "grapple", "bite"))
    assert (shielded["who"], shielded["other"]) == ("Brother", "Sister")
    assert (release["who"], release["other"], release["cause"]) == ("Zed", "Sister", shielded["id"])
    assert (grapple["who"], grapple["other"], grapple["cause"]) == ("Zed", "Brother", shielded["id"])
    assert (bite["who"], bite["other"], bite["cause"]) == ("Zed", "Brother", grapple["id"])
    assert made.state_of("Brother") == "bitten"
    assert made.state_of("Sister") == "well"


@pytest.mark.parametrize(("bond", "shield"), [(0.9, NEVER), (0.0, ALWAYS)])
def test_without_the_will_or_the_bond_nobody_shields(bond: float, shield: float) -> None:
    made = held_sister(bond, shield)
    made.run(5)
    assert not made.of("shield", "release")
    assert made.happened("bite", "Zed", "Sister")
    assert made.state_of("Sister") == "bitten"


def test_the_shielded_does_not_forget_it() -> None:
    made = held_sister(bond=0.9, shield=ALWAYS)
    made.run(5)
    assert made.bond("Sister", "Brother") > 0.0


def fought(kills_per_min: float) -> Scene:
    """A hunter holds Ann; an armed friend fights it."""
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room", "Zed": "Room"}, traits={"Ben": {"armed": 1.0}},
        bonds=[("Ben", "Ann", "friendship", 0.9)], acts={"fight": ALWAYS},
        changes=[
            *NO_ESCAPE, f"encounter.armed_kill_per_min.value={kills_per_min}", "encounter.unarmed_kill_per_min.value=0",
            "pathogen.hunting.escape_slope=0",
        ],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert("Ben")
    made.seize("Zed", "Ann", seconds=8)
    return made


def test_a_fighter_puts_the_hunter_down_and_frees_whom_it_held() -> None:
    made = fought(kills_per_min=600.0)
    made.run(10)
    assert made.state_of("Zed") == "dead"
    (release,), (kill,) = made.of("release"), made.of("kill")
    assert (kill["who"], kill["other"]) == ("Ben", "Zed")
    assert (release["other"], release["cause"]) == ("Ann", kill["id"])
    assert not made.of("bite")
    assert made.bond("Ann", "Ben") > 0.0


def test_a_fighter_without_the_means_frees_nobody() -> None:
    made = fought(kills_per_min=0.0)
    made.run(10)
    assert made.of("fight")
    assert not made.of("kill", "release")
    assert made.happened("bite", "Zed", "Ann")


def test_a_friend_who_has_turned_is_spared() -> None:
    """With the catalog's own weights: fewer stand against a hunter whom they love than against a stranger."""

    def fights(bond: float) -> int:
        scenario = scenario_of(
            {"Room": "classroom"}, {"Ann": "Room", "Zed": "Room"}, traits={"Ann": {"armed": 0.9, "resolve": 0.9}},
            bonds=[("Ann", "Zed", "love", bond)] if bond else [],
        )  # fmt: skip
        return sum(first_choice_fights(staged(scenario, seed)) for seed in range(40))

    assert fights(0.9) < 0.7 * fights(0.0)


def first_choice_fights(made: Scene) -> bool:
    """Whether Ann, who meets a hunter, takes it on."""
    made.infect("Zed", "turned")
    made.alert("Ann")
    made.run(1)
    return made.happened("fight", "Ann")


@pytest.mark.parametrize("length_m", [4, 11, 20, 33, 60])
@pytest.mark.parametrize("prey_mps", [2.0, 6.0])
def test_hunter_and_prey_on_one_passage_meet(length_m: float, prey_mps: float) -> None:
    made = scene(
        {"West": "corridor", "East": "corridor"}, {"Ann": "East", "Zed": "West"}, doors=[("West", "East", "none")],
        traits={"Ann": {"speed": f"{prey_mps} m/s"}}, changes=[*NO_ESCAPE, f"passage.West ~ East.length={length_m} m"],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.mark("Zed", "East")
    made.send("Zed", "East")
    made.send("Ann", "West")
    made.tables.places["area"][:] = 1e12  # so wide that nobody is found by chance
    made.run(5)
    while not made.of("grapple"):
        assert made.place_of("Ann") == "East" or made.place_of("Zed") == "West", "they have passed each other"
        made.run(1)
    (met,), (grapple,) = made.of("met_on_passage"), made.of("grapple")
    assert (met["who"], met["other"], grapple["cause"]) == ("Zed", "Ann", met["id"])
    zed, ann = made.tables.body[made.who("Zed")], made.tables.body[made.who("Ann")]
    assert (zed["place"], zed["passage"], zed["along_m"]) == (ann["place"], ann["passage"], ann["along_m"])


def test_the_hidden_are_found_more_rarely() -> None:
    scenario = scenario_of(
        {"Room": "storage", "Corridor": "corridor"}, {"Ann": "Room", "Zed": "Corridor", "Zoe": "Corridor"},
        acts={"stay": ALWAYS},
    )  # fmt: skip

    def found(hidden: float, seed: int) -> bool:
        made = staged(scenario, seed)
        for hunter in ("Zed", "Zoe"):
            made.infect(hunter, "turned")
            made.mark(hunter, "Room")
        ann = made.who("Ann")
        made.alert("Ann")
        made.tables.mind["wake"][ann] = 0
        made.tables.mind["act"][ann] = Act.HIDE
        made.tables.mind["act_until"][ann] = made.world.clock.now + 3600
        made.tables.body["hidden"][ann] = hidden
        made.run(60)
        return made.happened("grapple")

    in_the_open = mean([found(0.0, seed) for seed in range(20)])
    hidden = mean([found(0.9, seed) for seed in range(20)])
    assert in_the_open > 0.9
    assert hidden < 0.5 * in_the_open


def test_who_comes_out_of_hiding_beside_an_idle_hunter_is_seen_at_once() -> None:
    made = scene(
        {"Room": "storage"}, {"Ann": "Room", "Zed": "Room"}, acts={"stay": ALWAYS},
        changes=["pathogen.hunting.reach=3 m"],
    )  # fmt: skip
    made.infect("Zed", "turned")
    ann, zed = made.who("Ann"), made.who("Zed")
    made.tables.hunt["awake"][zed] = False
    made.tables.body["hidden"][ann] = 0.9
    made.tables.mind["act"][ann] = Act.HIDE
    made.alert("Ann")
    made.run(60)
    assert made.tables.body["hidden"][ann] == 0.0
    (grapple,) = made.of("grapple")
    assert grapple["time"] - 9 * 3600 < 30
