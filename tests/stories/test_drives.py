"""What bonds make people do: revenge, going back, the bully's harvest; and that a name is only a name."""

from pathlib import Path

import pytest

from hyosan.scenario import Scenario, loads
from hyosan.world.codes import Belief
from tests.stories.small_worlds import ALWAYS, Scene, mean, scene, staged

SMALL_SCHOOL = Path(__file__).parent.parent / "small_school.toml"


def avenging(kind: str | None, strength: float, state: str = "halfbie") -> Scene:
    """Gwi, whatever he is, and Cheong, in the next room."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Gwi": "Room", "Cheong": "Next"},
        bonds=[("Gwi", "Cheong", kind, strength)] if kind else [],
        acts={"revenge": 2 * ALWAYS, "obey": ALWAYS, "stay": ALWAYS},
        changes=["pathogen.hunting.escape_base=-100", "pathogen.hunting.escape_slope=0", "pathogen.hunger.tau=30 d"],
    )  # fmt: skip
    if state != "well":
        made.infect("Gwi", state)
    made.alert("Gwi", fear=0.0)
    return made


def test_a_halfbie_takes_revenge_on_whom_it_hates() -> None:
    made = avenging("dislike", -0.6)
    made.run(600)
    sought, bites = made.of("revenge"), made.of("bite")
    assert {(row["who"], row["other"]) for row in sought} == {("Gwi", "Cheong")}
    assert [(row["who"], row["other"]) for row in bites] == [("Gwi", "Cheong")]
    assert bites[0]["cause"] in {row["id"] for row in sought}
    assert made.state_of("Cheong") != "well"


@pytest.mark.parametrize(
    ("kind", "strength", "state"),
    [(None, 0.0, "halfbie"), ("dislike", -0.2, "halfbie"), ("friendship", 0.6, "halfbie"), ("dislike", -0.9, "well")],
)
def test_without_hatred_or_the_strength_for_it_there_is_no_revenge(
    kind: str | None, strength: float, state: str
) -> None:
    made = avenging(kind, strength, state)
    made.run(600)
    assert not made.of("revenge", "bite", "struck")


@pytest.mark.parametrize(("sense_m", "finds"), [(500, True), (0, False)])
def test_revenge_finds_whom_it_scents(sense_m: int, finds: bool) -> None:
    made = scene(
        {"Room": "classroom", "Next": "classroom", "Far": "classroom"}, {"Gwi": "Room", "Cheong": "Next"},
        bonds=[("Gwi", "Cheong", "dislike", -0.6)], acts={"revenge": 2 * ALWAYS, "stay": ALWAYS},
        changes=["pathogen.hunger.tau=30 d", f"mind.sense.value={sense_m} m"],
    )  # fmt: skip
    made.infect("Gwi", "halfbie")
    made.put("Cheong", "Far")  # not where he belongs
    made.alert("Gwi", "Cheong", fear=0.0)
    made.run(900)
    assert ("Cheong" in {row["other"] for row in made.of("bite", "escape", "struck")}) is finds


def caring(kind: str | None, strength: float, belief: Belief = Belief.WELL) -> Scene:
    """Ann is safe and knows of the danger; Ben is where she last saw him, in the next room."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Ann": "Room", "Ben": "Next"},
        bonds=[("Ann", "Ben", kind, strength)] if kind else [], acts={"go_back": 2 * ALWAYS, "stay": ALWAYS},
        changes=["mind.care_bond.value=0.35"],
    )  # fmt: skip
    people = made.tables.people[made.who("Ann")]
    made.tables.bonds["belief"][people["bonds_from"] : people["bonds_end"]] = belief
    made.alert("Ann")
    return made


def test_people_go_back_for_those_they_are_bonded_to() -> None:
    made = caring("friendship", 0.7)
    made.run(121)
    gone, reached = made.of("go_back")[0], made.of("reached")[0]
    assert (gone["who"], gone["other"]) == (reached["who"], reached["other"]) == ("Ann", "Ben")
    assert reached["cause"] == gone["id"]
    assert reached["place"] == made.place_of("Ann") == "Next"


def test_whoever_is_not_where_they_were_seen_is_looked_for_where_they_belong() -> None:
    made = scene(
        {"Room": "classroom", "Far": "classroom", "Next": "classroom"}, {"Ann": "Room", "Ben": "Next"},
        bonds=[("Ann", "Ben", "friendship", 0.7)], acts={"go_back": 2 * ALWAYS, "stay": ALWAYS},
        changes=["mind.care_bond.value=0.35"],
    )  # fmt: skip
    made.tables.bonds["seen_at"][made.tables.people["bonds_from"][made.who("Ann")]] = made.where("Far")
    made.alert("Ann")
    made.run(300)
    gone, reached = made.of("go_back")[0], made.of("reached")[0]
    assert gone["value"] == made.where("Far")
    assert (reached["place"], reached["cause"]) == ("Next", gone["id"])
    assert next(row["place"] for row in made.of("move") if row["who"] == "Ann") == "Far"


def test_whoever_sees_a_friend_go_finds_them_again() -> None:
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Ann": "Room", "Ben": "Room"},
        bonds=[("Ann", "Ben", "friendship", 0.7), ("Ben", "Ann", "friendship", 0.1)],
        acts={"go_back": 2 * ALWAYS, "stay": ALWAYS}, changes=["mind.care_bond.value=0.35"],
    )  # fmt: skip
    made.alert("Ann")
    made.tables.mind["knows"][made.who("Ben")] = True
    made.send("Ben", "Next")
    made.run(300)
    assert made.of("reached")[0]["place"] == "Next"


@pytest.mark.parametrize(
    ("kind", "strength", "belief"),
    [
        (None, 0.0, Belief.WELL),
        ("friendship", 0.2, Belief.WELL),
        ("dislike", -0.7, Belief.WELL),
        ("love", 0.9, Belief.TURNED),
        ("love", 0.9, Belief.DEAD),
    ],
)
def test_nobody_goes_back_for_strangers_foes_or_the_lost(kind: str | None, strength: float, belief: Belief) -> None:
    made = caring(kind, strength, belief)
    made.run(121)
    assert not made.of("go_back", "reached")


def school(*, bullied: bool) -> Scenario:
    """The small school, with or without the bully's malice."""
    text = 'extends = "small_school.toml"\n'
    if not bullied:
        text += '[[bond]]\nfrom = "Bully"\nto = "Victim"\nkind = "bullying"\nremove = true\n'
    return loads(text, str(SMALL_SCHOOL.with_name("a_school.toml")))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bullying_leads_to_telling_to_the_injection_to_the_outbreak(seed: int) -> None:
    made = staged(school(bullied=True), seed)
    made.run(90 * 60)
    suffered = [row for row in made.of("bully") if row["other"] == "Victim"]
    told = [row for row in made.of("told") if (row["who"], row["other"]) == ("Maker", "Victim")]
    (injection,) = made.of("inject")
    first = made.of("infection")[0]
    assert (injection["who"], injection["other"]) == ("Maker", "Victim")
    assert suffered[0]["time"] <= told[0]["time"] <= injection["time"]
    assert (first["who"], first["other"], first["cause"]) == ("Victim", None, injection["id"])
    assert made.of("strengthened")[0]["who"] == made.of("turned")[0]["who"] == "Victim"
    assert len(made.of("infection")) > 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_the_bully_nobody_is_injected_and_nothing_breaks_out(seed: int) -> None:
    made = staged(school(bullied=False), seed)
    made.run(90 * 60)
    assert not made.happened("bully", "Bully")
    assert not made.of("inject", "infection", "turned", "bite")
    assert {made.state_of(name) for name in made.world.names.people} == {"well"}


def named(name: str) -> dict[str, object]:
    """What a small outbreak is made of, with somebody of this name in it."""
    people = {"Zed": "Corridor", name: "Room", "Ben": "Room", "Eve": "Next", "Kim": "Next"}
    return {
        "rooms": {"Room": "classroom", "Corridor": "corridor", "Next": "classroom"}, "people": people,
        "traits": {name: {"strength": 0.7, "resolve": 0.8, "age": 17}},
        "bonds": [(name, "Eve", "love", 0.8), ("Eve", name, "friendship", 0.5), (name, "Kim", "dislike", -0.5)],
    }  # fmt: skip


def outbreak(name: str, seed: int, key: int | None = None) -> Scene:
    """A hunter comes along the corridor; half an hour of what follows."""
    made = scene(**named(name), seed=seed)  # type: ignore[arg-type]
    if key is not None:
        made.tables.people["key"][made.who(name)] = key
    made.infect("Zed", "turned")
    made.mark("Zed", "Room")
    return made.run(1800)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_name_is_only_the_key_of_draws(seed: int) -> None:
    """Somebody else with the same traits, bonds, place and key of draws lives through the very same events."""
    one, other = (outbreak(name, seed, key=12345) for name in ("On-jo", "Nobody"))
    assert one.events.equals(other.events)
    assert one.events.height > 10


def test_a_renamed_person_fares_the_same_on_average() -> None:
    def bitten(name: str) -> list[bool]:
        return [outbreak(name, seed).happened("bite", other=name) for seed in range(40)]

    one, other = bitten("On-jo"), bitten("Nobody")
    assert one != other, "draws are keyed by the name, so single runs differ"
    assert mean(one) == pytest.approx(mean(other), abs=0.3)  # 40 runs each: three standard errors
