"""Infections with known or partly known infectors: what every finding about an epidemic is made from."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

NONE = -1  #: infector of a case whose infector is not known
DAY_S = 86_400


@dataclass(frozen=True)
class Pairs:
    """Transmissions, each from an infector to an infectee; both (pairs,) rows of the cases."""

    infector: Ints
    infectee: Ints

    def __len__(self) -> int:
        return len(self.infector)


@dataclass(frozen=True)
class Infections:
    """Cases, one row each, and who infected them; times are days since the start of day 1.

    ids            : (cases,) texts, each once
    infected       : (cases,) time of infection, d; NaN where it is not known
    onset          : (cases,) time of onset of symptoms, d; NaN where it is not known
    infector       : (cases,) row of the infector; -1 for an index case, and where none or several are named
    rivals         : the pairs of the cases for which several infectors are named
    about          : (cases,) whatever else is known: age (years), sex, place, outcome, ...; any columns
    first_day      : date of day 1, or None where days are only counted
    observed_until : end of the observation, d; cases and transmissions after it are missing
    """

    ids: pl.Series
    infected: Floats
    onset: Floats
    infector: Ints
    rivals: Pairs
    about: pl.DataFrame
    first_day: date | None
    observed_until: float

    def __len__(self) -> int:
        return len(self.infector)

    @property
    def pairs(self) -> Pairs:
        """Every named transmission: those of the tree in order of the infectee, then the rivals."""
        infectee = np.flatnonzero(self.infector >= 0)
        return Pairs(
            infector=np.concatenate([self.infector[infectee], self.rivals.infector]),
            infectee=np.concatenate([infectee, self.rivals.infectee]),
        )


NO_PAIRS = Pairs(np.empty(0, np.int64), np.empty(0, np.int64))


def unknown(n: int) -> Floats:
    """Times of n cases none of which is known; takes no memory, and cannot be written to."""
    return np.broadcast_to(np.nan, n)


def one_infector_each(pairs: Pairs, n_cases: int) -> tuple[Ints, Pairs]:
    """Part pairs into the infector of each case that has one, and the rivals of those that have several.

    pairs : no pair twice
    Returns (cases,) row of the infector or -1, and the rivals in the order of the pairs.
    """
    n_infectors = np.bincount(pairs.infectee, minlength=n_cases)
    is_sole = n_infectors[pairs.infectee] == 1
    infector = np.full(n_cases, NONE, np.int64)
    infector[pairs.infectee[is_sole]] = pairs.infector[is_sole]
    return infector, Pairs(pairs.infector[~is_sole], pairs.infectee[~is_sole])
