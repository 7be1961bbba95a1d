"""No behaviour is keyed to a name: a named person differs by traits, bonds and place, which are data."""

import ast
import re
import tomllib
from pathlib import Path

import hyosan
from hyosan.scenario.catalog import BUILT_IN

PACKAGE = Path(hyosan.__file__).parent
CAST = tomllib.loads((BUILT_IN / "people" / "hyosan-cast.toml").read_text())["person"]
NAMES = {person[key] for person in CAST for key in ("name", "full_name", "korean") if key in person}
WHAT_DECIDES = ("rules", "systems", "world", "population", "engine", "chronicle")
SOURCES = [path for path in PACKAGE.rglob("*.py") if BUILT_IN not in path.parents]


def texts(source: str) -> set[str]:
    """Every text and every name in a program, docstrings and all."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {node.id for node in nodes if isinstance(node, ast.Name)}


def mentioned(text: str) -> set[str]:
    """Names of the cast that occur in a text."""
    return {name for name in NAMES if re.search(rf"\b{re.escape(name)}\b", text)}


def test_there_is_a_cast_and_there_are_sources() -> None:
    assert len(CAST) >= 13
    assert len(SOURCES) > 50


def test_nothing_that_decides_mentions_a_name() -> None:
    deciding = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] in WHAT_DECIDES]
    assert len(deciding) > 30
    for path in deciding:
        assert not mentioned(path.read_text()), path


def test_no_source_has_a_name_on_its_own() -> None:
    """In what tells, a name may stand as an example within a longer text, and nowhere else."""
    for path in SOURCES:
        assert not texts(path.read_text()) & NAMES, path


def test_behaviours_and_mechanics_name_nobody() -> None:
    for folder in ("behaviours", "mechanics", "sounds", "pathogens"):
        for path in (BUILT_IN / folder).glob("*.toml"):
            assert not mentioned(re.sub(r"#.*", "", path.read_text())), path
