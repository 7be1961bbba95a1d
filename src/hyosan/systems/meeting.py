"""Meeting again: people who care for one another come together after days apart."""

from hyosan.jit import part
from hyosan.systems.nature import has_mind, is_powerless
from hyosan.systems.perception import bond_row
from hyosan.systems.recording import record
from hyosan.world.codes import Act, Kind
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

COMING = (
    int(Act.OBEY),
    int(Act.FLEE),
    int(Act.FOLLOW),
    int(Act.GO_BACK),
    int(Act.LEAVE_GROUP),
    int(Act.HOLD_CAPTIVE),
    int(Act.SLIP_OUT),
    int(Act.VISIT),
)  #: acts that bring people somewhere


@part
def is_reunion(i: int, row: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether person i, who knows of the danger, sees somebody they care for whom they have not seen for days."""
    bond = world.bonds[row]
    if now - bond.seen_time < numbers.longing.apart_s or bond.strength < numbers.minding.care_bond:
        return False
    is_one_of_two = has_mind(i, world) and has_mind(bond.to, world) and not is_powerless(bond.to, world)
    return bool(world.mind[i].knows and is_one_of_two)


@part
def meet_again(i: int, row: int, now: int, world: Tables) -> int:
    """Person i and somebody meet again: recorded once for both, of whoever has come there. Returns the event."""
    other = world.bonds[row].to
    theirs = bond_row(other, i, world)
    if theirs >= 0:
        world.bonds[theirs].seen_time = now
        world.bonds[theirs].seen_at = world.body[i].place
    came, met = i, other
    if world.mind[other].act in COMING and world.mind[i].act not in COMING:
        came, met = other, i
    cause = world.mind[came].act_event
    if cause < 0:
        cause = world.course[came].event
    return record(world.log, now, Kind.MET_AGAIN, came, met, world.body[i].place, cause)
