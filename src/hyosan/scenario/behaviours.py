"""Behaviours: what makes an act attractive, and for how long it binds."""

from typing import Annotated

from pydantic import Field

from hyosan.scenario.accepts import Word
from hyosan.scenario.quantities import Lasting, Real, SourceText
from hyosan.scenario.rows import Row
from hyosan.world.codes import Act, Drive

ActName = Annotated[Act, Word.naming(Act)]
DriveName = Annotated[Drive, Word.naming(Drive)]


class Behaviour(Row):
    """Utility of one act: a base and a weight for each thing that the act's rule looks at."""

    act: ActName = Field(description="Which act")
    base: Real = Field(description="Utility when nothing else counts, a number")
    drive: DriveName = Field(description="Drive that the act serves")
    lasts: Lasting = Field(description='How long the choice binds, a duration such as "5 min"')
    weights: dict[str, Real] = Field(
        default_factory=dict, max_length=50, description="Weight of each input of the act's rule, by its name"
    )
    source: SourceText = Field(description="Where the numbers come from")
