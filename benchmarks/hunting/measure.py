"""Measuring: one campus, set up, run through an outbreak, and through the same time in which nothing happens.

Time is taken between the looks that the engine grants its observer before every step, so each step is timed as it ran.
"""

import resource
import sys
from dataclasses import dataclass
from math import ceil, nan
from time import perf_counter, process_time
from typing import Any

import numpy as np

from hunting import campus, outbreak
from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, loads
from hyosan.world.codes import Flag
from hyosan.world.columns import STATE
from hyosan.world.world import World


@dataclass(frozen=True)
class Settings:
    """What to measure; alike for every number of people.

    minutes        : simulated
    repeat         : runs of each kind, of which the fastest counts
    threads        : that choices may be spread over
    index_per_1000 : people bitten at the start, per 1,000
    seed           : of all draws
    """

    minutes: int = 45
    repeat: int = 1
    threads: int = 1
    index_per_1000: float = 5.0
    seed: int = 1


@dataclass(frozen=True)
class Steps:
    """Steps of one sort: how many, the time simulated in them, and what they took by the clock and of the processor."""

    count: int
    simulated_s: int
    wall_s: float
    cpu_s: float

    @property
    def ms_per_step(self) -> float:
        """Processor time of one step, ms: other work on the machine disturbs it less than the clock."""
        return 1e3 * self.cpu_s / max(self.count, 1)

    @property
    def ms_per_minute(self) -> float:
        """Processor time of a simulated minute, ms."""
        return 6e4 * self.cpu_s / max(self.simulated_s, 1)


def share(part: float, whole: float) -> float:
    """One number as a share of another; not a number where there is nothing to share."""
    return part / whole if whole else nan


@dataclass(frozen=True)
class Pace:
    """One simulation, and what came out of it.

    opening     : the first step, in which everybody turns to what the timetable says
    near, whole : the others, with a hunter awake and without
    infected    : people who are, or were when they died
    """

    opening: Steps
    near: Steps
    whole: Steps
    events: int
    infected: int

    @property
    def count(self) -> int:
        """Steps of all sorts."""
        return self.opening.count + self.near.count + self.whole.count

    @property
    def simulated_s(self) -> int:
        """Simulated time, s."""
        return self.opening.simulated_s + self.near.simulated_s + self.whole.simulated_s

    @property
    def wall_s(self) -> float:
        """Time that all steps took, s."""
        return self.opening.wall_s + self.near.wall_s + self.whole.wall_s


@dataclass(frozen=True)
class Measured:
    """What was found out about a campus of one size.

    read_s, build_s    : from the text to the scenario, from the scenario to the world
    flow, idle         : the outbreak, and the same without index cases
    state_bytes        : of the tables that enter the digest
    table_bytes        : of all tables, with what is derived and the buffers of the log
    peak_rss_bytes     : of the process that did all this and nothing else
    """

    people: int
    places: int
    read_s: float
    build_s: float
    flow: Pace
    idle: Pace
    state_bytes: int
    table_bytes: int
    peak_rss_bytes: int

    @property
    def person_steps_per_s(self) -> float:
        """People x steps, of every sort, per s of the outbreak's simulation."""
        return self.people * self.flow.count / self.flow.wall_s

    @property
    def person_seconds_per_s(self) -> float:
        """People x simulated seconds per s of the outbreak's simulation."""
        return self.people * self.flow.simulated_s / self.flow.wall_s

    @property
    def idle_per_step(self) -> float:
        """What a step costs in which nothing happens, as a share of a near step of the outbreak."""
        return share(self.idle.whole.ms_per_step, self.flow.near.ms_per_step)

    @property
    def idle_per_minute(self) -> float:
        """The same for a simulated minute."""
        return share(self.idle.whole.ms_per_minute, self.flow.near.ms_per_minute)


class Meter(Observer):
    """An observer that counts nothing and notes when it is asked to look: before every step, and at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.simulated: list[int] = []
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def look(self, world: World) -> bool:
        """Note the simulated time, the clock and the processor time, s."""
        self.simulated.append(world.clock.now)
        self.wall.append(perf_counter())
        self.cpu.append(process_time())
        return True

    def steps(self, near_step: int) -> tuple[Steps, Steps, Steps]:
        """The opening, near and whole steps; near are those that ended within `near_step` seconds."""
        lasted, wall, cpu = (np.diff(noted) for noted in (self.simulated, self.wall, self.cpu))
        is_opening = np.arange(len(lasted)) == 0
        is_near = ~is_opening & (lasted <= near_step)
        opening, near, whole = (
            Steps(int(sort.sum()), int(lasted[sort].sum()), float(wall[sort].sum()), float(cpu[sort].sum()))
            for sort in (is_opening, is_near, ~is_opening & ~is_near)
        )
        return opening, near, whole


def arrays_of(bundle: Any) -> dict[str, Any]:
    """Every array of a bundle of tables by its name, those of bundles within it by both names."""
    found: dict[str, Any] = {}
    for name, table in bundle._asdict().items():
        within = arrays_of(table) if hasattr(table, "_asdict") else {}
        found |= {f"{name}.{inner}": array for inner, array in within.items()} if within else {name: table}
    return found


def measure(people: int, settings: Settings) -> Measured:
    """Set a campus up and run it, after a small one has seen to it that everything is compiled."""
    warm_up(settings)
    begun = perf_counter()
    scenario = loads(campus.text(people, settings.minutes, settings.seed), "campus.toml")
    read = perf_counter()
    world = build_world(scenario, settings.seed, settings.threads)
    built = perf_counter()
    tables = arrays_of(world.tables)
    sizes = {name: table.nbytes for name, table in tables.items()}
    places = len(world.tables.places)
    del world, tables
    flow = fastest(scenario, settings, settings.index_per_1000)
    idle = fastest(scenario, settings, 0.0)
    return Measured(
        people=people,
        places=places,
        read_s=read - begun,
        build_s=built - read,
        flow=flow,
        idle=idle,
        state_bytes=sum(size for name, size in sizes.items() if name.split(".")[0] in STATE),
        table_bytes=sum(sizes.values()),
        peak_rss_bytes=peak_rss_bytes(),
    )


def warm_up(settings: Settings) -> None:
    """Load or compile every loop, on a campus too small to count."""
    run(campus.generate(2 * campus.LEAST, 30), Settings(threads=settings.threads), 50.0)


def fastest(scenario: Scenario, settings: Settings, index_per_1000: float) -> Pace:
    """The fastest of several equal runs: the one that the rest of the machine disturbed least."""
    return min((run(scenario, settings, index_per_1000) for _ in range(settings.repeat)), key=lambda pace: pace.wall_s)


def run(scenario: Scenario, settings: Settings, index_per_1000: float) -> Pace:
    """One simulation by the engine, events digested but not written."""
    world = build_world(scenario, settings.seed, settings.threads)
    chronicle = Chronicle(None)
    bitten = world.names.states.index(str(scenario.pathogen.entry.bitten))
    outbreak.begin(world, chronicle, ceil(world.n * index_per_1000 / 1000), bitten)
    meter = Meter()
    simulate(world, chronicle, scenario.systems, meter)
    opening, near, whole = meter.steps(world.clock.near_step)
    is_infected = (world.numbers.states["flags"] & Flag.INFECTED) != 0
    before_death = np.maximum(world.tables.course["before_death"], 0)
    state = world.tables.course["state"]
    return Pace(opening, near, whole, chronicle.next_id, int((is_infected[state] | is_infected[before_death]).sum()))


def peak_rss_bytes() -> int:
    """Most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
