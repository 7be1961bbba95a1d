"""Large populations: how many people live where, how often they meet whom, and who brings the pathogen in."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.quantities import Name, SourceText, Time
from hyosan.scenario.rows import Row

MAX_PEOPLE = 100_000_000
MAX_CONTACTS = 1_000.0  #: of one person, per d

Kind = Annotated[Literal["mixed"], Word.of("mixed")]
People = Annotated[int, Number(1, MAX_PEOPLE, whole=True)]
PerDay = Annotated[ByAge, AgeCurve(Number(0, MAX_CONTACTS))]


class Population(Row):
    """People who are counted, not named: in districts of which each is like the others."""

    kind: Kind = Field(description="mixed: in each district, everybody meets everybody else alike")
    people: People = Field(description="People in all, a whole number")
    districts: People = Field(default=1, description="Districts of equal size that never meet; default 1")
    age: Annotated[int, Number(0, 100, whole=True)] = Field(default=30, description="Age of everybody; default 30")
    source: SourceText = Field(description="Where the numbers come from")


class Meeting(Row):
    """Contacts in one setting."""

    per_day: PerDay = Field(description="Contacts that a person has on a day: a number, or by age")
    source: SourceText = Field(description="Where the numbers come from")


class Contacts(Row):
    """Contacts on an ordinary day, by setting."""

    community: Meeting | None = Field(default=None, description="Outside home, school and work")


class Importation(Row):
    """People who are infected from outside."""

    name: Name = Field(description="Unique name, for messages and --set")
    people: People = Field(description="How many in each district, a whole number")
    at: Time = Field(description='When, such as "day 1 08:00"')
