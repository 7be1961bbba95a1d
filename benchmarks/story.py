"""What a run of a whole story costs: time, memory and disk; and whether threads change nothing.

Run it in the project's environment: `python benchmarks/story.py`. `benchmarks/README.md` says what it means.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from peers.comparing.process import alone

COLUMNS = (
    "threads", "set-up, s", "simulation, s", "writing, s", "process, s", "peak memory, MB", "chronicle, MB", "run, MB",
    "events",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One run: what it cost, and what it came to."""

    figures: tuple[float, ...]  #: as the columns have them
    digest: str


def run(scenario: str, threads: int, seed: int, until: str | None) -> Story:
    """Run a scenario into a folder that is thrown away (TMPDIR says where)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        command = [sys.executable, "-m", "hyosan", "run", scenario, "--seed", str(seed), "--threads", str(threads)]
        finished = alone([*command, "--out", str(out), *(["--until", until] if until else [])], threads)
        manifest = json.loads((out / "manifest.json").read_bytes())
        chronicle, whole = (megabytes(place) for place in (out / "chronicle", out))
    spent = manifest["timings"]
    seconds = (spent["set-up"], spent["simulation"], spent["writing"] + spent["sealing"], finished.wall_s)
    figures = (threads, *seconds, finished.peak_mb, chronicle, whole, manifest["counts"]["events"])
    return Story(figures, manifest["digest"])


def megabytes(folder: Path) -> float:
    """What the files of a folder take up, MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def table(stories: Sequence[Story]) -> str:
    """Runs in Markdown, and whether their digests are equal."""
    rows = [" | ".join(f"{figure:,.4g}" if figure < 1e4 else f"{figure:,.0f}" for figure in s.figures) for s in stories]
    lines = [f"| {row} |" for row in (" | ".join(COLUMNS), *rows)]
    lines.insert(1, "|" + "---:|" * len(COLUMNS))
    found = sorted({story.digest for story in stories})
    said = f"Digest: {found[0]}" if len(found) == 1 else f"Digests DIFFER: {', '.join(found)}"
    return "\n".join([*lines, "", said])


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="story.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scenario", default="hyosan", help="built-in name or path (default: hyosan)")
    parser.add_argument("--threads", type=int, nargs="+", default=[2], help="one run for each (default: 2)")
    parser.add_argument("--seed", type=int, default=1, help="of all draws (default: 1)")
    parser.add_argument("--until", help='an earlier end, as in "day 2 08:00"')
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run the story once for each number of threads, and print what it cost; exit 1 if digests differ."""
    asked = parse(arguments)
    stories = []
    for threads in asked.threads:
        stories.append(run(asked.scenario, threads, asked.seed, asked.until))
        print(f"{threads} threads: {stories[-1].figures[4]:.1f} s", file=sys.stderr, flush=True)
    print(table(stories))
    sys.exit(len({story.digest for story in stories}) > 1)


if __name__ == "__main__":
    main()
