"""What everybody in a place sees alike is counted once for all of them, and nobody chooses otherwise for it."""

from typing import Any

import numpy as np
import pytest

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from tests.worlds import SELDOM, small_school


def without_classes(seed: int, looks_at_each: bool) -> tuple[str, int]:
    """Digest of a school in which nobody has classmates, and how many places were looked over.

    looks_at_each : whether everybody has a class of their own, for which they look at everybody in turn
    """
    scenario = small_school()
    world = build_world(scenario, seed)
    unit = world.tables.people["unit"]
    before = unit.copy()
    unit[:] = np.arange(len(unit)) if looks_at_each else -1
    chronicle = Chronicle(None)
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM))
    unit[:] = before
    overview: Any = world.scratch[0].overview
    return chronicle.digest(world.state_columns()), int((overview["at"] >= 0).sum())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_taking_in_a_place_at_a_glance_changes_no_choice(seed: int) -> None:
    one_by_one, none = without_classes(seed, looks_at_each=True)
    at_a_glance, places = without_classes(seed, looks_at_each=False)
    assert (none, places > 0) == (0, True)
    assert at_a_glance == one_by_one
