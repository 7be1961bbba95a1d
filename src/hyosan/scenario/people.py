"""People: the roster that is generated, the names they get, the named cast, their bonds and the timetable."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from hyosan.scenario.accepts import Accepts, Number, Word, refusal
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.quantities import (
    MAX_NAME,
    Age,
    Clock,
    Level,
    LevelChange,
    Name,
    Share,
    Signed,
    SourceText,
    Speed,
    YesNo,
)
from hyosan.scenario.rows import Row
from hyosan.scenario.wording import shown
from hyosan.world.codes import Bond as BondKind
from hyosan.world.codes import Role

MAX_BORN = 100_000  #: people that a roster may generate, count

RoleName = Annotated[Role, Word.naming(Role)]
WrittenBond = Annotated[
    BondKind,
    Word.naming((BondKind.FAMILY, BondKind.FRIENDSHIP, BondKind.LOVE, BondKind.DISLIKE, BondKind.BULLYING)),
]
Who = Annotated[str, Word.of(*(role.name.lower() for role in Role), "all")]
Sex = Annotated[Literal["f", "m"], Word.of("f", "m")]
Few = Annotated[float, Number(0, 1_000)]
Heads = Annotated[int, Number(0, MAX_BORN, whole=True)]


class FamilyName(NamedTuple):
    """A family name, the share of people who bear it, and its Korean script ("" if not given)."""

    latin: str
    share: float
    korean: str = ""


class Syllable(NamedTuple):
    """One half of a given name and its Korean script ("" if not given)."""

    latin: str
    korean: str = ""


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_NAME and value.isprintable()


@dataclass(frozen=True)
class _FamilyNames(Accepts):
    accepted: str = 'rows of name, share of people, Korean script: [["Kim", 0.215, "김"], …]'

    def read(self, value: Any) -> tuple[FamilyName, ...]:
        if not isinstance(value, list) or not value:
            raise self.refuse(value)
        return tuple(self._row(row, index) for index, row in enumerate(value))

    def _row(self, row: Any, index: int) -> FamilyName:
        if not isinstance(row, list) or len(row) not in (2, 3) or not all(map(_is_name, (row[0], *row[2:]))):
            raise refusal(f"something else in row {index + 1}", self.accepted)
        is_share = isinstance(row[1], int | float) and not isinstance(row[1], bool) and 0 < row[1] <= 1
        if not is_share:
            raise refusal(f"the share {shown(row[1])} of {shown(row[0])}", "a number above 0, at most 1")
        return FamilyName(row[0], float(row[1]), *row[2:])

    def schema(self) -> dict[str, Any]:
        row = {"type": "array", "minItems": 2, "maxItems": 3}
        return {"type": "array", "items": row, "minItems": 1}


@dataclass(frozen=True)
class _Syllables(Accepts):
    accepted: str = 'rows of syllable and Korean script: [["Min", "민"], …]'

    def read(self, value: Any) -> tuple[Syllable, ...]:
        if not isinstance(value, list) or not value:
            raise self.refuse(value)
        for index, row in enumerate(value):
            if not isinstance(row, list) or len(row) not in (1, 2) or not all(map(_is_name, row)):
                raise refusal(f"something else in row {index + 1}", self.accepted)
        return tuple(Syllable(*row) for row in value)

    def schema(self) -> dict[str, Any]:
        row = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2}
        return {"type": "array", "items": row, "minItems": 1}


class Names(Row):
    """What generated people are called."""

    family: Annotated[tuple[FamilyName, ...], _FamilyNames()] = Field(
        default=(), description="Family names: [name, share of people, Korean script]"
    )
    given_first: Annotated[tuple[Syllable, ...], _Syllables()] = Field(
        default=(), description="First syllables of given names: [syllable, Korean script]"
    )
    given_second: Annotated[tuple[Syllable, ...], _Syllables()] = Field(
        default=(), description="Second syllables of given names: [syllable, Korean script]"
    )
    source: SourceText | None = Field(default=None, description="Where the names and shares come from")


class Grade(Row):
    """A year of students."""

    grade: Annotated[int, Number(1, 20, whole=True)] = Field(description="Number of the grade")
    age: Age = Field(description="Age of its students, years")
    classes: Annotated[int, Number(0, 100, whole=True)] = Field(description="Number of classes")


class Trait(Row):
    """How a trait is spread over generated people: a normal distribution, mean and SD from 0 to 1."""

    mean: Share = Field(description="Mean")
    sd: Share = Field(description="Standard deviation")
    source: SourceText | None = Field(
        default=None, description="Where the numbers come from; the source of the table around it if left out"
    )


class SpeedTrait(Trait):
    """The same for a speed, m/s."""

    mean: Speed = Field(description='Mean, a speed such as "5 m/s"')
    sd: Speed = Field(description="Standard deviation, a speed")


class HearingTrait(Trait):
    """The same for hearing, dB better (+) or worse (-) than average."""

    mean: LevelChange = Field(description='Mean, a level such as "-4 dB"')
    sd: Level = Field(description="Standard deviation, a level")


class Traits(Row):
    """Traits of one role; 0.5 is average for strength, stealth and resolve."""

    strength: Trait = Field(description="Bodily strength, 0 to 1")
    speed: SpeedTrait = Field(description='Running speed, such as "5.5 m/s"')
    hearing: HearingTrait = Field(description='Hearing better (+) or worse (-) than average, such as "0 dB"')
    stealth: Trait = Field(description="Gift of going unnoticed, 0 to 1")
    resolve: Trait = Field(description="Strength of will, 0 to 1")
    source: SourceText | None = Field(default=None, description="Source of all traits that name none")


class ResidentTraits(Traits):
    """Traits of the residents of a city, who are of any age."""

    vigour: Annotated[ByAge, AgeCurve(Number(0, 1))] = Field(
        description="Share of an adult's strength and speed that people of an age have, by age"
    )


class RosterTraits(Row):
    """Traits by role, needed where there may be anybody of it."""

    student: Traits | None = Field(default=None, description="Traits of students")
    teacher: Traits | None = Field(default=None, description="Traits of teachers")
    staff: Traits | None = Field(default=None, description="Traits of other staff")
    resident: ResidentTraits | None = Field(default=None, description="Traits of the residents of a city")
    police: Traits | None = Field(default=None, description="Traits of police officers")
    rescue: Traits | None = Field(default=None, description="Traits of fire fighters and rescue workers")
    medic: Traits | None = Field(default=None, description="Traits of doctors and nurses")
    soldier: Traits | None = Field(default=None, description="Traits of soldiers")
    agent: Traits | None = Field(default=None, description="Traits of agents of the government")
    source: SourceText | None = Field(default=None, description="Source of all traits that name none")

    def of(self, role: Role) -> Traits | None:
        """Traits of one role, or None where the scenario gives none."""
        traits: Traits | None = getattr(self, role.name.lower())
        return traits


class Roster(Row):
    """How many people there are beside the named cast, and how they are tied to each other."""

    grades: tuple[Grade, ...] = Field(default=(), max_length=20, description="Years of students")
    class_size_mean: Annotated[float, Number(0, 200)] = Field(default=0.0, description="Students per class, mean")
    class_size_sd: Annotated[float, Number(0, 50)] = Field(default=0.0, description="Students per class, SD")
    teachers: Heads = Field(default=0, description="Number of teachers")
    staff: Heads = Field(default=0, description="Number of other staff")
    siblings: Share = Field(default=0.0, description="Share of students with a sibling in the school")
    friends_mean: Few = Field(default=0.0, description="Friends per student, mean")
    friend_same_class: Share = Field(default=0.0, description="Share of friendships within the class")
    dislike_mean: Few = Field(default=0.0, description="Students whom a student dislikes, mean")
    bullies_per_class: Few = Field(default=0.0, description="Bullies per class, mean")
    traits: RosterTraits | None = Field(default=None, description="Traits by role")
    source: SourceText | None = Field(default=None, description="Where the numbers come from")

    @property
    def units(self) -> tuple[str, ...]:
        """Labels of all classes: "1-1", "1-2", … in order."""
        return tuple(f"{grade.grade}-{i + 1}" for grade in self.grades for i in range(grade.classes))

    @property
    def n_expected(self) -> float:
        """People that it generates on average, count."""
        return len(self.units) * self.class_size_mean + self.teachers + self.staff


class Person(Row):
    """A member of the named cast; a trait that is left out is drawn like a generated person's."""

    name: Name = Field(description="Unique name")
    full_name: Name | None = Field(default=None, description="Name in full")
    korean: Name | None = Field(default=None, description="Name in Korean script")
    role: RoleName = Field(
        description="student, teacher, staff; in a city also resident, police, rescue, medic, soldier, agent"
    )
    unit: Name | None = Field(default=None, description='Class, such as "2-5"; every student has one')
    office: Name | None = Field(default=None, description="Name of the place where this person works")
    home: Name | None = Field(
        default=None,
        description="In a city: name of the place where this person lives, with those of the cast who have the same",
    )
    age: Annotated[int, Number(0, 120, whole=True)] = Field(description="Age, years")
    sex: Sex = Field(description="f or m")
    strength: Share | None = Field(default=None, description="Bodily strength, 0 to 1; 0.5 is average")
    resolve: Share | None = Field(default=None, description="Strength of will, 0 to 1; 0.5 is average")
    stealth: Share | None = Field(default=None, description="Gift of going unnoticed, 0 to 1; 0.5 is average")
    speed: Speed | None = Field(default=None, description='Running speed, such as "5.5 m/s"')
    hearing: LevelChange | None = Field(default=None, description='Better or worse than average, such as "6 dB"')
    maker: YesNo = Field(default=False, description="Whether this person holds the virus")
    armed: Share = Field(default=0.0, description="How well armed, 0 to 1")
    keys: YesNo = Field(default=False, description="Whether this person holds the keys")


class Bond(Row):
    """What ties one named person to another."""

    from_: Name = Field(alias="from", description="Name of a person")
    to: Name = Field(description="Name of another person")
    kind: WrittenBond = Field(description="Kind of bond; classmates are generated")
    strength: Signed = Field(description="-1 to 1; below 0 for dislike and bullying")
    mutual: YesNo | None = Field(
        default=None, description="Whether it holds both ways; default true, for bullying false"
    )

    @property
    def is_mutual(self) -> bool:
        """Whether it holds both ways."""
        return self.kind is not BondKind.BULLYING if self.mutual is None else self.mutual


class Period(Row):
    """A part of the day, and where it finds people."""

    name: Name = Field(description="Unique name of the period")
    from_: Clock = Field(alias="from", description='Clock at its start, such as "08:50"')
    to: Clock = Field(description='Clock at its end, such as "09:40"')
    who: Who = Field(description="Whose timetable: a role, or all")
    where: Name = Field(description='"own room", "office", "home", "anywhere", the name of a place or of a place kind')
    noise: Level | None = Field(default=None, description='Noise that it makes, such as "55 dB"')

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles it holds for."""
        return tuple(Role) if self.who == "all" else (Role[self.who.upper()],)
