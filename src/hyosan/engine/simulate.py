"""The step loop: every system of the scenario in order, until the end or until somebody asks to stop."""

from collections.abc import Callable, Iterable

import numpy as np

from hyosan.chronicle import Chronicle, Series
from hyosan.systems import ORDER
from hyosan.systems.occupancy import gather
from hyosan.world.codes import Kind
from hyosan.world.world import World


class Observer:
    """What is counted along the way, and who is told how far the run has come.

    every, place_every : s between two counts of states, and of states by place
    progress           : called with the present time, s; returns False to stop
    """

    def __init__(
        self,
        series: Series | None = None,
        place_series: Series | None = None,
        every: int = 60,
        place_every: int = 600,
        progress: Callable[[int], bool] | None = None,
    ) -> None:
        self.series = series
        self.place_series = place_series
        self.every = every
        self.place_every = place_every
        self.progress = progress
        self._due = self._place_due = -1

    def look(self, world: World) -> bool:
        """Count what is due; False if the run is to stop."""
        now = world.clock.now
        is_due = now >= self._due
        if is_due:
            self._due = now - now % self.every + self.every
            if self.series is not None:
                self.series.add(now, world.counts_by_state())
        if self.place_series is not None and now >= self._place_due:
            self._place_due = now - now % self.place_every + self.place_every
            places, counts = counts_by_place(world)
            self.place_series.add_places(now, places, counts)
        return not is_due or self.progress is None or self.progress(now)


def counts_by_place(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Places that anybody is in, and the people in each state there, (places, states)."""
    n_states = len(world.numbers.states)
    n_places = len(world.tables.places)
    cells = world.tables.body["place"].astype(np.int64) * n_states + world.tables.course["state"]
    counts = np.bincount(cells, minlength=n_places * n_states).reshape(n_places, n_states)
    occupied = np.flatnonzero(counts.sum(axis=1))
    return occupied, counts[occupied]


def step_length(world: World) -> int:
    """To the end of the near step while anything hunts, else of the whole one, but not beyond the next course, s."""
    clock = world.clock
    near = clock.near_step - clock.now % clock.near_step
    if world.tables.hunt["awake"].any():
        length = near
    else:
        whole = clock.step - clock.now % clock.step
        beyond = max(int(world.tables.agenda["course_due"][0]) - clock.now - near, 0)
        length = min(whole, near + -(-beyond // clock.near_step) * clock.near_step)
    return min(length, clock.until - clock.now)


def simulate(world: World, chronicle: Chronicle, systems: Iterable[str], observer: Observer) -> bool:
    """Run the world to its end; False if the observer stopped it before.

    The order of the systems is the model's (`systems.ORDER`), not the scenario's.
    """
    chosen = set(systems)
    steps = [step for name, step in ORDER if name in chosen]
    if chronicle.next_id == 0:
        chronicle.add(world.clock.now, Kind.BEGINNING, cause=-1, value=float(world.n))
    world.tables.log.used["first_id"] = chronicle.next_id
    gather(world.tables)
    world.tables.agenda["course_due"] = world.tables.course["due"].min()
    while world.clock.now < world.clock.until:
        if not observer.look(world):
            return False
        world.clock.dt = step_length(world)
        for step in steps:
            step(world, chronicle)
        world.clock.now += world.clock.dt
    observer.look(world)
    return True
