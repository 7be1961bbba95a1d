"""The scenario reference names every key, and its examples load."""

import re
from pathlib import Path

import pytest

from hyosan.population import build_world
from hyosan.scenario import json_schema, load

REFERENCE = (Path(__file__).parents[2] / "docs" / "scenario.md").read_text(encoding="utf-8")


def keys() -> set[str]:
    """All keys that the schema knows."""
    schema = json_schema()
    tables = (schema, *schema["definitions"].values())
    return {key for table in tables for key in table["properties"]}


@pytest.mark.parametrize("key", sorted(keys()))
def test_every_key_is_named(key: str) -> None:
    assert re.search(rf"[`\[.,{{ ]{key}[`\].,=}} ]", REFERENCE)


def test_the_first_example_loads(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", REFERENCE, re.DOTALL)
    assert example is not None
    path = tmp_path / "mine.toml"
    path.write_text(example[1], encoding="utf-8")
    assert load(path).seed == 3


def test_the_town_of_the_reference_can_be_lived_in(tmp_path: Path) -> None:
    (town,) = (text for text in re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL) if "[city]" in text)
    path = tmp_path / "town.toml"
    path.write_text(town, encoding="utf-8")
    world = build_world(load(path), 1)
    assert world.n == 20_000
    assert world.names.districts == ["Town"]
    assert not world.tables.places["is_exit"].any()


def test_the_overrides_load() -> None:
    examples = [line.removeprefix("--set ") for line in REFERENCE.splitlines() if line.startswith("--set ")]
    overrides = [line[1:-1] if line.startswith('"') else re.sub(r'="(.*)"$', r"=\1", line) for line in examples]
    assert load("hyosan-high", overrides).mind["fear_half_life"].value == 3600.0
