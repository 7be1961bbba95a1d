"""Measuring: one campus, set up, run through an outbreak and through an hour in which nothing happens.

Time is taken between the looks that the engine grants its observer before every step, so each step is timed as it ran.
"""

import resource
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from hunting import campus
from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, loads
from hyosan.systems.course import infect
from hyosan.systems.recording import hand_over
from hyosan.world.codes import NOBODY, Flag, Kind
from hyosan.world.columns import STATE
from hyosan.world.world import World

MEDIUM_BITE = 0.5  #: severity that leaves the waits as they are


@dataclass(frozen=True)
class Settings:
    """What to measure; alike for every number of people.

    minutes        : simulated
    repeat         : runs of each kind, of which the fastest counts
    threads        : that choices may be spread over
    index_per_1000 : people bitten at the start, per 1,000
    seed           : of all draws
    """

    minutes: int = 60
    repeat: int = 1
    threads: int = 1
    index_per_1000: float = 5.0
    seed: int = 1


@dataclass(frozen=True)
class Steps:
    """Steps of one sort: how many, the time simulated in them, s, and what they took, s."""

    count: int
    simulated_s: int
    wall_s: float

    @property
    def ms_per_step(self) -> float:
        """What one step takes, ms."""
        return 1e3 * self.wall_s / max(self.count, 1)

    @property
    def ms_per_minute(self) -> float:
        """What a simulated minute takes, ms."""
        return 6e4 * self.wall_s / max(self.simulated_s, 1)


@dataclass(frozen=True)
class Pace:
    """One simulation: near steps (a hunter is awake) and whole ones, and what came out of it."""

    near: Steps
    whole: Steps
    events: int
    infected: int

    @property
    def count(self) -> int:
        """Steps of both sorts."""
        return self.near.count + self.whole.count

    @property
    def simulated_s(self) -> int:
        """Simulated time, s."""
        return self.near.simulated_s + self.whole.simulated_s

    @property
    def wall_s(self) -> float:
        """Time that all steps took, s."""
        return self.near.wall_s + self.whole.wall_s


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
        """People x steps, of either sort, per s of the outbreak's simulation."""
        return self.people * self.flow.count / self.flow.wall_s

    @property
    def person_seconds_per_s(self) -> float:
        """People x simulated seconds per s of the outbreak's simulation."""
        return self.people * self.flow.simulated_s / self.flow.wall_s

    @property
    def idle_per_step(self) -> float:
        """What a step costs in which nothing happens, as a share of a near step of the outbreak."""
        return self.idle.whole.ms_per_step / self.flow.near.ms_per_step

    @property
    def idle_per_minute(self) -> float:
        """The same for a simulated minute."""
        return self.idle.whole.ms_per_minute / self.flow.near.ms_per_minute


class Meter(Observer):
    """An observer that counts nothing but notes when it is asked to look."""

    def __init__(self) -> None:
        super().__init__()
        self.simulated: list[int] = []
        self.wall: list[float] = []

    def look(self, world: World) -> bool:
        """Note the simulated and the real time at the start of a step."""
        self.simulated.append(world.clock.now)
        self.wall.append(perf_counter())
        return True

    def steps(self, near_step: int) -> tuple[Steps, Steps]:
        """Near and whole steps. A step is near if it ended within `near_step` seconds, as those with a hunter do."""
        lasted, took = np.diff(self.simulated), np.diff(self.wall)
        is_near = lasted <= near_step
        near, whole = (
            Steps(int(sort.sum()), int(lasted[sort].sum()), float(took[sort].sum())) for sort in (is_near, ~is_near)
        )
        return near, whole


def measure(people: int, settings: Settings) -> Measured:
    """Set a campus up and run it, after a small one has seen to it that everything is compiled."""
    warm_up(settings)
    begun = perf_counter()
    scenario = loads(campus.text(people, settings.minutes, settings.seed), "campus.toml")
    read = perf_counter()
    world = build_world(scenario, settings.seed, settings.threads)
    built = perf_counter()
    tables: dict[str, Any] = {**world.tables._asdict(), **world.tables.log._asdict()}
    del tables["log"]
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
        state_bytes=sum(sizes[name] for name in STATE),
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
    bite(world, chronicle, round(world.n * index_per_1000 / 1000), bitten)
    meter = Meter()
    simulate(world, chronicle, scenario.systems, meter)
    near, whole = meter.steps(world.clock.near_step)
    is_infected = (world.numbers.states["flags"] & Flag.INFECTED) != 0
    before_death = np.maximum(world.tables.course["before_death"], 0)
    state = world.tables.course["state"]
    return Pace(near, whole, chronicle.next_id, int((is_infected[state] | is_infected[before_death]).sum()))


def bite(world: World, chronicle: Chronicle, n: int, bitten: int) -> None:
    """Begin the outbreak at once: n people, evenly spread over all, have been bitten by nobody when the run starts.

    The scenario's own beginning, from the bully to the maker's injection, takes simulated hours and happens in one place.

    bitten : row of the pathogen's state that a bite leads to
    """
    log = world.tables.log
    beginning = chronicle.add(world.clock.now, Kind.BEGINNING, cause=-1, value=float(world.n))
    log.used["first_id"] = chronicle.next_id
    for person in ((np.arange(n) + 0.5) * world.n / max(n, 1)).astype(int).tolist():
        infect(person, NOBODY, bitten, world.clock.now, beginning, MEDIUM_BITE, world.tables, world.numbers)
    hand_over(log, chronicle)


def peak_rss_bytes() -> int:
    """Most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
