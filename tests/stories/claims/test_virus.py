"""Each claim of the ledger about the virus, in a small world in which it happens and in one in which it cannot."""

from typing import Any

import pytest

from hyosan.world.codes import Door
from tests.stories.claims.judging import holds, verdict_on
from tests.stories.claims.scenes import NO_INJECTION, bitten_apart, bitten_become, crowd, school
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene
from tests.stories.test_courses import CERTAIN_BITES, FAST, HALFBIE
from tests.stories.test_halfbies import guarded
from tests.stories.test_hunger import tempted

HOUR_S = 3600
DAY_S = 24 * HOUR_S
TURNED = 'pathogen.transition."bitten -> turned"'
MEANS = ("leave_group", "bite_own_arm", "feed_on_dead")
ROOMS = {"Room": "classroom", "Next": "classroom"}


def test_v1_all_infections_go_back_to_the_one_that_the_maker_caused() -> None:
    assert holds("V1", school())
    assert not holds("V1", school(NO_INJECTION))
    assert not holds("V1", school(again=True))


@pytest.mark.parametrize(
    "change",
    [
        NO_INJECTION,
        "behaviour.bully.base=-1000",
        'pathogen.entry.injected="bitten"',  # he turns without growing strong
    ],
)
def test_v2_the_bullied_son_grows_strong_and_is_the_first_to_turn(change: str) -> None:
    assert holds("V2", school())
    assert not holds("V2", school(change))


@pytest.mark.parametrize("change", [f"{HALFBIE}.probability=1", "pathogen.hunting.kill_share=1"])
def test_v4_the_bitten_turn_and_bite(change: str) -> None:
    pinned = bitten_become(halfbie=0)
    assert holds("V4", crowd(*pinned))
    assert not holds("V4", crowd(*pinned, change))


@pytest.mark.parametrize(
    "change",
    ["pathogen.state.turned.strength=1", "pathogen.state.turned.speed=1", "pathogen.hunting.escape_base=1.5"],
)
def test_v5_the_turned_are_stronger_and_faster_than_people(change: str) -> None:
    assert holds("V5", crowd(*FAST))
    assert not holds("V5", crowd(*FAST, change))


@pytest.mark.parametrize("probability", [0, 1])
def test_v6_a_few_of_the_bitten_become_halfbies(probability: float) -> None:
    """One of the twenty-four is of an age at which it happens; otherwise nobody becomes one, or everybody."""
    ages = [17] + [30] * 23
    pinned = (*CERTAIN_BITES, *FAST)
    by_age = f"{HALFBIE}.probability={{ by_age = [[0, 0.0], [16, 1.0], [19, 0.0]] }}"
    assert holds("V6", crowd(*pinned, by_age, ages=ages))
    assert not holds("V6", crowd(*pinned, f"{HALFBIE}.probability={probability}", ages=ages))


def among_friends(*changes: str, **rest: Any) -> Scene:
    """Nam, bitten and not as before, with Ben in a room; an hour of what she does."""
    made = bitten_apart(ROOMS, {"Ben": "Room"}, changes=changes, bonds=[("Nam", "Ben", "friendship", 0.9)], **rest)
    return made.run(HOUR_S)


def test_v7_halfbies_remain_who_they_were() -> None:
    assert holds("V7", among_friends())
    assert not holds("V7", among_friends('pathogen.state.halfbie.flags=["infected", "infectious", "hunts"]'))
    assert not holds("V7", among_friends(halfbie=0))


def felt(*changes: str) -> Scene:
    """Nam, a halfbie, strikes Ben, who is with her, while one of the turned stirs behind a wall."""
    made = bitten_apart(
        ROOMS, {"Ben": "Room", "Zoe": "Next"}, acts={"attack": ALWAYS, "flee": NEVER, "leave_group": NEVER},
        changes=["pathogen.hunger.restraint_base=100", "pathogen.hunger.tau=10 min", *changes],
    )  # fmt: skip
    made.passage("Room", "Next")["door"], made.passage("Room", "Next")["strength"] = Door.CLOSED, 10_000.0
    made.infect("Zoe", "turned")
    made.mark("Zoe", "Room")
    return made.run(HOUR_S)


@pytest.mark.parametrize("change", ["pathogen.state.halfbie.strength=1", "mind.sense.value=0 m"])
def test_v8_halfbies_gain_strength_and_senses(change: str) -> None:
    assert holds("V8", felt())
    assert not holds("V8", felt(change))


def test_v9_halfbies_notice_the_infected_first_and_warn() -> None:
    assert holds("V9", guarded().run(5))
    assert not holds("V9", guarded(state="well").run(5))
    assert not holds("V9", guarded(at="Far").run(5))


@pytest.mark.parametrize("change", ["pathogen.hunger.tau=300 d", "behaviour.hold_back.base=-1000"])
def test_v10_hunger_comes_again_grows_and_can_be_borne(change: str) -> None:
    assert holds("V10", tempted().run(4 * HOUR_S))
    assert not holds("V10", tempted(change).run(4 * HOUR_S))


@pytest.mark.parametrize("means", MEANS)
def test_v11_hunger_is_mastered_for_a_while_by_each_means(means: str) -> None:
    assert holds("V11", tempted(act=means).run(4 * HOUR_S))
    assert not holds("V11", tempted(*(f"behaviour.{act}.base=-1000" for act in MEANS)).run(4 * HOUR_S))


def test_v12_those_no_longer_children_and_not_yet_adults_become_halfbies_more_easily() -> None:
    pinned, ages = (*CERTAIN_BITES, *FAST), (13, 17, 30)
    by_age = f"{HALFBIE}.probability={{ by_age = [[0, 0.0], [15, 0.9], [19, 0.9], [25, 0.1]] }}"
    assert holds("V12", crowd(*pinned, by_age, ages=ages))
    assert not holds("V12", crowd(*pinned, f"{HALFBIE}.probability=0.9", ages=ages))


def slain(*changes: str) -> Scene:
    """Some of the turned among archers who miss nothing, and an hour in which they may rise again."""
    hunters = [f"Zed {k}" for k in range(6)]
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", **dict.fromkeys(hunters, "Room")}, traits={"Ann": {"armed": 1.0}},
        acts={"fight": 2 * ALWAYS, "stay": ALWAYS},
        changes=["encounter.armed_kill_per_min.value=10000", "pathogen.hunting.escape_base=100", *changes],
    )  # fmt: skip
    for name in hunters:
        made.infect(name, "turned")
    made.alert("Ann")
    return made.run(HOUR_S)


@pytest.mark.parametrize(
    "changes",
    [
        ("pathogen.rise.probability=0",),
        ("pathogen.rise.probability=1", "pathogen.rise.frailty_sigma=0", "pathogen.rise.decay=1e-9"),
    ],
)
def test_v13_some_rise_again_and_one_more_often_than_anybody(changes: tuple[str, ...]) -> None:
    """It fails where nobody rises, and where all do equally often because none is frailer than another."""
    assert holds("V13", slain())
    assert not holds("V13", slain(*changes))


def test_v14_variants_arise_on_the_way_and_are_passed_on() -> None:
    pinned = bitten_become(halfbie=0)
    assert holds("V14", crowd(*pinned, "pathogen.mutation.probability=0.5"))
    assert not holds("V14", crowd(*pinned, "pathogen.mutation.probability=0"))


def months(*changes: str, **rest: Any) -> Scene:
    """Nam, who is bitten on day 59, and two dozen who stand still where she is; the month after."""
    later = ('start="day 59 09:00"', 'until="day 92 00:00"', 'stretch=[{from="day 60 00:00", step="1 h"}]')
    people = {f"Ann {k}": "Room" for k in range(24)}
    given = {"acts": {"stay": ALWAYS}, **rest}
    return bitten_apart(ROOMS, people, changes=[*later, *changes], halfbie=0, **given).run(32 * DAY_S)


def test_v16_in_the_end_the_outbreak_has_waned_but_there_are_still_infected() -> None:
    assert holds("V16", months())
    slow = f'{TURNED}.wait={{ distribution = "fixed", value = "5 d" }}'
    assert not holds("V16", months(slow)), "it goes on"
    fought = ("encounter.unarmed_kill_per_min.value=10000", "pathogen.hunting.escape_base=100")
    assert verdict_on("V16", months(*fought, acts={"fight": ALWAYS})).verdict != "holds", "it is over"
