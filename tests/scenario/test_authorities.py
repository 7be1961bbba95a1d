"""Authorities: sound ones load and merge, faulty ones are refused with one message each."""

import re
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from jsonschema import Draft4Validator

from hyosan.errors import BadInput
from hyosan.population import build_world
from hyosan.scenario import json_schema, load, loads
from hyosan.world.codes import Command, Scope
from tests.population.villages import VILLAGE
from tests.stories.small_authorities import CALLS, SOURCE, STOCK

ROOT = Path(__file__).parents[2]
SYSTEMS = ["interventions", "course", "noise", "decisions", "movement", "encounters", "reporting", "bonds"]
UNIT = {"name": "Watch", "post": "Watch", "speed": "40 km/h", "musters_in": "5 min", "source": SOURCE}
CAMP = {
    "gate": "Hollow", "hall": "Hill", "cells": ["Barrack"], "held_in": "Barrack", "locked_for": "1 d",
    "held_for": "1 h", "barracks": ["Barrack"], "grounds": "Hill", "per_hour": 100, "units": ["Watch"],
    "inspection": {"bitten": 0.9, "halfbie": 0.2, "well": 0.05},
}  # fmt: skip
SOUND: dict[str, dict[str, Any]] = {
    "send": {"units": ["Watch"], "places": ["Bridge", "Roof"]},
    "lockdown": {"scope": "district", "compliance": 0.8, "repeats": "1 h", "until": {"infected_below": 5}},
    "cordon": {"districts": ["Upper"], "strength": 900, "units": ["Watch"]},
    "evacuate": {
        "scope": "ahead", "assembly": ["Bridge"], "to": "Hollow", "per_hour": 600, "speed": "40 km/h", "lasts": "2 d",
    },
    "kill_on_sight": {"recognises": 0.5},
    "preserve": {"people": ["Mother"], "units": ["Watch"], "places": ["Farm"], "to": "Barrack", "by": "Watch"},
    "bomb": {"aim": ["Roof", "Bridge"], "radius": "300 m", "lure": "130 dB", "indoors": 0.6, "underground": 0.1},
    "admit": CAMP,
    "quarantine": {"strictness": 1.0},
    "relax": {"strictness": 0.3, "eases": "rules"},
    "research": {"places": ["Barrack"], "every": "7 d", "success": 0.1},
}  # fmt: skip


def row(kind: str, **changes: Any) -> dict[str, Any]:
    """A sound order, with changes; None takes a key away."""
    base = {"name": "it", "command": kind, "when": {"infected": 10}, "delay": "1 h", "source": SOURCE}
    return {key: value for key, value in (base | SOUND[kind] | changes).items() if value is not None}


def table(*orders: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Authorities with some orders, and rules of a camp that can be eased."""
    found = {
        "authority": {"calls": CALLS, "stock": STOCK},
        "unit": [UNIT],
        "order": [row("quarantine", name="rules"), *orders],
    }
    return {key: value for key, value in (found | changes).items() if value is not None}


def text(*orders: dict[str, Any], **changes: Any) -> str:
    """The village with authorities."""
    systems = changes.pop("systems", SYSTEMS)
    village = re.sub(r"systems = \[.*\]", f"systems = {systems}".replace("'", '"'), VILLAGE)
    return village + "\n" + tomli_w.dumps(table(*orders, **changes))


@pytest.mark.parametrize("command", SOUND)
def test_sound_orders_load_and_fit_the_schema(command: str) -> None:
    scenario = loads(text(row(command)), "mine.toml")
    assert loads(scenario.to_toml()) == scenario
    order = scenario.order[1]
    assert order.command is Command[command.upper()]
    assert list(Draft4Validator(json_schema()).iter_errors({"extends": "hyosan", **table(row(command))})) == []


def test_every_command_is_tested_here() -> None:
    assert set(SOUND) == {command.name.lower() for command in Command}


FAULTS: dict[str, tuple[str, str, str]] = {
    "an unknown command": (text(row("lockdown", command="lokdown")), "order.it.command", 'did you mean "lockdown"?'),
    "an unknown quantity": (text(row("lockdown", when={"infectd": 3})), "order.it.when.infectd", '"infected"?'),
    "no quantity at all": (text(row("lockdown", when={})), "order.it.when", "at least one of infected"),
    "no condition": (text(row("lockdown", when=None)), "order.it.when", "missing"),
    "an unknown order": (
        text(row("lockdown", when={"since": {"order": "ruls"}})), "order.it.when.since.order", '"rules"?',
    ),
    "since itself": (text(row("lockdown", when={"since": {"order": "it"}})), "order.it.when.since.order", "another"),
    "an unknown unit": (text(row("send", units=["Wach"])), "order.it.units", 'did you mean "Watch"?'),
    "an unknown unit that gives it": (text(row("send", by="Wach")), "order.it.by", 'did you mean "Watch"?'),
    "an unknown district": (text(row("lockdown", districts=["Uper"])), "order.it.districts", 'did you mean "Upper"?'),
    "an unknown place": (text(row("send", places=["Bridg"])), "order.it.places", 'did you mean "Bridge"?'),
    "an unknown assembly place": (text(row("evacuate", assembly=["Hil"])), "order.it.assembly", '"Hill"?'),
    "an unknown gate": (text(row("admit", gate="Holow")), "order.it.gate", 'did you mean "Hollow"?'),
    "an unknown person": (text(row("preserve", people=["Mothr"])), "order.it.people", 'did you mean "Mother"?'),
    "rules that nobody set": (text(row("relax", eases="rule")), "order.it.eases", 'did you mean "rules"?'),
    "a key of another command": (text(row("lockdown", strength=3)), "order.it.strength", "means nothing for lockdown"),
    "a key that is missing": (text(row("cordon", strength=None)), "order.it.strength", "missing, for cordon"),
    "two ends": (text(row("lockdown", lasts="1 d")), "order.it.until", "one of them"),
    "ahead of nothing": (text(row("evacuate", when={"calls": 3})), "order.it.when.infected", 'for the scope "ahead"'),
    "bombs by district": (text(row("bomb", scope="district")), "order.it.scope", "everywhere"),
    "a share above 1": (text(row("lockdown", compliance=1.2)), "order.it.compliance", "0 to 1"),
    "no unit of length": (text(row("bomb", radius=300)), "order.it.radius", "a length"),
    "vehicles that stand": (text(row("evacuate", speed="0 m/s")), "order.it.speed", "above 0"),
    "nobody who hears": (text(authority=None), "authority", "what is heard"),
    "no system that acts": (text(systems=["course", "reporting"]), "systems", '"interventions" among them'),
    "no system that reports": (text(systems=["course", "interventions"]), "systems", '"reporting" among them'),
    "an unknown post": (text(unit=[UNIT | {"post": "Wach"}]), "unit.Watch.post", 'did you mean "Watch"?'),
    "a unit of nothing": (
        text(unit=[{key: UNIT[key] for key in UNIT if key != "post"}]), "unit.Watch.post", "a place and a role",
    ),
    "a post beside a place": (text(unit=[UNIT | {"place": "Hill"}]), "unit.Watch.post", "a place and a role"),
    "a delay without its parameters": (
        text(authority={"calls": CALLS | {"delay": {"distribution": "gamma"}}, "stock": STOCK}),
        "authority.calls.delay", "mean and sd",
    ),
    "no source": (text(row("lockdown", source="assumption: ")), "order.it.source", "reason"),
    "two orders of one name": (text(row("quarantine", name="rules")), "order.rules", "one row each"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_faulty_ones_are_refused(case: str) -> None:
    written, key, part = FAULTS[case]
    with pytest.raises(BadInput) as caught:
        loads(written, "mine.toml")
    message = str(caught.value)
    assert (caught.value.file, caught.value.key) == ("mine.toml", key)
    assert part in message
    assert "\n" not in message


def test_a_unit_of_more_people_than_there_are_is_refused() -> None:
    scenario = loads(text(unit=[UNIT | {"people": 4}]), "mine.toml")
    with pytest.raises(BadInput, match="4 people, of whom there are 3"):
        build_world(scenario, 1)


def test_nobody_is_in_two_units() -> None:
    both = [UNIT | {"name": "First", "people": 2}, UNIT | {"name": "Second", "people": 1}]
    made = build_world(loads(text(unit=both), "mine.toml"), 1).authorities
    assert made is not None
    first, second = (set(unit.members.tolist()) for unit in made.units)
    assert (len(first), len(second), first & second) == (2, 1, set())


def test_orders_of_the_catalog_are_changed_and_removed_by_name() -> None:
    rows = '[{ name = "lockdown", delay = "5 min" }, { name = "bombing", remove = true }]'
    changed = loads(f'extends = "hyosan"\norder = {rows}')
    names = [order.name for order in changed.order]
    assert "bombing" not in names
    lockdown = changed.order[names.index("lockdown")]
    assert (lockdown.delay, lockdown.compliance, lockdown.scope) == (300.0, 0.7, Scope.DISTRICT)


def test_a_run_can_do_without_them() -> None:
    without = loads('extends = "hyosan"\nauthorities = []')
    assert (without.authority, without.unit, without.order) == (None, (), ())


def test_districts_are_next_to_each_other_by_streets_bridges_and_roads() -> None:
    made = build_world(loads(text(), "mine.toml"), 1).authorities
    assert made is not None
    assert made.neighbours.tolist() == [[False, True], [True, False]]
    assert set(made.district.tolist()) == {-1, 0, 1}


def test_written_places_belong_to_the_district_around_them() -> None:
    world = build_world(loads(text(), "mine.toml"), 1)
    assert world.authorities is not None
    district = {name: world.authorities.district[world.names.places.index(name)] for name in ("Room 1", "Hill", "Farm")}
    upper = world.names.districts.index("Upper")
    assert district == {"Room 1": upper, "Hill": -1, "Farm": upper}


def test_the_example_of_the_page_loads() -> None:
    page = (ROOT / "docs" / "authorities.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    scenario = loads(example[1], "mine.toml")
    assert "shelter next door" in [order.name for order in scenario.order]


def test_the_flagship_orders_what_the_accounts_tell_of() -> None:
    commands = {order.command for order in load("hyosan").order}
    assert commands == set(Command)
