"""Killing on sight: whom armed people on duty take for an enemy, and with what they fight."""

from hyosan.jit import part
from hyosan.rules.draw import draw, uniform
from hyosan.systems.nature import INFECTED, MIND, is_captive, is_hunter, is_powerless
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.world.codes import NOBODY, Purpose, Status
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@part
def is_enemy(i: int, other: int, world: Tables, numbers: Parameters) -> bool:
    """Whether person i fights another: one of the turned; by order also those who are tied up, and minds known to be
    infected, unless they have hidden. Captives are left alone, and by those on duty whoever is to be spared.
    """
    is_turned = is_hunter(other, world)
    if len(world.charge) == 0:
        return is_turned
    if is_captive(other, world):
        return False
    if world.charge[other].is_spared and world.charge[i].status == Status.ON_DUTY:
        return False
    if is_turned or not world.charge[i].kills:
        return is_turned
    is_suspect = world.nature[other] & (MIND | INFECTED) == MIND | INFECTED
    is_tied_up = is_powerless(other, world) and not is_suspect
    is_seen = world.body[other].hidden <= 0.0
    return is_tied_up or (is_suspect and is_seen and is_known(other, world.charge[i].unit, world, numbers))


@part
def is_known(other: int, unit: int, world: Tables, numbers: Parameters) -> bool:
    """Whether a unit takes an infected mind for what it is: by the same wound, the same for all who look at it."""
    luck = uniform(draw(numbers.run.seed, Purpose.KNOWN, world.people[other].key, world.course[other].episode, 0))
    return bool(luck < world.arms[unit].recognises)


@part
def has_enemy(i: int, world: Tables, numbers: Parameters) -> bool:
    """Whether anybody is in sight whom person i is ordered to kill."""
    if len(world.charge) == 0 or not world.charge[i].kills:
        return False
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if other != i and is_enemy(i, other, world, numbers):
            return True
        other = world.chain[other].next
    return False


@part
def arms_of(i: int, world: Tables) -> int:
    """The unit with whose weapons person i fights, or -1 for their own."""
    if len(world.charge) == 0 or world.charge[i].status != Status.ON_DUTY:
        return NOBODY
    unit = world.charge[i].unit
    return int(unit) if world.arms[unit].kills_per_min > 0.0 else NOBODY
