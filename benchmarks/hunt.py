"""How fast the hunt runs: the school's systems on campuses of 1,000, 10,000 and 100,000 people.

Run it in the project's environment: `python benchmarks/hunt.py`. `benchmarks/README.md` says what the numbers mean.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from typing import TypeVar

from hunting import campus
from hunting.loops import clocked_systems
from hunting.measure import Settings, measure, run, warm_up
from hunting.table import as_json, profile, table, verdict

SIZES = (1_000, 10_000, 100_000)

R = TypeVar("R")


def main(arguments: list[str] | None = None) -> None:
    """Measure every size and print what was found."""
    asked = parse(arguments)
    settings = Settings(asked.minutes, asked.repeat, asked.threads)
    if asked.profile:
        print("\n\n".join(alone(profile_of, people, settings) for people in asked.people))
        return
    measured = [alone(measure, people, settings) for people in asked.people]
    if asked.json:
        print(json.dumps({"settings": asdict(settings), "campuses": [as_json(each) for each in measured]}, indent=2))
    else:
        print(table(measured), verdict(measured), sep="\n\n")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="hunt.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--people", type=whole(campus.LEAST, campus.MOST), nargs="+", default=SIZES, metavar="N",
        help="people on the campus, 50 to 100,000, one or several numbers (default: 1000 10000 100000)",
    )  # fmt: skip
    parser.add_argument("--minutes", type=whole(1, 24 * 60), default=45, help="simulated time (default: 45)")
    parser.add_argument(
        "--repeat", type=whole(1, 100), default=1, help="runs, of which the fastest counts (default: 1)"
    )
    parser.add_argument("--threads", type=whole(1, 256), default=1, help="threads that choices use (default: 1)")
    parser.add_argument("--json", action="store_true", help="print one JSON object in place of the table")
    parser.add_argument("--profile", action="store_true", help="print what each loop costs per step instead")
    return parser.parse_args(arguments)


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within limits."""

    def read(text: str) -> int:
        try:
            number = int(text.replace(",", "").replace("_", ""))
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r}; a whole number from {least} to {most:,}")
        return number

    return read


def alone(task: Callable[[int, Settings], R], people: int, settings: Settings) -> R:
    """Do a task in a process of its own, so that the memory found is that of one size."""
    print(f"{people:,} people …", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, people, settings).result()


def profile_of(people: int, settings: Settings) -> str:
    """What each loop costs per step, in full flow and when nothing happens."""
    warm_up(settings)
    scenario = campus.generate(people, settings.minutes, settings.seed)
    parts = []
    for title, index_per_1000 in (("full flow", settings.index_per_1000), ("nothing happens", 0.0)):
        with clocked_systems() as ledger:
            pace = run(scenario, settings, index_per_1000)
        parts.append(profile(f"{people:,} people, {title}", pace, ledger))
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
