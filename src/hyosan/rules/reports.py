"""From what was seen to what the authorities reckon with."""

from math import floor

from hyosan.jit import rule


@rule
def number_told(seen: float, rumour: float) -> float:
    """Infected people whom a caller speaks of: those seen times the caller's own exaggeration, at least one.

    seen   : in sight when they saw them, count
    rumour : the caller's factor
    """
    return max(floor(seen * rumour + 0.5), 1.0)


@rule
def believed_share(calls: float, half_believed: float) -> float:
    """Share of what callers say that is believed: the first are taken for pranks, many for the truth, 0 to 1.

    calls         : from one district, count
    half_believed : calls at which half of it is believed
    Assumption: saturating with the number of calls, as each makes the next more credible.
    """
    return calls / (calls + half_believed)


@rule
def played_down(believed: float, interest: float, undeniable: float) -> float:
    """What is passed on of a number that some would rather keep small; nobody can where it is plain to see.

    believed   : infected people, count
    interest   : share of a small number that is passed on
    undeniable : number from which on all of it is passed on
    Assumption: the share grows in a straight line in between.
    """
    if believed >= undeniable:
        return believed
    return believed * (interest + (1.0 - interest) * believed / undeniable)
