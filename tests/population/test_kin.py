import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.population import kin


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 3), max_size=80),
    st.floats(0.0, 1.0),
    st.integers(0, 2**63 - 1),
)
def test_siblings_are_pairs_of_different_grades(grades: list[int], share: float, seed: int) -> None:
    grade = np.array(grades, np.int64)
    sibling = kin.siblings(seed, share, np.arange(len(grade)), grade, 4)
    with_one = np.flatnonzero(sibling >= 0)
    assert np.array_equal(sibling[sibling[with_one]], with_one)
    assert np.all(grade[with_one] != grade[sibling[with_one]])


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_the_share_with_a_sibling(share: float) -> None:
    grade = np.arange(20_000) % 3
    sibling = kin.siblings(1, share, np.arange(len(grade)), grade, 3)
    assert np.mean(sibling >= 0) == pytest.approx(share, abs=0.02)


def test_no_siblings_in_one_grade_or_without_a_share() -> None:
    key = np.arange(300)
    assert np.all(kin.siblings(1, 1.0, key, np.zeros(300, np.int64), 1) == -1)
    assert np.all(kin.siblings(1, 0.0, key, key % 3, 3) == -1)
