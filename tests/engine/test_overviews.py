"""What everybody in a place sees alike is counted once for all of them, and nobody takes in anything else for it."""

from typing import Any

import numpy as np
import pytest

import hyosan.systems.decisions as decisions
from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from tests.worlds import SELDOM, small_school

ROUNDING = 1e-12  #: bonds are added up in another order


def differences(one: Any, other: Any) -> list[str]:
    """Columns in which some rows differ by more than rounding."""
    return [name for name in one.dtype.names if not np.allclose(one[name], other[name], rtol=0.0, atol=ROUNDING)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_taking_in_a_place_at_a_glance_changes_no_choice(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every choice of a school without classes is made twice: by people who have a class of their own, for which they
    look at everybody in turn, and by people who have none.
    """
    scenario = small_school()
    world = build_world(scenario, seed)
    choose, unit = decisions.choose, world.tables.people["unit"]
    unit[:] = -1
    found: list[str] = []

    def twice(low: int, high: int, awake: Any, *rest: Any) -> None:
        situation, rows = world.tables.situation, awake.listed[low:high]
        before = situation.copy()
        unit[:] = np.arange(len(unit))
        choose(low, high, awake, *rest)
        one_by_one = situation[rows]
        situation[:] = before
        unit[:] = -1
        choose(low, high, awake, *rest)
        found.extend(differences(one_by_one, situation[rows]))

    monkeypatch.setattr(decisions, "choose", twice)
    assert simulate(world, Chronicle(None), scenario.systems, Observer(every=SELDOM))
    overview: Any = world.scratch[0].overview
    assert (overview["at"] >= 0).any()
    assert found == []
