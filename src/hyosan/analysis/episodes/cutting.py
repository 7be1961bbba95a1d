"""Where a run is cut: into parts as unlike one another as they can be, each with something to tell.

A run is a bundle of strands (what happens, by kind) and of time, which passes whether anything happens or not. Every
strand has a weight that is spread over its events, so each stretch of the run has its mixture of strands. The cuts are
those after which knowing the part says most about the strand, and so about what goes on and how fast.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hyosan.analysis.facts import Ints
from hyosan.errors import BadInput

Floats = npt.NDArray[np.float64]

TIME_SHARE = 0.2  #: of the story that is told by the passing of time
MOST_TICKS = 800  #: moments at which a part may begin; of more, those are left that follow on much
SMALLEST = 0.25  #: of what an average part has of the story; no part has less
LEAST_GAIN = 0.002  #: of all that parts could tell apart; one more part has to tell apart as much
DECIMALS = 9  #: that decide between cuts, so that the last digits of a logarithm do not


@dataclass(frozen=True)
class Strand:
    """One kind of thing that happens.

    times  : (n,) when it happened, s
    counts : (n,) how often at each time
    weight : what all of it together weighs in the story
    """

    times: Ints
    counts: Ints
    weight: float


def strand(times: Ints, counts: Ints | None = None, emphasis: float = 1.0) -> Strand:
    """A strand weighs as many bits as its number has: what happens often weighs more, but not as often.

    times    : (n,) s
    counts   : (n,) how often at each time; once where None
    emphasis : factor of its weight
    """
    often = np.ones(len(times), np.int64) if counts is None else counts
    return Strand(times, often, emphasis * float(np.log2(1 + often.sum())))


def shared(strands: Sequence[Strand]) -> list[Strand]:
    """Strands that are one thing in different places: together they weigh as much as that one thing."""
    sums = [int(each.counts.sum()) for each in strands]
    whole = float(np.log2(1 + sum(sums)))
    return [Strand(s.times, s.counts, whole * n / sum(sums)) for s, n in zip(strands, sums, strict=True)]


def cut(strands: Sequence[Strand], start: int, end: int, n: int) -> list[int]:
    """Times at which the parts of a run begin, the first at its start, s.

    Of all cuts into n parts, those whose mutual information between part and strand is greatest; of equals, the
    earliest last cut. Every part but the first begins with an event, and each has some of the story.

    start, end : of the run, s
    n          : parts, count
    Raises BadInput if the run does not have so many parts that tell something of their own.
    Source: Bernaola-Galván P, Román-Roldán R, Oliver JL. Phys Rev E 1996;53:5181 (Jensen-Shannon divergence); Auger IE,
    Lawrence CE. Bull Math Biol 1989;51:39 (the best of all cuts by dynamic programming).
    """
    happened = [each for each in strands if len(each.times)]
    if not happened:
        raise BadInput("--episodes", str(n), "nothing happened in this run that parts could tell", "another run")
    ticks, mass = _coarse(*_story(happened, start, end))
    found, most = _best(mass, n)
    if found is None:
        most = next(m for m in range(most, 0, -1) if _best(mass, m)[0] is not None)
        raise BadInput(
            "--episodes", str(n), "this run has not so many parts that tell something of their own", f"1 to {most}"
        )
    return [int(ticks[row]) for row in found]


def _story(strands: Sequence[Strand], start: int, end: int) -> tuple[Ints, Floats]:
    """Ticks, the first at the start and then wherever something happened, and how much of each strand they hold.

    Returns (ticks,) s and (ticks, strands + 1); the last column is the time until the next tick.
    """
    times = [np.clip(each.times, start, max(start, end - 1)) for each in strands]
    ticks = np.unique(np.concatenate([[start], *times]))
    mass = np.zeros((len(ticks), len(strands) + 1))
    for column, (each, at) in enumerate(zip(strands, times, strict=True)):
        n = np.bincount(np.searchsorted(ticks, at), weights=each.counts, minlength=len(ticks))
        mass[:, column] = each.weight * n / n.sum()
    lasts = np.diff(np.append(ticks, max(end, ticks[-1] + 1)))
    mass[:, -1] = mass.sum() * TIME_SHARE / (1 - TIME_SHARE) * lasts / lasts.sum()
    return ticks, mass


def _coarse(ticks: Ints, mass: Floats) -> tuple[Ints, Floats]:
    """The same with fewer ticks, those that stand closest taken together."""
    story = mass.sum(axis=1)
    before = np.cumsum(story) - story
    slot = (before * (MOST_TICKS / story.sum())).astype(np.int64)
    first = np.flatnonzero(np.append(True, slot[1:] != slot[:-1])[: len(slot)])
    return ticks[first], np.add.reduceat(mass, first, axis=0)


def _best(mass: Floats, n: int) -> tuple[list[int] | None, int]:
    """First ticks of the best n parts, or None if there are none, and up to how many parts each tells its own."""
    scores = _scores(mass, SMALLEST * mass.sum() / n)
    total = mass.sum(axis=0)
    enough = -LEAST_GAIN * _information(total[np.newaxis])[0]
    reached, steps = scores[0], []
    for parts in range(1, n):
        ways = reached[:, np.newaxis] + scores
        steps.append(ways.argmax(axis=0))
        further = ways.max(axis=0)
        if further[-1] < reached[-1] + enough:
            return None, parts
        reached = further
    return _walked_back(steps, len(mass)), n


def _walked_back(steps: list[Ints], end: int) -> list[int]:
    first = []
    for step in reversed(steps):
        end = int(step[end])
        first.append(end)
    return [0, *reversed(first)]


def _scores(mass: Floats, least: float) -> Floats:
    """How pure each stretch is: (first tick, tick after the last); minus infinity where it tells too little."""
    n = len(mass)
    scores = np.full((n + 1, n + 1), -np.inf)
    until = np.cumsum(np.vstack([np.zeros(mass.shape[1]), mass]), axis=0)
    for first in range(n):
        held = until[first + 1 :] - until[first]
        tells = (held.sum(axis=1) >= least) & (held[:, :-1].sum(axis=1) > 0)
        scores[first, first + 1 :] = np.where(tells, np.round(_information(held), DECIMALS), -np.inf)
    return scores


def _information(held: Floats) -> Floats:
    """Sum of m log(m / M) over the strands of each row: nothing if all is of one strand, else below 0."""
    share = held / held.sum(axis=1, keepdims=True)
    found: Floats = (held * np.log(np.where(share > 0, share, 1.0))).sum(axis=1)
    return found
