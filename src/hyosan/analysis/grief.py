"""Grief: whom the survivors have lost, as far as they know of it."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.facts import Facts
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import Moment, moments_of
from hyosan.world.codes import Kind


@dataclass(frozen=True)
class Grief:
    """What one person carries.

    name   : who
    sum    : grief added by all losses, in units of the bond lost
    losses : heaviest first
    """

    name: str
    sum: float
    losses: tuple[Moment, ...]


def grief_of(facts: Facts, fates: Fates) -> tuple[Grief, ...]:
    """Grief of everybody who still has a mind to feel it, heaviest first."""
    events = facts.events
    lost = events.of(Kind.LOST)
    lost = lost[fates.keeps_mind[events.who[lost]]]
    lost = lost[np.lexsort((lost, -events.value[lost], events.who[lost]))]
    who, start = np.unique(events.who[lost], return_index=True)
    griefs = [
        Grief(facts.names[i], float(np.nansum(events.value[own])), moments_of(facts, own))
        for i, own in zip(who.tolist(), np.split(lost, start[1:]), strict=True)
    ] if len(who) else []  # fmt: skip
    return tuple(sorted(griefs, key=lambda grief: (-grief.sum, grief.name)))
