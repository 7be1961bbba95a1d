"""What became of everybody, and which event decided it."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from hyosan.analysis.facts import Bools, Events, Ints
from hyosan.world.codes import NO_EVENT, NOBODY, Kind


class Fate(IntEnum):
    """What a person is at the end; each is counted once, and together they are everybody."""

    WELL = 0  #: never infected, on the grounds
    LEFT = 1  #: never infected, left the grounds
    INFECTED = 2  #: bitten or injected, the course still open
    HALFBIE = 3
    TURNED = 4
    DEAD = 5


FATE_OF = {
    Kind.INFECTION: Fate.INFECTED,
    Kind.STRENGTHENED: Fate.INFECTED,
    Kind.HALFBIE: Fate.HALFBIE,
    Kind.TURNED: Fate.TURNED,
    Kind.DIED: Fate.DEAD,
    Kind.ROSE: Fate.TURNED,
}


@dataclass(frozen=True)
class Fates:
    """Fates of everybody; all arrays are (people,), -1 for none.

    fate      : `Fate` codes
    decided   : event that decided it; none for the well who stayed
    infection : first infection
    infector  : who infected them then
    left      : event of leaving the grounds
    lost      : first infection or death, whichever came first
    """

    fate: Ints
    decided: Ints
    infection: Ints
    infector: Ints
    left: Ints
    lost: Ints

    @property
    def is_survivor(self) -> Bools:
        """Whether somebody was never infected and is alive."""
        return self.fate <= Fate.LEFT

    @property
    def keeps_mind(self) -> Bools:
        """Whether somebody is there to tell of it: well, or infected without having turned."""
        return self.fate < Fate.TURNED

    def counts(self) -> dict[str, int]:
        """People by fate."""
        return {fate.name.lower(): int((self.fate == fate).sum()) for fate in Fate}


def fates_of(events: Events, n_people: int) -> Fates:
    """What became of everybody: the last event of their course has decided it."""
    course = events.of(*FATE_OF)
    decided = _last(course, events.who, n_people)
    kind_code = np.zeros(max(Kind) + 1, np.int64)
    for kind, kind_fate in FATE_OF.items():
        kind_code[kind] = kind_fate
    fate = np.where(decided >= 0, kind_code[events.kind[decided]], Fate.WELL)
    minds = _last(events.of(Kind.HALFBIE, Kind.TURNED), events.who, n_people)
    # Whoever rose is again what they were before they died.
    rose = (decided >= 0) & (events.kind[decided] == Kind.ROSE)
    fate[rose & (minds >= 0) & (events.kind[minds] == Kind.HALFBIE)] = Fate.HALFBIE
    left = _last(events.of(Kind.LEFT_GROUNDS), events.who, n_people)
    has_left = (fate == Fate.WELL) & (left >= 0)
    infection = _first(events.of(Kind.INFECTION), events.who, n_people)
    return Fates(
        fate=np.where(has_left, Fate.LEFT, fate),
        decided=np.where(has_left, left, decided),
        infection=infection,
        infector=np.where(infection >= 0, events.other[infection], NOBODY),
        left=left,
        lost=_first(events.of(Kind.INFECTION, Kind.DIED), events.who, n_people),
    )


def _last(ids: Ints, who: Ints, n_people: int) -> Ints:
    """Last of some events for everybody, -1 for none; of repeated rows the last one written stays."""
    found = np.full(n_people, NO_EVENT, np.int64)
    found[who[ids]] = ids
    return found


def _first(ids: Ints, who: Ints, n_people: int) -> Ints:
    return _last(ids[::-1], who, n_people)
