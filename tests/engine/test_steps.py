"""Laws that hold at every moment: the tables themselves, second by second."""

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyosan.engine import Observer
from hyosan.rules.encounters import crossed
from hyosan.systems.occupancy import gather
from hyosan.world.codes import Flag, Kind
from hyosan.world.world import World
from tests.worlds import SELDOM, small_school, told

TRAITS = ("strength", "resolve", "stealth")
SECOND = 'near_step="1 s"'  #: every tick near hunters is a step of its own


class Watch(Observer):
    """Looks at every step; `n_steps` says how many of a second it saw."""

    n_steps = 0

    def __init__(self) -> None:
        super().__init__(every=SELDOM)
        self._before: tuple[int, Positions] | None = None

    def look(self, world: World) -> bool:
        holds_join_two_in_one_place(world)
        halls_hold_who_is_in_them(world)
        now, here = world.clock.now, Positions(world)
        if self._before is not None and now - self._before[0] == 1:
            self.n_steps += 1
            nobody_jumps(world, self._before[1], here)
            hunters_and_prey_meet(self._before[1], here)
        self._before = now, here
        return super().look(world)


class Positions:
    """Where everybody is, and whether they hunt or are hunted, at one moment."""

    def __init__(self, world: World) -> None:
        body, passages = world.tables.body, world.tables.passages
        flags = world.numbers.states["flags"][world.tables.course["state"]]
        is_outside = world.tables.places["is_exit"][body["place"]]
        is_busy = (body["holds"] >= 0) | (body["held_by"] >= 0) | (body["dazed_until"] > world.clock.now) | is_outside
        self.place = body["place"].copy()
        self.passage = body["passage"].copy()
        self.hunts = (flags & Flag.HUNTS != 0) & ~is_busy
        self.is_prey = (flags & (Flag.INFECTED | Flag.DEAD) == 0) & ~is_busy
        along, length = body["along_m"], passages["length_m"][body["passage"]]
        self.from_a_m = np.where(body["onto"] == passages["b"][body["passage"]], along, length - along)


def holds_join_two_in_one_place(world: World) -> None:
    """Holds are mutual, join a hunter and a person in the same place, and bind each in one hold only."""
    body = world.tables.body
    hunters = np.flatnonzero(body["holds"] >= 0)
    prey = body["holds"][hunters]
    assert (body["held_by"][prey] == hunters).all()
    assert (body["place"][prey] == body["place"][hunters]).all()
    assert np.count_nonzero(body["held_by"] >= 0) == len(hunters)


def halls_hold_who_is_in_them(world: World) -> None:
    """The chain of each place holds exactly those whose place it is."""
    tables = world.tables
    for place, (first, count, *_) in enumerate(tables.hall.tolist()):
        found = []
        while first >= 0:
            found.append(first)
            first = tables.chain["next"][first]
        assert sorted(found) == np.flatnonzero(tables.body["place"] == place).tolist()
        assert len(found) == count


def nobody_jumps(world: World, before: Positions, after: Positions) -> None:
    """Within a second nobody gets further than next door, or down."""
    passages = world.tables.passages
    ways = {*zip(passages["a"].tolist(), passages["b"].tolist(), strict=True)}
    ways |= set(enumerate(world.tables.places["drop_to"].tolist()))
    for i in np.flatnonzero(before.place != after.place):
        assert {(before.place[i], after.place[i]), (after.place[i], before.place[i])} & ways, i


def hunters_and_prey_meet(before: Positions, after: Positions) -> None:
    """Whoever passes a free hunter on a passage is taken hold of, by this one or by another."""
    stayed = (before.passage == after.passage) & (before.passage >= 0)
    hunters = np.flatnonzero(stayed & before.hunts & after.hunts)
    prey = np.flatnonzero(stayed & before.is_prey & after.is_prey)
    for hunter in hunters:
        others = prey[before.passage[prey] == before.passage[hunter]]
        ahead_before = np.sign(before.from_a_m[others] - before.from_a_m[hunter])
        ahead_after = np.sign(after.from_a_m[others] - after.from_a_m[hunter])
        assert (ahead_before * ahead_after >= 0).all(), (hunter, others)


@pytest.mark.parametrize("seed", range(1, 5))
def test_the_tables_fit_each_other_in_every_second(seed: int) -> None:
    watch = Watch()
    run = told(small_school(SECOND), seed, watch)
    assert watch.n_steps > 200
    assert (run.events["kind"] == Kind.MET_ON_PASSAGE.name.lower()).any()


def test_chains_built_anew_at_every_step_change_nothing() -> None:
    class Gather(Observer):
        def look(self, world: World) -> bool:
            gather(world.tables)
            return super().look(world)

    run = told(small_school())
    assert told(small_school(), observer=Gather(every=SELDOM)).digest == run.digest
    assert (run.events["kind"] == "bite").sum() > 10


@pytest.mark.parametrize("whose", ["cast", "all", "none"])
def test_moves_are_recorded_of_those_whom_the_scenario_says(whose: str) -> None:
    run = told(small_school(f"record_moves_of={whose}", 'until="day 1 09:20"'))
    moved = set(run.events.filter(pl.col("kind") == "move")["who"])
    is_named = run.world.tables.people["is_named"]
    expected = {"cast": is_named, "all": np.ones_like(is_named), "none": np.zeros_like(is_named)}[whose]
    assert moved <= set(np.flatnonzero(expected).tolist())
    assert len(moved) > 0.5 * np.count_nonzero(expected) or whose == "none"


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**63 - 1),
    class_size=st.integers(2, 25),
    teachers=st.integers(0, 12),
    staff=st.integers(0, 6),
    trait=st.sampled_from(TRAITS),
    mean=st.floats(0, 1),
    rise=st.floats(0, 1),
)
def test_the_tables_fit_each_other_whoever_is_in_the_school(
    seed: int, class_size: int, teachers: int, staff: int, trait: str, mean: float, rise: float
) -> None:
    changes = [
        f"roster.class_size_mean={class_size}",
        f"roster.teachers={teachers}",
        f"roster.staff={staff}",
        f"roster.traits.student.{trait}.mean={mean}",
        f"pathogen.rise.probability={rise}",
        'until="day 1 09:20"',
    ]
    run = told(small_school(*changes), seed, Watch())
    assert run.world.counts_by_state().sum() == run.world.n > 4 * class_size - 12
    assert (run.events["cause"][1:] < run.events["id"][1:]).all()


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0, 40), st.floats(0, 40), st.floats(0, 2))
def test_two_on_a_passage_meet_exactly_if_their_order_changes_or_they_end_within_reach(
    from_1: float, to_1: float, from_2: float, to_2: float, reach_m: float
) -> None:
    was_behind, is_behind = from_1 < from_2, to_1 < to_2
    side_by_side = from_1 == from_2 or to_1 == to_2
    expected = side_by_side or was_behind != is_behind or abs(to_1 - to_2) <= reach_m
    if (
        abs(from_1 - from_2) > 1e-150 and abs(to_1 - to_2) > 1e-150
    ) or side_by_side:  # their product does not underflow
        assert crossed(from_1, to_1, from_2, to_2, reach_m) == expected
    assert crossed(from_1, to_1, from_2, to_2, reach_m) == crossed(from_2, to_2, from_1, to_1, reach_m)
