"""The ending of a run: every finding in one object, each with the events that it comes from."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hyosan.analysis.canon import Canon, canon_of
from hyosan.analysis.facts import Facts, facts_of
from hyosan.analysis.fall import Fall, fall_of
from hyosan.analysis.fates import Fate, Fates, fates_of
from hyosan.analysis.grief import Grief, grief_of
from hyosan.analysis.lineage import Step, lineage_of
from hyosan.analysis.moments import Moment, moment_of, moments_of
from hyosan.analysis.origin import beginning_of
from hyosan.analysis.remains import Remains, remains_of
from hyosan.analysis.run_facts import RunFacts, run_facts_of, told
from hyosan.analysis.scenes import Hunters, Pocket, pockets_of
from hyosan.analysis.tree import Tree, generations_of, tree_of
from hyosan.analysis.turning_points import TurningPoint, turning_points_of
from hyosan.chronicle import RunRecord


@dataclass(frozen=True)
class Named:
    """What became of one of the named cast, and why.

    name, full_name, korean : the last two None where the roster has none
    fate       : word of their `Fate`
    decided    : the event that decided it; None for the well who stayed
    place      : where they are at the end, or None
    infector   : who infected them, or None
    generation : infections between them and an index case; -1 for the uninfected
    lineage    : their infection, that of their infector, and so on back to the index case
    """

    name: str
    full_name: str | None
    korean: str | None
    fate: str
    decided: Moment | None
    place: str | None
    infector: str | None
    generation: int
    lineage: tuple[Step, ...]


@dataclass(frozen=True)
class Ending:
    """How a run ended, and why.

    run             : what the run was
    fates           : people by word of `Fate`
    beginning       : from the first trigger to the first who turned, in order of time
    fall            : how the place fell
    tree            : who infected whom, in numbers
    cast            : the named persons
    pockets         : who is together at the end
    departures      : of the well who left the grounds, in order of time
    turning_points  : events with most people in their chains of effects, in order of time
    grief           : of those who have a mind to feel it, heaviest first
    remains         : what could start it again
    canon           : what a canon run asked for; None of a free run
    """

    run: RunFacts
    fates: dict[str, int]
    beginning: tuple[Moment, ...]
    fall: Fall
    tree: Tree
    cast: tuple[Named, ...]
    pockets: tuple[Pocket, ...]
    departures: tuple[Moment, ...]
    turning_points: tuple[TurningPoint, ...]
    grief: tuple[Grief, ...]
    remains: Remains
    canon: Canon | None = None

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""
        return told(self)


def ending_of(record: RunRecord) -> Ending:
    """Explain how a run ended, from its record alone.

    Raises BadInput for a run that has not ended or kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    facts = facts_of(record)
    fates = fates_of(facts.events, facts.n_people)
    hunters = Hunters(facts)
    return Ending(
        run=run_facts_of(record, facts.n_people),
        fates=fates.counts(),
        beginning=moments_of(facts, beginning_of(facts, fates)),
        fall=fall_of(facts, fates),
        tree=tree_of(facts, fates),
        cast=_cast(facts, fates),
        pockets=pockets_of(facts, fates, hunters),
        departures=moments_of(facts, np.sort(fates.decided[fates.fate == Fate.LEFT]).tolist()),
        turning_points=turning_points_of(facts, fates),
        grief=grief_of(facts, fates),
        remains=remains_of(facts, fates, hunters),
        canon=canon_of(facts),
    )


def _cast(facts: Facts, fates: Fates) -> tuple[Named, ...]:
    generations = generations_of(fates)
    return tuple(
        Named(
            name=facts.names[who],
            full_name=facts.about(who, "full_name"),
            korean=facts.about(who, "korean"),
            fate=Fate(int(fates.fate[who])).name.lower(),
            decided=moment_of(facts, int(fates.decided[who])) if fates.decided[who] >= 0 else None,
            place=facts.place(int(facts.whereabouts[who])),
            infector=facts.person(int(fates.infector[who])),
            generation=int(generations[who]),
            lineage=lineage_of(facts, fates, who),
        )
        for who in facts.cast
    )
