"""The basic model of Munz et al. 2009, susceptible, zombie, removed: its differential equations and its jump process.

S' = -beta S Z - delta S,  Z' = beta S Z + zeta R - alpha S Z,  R' = delta S + alpha S Z - zeta R.
Source: Munz, Hudea, Imad and Smith?, "When zombies attack!", in: Infectious Disease Modelling Research Progress, 2009;
parameters of case 1 as in BioModels BIOMD0000000882, of case 2 as in SciPy's cookbook, of case 3 as in J. Burkardt's
zombie_ode.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

PEOPLE_OF_RATES = 500  #: people in whom the rates of a pair are given


@dataclass(frozen=True)
class Case:
    """Rates per day: alpha and beta of a pair in a population of 500, of whom a zombie meets as many in any other.

    alpha : a zombie is defeated;  beta : somebody is bitten
    zeta  : somebody removed rises;  delta : somebody dies otherwise
    """

    alpha: float
    beta: float
    zeta: float
    delta: float

    def per_pair(self, people: int) -> tuple[float, float]:
        """alpha and beta of a pair in a population of that many."""
        scale = PEOPLE_OF_RATES / people
        return self.alpha * scale, self.beta * scale

    def contacts_per_day(self, people: int) -> float:
        """Contacts of one zombie with any of the others that end in a bite or a defeat if the other is susceptible."""
        return sum(self.per_pair(people)) * (people - 1)


CASES = {
    1: Case(alpha=0.005, beta=0.0095, zeta=0.0001, delta=0.0001),
    2: Case(alpha=0.0001, beta=0.0095, zeta=0.0001, delta=0.0001),
    3: Case(alpha=0.008, beta=0.0095, zeta=0.02, delta=0.0001),
}


def solved(case: Case, people: int, zombies: float, days: Sequence[float]) -> np.ndarray:
    """The differential equations: S, Z, R on some days, (days, 3) people."""
    alpha, beta = case.per_pair(people)

    def change(_, state):
        s, z, r = state
        bitten, defeated, died, risen = beta * s * z, alpha * s * z, case.delta * s, case.zeta * r
        return -bitten - died, bitten + risen - defeated, died + defeated - risen

    start = (people - zombies, zombies, 0.0)
    # The first zombies out of none are tiny fractions of a person, whose errors grow with them.
    found = solve_ivp(change, (0.0, max(days)), start, "DOP853", days, rtol=1e-12, atol=1e-18 * people)
    return found.y.T


def jumped(case: Case, people: int, zombies: int, days: Sequence[float], runs: int, seed: int) -> np.ndarray:
    """The jump process, exactly: S, Z, R on some days of many runs, (runs, days, 3) people.

    All runs go from event to event side by side.
    Source: Gillespie, Journal of Physical Chemistry 81, 1977, 2340-2361 (the direct method).
    """
    rng = np.random.default_rng(seed)
    found = np.empty((runs, len(days), 3), np.int64)
    running = np.arange(runs)
    time = np.zeros(runs)
    state = np.tile((people - zombies, zombies, 0), (runs, 1))
    while len(running):
        rates = rates_of(case, people, state)
        total = rates.sum(axis=1)
        with np.errstate(divide="ignore"):
            after = time + rng.standard_exponential(len(running)) / total  # infinite where nothing can happen
        for k, day in enumerate(days):
            passes = (time <= day) & (after > day)
            found[running[passes], k] = state[passes]
        event = (rng.random(len(running)) * total >= rates.cumsum(axis=1).T).sum(axis=0)
        goes_on = after <= max(days)
        running, time, state = running[goes_on], after[goes_on], state[goes_on] + CHANGES[event[goes_on]]
    return found


#: of S, Z and R: somebody is bitten, a zombie is defeated, somebody dies, somebody rises; at last, nothing
CHANGES = np.array([(-1, 1, 0), (0, -1, 1), (-1, 0, 1), (0, 1, -1), (0, 0, 0)])


def rates_of(case: Case, people: int, state: np.ndarray) -> np.ndarray:
    """How often each event comes, (runs, events) per day."""
    alpha, beta = case.per_pair(people)
    s, z, r = state.T
    return np.stack((beta * s * z, alpha * s * z, case.delta * s, case.zeta * r), axis=1)
