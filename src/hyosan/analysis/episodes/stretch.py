"""The facts of one part of an outbreak among people who are counted, and which of them are told."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
import polars as pl

from hyosan.analysis.epidemic.cases import CASES
from hyosan.analysis.epidemic.growth import growth
from hyosan.analysis.epidemic.incidence import Incidence
from hyosan.analysis.epidemic.infections import DAY_S, Floats
from hyosan.analysis.episodes import telling
from hyosan.analysis.episodes.episode import Evidence, Fact, chosen, evidence
from hyosan.analysis.episodes.tally import MEASURES, Tally, is_any
from hyosan.analysis.facts import Ints
from hyosan.errors import BadInput
from hyosan.world.codes import Kind, Setting

SHORTEST = 4  #: bins of a part whose growth is told
UNCLEAR = 0.5  #: half-width of the interval of a growth rate, as a share of the rate, above which it is not told
LEAST_SHIFT = 0.05  #: of a setting's share, against the whole outbreak
FEW = 30  #: infections that tell no shares
OVER_D = 3  #: time without an infection after which the last one is told as such, d


@dataclass(frozen=True)
class Epidemic:
    """An outbreak as a whole, for what is asked of it part by part.

    counted        : (m,) when people were counted, s
    infected, ill  : (m,) how many were infected then, and how many of them had symptoms
    districts      : names by id; empty where there is only one
    measures       : names of the interventions, by number
    """

    tally: Tally
    n_people: int
    counted: Floats
    infected: Ints
    ill: Ints
    districts: dict[int, str]
    measures: list[str]

    @cached_property
    def cases(self) -> Ints:
        """New cases by bin."""
        return self.tally.by_bin(self.tally.of(*CASES))

    @property
    def bins_a_day(self) -> int:
        """Bins of a day; a longer bin is one day."""
        return max(1, DAY_S // self.tally.width_s)

    @cached_property
    def peak(self) -> tuple[int, int]:
        """The bin with most new cases on the day that had most, and how many that day had."""
        a_day = self.bins_a_day
        by_day = [int(self.cases[low : low + a_day].sum()) for low in range(0, len(self.cases), a_day)]
        first = by_day.index(max(by_day)) * a_day
        return first + int(self.cases[first : first + a_day].argmax()), max(by_day)

    @cached_property
    def half(self) -> int:
        """The bin in which half of all cases had happened."""
        so_far = np.cumsum(self.cases)
        return int(np.searchsorted(2 * so_far, so_far[-1]))

    @cached_property
    def reached(self) -> dict[int, int]:
        """Bin of the first case of each district that has a name, the earliest first; without those where it began."""
        firsts = self.tally.of(*CASES).group_by("district").agg(pl.col("bin").min()).sort("bin", "district")
        named = firsts.filter(pl.col("district").is_in(list(self.districts)))
        return dict(named.filter(pl.col("bin") > pl.col("bin").min()).iter_rows())

    @cached_property
    def firsts(self) -> dict[str, int]:
        """Bin of the first event of each kind, by its word."""
        return dict(self.tally.counts.group_by("kind").agg(pl.col("bin").min()).iter_rows())

    def is_last(self, bin: int) -> bool:
        """Whether the last infection was in a bin and it was over, or nearly, when the run ended."""
        return bool(self.cases[bin] and not self.cases[bin + 1 :].any()) and (
            self.infected[-1] == 0 or (len(self.cases) - 1 - bin) * self.tally.width_s >= OVER_D * DAY_S
        )


class Stretch:
    """One part of an outbreak.

    whole      : the outbreak
    start, end : s since the start of day 1
    """

    def __init__(self, whole: Epidemic, start: int, end: int) -> None:
        self._whole, self._tally = whole, whole.tally
        self._start, self._end = start, end
        began, width = whole.tally.start, whole.tally.width_s
        self._bins = range((start - began) // width, -(-(end - began) // width))
        here = pl.col("bin").is_between(self._bins.start, self._bins.stop, closed="left")
        self._counts = whole.tally.counts.filter(here)
        self._measures = whole.tally.measures.filter(here)
        self._cases = self._of(*CASES)

    def told(self) -> tuple[Fact, ...]:
        """The most telling facts in order of time, then what the part comes to."""
        return (*chosen(self.found()), self._comes_to())

    def found(self) -> list[Fact]:
        """All facts from which those told are chosen."""
        return [
            *self._imported(), *self._growth(), *self._peak(), *self._reached(), *self._shifted(), *self._course(),
            *self._measured(), *self._half(), *self._most(), *self._last(),
        ]  # fmt: skip

    def _of(self, *kinds: Kind) -> pl.DataFrame:
        return self._counts.filter(is_any(kinds))

    def _fact(
        self,
        topic: str,
        weight: float,
        counts: pl.DataFrame,
        figures: Mapping[str, float] | None = None,
        *,
        kind: str = "",
        names: Iterable[str] = (),
    ) -> Fact:
        """A fact that rests on counted events; it began with the first of them."""
        rests_on = _rests_on(counts)
        first = int(counts["bin"].to_numpy().min(initial=self._bins.stop))
        return Fact(
            topic=topic,
            weight=weight,
            time=max(self._start, self._tally.start + first * self._tally.width_s),
            evidence=rests_on,
            kind=kind,
            n=rests_on.n,
            places=tuple((name, 1) for name in names),
            figures=tuple((figures or {}).items()),
        )

    def _imported(self) -> list[Fact]:
        """Cases from outside."""
        counts, all_counts = self._of(Kind.IMPORTATION), self._tally.of(Kind.IMPORTATION)
        share = _sum(counts) / max(1, _sum(all_counts))
        return [self._fact("imported", telling.OF_IMPORTED * share, counts)] if counts.height else []

    def _growth(self) -> list[Fact]:
        """How fast new cases grew or declined, where the rate is clear and the day of the peak is not inside."""
        by_bin = self._whole.cases[self._bins.start : self._bins.stop]
        a_day = self._whole.bins_a_day
        peak_day = self._whole.peak[0] // a_day
        is_over_peak = self._bins.start < peak_day * a_day and (peak_day + 1) * a_day < self._bins.stop
        if len(by_bin) < SHORTEST or is_over_peak:
            return []
        try:
            found = growth(Incidence(0.0, self._tally.width_s / DAY_S, by_bin, 0))
        except BadInput:  # cases in fewer than two bins tell no rate
            return []
        rate = found.rate_per_d
        if not rate.hi - rate.lo <= 2 * UNCLEAR * abs(rate.value):
            return []
        topic, times = ("grew", found.doubling_d) if rate.value > 0 else ("declined", found.halving_d)
        return [self._fact(topic, telling.OF_GROWTH, self._cases, asdict(times))]

    def _peak(self) -> list[Fact]:
        """The day with most new cases, told in the part that has most of them."""
        peak, n = self._whole.peak
        if peak not in self._bins:
            return []
        that_day = self._cases.filter(pl.col("bin") // self._whole.bins_a_day == peak // self._whole.bins_a_day)
        return [self._fact("peak", telling.OF_PEAK, that_day, {"cases": n, "people": self._whole.n_people})]

    def _reached(self) -> list[Fact]:
        """Districts with their first case."""
        new = [district for district, first in self._whole.reached.items() if first in self._bins]
        if not new:
            return []
        is_first = [(pl.col("district") == k) & (pl.col("bin") == self._whole.reached[k]) for k in new]
        names = [self._whole.districts[k] for k in new]
        weight = telling.OF_AREA + math.log2(len(new))
        return [self._fact("reached", weight, self._cases.filter(pl.any_horizontal(is_first)), names=names)]

    def _shifted(self) -> list[Fact]:
        """The setting whose share of the infections differs most from that in the whole outbreak."""
        counts = self._of(Kind.INFECTION)
        shares, usual = _shares(counts), _shares(self._tally.of(Kind.INFECTION))
        if _sum(counts) < FEW or len(usual) < 2:
            return []
        setting = max(usual, key=lambda each: (shares.get(each, 0.0) - usual[each], each))
        more = shares.get(setting, 0.0) - usual[setting]
        if more < LEAST_SHIFT:
            return []
        told, figures = counts.filter(pl.col("setting") == setting), {"share": shares[setting], "usual": usual[setting]}
        weight = telling.OF_SHIFT + telling.OF_SHARE * more
        return [self._fact("shifted", weight, told, figures, kind=Setting(setting).name.lower())]

    def _course(self) -> list[Fact]:
        """What else happened to cases: what happened for the first time, and how often the rest."""
        first: list[Fact] = []
        more: list[str] = []
        weight = 0.0
        for kind, telling_of in telling.TELLING_OF_CASES.items():
            counts, word = self._of(kind), kind.name.lower()
            if not counts.height:
                continue
            if kind is not Kind.RECOVERED and self._whole.firsts[word] in self._bins:
                first.append(self._fact("first", telling_of, counts, kind=word))
            elif kind is not Kind.RECOVERED or not more:
                more.append(word)
                share = _sum(counts) / _sum(self._tally.of(kind))
                weight = max(weight, telling_of * math.sqrt(share))
        if not more:
            return first
        counts = self._counts.filter(pl.col("kind").is_in(more))
        sums = {word: _sum(counts.filter(pl.col("kind") == word)) for word in more}
        return [*first, self._fact("course", weight, counts, sums)]

    def _measured(self) -> list[Fact]:
        """Interventions that began or ended, each with the number of districts; 0 where it was everywhere at once."""
        facts = []
        for topic, weight, kind in zip(("began", "ended"), telling.OF_MEASURES, MEASURES, strict=True):
            rows = self._measures.filter(is_any((kind,)))
            where = rows.group_by("value", maintain_order=True).agg(pl.col("place").drop_nulls().n_unique())
            names = tuple((self._whole.measures[int(number)], n) for number, n in where.iter_rows())
            if names:
                facts.append(_fact_of_measures(topic, weight, rows, names))
        return facts

    def _half(self) -> list[Fact]:
        """When half of all cases had happened."""
        counts = self._cases.filter(pl.col("bin") == self._whole.half)
        return [self._fact("half of cases", telling.OF_HALF, counts)] if counts.height else []

    def _most(self) -> list[Fact]:
        """When most people were infected, and ill, at a time."""
        whole, facts = self._whole, []
        for topic, n in (("most infected", whole.infected), ("most ill", whole.ill)):
            at = int(whole.counted[n.argmax()])
            if n.any() and self._start < at <= self._end:
                counts = self._counts.filter(pl.col("bin") == (at - 1 - self._tally.start) // self._tally.width_s)
                told = self._fact(topic, telling.OF_MOST, counts, {"n": int(n.max()), "people": whole.n_people})
                facts.append(told)
        return facts

    def _last(self) -> list[Fact]:
        """The last infection, where it is over."""
        found = [bin for bin in self._bins if self._whole.cases[bin] and self._whole.is_last(bin)]
        counts = self._cases.filter(pl.col("bin").is_in(found))
        return [self._fact("last", telling.OF_LAST, counts)] if found else []

    def _comes_to(self) -> Fact:
        """New cases, also per day, their share of all, and how many were infected at the end."""
        at_end = int(self._whole.counted.searchsorted(self._end, side="right")) - 1
        n = _sum(self._cases)
        figures = {
            "cases": n,
            "per_d": n / ((self._end - self._start) / DAY_S),
            "share": n / max(1, int(self._whole.cases.sum())),
            "infected": int(self._whole.infected[max(0, at_end)]),
            "people": self._whole.n_people,
        }
        return self._fact("comes to", 0.0, self._cases, figures)


def _fact_of_measures(topic: str, weight: float, rows: pl.DataFrame, names: tuple[tuple[str, int], ...]) -> Fact:
    return Fact(topic, weight, int(rows["time"][0]), evidence(rows["id"].to_list()), n=len(names), places=names)


def _rests_on(counts: pl.DataFrame) -> Evidence:
    """The first and the last of counted events."""
    if not counts.height:
        return Evidence()
    ends = {int(counts["first"].min()), int(counts["last"].max())}  # type: ignore[arg-type]  # whole numbers
    return Evidence(tuple(sorted(ends)), int(counts["n"].sum()))


def _sum(counts: pl.DataFrame) -> int:
    return int(counts["n"].sum())


def _shares(counts: pl.DataFrame) -> dict[int, float]:
    """Share of each setting in some infections, those without one left out."""
    sums = counts.filter(pl.col("setting") >= 0).group_by("setting").agg(pl.col("n").sum()).sort("setting")
    return {setting: n / sums["n"].sum() for setting, n in sums.iter_rows()}
