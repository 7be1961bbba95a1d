"""What the story says that no mechanism decides: accounts differ on it, and a scenario takes one side."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.rows import Row

MadeFor = Annotated[Literal["the son", "people in general"], Word.of("the son", "people in general")]
Captors = Annotated[Literal["government agents", "police"], Word.of("government agents", "police")]
Fetters = Annotated[Literal["ropes", "chains"], Word.of("ropes", "chains")]


class Story(Row):
    """Which of several accounts the scenario follows where its text alone decides."""

    virus_made_for: MadeFor | None = Field(default=None, description="Whom the virus was made for")
    family_taken_by: Captors | None = Field(default=None, description="Who takes the maker's family away")
    family_bound_with: Fetters | None = Field(default=None, description="What the maker's family is bound with")
    parts: Annotated[int, Number(1, 1_000, whole=True)] | None = Field(
        default=None, description="Number of parts that the story is told in"
    )
