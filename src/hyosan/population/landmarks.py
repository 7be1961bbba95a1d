"""Landmarks: how far every place is from a few far ends of the world, which bounds how far any two places are apart.

By the triangle inequality the way between two places is at least as long as the difference of their distances to any
landmark. Ways are found with this bound as the sense of direction (systems/ways.py).

Source: Goldberg and Harrelson 2005, SODA '05 (A* search, landmarks and the triangle inequality); each next landmark is
the place farthest from those before.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from hyosan.world.columns import Passages, Truths

LANDMARKS = 16  #: their distances fill one line of the cache a place
GRAIN_M = 1.0 / 128.0  #: distances are rounded down to it, so that last digits of sums do not matter
SHORTEST_M = 1.0e-6  #: a passage of length 0 would be none to SciPy


def streets_of(passages: Passages, n_places: int) -> csr_array:
    """Lengths of ways between places that touch, (places, places), by the shortest passage where there are several."""
    a, b = passages["a"].astype(np.int64), passages["b"].astype(np.int64)
    length = np.maximum(passages["length_m"], SHORTEST_M)
    order = np.lexsort((length, b, a))
    pair = a[order] * n_places + b[order]
    first = np.r_[True, pair[1:] != pair[:-1]] if len(pair) else np.zeros(0, bool)
    kept = order[first]
    return csr_array((length[kept], (a[kept], b[kept])), shape=(n_places, n_places))


def near_places(passages: Passages, wanted: Truths, within_m: float) -> Truths:
    """(places) whether the way to any wanted place is within some metres, doors and fear left aside."""
    if not wanted.any():
        return np.zeros(len(wanted), np.bool_)
    streets = streets_of(passages, len(wanted))
    away = dijkstra(streets, directed=False, indices=np.flatnonzero(wanted), limit=within_m, min_only=True)
    near: Truths = np.isfinite(away)
    return near


def landmark_distances(passages: Passages, n_places: int) -> NDArray[np.float32]:
    """Metres from each place to each landmark, (places, LANDMARKS), doors and fear left aside; 0 without a way."""
    streets = streets_of(passages, n_places)
    distances = np.zeros((n_places, LANDMARKS), np.float32)
    nearest = np.full(n_places, np.inf)
    landmark = 0
    for column in range(min(LANDMARKS, n_places)):
        away = dijkstra(streets, directed=False, indices=landmark)
        reached = np.isfinite(away)
        distances[reached, column] = np.floor(away[reached] / GRAIN_M) * GRAIN_M
        nearest = np.minimum(nearest, away)
        landmark = int(np.argmax(np.where(np.isfinite(nearest), nearest, -1.0)))
    return distances
