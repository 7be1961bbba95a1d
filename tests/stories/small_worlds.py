"""Worlds of a few rooms and people, with the built-in catalog: made by hand, then left to themselves.

Rooms stand in a row, too far apart to share walls unless they are said to touch. Everybody is average unless something
else is said, and begins the day in a room of their own choosing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, loads
from hyosan.world.codes import Act, Role, Wake
from hyosan.world.tables import Tables
from hyosan.world.world import World
from tests.stories.free_runs import SELDOM, Kept

ALWAYS = 1000.0  #: base utility of an act that is taken whenever it is on offer
NEVER = -1000.0  #: and of one that is not
ROOM_M = 9.0  #: width of a room
APART_M = 20.0  #: from centre to centre of rooms that do not touch

TRAIT = 'strength = { mean = 0.5, sd = 0.0 }\nspeed = { mean = "5 m/s", sd = "0 m/s" }\n' + (
    'hearing = { mean = "0 dB", sd = "0 dB" }\nstealth = { mean = 0.5, sd = 0.0 }\nresolve = { mean = 0.5, sd = 0.0 }\n'
)

VIGOUR = {Role.RESIDENT: "vigour = 1.0\n"}

SCENARIO = """
title = "A small world"
start = "day 1 09:00"
until = "day 2 09:00"
systems = ["course", "noise", "decisions", "movement", "encounters", "bonds"]
record_moves_of = "all"
pathogen = "jonas"
places = ["kinds"]
sounds = ["common"]
mechanics = ["people"]
behaviours = ["*"]

period = [{ name = "day", from = "00:00", to = "24:00", who = "all", where = "own room" }]

[roster.traits]
source = "assumption: everybody is average"
""" + "".join(f"[roster.traits.{role.name.lower()}]\n{TRAIT}{VIGOUR.get(role, '')}" for role in Role)


@dataclass
class Scene:
    """A small world and what has happened in it so far."""

    world: World
    kept: Kept
    systems: Sequence[str]
    scenario: Scenario

    @property
    def tables(self) -> Tables:
        """The state; rows of people and places come from `who` and `where`."""
        return self.world.tables

    def who(self, name: str) -> int:
        """Row of a person."""
        return self.world.names.people.index(name)

    def where(self, name: str) -> int:
        """Row of a place."""
        return self.world.names.places.index(name)

    def passage(self, one: str, other: str) -> Any:
        """The passage between two places: a record that can be changed."""
        names = self.world.names.passages
        row = names.index(f"{one} ~ {other}") if f"{one} ~ {other}" in names else names.index(f"{other} ~ {one}")
        return self.tables.passages[row]

    def place_of(self, name: str) -> str:
        """Where somebody is."""
        return self.world.names.places[self.tables.body["place"][self.who(name)]]

    def state_of(self, name: str) -> str:
        """The state of somebody's course."""
        return self.world.names.states[self.tables.course["state"][self.who(name)]]

    def put(self, name: str, place: str) -> None:
        """Have somebody stand elsewhere."""
        self.tables.body["place"][self.who(name)] = self.where(place)

    def infect(self, name: str, state: str) -> None:
        """Put somebody into a state of the pathogen, as if they had been in it for a while."""
        i = self.who(name)
        self.tables.course["state"][i] = self.world.names.states.index(state)
        self.tables.course["strain"][i] = 0
        self.tables.course["episode"][i] = 1
        self.tables.course["since"][i] = self.world.clock.now
        self.tables.course["fed_at"][i] = self.world.clock.now
        self.tables.hunt["awake"][i] = state == "turned"
        self.tables.mind["knows"][i] = True
        if state == "turned":
            self.tables.mind["act"][i] = Act.IDLE
            self.tables.mind["act_until"][i] = 2**62

    def alert(self, *names: str, danger: str | None = None, fear: float = 0.9) -> None:
        """Let people know of the turned, be afraid, remember a dangerous place, and choose at once."""
        for name in names:
            i = self.who(name)
            self.tables.mind["knows"][i] = True
            self.tables.mind["fear"][i] = fear
            self.tables.mind["fear_at"][i] = self.world.clock.now
            if danger is not None:
                self.tables.mind["danger_place"][i, 0] = self.where(danger)
                self.tables.mind["danger_time"][i, 0] = self.world.clock.now
            self.tables.mind["wake"][i] = Wake.ROUTINE

    def send(self, name: str, *route: str) -> None:
        """Set somebody running along places; a mind keeps to it."""
        i = self.who(name)
        self.tables.body["route"][i, : len(route)] = [self.where(place) for place in route]
        self.tables.body["route_at"][i] = 0
        self.tables.body["route_end"][i] = len(route)
        self.tables.body["pace_mps"][i] = self.tables.body["speed_mps"][i]
        self.tables.mind["act"][i] = Act.FLEE
        self.tables.mind["act_until"][i] = self.world.clock.now + 3600

    def seize(self, hunter: str, prey: str, seconds: int) -> None:
        """Have a hunter hold somebody in the same place for so long."""
        h, p = self.who(hunter), self.who(prey)
        assert self.tables.body["place"][h] == self.tables.body["place"][p]
        self.tables.body["holds"][h] = p
        self.tables.body["held_by"][p] = h
        self.tables.body["hold_until"][h] = self.world.clock.now + seconds
        self.tables.body["hold_event"][h] = 0

    def mark(self, hunter: str, place: str, level_db: float = 200.0) -> None:
        """Have a hunter turn to a place, as to a sound of this level."""
        h = self.who(hunter)
        self.tables.hunt["awake"][h] = True
        self.tables.hunt["mark"][h] = self.where(place)
        self.tables.hunt["mark_db"][h] = level_db
        self.tables.hunt["mark_at"][h] = self.world.clock.now
        self.tables.hunt["mark_event"][h] = 0

    def ring(self, place: str, level_db: float, seconds: int = 60) -> None:
        """Let an alarm sound in a place."""
        here = self.where(place)
        self.tables.places["alarm_db"][here] = level_db
        self.tables.places["alarm_until"][here] = self.world.clock.now + seconds
        self.tables.places["alarm_event"][here] = 0

    def run(self, seconds: int) -> "Scene":
        """Let the world go on."""
        self.world.clock.until = self.world.clock.now + seconds
        assert simulate(self.world, self.kept, self.systems, Observer(every=SELDOM, place_every=SELDOM))
        return self

    @property
    def events(self) -> pl.DataFrame:
        """What has happened so far."""
        return next(self.kept.frames())

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        """Events of these kinds, people and places by name."""
        people, places = self.world.names.people, self.world.names.places
        rows = self.events.with_columns(pl.col("kind").cast(pl.String)).filter(pl.col("kind").is_in(kinds))
        named = []
        for row in rows.to_dicts():
            for key, names in (("who", people), ("other", people), ("place", places)):
                row[key] = None if row[key] is None else names[row[key]]
            named.append(row)
        return named

    def happened(self, kind: str, who: str | None = None, other: str | None = None) -> bool:
        """Whether there is an event of a kind with these people."""
        return any(
            (who is None or row["who"] == who) and (other is None or row["other"] == other) for row in self.of(kind)
        )

    def bond(self, one: str, other: str) -> float:
        """Strength of the bond from one to another, 0 without one."""
        people, bonds = self.tables.people, self.tables.bonds
        i = self.who(one)
        rows = range(people["bonds_from"][i], people["bonds_end"][i])
        return next((float(bonds["strength"][row]) for row in rows if bonds["to"][row] == self.who(other)), 0.0)


def scenario_of(
    rooms: Mapping[str, str],
    people: Mapping[str, str],
    doors: Sequence[tuple[str, str, str]] = (),
    bonds: Sequence[tuple[str, str, str, float]] = (),
    traits: Mapping[str, Mapping[str, Any]] | None = None,
    acts: Mapping[str, float] | None = None,
    changes: Sequence[str] = (),
    touching: bool = False,
    canon: str = "",
    more: str = "",
) -> Scenario:
    """The scenario of a small world.

    rooms    : name of each place and its kind, in a row from west to east
    people   : name of each person and their room
    doors    : two places and the door between them; default: open doors along the row
    bonds    : from, to, kind, strength; each way for itself
    traits   : what is not average about a person: keys of [[person]]
    acts     : base utility of acts, such as {"shield": ALWAYS}
    changes  : further changes as for --set
    touching : whether neighbouring rooms share a wall
    canon    : rows of pins and chances, as TOML
    more     : further tables, as TOML
    """
    names = list(rooms)
    step = ROOM_M if touching else APART_M
    lines = [SCENARIO]
    for k, (name, kind) in enumerate(rooms.items()):
        lines.append(
            f'[[place]]\nname = "{name}"\nkind = "{kind}"\nfloor = 1\nx = "{k * step} m"\ny = "0 m"\n'
            f'width = "{ROOM_M} m"\ndepth = "7.5 m"\nunit = "{name}"\n'
        )
    if not doors:
        doors = [(one, other, "open") for one, other in pairwise(names)]
    for one, other, door in doors:
        lines.append(f'[[passage]]\nbetween = ["{one}", "{other}"]\ndoor = "{door}"\nlength = "{APART_M} m"\n')
    for name, room in people.items():
        rows = {"role": "student", "unit": room, "age": 17, "sex": "f", **(traits or {}).get(name, {})}
        written = "\n".join(f"{key} = {_toml(value)}" for key, value in rows.items() if value is not None)
        lines.append(f'[[person]]\nname = "{name}"\n{written}\n')
    for one, other, kind, strength in bonds:
        lines.append(
            f'[[bond]]\nfrom = "{one}"\nto = "{other}"\nkind = "{kind}"\nstrength = {strength}\nmutual = false\n'
        )
    lines += [canon, more]
    bases = [f"behaviour.{act}.base={value}" for act, value in (acts or {}).items()]
    return loads("\n".join(lines), overrides=[*bases, *changes])


def scene(rooms: Mapping[str, str], people: Mapping[str, str], *, seed: int = 1, **rest: Any) -> Scene:
    """A small world, ready to be changed and run. See `scenario_of`."""
    scenario = scenario_of(rooms, people, **rest)
    return staged(scenario, seed, canon="canon" in rest)


def staged(scenario: Scenario, seed: int, canon: bool = False) -> Scene:
    """The scene of a scenario that is ready; whether its pins and chances apply."""
    world = build_world(scenario, seed, canon=canon)
    world.tables.people["is_recorded"][:] = True
    return Scene(world, Kept(), scenario.systems, scenario)


def mean(values: Sequence[float]) -> float:
    """Mean of some numbers."""
    return float(np.mean(values))


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
