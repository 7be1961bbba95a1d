"""What an episode is: a stretch of a run with the few facts that tell what changed in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hyosan.analysis.moments import Moment
from hyosan.analysis.run_facts import RunFacts

MOST_IDS = 6  #: events that a fact names one by one
MOST_FACTS = 5  #: of a part, besides what it comes to
LEAST_SHARE = 0.2  #: of the weight of the most telling fact; what weighs less is not told
MOST_OF_TOPIC = {"act": 2, "tie": 2, "many": 3}  #: of these facts


@dataclass(frozen=True)
class Evidence:
    """The events that something rests on.

    events : ids, ascending; where there are more than a few, the first and the last
    n      : how many there are
    """

    events: tuple[int, ...] = ()
    n: int = 0


def evidence(ids: Sequence[int]) -> Evidence:
    """Evidence of some events, each counted once."""
    found = sorted(set(ids))
    kept = found if len(found) <= MOST_IDS else [found[0], found[-1]]
    return Evidence(tuple(kept), len(found))


@dataclass(frozen=True)
class Fact:
    """Something that an episode tells.

    topic    : what it is, a word of `tell`
    weight   : how telling it is; facts are chosen by it, and titles
    time     : when it began, s since the start of day 1
    evidence : the events that it rests on
    moments  : those of them that are told by name, in order of time
    kind     : word of the `Kind` of what is counted, or of what had become of the one who acts; or ""
    n        : how many, in the unit of the topic
    places   : where it happened, with how often, most often first
    figures  : further numbers, by name
    """

    topic: str
    weight: float
    time: int
    evidence: Evidence
    moments: tuple[Moment, ...] = ()
    kind: str = ""
    n: int = 0
    places: tuple[tuple[str, int], ...] = ()
    figures: tuple[tuple[str, float], ...] = ()


def chosen(found: Sequence[Fact]) -> list[Fact]:
    """The most telling facts, of some topics only a few, in order of time; of equals the earlier."""
    kept: list[Fact] = []
    n: Counter[str] = Counter()
    least = LEAST_SHARE * max((fact.weight for fact in found), default=0.0)
    for fact in sorted((fact for fact in found if fact.weight >= least), key=lambda fact: (-fact.weight, fact.time)):
        if len(kept) < MOST_FACTS and n[fact.topic] < MOST_OF_TOPIC.get(fact.topic, MOST_FACTS):
            kept.append(fact)
            n[fact.topic] += 1
    return sorted(kept, key=lambda fact: fact.time)


@dataclass(frozen=True)
class Episode:
    """A part of a run.

    number     : from 1
    start, end : s since the start of day 1; the end is the start of the next
    facts      : the most telling ones, in order of time, then what they add up to
    """

    number: int
    start: int
    end: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Episodes:
    """A run in parts, each of its events in one of them.

    run   : what the run was
    parts : in order of time
    """

    run: RunFacts
    parts: tuple[Episode, ...]
