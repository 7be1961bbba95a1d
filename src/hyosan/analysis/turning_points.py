"""Turning points: the events through whose chains of effects most people were lost."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.causes import Forest
from hyosan.analysis.facts import Facts, Ints
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import ACTS, Moment, moment_of
from hyosan.world.codes import Kind

N_POINTS = 7
CLEAR = 0.8  #: a point stands for every earlier one on its chain that has at most 1 / CLEAR as many people below it
LEAST_SHARE = 0.02  #: of everybody; below it an event is no turning point
TELLING = (ACTS - {Kind.OBEY}) | {
    Kind.BITE,
    Kind.KILL,
    Kind.ESCAPE,
    Kind.DOOR_BROKEN,
    Kind.DOOR_CLOSED,
    Kind.BARRICADED,
    Kind.BARRED,
    Kind.SCREAM,
    Kind.CRASH,
    Kind.ALARM,
    Kind.SHOUT,
    Kind.STRUCK,
}  #: what people did, and what could be heard; courses and hunts only pass it on


@dataclass(frozen=True)
class TurningPoint:
    """An event with many people in its chains of effects.

    moment : the event
    lost   : people first infected or killed in its chains of effects, count
    share  : of all people in the run
    """

    moment: Moment
    lost: int
    share: float


def turning_points_of(facts: Facts, fates: Fates) -> tuple[TurningPoint, ...]:
    """The choices, bites, doors and sounds with most people in their chains of effects, in order of time.

    A chain holds its whole past, so of several points on one chain only the last is told that still has
    nearly all of the people below it. The counts describe the recorded chains of causes; they do not say
    that these people would have been spared otherwise, which only a branch of the run can tell.
    """
    weight = np.zeros(len(facts.events), np.int64)
    weight[fates.lost[fates.lost >= 0]] = 1
    below = facts.forest.below(weight)
    least = max(2, int(np.ceil(LEAST_SHARE * facts.n_people)))
    candidates = facts.events.of(*TELLING)
    candidates = candidates[below[candidates] >= least]
    points = sorted(_distinct(candidates, below, facts.forest))
    return tuple(
        TurningPoint(moment_of(facts, point), int(below[point]), float(below[point] / facts.n_people))
        for point in points
    )


def _distinct(candidates: Ints, below: Ints, forest: Forest) -> list[int]:
    """Points by falling count, each the last on its chain with nearly as many below it as the first left there."""
    points: list[int] = []
    while candidates.size and len(points) < N_POINTS:
        top = int(candidates[np.argmax(below[candidates])])
        under = candidates[forest.is_below(top, candidates)]
        point = int(under[below[under] >= CLEAR * below[top]].max())
        points.append(point)
        is_same = forest.is_below(point, candidates) & (below[candidates] >= CLEAR * below[point])
        is_before = np.array([forest.is_below(int(event), np.array([point]))[0] for event in candidates], bool)
        candidates = candidates[~(is_same | is_before)]
    return points
