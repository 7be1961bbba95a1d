"""How fast bodies move."""

from hyosan.jit import rule

FLOOR_M = 3.6  #: from floor to floor, m


@rule
def crowded_mps(free_mps: float, people: float, area_m2: float) -> float:
    """Speed in a crowd: free below 0.54 people per m2, then falling linearly, never below a tenth.

    Source: Gwynne and Rosenbaum, Employing the hydraulic model in assessing emergency movement, SFPE Handbook of Fire
    Protection Engineering, 5th ed. 2016 (speed = k (1 - 0.266 D) for D above 0.54 per m2).
    """
    density = people / max(area_m2, 1.0)
    if density <= 0.54:
        return free_mps
    return free_mps * max((1.0 - 0.266 * density) / (1.0 - 0.266 * 0.54), 0.1)


@rule
def is_full(people: float, area_m2: float) -> bool:
    """Whether nobody more gets into a place: five people per m2, at which a crowd stands.

    Source: Fruin, Pedestrian Planning and Design, 1971 (movement stops between 4 and 5 people per m2).
    """
    return people >= 5.0 * area_m2


@rule
def pace_mps(walk_mps: float, run_mps: float, fear: float, hurt: float) -> float:
    """Speed somebody chooses: walking when calm, running when afraid, slower when hurt."""
    wanted = walk_mps if fear < 0.3 else run_mps
    return wanted * (1.0 - 0.5 * hurt)


@rule
def climb_s(strength: float, base_s: float) -> float:
    """Time to climb a wall or through a window, s: the average at strength 0.5, half of it more for the weakest."""
    return base_s * (1.5 - strength)
