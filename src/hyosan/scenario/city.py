"""A city: districts of streets and buildings, roads between them, posts that are manned, and what is seen from afar."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, refusal
from hyosan.scenario.people import Few, RoleName
from hyosan.scenario.places import Pair, Strength
from hyosan.scenario.quantities import Area, Coordinate, Length, Name, Share, SourceText, YesNo
from hyosan.scenario.rows import Row

NEAREST_STREET = "nearest street"  #: end of a passage that leads to whichever street of a city is nearest
MAX_DISTRICTS = 200
MAX_ROWS = 2_000
WHOLE = 0.01  #: shares of jobs sum to 1 up to so much of it

Heads = Annotated[float, Number(2, 1_000)]
Posted = Annotated[int, Number(1, 100_000, whole=True)]


@dataclass(frozen=True)
class _Jobs(Accepts):
    accepted: str = 'rows of building and share of the jobs, which sum to 1: [["shop", 0.4], ["office building", 0.6]]'

    def read(self, value: Any) -> tuple[tuple[str, float], ...]:
        is_rows = isinstance(value, list) and value and all(isinstance(row, list) and len(row) == 2 for row in value)
        if not is_rows or not all(isinstance(kind, str) for kind, _ in value):
            raise self.refuse(value)
        rows = tuple((kind, float(Number(0, 1).read(share))) for kind, share in value)
        total = sum(share for _, share in rows)
        if abs(total - 1.0) > WHOLE:
            raise refusal(f"shares that sum to {total:g}", self.accepted)
        return rows

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}, "minItems": 1}


@dataclass(frozen=True)
class _AgeRange(Accepts):
    accepted: str = "youngest and oldest, whole years from 0 to 100, as in [19, 28]"

    def read(self, value: Any) -> tuple[int, int]:
        whole = Number(0, 100, whole=True)
        if not isinstance(value, list) or len(value) != 2 or not all(map(whole.takes, value)) or value[0] > value[1]:
            raise self.refuse(value)
        return value[0], value[1]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}


class CityDistrict(Row):
    """A rectangle of streets; how many people live in it says the district of the population that is called so."""

    name: Name = Field(description="Name of a district of the population")
    korean: Name | None = Field(default=None, description="Name in Korean script")
    x: Coordinate = Field(description='Centre, eastward, a length such as "1.8 km"')
    y: Coordinate = Field(description='Centre, northward, a length such as "-900 m"')
    width: Length = Field(description='Extent along x, a length such as "1.8 km"')
    depth: Length = Field(description='Extent along y, a length such as "1.8 km"')
    homes: Name = Field(description="Kind of the buildings that people live in")
    jobs: Annotated[tuple[tuple[str, float], ...], _Jobs()] = Field(
        description="Buildings that people work in, those of the smallest teams first: [kind, share of jobs]"
    )


class Building(Row):
    """What the generated buildings of one kind are like."""

    kind: Name = Field(description="Name of a place kind")
    people: Heads = Field(description="People who live, learn or work in one, mean")
    storeys: Annotated[int, Number(1, 100, whole=True)] = Field(description="Storeys, a whole number")
    space: Area = Field(description='Floor for each of these people, an area such as "28 m2"')
    strength: Strength | None = Field(
        default=None, description="Seconds that one hunter needs to break its door; default by the kind of door"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Road(Row):
    """A way between districts that do not touch, or to a place far off: a road, a bridge."""

    name: Name = Field(description="Unique name")
    korean: Name | None = Field(default=None, description="Name in Korean script")
    between: Annotated[tuple[str, str], Pair('two names, as in ["Jungang", "Gangbuk"]')] = Field(
        description="Names of two districts, or of a district and a place"
    )
    kind: Name = Field(description="Name of a place kind")
    width: Length = Field(description='Clear width, a length such as "12 m"')
    piece: Length = Field(default=100.0, description='Longest piece that is one place, a length; default "100 m"')
    x: Coordinate | None = Field(default=None, description="Where it goes through, eastward; default: the shortest way")
    y: Coordinate | None = Field(
        default=None, description="Where it goes through, northward; default: the shortest way"
    )


class Post(Row):
    """People of one role who have their place of duty somewhere."""

    name: Name = Field(description='Unique name, such as "first police station"')
    place: Name = Field(description="Name of the place where they are on duty")
    role: RoleName = Field(description="police, rescue, medic, soldier, agent, resident or another role")
    people: Posted = Field(description="How many, a whole number")
    ages: Annotated[tuple[int, int], _AgeRange()] = Field(default=(22, 59), description="Youngest and oldest, years")
    quarters: Name | None = Field(
        default=None, description="Name of the place where they live; default: residents of the city are posted here"
    )
    armed: Share = Field(default=0.0, description="How well armed, 0 to 1")
    keys: YesNo = Field(default=False, description="Whether they hold keys")


class City(Row):
    """A city around the places of the scenario, for a population of households."""

    street: Length = Field(description='Distance between parallel streets, a length such as "120 m"')
    street_width: Length = Field(description='Width of a street, a length such as "12 m"')
    street_kind: Name = Field(description="Name of the place kind of streets")
    lot: Length = Field(description='Side of the plot that a building stands on, a length such as "27 m"')
    storey: Length = Field(default=3.0, description='Height of a storey, a length; default "3 m"')
    schools: Name = Field(description="Kind of the buildings that classes are in, those with home rooms apart")
    neighbours_mean: Few = Field(description="Friends of a person among those in the same building, mean")
    colleagues_mean: Few = Field(description="Friends of a person in the own class, team or post, mean")
    viewpoints: tuple[Name, ...] = Field(
        default=(), max_length=MAX_ROWS, description="Places from where one sees far, by name"
    )
    watched: tuple[Name, ...] = Field(
        default=(), max_length=MAX_ROWS, description="Places that may be seen from there, by name"
    )
    sight_range: Length = Field(default=15_000.0, description='How far a fire is seen at night; default "15 km"')
    district: tuple[CityDistrict, ...] = Field(
        max_length=MAX_DISTRICTS, description="Districts; a file that gives any replaces all"
    )
    building: tuple[Building, ...] = Field(default=(), max_length=MAX_ROWS, description="Kinds of buildings")
    road: tuple[Road, ...] = Field(default=(), max_length=MAX_ROWS, description="Roads and bridges between districts")
    post: tuple[Post, ...] = Field(default=(), max_length=MAX_ROWS, description="Posts that are manned")
    source: SourceText = Field(description="Where the plan and its numbers come from")
