"""A population of households: from the figures of a census to people who live, learn and work somewhere."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, Word, refusal
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.population import MAX_PEOPLE, People
from hyosan.scenario.quantities import Name, Share, SourceText
from hyosan.scenario.rows import Row

MAX_DISTRICTS = 2_000
MAX_SCHOOLS = 50
SIZES = 5  #: sizes of households that the figures tell apart; the last stands for all larger ones
MAX_HOUSEHOLD = 9  #: people in a household
MAX_TEAM = 200
MAX_AGE = 100  #: years; who is older counts as this old
ALL = 0.01  #: shares and percentages sum to the whole up to so much of it, since publications round them

Years = Annotated[float, Number(0, 60)]
FullYears = Annotated[int, Number(0, MAX_AGE, whole=True)]
Shares = Annotated[ByAge, AgeCurve(Number(0, 1))]


@dataclass(frozen=True)
class _Percents(Accepts):
    accepted: str = f"{SIZES} percentages of households, of 1 to {SIZES - 1} people and of more, that sum to about 100"

    def read(self, value: Any) -> tuple[float, ...]:
        if not isinstance(value, list):
            raise self.refuse(value)
        percents = tuple(float(Number(0, 100).read(percent)) for percent in value)
        if len(percents) != SIZES:
            raise refusal(f"{len(percents)} percentages", self.accepted)
        if abs(sum(percents) - 100.0) > 100.0 * ALL:
            raise refusal(f"percentages that sum to {sum(percents):g}", self.accepted)
        return percents

    def schema(self) -> dict[str, Any]:
        number = {"type": "number", "minimum": 0, "maximum": 100}
        return {"type": "array", "items": number, "minItems": SIZES, "maxItems": SIZES}


@dataclass(frozen=True)
class _Teams(Accepts):
    accepted: str = f"rows [people, share], sizes ascending from 2 to {MAX_TEAM}, with shares that sum to 1"

    def read(self, value: Any) -> tuple[tuple[int, float], ...]:
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(row, list) and len(row) == 2 for row in value)
        ):
            raise self.refuse(value)
        rows = tuple((int(Number(2, MAX_TEAM, whole=True).read(n)), float(Number(0, 1).read(p))) for n, p in value)
        sizes = [size for size, _ in rows]
        if sorted(set(sizes)) != sizes:
            raise refusal(f"sizes {', '.join(map(str, sizes))}", self.accepted)
        if abs(sum(share for _, share in rows) - 1.0) > ALL:
            raise refusal(f"shares that sum to {sum(share for _, share in rows):g}", self.accepted)
        return rows

    def schema(self) -> dict[str, Any]:
        row = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {"type": "array", "items": row, "minItems": 1}


class District(Row):
    """A district: a province, a town, a quarter of a city."""

    name: Name = Field(description="Unique name")
    people: Annotated[float, Number(0, MAX_PEOPLE * 100)] = Field(
        description="People there, or any number in proportion; scaled to the people in all"
    )


class Ages(Row):
    """How old people are."""

    people: Annotated[ByAge, AgeCurve(Number(0, MAX_PEOPLE * 100))] = Field(
        description="People of each age band, by the first age of the band; scaled to the people in all"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Household(Row):
    """How many people live together, and who."""

    percent: Annotated[tuple[float, ...], _Percents()] = Field(
        description="Percentages of households of 1, 2, 3, 4 people, and of 5 and more"
    )
    mean_of_largest: Annotated[float, Number(SIZES, 7)] = Field(
        description="Mean number of people in households of 5 and more"
    )
    parent_age: Years = Field(description="Age of parents when a child is born, years, mean")
    parent_age_sd: Years = Field(description="The same, SD")
    partner_gap: Years = Field(description="Age of the second partner less that of the first, years, SD")
    sibling_gap: Years = Field(description="Age of one child less that of another, years, SD")
    single_parents: Share = Field(description="Share of households of two that are a parent and a child")
    grandparents: Share = Field(
        description="Share of households of four and more with a grandparent, where one would be under 85"
    )
    partners: Shares = Field(
        description="Of people in households of one or two without children, how likely they are to be two, by age"
    )
    source: SourceText = Field(description="Where the numbers come from")


class School(Row):
    """A level of schooling: classes by year of age."""

    name: Name = Field(description="Unique name")
    from_: FullYears = Field(alias="from", description="Age of the youngest, years")
    to: FullYears = Field(description="Age of the oldest, years")
    class_size: Annotated[float, Number(2, 200)] = Field(description="Pupils in a class, mean")
    share: Share = Field(description="Share of people of these ages who attend")
    teachers: Annotated[float, Number(0, 20)] = Field(description="Teachers who belong to a class, mean")
    source: SourceText = Field(description="Where the numbers come from")


class Work(Row):
    """Who works, and with how many others."""

    employed: Shares = Field(description="Share of people who work, by age")
    teams: Annotated[tuple[tuple[int, float], ...], _Teams()] = Field(
        description="Sizes of the teams who meet daily, and which share of those in teams are in one of that size"
    )
    source: SourceText = Field(description="Where the numbers come from")


class Commuting(Row):
    """Who is in another district by day."""

    share: Share = Field(description="Share of workers who work in another district")
    away: Share = Field(description="Share of contacts outside home, class and team that are in another district")
    source: SourceText = Field(description="Where the numbers come from")


class Households(Row):
    """People in households, classes and teams, generated so that the figures of a census come out."""

    kind: Annotated[Literal["households"], Word.of("households")] = Field(
        description="households: people live, learn and work with certain others"
    )
    people: People = Field(description="People in all, a whole number")
    district: tuple[District, ...] = Field(
        max_length=MAX_DISTRICTS, description="Districts; a file that gives any replaces all"
    )
    ages: Ages = Field(description="How old people are")
    household: Household = Field(description="How many people live together, and who")
    school: tuple[School, ...] = Field(default=(), max_length=MAX_SCHOOLS, description="Levels of schooling")
    work: Work = Field(description="Who works, and with how many others")
    commuting: Commuting = Field(description="Who is in another district by day")
    source: SourceText = Field(description="Where the numbers of people come from")
