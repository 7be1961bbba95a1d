"""The resolved scenario says everything: loading it again gives the same scenario."""

import os
import pickle
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from hyosan.errors import BadInput
from hyosan.scenario import list_scenarios, load, loads, require

from .conftest import SMALL, Writer


def test_the_resolved_scenario_is_the_same_scenario(small: Path) -> None:
    scenario = load(small, ["seed=9", "start_date=2022-01-28", "person.Ara.strength=0.30000000000000004"])
    again = loads(scenario.to_toml())
    assert again == scenario
    assert again.hash == scenario.hash
    assert again.to_toml() == scenario.to_toml()


def test_it_holds_neither_references_nor_extends(small: Path, write: Writer) -> None:
    write('[[person]]\nname = "Ara"\nspeed = "6 m/s"', "catalog/people/extra.toml")
    resolved = load(write('extends = "small.toml"\npeople = ["extra"]', "over.toml")).to_toml()
    assert not {"extends", "people"} & tomllib.loads(resolved).keys()
    assert loads(resolved, file="elsewhere/scenario.toml").person[0].speed == 6.0


def test_quantities_stay_as_written(small: Path) -> None:
    assert tomllib.loads(load(small).to_toml())["step"] == "1 min"


def test_the_hash_tells_contents_apart_and_nothing_else(small: Path, write: Writer) -> None:
    assert load(small).hash == loads(SMALL, file="other.toml").hash
    assert load(small).hash == load(write("# a comment\n" + SMALL, "copy.toml")).hash
    assert load(small).hash != load(small, ["seed=8"]).hash
    assert len(load(small).hash) == 64


def test_the_hash_is_the_same_in_another_process(small: Path) -> None:
    program = "import sys; from hyosan.scenario import load; print(load(sys.argv[1]).hash)"
    command = [sys.executable, "-c", program, str(small)]
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    assert printed.strip() == load(small).hash


def test_a_scenario_is_frozen(small: Path) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load(small).seed = 3  # type: ignore[misc]


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert load(path) == loads(SMALL)


def test_required_names_give_their_values_in_base_units(small: Path) -> None:
    assert load(small).require("mind", ["fear_half_life"]) == {"fear_half_life": 1200.0}


def test_required_names_that_are_unknown_or_missing_are_named(small: Path) -> None:
    scenario = load(small)
    with pytest.raises(BadInput, match=r"small.toml:mind.fear_half_life: unknown name; .*mean \"fear_halflife\"\?"):
        scenario.require("mind", ["fear_halflife"])
    with pytest.raises(BadInput, match=r"small.toml:mind: missing: grief, rest; the model needs exactly"):
        scenario.require("mind", ["fear_half_life", "grief", "rest"])
    with pytest.raises(BadInput, match=r"small.toml:pathogen.hunting: missing: rate"):
        scenario.require("pathogen.hunting", ["rate"])
    with pytest.raises(BadInput, match="scenario:mind: missing: grief"):
        require("mind", {}, ["grief"])


def test_a_late_fault_names_the_file_of_its_key(small: Path) -> None:
    error = load(small, ["person.Ara.unit=1-1"]).bad_input(("person", "Ara", "unit"), "full", "room")
    assert str(error) == "--set:person.Ara.unit: full; room"


@pytest.mark.parametrize("name", list_scenarios())
def test_every_built_in_scenario_loads_and_comes_back(name: str) -> None:
    scenario = load(name)
    assert loads(scenario.to_toml()).hash == scenario.hash


def test_the_school_loads_fast() -> None:
    load("hyosan-high")  # the validators are built once
    started = time.perf_counter()
    scenario = load("hyosan-high")
    assert time.perf_counter() - started < 0.5  # a tenth of it on an idle machine
    assert len(scenario.place) > 100


def test_a_scenario_travels_to_other_processes(small: Path) -> None:
    scenario = load(small)
    arrived = pickle.loads(pickle.dumps(scenario))
    assert arrived == scenario
    assert arrived.pathogen == scenario.pathogen
    assert arrived.to_toml() == scenario.to_toml()
