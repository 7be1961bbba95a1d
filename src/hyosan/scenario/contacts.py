"""Contacts on an ordinary day, by setting: how many people have, and with people of which age."""

from typing import Annotated

from pydantic import Field

from hyosan.scenario.accepts import Number
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.contact_matrix import ContactMatrix, MatrixTable
from hyosan.scenario.quantities import Share, SourceText
from hyosan.scenario.rows import Row

MAX_CONTACTS = 1_000.0  #: of one person, per d
NOT_GIVEN = ByAge(())  #: contacts of a setting whose matrix says how many there are

PerDay = Annotated[ByAge, AgeCurve(Number(0, MAX_CONTACTS))]


class Living(Row):
    """Contacts of those who live together."""

    per_day: Annotated[float, Number(0, MAX_CONTACTS)] = Field(
        description="Contacts that each two members of a household have on a day"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Meeting(Row):
    """Contacts in one setting."""

    per_day: PerDay = Field(default=NOT_GIVEN, description="Contacts that a person has on a day: a number, or by age")
    assortativity: Share = Field(
        default=0.0,
        description="Share of contacts kept for the own age band, the rest for all alike; default 0",
    )
    own_group: Share = Field(
        default=0.0, description="Share of contacts at school or work that are with the own class or team; default 0"
    )
    matrix: Annotated[ContactMatrix, MatrixTable()] | None = Field(
        default=None, description="File of contacts by age band, in place of per_day and assortativity"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Contacts(Row):
    """Contacts on an ordinary day, by setting."""

    home: Living | None = Field(default=None, description="In the own household")
    school: Meeting | None = Field(default=None, description="At school, in class and outside it")
    work: Meeting | None = Field(default=None, description="At work, in the own team and outside it")
    community: Meeting | None = Field(default=None, description="Outside home, school and work")
