"""A contact network: who meets whom, edge by edge, out of a file."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.own_files import OwnFile, OwnFileTable
from hyosan.scenario.quantities import DAY_S, DURATION_UNITS, HOUR_S, MAX_DAYS, Quantity, SourceText, YesNo
from hyosan.scenario.rows import Row

TimeUnit = Annotated[float, Word({unit: DURATION_UNITS[unit] for unit in ("s", "min", "h", "d")})]
Period = Annotated[
    int, Quantity("duration", "7 d", HOUR_S, MAX_DAYS * DAY_S, f"whole seconds, 1 h to {MAX_DAYS:,} d", whole=True)
]


class ContactNetwork(Row):
    """People who meet those with whom a file joins them."""

    kind: Annotated[Literal["network"], Word.of("network")] = Field(
        description="network: people meet those with whom a file joins them"
    )
    edges: Annotated[OwnFile, OwnFileTable()] = Field(
        description="File of edges, .parquet or .csv, with columns from, to, weight or time and duration, setting"
    )
    people: Annotated[OwnFile, OwnFileTable()] | None = Field(
        default=None,
        description="File of people, .parquet or .csv, with columns id, age, group, home; default: all in edges",
    )
    age: Annotated[int, Number(0, 100, whole=True)] = Field(
        default=30, description="Age of everybody whose age no file says; default 30"
    )
    directed: YesNo = Field(
        default=False, description="Whether only the one in column from can infect the other; default false"
    )
    time_unit: TimeUnit | None = Field(default=None, description="Unit of time and duration: s, min, h or d")
    repeat_every: Period | None = Field(
        default=None, description='After which time recorded contacts come again, such as "7 d"; default never'
    )
    source: SourceText = Field(description="Where the network comes from")
