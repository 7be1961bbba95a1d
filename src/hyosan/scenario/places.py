"""Places: kinds, rectangles on floors, the passages between them, and the sounds made there."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, Word, refusal
from hyosan.scenario.quantities import (
    Coordinate,
    Floor,
    Length,
    Level,
    Name,
    Share,
    SourceText,
    YesNo,
)
from hyosan.scenario.rows import Row
from hyosan.scenario.wording import shown
from hyosan.world.codes import Door

SOUNDS = (
    "whisper",
    "speech",
    "murmur",
    "running",
    "shout",
    "scream",
    "fight",
    "door_hit",
    "crash",
    "phone_alarm",
    "loudspeaker",
    "hunter",
)  #: the sounds that the model makes

DoorAtStart = Annotated[Door, Word.naming((Door.NONE, Door.OPEN, Door.CLOSED, Door.LOCKED))]
SoundName = Annotated[str, Word.of(*SOUNDS)]
Strength = Annotated[float, Number(0, 1_000_000)]
Storeys = Annotated[int, Number(1, 100, whole=True)]


@dataclass(frozen=True)
class Pair(Accepts):
    """Two different names."""

    accepted: str = 'two different names, as in ["Class 2-5", "Corridor 2-5"]'

    def read(self, value: Any) -> tuple[str, str]:
        is_pair = isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(end, str) for end in value)
        if not is_pair:
            raise self.refuse(value)
        first, second = value
        if first == second:
            raise refusal(f"{shown(first)} twice", self.accepted)
        return first, second

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}


class PlaceKind(Row):
    """What places of one kind are like."""

    name: Name = Field(description="Unique name of the kind")
    wall: Level = Field(description='Loss of sound through one wall of such a place, a level such as "40 dB"')
    floor: Level = Field(description='Loss of sound through its floor or ceiling, a level such as "50 dB"')
    background: Level = Field(description='Background noise, a level such as "35 dB"')
    cover: Share = Field(description="Share of people who can hide well here, 0 to 1")
    furniture: YesNo = Field(default=False, description="Whether there is something to barricade a door with")
    fuel: YesNo | None = Field(
        default=None, description="Whether there is something to burn; default: whether there is furniture"
    )
    outdoor: YesNo = Field(default=False, description="Whether it is in the open")
    windows: YesNo = Field(default=False, description="Whether one can leap from its windows, above the ground floor")
    shaft: YesNo = Field(
        default=False,
        description="Whether there is a lift shaft; a place that is no block is that shaft, entered from each storey",
    )
    exit: YesNo = Field(default=False, description="Whether whoever enters has left the grounds")
    block: YesNo = Field(
        default=False,
        description="Whether it is so large that people move and meet there once each near step, not each second",
    )
    source: SourceText = Field(description="Where the numbers come from")

    @property
    def has_fuel(self) -> bool:
        """Whether there is something to burn."""
        return self.furniture if self.fuel is None else self.fuel


class Place(Row):
    """A rectangle on a floor."""

    name: Name = Field(description="Unique name of the place")
    korean: Name | None = Field(default=None, description="Name in Korean script")
    kind: Name = Field(description="Name of a place kind")
    floor: Floor = Field(description="Floor, a whole number; the ground floor and the yard are 1")
    x: Coordinate = Field(description='Centre, eastward, a length such as "12 m"')
    y: Coordinate = Field(description='Centre, northward, a length such as "-4.5 m"')
    width: Length = Field(description='Extent along x, a length such as "9 m"')
    depth: Length = Field(description='Extent along y, a length such as "7.5 m"')
    storeys: Storeys = Field(default=1, description="Storeys that it takes up, from its floor upwards; default 1")
    elevation: Coordinate = Field(default=0.0, description="Height of the ground above the plain; default 0")
    unit: Name | None = Field(default=None, description='Class whose home room it is, such as "2-3"')
    memorial: YesNo = Field(default=False, description="Whether the dead are remembered here")
    enclosed: YesNo = Field(
        default=False, description="Whether it is within the fence of a camp, whose rules may keep people in"
    )
    loudspeaker: YesNo = Field(default=False, description="Whether a loudspeaker hangs here")
    studio: YesNo = Field(default=False, description="Whether announcements are made from here")

    @property
    def area_m2(self) -> float:
        """Floor area, m2."""
        return self.width * self.depth


class Passage(Row):
    """A way between two places."""

    between: Annotated[tuple[str, str], Pair()] = Field(
        description='Names of the two places, in any order; in a city one of them may be "nearest street"'
    )
    door: DoorAtStart = Field(description="Door at the start")
    length: Length | None = Field(
        default=None,
        description="Way from centre to centre; default: straight, at least 2 m, and 4 m per floor climbed",
    )
    width: Length = Field(default=1.6, description='Clear width, a length; default "1.6 m"')
    strength: Strength | None = Field(
        default=None,
        description="Seconds that one hunter needs to break the door; default by the kind of door",
    )
    barricade: YesNo | None = Field(
        default=None,
        description="Whether it can be barricaded; default: there is a door, and furniture on one side",
    )
    climb: YesNo = Field(
        default=False, description="Whether people climb it slowly, one at a time, and the turned cannot"
    )


class Sound(Row):
    """A sound that the model makes."""

    name: SoundName = Field(description="Which sound")
    level: Level = Field(description='Level 1 m from its source, such as "100 dB"')
    source: SourceText = Field(description="Where the number comes from")
