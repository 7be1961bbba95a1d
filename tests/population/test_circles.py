import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.population import circles
from hyosan.world.columns import Ints

PURPOSE = 36


def found(key: Ints, apart: Ints, chance: float, is_mutual: bool) -> set[tuple[int, int]]:
    """Pairs of keys in one circle of all."""
    groups = circles.grouped(np.zeros(len(key), np.int64), np.arange(len(key)), 1)
    one, other = circles.pairs(3, PURPOSE, key, apart, groups, np.array([chance]), is_mutual=is_mutual)
    return set(zip(key[one].tolist(), key[other].tolist(), strict=True))


def test_groups_hold_their_members_in_order() -> None:
    groups = circles.grouped(np.array([2, 0, 2, 0]), np.array([5, 6, 7, 8]), 4)
    assert groups.first.tolist() == [0, 2, 2, 4, 4]
    assert groups.members.tolist() == [6, 8, 5, 7]


def test_certain_pairs_are_all_pairs() -> None:
    key = np.array([4, 2, 9])
    assert found(key, key, 1.0, True) == {(2, 4), (2, 9), (4, 9)}
    assert found(key, key, 1.0, False) == {(a, b) for a in (2, 4, 9) for b in (2, 4, 9) if a != b}
    assert found(key, key, 0.0, False) == set()


def test_only_those_apart_make_pairs() -> None:
    assert found(np.array([1, 2, 3]), np.array([0, 0, 1]), 1.0, True) == {(1, 3), (2, 3)}


def test_the_share_of_pairs_is_their_chance() -> None:
    key = np.arange(1_000)
    assert abs(len(found(key, key, 0.2, True)) / (1_000 * 999 / 2) - 0.2) < 0.005


def test_circles_are_equally_likely() -> None:
    key = np.arange(40_000)
    sizes = np.bincount(circles.drawn_circle(1, PURPOSE, key, np.full(len(key), 4)), minlength=4)
    assert sizes.sum() == len(key)
    assert np.all(np.abs(sizes - 10_000) < 400)


def test_a_crowd_has_at_least_one_circle() -> None:
    assert circles.n_circles(0, 24) == 1
    assert circles.n_circles(240, 24) == 10


def test_chances() -> None:
    got = circles.chances(np.array([2.0, 2.0, 2.0, 0.0]), np.array([8.0, 1.0, 0.0, 5.0]))
    assert got.tolist() == [0.25, 1.0, 0.0, 0.0]


@settings(deadline=None)
@given(
    st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=20),
    st.floats(0.0, 1.0),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_who_leaves_takes_only_their_own_pairs(keys: set[int], chance: float, is_mutual: bool, random) -> None:  # type: ignore[no-untyped-def]
    listed = sorted(keys)
    random.shuffle(listed)
    everybody = np.array(listed, np.int64)
    gone = listed[0]
    rest = everybody[1:]
    before = found(everybody, everybody, chance, is_mutual)
    assert found(rest, rest, chance, is_mutual) == {pair for pair in before if gone not in pair}
