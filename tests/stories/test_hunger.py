"""The hunger of halfbies: it grows near people, it can be borne, relieved or lost to."""

from itertools import pairwise
from math import exp
from typing import Any

import pytest

from tests.stories.small_worlds import ALWAYS, Scene, mean, scenario_of, scene, staged

TAU_H = 1.0
NEAR_GAIN = 0.2
PINNED = (
    f"pathogen.hunger.tau={TAU_H} h",
    f"pathogen.hunger.near_gain={NEAR_GAIN}",
    "pathogen.hunger.pang=0.35",
    "pathogen.hunting.escape_base=-100",
    "pathogen.hunting.escape_slope=0",
)


def tempted(*changes: str, act: str = "hold_back", apart: bool = False) -> Scene:
    """A halfbie and a friend in one room (or two), and a body; the halfbie takes one way out whenever it can."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Nam": "Room", "Ben": "Next" if apart else "Room", "Body": "Room"},
        doors=[("Next", "Room", "locked" if apart else "closed")], acts={act: 2 * ALWAYS, "obey": ALWAYS},
        changes=[*PINNED, *changes],
    )  # fmt: skip
    made.infect("Nam", "halfbie")
    made.infect("Body", "dead")
    return made


def felt_h(level: float) -> float:
    """Hours after which hunger reaches a level next to one person."""
    steepness = (1 + NEAR_GAIN / 1.1) / TAU_H
    return next(k / 60 for k in range(10_000) if 1 - exp(-k / 60 * steepness) >= level)


def test_hunger_grows_until_it_demands_a_choice_and_on() -> None:
    made = tempted()
    begun = made.world.clock.now
    made.run(4 * 3600)
    pangs = made.of("hunger")
    assert {row["who"] for row in pangs} == {"Nam"}
    assert pangs[0]["time"] - begun == pytest.approx(3600 * felt_h(0.35))
    levels = [row["value"] for row in pangs]
    assert levels[0] == pytest.approx(0.35, abs=0.02)
    assert all(later > earlier for earlier, later in pairwise(levels))
    assert levels[-1] > 0.95
    held_back = made.of("hold_back")
    assert {row["cause"] for row in held_back} <= {row["id"] for row in pangs}
    assert (held_back[0]["who"], held_back[0]["other"]) == ("Nam", "Ben")


def test_hunger_that_was_held_back_leaves_in_peace_for_as_long_as_that_lasts() -> None:
    made = tempted("behaviour.hold_back.lasts=20 min")
    made.run(4 * 3600)
    pangs = [row["time"] for row in made.of("hunger")]
    assert len(pangs) > 2
    assert all(later - earlier >= 600 for earlier, later in pairwise(pangs))


def test_alone_there_is_no_hunger() -> None:
    made = tempted(apart=True)
    made.run(4 * 3600)
    assert not made.of("hunger", "hold_back", "attack")


@pytest.mark.parametrize(
    ("act", "relief"),
    [("bite_own_arm", "pathogen.hunger.own_arm_relief=0.5"), ("feed_on_dead", "pathogen.hunger.feed_relief=0.9")],
)
def test_hunger_is_relieved_by_the_own_arm_and_by_the_dead(act: str, relief: str) -> None:
    made = tempted(relief, act=act)
    made.run(4 * 3600)
    relieved, pangs = made.of(act), made.of("hunger")
    assert relieved
    assert max(row["value"] for row in pangs) < 0.4
    assert {row["cause"] for row in relieved} <= {row["id"] for row in pangs}
    again = pangs[1]["time"] - pangs[0]["time"]
    part = float(relief.split("=")[1])
    assert again == pytest.approx(part * 3600 * felt_h(0.35), abs=61)


def test_a_halfbie_goes_apart_so_as_not_to_harm() -> None:
    made = tempted(act="leave_group")
    made.run(3600)
    left = made.of("leave_group")[0]
    moves = [row for row in made.of("move") if row["cause"] == left["id"]]
    assert [(row["who"], row["place"]) for row in moves] == [("Nam", "Next")]
    assert not made.of("attack")


@pytest.mark.parametrize(("restraint", "outcome"), [(100, "struck"), (-100, "bite")])
def test_the_last_barrier_is_whether_the_struck_is_bitten(restraint: float, outcome: str) -> None:
    made = tempted(f"pathogen.hunger.restraint_base={restraint}", act="attack")
    made.run(2 * 3600)
    attack = made.of("attack")[0]
    assert (attack["who"], attack["other"]) == ("Nam", "Ben")
    blows = made.of("struck", "bite")
    assert {row["kind"] for row in blows} == {outcome}
    assert blows[0]["cause"] == attack["id"]
    assert (made.state_of("Ben") == "well") is (outcome == "struck")


def test_resolve_holds_hunger_back() -> None:
    """With the catalog's own weights: of the choices that hunger demands, more or fewer are to strike."""

    def struck(resolve: float) -> float:
        scenario = scenario_of(
            {"Room": "classroom"}, {"Nam": "Room", "Ben": "Room"}, traits={"Nam": {"resolve": resolve}},
            changes=[*PINNED, "pathogen.hunger.restraint_base=100"],
        )  # fmt: skip
        return mean([share_of_attacks(staged(scenario, seed)) for seed in range(5)])

    weak, strong = struck(0.0), struck(1.0)
    assert weak > 0.2
    assert strong < 0.4 * weak


def share_of_attacks(made: Scene) -> float:
    """Attacks per pang of hunger in four hours."""
    made.infect("Nam", "halfbie")
    made.run(4 * 3600)
    return len(made.of("attack")) / len(made.of("hunger"))


# --- With the catalog's own numbers, and choices left to themselves ---------------------------------------------------

MEANS = ("leave_group", "bite_own_arm", "feed_on_dead")
OUTCOMES = ("escape", "struck", "bite")


@pytest.fixture(scope="module")
def nights() -> list[Scene]:
    """Five halfbies of little resolve and five strangers in a room, with a body and a way out, for ten hours."""
    halfbies, strangers = ([f"{name} {k}" for k in range(5)] for name in ("Nam", "Ben"))
    scenario = scenario_of(
        {"Room": "classroom", "Next": "classroom"}, dict.fromkeys([*halfbies, *strangers, "Body"], "Room"),
        traits={name: {"resolve": 0.3} for name in halfbies},
    )  # fmt: skip
    made = [staged(scenario, seed) for seed in range(12)]
    for each in made:
        for name in halfbies:
            each.infect(name, "halfbie")
        each.infect("Body", "dead")
        each.alert(*halfbies, *strangers, danger="Next", fear=0.4)
        each.run(10 * 3600)
    return made


def because_of(made: Scene, cause: str, *kinds: str) -> list[dict[str, Any]]:
    """Events of some kinds that an event of another one brought about."""
    causes = {row["id"] for row in made.of(cause)}
    return [row for row in made.of(*kinds) if row["cause"] in causes]


@pytest.mark.parametrize("means", MEANS)
def test_each_means_against_hunger_is_used_and_helps_for_a_while_only(nights: list[Scene], means: str) -> None:
    relieved = [(made, row) for made in nights for row in because_of(made, "hunger", means)]
    assert len(relieved) > 5
    assert any(
        pang["who"] == row["who"] and pang["time"] > row["time"] for made, row in relieved for pang in made.of("hunger")
    )


def test_most_hold_back_and_whoever_does_not_is_thrown_off_strikes_or_bites(nights: list[Scene]) -> None:
    held_back = attacks = 0
    outcomes = set()
    for made in nights:
        lost = because_of(made, "hunger", "attack")
        came_of_it = because_of(made, "attack", *OUTCOMES)
        assert sorted(row["cause"] for row in came_of_it) == sorted(row["id"] for row in lost)
        held_back += len(because_of(made, "hunger", "hold_back"))
        attacks += len(lost)
        outcomes.update(row["kind"] for row in came_of_it)
    assert held_back > 3 * attacks > 0
    assert outcomes == set(OUTCOMES)
