"""Chains of transmission: the trees that grow from cases without a known infector."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.causes import depth_of
from hyosan.analysis.epidemic.infections import Floats, Infections, Ints


@dataclass(frozen=True)
class Chains:
    """Chains of transmission, in order of their first cases; all arrays are (chains,).

    first      : row of the case without a known infector
    n_cases    : cases in the chain, the first included
    n_generations : transmissions from the first case to the last generation
    duration   : from the first known infection to the last, d; NaN where none is known
    """

    first: Ints
    n_cases: Ints
    n_generations: Ints
    duration: Floats

    def __len__(self) -> int:
        return len(self.first)

    def sizes(self) -> Ints:
        """Number of chains of 0, 1, 2, ... cases."""
        counts: Ints = np.bincount(self.n_cases)
        return counts


def generations_of(infections: Infections) -> Ints:
    """Generation of each case: one more than its infector's; 0 where no infector is known, or several are.

    Returns (cases,).
    """
    return depth_of(infections.infector)


def first_cases_of(infections: Infections) -> Ints:
    """Row of the first case of the chain that each case belongs to, by doubling the stride of every look back.

    Returns (cases,); those without a known infector are their own.
    """
    is_first = infections.infector < 0
    back = np.where(is_first, np.arange(len(infections)), infections.infector)
    open_rows = np.flatnonzero(~is_first)
    while open_rows.size:
        back[open_rows] = back[back[open_rows]]
        open_rows = open_rows[~is_first[back[open_rows]]]
    return back


def chains_of(infections: Infections) -> Chains:
    """Sizes, generations and durations of all chains; a case with rival infectors begins a chain of its own."""
    first_case = first_cases_of(infections)
    first = np.flatnonzero(infections.infector < 0)
    number = np.empty(len(infections), np.int64)
    number[first] = np.arange(len(first))
    chain = number[first_case]
    generations = np.zeros(len(first), np.int64)
    np.maximum.at(generations, chain, generations_of(infections))
    return Chains(
        first=first,
        n_cases=np.bincount(chain, minlength=len(first)).astype(np.int64),
        n_generations=generations,
        duration=_spans(chain, infections.infected, len(first)),
    )


def _spans(chain: Ints, times: Floats, n_chains: int) -> Floats:
    """Time from the first to the last of each chain, those without a time left out."""
    known = ~np.isnan(times)
    last = np.full(n_chains, -np.inf)
    begin = np.full(n_chains, np.inf)
    np.maximum.at(last, chain[known], times[known])
    np.minimum.at(begin, chain[known], times[known])
    return np.where(np.isfinite(last), last - np.where(np.isfinite(begin), begin, 0.0), np.nan)
