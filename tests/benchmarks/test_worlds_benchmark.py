"""The benchmark of worlds: one line for each seed, and everybody in it counted once."""

import json

import pytest

import worlds
from hyosan.population import build_world
from hyosan.scenario import load
from tests.worlds import SMALL_SCHOOL


def test_every_seed_is_a_line_in_which_everybody_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    worlds.main([str(SMALL_SCHOOL), "--seeds", "2", "--first", "3", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [world["seed"] for world in found] == [3, 4]
    for world in found:
        people = sum(world[fate] for fate in ("well", "left", "infected", "halfbie", "turned", "dead"))
        assert people == build_world(load(SMALL_SCHOOL), world["seed"]).n
        assert world["simulation"] > 0


def test_the_table_has_the_range_of_survivors(capsys: pytest.CaptureFixture[str]) -> None:
    calm = 'until="day 1 08:51"'  # before anything happens
    worlds.main([str(SMALL_SCHOOL), "--seeds", "2", "--set", calm])
    people = [build_world(load(SMALL_SCHOOL), seed).n for seed in (1, 2)]
    assert f"Survivors, never infected: {min(people)} to {max(people)}, median" in capsys.readouterr().out
