"""What happens when a hunter and a person meet."""

from math import sqrt

from hyosan.jit import rule
from hyosan.rules.numbers import logistic


@rule
def reach_per_s(reach_m: float, hunter_mps: float, prey_mps: float, area_m2: float, exposure: float) -> float:
    """Rate at which one hunter comes within reach of one person in the same place, per s.

    reach_m    : distance at which it gets hold of somebody, m
    hunter_mps : its speed, m/s;  prey_mps : the person's, m/s
    area_m2    : of the place;    exposure : 1 in the open to 0 hidden
    Source: two-dimensional ideal-gas encounter rate, 2 r v / A, with v the root mean square relative speed
    (Hutchinson and Waser, Biological Reviews 82, 2007).
    """
    relative = sqrt(hunter_mps * hunter_mps + prey_mps * prey_mps)
    return 2.0 * reach_m * relative / max(area_m2, 1.0) * exposure


@rule
def escape_chance(prey_strength: float, help_strength: float, armed: float, hunter_strength: float,
                  base: float, slope: float) -> float:  # fmt: skip
    """Probability that prey throws a hunter off: logistic in the difference of strengths, help and weapons counted.

    strengths : 0.5 is an average person; help_strength: sum over those who fight beside
    """
    advantage = prey_strength + help_strength + armed - hunter_strength
    return logistic(base + slope * advantage)


@rule
def overcome_chance(strength: float, help_strength: float, other_strength: float, resolve: float,
                    base: float, slope: float, gain: float) -> float:  # fmt: skip
    """Probability that somebody is overcome and tied up: logistic in the difference of strengths and in the will to.

    strengths : 0.5 is an average person; help_strength: sum over those who lend a hand
    gain      : what a full resolve adds, logit units
    """
    return logistic(base + slope * (strength + help_strength - other_strength) + gain * resolve)


@rule
def kill_per_s(
    strength: float, armed: float, hunter_strength: float, unarmed_per_min: float, armed_per_min: float
) -> float:
    """Rate at which somebody who fights puts a hunter down, per s."""
    per_min = unarmed_per_min + armed_per_min * armed
    return per_min / 60.0 * 2.0 * strength / (0.5 + hunter_strength)


@rule
def crossed(from_1: float, to_1: float, from_2: float, to_2: float, reach_m: float) -> bool:
    """Whether two who walk the same passage meet within a tick: their order changes, or they end within reach.

    Positions in m from the same end of the passage, before and after the tick.
    """
    before = from_1 - from_2
    after = to_1 - to_2
    return before * after <= 0.0 or abs(after) <= reach_m
