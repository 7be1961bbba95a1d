"""The outcome of an outbreak among people who are counted: how many, when, where, and from whom."""

import tomllib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from hyosan.analysis.facts import Ints, events_of, require_ended
from hyosan.chronicle import RunRecord
from hyosan.world.codes import Kind, Setting

DAY_S = 86_400
TOP = 5  #: people named as those who infected most, count


@dataclass(frozen=True)
class Spreader:
    """Somebody who infected many.

    who : id;  infected : how many;  event : the event that infected them
    """

    who: int
    infected: int
    event: int


@dataclass(frozen=True)
class Peak:
    """The day with most new infections.

    day : first is 1;  infections : count
    """

    day: int
    infections: int


@dataclass(frozen=True)
class Outbreak:
    """How an outbreak went.

    scenario, title : name and title of the scenario
    content_note    : of the scenario, or ""
    seed            : of every draw
    start, until, reached : s since the start of day 1
    start_date      : ISO date of day 1; None where days are only counted
    status          : of the run, "complete" or why not
    people          : count
    states          : people by state at the end
    imported        : people infected from outside, count
    infected        : infections, those from outside included, count; nobody who is infected again counts once
    attack_rate     : share of people who were infected at least once
    peak            : None if nobody was infected
    last_infection  : s; None if nobody was infected
    by_setting      : infections by setting
    generations     : infections between the last infected and one from outside, most
    first_offspring : people that each of those from outside infected, mean; None without any
    generation_days : time from infection to infection of the next, mean and SD, d; None without a pair
    spreaders       : who infected most
    infecting_share : share of the infected who infected anybody
    """

    scenario: str
    title: str
    content_note: str
    seed: int
    start: int
    until: int
    reached: int
    start_date: str | None
    status: str
    people: int
    states: dict[str, int]
    imported: int
    infected: int
    attack_rate: float
    peak: Peak | None
    last_infection: int | None
    by_setting: dict[str, int]
    generations: int
    first_offspring: float | None
    generation_days: tuple[float, float] | None
    spreaders: tuple[Spreader, ...]
    infecting_share: float | None

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""
        return asdict(self)


@dataclass(frozen=True)
class Infections:
    """All infections in the order of the chronicle; (n) each.

    event  : id;  time : s;  who : id
    parent : row of the infection of whoever infected them; -1 of those from outside
    setting : `Setting` code; -1 of those from outside
    """

    event: Ints
    time: Ints
    who: Ints
    parent: Ints
    setting: Ints

    @property
    def offspring(self) -> Ints:
        """Infections that each led to."""
        return np.bincount(self.parent[self.parent >= 0], minlength=len(self.event))

    def generations(self) -> Ints:
        """Infections between each and one from outside. Parents stand before their children."""
        depth = np.zeros(len(self.parent), np.int64)
        open_rows = np.flatnonzero(self.parent >= 0)
        ancestor = self.parent.copy()
        while open_rows.size:
            depth[open_rows] += 1
            ancestor[open_rows] = self.parent[ancestor[open_rows]]
            open_rows = open_rows[ancestor[open_rows] >= 0]
        return depth


def is_outbreak(record: RunRecord) -> bool:
    """Whether a run is of people who are counted, not named."""
    return "name" not in record.people.columns


def infections_of(record: RunRecord) -> Infections:
    """The infections of a run and what led to each."""
    events = events_of(record)
    rows = events.of(Kind.INFECTION, Kind.IMPORTATION)
    is_import = events.kind[rows] == Kind.IMPORTATION
    return Infections(
        event=rows,
        time=events.time[rows],
        who=events.who[rows],
        parent=np.where(is_import, -1, np.searchsorted(rows, events.cause[rows])),
        setting=np.where(is_import, -1.0, events.value[rows]).astype(np.int64),
    )


def outbreak_of(record: RunRecord) -> Outbreak:
    """Tell an outbreak from its record alone.

    Raises BadInput for a run that has not ended or kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    require_ended(record)
    manifest, scenario = record.manifest, tomllib.loads(record.scenario_toml)
    found = infections_of(record)
    n = record.people.height
    infected = len(found.event)
    offspring = found.offspring
    is_import = found.parent < 0
    pairs = np.flatnonzero(~is_import)
    days = (found.time[pairs] - found.time[found.parent[pairs]]) / DAY_S
    return Outbreak(
        scenario=manifest.scenario,
        title=scenario.get("title", manifest.scenario),
        content_note=scenario.get("content_note", ""),
        seed=manifest.seed,
        start=manifest.start,
        until=manifest.until,
        reached=manifest.reached,
        start_date=manifest.start_date,
        status=manifest.status,
        people=n,
        states=record.last_counts(),
        imported=int(is_import.sum()),
        infected=infected,
        attack_rate=len(np.unique(found.who)) / n,
        peak=_peak(found.time),
        last_infection=int(found.time.max()) if infected else None,
        by_setting=_by_setting(found.setting),
        generations=int(found.generations().max(initial=0)),
        first_offspring=float(offspring[is_import].mean()) if is_import.any() else None,
        generation_days=(float(days.mean()), float(days.std())) if len(days) else None,
        spreaders=_spreaders(found, offspring),
        infecting_share=float((offspring > 0).mean()) if infected else None,
    )


def _peak(time: Ints) -> Peak | None:
    if not len(time):
        return None
    by_day = np.bincount(time // DAY_S)
    return Peak(day=int(by_day.argmax()) + 1, infections=int(by_day.max()))


def _by_setting(setting: Ints) -> dict[str, int]:
    counts = np.bincount(setting[setting >= 0], minlength=len(Setting))
    return {each.name.lower(): int(counts[each]) for each in Setting if counts[each]}


def _spreaders(found: Infections, offspring: Ints) -> tuple[Spreader, ...]:
    top = np.lexsort((found.event, -offspring))[:TOP]
    return tuple(
        Spreader(who=int(found.who[row]), infected=int(offspring[row]), event=int(found.event[row]))
        for row in top
        if offspring[row] > 0
    )
