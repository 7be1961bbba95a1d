"""Infections written by hand, and drawn for laws that hold for all of them."""

from collections.abc import Sequence
from datetime import date
from math import nan

import numpy as np
import polars as pl
from hypothesis import strategies as st

from hyosan.analysis.epidemic.infections import Infections, Pairs


def cases(
    infector: Sequence[int],
    infected: Sequence[float] | None = None,
    onset: Sequence[float] | None = None,
    *,
    ids: Sequence[str] | None = None,
    rivals: Sequence[tuple[int, int]] = (),
    about: pl.DataFrame | None = None,
    first_day: date | None = None,
    observed_until: float = 100.0,
) -> Infections:
    """Cases by the rows of their infectors; times are not known unless given."""
    n = len(infector)
    return Infections(
        ids=pl.Series("id", [f"c{i}" for i in range(n)] if ids is None else ids, dtype=pl.String),
        infected=np.array([nan] * n if infected is None else infected, np.float64),
        onset=np.array([nan] * n if onset is None else onset, np.float64),
        infector=np.array(infector, np.int64),
        rivals=Pairs(*np.array(rivals, np.int64).reshape(-1, 2).T),
        about=pl.DataFrame() if about is None else about,
        first_day=first_day,
        observed_until=observed_until,
    )


@st.composite
def forests(draw: st.DrawFn, most: int = 40) -> list[int]:
    """Rows of infectors, in any order that has no loops."""
    n = draw(st.integers(0, most))
    earlier = [draw(st.integers(-1, i - 1)) for i in range(n)]
    order = draw(st.permutations(range(n)))
    infector = [-1] * n
    for case, by in enumerate(earlier):
        infector[order[case]] = order[by] if by >= 0 else -1
    return infector
