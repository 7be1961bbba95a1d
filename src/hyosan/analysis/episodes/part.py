"""The facts of one part of a run of named people, and which of them are told."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from hyosan.analysis.episodes.episode import Fact, chosen, evidence
from hyosan.analysis.episodes.story import Story
from hyosan.analysis.episodes.strands import CAST_ACTS, CAST_COURSE, CAST_FATES, CAST_TIES, COUNTED, MUTUAL
from hyosan.analysis.episodes.telling import OF_AREA, OF_BEGINNING, OF_CAST, OF_LANDMARK, OF_MANY, OF_PLACE, TELLING
from hyosan.analysis.facts import Ints
from hyosan.analysis.moments import OF_ORDER, moments_of
from hyosan.world.codes import Kind

MOST_PLACES = 3
LEAST_LOSSES = 5  #: in a place, before it is told
MOST_WELL = 8  #: of the cast, whose whereabouts are told
MOST_NAMES = 3  #: of many who did the same
TELLERS = {Kind.INFECTION: Kind.INJECT, Kind.TALK: Kind.TOLD}  #: go without saying where the other is told


class Part:
    """One part of a run.

    story : the run
    rows  : (n,) rows of the events of this part, ascending
    """

    def __init__(self, story: Story, rows: Ints) -> None:
        self._story = story
        self._facts, self._fates = story.facts, story.fates
        self._events = story.facts.events
        self._rows = rows
        self._lost = rows[np.isin(rows, story.fates.lost)]
        self._told: set[int] = set()

    def told(self) -> tuple[Fact, ...]:
        """The most telling facts in order of time, then where the cast is and what it comes to."""
        return (*chosen(self.found()), *self._whereabouts(), self._counts())

    def found(self) -> list[Fact]:
        """All facts from which those told are chosen; each event is in the first that can tell it."""
        return [
            *self._landmarks(), *self._beginning(), *self._caught(), *self._turned(), *self._became(), *self._acts(),
            *self._ties(), *self._struck(), *self._reached(), *self._reckoned(), *self._counted(),
        ]  # fmt: skip

    def _of(self, *kinds: Kind) -> list[int]:
        """Rows of some kinds that no fact has told yet."""
        rows = self._rows[np.isin(self._events.kind[self._rows], kinds)]
        return [row for row in rows.tolist() if row not in self._told]

    def _of_cast(self, *kinds: Kind) -> list[int]:
        return [row for row in self._of(*kinds) if self._story.is_cast[row]]

    def _fact(self, topic: str, weight: float, named: Sequence[int], others: Iterable[int] = ()) -> Fact:
        """A fact that rests on some rows, in order; told by name are the first of them."""
        rows = [*named, *others]
        self._told.update(rows)
        return Fact(
            topic=topic,
            weight=weight,
            time=int(self._events.time[min(rows)]),
            evidence=evidence(self._events.id[rows].tolist()),
            moments=moments_of(self._facts, named),
            n=len(rows),
        )

    def _weight(self, row: int) -> float:
        return TELLING.get(Kind(int(self._events.kind[row])), 1.0) + OF_CAST * bool(self._story.is_cast[row])

    def _landmarks(self) -> list[Fact]:
        """The first who turned, the first who was bitten, half of all lost."""
        here = [row for row in self._story.landmarks if row in self._rows]
        return [self._fact(self._story.landmarks[row], OF_LANDMARK, [row]) for row in here]

    def _beginning(self) -> list[Fact]:
        """What led to the first infection, and the course of the index case."""
        rows = [row for row in self._rows.tolist() if row in self._story.beginning and row not in self._told]
        kinds = set(self._events.kind[rows].tolist())
        silent = [kind for kind, teller in TELLERS.items() if teller in kinds]
        self._told.update(row for row in rows if self._events.kind[row] in silent)
        return [
            self._fact("happened", max(OF_BEGINNING, self._weight(row)), [row]) for row in rows if row not in self._told
        ]

    def _caught(self) -> list[Fact]:
        """Of the cast, those who were infected, with what it came to in this part."""
        rows = [row for row in self._of_cast(Kind.INFECTION) if self._fates.infection[self._events.who[row]] == row]
        if not rows:
            return []
        who = self._events.who[rows]
        came = [row for row in self._of_cast(Kind.TURNED) if self._events.who[row] in who]
        return [self._fact("caught", self._weight(rows[0]) + math.log2(len(rows)), [*rows, *came])]

    def _turned(self) -> list[Fact]:
        """Of the cast, those who turned of an earlier infection."""
        rows = self._of_cast(Kind.TURNED)
        return [self._fact("turned", self._weight(rows[0]) + math.log2(len(rows)), rows)] if rows else []

    def _became(self) -> list[Fact]:
        """What else became of the cast."""
        return [self._fact("became", self._weight(row), [row]) for row in self._of_cast(*CAST_COURSE)]

    def _acts(self) -> list[Fact]:
        """What the cast chose, and why; what was chosen again and again is told once."""
        told = {self._who_did_what(row) for row in self._told}
        groups: dict[tuple[int, int, int], list[int]] = {}
        for row in self._of_cast(*CAST_ACTS):
            groups.setdefault(self._who_did_what(row), []).append(row)
        return [
            replace(self._fact("act", self._weight(same[0]), same[:1], same[1:]), kind=self._already(same[0]))
            for key, same in groups.items()
            if key not in told
        ]

    def _who_did_what(self, row: int) -> tuple[int, int, int]:
        events = self._events
        return int(events.kind[row]), int(events.who[row]), int(events.other[row])

    def _already(self, row: int) -> str:
        """Word of what had become of somebody before they chose: nothing, infected, or a halfbie."""
        who = self._events.who[row]
        for kind, first in ((Kind.HALFBIE, self._story.halfbie), (Kind.INFECTION, self._fates.infection)):
            if 0 <= first[who] < row:
                return kind.name.lower()
        return ""

    def _ties(self) -> list[Fact]:
        """What came between one of the cast and others; of two of them it is told once."""
        groups: dict[tuple[int, int], list[int]] = {}
        seen: set[tuple[int, int, int]] = set()
        for row in self._of_cast(*CAST_TIES):
            kind, who, other = self._who_did_what(row)
            if kind in MUTUAL and (kind, other, who) in seen:
                self._told.add(row)
            else:
                seen.add((kind, who, other))
                groups.setdefault((kind, who), []).append(row)
        return [self._fact("tie", self._weight(rows[0]) + self._grief(rows), rows) for rows in groups.values()]

    def _grief(self, rows: list[int]) -> float:
        """Grief added by losses, as far as it makes them more telling."""
        is_loss = self._events.kind[rows] == Kind.LOST
        return min(1.0, float(np.nansum(self._events.value[rows][is_loss])))

    def _struck(self) -> list[Fact]:
        """The places where most were first infected or killed."""
        n = Counter(place for place in self._events.place[self._lost].tolist() if self._facts.place(place))
        worst = [
            (place, k) for place, k in n.most_common(MOST_PLACES) if k >= max(LEAST_LOSSES, n.most_common(1)[0][1] / 2)
        ]
        if not worst:
            return []
        rows = self._lost[np.isin(self._events.place[self._lost], [place for place, _ in worst])].tolist()
        told = Fact(
            "struck", OF_PLACE + math.log2(1 + worst[0][1]), int(self._events.time[rows[0]]),
            evidence(self._events.id[rows].tolist()), n=len(rows),
            places=tuple((self._facts.places[place], k) for place, k in worst),
        )  # fmt: skip
        return [told]

    def _reached(self) -> list[Fact]:
        """Floors or districts where the first were lost."""
        rows = [row for row in self._lost.tolist() if row in self._story.reached]
        if not rows:
            return []
        areas = tuple((self._story.reached[row], 1) for row in rows)
        told = Fact(
            "reached", OF_AREA + math.log2(len(rows)), int(self._events.time[rows[0]]),
            evidence(self._events.id[rows].tolist()), moments_of(self._facts, rows), n=len(rows), places=areas,
        )  # fmt: skip
        return [told]

    def _reckoned(self) -> list[Fact]:
        """How many infected the authorities reckoned with at last, and how many there were."""
        last: dict[Kind, dict[int, int]] = {Kind.ASSESSED: {}, Kind.ACTUAL: {}}
        for kind, by_place in last.items():
            by_place.update({int(self._events.place[row]): row for row in self._of(kind)})
        places = [place for place in last[Kind.ASSESSED] if place in last[Kind.ACTUAL]]
        if not places:
            return []
        rows = sorted(last[kind][place] for kind in last for place in places)
        figures = tuple(
            (kind.name.lower(), float(self._events.value[[last[kind][place] for place in places]].sum()))
            for kind in last
        )
        return [replace(self._fact("reckoned", TELLING[Kind.ASSESSED], rows), figures=figures)]

    def _counted(self) -> list[Fact]:
        """What else happened, kind by kind, to the cast and to the others."""
        facts = []
        for kind in COUNTED:
            if kind in CAST_FATES and (rows := self._of_cast(kind)):
                weight = self._weight(rows[0]) + math.log2(len(rows))
                facts.append(self._of_kind(kind, weight, rows, most_names=len(rows)))
            if rows := self._of(kind):
                share = len(rows) / self._story.totals[kind]
                weight = TELLING.get(kind, 1.0) * math.sqrt(share) * (1 + OF_MANY * math.log10(len(rows)))
                facts.append(self._of_kind(kind, weight, rows, MOST_NAMES))
        return facts

    def _of_kind(self, kind: Kind, weight: float, rows: list[int], most_names: int) -> Fact:
        """What happened once by itself; else how often, with the names of the first, or of the orders."""
        if len(rows) == 1:
            return self._fact("happened", weight, rows)
        of = self._events.value if kind in OF_ORDER else self._events.who
        first_of = {of[row]: row for row in reversed(rows)}
        named = sorted(first_of.values())[:most_names]
        (place, n), *_ = Counter(self._events.place[rows].tolist()).most_common(1)
        name = self._facts.place(place)
        return replace(
            self._fact("many", weight, named, [row for row in rows if row not in named]),
            kind=kind.name.lower(),
            places=((name, n),) if name else (),
            figures=(("people", float(len(first_of))),),
        )

    def _whereabouts(self) -> list[Fact]:
        """Where those of the cast are at the end who were not infected, once it has begun."""
        until, lost = int(self._rows[-1]), self._fates.lost
        if ((lost >= 0) & (lost <= until)).sum() < 2:  # nobody beside the index case
            return []
        well = [who for who in self._facts.cast if not 0 <= lost[who] <= until]
        known = self._rows[self._story.is_cast[self._rows] & (self._events.place[self._rows] >= 0)]
        last_of = dict(zip(self._events.who[known].tolist(), known.tolist(), strict=True))
        last = sorted(last_of[who] for who in well if who in last_of)
        return [self._fact("whereabouts", 0.0, last)] if 0 < len(last) <= MOST_WELL else []

    def _counts(self) -> Fact:
        """How many were lost, turned and died, and how many were well at the end."""
        until, lost = int(self._rows[-1]), self._fates.lost
        died = self._rows[self._events.kind[self._rows] == Kind.DIED]
        turned = self._rows[self._events.kind[self._rows] == Kind.TURNED]
        rows = np.unique(np.concatenate([self._lost, died, turned]))
        infected = self._lost[self._events.kind[self._lost] != Kind.DIED]
        figures = {
            "infected": len(infected), "turned": len(turned), "died": len(died),
            "well": self._facts.n_people - int(((lost >= 0) & (lost <= until)).sum()), "people": self._facts.n_people,
        }  # fmt: skip
        return Fact(
            "counts", 0.0, int(self._events.time[until]), evidence(self._events.id[rows].tolist()), n=len(rows),
            figures=tuple(figures.items()),
        )  # fmt: skip
