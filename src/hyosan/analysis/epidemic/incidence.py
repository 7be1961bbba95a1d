"""How many cases there were when: incidence, its sum and its peak, and prevalence."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from hyosan.analysis.epidemic.infections import DAY_S, Floats, Ints
from hyosan.errors import BadInput

MAX_BINS = 10_000_000  #: more can only be a mistake, such as bins of a second over years
ROUNDING = 1e-9  #: bins by which a time may seem to lie before the bound that it is meant to be


@dataclass(frozen=True)
class Incidence:
    """New cases by time.

    start_day : start of the first bin, d since the start of day 1
    width_d   : length of a bin, d
    counts    : (bins,) new cases; bins without any are there with 0
    n_undated : cases whose time is not known, count
    """

    start_day: float
    width_d: float
    counts: Ints
    n_undated: int

    @property
    def starts(self) -> Floats:
        """Start of each bin, d since the start of day 1; (bins,)."""
        return self.start_day + self.width_d * np.arange(len(self.counts), dtype=np.float64)

    @property
    def cumulative(self) -> Ints:
        """Cases up to the end of each bin, those without a time left out; (bins,)."""
        total: Ints = np.cumsum(self.counts)
        return total

    @property
    def peak(self) -> int | None:
        """Number of the first bin with most cases, or None where no case has a time."""
        return int(self.counts.argmax()) if self.counts.any() else None


def incidence(
    times: Floats, width_d: float = 1.0, start_day: float | None = None, end_day: float | None = None
) -> Incidence:
    """Count cases in bins of equal width, each closed at its start and open at its end.

    times     : (cases,) of infection, onset or report, d since the start of day 1; NaN where it is not known
    width_d   : length of a bin, d; above 0
    start_day : start of the first bin; the start of the bin of the first case where None
    end_day   : nothing is counted from here on, the last bin may reach beyond; the last case where None
    Raises BadInput for bins so narrow that there would be more than ten million.
    """
    known = times[~np.isnan(times)]
    n_undated = len(times) - len(known)
    if start_day is None:
        start_day = float(bins_of(known.min(keepdims=True), width_d)[0]) * width_d if len(known) else 0.0
    if end_day is not None:
        known = known[known < end_day]
    bins = bins_of(known, width_d, start_day)
    bins = bins[bins >= 0]
    n_bins = int(bins.max()) + 1 if len(bins) else 0
    if end_day is not None:
        n_bins = max(int(np.ceil((end_day - start_day) / width_d - ROUNDING)), 0)
    if n_bins > MAX_BINS:
        raise BadInput("incidence", "width", f"{n_bins} bins of {width_d} d", f"at most {MAX_BINS} bins")
    return Incidence(start_day, width_d, np.bincount(bins, minlength=n_bins).astype(np.int64), n_undated)


def bins_of(times: Floats, width_d: float, start_day: float = 0.0) -> Ints:
    """Number of the bin of each time, negative before the start.

    Times on the bound of a bin belong to it, although hours and minutes are no exact fractions of a day.

    times : (n,) d since the start of day 1, none unknown
    """
    bins: Ints = np.floor((times - start_day) / width_d + ROUNDING).astype(np.int64)
    return bins


def prevalence(begins: Floats, ends: Floats, at: Floats) -> Ints:
    """Count those whose interval holds each time, the begin included and the end not.

    begins : (cases,) begin of being infectious (or infected, or ill), d; NaN: not counted
    ends   : (cases,) end of it, d; NaN or infinite: it has not ended
    at     : (m,) times, d
    Returns (m,) counts.
    """
    counted = ~np.isnan(begins)
    # An interval that ends before it begins would be subtracted without ever having been added.
    closed = np.maximum(ends[counted], begins[counted])
    begun: Ints = np.searchsorted(np.sort(begins[counted]), at, side="right")
    ended: Ints = np.searchsorted(np.sort(closed[~np.isnan(closed)]), at, side="right")
    return begun - ended


def prevalence_of_states(series: pl.DataFrame, states: Collection[str]) -> tuple[Floats, Ints]:
    """People in any of some states by time, from the counts that a run keeps.

    series : columns time (s), state, count
    states : words, such as those with the flag "infectious"
    Returns (m,) times, d, and (m,) counts.
    """
    in_states = pl.col("count").filter(pl.col("state").cast(pl.String).is_in(list(states))).sum()
    by_time = series.group_by("time").agg(in_states.cast(pl.Int64).alias("count")).sort("time")
    return by_time["time"].to_numpy() / DAY_S, by_time["count"].to_numpy()
