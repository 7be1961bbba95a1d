"""The transmission tree: who infected whom, in how many generations, and how unequally."""

from dataclasses import dataclass

import numpy as np

from hyosan.analysis.causes import depth_of
from hyosan.analysis.facts import Facts, Ints
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import Moment, moment_of

N_SPREADERS = 3


@dataclass(frozen=True)
class Spreader:
    """Somebody who infected many.

    name      : of the infector
    infectees : people infected, count
    infection : how the infector was infected
    first, last : the first and the last infection that came from this infector
    """

    name: str
    infectees: int
    infection: Moment | None
    first: Moment
    last: Moment


@dataclass(frozen=True)
class Tree:
    """Who infected whom, in numbers.

    infected     : people, count
    generations  : people by generation; the index case is generation 0
    infectors    : people who infected anybody, count
    half_by      : the fewest infectors who together infected half of the infected, count
    spreaders    : those who infected most
    """

    infected: int
    generations: tuple[int, ...]
    infectors: int
    half_by: int
    spreaders: tuple[Spreader, ...]


def generations_of(fates: Fates) -> Ints:
    """Generation of everybody: 0 for an index case, one more than the infector's otherwise, -1 for the uninfected."""
    return np.where(fates.infection >= 0, depth_of(fates.infector), -1)


def tree_of(facts: Facts, fates: Fates) -> Tree:
    """Who infected whom; every infected person counts once, by the first infection."""
    infected = fates.infection >= 0
    offspring = np.bincount(fates.infector[fates.infector >= 0], minlength=facts.n_people)
    ranked = np.argsort(-offspring, kind="stable")
    reached = np.cumsum(offspring[ranked])
    half = reached[-1] / 2 if len(reached) else 0
    return Tree(
        infected=int(infected.sum()),
        generations=tuple(np.bincount(generations_of(fates)[infected]).tolist()),
        infectors=int((offspring > 0).sum()),
        half_by=int(np.searchsorted(reached, half) + 1) if half > 0 else 0,
        spreaders=tuple(
            _spreader(facts, fates, int(who), int(offspring[who])) for who in ranked[:N_SPREADERS] if offspring[who] > 1
        ),
    )


def _spreader(facts: Facts, fates: Fates, who: int, infectees: int) -> Spreader:
    infections = np.sort(fates.infection[fates.infector == who])
    own = int(fates.infection[who])
    return Spreader(
        name=facts.names[who],
        infectees=infectees,
        infection=moment_of(facts, own) if own >= 0 else None,
        first=moment_of(facts, int(infections[0])),
        last=moment_of(facts, int(infections[-1])),
    )
