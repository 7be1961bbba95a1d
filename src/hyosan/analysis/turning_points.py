"""Turning points: the events through whose chains of effects most people were lost."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.causes import Forest, chain
from hyosan.analysis.facts import Facts, Ints
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import ACTS, Moment, moment_of
from hyosan.world.codes import NO_EVENT, Kind

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
    Kind.OUTCRY,
    Kind.ALARM,
    Kind.SHOUT,
    Kind.STRUCK,
}  #: what people did, and what could be heard; courses and hunts only pass it on


@dataclass(frozen=True)
class TurningPoint:
    """An event with many people in its chains of effects.

    moment      : the event
    is_infected : whether who did it was infected already and not yet turned
    lost        : people first infected or killed in its chains of effects, count
    share       : of all people in the run
    """

    moment: Moment
    is_infected: bool
    lost: int
    share: float


def turning_points_of(facts: Facts, fates: Fates) -> tuple[TurningPoint, ...]:
    """The choices, bites, doors and sounds with most people in their chains of effects, in order of time.

    A chain holds its whole past, so of several points on one chain only the last is told that still has
    nearly all of the people below it. The counts describe the recorded chains of causes; they do not say
    that these people would have been spared otherwise, which only a branch of the run can tell.
    """
    weight = np.zeros(len(facts.events), np.int32)
    weight[fates.lost[fates.lost >= 0]] = 1
    below = facts.forest.below(weight)
    least = max(2, int(np.ceil(LEAST_SHARE * facts.n_people)))
    candidates = facts.events.of(*TELLING)
    candidates = candidates[below[candidates] >= least]
    points = sorted(_distinct(candidates, below, facts.forest))
    return tuple(
        TurningPoint(
            moment=moment_of(facts, point),
            is_infected=_is_infected(facts, fates, point),
            lost=int(below[point]),
            share=float(below[point] / facts.n_people),
        )
        for point in points
    )


def _is_infected(facts: Facts, fates: Fates, event: int) -> bool:
    """Whether somebody carried the infection when they chose: the turned choose nothing, so that need not be asked."""
    who = facts.events.who[event]
    infection = fates.infection[who] if who >= 0 else NO_EVENT
    return bool(0 <= infection < event and facts.choices.row[event] >= 0)


def _distinct(candidates: Ints, below: Ints, forest: Forest) -> list[int]:
    """Points by falling count, each the last on its chain with nearly as many below it as the first left there."""
    points: list[int] = []
    while candidates.size and len(points) < N_POINTS:
        top = int(candidates[np.argmax(below[candidates])])
        under = candidates[forest.is_below(top, candidates)]
        point = int(under[below[under] >= CLEAR * below[top]].max())
        points.append(point)
        is_same = forest.is_below(point, candidates) & (below[candidates] >= CLEAR * below[point])
        is_before = np.isin(candidates, chain(forest.cause, point))
        candidates = candidates[~(is_same | is_before)]
    return points
