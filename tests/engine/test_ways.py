"""Ways to a goal are the shortest there are, for a mind with fears as for a hunter, and are found without detours."""

import numpy as np
import pytest

from hyosan.jit import loop
from hyosan.population import build_world
from hyosan.population.landmarks import GRAIN_M, landmark_distances
from hyosan.scenario import load
from hyosan.systems.ways import ANY_DISTANCE_M, STRAIGHT_ON, left_m, spread_ways
from hyosan.world.codes import NOWHERE
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables
from hyosan.world.world import World

N_SEARCHES = 300
NOW = 36_000


@loop
def search(
    who: int, goal: int, fears: bool, scratch: Scratch, world: Tables, numbers: Parameters
) -> tuple[bool, float, int]:
    """Whether a goal is reached, at what cost, and how many places were settled on the way."""
    found = spread_ways(who, goal, ANY_DISTANCE_M, fears, False, NOW, scratch, world, numbers)
    return found, scratch.reached[goal].cost, scratch.spread[0].settled


@loop
def search_everywhere(
    who: int, goal: int, fears: bool, scratch: Scratch, world: Tables, numbers: Parameters
) -> tuple[bool, float, int]:
    """The same without a sense of direction, through all places that can be reached."""
    spread_ways(who, NOWHERE, ANY_DISTANCE_M, fears, False, NOW, scratch, world, numbers)
    found = scratch.reached[goal].stamp == scratch.spread[0].stamp
    return found, scratch.reached[goal].cost, scratch.spread[0].settled


@loop
def bound(start: int, goal: int, world: Tables) -> float:
    return left_m(start, goal, world) / STRAIGHT_ON


@pytest.fixture(scope="module")
def school() -> World:
    """The school with its people anywhere in it, each with dangers in mind."""
    world = build_world(load("hyosan-high"), 1)
    rng = np.random.default_rng(7)
    inside = np.flatnonzero(~world.tables.places["is_exit"])
    world.tables.body["place"] = rng.choice(inside, world.n)
    world.tables.mind["danger_place"] = rng.choice(inside, world.tables.mind["danger_place"].shape)
    world.tables.mind["danger_time"] = rng.integers(NOW - 1_800, NOW, world.tables.mind["danger_time"].shape)
    return world


def pairs(world: World) -> list[tuple[int, int]]:
    rng = np.random.default_rng(3)
    goals = rng.integers(0, world.n_places, N_SEARCHES)
    return list(zip(rng.integers(0, world.n, N_SEARCHES).tolist(), goals.tolist(), strict=True))


@pytest.mark.parametrize("fears", [True, False])
def test_the_way_to_a_goal_is_the_shortest_to_a_thousandth(school: World, fears: bool) -> None:
    scratch, tables, numbers = school.scratch[0], school.tables, school.numbers
    n_found = looked_at = everywhere = 0
    for who, goal in pairs(school):
        found, cost, settled = search(who, goal, fears, scratch, tables, numbers)
        could, shortest, reachable = search_everywhere(who, goal, fears, scratch, tables, numbers)
        assert found == could
        if found:
            assert shortest - 1e-6 <= cost <= STRAIGHT_ON * shortest + GRAIN_M
            n_found, looked_at, everywhere = n_found + 1, looked_at + settled, everywhere + reachable
    assert n_found > N_SEARCHES / 2
    assert looked_at < everywhere / 3


def test_no_way_is_shorter_than_what_the_landmarks_promise(school: World) -> None:
    scratch, tables, numbers = school.scratch[0], school.tables, school.numbers
    promises = []
    for who, goal in pairs(school):
        found, shortest, _ = search_everywhere(who, goal, True, scratch, tables, numbers)
        if found and shortest > 0.0:
            promised = bound(int(tables.body["place"][who]), goal, tables)
            assert promised <= shortest + GRAIN_M
            promises.append(promised / shortest)
    assert np.mean(promises) > 0.5


def test_places_without_a_way_to_a_landmark_promise_nothing(school: World) -> None:
    passages = school.tables.passages
    alone = landmark_distances(passages[:0], 3)
    assert alone.shape[0] == 3
    assert (alone == 0.0).all()
