"""The first generations of an outbreak: those that passed it on while nearly everybody could still be infected."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.epidemic.cases import Cases
from hyosan.analysis.epidemic.estimate import Estimate
from hyosan.analysis.epidemic.offspring import fit_offspring

ENOUGH = 1_000  #: cases that make an estimate sharp enough
FEW = 0.05  #: share of the people up to which the loss of susceptibles hardly matters


@dataclass(frozen=True)
class FirstGenerations:
    """How the first cases passed it on.

    generations : how many, those from outside included, count
    cases       : in them, count
    r0          : infections that each passed on, mean
    dispersion  : k of the negative binomial distribution
    """

    generations: int
    cases: int
    r0: Estimate
    dispersion: Estimate


def first_generations_of(cases: Cases, n_people: int) -> FirstGenerations | None:
    """Realised R0 and k: the offspring of the first generations, of which the one from outside is always one.

    Further generations are taken in until there are a thousand cases, as long as all together are no more than a
    twentieth of the people: later ones meet too few susceptibles.

    n_people : count
    Returns None where nobody was infected.
    """
    if not len(cases):
        return None
    reached = np.cumsum(np.bincount(cases.generation))
    small_enough = int(np.searchsorted(reached, FEW * n_people, side="right"))
    generations = max(1, min(small_enough, int(np.searchsorted(reached, ENOUGH)) + 1))
    first = cases.offspring[cases.generation < generations]
    fit = fit_offspring(first)
    return FirstGenerations(generations, len(first), fit.mean, fit.dispersion)
