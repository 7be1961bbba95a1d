"""Overview: what everybody in a place sees alike, taken once a step for all minds there.

Nothing of the world changes while minds choose, so of those around whom one has no bond to, it is enough to know how
many there are of each kind, and who comes first.
"""

from hyosan.jit import part
from hyosan.systems.nature import ALIVE, AWARE, HELD, HUNTER, INFECTED, MIND, TEACHER
from hyosan.systems.occupancy import AROUND
from hyosan.world.codes import NOBODY
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables


@part
def suffices(i: int, now: int, scratch: Scratch, world: Tables) -> bool:
    """Whether person i need look only at those they have a bond to, and take in the rest at a glance.

    Not in a crowd, of which they see a part; nor where anybody else means something to them: those of the same class or
    team, teachers, of whom strangers take the lead, one who leads those of their kind, and whom a pin names.
    """
    place = world.body[i].place
    seeks_somebody = world.people[i].unit >= 0 or world.longing[i].group >= 0 or world.situation[i].pin >= 0
    if world.hall[place].count > AROUND or seeks_somebody:
        return False
    survey(place, now, scratch, world)
    return bool(scratch.overview[place].teachers == 0)


@part
def survey(place: int, now: int, scratch: Scratch, world: Tables) -> None:
    """Look over a place, unless somebody has done so in this step."""
    found = scratch.overview[place]
    if found.at == now:
        return
    found.at = now
    found.minds = found.unaware = found.well = found.hunters = found.teachers = 0
    found.first_free = found.second_free = found.first_well = found.second_well = found.dead = NOBODY
    other = world.hall[place].first
    while other >= 0:
        nature = world.nature[other]
        if nature & MIND:
            count_mind(other, nature, place, scratch)
        elif nature & HUNTER:
            found.hunters += int(world.body[other].holds < 0)
        elif not nature & ALIVE and found.dead < 0:
            found.dead = other
        other = world.chain[other].next


@part
def count_mind(other: int, nature: int, place: int, scratch: Scratch) -> None:
    """Add somebody with a mind to the overview; of those in nobody's hold note the first two."""
    found = scratch.overview[place]
    found.minds += 1
    found.unaware += int(nature & AWARE == 0)
    found.well += int(nature & INFECTED == 0)
    found.teachers += int(nature & TEACHER > 0)
    if nature & HELD:
        return
    if found.first_free < 0:
        found.first_free = other
    elif found.second_free < 0:
        found.second_free = other
    if nature & INFECTED:
        return
    if found.first_well < 0:
        found.first_well = other
    elif found.second_well < 0:
        found.second_well = other


@part
def first_stranger(i: int, scratch: Scratch, world: Tables) -> int:
    """The first, in person order, whom person i could turn to for want of anybody they know; or -1."""
    found = scratch.overview[world.body[i].place]
    if world.nature[i] & INFECTED:
        return int(found.second_well if found.first_well == i else found.first_well)
    return int(found.second_free if found.first_free == i else found.first_free)


@part
def take_in(i: int, scratch: Scratch, world: Tables) -> None:
    """Person i takes in how many of each kind are around, themselves left out, and whether anybody lies dead."""
    seen = world.situation[i]
    found = scratch.overview[world.body[i].place]
    nature = world.nature[i]
    seen.companions = found.minds - 1
    seen.unaware = found.unaware - int(nature & AWARE == 0)
    seen.at_risk = found.well - int(nature & INFECTED == 0)
    seen.hunters = found.hunters
    seen.dead = found.dead
