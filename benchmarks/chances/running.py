"""Many seeds in several processes, each told of as soon as it is done."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from chances.outcomes import Asked, Outcome, outcome


def outcomes(asked: Asked, seeds: Sequence[int], workers: int) -> Iterator[Outcome]:
    """What every seed comes to, in the order in which they are done."""
    if not seeds:
        return
    begun = time.monotonic()
    with ProcessPoolExecutor(min(workers, len(seeds)), get_context("spawn")) as pool:
        running = [pool.submit(outcome, asked, seed) for seed in seeds]
        try:
            for done, each in enumerate(as_completed(running), start=1):
                found = each.result()
                yield found
                left_min = (time.monotonic() - begun) / done * (len(seeds) - done) / 60
                told = f"seed {found.seed}: {found.survivors:,} survivors; {done:,} of {len(seeds):,} done"
                print(f"{told}, {left_min:.0f} min to go", file=sys.stderr, flush=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # or every seed that waits would be run first
            raise
