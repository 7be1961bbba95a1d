"""Who has a brother or a sister in the school."""

import numpy as np

from hyosan.population import circles, keyed
from hyosan.world.codes import Purpose
from hyosan.world.columns import Ints

STREET = 64  #: students whom the pairing looks at together, mean; large beside a family, small beside a school


def siblings(seed: int, share: float, key: Ints, grade: Ints, n_grades: int) -> Ints:
    """Pairs of students of different grades, such that a given share of all students is in a pair.

    Possible pairs are drawn in streets of some 64 students, then settled: the lowest draw first, each student once.
    With L drawn pairs per student on average, this settles a share of L / (1 + L), so L = share / (1 - share).

    share : share of students with a sibling, 0 to 1
    key   : (n) stable keys of the students
    grade : (n) row of the grade of each
    Returns: (n) row of the sibling, or -1
    Source: in a sparse random graph, pairs settled in random order leave a share f free with df/du = -L f^2 for u
        from 0 to 1, so 1 / (1 + L) at the end. Two at most, and never in one grade: assumption.
    """
    one, other = _possible(seed, share, key, grade, n_grades)
    draws = keyed.pair_bits(seed, Purpose.SIBLING, key[one], key[other], 0)
    settled = np.lexsort((key[other], key[one], draws))
    sibling = np.full(len(key), -1, np.int64)
    for a, b in zip(one[settled].tolist(), other[settled].tolist(), strict=True):
        if sibling[a] < 0 and sibling[b] < 0:
            sibling[a], sibling[b] = b, a
    return sibling


def _possible(seed: int, share: float, key: Ints, grade: Ints, n_grades: int) -> tuple[Ints, Ints]:
    """Pairs of students who may become brothers or sisters."""
    n = len(key)
    n_streets = circles.n_circles(n, STREET)
    of_grade = np.bincount(grade, minlength=n_grades).tolist()
    n_near = sum(each * (n - each) for each in of_grade) / max(n, 1) / n_streets
    wanted = share / (1.0 - share) if share < 1.0 else float(n)
    street = circles.drawn_circle(seed, Purpose.SIBLING, key, np.full(n, n_streets))
    groups = circles.grouped(street, np.arange(n), n_streets)
    chance = circles.chances(np.full(n_streets, wanted), np.full(n_streets, n_near))
    return circles.pairs(seed, Purpose.SIBLING, key, grade, groups, chance, is_mutual=True)
