"""Faults of detections and interventions: one message each, naming the key and what would do."""

from contextlib import suppress
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from hyosan.errors import BadInput
from hyosan.scenario import Scenario, json_schema, loads

from .test_malformed_values import VALUES

SYSTEMS = ["interventions", "course", "reporting", "transmission"]
DETECTION = {
    "name": "tests",
    "state": "infectious",
    "probability": 0.5,
    "delay": {"distribution": "gamma", "mean": "3 d", "sd": "2 d"},
    "source": "assumption: an example",
}
SOUND: dict[str, dict[str, Any]] = {
    "isolation": {"apart_for": "7 d", "contacts_outside": 0.2, "delay": "1 d", "compliance": 0.7},
    "community distancing": {
        "reduction": 0.5,
        "trigger": {"reported": 50, "over": "7 d", "scope": "district"},
        "reported_below": 20,
    },
    "vaccination": {
        "coverage": {"by_age": [[0, 0.2], [65, 0.8]]},
        "lasts": "60 d",
        "from": "day 2 00:00",
        "against_infection": 0.6,
        "half_life": "200 d",
    },
}


def text(*rows: dict[str, Any], **changes: Any) -> str:
    """The well-mixed society with detections and interventions."""
    table = {"extends": "seir-mixed", "systems": SYSTEMS, "detection": [DETECTION], "intervention": list(rows)}
    return tomli_w.dumps({key: value for key, value in (table | changes).items() if value is not None})


def row(kind: str, **changes: Any) -> dict[str, Any]:
    """A sound intervention of a kind, with changes; None takes a key away."""
    found = {"name": "it", "kind": kind, "source": "assumption: an example"} | SOUND.get(kind, {}) | changes
    return {key: value for key, value in found.items() if value is not None}


def read(written: str) -> Scenario:
    return loads(written, "mine.toml")


@pytest.mark.parametrize("kind", SOUND)
def test_sound_ones_load_and_fit_the_schema(kind: str) -> None:
    scenario = read(text(row(kind)))
    assert loads(scenario.to_toml()) == scenario
    table = {"detection": [DETECTION], "intervention": [row(kind)], "extends": "seir-mixed"}
    assert list(Draft4Validator(json_schema()).iter_errors(table)) == []


FAULTS: dict[str, tuple[str, str, str]] = {
    "an unknown state": (
        text(detection=[DETECTION | {"state": "infectios"}]),
        "detection.tests.state",
        'did you mean "infectious"?',
    ),
    "a probability above 1": (
        text(detection=[DETECTION | {"probability": 1.5}]),
        "detection.tests.probability",
        "0 to 1",
    ),
    "a probability below 0 at an age": (
        text(detection=[DETECTION | {"probability": {"by_age": [[0, -0.1]]}}]),
        "detection.tests.probability",
        "0 to 1",
    ),
    "a delay without its parameters": (
        text(detection=[DETECTION | {"delay": {"distribution": "gamma", "mean": "3 d"}}]),
        "detection.tests.delay",
        "mean and sd",
    ),
    "a detection that ends before it begins": (
        text(detection=[DETECTION | {"from": "day 9 00:00", "until": "day 8 00:00"}]),
        "detection.tests.until",
        "after from",
    ),
    "two detections of one name": (text(detection=[DETECTION, DETECTION]), "detection.tests", "one row each"),
    "no system for detections": (text(systems=["course", "transmission"]), "systems", "reporting"),
    "no system for interventions": (
        text(row("vaccination"), systems=["course", "reporting", "transmission"]),
        "systems",
        "interventions",
    ),
    "an unknown kind": (text(row("isolaton", apart_for="7 d")), "intervention.it.kind", 'did you mean "isolation"?'),
    "a trigger and a time": (
        text(row("community distancing", **{"from": "day 3 00:00"})),
        "intervention.it.trigger",
        "either from or a trigger",
    ),
    "two ends": (text(row("community distancing", lasts="7 d")), "intervention.it.reported_below", "one of them"),
    "an end below a threshold without a trigger": (
        text(row("community distancing", trigger=None)),
        "intervention.it.reported_below",
        "[intervention.trigger]",
    ),
    "an end above its beginning": (
        text(row("community distancing", reported_below=60)),
        "intervention.it.reported_below",
        "at most reported of its trigger",
    ),
    "an end before its beginning": (
        text(row("isolation", **{"from": "day 3 00:00", "until": "day 2 00:00"})),
        "intervention.it.until",
        "a time after from",
    ),
    "a missing key": (text(row("isolation", apart_for=None)), "intervention.it.apart_for", "missing, for isolation"),
    "a key of another kind": (text(row("isolation", reduction=0.5)), "intervention.it.reduction", "means nothing"),
    "a vaccination with compliance": (
        text(row("vaccination", compliance=0.5)),
        "intervention.it.compliance",
        "means nothing for vaccination",
    ),
    "a reduction above 1": (
        text(row("community distancing", reduction=1.5)),
        "intervention.it.reduction",
        "from 0 to 1",
    ),
    "isolation without detection": (text(row("isolation"), detection=[]), "intervention.it.kind", "[[detection]]"),
    "a trigger without detection": (
        text(row("community distancing"), detection=[]),
        "intervention.it.trigger",
        "[[detection]]",
    ),
    "efficacy against an illness that the pathogen has not": (
        text(row("vaccination", against_illness=0.5)),
        "intervention.it.against_illness",
        "illness = true",
    ),
    "an illness without another way": (
        text(pathogen={"transition": [{"from": "exposed", "to": "infectious", "illness": True}]}),
        "pathogen.transition.exposed -> infectious.illness",
        "another transition",
    ),
    **{
        f"{kind} in a well-mixed population": (
            text(row(kind, **keys)),
            "intervention.it.kind",
            "a population with households",
        )
        for kind, keys in {
            "household quarantine": {"apart_for": "7 d"},
            "contact tracing": {"apart_for": "7 d", "traced": {"home": 1.0}},
            "school closure": {"reduction": 1.0},
            "work restriction": {"reduction": 1.0},
            "travel restriction": {"reduction": 1.0},
        }.items()
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_message(fault: str) -> None:
    written, key, said = FAULTS[fault]
    with pytest.raises(BadInput) as refused:
        read(written)
    assert refused.value.key == key
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"mine.toml:{key}: ")


def test_a_school_of_named_people_has_neither() -> None:
    with pytest.raises(BadInput, match="no population"):
        read(tomli_w.dumps({"extends": "hyosan-high", "detection": [DETECTION | {"state": "turned"}]}))


KEYS = [
    *(("detection", key) for key in (*DETECTION, "from", "until")),
    *(("intervention", key) for key in json_schema()["definitions"]["Intervention"]["properties"]),
]


@settings(max_examples=300)
@given(st.sampled_from(KEYS), st.sampled_from(sorted(SOUND)), VALUES)
def test_any_value_anywhere_loads_or_is_bad_input(where: tuple[str, str], kind: str, value: Any) -> None:
    table, key = where
    rows = {"detection": [dict(DETECTION)], "intervention": [row(kind)]}
    rows[table][0][key] = value
    with suppress(BadInput):
        read(text(**rows))
