"""The utility of acts: one scalar rule per act, linear in its weights, which the catalog names after the rule's own."""

import inspect
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.rules import choices
from hyosan.scenario.catalog import BUILT_IN
from hyosan.world.codes import Act, Drive
from hyosan.world.parameters import Weights

ACTS = [act.name.lower() for act in Act if act is not Act.IDLE]
HATRED_COUNTS = {("bully", "target_bond"), ("revenge", "target_bond")}  #: inputs of which less means more
COUNTS = ("hunters", "hammered", "companions", "unaware", "company", "grief", "harm", "worry", "speed_mps")


def rule_of(act: str) -> Any:
    return getattr(choices, act)


def parameters(act: str) -> tuple[list[str], list[str]]:
    """Names of what a rule perceives, and of its weights."""
    names = list(inspect.signature(rule_of(act).py_func).parameters)
    return [n for n in names if not n.startswith("w_")], [n for n in names if n.startswith("w_")]


def behaviour(act: str) -> dict[str, Any]:
    return tomllib.loads((BUILT_IN / "behaviours" / f"{act}.toml").read_text())


def values_of(name: str) -> st.SearchStrategy[float]:
    """What an input can be: a bond in [-1, 1], a count, a share, a level."""
    if name.endswith("_bond") or name == "refuge_gain":
        return st.floats(-1, 1)
    if name in COUNTS:
        return st.floats(0, 12)
    return st.floats(0, 1)


def inputs(act: str) -> st.SearchStrategy[list[float]]:
    return st.tuples(*map(values_of, parameters(act)[0])).map(list)


def weights(act: str) -> st.SearchStrategy[list[float]]:
    return st.tuples(*(st.floats(-5, 5) for _ in parameters(act)[1])).map(list)


@pytest.mark.parametrize("act", ACTS)
def test_the_behaviour_file_of_an_act_has_the_weights_of_its_rule(act: str) -> None:
    file = behaviour(act)
    assert file["act"] == act
    assert [f"w_{name}" for name in file["weights"]] == parameters(act)[1]
    assert file["drive"].upper() in Drive.__members__


def test_there_is_one_rule_one_file_and_one_set_of_weights_per_act() -> None:
    files = {path.stem for path in (BUILT_IN / "behaviours").glob("*.toml")}
    rules = {name for name, found in vars(choices).items() if hasattr(found, "py_func")}
    assert files == rules == set(ACTS) == set(Weights._fields)


@pytest.mark.parametrize("act", ACTS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_compiled_and_pure_versions_agree_to_the_last_bit(act: str, data: st.DataObject) -> None:
    given_inputs, given_weights = data.draw(inputs(act)), data.draw(weights(act))
    assert rule_of(act)(*given_inputs, *given_weights) == rule_of(act).py_func(*given_inputs, *given_weights)


@pytest.mark.parametrize("act", ACTS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_utility_is_linear_in_the_weights(act: str, data: st.DataObject) -> None:
    rule: Callable[..., float] = rule_of(act).py_func
    seen, given_weights = data.draw(inputs(act)), data.draw(weights(act))
    n = len(given_weights)
    parts = [rule(*seen, *(w if k == j else 0.0 for j, w in enumerate(given_weights))) for k in range(n)]
    assert rule(*seen, *given_weights) == pytest.approx(sum(parts), abs=1e-9)
    assert rule(*seen, *(0.0 for _ in given_weights)) == 0.0


@pytest.mark.parametrize("act", ACTS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_with_positive_weights_more_of_anything_appeals_more(act: str, data: st.DataObject) -> None:
    """Except a bond to somebody hated: there less is more."""
    rule: Callable[..., float] = rule_of(act).py_func
    names, weight_names = parameters(act)
    seen = data.draw(inputs(act))
    ones = [1.0] * len(weight_names)
    k = data.draw(st.integers(0, len(names) - 1))
    more = [*seen]
    more[k] = max(seen[k], data.draw(values_of(names[k])))
    less, greater = rule(*seen, *ones), rule(*more, *ones)
    if (act, names[k]) in HATRED_COUNTS:
        less, greater = greater, less
    assert greater >= less - 1e-12


@pytest.mark.parametrize("act", ACTS)
def test_every_input_and_every_weight_counts(act: str) -> None:
    rule: Callable[..., float] = rule_of(act).py_func
    names, weight_names = parameters(act)
    seen = [-0.5 if (act, name) in HATRED_COUNTS else 0.5 for name in names]
    ones = [1.0] * len(weight_names)
    whole = rule(*seen, *ones)
    for k, name in enumerate(names):
        changed = [0.25 * value if j == k else value for j, value in enumerate(seen)]
        assert rule(*changed, *ones) != whole, name
    for k, name in enumerate(weight_names):
        changed = [0.0 if j == k else 1.0 for j in range(len(ones))]
        # the running speed of lure_away counts from 5 m/s on, so at half a metre per second it counts against it
        assert rule(*seen, *changed) != whole, name


@pytest.mark.parametrize(
    ("act", "seen", "weights", "utility"),
    [
        ("obey", (0.5, 0.2, 1.0, 1.0, 1.0, 0.0, 0.5), (-4.0, -2.0, -0.5, -0.7, 3.0, 4.0, -2.0, -8.0), -3.2),
        ("stay", (0.5, 7.0, 1.0, 4.0, 0.5), (1.0, -1.0, 2.0, -0.5, -2.0), -2.5),  # hunters count up to three
        ("hide", (1.0, 0.5, 5.0, 0.0, 0.0), (1.0, 2.0, -1.0, 9.0, 9.0), 1.5),
        ("flee", (1.0, 1.0, 0.5, 0.0, 0.5, -0.8), (1.0, 1.0, 2.0, 1.0, -2.0, -9.0), 2.0),  # a foe held keeps nobody
        ("barricade", (1.0, 2.0, 0.5, 0.5, 0.0), (1.0, 1.0, 1.0, 1.0, 1.0), 2.5),
        ("go_back", (0.5, 0.0, 0.0, 1.0, 0.0), (4.0, 0.0, 0.0, 2.0, 0.0), 3.0),
        ("go_back", (-0.5, 0.0, 0.0, 1.0, 0.0), (4.0, 0.0, 0.0, 2.0, 0.0), 0.0),
        ("warn", (2.0, 0.0, 0.0, 1.0, 0.0), (2.0, 0.0, 0.0, 1.0, 0.0), 2.0),
        ("shield", (0.5, 0.0, 1.0, 0.0, 0.0), (4.0, 0.0, 2.0, 0.0, 0.0), 2.0),  # the bond squared, and resolve for it
        ("fight", (0.0, 9.0, 0.5, 0.0, 0.0, 0.9, 0.0, 1.0), (1.0, -1.0, 2.0, 1.0, 1.0, -2.0, 1.0, 8.0), 2.2),
        ("lure_away", (9.0, 2.0, 4.0, 0.0, 6.0, 0.0, 0.0), (1.0, 1.0, 1.0, 0.5, 1.0, 1.0), 6.5),
        ("attack", (1.0, 0.5, -0.5, 7.0, 0.0), (3.0, -2.0, -2.0, 0.5, 1.0), 4.0),
        ("bully", (-0.5, 0.5, 0.0), (4.0, -1.0, -4.0), 1.5),
        ("bully", (0.5, 0.5, 0.0), (4.0, -1.0, -4.0), -0.5),
        ("revenge", (-0.5, 0.5, 9.0, 0.5), (4.0, 1.0, 0.5, -1.0), 3.5),
        ("inject", (9.0, 1.0, 0.0), (1.0, 2.0, 1.0), 5.0),
        ("confess", (0.5, 0.5, 4.0, 1.0, 0.0, 0.0), (2.0, -1.0, 0.5, 1.5, 1.0, 1.0), 3.5),
        ("bind", (0.5, 0.5, 9.0, 0.5, 1.0, 1.0), (4.0, -1.0, -1.0, 1.0, 1.0, -1.5), -1.5),  # others count up to three
        ("decline", (0.5, 0.5, 1.0, 0.8), (2.0, 1.0, 1.5, -0.5), 2.6),
        ("hold_captive", (0.5, 0.0, 1.0, 0.0, 1.0), (4.0, -1.0, -2.0, -1.0, 4.0), 4.0),
    ],
)
def test_known_utilities(act: str, seen: tuple[float, ...], weights: tuple[float, ...], utility: float) -> None:
    assert rule_of(act)(*seen, *weights) == pytest.approx(utility)


@pytest.mark.parametrize(
    ("act", "weight", "sign"),
    [
        ("obey", "fear", -1),  # fear breaks the habit of a school day
        ("flee", "hunters", 1),
        ("flee", "held", -1),  # one does not leave a friend in a hold
        ("hide", "cover", 1),
        ("follow", "bond", 1),
        ("go_back", "bond", 1),
        ("go_back", "fear", -1),
        ("shield", "bond", 1),
        ("obey", "told", 1),
        ("obey", "away", -1),  # through danger
        ("obey", "found", -1),  # halfbies
        ("obey", "duty", 1),  # orders on duty hold longer than instructions
        ("fight", "held", 1),
        ("fight", "ordered", 1),
        ("fight", "turned", -1),  # a friend who has turned is spared
        ("lure_away", "company", 1),
        ("warn", "unaware", 1),
        ("leave_group", "hunger", 1),
        ("attack", "hunger", 1),
        ("attack", "resolve", -1),
        ("attack", "bond", -1),
        ("hold_back", "resolve", 1),
        ("bite_own_arm", "hurt", -1),
        ("feed_on_dead", "hunger", 1),
        ("bully", "bond", 1),
        ("inject", "worry", 1),
        ("revenge", "bond", 1),
        ("talk", "grief", 1),
        ("signal", "fear", -1),
        ("confess", "bond", 1),
        ("confess", "infected", 1),
        ("confess", "warmth", 1),
        ("leap", "risk", -1),
        ("leap", "hunters", 1),
        ("fall_with", "resolve", 1),
        ("fall_with", "infected", 1),
        ("light_fire", "fear", -1),
        ("visit", "grief", 1),
        ("visit", "due", 1),
        ("visit", "beacon", 1),
        ("visit", "fear", -1),
        ("slip_out", "strictness", -1),
        ("slip_out", "stealth", 1),
        ("light_fire", "wish", 1),
        ("light_fire", "above", 1),
        ("bind", "bond", 1),
        ("bind", "mindful", -1),  # who has not turned is tied up by nobody but in despair
        ("hold_captive", "hunters", -1),
        ("visit", "kin", 1),
        ("decline", "hunger", 1),
        ("decline", "belongs", 1),
        ("decline", "bond", -1),
    ],
)
def test_the_catalog_weighs_as_the_story_tells(act: str, weight: str, sign: int) -> None:
    assert behaviour(act)["weights"][weight] * sign > 0
