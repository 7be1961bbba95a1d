"""The ending in words: each finding as sentences that end with their event ids, and nothing that is not a finding."""

from collections import Counter

from hyosan.analysis import Ending
from hyosan.analysis.grief import Grief
from hyosan.analysis.moments import Moment
from hyosan.tell.clauses import Line, at, clock, counted, ids, listed, sentence, telling

MOST_GRIEVING = 5
LEAST_GRIEF = 0.05
SURVIVORS = ("well", "left")
CHAIN_NOTE = (
    "How many people were first infected or killed in the chain of effects of each. This describes what happened; "
    "it does not say that they would have been spared otherwise."
)


def subtitle(ending: Ending) -> str:
    """Scenario, seed and duration."""
    hours = (ending.run.reached - ending.run.start) / 3600
    span = f"{_clock(ending, ending.run.start)} to {_clock(ending, ending.run.reached)} ({hours:.3g} h)"
    kind = "canon run" if ending.run.canon else "free run"
    unfinished = (
        [] if ending.run.status == "complete" else [f"{ending.run.status} before {_clock(ending, ending.run.until)}"]
    )
    return " · ".join([ending.run.scenario, f"seed {ending.run.seed}", kind, span, *unfinished])


def headline(ending: Ending) -> str:
    """Who made it out."""
    well, left, minds = ending.fates["well"], ending.fates["left"], ending.fates["halfbie"]
    people = counted(ending.run.people, "person", "people")
    text = [f"{well + left:,} of {people} {'was' if well + left == 1 else 'were'} never infected and made it"]
    text.append(f": {well:,} inside, {left:,} off the grounds." if left else ".")
    if ending.cast:
        named = [person.name for person in ending.cast if person.fate in SURVIVORS]
        cast = counted(len(ending.cast), "named person", "named people")
        text.append(f" Of the {cast}, {listed(named, 14)} did." if named else f" None of the {cast} did.")
    if minds:
        kept = "and became a halfbie" if minds == 1 else "and became halfbies"
        text.append(f" {counted(minds, 'other was', 'others were')} infected {kept}.")
    return "".join(text)


def beginning(ending: Ending) -> list[Line]:
    """How it began; the infection by an injection goes without saying."""
    lines: list[Line] = []
    moments = ending.beginning
    for before, moment in zip((None, *moments), moments, strict=False):
        if before and moment.kind == "infection" and before.kind == "inject" and moment.who == before.other:
            lines[-1] = Line(_clock(ending, before.time), sentence(before, moment))
        else:
            lines.append(Line(_clock(ending, moment.time), sentence(moment)))
    return lines


def spread(ending: Ending) -> list[Line]:
    """How the place fell, in order of time."""
    fall = ending.fall
    said: list[tuple[int, str]] = []
    if fall.first_bite:
        said.append((fall.first_bite.time, sentence(fall.first_bite)))
    if len(fall.floors) > 1:
        origin, *others = fall.floors
        floors = f"floor{'s' if len(others) > 1 else ''} {listed([str(reached.floor) for reached in others], 20)}"
        told = f"From floor {origin.floor} it had spread to {floors} {ids(reached.infection for reached in others)}"
        said.append((others[-1].infection.time, told))
    if fall.peak:
        peak = fall.peak
        told = (
            f"The worst ten minutes began, with {counted(peak.infections, 'infection')} {ids([peak.first, peak.last])}"
        )
        said.append((peak.start, told))
    if fall.half:
        after = f", {(fall.half.time - fall.first_bite.time) // 60} min after the first bite" if fall.first_bite else ""
        said.append((fall.half.time, f"Half of all people were infected or dead{after} {ids([fall.half])}"))
    if fall.last_infection and fall.last_infection != fall.first_bite:
        said.append((fall.last_infection.time, f"The last infection: {sentence(fall.last_infection)}"))
    return [Line(_clock(ending, time), text) for time, text in sorted(said)]


def transmission(ending: Ending) -> list[str]:
    """Who infected whom, in numbers."""
    found = ending.tree
    if found.infected == 0:
        return ["Nobody was infected."]
    sentences = [
        f"{counted(found.infected, 'person was', 'people were')} infected, over "
        f"{counted(len(found.generations) - 1, 'generation')} after the index case. "
        f"{counted(found.infectors, 'person', 'people')} infected others; {found.half_by:,} of them account for half."
    ]
    if found.spreaders:
        each = [f"{s.name} ({s.infectees}) {ids([s.first, s.last])}" for s in found.spreaders]
        sentences.append(f"Most infections came from {listed(each)}.")
    return sentences


def turning_points(ending: Ending) -> list[Line]:
    """The events with most people in their chains of effects."""
    return [
        Line(
            _clock(ending, point.moment.time),
            f"{telling(point.moment, 'already infected' if point.is_infected else '')}: "
            f"{counted(point.lost, 'person', 'people')} ({point.share:.0%}) {ids([point.moment])}",
        )
        for point in ending.turning_points
    ]


def grief(ending: Ending) -> list[Line]:
    """What those who are left carry."""
    told = [_grieving(found) for found in ending.grief if found.sum >= LEAST_GRIEF][:MOST_GRIEVING]
    rest = len(ending.grief) - len(told)
    if rest:
        told.append(Line("", f"{counted(rest, 'other knows', 'others know')} of losses that weigh less."))
    return told


def _grieving(found: Grief) -> Line:
    names = list(dict.fromkeys(loss.other or "somebody" for loss in found.losses))
    return Line(f"{found.sum:.1f}", f"{found.name} lost {listed(names)} {ids(found.losses)}")


def remains(ending: Ending) -> list[str]:
    """What could start it again."""
    found = ending.remains
    when = _clock(ending, ending.run.reached)
    sentences = [f"No hunter was left on the grounds at {when}."]
    if found.hunters:
        each = [f"{lair.hunters:,} {at(lair.place)}" for lair in found.lairs if lair.hunters > 1]
        where = f", among them {listed(each)}" if each else ""
        sentences = [f"{counted(found.hunters, 'hunter was', 'hunters were')} on the grounds at {when}{where}."]
    if found.outside:
        sentences.append(f"{counted(found.outside, 'hunter')} off the grounds: bitten, they left before they turned.")
    if found.open:
        sentences.append(f"{counted(found.open, 'person is', 'people are')} infected and may still turn.")
    if found.halfbies:
        each = [f"{h.name} ({h.place or 'place unknown'}) {ids([h.became])}" for h in found.halfbies]
        sentences.append(f"{counted(len(each), 'halfbie')}: {listed(each, 12)}.")
    return sentences + _again(found.risen) + _strains(found.strains)


def _again(risen: tuple[Moment, ...]) -> list[str]:
    if not risen:
        return []
    times = Counter(moment.who or "somebody" for moment in risen)
    names = [f"{name} ({n} times)" if n > 1 else name for name, n in times.items()]
    return [f"Rose again after death: {listed(names)} {ids(risen)}"]


def _strains(strains: tuple[Moment, ...]) -> list[str]:
    if not strains:
        return []
    carriers = listed([moment.who or "somebody" for moment in strains])
    return [f"{counted(len(strains), 'new strain')} arose, in {carriers} {ids(strains)}"]


def farewell(ending: Ending) -> str:
    """What this ending is one of, and how to ask further."""
    return (
        f"This is one of many worlds, that of seed {ending.run.seed}; another seed ends differently. "
        "One person's story: hyosan explain RUN --who NAME"
    )


def _clock(ending: Ending, time: int) -> str:
    return clock(time, ending.run.start_date)
