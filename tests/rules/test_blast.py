"""What bombs do: by distance, together, and behind walls."""

from math import exp

import pytest

from hyosan.rules.blast import blast_strength, share_let_in, together


def test_strength_falls_as_the_carleton_damage_function() -> None:
    assert blast_strength(0.0, 500.0) == 1.0
    assert blast_strength(500.0, 500.0) == pytest.approx(exp(-1.0))
    assert blast_strength(1000.0, 500.0) == pytest.approx(exp(-4.0))


def test_two_bombs_act_independently() -> None:
    assert together(0.5, 0.5) == 0.75
    assert together(0.0, 0.3) == pytest.approx(0.3)
    assert together(1.0, 0.3) == 1.0


def test_walls_storeys_and_the_ground_shelter() -> None:
    outdoors, hut, tower, cellar = (share_let_in(*place, 0.7, 0.1) for place in ((0, 1), (1, 1), (15, 1), (3, 0)))
    assert outdoors == 1.0
    assert hut == 0.7
    assert cellar == 0.1
    assert tower < hut
