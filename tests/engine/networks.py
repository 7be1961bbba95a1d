"""Contact networks for tests: many small ones side by side in one file, some of their people infected at the start."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import Scenario, load
from hyosan.world.society import Society
from tests.engine.test_society import Ended
from tests.stories.free_runs import SELDOM, Kept

TEXT = """
title = "Network"
start = "day 1 00:00"
until = "day 401 00:00"
step = "1 d"
systems = ["course", "transmission"]
[population]
kind = "network"
edges = "edges.csv"
source = "definition: tests"
[pathogen]
base = "seir"
"""
WAITS = {
    "exponential": '{ distribution = "exponential", mean = "1 d" }',
    "constant": '{ distribution = "fixed", value = "1 d" }',
}
AT_ONCE = 'pathogen.transition.exposed -> infectious.wait={ distribution = "fixed", value = "0 s" }'
Edge = tuple[object, ...]


def lasting(period: str) -> tuple[str, str]:
    """Changes: no latent period, and a name of `WAITS` as the infectious period, mean 1 d."""
    return AT_ONCE, f"pathogen.transition.infectious -> recovered.wait={WAITS[period]}"


def network(
    folder: Path, edges: Iterable[Edge], *changes: str, columns: str = "from,to,weight", people: str | None = None
) -> Scenario:
    """The scenario of some edges; people: text of their file. Every contact infects unless changes give R0."""
    if not any("reproduction" in change for change in changes):
        changes = ("pathogen.transmission.per_contact=1.0", *changes)
    lines = [columns, *(",".join(map(str, edge)) for edge in edges)]
    (folder / "edges.csv").write_text("\n".join(lines) + "\n")
    text = TEXT
    if people is not None:
        (folder / "people.csv").write_text(people)
        text = text.replace('"edges.csv"', '"edges.csv"\npeople = "people.csv"')
    (folder / "network.toml").write_text(text)
    return load(folder / "network.toml", changes)


def copies(n: int, edges: Iterable[Edge]) -> list[Edge]:
    """The same edges among n different sets of people: copy 3 of somebody called a is a3."""
    each = list(edges)
    return [(f"{one}{k}", f"{other}{k}", *rest) for k in range(n) for one, other, *rest in each]


def rows_of(edges: Iterable[Edge]) -> dict[str, int]:
    """Rows of people whom no file tells of: in the order in which edges name them."""
    names = dict.fromkeys(str(name) for edge in edges for name in edge[:2])
    return {name: row for row, name in enumerate(names)}


def begun_by(scenario: Scenario, people: Iterable[int], seed: int = 1, threads: int = 1) -> Ended:
    """An outbreak that some people begin."""
    world = make_world(scenario, seed, threads)
    assert isinstance(world, Society)
    world.imports = [(0, row) for row in sorted(people)]
    chronicle = Kept()
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM, place_every=SELDOM))
    events = next(chronicle.frames()).with_columns(pl.col("kind").cast(pl.String))
    return Ended(world, events, chronicle.digest(world.state_columns()))
