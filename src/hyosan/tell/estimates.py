"""Numbers, durations and estimates as text."""

import math

from hyosan.analysis.epidemic import Estimate

HUGE = 1_000_000
UNITS = ((1.0, "d"), (1 / 24, "h"), (1 / 1440, "min"))  #: with their length in d


def number(value: float) -> str:
    """Three digits that count: 0.0204, 3.1, 14.5, 1,234; words for what is no number or beyond sense."""
    if math.isnan(value):
        return "unknown"
    if value > HUGE:
        return "over a million" if math.isfinite(value) else "without bound"
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lasting(days: float) -> str:
    """A duration in the unit that suits it: `5.2 d`, `90 min`."""
    length, unit = _unit(days)
    return f"{number(days / length)} {unit}" if math.isfinite(days) else number(days)


def interval(estimate: Estimate, in_time: bool = False) -> str:
    """A value with its 95 % interval: `2.5 (2.1 to 3)`; a duration in days as `5.2 d (4.2 to 6.1)`.

    in_time : whether it is a duration, d
    """
    length, unit = _unit(estimate.value) if in_time else (1.0, "")
    value, lo, hi = (number(each / length) for each in (estimate.value, estimate.lo, estimate.hi))
    if math.isnan(estimate.value):
        return value
    bounds = f"{lo} to {hi}" if math.isfinite(estimate.hi) else f"{lo} or more"
    return f"{value} {unit}".rstrip() + f" ({bounds})"


def _unit(days: float) -> tuple[float, str]:
    return next((unit for unit in UNITS if days >= unit[0] * (1 - 1e-9)), UNITS[-1])
