"""Whether the zombies of `szr-mixed` do what the model of Munz et al. 2009 says, in many people and in few.

Run it in the project's environment: `python benchmarks/szr.py`. `benchmarks/README.md` says what it means.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import get_context

import numpy as np

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import Scenario, load
from theory.zombies import CASES, Case, jumped, solved

PEOPLE = (10_000, 100_000, 1_000_000)
ZOMBIES = 0.002  #: share of people who are zombies at the start of the runs beside the differential equations
HALF_DAYS = np.arange(1, 21) / 2  #: of the counts beside the differential equations
DEVIATION_MOST = 0.01  #: of all people, in the largest population
FEW = 500  #: people in a run beside the jump process
EXACT_RUNS = 5  #: runs of the jump process, by runs of the engine
ERRORS_MOST = 4.0  #: standard errors
DAY_S = 86_400
SELDOM = 10**9  #: s between two counts of an observer that is to count nothing


@dataclass(frozen=True)
class Trial:
    """A case in few people, beside the jump process: zombies at the start, and the days of the counts.

    Without any at the start the first comes when somebody has died and risen: a matter of chance, of weeks in case 3
    and of more than a year in case 2.
    """

    case: int
    zombies: int
    days: tuple[int, ...]


TRIALS = (Trial(1, 1, (1, 2, 3, 4, 6, 10)), Trial(2, 0, (100, 300, 500, 800)), Trial(3, 0, (10, 20, 40, 80)))


class Counts:
    """Counts of people by state, in the order in which an observer hands them over."""

    def __init__(self) -> None:
        self.found: dict[int, np.ndarray] = {}

    def add(self, time: int, by_state: np.ndarray) -> None:
        """People in each state, (states)."""
        self.found[time] = by_state

    def add_places(self, time: int, _places: np.ndarray, by_place: np.ndarray) -> None:
        """People in each state in each place, (places, states)."""
        self.found[time] = by_place

    def on(self, days: Sequence[float]) -> np.ndarray:
        """The counts of some days, the days first."""
        return np.array([self.found[round(day * DAY_S)] for day in days])


def scenario_of(case: Case, people: int, zombies: int, until: float, districts: int = 1) -> Scenario:
    """The catalog's scenario with other numbers: so many people, and zombies at the start, in each of its districts."""
    meeting = case.alpha + case.beta
    waits = {"susceptible -> removed": case.delta, "removed -> zombie": case.zeta}
    return load(
        "szr-mixed",
        [
            f"population.people={people * districts}",
            f"population.districts={districts}",
            f"importation.index.people={zombies}" if zombies else "importation.index.remove=true",
            f"contacts.community.per_day={case.contacts_per_day(people)!r}",
            f"pathogen.transmission.per_contact={case.beta / meeting!r}",
            f"pathogen.defeat.per_contact={case.alpha / meeting!r}",
            *(f"pathogen.transition.{way}.wait={exponential(rate)}" for way, rate in waits.items()),
            'place_series_every="1 d"',
            f'until="day {1 + until:g} 00:00"',
        ],
    )


def exponential(rate: float) -> str:
    """The wait for something that comes at a rate per day, as scenarios write it."""
    return f'{{ distribution = "exponential", mean = "{1 / rate:g} d" }}'


def curves(people: int, seed: int) -> np.ndarray:
    """S, Z, R of one run of case 1 at half-day steps, (half-days, 3) people."""
    scenario = scenario_of(CASES[1], people, round(ZOMBIES * people), HALF_DAYS[-1])
    counts = Counts()
    world = make_world(scenario, seed)
    simulate(world, Chronicle(None), scenario.systems, Observer(series=counts, every=DAY_S // 2, place_every=SELDOM))
    return counts.on(HALF_DAYS)


def deviation(people: int, runs: int, seed: int, workers: int) -> float:
    """The largest difference of the mean of runs of case 1 from the differential equations, as a share of people."""
    seeds = range(seed, seed + runs)
    if workers == 1:
        mean = sum(curves(people, each) for each in seeds) / runs
    else:
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            mean = sum(pool.map(partial(curves, people), seeds)) / runs
    return float(abs(mean - solved(CASES[1], people, ZOMBIES * people, HALF_DAYS)).max() / people)


def few(trial: Trial, runs: int, seed: int) -> np.ndarray:
    """S, Z, R of many runs at once, as districts that never meet, (runs, days, 3) people."""
    scenario = scenario_of(CASES[trial.case], FEW, trial.zombies, trial.days[-1], runs)
    counts = Counts()
    world = make_world(scenario, seed)
    observer = Observer(place_series=counts, every=SELDOM, place_every=DAY_S)
    simulate(world, Chronicle(None), scenario.systems, observer)
    return counts.on(trial.days).swapaxes(0, 1)


def errors(found: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Differences of means from those of the jump process, in standard errors, (days, 3); 0 where nothing varies.

    How much runs vary is taken from the jump process alone, of which there are more runs: early on, a few outbreaks
    make nearly all of the variance.
    """
    difference = found.mean(axis=0) - exact.mean(axis=0)
    variance = exact.var(axis=0) * (1 / len(found) + 1 / len(exact))
    return np.divide(difference, np.sqrt(variance), out=np.zeros_like(difference), where=variance > 0)


def print_many(people: Sequence[int], runs: int, seed: int, workers: int) -> bool:
    """Print how far case 1 is from the differential equations; whether it comes nearer with people, and near enough."""
    print(f"Case 1: largest |mean of {runs} runs - differential equations| / people, at half-day steps over 10 days")
    found = []
    for n in people:
        found.append(deviation(n, runs, seed, workers))
        print(f"{n:>12,} people   {found[-1]:.3%}", flush=True)
    shrinks = all(more < less for less, more in pairwise(found))
    is_near = found[-1] < DEVIATION_MOST
    print(f"It shrinks with people: {yes(shrinks)}. Below {DEVIATION_MOST:.0%} in {people[-1]:,}: {yes(is_near)}.")
    return shrinks and is_near


def print_few(trial: Trial, runs: int, seed: int) -> bool:
    """Print means beside those of the jump process; whether all are within the standard errors that are allowed."""
    found = few(trial, runs, seed)
    exact = jumped(CASES[trial.case], FEW, trial.zombies, trial.days, EXACT_RUNS * runs, seed)
    off = errors(found, exact)
    start = f"{FEW} people, {trial.zombies} zombies at the start"
    print(f"\nCase {trial.case}, {start}: means of {runs:,} runs (jump process)")
    print(f"{'day':>6}" + "".join(f"{name:>24}" for name in "SZR") + f"{'standard errors':>26}")
    for k, day in enumerate(trial.days):
        means = "".join(f"{found[:, k, s].mean():>12.2f} ({exact[:, k, s].mean():>9.2f})" for s in range(3))
        print(f"{day:>6}{means}   " + "".join(f"{each:>+8.2f}" for each in off[k]))
    is_good = bool((abs(off) < ERRORS_MOST).all())
    print(f"Within {ERRORS_MOST:g} standard errors: {yes(is_good)}.", flush=True)
    return is_good


def yes(is_so: bool) -> str:
    """A finding in a word."""
    return "yes" if is_so else "NO"


def main(arguments: list[str] | None = None) -> None:
    """Print both comparisons; exits 1 if one fails."""
    parser = argparse.ArgumentParser(prog="szr.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200, help="of each size in case 1 (default: 200)")
    parser.add_argument("--people", type=int, nargs="+", default=PEOPLE, help="sizes, ascending")
    parser.add_argument("--few-runs", type=int, default=4_000, help="of each case in few people (default: 4000)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes (default: one per CPU)")
    parser.add_argument("--seed", type=int, default=1, help="of the first run (default: 1)")
    asked = parser.parse_args(arguments)
    is_good = [print_many(asked.people, asked.runs, asked.seed, asked.workers)]
    is_good += [print_few(trial, asked.few_runs, asked.seed) for trial in TRIALS]
    sys.exit(not all(is_good))


if __name__ == "__main__":
    main()
