"""Hyosan in memory, as the peers run: warmed up, nothing on disk. Who infected whom and where stays in its state."""

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from report import Engine, index_cases, report

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import load

SCENARIO = Path(__file__).parents[1] / "scenarios" / "mixed.toml"
THREADS = int(os.environ.get("NUMBA_NUM_THREADS", "1"))
DAY_S = 86_400


def build(people: int, days: int, seed: int) -> tuple[Any, frozenset[str]]:
    """The homogeneous SIR at its beginning, and the systems that it runs."""
    scenario = load(str(SCENARIO), [f"population.people={people}", f"importation.index.people={index_cases(people)}"])
    world = make_world(scenario, seed, THREADS)
    world.clock.until = world.clock.start + days * DAY_S
    return world, frozenset(scenario.systems)


def run(model: tuple[Any, frozenset[str]]) -> None:
    """All steps. The events are hashed, as always, and not kept."""
    world, systems = model
    chronicle = Chronicle(None)
    simulate(world, chronicle, systems, Observer(every=DAY_S, place_every=DAY_S))
    chronicle.close()


if __name__ == "__main__":
    report(
        Engine(
            name="hyosan",
            version=version("hyosan"),
            build=build,
            simulate=run,
            steps=lambda model: (model[0].clock.until - model[0].clock.start) // model[0].clock.step,
            infected=lambda model: (model[0].crowd.case["episode"] > 0).sum(),
            threads=lambda: THREADS,
        )
    )
