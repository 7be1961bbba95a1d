"""Findings about infections as sentences and a table over time."""

import math
from datetime import date, timedelta

from hyosan.analysis.epidemic import Estimate, Findings
from hyosan.analysis.epidemic.findings import Interval
from hyosan.tell.clauses import counted
from hyosan.tell.estimates import interval, lasting

TIME_COLUMNS = ("From", "Cases", "Cohort R", "Instantaneous R")
ROUNDING = 1e-6  #: d


def overview(found: Findings) -> str:
    """How many cases and pairs."""
    pairs = counted(found.n_pairs, "transmission pair")
    return f"{counted(found.n_cases, 'case')}, {pairs}."


def dates(found: Findings) -> list[str]:
    """When the cases were."""
    curve = found.incidence
    if curve is None or curve.peak is None:
        return ["No case has a date."]
    first, last = (day(found, float(curve.starts[row])) for row in (int((curve.counts > 0).argmax()), -1))
    undated = f"; {counted(curve.n_undated, 'case')} without a date" if curve.n_undated else ""
    peak = f"peak {day(found, float(curve.starts[curve.peak]))} with {counted(int(curve.counts.max()), 'case')}"
    return [f"By {found.dated_by}: {first} to {last}, {peak} in {lasting(curve.width_d)}{undated}."]


def growth(found: Findings) -> list[str]:
    """How fast cases grew."""
    if found.growth is None or found.growth_days is None:
        return []
    first, end = found.growth_days
    window = f"{day(found, first)} to {day(found, end - (found.incidence.width_d if found.incidence else 0.0))}"
    rate = found.growth.rate_per_d
    times = found.growth.doubling_d if rate.value > 0 else found.growth.halving_d
    word = "Doubling" if rate.value > 0 else "Halving"
    per_day = f", growth rate {interval(rate)} per d" if found.incidence and found.incidence.width_d >= 1 else ""
    return [f"{word} time {interval(times, in_time=True)}{per_day}, {window}."]


def offspring(found: Findings) -> list[str]:
    """How many each case infected, and how unequally."""
    if not found.n_pairs:
        return ["No transmission pair is known: nothing is said of offspring, chains and cohorts."]
    fit = found.offspring
    return [
        f"Offspring: mean {interval(fit.mean)}, dispersion k {interval(fit.dispersion)}.",
        f"{fit.no_offspring.value:.0%} of the cases infected nobody; {found.share_behind_80:.0%} are behind 80 % of "
        "transmission.",
    ]


def intervals(found: Findings) -> list[str]:
    """Serial and generation intervals."""
    kinds = (("Serial interval (onset to onset)", found.serial), ("Generation interval", found.generation))
    return [_interval(name, each) for name, each in kinds if each.found.n]


def _interval(name: str, each: Interval) -> str:
    found = each.found
    text = f"{name}: mean {lasting(found.mean)}, SD {lasting(found.sd)}, {counted(found.n, 'pair')}"
    if found.n_negative:
        text += f", {found.n_negative} negative"
    if each.gamma is None:
        return f"{text}; too few different ones for a fit."
    shape, mean = interval(each.gamma.shape), interval(each.gamma.mean, in_time=True)
    return f"{text}; gamma fit with mean {mean}, SD {lasting(each.gamma.sd)}, shape {shape}."


def chains(found: Findings) -> list[str]:
    """Chains of transmission."""
    if not found.n_pairs:
        return []
    each = found.chains
    return [
        f"{counted(each.n, 'chain')}, {each.n_single:,} of them of a single case; the largest has {each.n_largest:,} "
        f"cases; at most {counted(each.n_generations, 'transmission')} one after the other."
    ]


def over_time(found: Findings) -> list[list[str]]:
    """Rows of the table of reproduction numbers: one for each cohort, with the window that covers the same days."""
    if found.cohort is None and found.instantaneous is None:
        return []
    rows = []
    for start, width in _windows(found):
        if n_cases := _cases(found, start, width):
            rows.append([day(found, start), f"{n_cases:,}", _cohort(found, start), _instantaneous(found, start)])
    return rows


def note_on_r(found: Findings) -> str:
    """What the two reproduction numbers are."""
    if not over_time(found) or found.incidence is None:
        return ""
    which = "generation" if found.dated_by == "infection" else "serial"
    width = lasting(_width(found))
    return (
        f"Windows of {width}, by {found.dated_by}. Cohort R: infectees of the cases of that window, counted in the "
        "tree; the last ones are too low, their infectees are still to come. Instantaneous R: from incidence and the "
        f"gamma-distributed {which} interval alone."
    )


def day(found: Findings, at: float) -> str:
    """A time as a date or the number of its day, with the time of day where cases are seen more closely."""
    whole = math.floor(at + ROUNDING)
    first = found.first_day
    text = f"day {whole + 1}" if first is None else str(date.fromisoformat(first) + timedelta(days=whole))
    if found.incidence is None or found.incidence.width_d >= 1:
        return text
    minutes = round((at - whole) * 1440)
    return f"{text} {minutes // 60:02}:{minutes % 60:02}"


def _width(found: Findings) -> float:
    if found.cohort is not None:
        return found.cohort.width_d
    assert found.instantaneous is not None  # or there is no table
    return float(found.instantaneous.ends[0] - found.instantaneous.starts[0])


def _windows(found: Findings) -> list[tuple[float, float]]:
    """Start and width of each window."""
    width = _width(found)
    curve = found.incidence
    assert curve is not None  # or there is no table
    n = math.ceil(len(curve.counts) * curve.width_d / width - ROUNDING)
    return [(curve.start_day + row * width, width) for row in range(n)]


def _cases(found: Findings, start: float, width: float) -> int:
    curve = found.incidence
    assert curve is not None  # or there is no table
    inside = (curve.starts >= start - ROUNDING) & (curve.starts < start + width - ROUNDING)
    return int(curve.counts[inside].sum())


def _cohort(found: Findings, start: float) -> str:
    each = found.cohort
    if each is None:
        return ""
    row = int(abs(each.starts - start).argmin())
    if not each.n_cases[row]:
        return ""
    return interval(Estimate(float(each.mean[row]), float(each.lo[row]), float(each.hi[row])))


def _instantaneous(found: Findings, start: float) -> str:
    each = found.instantaneous
    if each is None:
        return ""
    row = int(abs(each.starts - start).argmin())
    if abs(float(each.starts[row]) - start) > ROUNDING:
        return ""
    return interval(Estimate(float(each.mean[row]), float(each.lo[row]), float(each.hi[row])))
