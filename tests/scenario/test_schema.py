"""The JSON Schema takes what users may write, and refuses the rest."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from hyosan.scenario import json_schema
from hyosan.scenario.catalog import BUILT_IN

from .conftest import SMALL

VALIDATOR = Draft4Validator(json_schema())


def as_json(value: Any) -> Any:
    """TOML's dates as editors see them."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))]


def test_it_is_a_schema_of_draft_4() -> None:
    Draft4Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", sorted((BUILT_IN / "scenarios").glob("*.toml")), ids=lambda path: path.stem)
def test_it_takes_the_built_in_scenarios(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        'extends = "hyosan-high"',
        'extends = "hyosan-high"\nstart_date = 2022-01-28\npathogen = "jonas"',
        'extends = "hyosan-high"\n[pathogen]\nbase = "jonas"\n[pathogen.rise]\nprobability = 0.2',
        'extends = "hyosan-high"\n[[person]]\nname = "On-jo"\nstrength = 0.9',
        'extends = "hyosan-high"\n[[passage]]\nbetween = ["A", "B"]\nremove = true',
        'extends = "hyosan-high"\nplaces = ["kinds"]\nbehaviours = ["*"]',
        'extends = "hyosan-high"\n[mind]\nfear = { value = "3 min", source = "assumption: x" }',
        'extends = "hyosan-high"\n[[pathogen.transition]]\nfrom = "a"\nto = "b"\nprobability = "rest"',
        'extends = "x"\npopulation = "korea"',
        'extends = "x"\n[population]\nbase = "korea"\ndistrict = [{ name = "A", people = 1 }]',
        'extends = "x"\n[[population.school]]\nname = "high school"\nclass_size = 30',
        'extends = "x"\n[population]\nkind = "file"\npeople = "people.csv"\nsource = "definition"',
        'extends = "x"\n[contacts.work]\nmatrix = "work.csv"',
    ],
)
def test_it_takes_what_users_may_write(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'title = "No time"',
        'extends = "x"\nseeed = 1',
        'extends = "x"\nseed = "1"',
        'extends = "x"\nstep = 60',
        'extends = "x"\nstart = "08:00"',
        'extends = "x"\n[[person]]\nstrength = 0.9',
        'extends = "x"\n[[person]]\nname = "On-jo"\nstrength = 9',
        'extends = "x"\n[[passage]]\nbetween = ["A"]',
        'extends = "x"\n[[passage]]\nbetween = ["A", "B"]\ndoor = "lokced"',
        'extends = "x"\npathogen = 3',
        'extends = "x"\npopulation = 3',
        'extends = "x"\n[population]\nkind = "village"',
        'extends = "x"\n[[population.school]]\nname = "high school"\nshare = 2',
        'extends = "x"\n[contacts.work]\nown_group = 2',
        'extends = "x"\n[[pathogen.transition]]\nfrom = "a"\nto = "b"\nprobability = "most"',
    ],
)
def test_it_refuses_the_rest(text: str) -> None:
    assert faults(text)
