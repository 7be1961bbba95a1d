"""What was observed of an epidemic, held against a city of people who are counted."""

import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from hyosan.chronicle import RunRecord, open_run
from hyosan.engine import Options, run_scenario
from hyosan.errors import BadInput
from hyosan.scenario import claims_in, load

from .small_story import verdict, verdicts

DOCS = Path(__file__).parents[3] / "docs" / "claims.md"
EXAMPLE, PATTERN = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@cache
def city() -> RunRecord:
    folder = Path(mkdtemp()) / "run"
    changes = ("population.people=4000", "importation.travellers.people=3", "until=day 121 00:00")
    run_scenario(load("influenza-city", changes), "influenza-city", "test", Options(seed=3), folder)
    return open_run(folder)


def test_the_example_of_the_documents_is_judged() -> None:
    found = verdicts(city(), EXAMPLE)
    assert {each.verdict for each in found.values()} == {"holds"}
    assert found["half in two months"].is_share


def test_the_pattern_of_the_documents_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "pattern.toml"
    file.write_text(f'[[claim]]\nid = "X"\nkind = "observed"\nstatement = "s"\n{PATTERN}', encoding="utf-8")
    assert len(claims_in(file)[0].where) == 3


@pytest.mark.parametrize(
    ("predicate", "word"),
    [
        (
            'where = [{ event = "infection", who = "?a", as = "a" }, { person = "?a", household = "?home" },'
            '{ person = "?b", household = "?home" },'
            '{ event = "infection", who = "?b", other = "?a", after = "a", within = "10 d" }]',
            "holds",
        ),
        ('where = [{ event = "infection", place = "?p" }, { place = "?p", kind = "class" }]', "holds"),
        ('where = [{ person = "?a", home = "Harbour", age = { least = 80 } }]', "holds"),
        ('where = [{ place = "?p", kind = "household", district = "Harbour" }]', "holds"),
        (
            'count = "?a"\nleast = 0.9\nwhere = [{ person = "?a", state = "recovered", alive = true }]\n'
            'of = [{ event = "infection", who = "?a" }]',
            "holds",
        ),
        (
            'where = [{ event = "infection", who = "?a", as = "x" }, { event = "infection", descends_from = "x" }]',
            "holds",
        ),
        ('where = [{ person = "?a", fate = "dead" }]', "undecided"),
        ('where = [{ bond = "love" }]', "undecided"),
    ],
)
def test_patterns_know_households_places_and_states(predicate: str, word: str) -> None:
    assert verdict(city(), predicate).verdict == word


def test_an_unknown_district_is_told() -> None:
    with pytest.raises(BadInput, match=r'no place "Harbor" in this run; .*; did you mean "Harbour"'):
        verdict(city(), 'where = [{ person = "?a", home = "Harbor" }]')
