"""All that infections tell of an epidemic, in one object: what `hyosan analyse` prints."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hyosan.analysis.epidemic.chains import chains_of
from hyosan.analysis.epidemic.growth import Growth, growth
from hyosan.analysis.epidemic.incidence import Incidence, incidence
from hyosan.analysis.epidemic.infections import Floats, Infections, Ints
from hyosan.analysis.epidemic.intervals import (
    GammaFit,
    IntervalSummary,
    fit_gamma,
    generation_intervals,
    serial_intervals,
    summary,
)
from hyosan.analysis.epidemic.offspring import OffspringFit, fit_offspring, offspring_counts, share_of_cases_behind
from hyosan.analysis.epidemic.reproduction import (
    CohortR,
    InstantaneousR,
    cohort_reproduction_number,
    discretised_serial_interval,
    instantaneous_reproduction_number,
)
from hyosan.analysis.run_facts import told
from hyosan.errors import BadInput

WINDOWS = (7, 3)  #: bins over which a reproduction number is taken; the second where there are few
ENOUGH_WINDOWS = 5  #: of seven bins one after the other
ENOUGH_BINS = 10  #: bins that an epidemic should be seen in
WIDTHS_D = (1.0, 1 / 24, 1 / 1440)  #: a day; an hour or a minute for what is over sooner

DatedBy = Literal["infection", "onset", "report"]


@dataclass(frozen=True)
class Interval:
    """Intervals of the pairs for which both times are known.

    found : in numbers
    gamma : the gamma distribution that fits best; None for fewer than two different ones above 0 d
    """

    found: IntervalSummary
    gamma: GammaFit | None


@dataclass(frozen=True)
class ChainSummary:
    """Chains of transmission in numbers.

    n             : chains, count; each begins with a case without a known infector
    n_single      : chains of one case, count
    n_largest     : cases of the largest
    n_generations : most transmissions one after the other
    """

    n: int
    n_single: int
    n_largest: int
    n_generations: int


@dataclass(frozen=True)
class Findings:
    """What infections tell of an epidemic.

    n_cases, n_pairs : count; a case with rival infectors has several pairs
    first_day     : ISO date of day 1; None where days are only counted
    dated_by      : which time of the cases everything over time goes by; None where no time is known
    incidence     : cases by time; None where no time is known
    offspring     : negative binomial fit to all cases
    share_behind_80 : smallest share of the cases behind 80 % of transmission; NaN without a pair
    serial, generation : intervals from onset to onset, from infection to infection
    growth        : None where the window has fewer than two bins with cases
    growth_days   : the window, d since the start of day 1
    cohort        : cohort (case) R_t, counted in the tree; None without a pair or a time
    instantaneous : instantaneous R_t, from incidence and an interval; None where there are too few bins or no interval
    chains        : of transmission
    """

    n_cases: int
    n_pairs: int
    first_day: str | None
    dated_by: DatedBy | None
    incidence: Incidence | None
    offspring: OffspringFit
    share_behind_80: float
    serial: Interval
    generation: Interval
    growth: Growth | None
    growth_days: tuple[float, float] | None
    cohort: CohortR | None
    instantaneous: InstantaneousR | None
    chains: ChainSummary

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers; null for what is not known or has no bound."""
        return told(self)


def findings_of(
    infections: Infections,
    *,
    window: int | None = None,
    growth_days: tuple[float, float] | None = None,
    is_whole_tree: bool = False,
) -> Findings:
    """Everything that infections tell.

    Cases go by the time of infection where any is known, else by onset, else by report.

    window        : over which reproduction numbers are taken, bins; where None seven, or three in short epidemics
    growth_days   : window of the growth rate, d since the start of day 1; None: from the first case to the peak
    is_whole_tree : whether cases without an infector came from outside, as in a run; else only the first ones did
    Raises BadInput for a window of growth that holds fewer than two bins with cases.
    """
    dated_by, times = _dated(infections)
    offspring = offspring_counts(infections)
    fit = fit_offspring(offspring)
    serial, generation = _interval(serial_intervals(infections)), _interval(generation_intervals(infections))
    span = 0.0 if dated_by is None else float(np.nanmax(times) - np.nanmin(times))
    width = bin_width(span)
    window = window or WINDOWS[span < ENOUGH_WINDOWS * WINDOWS[0] * width]
    curve = None if dated_by is None else _curve(times, width, window)
    days, rate = _growth(curve, growth_days)
    spread = generation if dated_by == "infection" else serial
    return Findings(
        n_cases=len(infections),
        n_pairs=len(infections.pairs),
        first_day=None if infections.first_day is None else infections.first_day.isoformat(),
        dated_by=dated_by,
        incidence=curve,
        offspring=fit,
        share_behind_80=share_of_cases_behind(offspring),
        serial=serial,
        generation=generation,
        growth=rate,
        growth_days=days,
        cohort=_cohort(infections, times, curve, window, spread.gamma, fit),
        instantaneous=_instantaneous(infections, times, curve, window, spread.gamma, is_whole_tree),
        chains=_chains(infections),
    )


def bin_width(span_d: float) -> float:
    """Width of the bins in which an epidemic of some length is seen, d: a day, an hour or a minute."""
    return next((width for width in WIDTHS_D if span_d >= ENOUGH_BINS * width), WIDTHS_D[-1])


def _dated(infections: Infections) -> tuple[DatedBy | None, Floats]:
    columns: dict[DatedBy, Floats] = {"infection": infections.infected, "onset": infections.onset}
    if "report" in infections.about.columns:
        columns["report"] = infections.about["report"].fill_null(np.nan).to_numpy()
    known = ((role, times) for role, times in columns.items() if not np.isnan(times).all())
    return next(known, (None, infections.infected))


def _curve(times: Floats, width: float, window: int) -> Incidence:
    """Incidence from the start of the first cohort to the last case."""
    cohorts = incidence(times, window * width)
    return incidence(times, width, start_day=cohorts.start_day)


def _interval(intervals: Floats) -> Interval:
    try:
        return Interval(summary(intervals), fit_gamma(intervals))
    except BadInput:  # too few to fit
        return Interval(summary(intervals), None)


def _growth(
    curve: Incidence | None, asked: tuple[float, float] | None
) -> tuple[tuple[float, float] | None, Growth | None]:
    """The window of growth and what was found in it; a window that was asked for has to do."""
    if curve is None or curve.peak is None:
        return None, None
    if asked is not None:
        return asked, growth(curve, *asked)
    first = int((curve.counts > 0).argmax())
    days = float(curve.starts[first]), float(curve.starts[curve.peak] + curve.width_d)
    try:
        return days, growth(curve, *days)
    except BadInput:
        return days, None


def _cohort(
    infections: Infections,
    times: Floats,
    curve: Incidence | None,
    window: int,
    spread: GammaFit | None,
    fit: OffspringFit,
) -> CohortR | None:
    if curve is None or not len(infections.pairs):
        return None
    return cohort_reproduction_number(infections, window * curve.width_d, spread, fit.dispersion.value, times=times)


def _instantaneous(
    infections: Infections,
    times: Floats,
    curve: Incidence | None,
    window: int,
    spread: GammaFit | None,
    is_whole_tree: bool,
) -> InstantaneousR | None:
    if curve is None or spread is None:
        return None
    imported = _from_outside(infections, times, curve) if is_whole_tree else _in_first_bin(curve.counts)
    try:
        weights = discretised_serial_interval(spread.mean.value, spread.sd, curve.width_d)
        return instantaneous_reproduction_number(curve, weights, window, imported)
    except BadInput:  # an interval shorter than a bin, or an epidemic shorter than a window
        return None


def _from_outside(infections: Infections, times: Floats, curve: Incidence) -> Ints:
    """Cases without an infector, in the bins of a curve."""
    end = float(curve.starts[-1] + curve.width_d)
    return incidence(times[infections.infector < 0], curve.width_d, curve.start_day, end).counts


def _in_first_bin(counts: Ints) -> Ints:
    """The cases of the first bin that holds any: nobody before can have infected them."""
    first: npt.NDArray[np.bool_] = np.arange(len(counts)) == (counts > 0).argmax()
    return np.where(first, counts, 0)


def _chains(infections: Infections) -> ChainSummary:
    chains = chains_of(infections)
    return ChainSummary(
        n=len(chains),
        n_single=int((chains.n_cases == 1).sum()),
        n_largest=int(chains.n_cases.max(initial=0)),
        n_generations=int(chains.n_generations.max(initial=0)),
    )
