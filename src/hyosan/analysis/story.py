"""One person's story: what they chose, met, suffered and lost, in order, and the chain that decided it."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from hyosan.analysis.facts import Events, Facts, facts_of
from hyosan.analysis.fates import Fate, fates_of
from hyosan.analysis.lineage import Step, lineage_of
from hyosan.analysis.moments import Moment, moment_of, moments_of
from hyosan.analysis.run_facts import is_society
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput
from hyosan.world.codes import Kind

FOLLOWS = frozenset(
    {
        Kind.MOVE, Kind.DOOR_CLOSED, Kind.BARRICADED, Kind.BARRED, Kind.ALARM, Kind.SHOUT, Kind.OUTCRY,
        Kind.RELEASE, Kind.GRAPPLE, Kind.BITE, Kind.INFECTION, Kind.ESCAPE, Kind.KILL, Kind.DIED, Kind.SHIELD,
        Kind.STRUCK, Kind.REACHED, Kind.MUTATION, Kind.LEFT_GROUNDS,
    }
)  # fmt: skip
"""Kinds told together with their cause."""
WAITING = frozenset({Kind.STAY, Kind.HIDE, Kind.BARRICADE, Kind.SIGNAL})
OWN_CHOICE = "choice"
LASTING = ("hunting", "mourned")  #: topics of which one entry gathers everything until the course goes on
OF_CANON = (Kind.CANON_ROW, Kind.PINNED, Kind.CHANCED, Kind.ROW_FAILED)  #: told with the ending
COURSE = frozenset({Kind.TURNED, Kind.HALFBIE, Kind.STRENGTHENED, Kind.DIED, Kind.ROSE})


@dataclass(frozen=True)
class Entry:
    """Moments that are told together.

    topic   : what they have in common; the word of a kind where they are no more than that
    moments : in order of time
    trigger : what others did that set off the first of them, if it is a choice; else None
    """

    topic: str
    moments: tuple[Moment, ...]
    trigger: Moment | None = None


@dataclass(frozen=True)
class Story:
    """One person's story.

    name, full_name, korean, role, unit, age : from the roster, None where it has none
    scenario, seed, start_date : of the run
    fate     : word of their `Fate`
    decided  : the event that decided it; None for the well who stayed
    place    : where they are at the end, or None
    entries  : what happened, in order of time
    grief    : sum of the grief added
    lineage  : their infection, that of their infector, and so on back to the index case
    """

    name: str
    full_name: str | None
    korean: str | None
    role: str | None
    unit: str | None
    age: int | None
    scenario: str
    seed: int
    start_date: str | None
    fate: str
    decided: Moment | None
    place: str | None
    entries: tuple[Entry, ...]
    grief: float
    lineage: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""
        return asdict(self)


def story_of(record: RunRecord, who: str) -> Story:
    """Tell what became of one person and why, from the record of a run.

    who : name, full name, Korean name (letter case does not matter) or id number
    Raises BadInput if nobody is called that or the run has not ended or kept no chronicle, DamagedRun if a file is
    not what the run wrote.
    """
    if is_society(record):
        raise BadInput("--who", who, "the people of this run have no names", "a run of named people")
    facts = facts_of(record)
    person = facts.find(who)
    fates = fates_of(facts.events, facts.n_people)
    events = facts.events
    lost = events.of(Kind.LOST)
    decided = int(fates.decided[person])
    return Story(
        name=facts.names[person],
        full_name=facts.about(person, "full_name"),
        korean=facts.about(person, "korean"),
        role=facts.about(person, "role"),
        unit=facts.about(person, "unit"),
        age=facts.about(person, "age"),
        scenario=facts.manifest.scenario,
        seed=facts.manifest.seed,
        start_date=facts.manifest.start_date,
        fate=Fate(int(fates.fate[person])).name.lower(),
        decided=moment_of(facts, decided) if decided >= 0 else None,
        place=facts.place(int(facts.whereabouts[person])),
        entries=entries_of(facts, person),
        grief=float(np.nansum(events.value[lost[events.who[lost] == person]])),
        lineage=lineage_of(facts, fates, person),
    )


def entries_of(facts: Facts, person: int) -> tuple[Entry, ...]:
    """Events with a person in them, those told together in one entry.

    person : id
    """
    events = facts.events
    gathering = _Gathering(facts)
    hunts = False
    for event in np.flatnonzero((events.who == person) | (events.other == person)).tolist():
        kind = Kind(int(events.kind[event]))
        topic = _topic(facts, event, kind, person, hunts)
        if topic is not None:
            gathering.add(event, kind, topic)
        if kind in COURSE and events.who[event] == person:
            hunts = kind is Kind.TURNED or (kind is Kind.ROSE and hunts)
            gathering.lasting.clear()
    return tuple(
        Entry(topic, moments_of(facts, found), _trigger(facts, found[0], person)) for topic, found in gathering.entries
    )


class _Gathering:
    """Entries in the making: each event goes to the entry of its cause, or of what it continues, or begins one."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._entry_of: dict[int, list[int]] = {}  # event to the events of its entry
        self.entries: list[tuple[str, list[int]]] = []
        self.lasting: dict[str, list[int]] = {}

    def add(self, event: int, kind: Kind, topic: str) -> None:
        """Take in the next event."""
        found = self.lasting.get(topic) or self._of_cause(event, kind, topic) or self._continued(event, topic)
        if found is None:
            found = []
            self.entries.append((topic, found))
        found.append(event)
        if topic in LASTING:
            self.lasting[topic] = found
        else:
            self._entry_of[event] = found

    def _of_cause(self, event: int, kind: Kind, topic: str) -> list[int] | None:
        if kind not in FOLLOWS or topic == OWN_CHOICE:
            return None
        return self._entry_of.get(int(self._facts.events.cause[event]))

    def _continued(self, event: int, topic: str) -> list[int] | None:
        if not self.entries or self.entries[-1][0] != topic:
            return None
        found = self.entries[-1][1]
        return found if _goes_on(self._facts.events, found[-1], event, topic) else None


def _goes_on(events: Events, last: int, event: int, topic: str) -> bool:
    if topic == "waiting":
        return bool(events.place[last] == events.place[event])
    if topic in ("loss", "followed", "telling", "ordinary"):
        return True
    return bool(events.other[last] == events.other[event] and events.kind[last] == events.kind[event])


def _trigger(facts: Facts, event: int, person: int) -> Moment | None:
    """What a person saw or heard others do before they chose; nothing of an ordinary day."""
    events = facts.events
    cause = int(events.cause[event])
    is_choice = facts.choices.row[event] >= 0 and events.who[event] == person and events.kind[event] != Kind.OBEY
    if not is_choice or events.kind[cause] in (Kind.BEGINNING, Kind.OBEY):
        return None
    if person in (events.who[cause], events.other[cause]):
        return None
    return moment_of(facts, cause)


def _topic(facts: Facts, event: int, kind: Kind, person: int, hunts: bool) -> str | None:
    """What an event is about in the story of a person; None for what is not worth telling."""
    is_own = facts.events.who[event] == person
    if kind is Kind.LOST:
        return "loss" if is_own else "mourned"
    if hunts and not (is_own and kind in COURSE):
        return "hunting"
    if kind in (Kind.HUNT, Kind.MET_ON_PASSAGE, *OF_CANON):
        return None
    if kind in (Kind.FOLLOW, Kind.TOLD) and not is_own:
        return "followed" if kind is Kind.FOLLOW else "telling"
    if is_own and kind in (Kind.OBEY, Kind.MOVE):
        return "ordinary"
    if is_own and kind in WAITING:
        return "waiting"
    return OWN_CHOICE if is_own and facts.choices.row[event] >= 0 else kind.name.lower()
