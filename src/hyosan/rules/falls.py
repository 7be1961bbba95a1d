"""What a fall from a height does to a body."""

from hyosan.jit import rule
from hyosan.rules.numbers import exp, log


@rule
def tolerance_m(ld50_m: float, strength: float, control: float) -> float:
    """Height of a fall that kills half of such bodies, m.

    ld50_m   : of ordinary people who land as they mean to, m
    strength : of the state, 1 is ordinary; assumption: what a body bears grows with its square, since the stronger are
               tougher and also slow their fall over more of their own length
    control  : 1 for a leap, less for whoever is pulled down and does not land on their feet
    """
    return ld50_m * strength * strength * control


@rule
def death_chance(height_m: float, tolerance_m: float, steepness: float) -> float:
    """Probability that a fall kills: logistic in the logarithm of its height.

    height_m, tolerance_m : of the fall, and of one that kills half, m;  steepness : of the logistic curve
    Source: rising with height, median of 5 floors in those who died and of 2 in survivors (Lapostolle et al. 2005,
    Critical Care Medicine 33, 1239-1242).
    """
    if height_m <= 0.0:
        return 0.0
    return 1.0 / (1.0 + exp(steepness * log(tolerance_m / height_m)))


@rule
def injury(height_m: float, tolerance_m: float) -> float:
    """How badly a fall that does not kill hurts, 0 to 1: not at all up to a quarter of the height that kills half."""
    unharmed_m = 0.25 * tolerance_m
    return min(max((height_m - unharmed_m) / (tolerance_m - unharmed_m), 0.0), 1.0)
