"""The step loop: every system of the scenario in order, until the end or until somebody asks to stop."""

from collections.abc import Callable, Iterable

from hyosan.chronicle import Chronicle, Series
from hyosan.systems import OF_PREMISES, OF_SOCIETIES, ORDER, canon, natural_history
from hyosan.systems.occupancy import gather
from hyosan.systems.recording import hand_over
from hyosan.systems.stirring import is_anybody_followed_about, stir_all
from hyosan.world.clock import Stretch
from hyosan.world.codes import Kind
from hyosan.world.society import Society
from hyosan.world.world import World

MINUTE_S = 60


class Observer:
    """What is counted along the way, and who is told how far the run has come.

    every, place_every : s between two counts of states, and of states by place
    progress           : called with the present time, s; returns False to stop
    stretches          : in which counts are taken at other times
    """

    def __init__(
        self,
        series: Series | None = None,
        place_series: Series | None = None,
        every: int = 60,
        place_every: int = 600,
        progress: Callable[[int], bool] | None = None,
        stretches: Iterable[Stretch] = (),
    ) -> None:
        self.series = series
        self.place_series = place_series
        self.every = every
        self.place_every = place_every
        self.progress = progress
        self._later = list(stretches)
        self._due = self._place_due = -1

    def look(self, world: World | Society) -> bool:
        """Count what is due; False if the run is to stop."""
        now = world.clock.now
        while self._later and self._later[0].since <= now:
            stretch = self._later.pop(0)
            self.every, self.place_every = stretch.series_every, stretch.place_series_every
        is_due = now >= self._due
        if is_due:
            self._due = now - now % self.every + self.every
            if self.series is not None:
                self.series.add(now, world.counts_by_state())
        if self.place_series is not None and now >= self._place_due:
            self._place_due = now - now % self.place_every + self.place_every
            self.place_series.add_places(now, *world.counts_by_place())
        return not is_due or self.progress is None or self.progress(now)


def begin_step(world: World | Society) -> None:
    """How long this step lasts: to the end of the whole one, unless somebody hunts or is on the way before."""
    clock = world.clock
    step, left = clock.whole_step()
    if isinstance(world, World):
        clock.dt = step_of_premises(world, step, left)
    else:
        world.numbers.pace["step"] = (clock.now - clock.start) // clock.step
        clock.dt = left


def step_of_premises(world: World, step: int, left: int) -> int:
    """While anybody of the cast is on the way, a step lasts a minute at most, however long steps are. It ends sooner
    where a course goes on (`course.step`), or where hunters are near people (`encounters.advance`): in long steps not
    before the minute is over, in which those in blocks have two moments then.
    """
    clock = world.clock
    is_long = step > MINUTE_S
    is_followed = is_long and is_anybody_followed_about(world.tables)
    is_coarse = is_long and not is_followed
    clock.turn = MINUTE_S if is_coarse else clock.near_step
    clock.moment = MINUTE_S // 2 if is_coarse else clock.near_step
    return min(left, MINUTE_S - clock.now % MINUTE_S) if is_followed else left


def derive(world: World | Society, chronicle: Chronicle) -> None:
    """Fill what is derived from the state, before the first step."""
    if isinstance(world, World):
        world.tables.log.used["first_id"] = chronicle.next_id
        stir_all(world.tables, world.numbers)
        gather(world.tables)


def close(world: World | Society, chronicle: Chronicle) -> None:
    """Give the chronicle what has gathered since the last time."""
    if isinstance(world, World):
        hand_over(world.tables.log, chronicle, is_end=True)


def simulate(world: World | Society, chronicle: Chronicle, systems: Iterable[str], observer: Observer) -> bool:
    """Run the world to its end; False if the observer stopped it before.

    The order of the systems is the model's (`systems.ORDER`), not the scenario's.
    """
    chosen = set(systems) & (OF_SOCIETIES if isinstance(world, Society) else OF_PREMISES)
    steps = [step for name, step in ORDER if name in chosen]
    if chronicle.next_id == 0:
        chronicle.add(world.clock.now, Kind.BEGINNING, cause=-1, value=float(world.n))
        if isinstance(world, Society):
            natural_history.begin(world)
        else:
            canon.announce(world, chronicle)
    derive(world, chronicle)
    while world.clock.now < world.clock.until:
        if not observer.look(world):
            close(world, chronicle)
            return False
        begin_step(world)
        for step in steps:
            step(world, chronicle)
        world.clock.now += world.clock.dt
    if isinstance(world, World):
        canon.close(world, chronicle)
    close(world, chronicle)
    observer.look(world)
    return True
