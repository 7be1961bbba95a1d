"""Decisions: a mind with a new percept or a spent commitment takes in where it is, chooses, and acts."""

from typing import Any

from hyosan.jit import map_ranges
from hyosan.systems import canon
from hyosan.systems.acting import act_all
from hyosan.systems.choosing import choose
from hyosan.systems.fires import watch_fires
from hyosan.systems.recording import hand_over
from hyosan.systems.telling import witness
from hyosan.systems.timetable import turn_page
from hyosan.systems.waking import wake_up
from hyosan.world.world import World

MINUTE_S = 60


def step(world: World, chronicle: Any) -> None:
    """Wake, take in, choose, act: the choosing on every thread, the rest in person order."""
    tables, numbers = world.tables, world.numbers
    now = world.clock.now
    awake = world.scratch[0]
    turned = turn_page(world)
    minutely_s = max(world.clock.dt, MINUTE_S) if now % MINUTE_S == 0 else 0
    canon.prompt(world)
    if tables.agenda["fire_until"][0] > now:
        watch_fires(now, world.clock.dt, tables, numbers)
    n_awake = wake_up(now, minutely_s, turned, awake, tables, numbers)
    if n_awake > 0:
        witness(n_awake, awake, now, tables, numbers)

        def choose_rows(low: int, high: int, thread: int) -> None:
            choose(low, high, awake, now, world.weights, world.scratch[thread], tables, numbers)

        map_ranges(choose_rows, n_awake, world.threads, world.inline_below)
        act_all(n_awake, awake, now, awake, tables, numbers)
    hand_over(tables.log, chronicle)
