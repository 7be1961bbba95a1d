"""Turns and waning of vaccinations."""

import pytest

from hyosan.rules.vaccination import protection, turn_s


@pytest.mark.parametrize(
    ("luck", "coverage", "turn"),
    [(0.25, 0.5, 50.0), (0.49, 0.5, 98.0), (0.5, 0.5, -1.0), (0.9, 1.0, 90.0), (0.1, 0.0, -1.0)],
)
def test_a_share_has_its_turn_and_as_many_at_any_time(luck: float, coverage: float, turn: float) -> None:
    assert turn_s(luck, coverage, 100.0) == pytest.approx(turn)


@pytest.mark.parametrize(
    ("elapsed", "half_life", "left"),
    [(-1.0, 10.0, 0.0), (0.0, 10.0, 0.8), (10.0, 10.0, 0.4), (30.0, 10.0, 0.1), (1e9, float("inf"), 0.8)],
)
def test_protection_halves_in_its_half_life(elapsed: float, half_life: float, left: float) -> None:
    assert protection(0.8, elapsed, half_life) == pytest.approx(left)
