"""Capturing: of the infected whom those on duty overcome or find, some are wanted alive, and tied up."""

from hyosan.jit import loop, part
from hyosan.systems.binding import tie_up
from hyosan.systems.nature import INFECTED, is_powerless, renew_nature
from hyosan.systems.recording import record
from hyosan.world.codes import NOBODY, Kind, Status
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@part
def row_wanted(i: int, other: int, world: Tables) -> int:
    """The row of whom the authorities want that another fits, whom person i on duty has overcome or found; or -1."""
    if len(world.wanted) == 0 or world.charge[i].status != Status.ON_DUTY or not world.nature[other] & INFECTED:
        return NOBODY
    for row in range(len(world.wanted)):
        wanted = world.wanted[row]
        is_role = wanted.role < 0 or world.people[other].role == wanted.role
        if wanted.is_open and is_role and (wanted.state < 0 or world.course[other].state == wanted.state):
            return row
    return NOBODY


@part
def capture(i: int, by: int, row: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody who is wanted is tied up, and nobody on duty harms them."""
    world.wanted[row].is_open = False
    world.wanted[row].who = i
    world.charge[i].is_spared = True
    if not is_powerless(i, world):
        tie_up(i, by, event, now, world, numbers)


@loop
def is_captured(i: int, by: int, event: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody infected whom one on duty has found is wanted; they are tied up then."""
    row = row_wanted(by, i, world)
    if row >= 0:
        capture(i, by, row, event, now, world, numbers)
    return bool(row >= 0)


@loop
def keep(
    i: int, by: int, to: int, mandate: int, event: int, now: int, world: Tables, numbers: Parameters
) -> None:  # fmt: skip
    """Somebody infected is held captive from now on, tied up if they are not yet: they can do nothing to anybody.

    to : place where they are to be kept;  mandate : row under which they are
    """
    if not is_powerless(i, world):
        event = tie_up(i, by, event, now, world, numbers)
    world.charge[i].status = Status.CAPTIVE
    world.charge[i].unit = NOBODY
    world.charge[i].kills = False
    world.charge[i].mandate = mandate
    renew_nature(i, world, numbers)
    record(world.log, now, Kind.HOLD_CAPTIVE, by, i, world.body[i].place, event, to)
