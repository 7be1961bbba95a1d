"""How likely each fate and each claim of a scenario is: many seeds, on all cores, as a document.

Run it in the project's environment: `python benchmarks/fates.py hyosan-high --seeds 1000 --out docs/fates.md`. What is
done is kept seed by seed, so an interrupted command goes on where it stopped. `benchmarks/README.md` says more.
"""

import argparse
import os
import sys
from pathlib import Path

from chances.outcomes import Results, asked_for
from chances.running import outcomes
from chances.tables import report
from hyosan.errors import HyosanError


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="fates.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="hyosan-high", help="name or path (default: hyosan-high)")
    parser.add_argument("--seeds", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--first", type=int, default=1, help="first seed (default: 1)")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a key of the scenario")
    parser.add_argument("--canon", action="store_true", help="apply the pins and chances of the scenario")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--results", type=Path, help="folder of what is done (default: runs/fates-SCENARIO)")
    parser.add_argument("--out", type=Path, help="write what is printed to this file, too")
    asked = parser.parse_args(arguments)
    if min(asked.seeds, asked.workers) < 1 or asked.first < 0:
        parser.error("--seeds and --workers are whole numbers from 1, --first one from 0")
    return asked


def main(arguments: list[str] | None = None) -> None:
    """Run the seeds that are not done yet, and print what all of them come to."""
    options = parse(arguments)
    try:
        asked = asked_for(options.scenario, options.set, options.canon)
        results = Results(options.results or Path("runs") / f"fates-{Path(options.scenario).stem}", asked)
        seeds = range(options.first, options.first + options.seeds)
        for found in outcomes(asked, [seed for seed in seeds if not results.has(seed)], options.workers):
            results.keep(found)
        text = report(asked, [results.of(seed) for seed in seeds])
    except HyosanError as problem:
        sys.exit(f"fates.py: {problem}")
    print(text)
    if options.out:
        options.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
