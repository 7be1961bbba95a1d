"""The course of Jonas in a small room: who turns, who keeps their mind, new strains, rising again."""

import numpy as np
import polars as pl
import pytest

from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.world.codes import NO_EVENT, Kind
from tests.stories.free_runs import SELDOM, Kept
from tests.stories.small_worlds import ALWAYS, Scene, scene
from tests.worlds import small_school

PREY = [f"Ann {k}" for k in range(8)]
CERTAIN_BITES = (
    "pathogen.hunting.escape_base=-100",
    "pathogen.hunting.escape_slope=0",
    "pathogen.hunting.kill_share=0",
)
HALFBIE = 'pathogen.transition."bitten -> halfbie"'
FAST = tuple(
    f'pathogen.transition."bitten -> {state}".wait={{ distribution = "fixed", value = "60 s" }}'
    for state in ("turned", "halfbie")
)


def attacked(*changes: str, seed: int = 1) -> Scene:
    """A hunter among eight who have nowhere to go, ten minutes later."""
    made = scene(
        {"Room": "classroom"}, {"Zed": "Room", **dict.fromkeys(PREY, "Room")}, acts={"stay": ALWAYS},
        changes=[*CERTAIN_BITES, *FAST, *changes], seed=seed,
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert(*PREY)
    return made.run(1200)


def test_a_bite_infects_and_the_bitten_turn_after_a_delay_and_bite() -> None:
    made = attacked(f"{HALFBIE}.probability=0")
    bites, infections, turned = made.of("bite"), made.of("infection"), made.of("turned")
    assert {row["other"] for row in bites} == {row["who"] for row in infections} == set(PREY)
    assert [row["cause"] for row in infections] == [row["id"] for row in bites]
    assert [row["other"] for row in infections] == [row["who"] for row in bites]
    begun = {row["who"]: row["time"] for row in infections}
    assert {row["who"] for row in turned} == set(PREY)
    assert all(row["time"] > begun[row["who"]] for row in turned)


@pytest.mark.parametrize(("probability", "state"), [(0, "turned"), (1, "halfbie")])
def test_the_branch_decides_who_keeps_their_mind(probability: float, state: str) -> None:
    made = attacked(f"{HALFBIE}.probability={probability}")
    assert {made.state_of(name) for name in PREY} == {state}
    assert bool(made.of("halfbie")) is (state == "halfbie")


def test_the_branch_depends_on_age() -> None:
    by_age = f"{HALFBIE}.probability={{ by_age = [[0, 0.0], [16, 1.0], [19, 0.0]] }}"
    ages = {name: {"age": age} for name, age in zip(PREY, (13, 15, 16, 17, 18, 19, 30, 60), strict=True)}
    made = scene(
        {"Room": "classroom"}, {"Zed": "Room", **dict.fromkeys(PREY, "Room")}, traits=ages, acts={"stay": ALWAYS},
        changes=[*CERTAIN_BITES, *FAST, by_age],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert(*PREY)
    made.run(1200)
    assert {row["who"] for row in made.of("halfbie")} == set(PREY[2:5])


@pytest.mark.parametrize("probability", [0, 1])
def test_a_new_strain_arises_with_its_probability_per_transmission(probability: float) -> None:
    made = attacked(f"pathogen.mutation.probability={probability}")
    strains = made.tables.strains
    arisen = [(row["who"], int(row["value"])) for row in made.of("mutation")]
    assert len(arisen) == probability * len(PREY)
    assert strains["is_used"].sum() == 1 + len(arisen)
    for who, strain in arisen:
        carrier = made.who(who)
        infector = made.tables.course["infector"][carrier]
        assert made.tables.course["strain"][carrier] == strain
        assert strains["parent"][strain] == made.tables.course["strain"][infector]


def test_strains_stay_within_their_bound() -> None:
    made = attacked(
        "pathogen.mutation.probability=1", "pathogen.mutation.bound=1.5", "pathogen.mutation.wait_sigma=5",
        "pathogen.mutation.branch_sigma=5", "pathogen.mutation.speed_sigma=5",
    )  # fmt: skip
    strains = made.tables.strains[made.tables.strains["is_used"]]
    factors = np.array([strains[name] for name in ("wait", "branch", "speed")])
    assert factors.min() == pytest.approx(1 / 1.5)
    assert factors.max() == pytest.approx(1.5)


def slain(*changes: str, state: str = "turned") -> Scene:
    """Somebody infected among archers who miss nothing, an hour later."""
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Zed": "Room"}, traits={"Ann": {"armed": 1.0}},
        acts={"fight": 2 * ALWAYS, "stay": ALWAYS},
        changes=[
            "encounter.armed_kill_per_min.value=10000", "pathogen.hunting.escape_base=100", "pathogen.rise.wait=60 s",
            "pathogen.rise.frailty_sigma=0", *changes,
        ],
    )  # fmt: skip
    made.infect("Zed", state)
    made.alert("Ann")
    return made.run(3600)


def test_the_slain_may_rise_and_hunt_again() -> None:
    made = slain("pathogen.rise.probability=1", "pathogen.rise.decay=1")
    deaths, rises = made.of("died"), made.of("rose")
    assert len(rises) > 5
    assert [row["value"] for row in rises] == list(range(1, len(rises) + 1))
    for death, rise in zip(deaths, rises, strict=False):
        assert rise["cause"] == death["id"]
        assert 30 <= rise["time"] - death["time"] <= 95


@pytest.mark.parametrize(("probability", "decay", "rises"), [(0, 1, 0), (1, 1e-9, 1)])
def test_rising_again_has_its_odds(probability: float, decay: float, rises: int) -> None:
    made = slain(f"pathogen.rise.probability={probability}", f"pathogen.rise.decay={decay}")
    assert len(made.of("rose")) == rises
    assert len(made.of("died")) == rises + 1
    assert made.state_of("Zed") == "dead"


def test_as_many_rise_as_the_catalog_says_and_they_are_the_frail() -> None:
    """Nothing is set here but that all are slain; three standard errors about the sum of their own chances."""
    hunters = [f"Zed {k}" for k in range(150)]
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", **dict.fromkeys(hunters, "Room")}, traits={"Ann": {"armed": 1.0}},
        acts={"fight": 2 * ALWAYS, "stay": ALWAYS},
        changes=["encounter.armed_kill_per_min.value=10000", "pathogen.hunting.escape_base=100"],
    )  # fmt: skip
    for name in hunters:
        made.infect(name, "turned")
    made.alert("Ann")
    made.run(3600)
    slain = {row["who"] for row in made.of("died")}
    rose = {row["who"] for row in made.of("rose")}
    assert slain == set(hunters)
    frailty = {name: float(made.tables.course["frailty"][made.who(name)]) for name in hunters}
    chances = np.array([min(1.0, float(made.world.numbers.rising["probability"]) * frailty[name]) for name in hunters])
    assert len(rose) == pytest.approx(chances.sum(), abs=3 * np.sqrt((chances * (1 - chances)).sum()))
    risen, stayed = (np.mean([np.log(frailty[name]) for name in group]) for group in (rose, slain - rose))
    assert risen > stayed + 0.5


def test_the_uninfected_do_not_rise() -> None:
    made = scene(
        {"Room": "classroom"}, {"Zed": "Room", **dict.fromkeys(PREY, "Room")}, acts={"stay": ALWAYS},
        changes=[
            "pathogen.hunting.escape_base=-100", "pathogen.hunting.escape_slope=0", "pathogen.hunting.kill_share=1",
            "pathogen.rise.probability=1",
        ],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert(*PREY)
    made.run(1200)
    assert {made.state_of(name) for name in PREY} == {"dead"}
    assert not made.of("rose", "infection")


def test_a_transition_without_an_event_happens_unrecorded() -> None:
    world = build_world(small_school(), 1)
    ways = world.numbers.transitions.ways
    ways["kind"][ways["kind"] == Kind.STRENGTHENED] = NO_EVENT
    kept = Kept()
    assert simulate(world, kept, small_school().systems, Observer(every=SELDOM, place_every=SELDOM))
    kinds = set(next(kept.frames())["kind"].cast(pl.String))
    assert "strengthened" not in kinds
    assert {"inject", "infection", "turned"} <= kinds
