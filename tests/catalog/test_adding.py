"""Adding a thing touches one place: one TOML file in the `catalog/` folder beside a user's own scenario."""

import shutil
from pathlib import Path

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import Scenario, load
from hyosan.scenario.catalog import BUILT_IN
from tests.stories.small_worlds import SCENARIO, Scene, staged

RUSHING = """
name = "rushing"
title = "Rushing fever (a dummy)"
source = "assumption: a dummy for a test"
entry = { bitten = "raving", injected = "raving" }

[hunting]
source = "assumption: as fast as can be"
reach = "2 m"
grapple = "2 s"
bite = "2 s"
daze = "1 s"
escape_base = -50.0
escape_slope = 0.0
kill_share = 0.0
smell = 1.0
hearing_threshold = "8 dB"
notice_per_min = 1.0
attention = "3 min"
hammers_at_once = 3

[[state]]
name = "hale"
initial = true
source = "assumption: the healthy"

[[state]]
name = "raving"
flags = ["infected", "infectious", "hunts"]
source = "assumption: those who bite at once"

[[state]]
name = "gone"
flags = ["dead"]
source = "assumption: the dead"
"""

AQUARIUM = """
[[place_kind]]
name = "aquarium"
wall = "10 dB"
floor = "50 dB"
background = "30 dB"
cover = 0.9
source = "assumption: a dummy for a test"
"""

WORLD = """
[[place]]
name = "Room"
kind = "{kind}"
floor = 1
x = "0 m"
y = "0 m"
width = "9 m"
depth = "7 m"
unit = "1-1"

[[person]]
name = "Ann"
role = "student"
unit = "1-1"
age = 17
sex = "f"

[[person]]
name = "Zed"
role = "student"
unit = "1-1"
age = 17
sex = "m"
"""


def scenario(folder: Path, world: str = WORLD.format(kind="classroom"), **replaced: str) -> Scenario:
    """A user's own scenario in a folder, with some lines of it replaced."""
    text = SCENARIO
    for key, line in replaced.items():
        old = next(each for each in text.splitlines() if each.startswith(f"{key} = "))
        text = text.replace(old, line)
    (folder / "mine.toml").write_text(text + world)
    return load(folder / "mine.toml")


def add(folder: Path, where: str, text: str) -> None:
    """One file in the catalog beside the scenario."""
    path = folder / "catalog" / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def hunted(made: Scene, state: str) -> Scene:
    """Let Zed hunt Ann, who knows, for five minutes."""
    made.infect("Zed", state)
    made.tables.hunt["awake"][made.who("Zed")] = True
    made.alert("Ann")
    return made.run(300)


def test_a_pathogen_is_one_file(tmp_path: Path) -> None:
    add(tmp_path, "pathogens/rushing.toml", RUSHING)
    own = scenario(tmp_path, pathogen='pathogen = "rushing"')
    made = hunted(staged(own, 1), "raving")
    assert made.world.names.states == ["hale", "raving", "gone"]
    assert made.happened("bite", "Zed", "Ann")
    assert made.state_of("Ann") == "raving"


def test_a_kind_of_place_is_one_file(tmp_path: Path) -> None:
    add(tmp_path, "places/aquarium.toml", AQUARIUM)
    own = scenario(tmp_path, WORLD.format(kind="aquarium"), places='places = ["kinds", "aquarium"]')
    made = staged(own, 1)
    assert made.tables.places["cover"][made.where("Room")] == 0.9
    assert hunted(made, "turned").of("grapple")


@pytest.mark.parametrize("base", [-1000.0, 1000.0])
def test_the_weights_of_a_behaviour_are_one_file(tmp_path: Path, base: float) -> None:
    """A file of the same name beside the scenario stands in for the built-in one."""
    built_in = (BUILT_IN / "behaviours" / "fight.toml").read_text()
    old = next(line for line in built_in.splitlines() if line.startswith("base = "))
    add(tmp_path, "behaviours/fight.toml", built_in.replace(old, f"base = {base}"))
    made = hunted(staged(scenario(tmp_path), 1), "turned")
    assert made.happened("fight", "Ann") is (base > 0)


def test_a_built_in_scenario_is_extended_by_one_file(tmp_path: Path) -> None:
    add(tmp_path, "pathogens/rushing.toml", RUSHING)
    (tmp_path / "mine.toml").write_text('extends = "hyosan-high"\npathogen = "rushing"\nseed = 7\n')
    own = load(tmp_path / "mine.toml")
    assert own.pathogen.name == "rushing"
    assert len(own.place) == len(load("hyosan-high").place)


def test_without_the_file_the_scenario_is_refused_and_with_it_others_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="rushing"):
        scenario(tmp_path, pathogen='pathogen = "rushing"')
    add(tmp_path, "pathogens/rushing.toml", RUSHING)
    assert scenario(tmp_path, pathogen='pathogen = "rushing"').pathogen.name == "rushing"
    shutil.rmtree(tmp_path / "catalog")
    assert scenario(tmp_path).pathogen.name == "jonas"
