import time

import numpy as np
import pytest

from hyosan.analysis.causes import Forest, chain, depth_of

CAUSE = np.array([-1, 0, 0, 1, 1, 3, 2, -1, 7])


def by_walking(cause: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The same sums, one event at a time."""
    below = weight.copy()
    for event in range(len(cause) - 1, -1, -1):
        if cause[event] >= 0:
            below[cause[event]] += below[event]
    return below


def test_a_chain_leads_back_to_the_beginning() -> None:
    assert chain(CAUSE, 5) == [5, 3, 1, 0]
    assert chain(CAUSE, 8) == [8, 7]


def test_depth_counts_the_causes_behind_an_event() -> None:
    assert depth_of(CAUSE).tolist() == [0, 1, 1, 2, 2, 3, 2, 0, 1]


def test_below_sums_an_event_and_all_its_effects() -> None:
    weight = np.array([1, 0, 0, 2, 4, 8, 16, 32, 64])
    assert Forest(CAUSE).below(weight).tolist() == [31, 14, 16, 10, 4, 8, 16, 96, 64]


def test_is_below_knows_the_event_and_its_effects() -> None:
    assert Forest(CAUSE).is_below(1, np.arange(9)).tolist() == [False, True, False, True, True, True, *[False] * 3]


@pytest.mark.parametrize("seed", range(20))
def test_any_forest_gives_the_sums_of_a_walk(seed: int) -> None:
    luck = np.random.default_rng(seed)
    cause = np.array([luck.integers(-1 if luck.random() < 0.1 else 0, max(i, 1)) if i else -1 for i in range(300)])
    weight = luck.integers(0, 9, 300)
    forest = Forest(cause)
    assert sorted(forest.first.tolist()) == list(range(300))
    np.testing.assert_array_equal(forest.below(weight), by_walking(cause, weight))
    for event in (0, 17, 150):
        expected = [event in chain(cause, other) for other in range(300)]
        assert forest.is_below(event, np.arange(300)).tolist() == expected


def test_nothing_happened() -> None:
    none = np.zeros(0, np.int64)
    assert Forest(none).below(none).tolist() == []


def test_many_events_take_little_time() -> None:
    luck = np.random.default_rng(1)
    n = 150_000
    cause = np.maximum(np.arange(n) - luck.integers(1, 400, n), 0)
    cause[0] = -1
    begun = time.perf_counter()
    Forest(cause).below(np.ones(n, np.int64))
    assert time.perf_counter() - begun < 0.5  # 30 ms on an ordinary machine; a loop over events takes longer
