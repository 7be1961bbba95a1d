"""Whether the canon of a scenario comes about: how many of some seeds bear out each claim, and what became of each row.

Run it in the project's environment: `python benchmarks/canon.py hyosan-high`. `benchmarks/README.md` says more.
"""

import argparse
import os
import sys
from pathlib import Path

from chances.canon import report
from chances.outcomes import asked_for
from chances.running import outcomes
from hyosan.errors import HyosanError


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="canon.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="hyosan-high", help="name or path (default: hyosan-high)")
    parser.add_argument("--seeds", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--first", type=int, default=1, help="first seed (default: 1)")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a key of the scenario")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--out", type=Path, help="write what is printed to this file, too")
    asked = parser.parse_args(arguments)
    if min(asked.seeds, asked.workers) < 1 or asked.first < 0:
        parser.error("--seeds and --workers are whole numbers from 1, --first one from 0")
    return asked


def main(arguments: list[str] | None = None) -> None:
    """Run every seed with the canon, and print what they come to."""
    options = parse(arguments)
    try:
        asked = asked_for(options.scenario, options.set, canon=True)
        found = list(outcomes(asked, range(options.first, options.first + options.seeds), options.workers))
        text = report(asked, sorted(found, key=lambda each: each.seed))
    except HyosanError as problem:
        sys.exit(f"canon.py: {problem}")
    print(text)
    if options.out:
        options.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
