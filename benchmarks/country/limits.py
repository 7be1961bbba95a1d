"""What this machine can do at most: bytes streamed, words read at random places, blocks of random words."""

import mmap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from hyosan.jit import loop
from hyosan.rules.draw import philox

TRIAD_ROWS = 1 << 24  #: of three arrays of 8-byte numbers, 128 MiB each
TRIAD_BYTES = 24  #: per row: two reads and a write, as STREAM counts them
TRIAD_ROUNDS = 5
READ_BITS = 27  #: the table has 2**27 words, 1 GiB
READS = 10_000_000
BLOCKS = 5_000_000
WORD_BYTES = 8


@dataclass(frozen=True)
class Limits:
    """What was measured.

    triad_gbps  : bytes that a = b + s c streams, by number of threads, GB/s
    read_ns     : an 8-byte read at a random place, in pages of the usual size, ns; addresses do not wait for reads
    huge_ns     : the same in pages of 2 MiB, where the system grants them; None where it knows no such request
    philox_ns   : a block of Philox4x32-10 that waits for the one before, ns
    philox_many_ns : one of many at once, which the compiler makes vectors of, ns
    """

    triad_gbps: dict[int, float]
    read_ns: float
    huge_ns: float | None
    philox_ns: float
    philox_many_ns: float

    @property
    def best_read_ns(self) -> float:
        """A read at a random place in the pages that serve best."""
        return min(self.read_ns, self.huge_ns or self.read_ns)


@loop
def triad(low: int, high: int, a, b, c) -> None:
    """a = b + 3 c for rows low to high."""
    for i in range(low, high):
        a[i] = b[i] + 3.0 * c[i]


@loop
def read_scattered(n: int, bits: int, table) -> int:
    """The sum of n words at places that a linear congruential generator names.

    Source of its factor: Knuth, The Art of Computer Programming, volume 2, 3rd ed. 1997, section 3.3.4.
    """
    total = 0
    state = 1
    for _ in range(n):
        state = state * 6364136223846793005 + 1442695040888963407
        total += table[(state >> 33) & ((1 << bits) - 1)]
    return total


@loop
def draw_chained(n: int) -> int:
    """n blocks, of which each needs a word of the one before."""
    word = 0
    for i in range(n):
        word = philox(i, word, n, n, n, n)[0]
    return word


@loop
def draw_many(n: int) -> int:
    """n blocks that need nothing of each other."""
    mixed = 0
    for i in range(n):
        words = philox(i, n, n, n, n, n)
        mixed += words[0] ^ words[1] ^ words[2] ^ words[3]
    return mixed


def measure(threads: tuple[int, ...]) -> Limits:
    """Measure all of it; some seconds, 1 GiB at most."""
    return Limits(
        triad_gbps={number: triad_gbps(number) for number in threads},
        read_ns=read_ns("MADV_NOHUGEPAGE"),
        huge_ns=read_ns("MADV_HUGEPAGE") if hasattr(mmap, "MADV_HUGEPAGE") else None,
        philox_ns=ns_each(draw_chained, BLOCKS),
        philox_many_ns=ns_each(draw_many, BLOCKS),
    )


def triad_gbps(threads: int) -> float:
    """Bytes streamed on that many threads, GB/s: the best of some rounds."""
    a, b, c = (np.full(TRIAD_ROWS, value) for value in (0.0, 1.0, 2.0))
    triad(0, 1, a, b, c)
    edges = [TRIAD_ROWS * k // threads for k in range(threads + 1)]
    took = []
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(TRIAD_ROUNDS):
            begun = time.perf_counter()
            tasks = [pool.submit(triad, edges[k], edges[k + 1], a, b, c) for k in range(threads)]
            for task in tasks:
                task.result()
            took.append(time.perf_counter() - begun)
    return TRIAD_ROWS * TRIAD_BYTES / min(took) / 1e9


def read_ns(advice: str) -> float:
    """A read at a random place of memory of which the system was told something, ns."""
    with mmap.mmap(-1, WORD_BYTES << READ_BITS) as memory:
        if hasattr(mmap, advice):
            memory.madvise(getattr(mmap, advice))
        return ns_of_reads(np.frombuffer(memory, np.int64))


def ns_of_reads(table: np.ndarray) -> float:
    """A read at a random place of a table, ns."""
    table[:] = 1  # so that every page is there
    return ns_each(lambda n: read_scattered(n, READ_BITS, table), READS)


def ns_each(task: Callable[[int], int], n: int) -> float:
    """The time of one of n things that a compiled task does, ns."""
    task(1)
    begun = time.perf_counter()
    task(n)
    return (time.perf_counter() - begun) / n * 1e9


def told(limits: Limits) -> str:
    """The limits in a sentence or two."""
    triads = ", ".join(f"{rate:.1f} GB/s on {n}" for n, rate in limits.triad_gbps.items())
    huge = "not asked for" if limits.huge_ns is None else f"{limits.huge_ns:.0f} ns in pages of 2 MiB"
    return (
        f"This machine's limits, in the same run: triad {triads} threads; random 8-byte reads {limits.read_ns:.0f} ns, "
        f"{huge}; Philox4x32-10 {limits.philox_ns:.1f} ns a block, {limits.philox_many_ns:.1f} ns vectorised."
    )
