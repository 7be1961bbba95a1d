"""A population of one's own: every person is a row of a file."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Word
from hyosan.scenario.own_files import OwnFile, OwnFileTable
from hyosan.scenario.quantities import Share, SourceText
from hyosan.scenario.rows import Row


class OwnPeople(Row):
    """People out of a file."""

    kind: Annotated[Literal["file"], Word.of("file")] = Field(description="file: every person is a row of a file")
    people: Annotated[OwnFile, OwnFileTable()] = Field(
        description="File of people, .parquet or .csv, with columns id, home, age, school, work, district"
    )
    places: Annotated[OwnFile, OwnFileTable()] | None = Field(
        default=None, description="File of places, .parquet or .csv, with columns id, kind, x, y"
    )
    away: Share = Field(default=0.0, description="Share of diffuse contacts that are in another district; default 0")
    source: SourceText = Field(description="Where the people come from")
