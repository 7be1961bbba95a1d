"""What the authorities came to know of an outbreak, and what they did about it."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from hyosan.analysis.epidemic.infections import DAY_S
from hyosan.chronicle import EVENTS, RunRecord
from hyosan.world.codes import Kind

BEGINS, ENDS = Kind.INTERVENTION_BEGINS.name.lower(), Kind.INTERVENTION_ENDS.name.lower()


@dataclass(frozen=True)
class Measure:
    """One intervention.

    name      : of the intervention
    first_day : when it first began; the first day of the run is 1
    last_day  : when it last ended; None if it was in force at the end
    districts : where it was ever in force, count; 0 if it was everywhere at once
    event     : its first beginning
    """

    name: str
    first_day: int
    last_day: int | None
    districts: int
    event: int


@dataclass(frozen=True)
class Response:
    """Reports and interventions.

    reported  : cases reported, count; None if nothing could be detected
    first_day : of a report; None without any
    measures  : those that began, in their order
    never     : names of those that never did
    """

    reported: int | None
    first_day: int | None
    measures: tuple[Measure, ...]
    never: tuple[str, ...]


def response_to(record: RunRecord, scenario: dict[str, Any], course: pl.DataFrame) -> Response:
    """Reports and interventions of a run.

    scenario : resolved
    course   : events with time and kind, reports among them
    """
    reports = course.filter(pl.col("kind") == Kind.REPORTED.name.lower())["time"]
    names = [row["name"] for row in scenario.get("intervention", [])]
    began = _measures(record, names) if names else ()
    known = {measure.name for measure in began}
    return Response(
        reported=len(reports) if scenario.get("detection") else None,
        first_day=int(reports.min()) // DAY_S + 1 if len(reports) else None,  # type: ignore[arg-type]  # whole numbers
        measures=began,
        never=tuple(name for name in names if name not in known),
    )


def _measures(record: RunRecord, names: list[str]) -> tuple[Measure, ...]:
    frames = record.part_frames(EVENTS, where=pl.col("kind").is_in([BEGINS, ENDS]))
    events = pl.concat([EVENTS.polars_schema.to_frame(), *frames])
    found = []
    for (number,), rows in events.group_by("value", maintain_order=True):
        begins, ends = rows.filter(pl.col("kind") == BEGINS), rows.filter(pl.col("kind") == ENDS)
        last_end = ends["time"].max() if len(ends) >= len(begins) else None
        found.append(
            Measure(
                name=names[int(number)],
                first_day=int(begins["time"][0]) // DAY_S + 1,
                last_day=None if last_end is None else int(last_end) // DAY_S + 1,  # type: ignore[arg-type]  # whole s
                districts=begins["place"].drop_nulls().n_unique(),
                event=int(begins["id"][0]),
            )
        )
    return tuple(found)
