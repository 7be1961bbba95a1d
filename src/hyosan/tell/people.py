"""People in words: what became of the named ones, and who is together at the end."""

from hyosan.analysis import Ending
from hyosan.analysis.ending import Named
from hyosan.analysis.fates import Fate
from hyosan.analysis.scenes import Pocket
from hyosan.tell.clauses import Line, clock, counted, doing, ids, listed
from hyosan.tell.phrases import FATES

COLUMNS = ("Name", "Fate", "Since", "Caught in", "By", "While", "Events")
MOST_POCKETS = 24  #: places whose survivors are told one by one
FATE_ORDER = [fate.name.lower() for fate in Fate]


def cast(ending: Ending) -> list[Named]:
    """The named people, those who fared best first, then in the order in which it was decided."""
    return sorted(ending.cast, key=lambda who: (FATE_ORDER.index(who.fate), who.decided.time if who.decided else -1))


def cast_row(ending: Ending, person: Named) -> tuple[str, ...]:
    """One of the named people as a row of `COLUMNS`."""
    step = person.lineage[0] if person.lineage else None
    caught = step.infection if step else person.decided
    told = [moment for moment in (caught, person.decided) if moment]
    return (
        person.name,
        FATES[person.fate],
        clock(person.decided.time, ending.run.start_date) if person.decided else "",
        (caught.place if caught else person.place) or "",
        (caught.other if caught else "") or "",
        doing(step.doing) if step and step.doing else "",
        ids(told),
    )


def lineages(ending: Ending) -> list[Line]:
    """Through whom the infection came to each of the named people, back to the index case."""
    lines = []
    for person in cast(ending):
        infections = [step.infection for step in person.lineage]
        if len(infections) > 1:
            infectors = " ← ".join(moment.other or "somebody" for moment in infections[:-1])
            lines.append(Line(person.name, f"{infectors} {ids(infections, 12)}"))
    return lines


def survivors(ending: Ending) -> list[Line]:
    """Who was never infected and is alive, by place, with whom."""
    inside = [pocket for pocket in ending.pockets if pocket.well and not pocket.is_outside]
    groups = [pocket for pocket in inside if len(pocket.well) > 1]
    lines = [Line(place(pocket), together(ending, pocket)) for pocket in groups[:MOST_POCKETS]]
    if rest := groups[MOST_POCKETS:]:
        people = sum(len(pocket.well) for pocket in rest)
        lines.append(Line("Elsewhere", f"{people:,} people in {counted(len(rest), 'other place')}."))
    alone = [f"{pocket.well[0]} ({pocket.place or 'place unknown'})" for pocket in inside if len(pocket.well) == 1]
    if alone:
        lines.append(Line("Alone", f"{listed(alone, 20)}."))
    return lines + departures(ending) or [Line("", "Nobody.")]


def departures(ending: Ending) -> list[Line]:
    """Who left the grounds without having been infected, and how many of them before there was danger."""
    gone = ending.departures
    if not gone:
        return []
    names = listed([moment.who or "somebody" for moment in gone], 12)
    turned = ending.fall.first_turned
    early = sum(turned is None or moment.time < turned.time for moment in gone)
    before = ""
    if early:
        before = f"{', all' if early == len(gone) else f'; {early:,} of them'} before anybody had turned"
    return [Line("Off the grounds", f"{names}{before} {ids(gone)}")]


def place(pocket: Pocket) -> str:
    """Where a pocket is."""
    floor = f", floor {pocket.floor}" if pocket.floor is not None else ""
    return f"{pocket.place or 'Place unknown'}{floor}"


def together(ending: Ending, pocket: Pocket) -> str:
    """Who is in a pocket and what keeps it safe."""
    infected = f", with {listed(pocket.infected)} (infected)" if pocket.infected else ""
    return f"{listed(pocket.well, 12)}{infected}; {safety(ending, pocket)}"


def safety(ending: Ending, pocket: Pocket) -> str:
    """Whether hunters are there, since when not, and what may keep them out."""
    if pocket.hunters:
        text = f"{counted(pocket.hunters, 'hunter')} in the same place"
    elif pocket.safe_since is None:
        text = "hunters were not counted there"
    elif pocket.safe_since <= ending.run.start:
        text = "no hunter was ever seen there"
    else:
        text = f"no hunter there since {clock(pocket.safe_since, ending.run.start_date)}"
    if pocket.barricade is None:
        return f"{text}."
    built = pocket.barricade
    return f"{text}; last barricaded by {built.who} at {clock(built.time, ending.run.start_date)} {ids([built])}"
