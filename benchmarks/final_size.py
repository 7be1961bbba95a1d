"""Whether the engine's final sizes have the exact distribution of theory: 75 cases, many runs of each.

Run it in the project's environment: `python benchmarks/final_size.py`. `benchmarks/README.md` says what it means.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import stats

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import make_world
from hyosan.scenario import load
from hyosan.world.society import Society
from theory.final_sizes import final_sizes

PEOPLE = (10, 20, 50, 100, 200)
REPRODUCTION = (0.5, 1.0, 1.5, 2.0, 3.0)
PERIODS = {
    "exponential": '{ distribution = "exponential", mean = "1 d" }',
    "constant": '{ distribution = "fixed", value = "1 d" }',
    "gamma_shape2": '{ distribution = "gamma", shape = 2.0, scale = "12 h" }',
}
SELDOM = 10**9  #: s between two counts of an observer that is to count nothing
LEAST_EXPECTED = 5.0  #: runs expected in a cell of the chi-square test


@dataclass(frozen=True)
class Case:
    """A population and a pathogen without a latent period. people: count; period: a name of `PERIODS`."""

    people: int
    reproduction: float
    period: str


@dataclass(frozen=True)
class Verdict:
    """How a case's final sizes compare with theory.

    p : of the chi-square test;  z : standard errors between the mean and the exact one
    """

    case: Case
    p: float
    z: float


def cases() -> Iterator[Case]:
    """All 75."""
    yield from (Case(*each) for each in product(PEOPLE, REPRODUCTION, PERIODS))


def sizes(case: Case, runs: int, step: str, seed: int) -> np.ndarray:
    """Final sizes of many runs at once: districts that never meet, one infected in each; (runs) people."""
    scenario = load(
        "seir-mixed",
        [
            f"population.people={case.people * runs}",
            f"population.districts={runs}",
            "importation.index.people=1",
            f"pathogen.transmission.reproduction={case.reproduction}",
            'pathogen.transition.exposed -> infectious.wait={ distribution = "fixed", value = "0 s" }',
            f"pathogen.transition.infectious -> recovered.wait={PERIODS[case.period]}",
            f'step="{step}"',
            'place_series_every="1000 d"',
            'until="day 1001 00:00"',
        ],
    )
    world = make_world(scenario, seed)
    assert isinstance(world, Society)
    simulate(world, Chronicle(None), scenario.systems, Observer(every=SELDOM, place_every=SELDOM))
    was_infected = world.crowd.state != world.numbers.spreading["susceptible"]
    return np.bincount(world.crowd.district[was_infected], minlength=runs)


def verdict(case: Case, found: np.ndarray) -> Verdict:
    """Compare final sizes with theory; cells of which too few runs are expected are joined with the next."""
    probability = np.array(final_sizes(case.people, case.reproduction, case.period))
    size = np.arange(1, case.people + 1)
    observed = np.bincount(found, minlength=case.people + 1)[1:]
    cells = joined(observed, probability * len(found))
    statistic = float(((cells[0] - cells[1]) ** 2 / cells[1]).sum())
    mean = float(probability @ size)
    error = float(np.sqrt(probability @ (size - mean) ** 2 / len(found)))
    return Verdict(case, float(stats.chi2.sf(statistic, len(cells[0]) - 1)), float((found.mean() - mean) / error))


def joined(observed: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cells from the left, each with enough expected runs; what is left over goes into the last."""
    edges = [0]
    total = 0.0
    for k, each in enumerate(expected, 1):
        total += each
        if total >= LEAST_EXPECTED:
            edges.append(k)
            total = 0.0
    starts = edges[:-1]
    return np.add.reduceat(observed, starts), np.add.reduceat(expected, starts)


def main(arguments: list[str] | None = None) -> None:
    """Test every case and print one line for each; exits 1 if any fails."""
    parser = argparse.ArgumentParser(prog="final_size.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=100_000, help="of each case (default: 100000)")
    parser.add_argument("--step", default="1 d", help="length of a step; the result must not depend on it")
    parser.add_argument("--seed", type=int, default=1, help="of all draws (default: 1)")
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    all_cases = list(cases())
    limit = 0.001 / len(all_cases)
    failed = 0
    for case in all_cases:
        found = verdict(case, sizes(case, asked.runs, asked.step, asked.seed))
        is_good = found.p > limit and abs(found.z) < 4
        failed += not is_good
        print(
            f"N {case.people:>4}  R0 {case.reproduction:<4g} {case.period:<13} p {found.p:.4f}  z {found.z:+.2f}"
            f"  {'' if is_good else 'FAILS'}",
            flush=True,
        )
    took = time.perf_counter() - begun
    print(f"{len(all_cases) - failed} of {len(all_cases)} cases as theory has them, {took:,.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
