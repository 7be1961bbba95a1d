"""Parting: what is said before it may be too late, and who knows that they part."""

from hyosan.jit import part
from hyosan.rules import choices
from hyosan.rules.bonds import grief_added
from hyosan.rules.numbers import faded
from hyosan.systems.attention import wake_mind
from hyosan.systems.closeness import deepen
from hyosan.systems.nature import INFECTED, has_mind
from hyosan.systems.perception import bond_between, bond_row
from hyosan.systems.recording import record
from hyosan.world.codes import NOBODY, Act, Bond, Kind, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables


@part
def is_love(row: int, world: Tables, numbers: Parameters) -> bool:
    """Whether a bond is one of love: by its kind, or because a friendship as strong is more than one."""
    bond = world.bonds[row]
    if bond.kind == Bond.LOVE:
        return bond.strength >= numbers.minding.care_bond
    return bond.kind in (Bond.FRIENDSHIP, Bond.COMPANION) and bond.strength >= numbers.minding.love_bond


@part
def look_for_beloved(i: int, world: Tables, numbers: Parameters) -> None:
    """Whom in sight one loves most and has not told so."""
    seen = world.situation[i]
    seen.beloved = NOBODY
    seen.beloved_bond = 0.0
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        bond = world.bonds[row]
        if bond.is_told or bond.strength <= seen.beloved_bond or world.body[bond.to].place != world.body[i].place:
            continue
        if is_love(row, world, numbers) and has_mind(bond.to, world):
            seen.beloved = bond.to
            seen.beloved_bond = bond.strength


@part
def offer_words(i: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a calm moment in danger offers: to tell somebody in sight of one's love."""
    seen = world.situation[i]
    mind = world.mind[i]
    if not mind.knows or seen.hunters > 0.0:
        return
    look_for_beloved(i, world, numbers)
    if seen.beloved >= 0:
        infected = 1.0 if world.nature[i] & INFECTED else 0.0
        scratch.appeal[Act.CONFESS] = choices.confess(
            seen.beloved_bond, seen.fear, seen.hammered, infected, seen.warmth, mind.resolve, *weights.confess
        )


@part
def confess(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i tells another of their love: it is said once, and both are closer from then on."""
    world.bonds[bond_row(i, other, world)].is_told = True
    deepen(i, other, numbers.bonding.confession, now, event, world, numbers)
    deepen(other, i, numbers.bonding.confession, now, event, world, numbers)
    wake_mind(other, Wake.TOLD, event, world)


@part
def carry_grief(i: int, added: float, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody's grief grows by so much; what was there has faded meanwhile."""
    mind = world.mind[i]
    mind.grief = faded(mind.grief, now - mind.grief_at, numbers.minding.grief_half_life_s) + added
    mind.grief_at = now


@part
def part_from_all(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody goes and means it: whoever in sight is bonded with them knows that they part, and grieves a little."""
    care = numbers.minding.care_bond
    other = world.hall[world.body[i].place].first
    while other >= 0:
        if other != i and has_mind(other, world):
            mine = bond_between(i, other, world, numbers)
            theirs = bond_between(other, i, world, numbers)
            if mine >= care or theirs >= care:
                record(world.log, now, Kind.PARTED, i, other, world.body[i].place, event)
                carry_grief(i, grief_added(mine, numbers.bonding.parting_grief), now, world, numbers)
                carry_grief(other, grief_added(theirs, numbers.bonding.parting_grief), now, world, numbers)
        other = world.chain[other].next
