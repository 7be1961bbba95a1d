"""Randomness keyed by what it decides: Philox4x32-10.

There is no generator and no stream. A draw is a function of the seed, its purpose and up to three words that name what
it decides (persons, a slot, a simulated time, an episode), so nothing that happens elsewhere can re-roll it.

Source: Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11, 2011.
"""

from math import sqrt

from hyosan.jit import rule
from hyosan.rules.numbers import exp, log

MASK = 0xFFFFFFFF
MULTIPLIER_0 = 0xD2511F53
MULTIPLIER_1 = 0xCD9E8D57
WEYL_0 = 0x9E3779B9
WEYL_1 = 0xBB67AE85
UNIT = 2.0**-52


@rule
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Philox4x32-10 block: four counter words and two key words to four random words, each 0 to 2^32 - 1.

    Products wrap around in compiled 64-bit integers, not in Python's; masked after the shift, the words are the same.
    The key comes from a variable, as the seed does: with a constant one LLVM 20 (Numba 0.68) has been seen to leave out
    shifts of the words that the caller makes.
    """
    for _ in range(10):
        p0 = MULTIPLIER_0 * c0
        p1 = MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            ((p1 >> 32) & MASK) ^ c1 ^ k0,
            p1 & MASK,
            ((p0 >> 32) & MASK) ^ c3 ^ k1,
            p0 & MASK,
        )
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


@rule
def draw(seed: int, purpose: int, a: int, b: int, c: int) -> int:
    """A uniform integer in [0, 2^53), keyed by what it decides; compare draws as integers to break ties."""
    x0, x1, _, _ = philox(a & MASK, b & MASK, c & MASK, purpose, seed & MASK, (seed >> 32) & MASK)
    return (x0 << 21) | (x1 >> 11)


@rule
def uniform(bits: int) -> float:
    """A draw as a number in the open interval (0, 1): 52 of its bits, since with 53 the highest would round to 1."""
    return ((bits >> 1) + 0.5) * UNIT


@rule
def narrowed(luck: float, low: float, high: float) -> float:
    """A uniform number as one that is known to lie between two others: the same place within that range."""
    return low + luck * (high - low)


@rule
def exponential(bits: int, rate: float) -> float:
    """A draw as an exponential waiting time with a rate > 0."""
    return -log(uniform(bits)) / rate


@rule
def fading_wait_s(bits: int, rate_per_s: float, half_life_s: float) -> float:
    """A draw as the waiting time for something whose rate halves again and again, s; most often it never happens, and
    the wait is 1e18.

    Source: inversion of the cumulative hazard rate x tau x (1 - exp(-t / tau)), tau = half-life / ln 2.
    """
    tau_s = half_life_s / 0.6931471805599453
    share = exponential(bits, 1.0) / (rate_per_s * tau_s)
    return -tau_s * log(1.0 - share) if share < 1.0 else 1.0e18


@rule
def gumbel(bits: int) -> float:
    """A draw from the standard Gumbel distribution: added to utilities, the highest wins with logit probabilities.

    Source: McFadden: Conditional logit analysis of qualitative choice behavior, 1974.
    """
    return -log(-log(uniform(bits)))


@rule
def normal(bits: int) -> float:
    """A draw as a standard normal deviate, absolute error below 5e-4 (traits and mutations need no more).

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23.
    """
    u = uniform(bits)
    tail = min(u, 1.0 - u)
    t = sqrt(-2.0 * log(tail))
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    return -z if u < 0.5 else z


@rule
def lognormal_factor(bits: int, sigma: float) -> float:
    """A factor with median 1 and standard deviation sigma of its logarithm."""
    return exp(sigma * normal(bits))
