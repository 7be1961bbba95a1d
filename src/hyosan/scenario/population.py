"""Large populations: how many people live where, and who brings the pathogen in."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.quantities import Name, SourceText, Time
from hyosan.scenario.rows import Row

MAX_PEOPLE = 100_000_000
MAX_IMPORTED = 100_000  #: people that an importation names

Kind = Annotated[Literal["mixed"], Word.of("mixed")]
People = Annotated[int, Number(1, MAX_PEOPLE, whole=True)]


class Population(Row):
    """People who are counted, not named: in districts of which each is like the others."""

    kind: Kind = Field(description="mixed: in each district, everybody meets everybody else alike")
    people: People = Field(description="People in all, a whole number")
    districts: People = Field(default=1, description="Districts of equal size that never meet; default 1")
    age: Annotated[int, Number(0, 100, whole=True)] = Field(default=30, description="Age of everybody; default 30")
    source: SourceText = Field(description="Where the numbers come from")


class Importation(Row):
    """People who are infected from outside."""

    name: Name = Field(description="Unique name, for messages and --set")
    people: People | None = Field(default=None, description="How many in each district, a whole number")
    who: tuple[Name, ...] = Field(
        default=(),
        max_length=MAX_IMPORTED,
        description="Those who are infected, by their ids in the files of people or edges",
    )
    at: Time = Field(description='When, such as "day 1 08:00"')
