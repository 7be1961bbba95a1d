"""How safe a place looks by its nature."""

from hyosan.jit import rule


@rule
def shelter(ways: float, open_ways: float, has_furniture: bool, is_outdoor: bool, is_exit: bool, floor: float) -> float:
    """How safe people take a place to be before they know more, 0 to 1.

    ways      : passages that are not climbs, count;  open_ways : of those, without a door
    floor     : 1 is the ground
    Assumption: a room with few doors that close and something to put against them; higher up is better; outside the
    grounds is best of all; corridors and stairs are ways, not refuges.
    """
    if is_exit:
        return 0.8
    if is_outdoor:
        return 0.45 if floor > 1.0 else 0.15
    if open_ways > 0.0:
        return 0.05
    few = 1.0 / max(ways, 1.0)
    furnished = 0.25 if has_furniture else 0.0
    return min(0.25 + 0.25 * few + furnished + 0.03 * (floor - 1.0), 1.0)
