"""Canon: pins choose among what is on offer, chances narrow one draw; what fails says why. No row sets a state."""

from typing import Any

import numpy as np
import pytest

from hyosan.world.codes import Act, RowFailure
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene

HOUR_S = 3600
HALFBIE = "pathogen.transition.bitten -> halfbie"
EVEN = [f"behaviour.{act}.weights.{weight}=0" for act, weights in (
    ("stay", ("fear", "hunters", "barred", "hammered", "resolve")),
    ("hide", ("fear", "cover", "companions", "barred", "hammered")),
) for weight in weights]  # fmt: skip
ONLY_STAY_AND_HIDE = {"stay": 0, "hide": 0, "talk": NEVER, "flee": NEVER, "barricade": NEVER, "signal": NEVER}
NO_ESCAPE = ("pathogen.hunting.escape_base=-100", "pathogen.hunting.escape_slope=0")
NO_KILL = "pathogen.hunting.kill_share=0"


def failures(made: Scene) -> list[RowFailure]:
    """Why rows failed, in the order in which they did."""
    return [RowFailure(int(row["value"])) for row in made.of("row_failed")]


def linked(made: Scene, event: dict[str, Any]) -> set[int]:
    """Further causes of an event."""
    _, links, _ = made.kept.frames()
    return set(links.filter(links["event"] == event["id"])["because_of"])


def pin(does: str, rest: str = "", person: str = "Ann") -> str:
    """One pin, as TOML."""
    return f'[[pin]]\nname = "it"\nperson = "{person}"\ndoes = "{does}"\n{rest}\n'


def chance(purpose: str, outcome: str, rest: str = "", person: str = "Ann") -> str:
    """One chance, as TOML."""
    return f'[[chance]]\nname = "it"\nperson = "{person}"\npurpose = "{purpose}"\noutcome = "{outcome}"\n{rest}\n'


def waiting(canon: str, seconds: int = HOUR_S, **rest: Any) -> Scene:
    """Ann and Ben know of the turned and wait in a room; there is another."""
    given = {"acts": {"stay": ALWAYS}, **rest}
    made = scene({"Room": "classroom", "Hall": "classroom"}, {"Ann": "Room", "Ben": "Room"}, canon=canon, **given)
    made.alert("Ann", "Ben")
    return made.run(seconds)


def held(canon: str, *changes: str, seed: int = 1, hours: float = 1 / 3, **rest: Any) -> Scene:
    """Zed, who has turned, goes for Ann, who keeps still."""
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Zed": "Room"}, seed=seed, acts={"stay": ALWAYS}, changes=changes,
        canon=canon, **rest,
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert("Ann")
    return made.run(int(hours * HOUR_S))


def test_a_pin_takes_its_act_at_its_time_and_records_how_likely_it_was() -> None:
    made = waiting(pin("hide", 'at = "day 1 09:20"'), acts=ONLY_STAY_AND_HIDE, changes=EVEN, seed=2)
    (asked,) = made.of("canon_row")
    (pinned,) = made.of("pinned")
    assert (asked["who"], asked["value"], asked["cause"]) == ("Ann", 0, 0)
    assert (pinned["who"], pinned["cause"], pinned["time"]) == ("Ann", asked["id"], 9 * HOUR_S + 1200)
    assert pinned["value"] == pytest.approx(0.5)
    chosen = next(row for row in made.of("stay", "hide") if row["id"] > pinned["id"] and row["who"] == "Ann")
    assert (chosen["kind"], chosen["time"]) == ("hide", pinned["time"])
    assert pinned["id"] in linked(made, chosen)
    assert not failures(made)


def test_the_choice_that_a_pin_decides_keeps_what_would_have_been_done_instead() -> None:
    made = waiting(pin("hide"))
    (pinned,) = made.of("pinned")
    chosen = made.of("hide")[0]
    assert pinned["id"] in linked(made, chosen)
    _, _, choices = made.kept.frames()
    choice = choices.filter(choices["event"] == chosen["id"]).row(0, named=True)
    assert choice["runner_up"] == "stay"
    assert choice["utility"] < choice["runner_up_utility"]
    assert pinned["value"] < 1e-100


def test_a_pin_decides_once_unless_it_repeats() -> None:
    assert len(waiting(pin("hide")).of("pinned")) == 1
    often = waiting(pin("hide", 'repeats = true\nuntil = "day 1 09:30"'))
    assert len(often.of("pinned")) > 1
    assert max(row["time"] for row in often.of("pinned")) < 9 * HOUR_S + 1800
    assert not failures(often)


def test_a_pin_waits_for_an_event() -> None:
    canon = pin("hide", 'when = { after = { kind = "hide", who = "Ben" } }') + pin(
        "hide", 'at = "day 1 09:10"', "Ben"
    ).replace('"it"', '"his"')
    made = waiting(canon)
    his, hers = made.of("pinned")
    assert (his["who"], hers["who"]) == ("Ben", "Ann")
    assert his["time"] == 9 * HOUR_S + 600
    assert his["time"] < hers["time"] <= his["time"] + 60
    (behind,) = linked(made, hers)
    assert behind == made.of("hide")[0]["id"]


def test_a_pin_holds_only_before_an_event() -> None:
    stop = 'repeats = true\nwhen = { before = { kind = "hide", who = "Ben" } }'
    made = waiting(pin("hide", stop) + pin("hide", 'at = "day 1 09:10"', "Ben").replace('"it"', '"his"'))
    his = next(row for row in made.of("hide") if row["who"] == "Ben")
    hers = [row["time"] for row in made.of("pinned") if row["who"] == "Ann"]
    assert hers
    assert max(hers) <= his["time"] + 60
    assert not failures(made)


@pytest.mark.parametrize("condition", ['in = "Hall"', 'with = "Cho"'])
def test_a_pin_waits_until_its_person_is_somewhere_or_with_somebody(condition: str) -> None:
    made = scene(
        {"Room": "classroom", "Hall": "classroom"}, {"Ann": "Room", "Cho": "Hall"}, acts={"stay": ALWAYS},
        canon=pin("hide", f"when = {{ {condition} }}"),
    )  # fmt: skip
    made.alert("Cho")
    made.send("Ann", "Hall")
    made.tables.mind["knows"][made.who("Ann")] = True
    made.run(600)
    (pinned,) = made.of("pinned")
    assert pinned["place"] == "Hall"
    assert pinned["time"] > 9 * HOUR_S


def test_a_pin_waits_for_a_state() -> None:
    made = held(pin("stay", 'when = { state = "halfbie" }'), *NO_ESCAPE, NO_KILL, f"{HALFBIE}.probability=1", hours=7)
    (pinned,) = made.of("pinned")
    assert pinned["time"] >= made.of("halfbie")[0]["time"]


def test_a_pin_waits_until_its_act_is_on_offer_and_then_is_not_kept_waiting() -> None:
    canon = pin("shield", 'to = "Ben"')
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room", "Zed": "Room"}, acts={"stay": ALWAYS, "shield": NEVER},
        bonds=[("Ann", "Ben", "family", 0.9)], canon=canon,
        changes=["pathogen.hunting.grapple=60 s", *NO_ESCAPE],
    )  # fmt: skip
    made.alert("Ann", "Ben")
    made.seize("Zed", "Ben", 30)
    made.infect("Zed", "turned")
    made.run(60)
    assert made.of("shield")[0]["other"] == "Ben"
    assert made.of("bite")[0]["other"] == "Ann"


def test_a_pin_that_is_not_on_offer_changes_nothing_else() -> None:
    plain = waiting("")
    waited = waiting(pin("shield", 'to = "Ben"'))
    columns = ["time", "kind", "who", "other", "place"]
    told = [made.events.filter(~made.events["kind"].is_in(["canon_row", "row_failed"])) for made in (plain, waited)]
    assert told[0].select(columns).equals(told[1].select(columns))
    assert np.array_equal(plain.tables.mind["occasion"], waited.tables.mind["occasion"])


def test_a_pin_names_whom_its_act_is_about() -> None:
    bonds = [("Ann", "Ben", "friendship", 0.9)]
    assert waiting(pin("talk", 'to = "Ben"'), bonds=bonds).of("talk")[0]["other"] == "Ben"
    other = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room", "Cho": "Room"}, acts={"stay": ALWAYS}, bonds=bonds,
        canon=pin("talk", 'to = "Cho"'),
    )  # fmt: skip
    other.alert("Ann", "Ben", "Cho")
    other.run(HOUR_S)
    assert not other.of("talk")
    assert failures(other) == [RowFailure.NEVER_ON_OFFER]


def missed(canon: str) -> Scene:
    """Ann misses Ben, who is next door, more than Cho, who is in the hall."""
    bonds = [("Ann", "Ben", "friendship", 0.9), ("Ann", "Cho", "friendship", 0.5)]
    made = scene(
        {"Room": "classroom", "Next": "classroom", "Hall": "classroom"}, {"Ann": "Room", "Ben": "Next", "Cho": "Hall"},
        bonds=bonds, acts={"go_back": 2 * ALWAYS, "stay": ALWAYS}, canon=canon,
    )  # fmt: skip
    made.alert("Ann")
    return made.run(600)


def test_of_several_who_are_missed_a_pin_names_whom_to_go_back_for() -> None:
    assert missed("").of("go_back")[0]["other"] == "Ben"
    asked = missed(pin("go_back", 'to = "Cho"'))
    assert asked.of("go_back")[0]["other"] == asked.of("pinned")[0]["other"] == "Cho"


def test_of_several_in_sight_a_pin_names_whom_hunger_strikes() -> None:
    for canon, struck in (("", "Ben"), (pin("attack", 'to = "Cho"'), "Cho")):
        made = scene(
            {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room", "Cho": "Room"}, acts={"attack": ALWAYS},
            bonds=[("Ann", "Ben", "friendship", 0.9), ("Ann", "Cho", "friendship", 0.5)], canon=canon,
            changes=["pathogen.hunger.tau=1 min"],
        )  # fmt: skip
        made.infect("Ann", "halfbie")
        made.run(600)
        assert made.of("attack")[0]["other"] == struck


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ('when = { in = "Hall" }\nuntil = "day 1 09:10"', RowFailure.CONDITION_NEVER_HELD),
        ('until = "day 1 09:10"', RowFailure.NEVER_ON_OFFER),
    ],
)
def test_a_pin_fails_when_its_time_is_over(rest: str, why: RowFailure) -> None:
    made = waiting(pin("shield", rest))
    (failed,) = made.of("row_failed")
    assert RowFailure(int(failed["value"])) is why
    assert failed["time"] == 9 * HOUR_S + 600
    assert failed["cause"] == made.of("canon_row")[0]["id"]


def test_a_pin_that_has_not_come_about_at_the_end_has_failed() -> None:
    assert failures(waiting(pin("shield"))) == [RowFailure.NEVER_ON_OFFER]


@pytest.mark.parametrize(
    ("changes", "why", "kind"),
    [
        (("pathogen.hunting.kill_share=1",), RowFailure.DEAD, "died"),
        ((NO_KILL, f"{HALFBIE}.probability=0"), RowFailure.TURNED, "turned"),
    ],
)
def test_a_row_of_somebody_dead_or_turned_fails_and_names_the_event(
    changes: tuple[str, ...], why: RowFailure, kind: str
) -> None:
    made = held(pin("talk", 'at = "day 1 12:00"'), *NO_ESCAPE, *changes)
    (failed,) = made.of("row_failed")
    assert RowFailure(int(failed["value"])) is why
    (behind,) = linked(made, failed)
    assert made.events.row(behind, named=True)["kind"] == kind
    assert made.events.row(behind, named=True)["who"] == made.who("Ann")


def test_a_pin_fails_when_the_one_it_is_about_is_gone() -> None:
    canon = pin("talk", 'to = "Ann"\nat = "day 1 12:00"', person="Ben")
    made = scene(
        {"Room": "classroom", "Far": "classroom"}, {"Ann": "Room", "Zed": "Room", "Ben": "Far"},
        doors=[("Far", "Room", "locked")], acts={"stay": ALWAYS}, changes=[*NO_ESCAPE, NO_KILL], canon=canon,
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert("Ann")
    made.run(1200)
    assert failures(made) == [RowFailure.TARGET_GONE]


def test_a_row_fails_when_its_place_is_cut_off_or_its_person_has_left() -> None:
    canon = pin("stay", 'when = { in = "Hall" }\nuntil = "day 1 09:10"')
    barred = waiting(canon, doors=[("Hall", "Room", "locked")])
    assert failures(barred) == [RowFailure.CUT_OFF]
    canon = pin("hide", 'when = { in = "Room" }\nat = "day 1 09:10"')
    gone = scene({"Room": "classroom", "Gate": "street"}, {"Ann": "Room"}, canon=canon)
    gone.send("Ann", "Gate")
    gone.run(1200)
    assert failures(gone) == [RowFailure.LEFT]


@pytest.mark.parametrize("outcome", ["halfbie", "turned"])
def test_a_chance_takes_the_course_that_it_names(outcome: str) -> None:
    made = held(
        chance("course branch", outcome), *NO_ESCAPE, NO_KILL, f"{HALFBIE}.probability=0.25",
        "pathogen.mutation.probability=0", hours=7,
    )  # fmt: skip
    (chanced,) = made.of("chanced")
    assert chanced["value"] == pytest.approx(0.25 if outcome == "halfbie" else 0.75)
    assert made.state_of("Ann") == outcome
    assert chanced["id"] in linked(made, made.of(outcome)[0])


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize(("outcome", "kind"), [("escape", "escape"), ("bite", "bite"), ("kill", "kill")])
def test_a_chance_decides_how_a_hold_ends(outcome: str, kind: str, seed: int) -> None:
    made = held(chance("hold", outcome, 'other = "Zed"'), seed=seed)
    (chanced,) = made.of("chanced")
    ends = made.of("escape", "bite", "kill")
    assert ends[0]["kind"] == kind
    assert chanced["id"] in linked(made, ends[0])
    assert 0.0 < chanced["value"] < 1.0


def test_the_chances_of_a_hold_add_up() -> None:
    odds = [held(chance("hold", outcome)).of("chanced")[0]["value"] for outcome in ("escape", "bite", "kill")]
    assert sum(odds) == pytest.approx(1.0)


def test_a_chance_can_be_about_a_later_draw() -> None:
    canon = chance("hold", "escape", "occasion = 2")
    made = held(canon + canon.replace('"it"', '"first"').replace("occasion = 2", ""), seed=3)
    chanced = made.of("chanced")
    assert len(chanced) == 2
    assert [row["kind"] for row in made.of("escape", "bite")][:2] == ["escape", "escape"]


def test_luck_that_lasts_decides_every_draw_and_each_is_recorded() -> None:
    made = held(chance("hold", "escape", "repeats = true"))
    chanced, ends = made.of("chanced"), made.of("escape", "bite", "kill")
    assert len(ends) > 2
    assert {row["kind"] for row in ends} == {"escape"}
    assert [row["time"] for row in chanced] == [row["time"] for row in ends]
    assert all(row["id"] in linked(made, end) for row, end in zip(chanced, ends, strict=True))
    assert all(0.0 < row["value"] < 1.0 for row in chanced)


def test_luck_that_lasts_can_begin_with_a_later_draw() -> None:
    once = held(chance("hold", "bite"), NO_KILL)
    lasting = chance("hold", "escape", "repeats = true\noccasion = 2")
    made = held(lasting + chance("hold", "escape").replace('"it"', '"1"'))
    assert once.of("escape", "bite")[0]["kind"] == "bite"
    chanced = made.of("chanced")
    assert len(chanced) == len(made.of("escape")) > 2
    assert len({row["cause"] for row in chanced}) == 2


def test_luck_lasts_no_longer_than_its_condition() -> None:
    made = held(chance("hold", "escape", 'repeats = true\nwhen = { before = { kind = "escape", who = "Ann" } }'))
    assert len(made.of("chanced")) == 1
    assert made.of("escape", "bite", "kill")[0]["kind"] == "escape"


def test_luck_that_lasts_and_was_never_needed_has_not_come_about() -> None:
    assert failures(waiting(chance("hold", "escape", "repeats = true"))) == [RowFailure.NEVER_DRAWN]


@pytest.mark.parametrize(("outcome", "rises"), [("rises", True), ("stays dead", False)])
def test_a_chance_lets_somebody_rise_or_stay_dead(outcome: str, rises: bool) -> None:
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Zed": "Room"}, traits={"Ann": {"armed": 1.0}},
        acts={"fight": 2 * ALWAYS, "stay": ALWAYS}, canon=chance("rising", outcome, person="Zed"),
        changes=[
            "encounter.armed_kill_per_min.value=10000", "pathogen.hunting.escape_base=100", "pathogen.rise.wait=60 s",
            "pathogen.rise.frailty_sigma=0", "pathogen.rise.probability=0.5",
        ],
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert("Ann")
    made.run(3600)
    assert made.of("chanced")[0]["value"] == pytest.approx(0.5)
    assert made.happened("rose") is rises


@pytest.mark.parametrize(("outcome", "kind"), [("escape", "escape"), ("blow", "struck"), ("bite", "bite")])
def test_a_chance_decides_how_a_strike_ends(outcome: str, kind: str) -> None:
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room"}, acts={"attack": ALWAYS},
        canon=chance("strike", outcome, 'other = "Ben"'), changes=["pathogen.hunger.tau=1 min"],
    )  # fmt: skip
    made.infect("Ann", "halfbie")
    made.run(1200)
    ends = made.of("escape", "struck", "bite")
    assert ends[0]["kind"] == kind
    assert made.of("chanced")[0]["id"] in linked(made, ends[0])


@pytest.mark.parametrize(("purpose", "outcome"), [("reach", "missed"), ("capture", "escape"), ("harm", "escape")])
def test_luck_not_to_be_reached_lasts_and_its_moments_are_counted_together(purpose: str, outcome: str) -> None:
    plain, lucky = held(""), held(chance(purpose, outcome, "repeats = true"))
    assert plain.of("grapple")
    assert not lucky.of("grapple")
    assert lucky.state_of("Ann") == "well"
    chanced = lucky.of("chanced")
    assert {row["who"] for row in chanced} == {"Ann"}
    assert all(0.0 < row["value"] < 1.0 for row in chanced)
    assert not failures(lucky)


def test_who_is_to_live_on_can_be_seized_but_gets_away() -> None:
    made = held(chance("survival", "escape", "repeats = true"))
    assert len(made.of("grapple")) > 1
    assert {row["kind"] for row in made.of("escape", "bite", "kill")} == {"escape"}
    assert made.state_of("Ann") == "well"


def test_an_infection_takes_the_luck_of_the_bite_and_of_the_course() -> None:
    made = held(chance("infection", "halfbie", "repeats = true"), hours=3)
    bitten, became = made.of("chanced")[:2]
    assert bitten["id"] in linked(made, made.of("bite")[0])
    assert became["id"] in linked(made, made.of("halfbie")[0])
    assert 0.0 < became["value"] < bitten["value"] < 1.0
    assert not made.of("escape", "kill")
    assert made.state_of("Ann") == "halfbie"


def test_luck_that_no_hunter_came_near_has_not_come_about() -> None:
    assert failures(waiting(chance("reach", "missed", "repeats = true"))) == [RowFailure.NEVER_DRAWN]


def test_whoever_is_not_caught_gets_out_of_a_hold() -> None:
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Zed": "Room"}, acts={"stay": ALWAYS},
        canon=chance("capture", "escape", "repeats = true"),
    )  # fmt: skip
    made.alert("Ann")
    made.seize("Zed", "Ann", 5)
    made.infect("Zed", "turned")
    made.run(600)
    assert [row["kind"] for row in made.of("escape", "bite", "kill")] == ["escape"]


@pytest.mark.parametrize("purpose", ["hold", "capture", "harm", "survival"])
def test_luck_in_holds_wards_off_the_blow_of_an_infected_mind(purpose: str) -> None:
    made = scene(
        {"Room": "classroom"}, {"Ann": "Room", "Ben": "Room"}, acts={"attack": ALWAYS},
        canon=chance(purpose, "escape", "repeats = true", person="Ben"), changes=["pathogen.hunger.tau=1 min"],
    )  # fmt: skip
    made.infect("Ann", "halfbie")
    made.run(1200)
    ends = made.of("escape", "struck", "bite")
    assert len(ends) > 1
    assert {row["kind"] for row in ends} == {"escape"}
    assert all(row["id"] in linked(made, end) for row, end in zip(made.of("chanced"), ends, strict=True))


def test_whoever_is_hidden_can_keep_so_when_hunters_come_in() -> None:
    made = scene(
        {"Room": "classroom", "Hall": "classroom"}, {"Ann": "Room", "Zed": "Hall"}, acts={"stay": ALWAYS},
        canon=pin("hide", "repeats = true") + chance("reach", "missed", "repeats = true").replace('"it"', '"luck"'),
    )  # fmt: skip
    made.alert("Ann")
    made.run(60)
    made.infect("Zed", "turned")
    made.send("Zed", "Room")
    made.run(30)
    assert made.place_of("Ann") == made.place_of("Zed") == "Room"
    assert made.tables.body["hidden"][made.who("Ann")] > 0.0
    assert not made.of("grapple", "flee")


def test_an_outcome_without_any_chance_fails() -> None:
    made = held(chance("course branch", "halfbie"), *NO_ESCAPE, NO_KILL, f"{HALFBIE}.probability=0")
    assert failures(made) == [RowFailure.IMPOSSIBLE]
    assert not made.of("chanced")
    assert made.state_of("Ann") == "turned"


def test_a_chance_without_its_draw_fails() -> None:
    assert failures(waiting(chance("hold", "escape"))) == [RowFailure.NEVER_DRAWN]


def test_somebody_whom_no_row_is_about_keeps_their_luck() -> None:
    plain, asked = (
        held(canon, traits={"Ann": {"strength": 0.6}}) for canon in ("", chance("hold", "escape", 'at = "day 1 23:00"'))
    )
    ends = [[(row["time"], row["kind"]) for row in made.of("escape", "bite", "kill")] for made in (plain, asked)]
    assert ends[0] == ends[1]


def sought(waits: bool) -> Scene:
    """Ann is to bully Ben, who is elsewhere, and waits there or goes about, too."""
    made = scene(
        {"Room": "classroom", "Far": "classroom"}, {"Ann": "Room", "Ben": "Far"},
        bonds=[("Ann", "Ben", "bullying", -0.9)], canon=pin("bully", 'to = "Ben"'), acts={"bully": -50},
        changes=['period.day.where="anywhere"'],
    )  # fmt: skip
    if waits:
        made.tables.mind["act"][made.who("Ben")] = Act.STAY
        made.tables.mind["act_until"][made.who("Ben")] = 2**62
    return made.run(HOUR_S)


def test_whoever_sets_out_for_somebody_is_held_to_it_until_they_meet() -> None:
    made = sought(waits=True)
    pinned, (bullied,) = made.of("pinned"), made.of("bully")
    assert len(pinned) == 2
    assert pinned[0]["time"] < pinned[1]["time"] == bullied["time"]
    assert pinned[1]["id"] in linked(made, bullied)
    assert not failures(made)


def test_whoever_does_not_meet_them_has_not_found_them() -> None:
    made = sought(waits=False)
    assert made.of("pinned")
    assert not made.of("bully")
    assert failures(made) == [RowFailure.NOT_FOUND]
