"""Closeness: how one person's bond to another grows, wherever that happens."""

from hyosan.jit import part
from hyosan.rules.bonds import drawn_closer
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import record
from hyosan.world.codes import Belief, Bond, Kind
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

HATED = -0.3  #: a bond below it can become revenge, and is not healed by sitting together


@part
def deepen(i: int, other: int, gain: float, now: int, cause: int, world: Tables, numbers: Parameters) -> None:
    """Person i's bond to another grows; recorded when dislike ends, or when it becomes one to run risks for."""
    people = world.people[i]
    row = bond_row(i, other, world)
    if row < 0:
        if people.bonds_end >= people.bonds_room:
            return
        row = people.bonds_end
        people.bonds_end = row + 1
        world.bonds[row].to = other
        world.bonds[row].kind = Bond.COMPANION
        world.bonds[row].strength = 0.0
        world.bonds[row].belief = Belief.WELL
    bond = world.bonds[row]
    before = bond.strength
    after = drawn_closer(before, gain)
    bond.strength = after
    bond.seen_at = world.body[i].place
    bond.seen_time = now
    care = numbers.minding.care_bond
    if before < 0.0 <= after or before < care <= after:
        record(world.log, now, Kind.BOND, i, other, world.body[i].place, cause, after)
