"""How differently a scenario ends from seed to seed, and what each run costs.

Run it in the project's environment: `python benchmarks/worlds.py`. `benchmarks/README.md` says what the numbers mean.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import hyosan
from hyosan.analysis import Ending
from hyosan.tell.clauses import clock


@dataclass(frozen=True)
class Outcome:
    """How one run ended and what it cost.

    well, left                      : people never infected, on and off the grounds, count
    infected, halfbie, turned, dead : the others; infected: with their course still open
    named      : of the named cast, how many were never infected
    half       : when half of all people were infected or dead, s since the start of day 1; None if never
    last       : the last infection, s; None if there was none
    events     : count
    simulation : processor time of simulating, s;  ending: of explaining, s
    """

    seed: int
    well: int
    left: int
    infected: int
    halfbie: int
    turned: int
    dead: int
    named: int
    half: int | None
    last: int | None
    events: int
    simulation: float
    ending: float


def main(arguments: list[str] | None = None) -> None:
    """Run every seed and print one line for each, then the range."""
    parser = argparse.ArgumentParser(prog="worlds.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="hyosan-high", help="name or path (default: hyosan-high)")
    parser.add_argument("--first", type=int, default=1, help="first seed (default: 1)")
    parser.add_argument("--seeds", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a key of the scenario")
    parser.add_argument("--json", action="store_true", help="print one JSON object in place of the table")
    asked = parser.parse_args(arguments)
    outcomes = []
    for seed in range(asked.first, asked.first + asked.seeds):
        outcomes.append(outcome(asked.scenario, seed, asked.set))
        print(f"seed {seed}: {outcomes[-1].well + outcomes[-1].left} survivors", file=sys.stderr, flush=True)
    if asked.json:
        print(json.dumps([asdict(each) for each in outcomes], indent=2))
    else:
        print(table(outcomes), summary(outcomes), sep="\n\n")


def outcome(scenario: str, seed: int, changes: Sequence[str] = ()) -> Outcome:
    """Run one seed in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        run = hyosan.run(scenario, seed=seed, set=changes, out=Path(folder) / "run")
        simulated = time.process_time()
        ending = run.ending()
        explained = time.process_time()
        return found(ending, len(run.chronicle), simulated - begun, explained - simulated)


def found(ending: Ending, events: int, simulation: float, explaining: float) -> Outcome:
    """What the table shows of an ending."""
    fates = ending.fates
    return Outcome(
        seed=ending.run.seed,
        well=fates["well"],
        left=fates["left"],
        infected=fates["infected"],
        halfbie=fates["halfbie"],
        turned=fates["turned"],
        dead=fates["dead"],
        named=sum(named.fate in ("well", "left") for named in ending.cast),
        half=ending.fall.half.time if ending.fall.half else None,
        last=ending.fall.last_infection.time if ending.fall.last_infection else None,
        events=events,
        simulation=simulation,
        ending=explaining,
    )


def table(outcomes: Sequence[Outcome]) -> str:
    """One line per seed."""
    lines = [
        f"{'seed':>6}{'well':>6}{'left':>6}{'infected':>10}{'halfbie':>9}{'turned':>8}{'dead':>6}{'named':>7}"
        f"  {'half lost':<14}{'last infection':<16}{'events':>9}{'run, s':>8}{'ending, s':>11}"
    ]
    for each in outcomes:
        lines.append(
            f"{each.seed:>6}{each.well:>6}{each.left:>6}{each.infected:>10}{each.halfbie:>9}{each.turned:>8}{each.dead:>6}{each.named:>7}"
            f"  {when(each.half):<14}{when(each.last):<16}{each.events:>9,}{each.simulation:>8.2f}{each.ending:>11.2f}"
        )
    return "\n".join(lines)


def when(time_s: int | None) -> str:
    """A time in words, or a dash."""
    return "-" if time_s is None else clock(time_s)


def summary(outcomes: Sequence[Outcome]) -> str:
    """The range of what differs."""
    survivors = sorted(each.well + each.left for each in outcomes)
    run = [each.simulation for each in outcomes]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"Survivors, never infected: {survivors[0]} to {survivors[-1]}, median {median(survivors):g}.\n"
        f"Processor time of a run: {min(run):.2f} to {max(run):.2f} s, median {median(run):.2f}. "
        f"Peak memory {peak_mb:,.0f} MB."
    )


if __name__ == "__main__":
    main()
