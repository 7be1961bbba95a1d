"""Infections of a run, from its record."""

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.epidemic.infections import DAY_S, NO_PAIRS, NONE, Floats, Infections, Ints
from hyosan.chronicle import EVENTS, RunRecord
from hyosan.world.codes import Kind, Setting

ROSTER = ("name", "age", "sex", "home")  #: what is taken over from the roster, as far as it is there
DISTRICT = "district"  #: kind of the places of a society, whose infections record the setting


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
    events = _events(record, (Kind.INFECTION, Kind.IMPORTATION, Kind.DIED, onset))
    infection = _cases(events)
    time, person = infection["time"].to_numpy(), infection["who"].to_numpy()
    latest = _Latest(infection["id"].to_numpy(), person)
    first_day = record.manifest.start_date
    return Infections(
        ids=_ids(person, latest.episode),
        infected=time / DAY_S,
        onset=_first_after(latest, _rows(events, onset)),
        infector=latest.before(infection["id"].to_numpy(), infection["other"].fill_null(NONE).to_numpy()),
        rivals=NO_PAIRS,
        about=_about(record, infection, latest, _first_after(latest, _rows(events, Kind.DIED))),
        first_day=date.fromisoformat(first_day) if first_day else None,
        observed_until=record.manifest.reached / DAY_S,
    )


class _Latest:
    """The infections of everybody, laid out so that the latest one before an event is found at once.

    event  : (cases,) ids, ascending
    person : (cases,)
    """

    def __init__(self, event: Ints, person: Ints) -> None:
        self.order = np.argsort(person, kind="stable")
        self.person = person[self.order]
        self.event = event[self.order]
        n_people = int(person.max()) + 1 if len(person) else 0
        self.start = np.searchsorted(self.person, np.arange(n_people + 1))
        self.episode = np.empty(len(person), np.int64)
        self.episode[self.order] = np.arange(len(person)) - self.start[self.person] + 1

    def before(self, event: Ints, who: Ints) -> Ints:
        """Row of the latest infection of some people before some events, -1 for none.

        event, who : (m,); -1 for nobody
        Returns (m,).
        """
        found = np.full(len(event), NONE, np.int64)
        asked = np.flatnonzero((who >= 0) & (who < len(self.start) - 1))
        first, end = self.start[who[asked]], self.start[who[asked] + 1]
        # Look back from the last infection of each; a second look is needed only for the few infected again.
        position = end - 1
        while asked.size:
            asked, first, position = _still(position >= first, asked, first, position)
            is_before = self.event[position] < event[asked]
            found[asked[is_before]] = self.order[position[is_before]]
            asked, first, position = _still(~is_before, asked, first, position - 1)
        return found


def _still(keep: npt.NDArray[np.bool_], *columns: Ints) -> tuple[Ints, ...]:
    return tuple(column[keep] for column in columns)


def _events(record: RunRecord, kinds: tuple[Kind, ...]) -> pl.DataFrame:
    """Events of some kinds, part by part: most of a chronicle is about other things."""
    wanted = pl.any_horizontal(_is(kind) for kind in kinds) & pl.col("who").is_not_null()
    parts = [EVENTS.polars_schema.to_frame(), *(frame.filter(wanted) for frame in record.part_frames(EVENTS))]
    people = pl.col("who", "other", "place").cast(pl.Int64)
    return pl.concat(parts).select("id", "time", "kind", "cause", "value", people)


def _is(kind: Kind) -> pl.Expr:
    return pl.col("kind") == kind.name.lower()


def _rows(events: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    return events.filter(_is(kind))


def _cases(events: pl.DataFrame) -> pl.DataFrame:
    """Infections, and the importations that caused none, in order of their ids."""
    infections, importations = _rows(events, Kind.INFECTION), _rows(events, Kind.IMPORTATION)
    caused = infections.select(pl.col("cause").alias("id"), "who")
    alone = importations.join(caused, on=["id", "who"], how="anti")
    return pl.concat([infections, alone]).sort("id")


def _first_after(latest: _Latest, events: pl.DataFrame) -> Floats:
    """Time of the first of some events after each infection and before the next of the same person, d; NaN for none."""
    case = latest.before(events["id"].to_numpy(), events["who"].to_numpy())
    times = np.full(len(latest.order), np.nan)
    known = case >= 0
    # Written backwards, the first event of a case is the one that stays.
    times[case[known][::-1]] = events["time"].to_numpy()[known][::-1] / DAY_S
    return times


def _ids(person: Ints, episode: Ints) -> pl.Series:
    ids = pl.Series("id", person).cast(pl.String)
    if not (episode > 1).any():
        return ids
    again = ids + "#" + pl.Series(episode).cast(pl.String)
    return ids.zip_with(pl.Series(episode == 1), again)


def _about(record: RunRecord, infection: pl.DataFrame, latest: _Latest, died: Floats) -> pl.DataFrame:
    person = infection["who"]
    roster, places = record.people, record.places
    return pl.DataFrame(
        [
            person.alias("person"),
            pl.Series("episode", latest.episode),
            *(_gathered(roster, name, person) for name in ROSTER if name in roster.columns),
            _gathered(places, "name", infection["place"]).alias("place"),
            *([_settings(infection["value"])] if _is_society(places) else []),
            pl.Series("death", died).fill_nan(None),
        ]
    )


def _is_society(places: pl.DataFrame) -> bool:
    return "kind" in places.columns and bool((places["kind"] == DISTRICT).any())


def _settings(codes: pl.Series) -> pl.Series:
    words = [setting.name.lower() for setting in Setting]
    return pl.Series("setting", words, dtype=pl.Enum(words)).gather(codes.cast(pl.UInt32))


def _gathered(table: pl.DataFrame, column: str, ids: pl.Series) -> pl.Series:
    """A column of a table by id, null where there is no such id; words are kept once, however many cases use them."""
    if table.height == 0 or column not in table.columns:
        return pl.Series(column, [None] * len(ids), dtype=pl.String)
    known = table["id"].to_numpy()
    row = np.full(int(known.max()) + 1, NONE, np.int64)
    row[known] = np.arange(len(known))
    asked = ids.fill_null(NONE).to_numpy()
    is_there = (asked >= 0) & (asked < len(row))
    found = np.where(is_there, row[np.where(is_there, asked, 0)], NONE)
    values = table[column].cast(pl.Categorical) if table[column].dtype == pl.String else table[column]
    return values.gather(pl.Series(found).replace(NONE, None).cast(pl.UInt32))
