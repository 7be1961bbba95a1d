"""Attention: what makes a mind choose anew, and what a hunter turns to."""

from hyosan.jit import part
from hyosan.systems.nature import is_hunter
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.recording import record
from hyosan.systems.stirring import WAKES, rouse, stir
from hyosan.world.codes import NOBODY, NOWHERE, Kind
from hyosan.world.tables import Tables


@part
def wake_mind(i: int, why: int, event: int, world: Tables) -> None:
    """Let a mind choose; of several reasons the most urgent counts."""
    if why > world.mind[i].wake:
        world.mind[i].wake = why
        world.mind[i].wake_event = event
        stir(i, WAKES, world)


@part
def rouse_hunters(i: int, world: Tables) -> None:
    """Hunters that stand idle around somebody in the open take notice."""
    if world.hall[world.body[i].place].hunters == 0:
        return
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if is_hunter(other, world):
            rouse(other, world)
        other = world.chain[other].next


@part
def turn_to(i: int, place: int, level_db: float, prey: int, now: int, cause: int, world: Tables) -> None:
    """A hunter turns to a place; recorded when it is a new one."""
    hunt = world.hunt[i]
    if hunt.mark != place or hunt.mark_event < 0:
        hunt.mark_event = record(world.log, now, Kind.HUNT, i, prey, world.body[i].place, cause, place)
        world.body[i].route_end = 0
        world.body[i].route_at = 0
    hunt.mark = place
    hunt.mark_db = level_db
    hunt.mark_at = now
    rouse(i, world)


@part
def give_up(i: int, now: int, world: Tables) -> None:
    """A hunter has searched its mark, or cannot get there: the sound is explained, for a while."""
    hunt = world.hunt[i]
    hunt.spent = hunt.mark
    hunt.spent_at = now
    hunt.mark = NOWHERE
    hunt.prey = NOBODY
    hunt.hammers = NOWHERE
    world.body[i].route_at = 0
    world.body[i].route_end = 0
