"""Bonds: they grow between people who share danger, with rescues, and fall when somebody is left."""

from typing import Any

from hyosan.jit import loop, part
from hyosan.systems.closeness import HATED, deepen
from hyosan.systems.fires import burns, long_for_fires
from hyosan.systems.kinship import find_kin
from hyosan.systems.nature import AWARE, MIND
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import hand_over
from hyosan.world.codes import Act
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World

EVERY_S = 600
BLOCKS_EVERY_S = 21_600  #: so often in blocks, where most people are
SITTING = (
    int(Act.STAY),
    int(Act.HIDE),
    int(Act.BARRICADE),
    int(Act.FOLLOW),
    int(Act.TALK),
    int(Act.SIGNAL),
    int(Act.HOLD_BACK),
    int(Act.CONFESS),
    int(Act.LIGHT_FIRE),
)  #: acts of those who wait with others


@part
def sits_together(i: int, world: Tables) -> bool:
    """Whether somebody waits out danger with others."""
    return world.nature[i] & (MIND | AWARE) == MIND | AWARE and world.mind[i].act in SITTING


@part
def hates(i: int, other: int, world: Tables) -> bool:
    """Whether person i hates another, so that waiting together does not draw them closer."""
    row = bond_row(i, other, world)
    return bool(row >= 0 and world.bonds[row].strength < HATED)


@loop
def grow_together(
    now: int, hours_in_rooms: float, hours_in_blocks: float, world: Tables, numbers: Parameters
) -> None:  # fmt: skip
    """Everybody who waits with a few others draws closer to each of them, and sooner at a fire.

    hours_in_rooms, hours_in_blocks : since bonds grew there last, or 0 if they do not now
    """
    for place in range(len(world.places)):
        hours = hours_in_rooms if world.pulse[place] == 1 else hours_in_blocks
        if world.hall[place].count < 2 or hours <= 0.0:
            continue
        together = 0
        i = world.hall[place].first
        while i >= 0:
            if sits_together(i, world):
                together += 1
            i = world.chain[i].next
        if together < 2 or together > numbers.bonding.together_max:
            continue
        at_fire = burns(place, now, world)
        gain = (numbers.bonding.fire_per_h if at_fire else numbers.bonding.companion_per_h) * hours
        i = world.hall[place].first
        while i >= 0:
            if sits_together(i, world):
                if at_fire:
                    long_for_fires(i, hours, now, world, numbers)
                other = world.hall[place].first
                while other >= 0:
                    if other != i and sits_together(other, world) and not hates(i, other, world):
                        deepen(i, other, gain, now, world.mind[i].act_event, world, numbers)
                    other = world.chain[other].next
            i = world.chain[i].next


def step(world: World, chronicle: Any) -> None:
    """Let bonds grow, and halfbies find one another, every ten minutes, or in longer steps."""
    now = world.clock.now + world.clock.dt  # the end of the step: encounters have gone on up to here
    if now < world.bonds_due:
        return
    if world.bonds_due > 0:
        since = world.bonds_due - EVERY_S
        in_blocks_s = (now // BLOCKS_EVERY_S - since // BLOCKS_EVERY_S) * BLOCKS_EVERY_S
        grow_together(now, (now - since) / 3600.0, in_blocks_s / 3600.0, world.tables, world.numbers)
    find_kin(now, world.scratch[0], world.tables, world.numbers)
    world.bonds_due = now + EVERY_S
    hand_over(world.tables.log, chronicle)
