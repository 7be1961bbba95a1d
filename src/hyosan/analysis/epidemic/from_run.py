"""Infections of a run, from its record."""

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.epidemic.cases import Cases, Codes, Narrow, cases_of
from hyosan.analysis.epidemic.infections import DAY_S, NO_PAIRS, NONE, Floats, Infections, Ints
from hyosan.analysis.epidemic.latest import Latest
from hyosan.analysis.run_facts import is_society, scenario_of
from hyosan.chronicle import RunRecord
from hyosan.world.codes import Kind, Setting

ROSTER = ("name", "age", "sex", "home")  #: what is taken over from the roster, as far as it is there


def infections_of(record: RunRecord, onset: Kind = Kind.ONSET) -> Infections:
    """Every infection of a run is one case; its infector is the latest infection of the one who passed it on.

    An importation is a case as well, unless it is the recorded cause of an infection and so the same case.
    The id of a case is the number of the person; from the second infection on it is followed by `#2`, `#3`, ...
    The columns of `about` are person, episode (1 for the first infection), name, age (years), sex and home (id of
    a place) as far as the roster has them, place (name, of the infection), setting (a word of `Setting`, of societies;
    null for importations), and death (d since the start of day 1, or null).

    record : of a run; of one that has not ended, the finished parts
    onset  : kind of event that counts as the onset of symptoms
    Raises BadInput for a run that kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    cases, course = cases_of(record, (Kind.DIED, onset))
    latest = Latest(cases.event, cases.who)
    first_day = record.manifest.start_date
    return Infections(
        ids=_ids(cases.who, latest.episode),
        infected=cases.time / DAY_S,
        onset=_first_after(latest, course, onset),
        infector=cases.infector.astype(np.int64),
        rivals=NO_PAIRS,
        about=_about(record, cases, latest, _first_after(latest, course, Kind.DIED)),
        first_day=date.fromisoformat(first_day) if first_day else None,
        observed_until=record.manifest.reached / DAY_S,
    )


def onset_of(record: RunRecord) -> Kind:
    """Kind of event that is the onset of symptoms in a run: of a pathogen that turns its hosts, the turning."""
    ways = scenario_of(record).get("pathogen", {}).get("transition", [])
    events = {way.get("event") for way in ways}
    return Kind.TURNED if "turned" in events and "onset" not in events else Kind.ONSET


def _first_after(latest: Latest, course: pl.DataFrame, kind: Kind) -> Floats:
    """Time of the first event of a kind that belongs to each infection, d; NaN for none.

    An event belongs to the latest infection of its person before it.
    """
    events = course.filter(pl.col("kind") == kind.name.lower())
    case = latest.before(events["id"].to_numpy(), events["who"].to_numpy())
    times = np.full(len(latest.order), np.nan)
    known = case >= 0
    # Written backwards, the first event of a case is the one that stays.
    times[case[known][::-1]] = events["time"].to_numpy()[known][::-1] / DAY_S
    return times


def _ids(person: Narrow, episode: Ints) -> pl.Series:
    ids = pl.Series("id", person).cast(pl.String)
    if not (episode > 1).any():
        return ids
    again = ids + "#" + pl.Series(episode).cast(pl.String)
    return ids.zip_with(pl.Series(episode == 1), again)


def _about(record: RunRecord, cases: Cases, latest: Latest, died: Floats) -> pl.DataFrame:
    roster, places = record.people, record.places
    return pl.DataFrame(
        [
            pl.Series("person", cases.who),
            pl.Series("episode", latest.episode),
            *(_gathered(roster, name, cases.who) for name in ROSTER if name in roster.columns),
            _gathered(places, "name", cases.place).alias("place"),
            *([_settings(cases.setting)] if is_society(record) else []),
            pl.Series("death", died).fill_nan(None),
        ]
    )


def _settings(codes: Codes) -> pl.Series:
    words = [setting.name.lower() for setting in Setting]
    return pl.Series("setting", words, dtype=pl.Enum(words)).gather(_known(codes))


def _known(rows: npt.NDArray[np.integer]) -> pl.Series:
    """Rows to gather, null for none."""
    return pl.Series(rows).replace(NONE, None).cast(pl.UInt32)


def _gathered(table: pl.DataFrame, column: str, ids: Narrow) -> pl.Series:
    """A column of a table by id, null where there is no such id; words are kept once, however many cases use them."""
    if table.height == 0 or column not in table.columns:
        return pl.Series(column, [None] * len(ids), dtype=pl.String)
    known = table["id"].to_numpy()
    row = np.full(int(known.max()) + 2, NONE, np.int64)  # the last for ids that are not there
    row[known] = np.arange(len(known))
    is_there = (ids >= 0) & (ids < len(row))
    values = table[column].cast(pl.Categorical) if table[column].dtype == pl.String else table[column]
    return values.gather(_known(row[np.where(is_there, ids, len(row) - 1)]))
