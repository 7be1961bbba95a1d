"""One person's story in words: an entry becomes one line, told of a person whom the reader has in mind."""

from collections import Counter
from itertools import zip_longest

from hyosan.analysis import Story
from hyosan.analysis.lineage import Step
from hyosan.analysis.moments import Moment
from hyosan.analysis.story import Entry
from hyosan.tell.clauses import Line, at, clause, clock, counted, doing, ids, listed, reason, telling
from hyosan.tell.phrases import DID, FATES, OUT_OF

REDUNDANT = {
    "grapple": ("bite", "kill", "escape", "shield"),
    "infection": ("bite", "inject"),
    "release": ("shield", "kill"),
    "died": ("kill",),
    "door_closed": ("barricaded",),
    "shout": ("lure_away",),
    "alarm": ("decoy",),
    "told": ("warn",),
}
"""Kinds that go without saying when one of the others is told beside them."""
MOST_PLACES = 4


def title(story: Story) -> str:
    """Who it is about: `Nam On-jo (남온조), student, class 2-5, 17 years old`."""
    korean = f" ({story.korean})" if story.korean else ""
    facts = [
        story.role or "",
        f"class {story.unit}" if story.unit else "",
        f"{story.age} years old" if story.age is not None else "",
    ]
    return ", ".join([f"{story.full_name or story.name}{korean}", *(fact for fact in facts if fact)])


def summary(story: Story) -> str:
    """What became of them, in one sentence."""
    if story.decided is None:
        return f"Never infected; at the end {at(story.place)}." if story.place else "Never infected."
    told = story.decided
    what = FATES[story.fate].capitalize() + ("; rose again" if told.kind == "rose" else "")
    infector = story.lineage[0].infection.other if story.lineage else None
    by = (
        f", infected by {infector}"
        if infector
        else f", killed by {told.other}"
        if story.fate == "dead" and told.other
        else ""
    )
    return f"{what} at {clock(told.time, story.start_date)} {at(told.place)}{by} {ids([told])}"


def lines(story: Story) -> list[Line]:
    """The story, in order of time."""
    return [
        Line(clock(entry.moments[0].time, story.start_date, seconds=True), line(story, entry))
        for entry in story.entries
    ]


def line(story: Story, entry: Entry) -> str:
    """One entry as a sentence."""
    tell = TOPICS.get(entry.topic, _plainly)
    text = tell(story, entry)
    return f"{text[:1].upper()}{text[1:]} {ids(_told(story, entry))}"


def _told(story: Story, entry: Entry) -> list[Moment]:
    """The moments that a sentence rests on; of a hunter's hours only what it did to people."""
    if entry.topic != "hunting":
        return [*entry.moments, *([entry.trigger] if entry.trigger else [])]
    return [*_did(story, entry, "bite"), *_did(story, entry, "kill")] or [entry.moments[0]]


def _did(story: Story, entry: Entry, kind: str) -> list[Moment]:
    return [moment for moment in entry.moments if moment.kind == kind and moment.who == story.name]


def _plainly(story: Story, entry: Entry) -> str:
    """Clause after clause; without the subject as long as it is the person whom the story is about."""
    kinds = {moment.kind for moment in entry.moments}
    told = [m for m in entry.moments if m.kind != "move" and not kinds.intersection(REDUNDANT.get(m.kind, ()))]
    told = [moment for moment, then in zip_longest(told, told[1:]) if not _is_renewed(moment, then)]
    is_alone = all(moment.who == story.name for moment in told)
    moves = _moves(entry)
    said = Counter(_clause(moment, moves) if is_alone else telling(moment) for moment in told)
    clauses = [f"{text} ({n} times)" if n > 1 else text for text, n in said.items()]
    return "; ".join([clauses[0] + _after(entry), *clauses[1:], *([way(moves)] if moves else [])])


def _is_renewed(moment: Moment, then: Moment | None) -> bool:
    """Whether a choice to talk was taken up again: whoever seeks somebody chooses it anew until they meet."""
    return (
        then is not None
        and moment.kind == "talk"
        and (then.kind, then.who, then.other) == ("talk", moment.who, moment.other)
    )


def _clause(moment: Moment, moves: list[str]) -> str:
    """What the person did; whoever walks after such a choice is still on the way to the other."""
    said = f"set out to talk to {moment.other}" if moment.kind == "talk" and moves else clause(moment)
    return f"{said} {reason(moment)}".rstrip()


def _after(entry: Entry) -> str:
    return f", after {telling(entry.trigger)}" if entry.trigger else ""


def _moves(entry: Entry) -> list[str]:
    return [moment.place or "somewhere" for moment in entry.moments if moment.kind == "move"]


def way(places: list[str]) -> str:
    """A way through places: `went by way of A and B to C`."""
    by = list(dict.fromkeys(place for place in places[:-1] if place != places[-1]))
    through = f"by way of {listed(by, MOST_PLACES, 'other places')} " if by else ""
    return f"went {through}to {places[-1]}"


def _ordinary(story: Story, entry: Entry) -> str:
    moves = _moves(entry)
    habit = ["went on with the timetable"] if any(moment.kind == "obey" for moment in entry.moments) else []
    return "; ".join([*habit, *([way(moves)] if moves else [])])


def _waiting(story: Story, entry: Entry) -> str:
    choices = [moment for moment in entry.moments if moment.drive]
    if len(choices) == 1:
        return _plainly(story, entry)
    acts = list(dict.fromkeys(DID[moment.kind] for moment in choices))
    drive, n = Counter(moment.drive or "" for moment in choices).most_common(1)[0]
    mostly = "" if n == len(choices) else "mostly "
    built = "; a barricade was finished" if any(moment.kind == "barricaded" for moment in entry.moments) else ""
    until = clock(entry.moments[-1].time, story.start_date, seconds=True)
    why = f"({len(choices)} choices, {mostly}{OUT_OF.get(drive, drive)})"
    return f"{listed(acts)} {at(entry.moments[0].place)} until {until} {why}{_after(entry)}{built}"


def _hunting(story: Story, entry: Entry) -> str:
    bitten = [moment.other or "somebody" for moment in _did(story, entry, "bite")]
    killed = [moment.other or "somebody" for moment in _did(story, entry, "kill")]
    said = [*([f"bit {listed(bitten, 12)}"] if bitten else []), *([f"killed {listed(killed, 12)}"] if killed else [])]
    return f"as one of the turned, {' and '.join(said) or 'reached nobody'}"


def _mourned(story: Story, entry: Entry) -> str:
    return f"missed by {listed(_names(entry, 'who'), 12)}"


def _loss(story: Story, entry: Entry) -> str:
    added = sum(moment.value or 0.0 for moment in entry.moments)
    return f"lost {listed(_names(entry, 'other'), 12)} (grief {added:.1f})"


def _followed(story: Story, entry: Entry) -> str:
    return f"{listed(_names(entry, 'who'), 8)} followed"


def _telling(story: Story, entry: Entry) -> str:
    return f"{listed(_names(entry, 'who'), 8)} learned of it from {story.name}"


def _names(entry: Entry, column: str) -> list[str]:
    return list(dict.fromkeys(getattr(moment, column) or "somebody" for moment in entry.moments))


TOPICS = {
    "ordinary": _ordinary,
    "waiting": _waiting,
    "hunting": _hunting,
    "mourned": _mourned,
    "loss": _loss,
    "followed": _followed,
    "telling": _telling,
}


def lineage(story: Story) -> list[Line]:
    """From this person's infection back to the index case."""
    return [Line(clock(step.infection.time, story.start_date), link(step)) for step in story.lineage]


def link(step: Step) -> str:
    """One infection of the lineage with what led to it."""
    caught = [step.doing] if step.doing else []
    behind = [moment for moment in step.trigger if moment not in caught][:1]
    while_ = f" while {doing(step.doing)}" if step.doing else ""
    after = f", after {telling(behind[0])}" if behind else ""
    return f"{step.infection.who} {clause(step.infection)}{while_}{after} {ids([step.infection, *caught, *behind])}"


def generations(story: Story) -> str:
    """How far this person is from the index case."""
    n = len(story.lineage) - 1
    return f"{counted(n, 'infection')} after the index case." if n > 0 else "The index case."
