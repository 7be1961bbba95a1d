"""What bombs do."""

from hyosan.jit import rule
from hyosan.rules.numbers import exp


@rule
def blast_strength(distance_m: float, radius_m: float) -> float:
    """Strength of a blast in [0, 1]: 1 where the bomb falls, 1/e at its radius.

    Source: the Carleton damage function, exp(-(d / r)^2) (Driels, Weaponeering, 2nd ed. 2013, chapter 7).
    """
    ratio = distance_m / radius_m
    return exp(-ratio * ratio)


@rule
def together(strength: float, other: float) -> float:
    """Strength of two blasts that act independently of one another."""
    return 1.0 - (1.0 - strength) * (1.0 - other)


@rule
def share_let_in(storeys: float, floor: float, indoors: float, underground: float) -> float:
    """Share of a blast's strength that reaches people in a place, 0 to 1.

    storeys     : of the house, 0 in the open;  floor : 1 is the ground, below it 0 and less
    indoors     : share that gets into a house of one storey
    underground : share that gets below the ground
    Assumption: each two storeys above one's own take as much as the walls do; people are spread evenly over a block.
    """
    if storeys <= 0.0:
        return 1.0
    if floor < 1.0:
        return underground
    above = max(storeys - floor, 0.0) / 2.0
    return indoors / (1.0 + 0.5 * above)
