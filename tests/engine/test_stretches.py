"""Steps may be longer in later stretches of a run; what takes minutes is looked at in minutes all the same."""

from itertools import pairwise
from typing import Any

from hyosan.engine import Observer
from hyosan.population import build_world
from hyosan.scenario import Scenario
from tests.worlds import digest_of, small_school

HOUR_S = 3600
LATER = 'stretch=[{from="day 1 12:00", step="1 h", place_series_every="4 h"}]'


class Steps(Observer):
    """Keeps when steps began, in which of them anybody of the cast was on the way, and where everybody was."""

    def __init__(self) -> None:
        super().__init__(every=10**9, place_every=10**9)
        self.begun: list[int] = []
        self.busy: list[int] = []
        self.places: dict[int, Any] = {}
        self.walking: dict[int, int] = {}

    def look(self, world: Any) -> bool:
        self.begun.append(world.clock.now)
        walks = world.tables.body["pace_mps"] > 0
        if (walks & world.tables.people["is_recorded"]).any():
            self.busy.append(world.clock.now)
        self.places[world.clock.now] = world.tables.body["place"].copy()
        self.walking[world.clock.now] = int(walks.sum())
        return super().look(world)


def quiet_school(*changes: str) -> Scenario:
    """A school in which nothing breaks out, as nobody is ever injected."""
    return small_school("behaviour.inject.base=-1000", 'until="day 2 08:00"', *changes)


def digest(scenario: Scenario, observer: Observer | None = None) -> str:
    return digest_of(build_world(scenario, 1), scenario, observer)


def test_steps_are_hours_in_a_later_stretch_unless_somebody_of_the_cast_is_on_the_way() -> None:
    steps = Steps()
    digest(quiet_school(LATER), steps)
    noon = 12 * HOUR_S
    early = [time for time in steps.begun if time < noon]
    assert early == list(range(early[0], noon, 60))
    later = [time for time in steps.begun if time >= noon]
    assert set(range(noon, later[-1], HOUR_S)) <= set(later)
    assert len(later) < (later[-1] - noon) / 60 / 2
    ends = dict(pairwise(later))
    assert all(ends[time] - time <= 60 for time in steps.busy if time in ends)


def test_whoever_sets_out_in_a_step_of_an_hour_has_arrived_by_its_end() -> None:
    steps = Steps()
    digest(quiet_school(LATER, 'record_moves_of="none"'), steps)
    later = [time for time in steps.begun if time > 12 * HOUR_S]
    assert later == list(range(13 * HOUR_S, later[-1] + 1, HOUR_S))
    moved = [int((steps.places[one] != steps.places[next_one]).sum()) for one, next_one in pairwise(later)]
    assert sum(moved) > 10
    assert not any(steps.walking[time] for time in later)


def test_a_stretch_that_changes_nothing_gives_the_same_digest() -> None:
    same = 'stretch=[{from="day 1 12:00", step="1 min"}]'
    assert digest(quiet_school(same)) == digest(quiet_school())
