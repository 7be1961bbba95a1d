"""Exact distribution of the final size of a stochastic SIR epidemic in a closed population.

Each infective contacts each given other individual at rate R0 / (N - 1); the mean infectious period is 1.
Source: Ball, A unified approach to the distribution of total size and total area under the trajectory of infectives in
epidemic models, Advances in Applied Probability 18, 1986, 289-310 (the triangular equations).
"""

from collections.abc import Callable
from decimal import Decimal, localcontext
from math import comb

DIGITS = 120  #: the equations subtract numbers that are nearly equal

LAPLACE: dict[str, Callable[[Decimal], Decimal]] = {
    "exponential": lambda theta: 1 / (1 + theta),
    "constant": lambda theta: (-theta).exp(),
    "gamma_shape2": lambda theta: (1 + theta / 2) ** -2,
}  #: infectious period, mean 1 -> E[exp(-theta x period)]


def final_sizes(people: int, reproduction: float, period: str) -> list[float]:
    """Probability of each final size 1 to `people`, one initial infective counted.

    reproduction : R0;  period : a name of `LAPLACE`
    """
    n = people - 1
    with localcontext() as context:
        context.prec = DIGITS
        beta = Decimal(str(reproduction)) / n
        infected: list[Decimal] = []
        for k in range(n + 1):
            transform = LAPLACE[period](beta * (n - k))
            known = sum((comb(n - w, k - w) * p / transform ** (w + 1) for w, p in enumerate(infected)), Decimal(0))
            infected.append((comb(n, k) - known) * transform ** (k + 1))
        return [float(p) for p in infected]
