"""How the time and memory of a country grow with its people, and what threads do; beside what the machine can do.

Run it in the project's environment: `python benchmarks/scaling.py`. `benchmarks/README.md` says what it means, and
`benchmarks/country/needs.py` how the machine's share is counted.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from itertools import groupby

from country import limits, needs
from country.runs import Run, run, warm_up

PEOPLE = (100_000, 1_000_000, 10_000_000, 51_829_136)
THREADS = (1, 2)
COLUMNS: tuple[tuple[str, Callable[[Run], str]], ...] = (
    ("people", lambda r: f"{r.people:,}"),
    ("threads", lambda r: f"{r.threads}"),
    ("infected, %", lambda r: f"{100 * r.infected / r.people:.1f}"),
    ("set-up, s", lambda r: f"{r.set_up_s:.2f}"),
    ("simulation, s", lambda r: f"{r.simulation_s:.2f}"),
    ("writing, s", lambda r: f"{r.writing_s:.2f}"),
    ("process, s", lambda r: f"{r.process_s:.1f}"),
    ("person-days per s, millions", lambda r: f"{r.person_days_per_s / 1e6:.1f}"),
    ("infections per s, thousands", lambda r: f"{r.infections_per_s / 1e3:.0f}"),
    ("peak memory, MB", lambda r: f"{r.peak_mb:,.0f}"),
    ("bytes per person", lambda r: f"{r.bytes_per_person:,.0f}"),
)
SHARES = ("stream, %", "random reads, %", "Philox, %", "together, %")


def table(runs: Sequence[Run], reached: Sequence[needs.Shares]) -> str:
    """Runs and the machine's shares, in Markdown."""
    labels = [*(label for label, _ in COLUMNS), *SHARES]
    lines = [row_of(labels), "|" + "---:|" * len(labels)]
    for each, share in zip(runs, reached, strict=True):
        figures = (share.stream, share.reads, share.blocks, share.together)
        lines.append(row_of([*(figure(each) for _, figure in COLUMNS), *(f"{100 * part:.1f}" for part in figures)]))
    return "\n".join(lines)


def row_of(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def digests(runs: Sequence[Run]) -> tuple[str, bool]:
    """Digests by number of people, and whether each is the same at every number of threads."""
    lines, is_same = ["Digests:"], True
    for people, same_people in groupby(runs, lambda each: each.people):
        found = {each.threads: each.digest for each in same_people}
        is_same = is_same and len(set(found.values())) == 1
        lines += [f"- {people:,} people, {threads} threads: {digest}" for threads, digest in found.items()]
    lines.append("Equal at every number of threads." if is_same else "They DIFFER between numbers of threads.")
    return "\n".join(lines), is_same


def numbers(text: str) -> tuple[int, ...]:
    """Whole numbers from 1, ascending, from a text with commas between them."""
    found = tuple(sorted({int(word) for word in text.split(",")}))
    if found[0] < 1:
        raise ValueError("a number below 1")
    return found


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="scaling.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=numbers, default=PEOPLE, help="as in 100000,1000000 (default: to 51829136)")
    parser.add_argument("--threads", type=numbers, default=THREADS, help="as in 1,2,3 (default: 1,2)")
    parser.add_argument("--days", type=int, default=120, help="daily steps (default: 120)")
    parser.add_argument("--seed", type=int, default=1, help="of all draws (default: 1)")
    parser.add_argument("--digest", action="store_true", help="print digests; exit 1 unless threads change none")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run every number of people on every number of threads, and print the table."""
    asked = parse(arguments)
    for threads in asked.threads:
        warm_up(threads)
    machine, per_infection = limits.measure(asked.threads), needs.needs()
    runs = []
    for people in asked.people:
        for threads in asked.threads:
            runs.append(run(people, threads, asked.days, asked.seed))
            print(f"{people:,} people, {threads} threads: {runs[-1].process_s:.1f} s", file=sys.stderr, flush=True)
    reached = [needs.shares(each, per_infection, machine, machine.triad_gbps[each.threads]) for each in runs]
    print(table(runs, reached), "", limits.told(machine), needs.told(per_infection), sep="\n")
    if asked.digest:
        text, is_same = digests(runs)
        print("", text, sep="\n")
        sys.exit(not is_same)


if __name__ == "__main__":
    main()
