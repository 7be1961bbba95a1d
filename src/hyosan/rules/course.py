"""Natural history: waits, branches, rising again, hunger."""

from hyosan.jit import rule
from hyosan.rules.numbers import exp, log

LIKELIEST = 0.98  #: assumption: even of the hardiest one in fifty is killed for good


@rule
def wait_s(quantile_s: float, severity: float, severity_effect: float, strain_factor: float) -> float:
    """How long a state lasts, s: the drawn quantile, changed by the bite and by the strain.

    severity        : of the bite, 0 to 1, 0.5 leaves the wait as it is
    severity_effect : relative change over the whole range of severity; negative: worse bites act faster
    """
    return max(quantile_s * (1.0 + severity_effect * (severity - 0.5)) * strain_factor, 1.0)


@rule
def rise_chance(probability: float, frailty: float, n_rises: int, decay: float) -> float:
    """Probability that somebody killed rises: own frailty, less likely each time by a factor `decay` in (0, 1].

    Nobody rises for certain, unless everybody does.
    """
    return min(probability * frailty * exp(n_rises * log(decay)), max(probability, LIKELIEST))


@rule
def mutated(factor: float, change: float, bound: float) -> float:
    """A child strain's factor: the parent's times a random change, kept within [1 / bound, bound]."""
    return min(max(factor * change, 1.0 / bound), bound)


@rule
def hunger(elapsed_s: float, tau_s: float, people_near: float, near_gain: float) -> float:
    """Hunger of a halfbie in [0, 1): saturating with the time since it was relieved, sharpened by people near.

    elapsed_s : since hunger was last relieved, s;  tau_s : its time constant, s
    people_near : living people in sight;           near_gain : share by which each speeds it up, less and less
    """
    sharpened = 1.0 + near_gain * people_near / (1.0 + 0.1 * people_near)
    return 1.0 - exp(-elapsed_s / tau_s * sharpened)
