"""The scenario: everything that a run is made from, validated and frozen."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal

import tomli_w
from pydantic import Field, PrivateAttr

from hyosan.errors import BadInput
from hyosan.scenario.accepts import Accepts, Number, Word
from hyosan.scenario.authorities import Authority, Unit
from hyosan.scenario.behaviours import Behaviour
from hyosan.scenario.canon import ChanceRow, Pin
from hyosan.scenario.city import City
from hyosan.scenario.claims import MAX_CLAIMS, Claim
from hyosan.scenario.contacts import Contacts
from hyosan.scenario.identity import Path, dotted
from hyosan.scenario.interventions import Detection, Intervention
from hyosan.scenario.kinds import AnyPopulation
from hyosan.scenario.mechanics import SourcedTable, require
from hyosan.scenario.orders import Order
from hyosan.scenario.pathogen import Pathogen
from hyosan.scenario.people import Bond, Names, Period, Person, Roster
from hyosan.scenario.places import Passage, Place, PlaceKind, Sound
from hyosan.scenario.population import Importation
from hyosan.scenario.provenance import Origins
from hyosan.scenario.quantities import NearStep, Prose, Time, WholeSeconds, YesNo
from hyosan.scenario.rows import Row
from hyosan.scenario.story import Story
from hyosan.scenario.stretch import MAX_STRETCHES, Stretch

MAX_PLACES = 50_000
MAX_PASSAGES = 200_000
MAX_CAST = 10_000
MAX_BONDS = 100_000
MAX_CANON = 1_000  #: rows
MAX_INTERVENTIONS = 100  #: their numbers stand in a column of eight bits
MAX_UNITS = 1_000
MAX_ORDERS = 500

SYSTEMS = (
    "interventions",
    "course",
    "noise",
    "decisions",
    "movement",
    "encounters",
    "transmission",
    "bonds",
    "reporting",
)
DEFAULT_SYSTEMS = ("course", "noise", "decisions", "movement", "encounters", "transmission", "bonds")

SystemName = Annotated[str, Word.of(*SYSTEMS)]
Recorded = Annotated[Literal["cast", "all", "none"], Word.of("cast", "all", "none")]
Seed = Annotated[int, Number(0, 2**63 - 1, whole=True)]


@dataclass(frozen=True)
class _Date(Accepts):
    accepted: str = "an ISO date such as 2022-01-28"

    def read(self, value: Any) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.refuse(value) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Scenario(Row):
    """All that a run is made from; made by `load`, never changed."""

    title: Prose = Field(description="Title")
    summary: Prose | None = Field(default=None, description="What it is about, in a few sentences")
    content_note: Prose | None = Field(default=None, description="What readers should know before they read on")
    seed: Seed = Field(default=1, description="Seed of all draws, a whole number")
    start: Time = Field(description='Start, such as "day 1 08:00"')
    until: Time = Field(description='End, such as "day 2 08:00"')
    start_date: Annotated[date, _Date()] | None = Field(default=None, description="Date of day 1, for texts")
    step: WholeSeconds = Field(default=60, description='Length of a step; default "1 min"')
    near_step: NearStep = Field(default=5, description='Step near hunters, 1 s to 5 s; default "5 s"')
    stretch: tuple[Stretch, ...] = Field(
        default=(), max_length=MAX_STRETCHES, description="Later stretches with steps of their own"
    )
    systems: tuple[SystemName, ...] = Field(
        default=DEFAULT_SYSTEMS, max_length=len(SYSTEMS), description="Processes that run"
    )
    record_moves_of: Recorded = Field(default="cast", description="Whose moves are recorded: cast, all or none")
    series_every: WholeSeconds | None = Field(
        default=None, description='Time between counts; default "1 min", or a longer step'
    )
    place_series_every: WholeSeconds | None = Field(
        default=None, description='Time between counts by place; default "10 min", or a longer step'
    )
    place_kind: tuple[PlaceKind, ...] = Field(default=(), max_length=500, description="Kinds of places")
    place: tuple[Place, ...] = Field(default=(), max_length=MAX_PLACES, description="Places")
    passage: tuple[Passage, ...] = Field(default=(), max_length=MAX_PASSAGES, description="Ways between places")
    sound: tuple[Sound, ...] = Field(default=(), max_length=100, description="Sounds")
    city: City | None = Field(default=None, description="A city around the places, for a population of households")
    roster: Roster = Field(default=Roster.model_construct(), description="People that are generated")
    names: Names = Field(default=Names.model_construct(), description="What generated people are called")
    period: tuple[Period, ...] = Field(default=(), max_length=500, description="Timetable")
    person: tuple[Person, ...] = Field(default=(), max_length=MAX_CAST, description="The named cast")
    bond: tuple[Bond, ...] = Field(default=(), max_length=MAX_BONDS, description="Bonds within the cast")
    behaviour: tuple[Behaviour, ...] = Field(default=(), max_length=100, description="Acts and their utilities")
    mind: SourcedTable = Field(default_factory=dict, description="Numbers of perception, fear and grief, by name")
    motion: SourcedTable = Field(default_factory=dict, description="Numbers of movement, by name")
    encounter: SourcedTable = Field(default_factory=dict, description="Numbers of encounters, by name")
    bonds: SourcedTable = Field(default_factory=dict, description="Numbers of how bonds change, by name")
    binding: SourcedTable = Field(default_factory=dict, description="Numbers of how the infected are tied up, by name")
    kinship: SourcedTable = Field(default_factory=dict, description="Numbers of how halfbies find one another, by name")
    fire: SourcedTable = Field(default_factory=dict, description="Numbers of fires, by name")
    fall: SourcedTable = Field(default_factory=dict, description="Numbers of falls from a height, by name")
    longing: SourcedTable = Field(default_factory=dict, description="Numbers of what people go far for, by name")
    population: AnyPopulation | None = Field(
        default=None, description="A large population, in place of a roster: a name out of the catalog, or a table"
    )
    contacts: Contacts = Field(default=Contacts.model_construct(), description="How often people meet, by setting")
    importation: tuple[Importation, ...] = Field(
        default=(), max_length=1_000, description="People infected from outside"
    )
    detection: tuple[Detection, ...] = Field(default=(), max_length=100, description="Which cases are reported, when")
    intervention: tuple[Intervention, ...] = Field(
        default=(), max_length=MAX_INTERVENTIONS, description="What is done about the outbreak"
    )
    record_quarantines: YesNo = Field(
        default=False, description="Whether isolations and quarantines are recorded one by one; default false"
    )
    authority: Authority | None = Field(default=None, description="How what happens becomes what is known")
    unit: tuple[Unit, ...] = Field(default=(), max_length=MAX_UNITS, description="People who are sent together")
    order: tuple[Order, ...] = Field(
        default=(), max_length=MAX_ORDERS, description="What the authorities order once they reckon with something"
    )
    pin: tuple[Pin, ...] = Field(default=(), max_length=MAX_CANON, description="Decisions of a canon run")
    chance: tuple[ChanceRow, ...] = Field(default=(), max_length=MAX_CANON, description="Luck of a canon run")
    pathogen: Pathogen = Field(description="The pathogen: a name out of the catalog, or a table")
    story: Story = Field(default=Story.model_construct(), description="What no mechanism decides")
    claim: tuple[Claim, ...] = Field(default=(), max_length=MAX_CLAIMS, description="Claims to hold a run against")

    _resolved: dict[str, Any] = PrivateAttr(default_factory=dict)
    _origins: Origins = PrivateAttr(default_factory=lambda: Origins("scenario"))

    def of_files(self, resolved: dict[str, Any], origins: Origins) -> "Scenario":
        """This scenario, knowing the resolved table that it was read from and where each key was written."""
        self._resolved = resolved
        self._origins = origins
        return self

    def to_toml(self) -> str:
        """The resolved scenario, quantities as they were written; loading it gives an equal scenario."""
        return tomli_w.dumps(self._resolved)

    @cached_property
    def hash(self) -> str:
        """BLAKE2b-256 of the resolved content but the claims, which decide nothing, in hexadecimal digits."""
        deciding = {key: value for key, value in self._resolved.items() if key != "claim"}
        content = json.dumps(deciding, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
        return hashlib.blake2b(content.encode(), digest_size=32).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self._resolved == other._resolved

    def __hash__(self) -> int:
        return hash(self.hash)

    def file_of(self, path: Path) -> str:
        """The file in which a key was written, as messages name it."""
        return self._origins.file_of(path)

    def bad_input(self, path: Path, found: str, accepted: str, suggestion: str | None = None) -> BadInput:
        """The error for a key whose fault shows only when the world is built.

        path : keys and row labels, as in ("person", "On-jo", "unit")
        Returns: a BadInput naming the file in which the key was written; the caller raises it.
        """
        return BadInput(self.file_of(path), dotted(path), found, accepted, suggestion)

    def require(self, table_name: str, names: Sequence[str]) -> dict[str, float]:
        """Values of a free table ("mind", "pathogen.hunting") in base units, if it holds exactly these names.

        Raises: BadInput naming the file, for an unknown name or for missing ones.
        """
        path = tuple(table_name.split("."))
        table: Any = self
        for key in path:
            table = getattr(table, key)
        return require(table_name, table, names, lambda key: self.file_of((*path, key)))
