"""Numbers that are the same on every machine: whole ones in proportion to weights, and rounded ones."""

from collections.abc import Sequence

import numpy as np

from hyosan.world.columns import Floats, Ints

FINE = 1_000_000  #: numbers count to six digits behind the point


def apportion(weights: Sequence[float] | Ints, total: int) -> list[int]:
    """Split a number in proportion to weights by largest remainder; of equal remainders the first is rounded up.

    weights : at least 0, not all 0 unless total is
    total   : what the parts sum to
    Source: the method of Hamilton, as for seats of a parliament.
    """
    shares = [round(float(weight) * FINE) for weight in weights]
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    parts = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda k: (-(total * shares[k] % whole), k))
    for k in by_remainder[: total - sum(parts)]:
        parts[k] += 1
    return parts


def millionths(numbers: Floats) -> Floats:
    """Numbers rounded to millionths, so that the last digits of sums, which may differ, decide nothing."""
    return np.asarray(np.rint(numbers * FINE) / FINE)


def n_groups(people: int, size: float) -> int:
    """Groups of about one size that people fall into: at least one, none of nobody."""
    return max(1, int(people / size + 0.5)) if people else 0
