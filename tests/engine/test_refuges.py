"""Where to flee to is looked for only if it can matter, and nobody chooses otherwise for it."""

from typing import Any

import pytest

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from tests.worlds import SELDOM, small_school


def in_the_dark(seed: int, looks_always: bool) -> tuple[str, int]:
    """Digest of a school in which it is always night, and how many knew of a refuge when they chose last.

    looks_always : whether there may be a place for a fire everywhere, for which everybody looks round at once
    """
    scenario = small_school()
    world = build_world(scenario, seed)
    minding: Any = world.numbers.minding
    minding["dusk_s"] = 0.0
    near = world.tables.places["is_near_hearth"]
    before = near.copy()
    if looks_always:
        near[:] = True
    chronicle = Chronicle(None)
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM))
    near[:] = before
    return chronicle.digest(world.state_columns()), int((world.tables.situation["refuge"] >= 0).sum())


@pytest.mark.parametrize("seed", [1, 2])
def test_looking_for_a_refuge_only_where_it_can_matter_changes_no_choice(seed: int) -> None:
    always, known = in_the_dark(seed, looks_always=True)
    seldom, found = in_the_dark(seed, looks_always=False)
    assert found < known
    assert seldom == always
