"""Lines of sight: over what stands between, as far as a fire is seen."""

import numpy as np
import pytest

from hyosan.population.city.sights import lines_of_sight
from hyosan.scenario.city import City
from hyosan.world.sites import Sites
from tests.population.villages import village

NAMES = ["Hill", "Tower", "Roof"]


def sites(height: float, x: float = 500.0, y: float = 0.0) -> Sites:
    """A hill of 100 m, a roof on the sixth floor 1 km to the east, and a building 20 m wide somewhere between."""
    return Sites(
        name=NAMES,
        korean=[None] * 3,
        kind=np.zeros(3, np.int32),
        floor=np.array([1, 1, 6], np.int32),
        x=np.array([0.0, x, 1000.0]),
        y=np.array([0.0, y, 0.0]),
        width=np.full(3, 20.0),
        depth=np.full(3, 20.0),
        area=np.full(3, 400.0),
        elevation=np.array([100.0, 0.0, 0.0]),
        height=np.array([0.0, height, 0.0]),
        has_loudspeaker=np.zeros(3, np.bool_),
        is_studio=np.zeros(3, np.bool_),
        district=np.full(3, -1, np.int32),
    )


def city(**changes: object) -> City:
    """Who looks from the hill to the roof."""
    scheme = village().city
    assert scheme is not None
    return scheme.model_copy(update={"viewpoints": ("Hill",), "watched": ("Roof",), **changes})


# Eyes are at 101.6 m, the fire on the sixth floor, five rooms of 3 m up, at 16.6 m: half way the line is at 59.1 m.
@pytest.mark.parametrize(("height", "is_seen"), [(0.0, True), (57.0, True), (62.0, False), (300.0, False)])
def test_a_building_hides_what_is_behind_it_if_it_is_high_enough(height: float, is_seen: bool) -> None:
    assert len(lines_of_sight(city(), sites(height))) == is_seen


@pytest.mark.parametrize(("x", "y"), [(500.0, 30.0), (-200.0, 0.0), (1200.0, 0.0)])
def test_a_building_beside_or_behind_hides_nothing(x: float, y: float) -> None:
    assert len(lines_of_sight(city(), sites(300.0, x, y))) == 1


def test_the_nearer_to_the_roof_the_lower_a_building_hides_it() -> None:
    assert len(lines_of_sight(city(), sites(40.0, 400.0))) == 1
    assert len(lines_of_sight(city(), sites(40.0, 900.0))) == 0


def test_a_fire_is_seen_so_far_and_no_farther() -> None:
    (seen,) = lines_of_sight(city(), sites(0.0))
    assert seen["distance_m"] == pytest.approx(np.hypot(1000.0, 85.0))
    assert len(lines_of_sight(city(sight_range=1004.0), sites(0.0))) == 1
    assert len(lines_of_sight(city(sight_range=1003.0), sites(0.0))) == 0


def test_nothing_is_seen_from_itself() -> None:
    assert len(lines_of_sight(city(watched=("Hill",)), sites(0.0))) == 0
