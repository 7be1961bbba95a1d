"""What is told, believed and passed on."""

import pytest

from hyosan.rules.reports import believed_share, number_told, played_down


@pytest.mark.parametrize(("seen", "rumour", "told"), [(1, 1.0, 1), (4, 1.5, 6), (1, 0.2, 1), (3, 2.5, 8)])
def test_callers_speak_of_whole_people_and_at_least_of_one(seen: float, rumour: float, told: float) -> None:
    assert number_told(seen, rumour) == told


def test_the_first_call_is_taken_for_a_prank_and_many_for_the_truth() -> None:
    shares = [believed_share(float(n), 20.0) for n in (0, 1, 20, 2000)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[1] < 0.05
    assert shares[2] == 0.5
    assert shares[3] > 0.98


def test_small_numbers_are_played_down_and_large_ones_cannot_be() -> None:
    assert played_down(1000.0, 0.4, 1000.0) == 1000.0
    assert played_down(5000.0, 0.4, 1000.0) == 5000.0
    assert played_down(500.0, 0.4, 1000.0) == pytest.approx(350.0)
    assert played_down(1.0, 0.4, 1000.0) == pytest.approx(0.4, abs=1e-3)


def test_without_an_interest_or_without_a_number_that_can_be_denied_all_is_passed_on() -> None:
    assert played_down(17.0, 1.0, 1000.0) == 17.0
    assert played_down(17.0, 0.0, 0.0) == 17.0
