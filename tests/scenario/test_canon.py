"""Pins and chances: sound ones load and merge, faulty ones are refused with one message each."""

import re
from pathlib import Path

import pytest
import tomli_w
from jsonschema import Draft4Validator

from hyosan.errors import BadInput
from hyosan.population import build_world
from hyosan.scenario import json_schema, load, loads
from hyosan.world.codes import Act, Kind, Purpose, RowFailure

from ..worlds import SMALL_SCHOOL

BASE = {"extends": str(SMALL_SCHOOL)}
PIN = {"name": "it", "person": "Friend", "does": "talk"}
CHANCE = {"name": "it", "person": "Friend", "purpose": "course branch", "outcome": "halfbie"}


def pinned(**changes: object) -> str:
    return tomli_w.dumps(BASE | {"pin": [PIN | changes]})


def chanced(**changes: object) -> str:
    return tomli_w.dumps(BASE | {"chance": [CHANCE | changes]})


def test_sound_rows_load_and_fit_the_schema() -> None:
    text = BASE | {
        "pin": [PIN | {"to": "Victim", "at": "day 1 09:00", "until": "day 1 10:00", "when": {
            "after": {"kind": "turned", "who": "Victim"}, "in": "Hall", "with": "Bully", "state": "halfbie"}}],
        "chance": [CHANCE, {"name": "other", "person": "Friend", "purpose": "hold", "outcome": "escape",
                            "other": "Bully", "occasion": 2}],
    }  # fmt: skip
    scenario = loads(tomli_w.dumps(text), "mine.toml")
    Draft4Validator(json_schema()).validate(text)
    (pin,), (branch, hold) = scenario.pin, scenario.chance
    assert (pin.does, pin.when.in_, pin.when.after and pin.when.after.kind) == (Act.TALK, "Hall", Kind.TURNED)
    assert (branch.draw, hold.draw, hold.occasion) == (Purpose.BRANCH, Purpose.OUTCOME, 2)


def test_rows_of_the_catalog_are_referred_to_and_changed_by_name() -> None:
    names = {row.name for row in load("hyosan-high").pin}
    assert names
    name = min(names)
    changed = loads(f'extends = "hyosan-high"\npin = [{{ name = "{name}", remove = true }}]')
    assert {row.name for row in changed.pin} == names - {name}
    assert not loads('extends = "hyosan-high"\ncanon = []').pin


def test_a_plain_world_has_no_rows() -> None:
    scenario = loads(pinned(), "mine.toml")
    assert len(build_world(scenario, 1).tables.canon) == 0
    assert len(build_world(scenario, 1, canon=True).tables.canon) == 1


@pytest.mark.parametrize(
    ("text", "key", "found", "suggestion"),
    [
        (pinned(person="Freind"), "pin.it.person", 'no person "Freind"', '"Friend"'),
        (pinned(to="Victm"), "pin.it.to", 'no person "Victm"', '"Victim"'),
        (pinned(to="Friend"), "pin.it.to", '"Friend" to themselves', None),
        (pinned(does="tlak"), "pin.it.does", '"tlak"', '"talk"'),
        (pinned(does="idle"), "pin.it.does", '"idle"', None),
        (pinned(does="inject"), "pin.it.does", "who holds no pathogen", None),
        (pinned(does="hide", to="Victim"), "pin.it.to", '"Victim" for "hide"', None),
        (pinned(towards="Hall"), "pin.it.towards", '"Hall" for "talk"', None),
        (pinned(does="flee", towards="Hal"), "pin.it.towards", 'no place "Hal"', '"Hall"'),
        (pinned(when={"in": "Hal"}), "pin.it.when.in", 'no place "Hal"', '"Hall"'),
        (pinned(when={"with": "Friend"}), "pin.it.when.with", "who is always there", None),
        (pinned(when={"state": "halfby"}), "pin.it.when.state", 'no state "halfby"', '"halfbie"'),
        (pinned(when={"after": {"kind": "turnd"}}), "pin.it.when.after.kind", '"turnd"', '"turned"'),
        (pinned(when={"after": {"kind": "turned", "who": "Nobody"}}), "pin.it.when.after.who", "no person", None),
        (pinned(when={"near": "Hall"}), "pin.it.when.near", "unknown key", None),
        (pinned(at="day 3 09:00"), "pin.it.at", "does not reach", None),
        (pinned(at="day 1 09:30", until="day 1 09:00"), "pin.it.until", "not after the beginning", None),
        (chanced(person="Freind"), "chance.it.person", 'no person "Freind"', '"Friend"'),
        (chanced(purpose="reach", outcome="missed"), "chance.it.repeats", 'one occasion of "reach"', None),
        (chanced(purpose="survival", outcome="escape"), "chance.it.repeats", 'one occasion of "survival"', None),
        (chanced(purpose="capture", outcome="missed", repeats=True), "chance.it.outcome", '"missed"', None),
        (chanced(purpose="corse branch"), "chance.it.purpose", '"corse branch"', '"course branch"'),
        (chanced(outcome="halfby"), "chance.it.outcome", '"halfby"', '"halfbie"'),
        (chanced(purpose="hold", outcome="halfbie"), "chance.it.outcome", '"halfbie"', None),
        (chanced(other="Victim"), "chance.it.other", 'for "course branch"', None),
        (chanced(occasion=0), "chance.it.occasion", "0", None),
    ],
)  # fmt: skip
def test_a_faulty_row_is_refused(text: str, key: str, found: str, suggestion: str | None) -> None:
    with pytest.raises(BadInput) as caught:
        loads(text, "mine.toml")
    assert (caught.value.file, caught.value.key, caught.value.suggestion) == ("mine.toml", key, suggestion)
    assert found in caught.value.found


def test_rows_that_contradict_each_other_are_refused() -> None:
    other = CHANCE | {"name": "other", "outcome": "turned"}
    with pytest.raises(BadInput, match='the same moment as "it"'):
        loads(tomli_w.dumps(BASE | {"chance": [CHANCE, other]}))
    with pytest.raises(BadInput, match='the same moment as "it"'):
        loads(tomli_w.dumps(BASE | {"pin": [PIN, PIN | {"name": "again"}]}))
    loads(
        tomli_w.dumps(
            BASE | {"chance": [CHANCE, other | {"occasion": 2}], "pin": [PIN, PIN | {"name": "else", "does": "hide"}]}
        )
    )


def test_rows_need_minds_that_decide() -> None:
    with pytest.raises(BadInput, match="pins or chances without decisions"):
        loads(tomli_w.dumps(BASE | {"systems": ["course"], "pin": [PIN]}))


def test_another_pathogen_drops_the_canon_that_was_about_the_first() -> None:
    scenario = loads('extends = "hyosan-high"\npathogen = "influenza-1978"\nbehaviours = ["*"]', "mine.toml")
    assert (scenario.pin, scenario.chance) == ((), ())


def test_the_example_of_the_page_loads() -> None:
    page = (Path(__file__).parents[2] / "docs" / "canon.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    scenario = loads(example[1], "mine.toml")
    assert (len(scenario.pin), len(scenario.chance)) == (2, 1)


def test_the_page_names_every_reason_for_failing() -> None:
    page = (Path(__file__).parents[2] / "docs" / "canon.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(why.value) for why in RowFailure]
