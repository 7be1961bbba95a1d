"""Canon rows: decisions (pins) and luck (chances) that a canon run asks for, and a plain run drops."""

from typing import Annotated

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.behaviours import ActName
from hyosan.scenario.quantities import Name, Time, YesNo
from hyosan.scenario.rows import Row
from hyosan.world.codes import Kind, Purpose

PURPOSES = {
    "course branch": Purpose.BRANCH,
    "reach": Purpose.REACH,
    "hold": Purpose.OUTCOME,
    "capture": Purpose.CAPTURE,
    "strike": Purpose.RESTRAINT,
    "rising": Purpose.RISE,
    "fall": Purpose.FALL,
    "bind": Purpose.BINDING,
    "bound bite": Purpose.BOUND_BITE,
    "blast": Purpose.BLAST,
    "harm": Purpose.HARM,
    "survival": Purpose.SURVIVAL,
    "infection": Purpose.INFECTION,
    "death": Purpose.DEATH,
}  #: word of a draw that can be fixed -> what its key says

KindName = Annotated[Kind, Word.naming(Kind)]
DrawName = Annotated[Purpose, Word(PURPOSES)]
Occasion = Annotated[int, Number(1, 1_000, whole=True)]


class After(Row):
    """An event that must have happened, or must not have."""

    kind: KindName = Field(description="Kind of the event")
    who: Name | None = Field(default=None, description="Whose; default anybody's")
    other: Name | None = Field(default=None, description="Who else is in it; default anybody or nobody")


class When(Row):
    """What must hold for a row to apply, all of it at once."""

    after: After | None = Field(default=None, description="An event that has happened since the run began")
    before: After | None = Field(default=None, description="An event that has not happened yet")
    state: Name | None = Field(default=None, description="State of the course that the person is in")
    in_: Name | None = Field(default=None, alias="in", description="Place that the person is in")
    with_: Name | None = Field(default=None, alias="with", description="Person who is in the same place, alive")


class CanonRow(Row):
    """What pins and chances have in common."""

    name: Name = Field(description="Unique name")
    person: Name = Field(description="Name of a [[person]]")
    at: Time | None = Field(default=None, description="Not before; default: from the beginning")
    when: When = Field(default=When.model_construct(), description="What must hold; default nothing")
    until: Time | None = Field(default=None, description="No longer; default: the end of the run")
    repeats: YesNo = Field(default=False, description="Whether it holds on every occasion, not only the first")


class Pin(CanonRow):
    """A decision: the person takes the act as soon as the model offers it."""

    does: ActName = Field(description="The act")
    to: Name | None = Field(default=None, description="Person whom the act is about; default whomever it would be")
    towards: Name | None = Field(default=None, description="Place that the act leads to; default wherever it would")


class ChanceRow(CanonRow):
    """Luck: one draw has an outcome that the model gives positive probability."""

    draw: DrawName = Field(alias="purpose", description="Which draw")
    outcome: Name = Field(description="What comes of it: a state of the course, or a word of the purpose")
    other: Name | None = Field(default=None, description="Who else takes part in it; default anybody")
    occasion: Occasion = Field(default=1, description="Which of such draws while the row holds; default the first")
