"""The events that prove a claim, with the names of those in them."""

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl

from hyosan.analysis.claims.records import Records
from hyosan.analysis.moments import TO_PLACE, Moment
from hyosan.world.codes import Kind


def happenings_of(records: Records, events: Collection[int]) -> dict[int, Moment]:
    """Some events with names in place of numbers, by id.

    events : ids
    """
    rows = records.with_ids(events)
    leads_on = pl.col("kind").cast(pl.String).is_in([kind.name.lower() for kind in TO_PLACE])
    targets = rows.filter(leads_on)["value"].cast(pl.Int32)
    people = _named(records.record.people, [rows["who"], rows["other"]], "person")
    places = _named(records.places, [rows["place"], targets], "place")
    return {row["id"]: _moment(row, people, places) for row in rows.iter_rows(named=True)}


def _named(frame: pl.DataFrame, ids: Sequence[pl.Series], sort: str) -> dict[int, str]:
    """Names by id; those without one are called by their number."""
    asked = frame.filter(pl.col("id").is_in(pl.concat(ids).drop_nulls().implode()))
    name = pl.col("name") if "name" in asked.columns else pl.lit(None, pl.String)
    called = pl.concat_str(pl.lit(f"{sort} "), pl.col("id").cast(pl.String))
    return dict(asked.select("id", name.fill_null(called).alias("name")).iter_rows())


def _moment(row: dict[str, Any], people: dict[int, str], places: dict[int, str]) -> Moment:
    kind, value = row["kind"], row["value"]
    leads_on = value is not None and Kind[kind.upper()] in TO_PLACE
    return Moment(
        event=row["id"],
        time=row["time"],
        kind=kind,
        who=people.get(row["who"]),
        other=people.get(row["other"]),
        place=places.get(row["place"]),
        value=value,
        to=places.get(int(value)) if leads_on else None,
    )
