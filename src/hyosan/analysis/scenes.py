"""Who is where at the end: hunters counted by place from the place series, people named by their whereabouts."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from hyosan.analysis.facts import Facts
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import Moment, moment_of
from hyosan.world.codes import Kind


@dataclass(frozen=True)
class Pocket:
    """People who are together at the end.

    place      : name, or None where it is not recorded
    floor      : number, or None
    is_outside : off the grounds, beyond what the run simulates
    well       : names of the uninfected
    infected   : names of the infected who keep their mind
    hunters    : of the turned in the same place, count
    safe_since : time since which no hunter has been counted there, s; None if one is there
    barricade  : the last barricade built there, or None
    """

    place: str | None
    floor: int | None
    is_outside: bool
    well: tuple[str, ...]
    infected: tuple[str, ...]
    hunters: int
    safe_since: int | None
    barricade: Moment | None


class Hunters:
    """Counts of hunters by place and time, as the place series took them."""

    def __init__(self, facts: Facts) -> None:
        series = facts.record.place_series()
        self._hunting = (
            series.filter(pl.col("state").cast(pl.String).is_in(facts.hunting))
            .group_by("time", "place")
            .agg(pl.col("count").sum())
            .sort("time", "place")
        )
        self._times = series["time"].unique().sort().to_list()

    @cached_property
    def at_end(self) -> dict[int, int]:
        """Hunters by place at the last count."""
        last = self._times[-1] if self._times else None
        rows = self._hunting.filter(pl.col("time") == last)
        return dict(zip(rows["place"].to_list(), rows["count"].to_list(), strict=True))

    @cached_property
    def _last_seen(self) -> dict[int, int]:
        rows = self._hunting.group_by("place").agg(pl.col("time").max())
        return dict(zip(rows["place"].to_list(), rows["time"].to_list(), strict=True))

    def safe_since(self, place: int) -> int | None:
        """Time of the first count since which no hunter was there, s; None if one is there, or nothing was counted."""
        if place in self.at_end or not self._times:
            return None
        seen = self._last_seen.get(place)
        if seen is None:
            return int(self._times[0])
        return int(self._times[int(np.searchsorted(self._times, seen)) + 1])


def pockets_of(facts: Facts, fates: Fates, hunters: Hunters) -> tuple[Pocket, ...]:
    """Everybody who still has a mind, by the place where they are at the end; the largest groups first."""
    together: dict[int, list[int]] = {}
    for who in np.flatnonzero(fates.keeps_mind).tolist():
        together.setdefault(int(facts.whereabouts[who]), []).append(who)
    built = facts.events.of(Kind.BARRICADED)
    last_built = dict(zip(facts.events.place[built].tolist(), built.tolist(), strict=True))
    pockets = [
        _pocket(facts, fates, hunters, place, people, last_built.get(place)) for place, people in together.items()
    ]
    return tuple(sorted(pockets, key=lambda p: (p.is_outside, -len(p.well) - len(p.infected), p.place or "")))


def _pocket(
    facts: Facts, fates: Fates, hunters: Hunters, place: int, people: list[int], barricade: int | None
) -> Pocket:  # fmt: skip
    is_survivor = fates.is_survivor
    return Pocket(
        place=facts.place(place),
        floor=facts.floor(place),
        is_outside=place in facts.outside,
        well=tuple(facts.names[who] for who in people if is_survivor[who]),
        infected=tuple(facts.names[who] for who in people if not is_survivor[who]),
        hunters=hunters.at_end.get(place, 0),
        safe_since=hunters.safe_since(place),
        barricade=None if barricade is None else moment_of(facts, barricade),
    )
