"""How fast peers and Hyosan run the same outbreaks, in turn, each run in a process of its own.

Run it in any Python 3.11 or newer after `python benchmarks/peers/setup.py`.
`benchmarks/peers/README.md` says what is run and how.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict

from comparing.peers import CITY, DEFAULT_PEERS, MIXED, PEERS, Peer
from comparing.process import RunError
from comparing.rounds import Settings, compare
from comparing.table import as_json, summary, table

CPUS = os.cpu_count() or 1
BUSY = 0.5  #: load, processes that run or want to


def main(arguments: list[str] | None = None) -> None:
    """Compare every peer that was asked for and print what was found."""
    asked = parse(arguments)
    peers = [PEERS[name] for name in asked.peers if PEERS[name].scenario in (asked.scenario or (CITY, MIXED))]
    check(peers, asked.cores)
    warn_if_busy()
    found = []
    try:
        for peer in peers:
            for cores in asked.cores or [number for number in peer.cores if number <= CPUS]:
                settings = Settings(asked.people, asked.days, asked.seed, asked.rounds, cores, asked.peers_alone)
                found.append((settings, compare(peer, settings)))
    except RunError as failure:
        sys.exit(str(failure))
    if asked.json:
        print(json.dumps([{"settings": asdict(settings), **as_json(each)} for settings, each in found], indent=2))
    else:
        print("\n\n".join([*(table(each, settings) for settings, each in found), summary(found)]))


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="compare.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenario", nargs="*", help="city, mixed or both (default: both)")
    parser.add_argument("--peers", nargs="+", default=DEFAULT_PEERS, choices=PEERS, help=f"of {', '.join(PEERS)}")
    parser.add_argument("--people", type=int, default=1_000_000, metavar="N", help="people (default: 1000000)")
    parser.add_argument("--days", type=int, default=120, help="daily steps (default: 120)")
    parser.add_argument("--rounds", type=int, default=5, help="alternating runs of each engine (default: 5)")
    parser.add_argument(
        "--cores", type=int, nargs="+", default=[], help="cores, and threads, of every run (default: 1; of mixed, 1 2)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of every run (default: 1)")
    parser.add_argument("--peers-alone", action="store_true", help="leave Hyosan out")
    parser.add_argument("--json", action="store_true", help="print a JSON list in place of the tables")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.scenario) - {CITY, MIXED}:
        parser.error(f"no scenario {', '.join(sorted(unknown))}; city or mixed")
    if min(asked.people, asked.days, asked.rounds, *asked.cores) < 1:
        parser.error("--people, --days, --rounds and --cores are at least 1")
    return asked


def check(peers: list[Peer], cores: list[int]) -> None:
    """Stop before anything runs if something is missing."""
    if not peers:
        sys.exit("None of the peers is compared on that scenario.")
    if missing := sorted({peer.environment for peer in peers if not peer.python.exists()}):
        sys.exit(f"No environment for {', '.join(missing)}: python benchmarks/peers/setup.py {' '.join(missing)}")
    if too_many := [number for number in cores if number > CPUS]:
        sys.exit(f"--cores {too_many[0]}: this machine has {CPUS}.")


def warn_if_busy() -> None:
    """Say so if other work is under way, as times are then too long, above all with more than one core."""
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY:
        print(f"The machine is busy: load {os.getloadavg()[0]:.1f} over the last minute.", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
