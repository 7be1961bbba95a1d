"""What every runner does alike: reads the command line, warms up, measures set-up and simulation, prints one JSON line.

Needs nothing but the standard library, as it runs in the peers' own environments.
"""

import argparse
import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

R0 = 2.5  #: people whom one infects among others who are all susceptible
INDEX_SHARE = 1e-4  #: of all people, who are infected when the run begins
LEAST_INDEX = 10
WARM_PEOPLE = 1_000
WARM_DAYS = 5


@dataclass(frozen=True)
class Engine:
    """A peer, as a runner needs it.

    build    : (people, days, seed) to a model that is ready to be simulated
    simulate : all steps
    steps    : how many steps were simulated, count
    infected : people who were infected at any time, index cases included, count
    threads  : how many it uses, count
    """

    name: str
    version: str
    build: Callable[[int, int, int], Any]
    simulate: Callable[[Any], None]
    steps: Callable[[Any], int]
    infected: Callable[[Any], int]
    threads: Callable[[], int]


def index_cases(people: int) -> int:
    """How many are infected when the run begins."""
    return max(LEAST_INDEX, round(people * INDEX_SHARE))


def report(engine: Engine) -> None:
    """Measure what the command line asks for and print it."""
    asked = parse()
    warming = clocked(lambda: engine.simulate(engine.build(WARM_PEOPLE, WARM_DAYS, asked.seed)))[0]
    gc.collect()
    building, model = clocked(lambda: engine.build(asked.people, asked.days, asked.seed))
    begun = time.process_time()
    simulating, _ = clocked(lambda: engine.simulate(model))
    simulating_cpu = time.process_time() - begun
    infected = int(engine.infected(model))
    found = {
        "engine": engine.name,
        "version": engine.version,
        "people": asked.people,
        "days": asked.days,
        "steps": int(engine.steps(model)),
        "seed": asked.seed,
        "threads": engine.threads(),
        "warm_up_s": warming,
        "set_up_s": building,
        "simulation_s": simulating,
        "simulation_cpu_s": simulating_cpu,
        "process_s": time.process_time(),
        "peak_mb": peak_mb(),
        "infected": infected,
        "attack": infected / asked.people,
    }
    print(json.dumps(found), flush=True)


def parse() -> argparse.Namespace:
    """The options, the same for all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=120, help="daily steps")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def clocked(task: Callable[[], Any]) -> tuple[float, Any]:
    """The wall time of a task, s, and what it returned."""
    begun = time.perf_counter()
    returned = task()
    return time.perf_counter() - begun, returned


def peak_mb() -> float:
    """The most memory that the process held, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
