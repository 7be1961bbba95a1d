"""The infection lineage of a person: who infected them, who infected that one, back to the index case."""

from dataclasses import dataclass

from hyosan.analysis.causes import chain
from hyosan.analysis.facts import Facts
from hyosan.analysis.fates import Fates
from hyosan.analysis.moments import ACTS, Moment, moment_of, moments_of
from hyosan.world.codes import Kind

MOST_TRIGGERS = 3
ENDS_TRIGGER = frozenset({Kind.BEGINNING, Kind.INFECTION, Kind.TURNED, Kind.HALFBIE, Kind.STRENGTHENED, Kind.ROSE})
TELLING = (ACTS - {Kind.OBEY}) | {
    Kind.TOLD,
    Kind.ALARM,
    Kind.OUTCRY,
    Kind.DOOR_BROKEN,
    Kind.BARRED,
    Kind.STRUCK,
    Kind.KILL,
    Kind.SENSED,
}


@dataclass(frozen=True)
class Step:
    """One infection on the way back to the index case.

    infection : the event
    doing     : the choice of the infected during which the hunter caught them, or None
    trigger   : what set off the infection, latest first: its chain of causes as far as the last change of a
                course, shortened to choices, sounds and doors
    """

    infection: Moment
    doing: Moment | None
    trigger: tuple[Moment, ...]


def lineage_of(facts: Facts, fates: Fates, who: int) -> tuple[Step, ...]:
    """Infections from a person back to the index case; empty for the uninfected.

    who : id
    """
    steps = []
    while who >= 0 and fates.infection[who] >= 0:
        steps.append(_step(facts, int(fates.infection[who])))
        who = int(fates.infector[who])
    return tuple(steps)


def _step(facts: Facts, infection: int) -> Step:
    links = facts.enabling
    before = chain_to_course(facts, infection)
    doing = (
        enabler for event in before for enabler in links.get(event, ()) if _is_own_choice(facts, enabler, infection)
    )
    caught = next(doing, None)
    return Step(
        infection=moment_of(facts, infection),
        doing=None if caught is None else moment_of(facts, caught),
        trigger=moments_of(facts, telling_steps(facts, before)[:MOST_TRIGGERS]),
    )


def chain_to_course(facts: Facts, event: int) -> list[int]:
    """Causes of an event, latest first, up to the last change in somebody's course (left out)."""
    causes = []
    for cause in chain(facts.events.cause, event)[1:]:
        if Kind(int(facts.events.kind[cause])) in ENDS_TRIGGER:
            break
        causes.append(cause)
    return causes


def telling_steps(facts: Facts, causes: list[int]) -> list[int]:
    """Those of a chain of causes that tell more than that the chain went on."""
    return [cause for cause in causes if Kind(int(facts.events.kind[cause])) in TELLING]


def _is_own_choice(facts: Facts, event: int, infection: int) -> bool:
    is_choice = facts.choices.row[event] >= 0 and facts.events.kind[event] != Kind.OBEY
    return bool(is_choice and facts.events.who[event] == facts.events.who[infection])
