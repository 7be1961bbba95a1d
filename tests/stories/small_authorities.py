"""Authorities for small worlds: they hear at once and believe all, unless a test says otherwise."""

import re
from collections.abc import Mapping
from typing import Any

import tomli_w

from hyosan.scenario import loads
from tests.population.villages import VILLAGE
from tests.stories.small_worlds import Scene, scenario_of, staged

SYSTEMS = ("interventions", "course", "noise", "decisions", "movement", "encounters", "reporting", "bonds")
SOURCE = "assumption: made up for tests"
CALLS = {
    "of_witnesses": 1.0,
    "of_told": 0.0,
    "delay": {"distribution": "fixed", "value": "1 min"},
    "answered": "60 per min",
    "tries": 3,
    "again_after": "1 min",
    "rumour": 1.0,
    "rumour_sigma": 0.0,
    "source": SOURCE,
}
STOCK = {
    "every": "1 min",
    "delay": "0 s",
    "half_believed": 1e-6,
    "interest": 1.0,
    "undeniable": 0.0,
    "source": SOURCE,
}
AT_ONCE = {"at": "day 1 00:00"}
GUARD = {"role": "staff", "unit": None, "office": "Station", "age": 30, "sex": "m", "armed": 0.9}
GUARDS = {"name": "Guards", "place": "Station", "role": "staff", "shots": "120 dB", "kills": "20 per min"}
CAMP = {
    "gate": "Gate", "hall": "Station", "cells": ["Cell"], "held_in": "Ward", "locked_for": "1 h", "held_for": "30 min",
    "barracks": ["Barrack"], "grounds": "Yard", "per_hour": 3600, "units": ["Guards"],
    "inspection": {"bitten": 1.0, "halfbie": 1.0, "well": 0.0},
}  # fmt: skip

Row = Mapping[str, Any]
NO_CHANGE: Row = {}


def order(command: str, **keys: Any) -> dict[str, Any]:
    """An order that is given at once, called like its command."""
    return {"name": command, "command": command, "when": AT_ONCE, "source": SOURCE} | keys


def tables(orders: tuple[Row, ...], units: tuple[Row, ...], calls: Row, stock: Row) -> str:
    """The tables of authorities, as TOML."""
    corps = [{"speed": "36 km/h", "musters_in": "0 s", "source": SOURCE} | dict(unit) for unit in units]
    authority = {"calls": CALLS | dict(calls), "stock": STOCK | dict(stock)}
    rows = {"authority": authority, "unit": corps, "order": [dict(each) for each in orders]}
    return tomli_w.dumps({key: value for key, value in rows.items() if value})


def commanded(
    rooms: Mapping[str, str], people: Mapping[str, str], *orders: Row, units: tuple[Row, ...] = (),
    calls: Row = NO_CHANGE, stock: Row = NO_CHANGE, seed: int = 1, **rest: Any,
) -> Scene:  # fmt: skip
    """A small world with authorities; the rest as in `scene`. Who is called a guard works at the station."""
    changes = [f"systems={list(SYSTEMS)}".replace("'", '"'), *rest.pop("changes", ())]
    traits = {name: GUARD for name in people if name.startswith("Guard")} | dict(rest.pop("traits", {}))
    more = tables(orders, units, calls, stock)
    made = scenario_of(rooms, people, more=more, changes=changes, traits=traits, **rest)
    return staged(made, seed, canon="canon" in rest)


def village_with(
    *orders: Row, units: tuple[Row, ...] = (), changes: tuple[str, ...] = (), seed: int = 1, village: str = VILLAGE
) -> Scene:
    """The village of three hundred people in two districts, with authorities; only choices are left to themselves."""
    text = re.sub(r"systems = \[.*\]", f"systems = {list(SYSTEMS)}".replace("'", '"'), village)
    text += "\n" + tables(orders, units, {}, {})
    made = staged(loads(text, "village.toml", ['until="day 9 08:00"', *changes]), seed)
    made.tables.people["is_recorded"][:] = False
    return made
