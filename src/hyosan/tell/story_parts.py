"""What the parts of a run of named people tell: sentences and titles, topic by topic."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from hyosan.analysis.episodes import Fact
from hyosan.analysis.moments import Moment
from hyosan.tell.clauses import at, clause, counted, listed, upper
from hyosan.tell.episode_phrases import MANY, OF_NOBODY, TITLES, TITLES_OF_MANY
from hyosan.tell.phrases import OUT_OF

When = Callable[[int], str]  #: a time in words, as in "at 11:24"

MOST_NAMES = 6
MOST_IN_TITLE = 3
ALREADY = {"infection": ", already infected,", "halfbie": ", a halfbie by now,"}
BECAME = {"infected": ("was infected", "were infected"), "turned": ("turned", "turned"), "died": ("died", "died")}


def _happened(fact: Fact, when: When) -> str:
    """One event, with its time and what it was done for."""
    moment = fact.moments[0]
    return f"{upper(when(moment.time))} {_said(moment, ALREADY.get(fact.kind, ''))}{_times(fact)}"


def _said(moment: Moment, aside: str = "") -> str:
    """Who did what and what for; what nobody in particular did has words of its own."""
    if moment.who is None and moment.kind in OF_NOBODY:
        return OF_NOBODY[moment.kind].format(what=moment.to or "an order", place=moment.place or "somewhere")
    return f"{moment.who or 'Somebody'}{aside} {clause(moment)}{_why(moment)}"


def _why(moment: Moment) -> str:
    return f", {OUT_OF[moment.drive]}" if moment.drive in OUT_OF else ""


def _times(fact: Fact) -> str:
    return f", {fact.n} times in all" if fact.n > 1 else ""


def _turned_first(fact: Fact, when: When) -> str:
    moment = fact.moments[0]
    return f"{upper(when(moment.time))} {moment.who} was the first to turn, {at(moment.place)}"


def _bitten_first(fact: Fact, when: When) -> str:
    moment = fact.moments[0]
    return f"{upper(when(moment.time))} {moment.who} was the first to be bitten, by {moment.other} {at(moment.place)}"


def _half(fact: Fact, when: When) -> str:
    return f"{upper(when(fact.time))} half of all people had been infected or killed"


def _caught(fact: Fact, when: When) -> str:
    """Who of the cast was infected where, and who of them turned."""
    caught = [moment for moment in fact.moments if moment.kind == "infection"]
    turned = [moment.who or "" for moment in fact.moments if moment.kind == "turned"]
    if len(caught) == 1:
        moment = caught[0]
        return f"{upper(when(moment.time))} {moment.who} {clause(moment)}{' and turned' if turned else ''}"
    came = ""
    if turned:
        all_of_them = "both" if len(caught) == 2 else "all"
        came = f"; {all_of_them if len(turned) == len(caught) else listed(turned, MOST_NAMES)} turned"
    return f"{_by_place(caught, 'was infected', 'were infected')}{came}"


def _turned(fact: Fact, when: When) -> str:
    """Who of the cast turned of an earlier infection."""
    if len(fact.moments) == 1:
        return _happened(fact, when)
    return _by_place(fact.moments, "turned", "turned")


def _by_place(moments: Sequence[Moment], one: str, many: str) -> str:
    """The same of several people: `A and B were infected in Class 2-5, C in Corridor 3F-5`."""
    (place, first), *others = _together(moments).items()
    begun = f"{listed(first, MOST_NAMES)} {one if len(first) == 1 else many} {at(place)}"
    return listed([begun, *(f"{listed(names, MOST_NAMES)} {at(place)}" for place, names in others)], 9)


def _together(moments: Iterable[Moment]) -> dict[str | None, list[str]]:
    """Who was in which place, in order of time."""
    places: dict[str | None, list[str]] = {}
    for moment in moments:
        places.setdefault(moment.place, []).append(moment.who or "somebody")
    return places


def _tie(fact: Fact, when: When) -> str:
    """What came between one person and another, or several others."""
    first = fact.moments[0]
    others = list(dict.fromkeys(moment.other or "somebody" for moment in fact.moments))
    if len(others) == 1:
        return f"{upper(when(first.time))} {_said(first)}"
    return _said(replace(first, other=listed(others, MOST_NAMES), place=None))


def _struck(fact: Fact, when: When) -> str:
    """Where most were lost."""
    (place, n), *others = fact.places
    if not others:
        return f"Hardest hit was {place}, where {n:,} people were infected or killed"
    told = listed([f"{place} ({n:,} people infected or killed)", *(f"{name} ({k:,})" for name, k in others)])
    return f"Hardest hit were {told}"


def _reached(fact: Fact, when: When) -> str:
    return f"It reached {_areas(fact)}"


def _areas(fact: Fact) -> str:
    """Floors and districts: `floors 2 and 4`, `Dongmun`."""
    names = [name for name, _ in fact.places]
    floors = [name.removeprefix("floor ") for name in names if name.startswith("floor ")]
    told = [f"floor{'s' if len(floors) > 1 else ''} {listed(floors, 20)}"] if floors else []
    return listed([*told, *(name for name in names if not name.startswith("floor "))], 4, "other districts")


def _many(fact: Fact, when: When) -> str:
    """What several people did, or one person several times."""
    if dict(fact.figures)["people"] <= 1 and "{who}" in MANY[fact.kind]:
        return f"{_said(fact.moments[0])}{_times(fact)}"
    orders = [moment.to for moment in fact.moments if moment.to is not None]
    said = MANY[fact.kind].format(who=_who(fact), n=f"{fact.n:,}", what=listed(orders) or f"{fact.n:,} orders")
    return f"{upper(said)}{_mostly(fact)}"


def _who(fact: Fact) -> str:
    """The names of a few, the number of many."""
    people = int(dict(fact.figures)["people"])
    names = [moment.who or "somebody" for moment in fact.moments]
    return listed(names) if len(names) == people else f"{people:,} people"


def _mostly(fact: Fact) -> str:
    """Where, if it was in one place or mostly there."""
    for place, n in fact.places:
        if n == fact.n:
            return f" {at(place)}"
        if n > 2 and n > fact.n / 2:
            return f", mostly {at(place)}"
    return ""


def _reckoned(fact: Fact, when: When) -> str:
    found = dict(fact.figures)
    return (
        f"The authorities reckoned with {found['assessed']:,.0f} infected people; in truth there were "
        f"{found['actual']:,.0f}"
    )


def _whereabouts(fact: Fact, when: When) -> str:
    """Where those of the cast are who are well."""
    told = [f"{listed(names)} ({at(place)})" for place, names in _together(fact.moments).items()]
    return f"Still well at the end of it: {listed(told, 9)}"


def _counts(fact: Fact, when: When) -> str:
    """How many were infected, turned and died, and how many were well at the end."""
    n = {name: int(figure) for name, figure in fact.figures}
    (k, first), *others = [(n[word], verbs[n[word] > 1]) for word, verbs in BECAME.items() if n[word]] or [(0, "")]
    well = f"{n['well']:,} of {n['people']:,} were still well"
    if not k:
        return f"Nobody was infected or died; {well}"
    said = [f"{counted(k, 'person', 'people')} {first}", *(f"{each:,} {verb}" for each, verb in others)]
    return f"In all {listed(said)}; {well}"


def _title_of_one(fact: Fact) -> str:
    moment = fact.moments[0]
    title = TITLES.get(moment.kind, "{who}")
    return title.format(
        who=moment.who or "Somebody",
        other=moment.other or "somebody",
        place=moment.place or "a place",
        at=at(moment.place),
    )


def _title_of_tie(fact: Fact) -> str:
    others = list(dict.fromkeys(moment.other or "somebody" for moment in fact.moments))
    first = replace(fact.moments[0], other=listed(others, MOST_IN_TITLE - 1))
    return _title_of_one(replace(fact, moments=(first,)))


def _title_of_several(fact: Fact) -> str:
    """Names and what became of them: `Dae-su, On-jo and 7 others are infected`."""
    names = list(dict.fromkeys(moment.who or "somebody" for moment in fact.moments))
    if len(names) == 1:
        return _title_of_one(fact)
    happened = "are infected" if fact.topic == "caught" else "turn"
    return f"{listed(names, MOST_IN_TITLE)} {happened}"


def _title_of_many(fact: Fact) -> str:
    return TITLES_OF_MANY[fact.kind] if dict(fact.figures)["people"] != 1 else _title_of_one(fact)


def _title_of_areas(fact: Fact) -> str:
    return f"{upper(_areas(fact))} {'is' if len(fact.places) == 1 else 'are'} reached"


def _title_of_counts(fact: Fact) -> str:
    n = dict(fact.figures)
    return f"{counted(int(n['infected']), 'more is', 'more are')} infected" if n["infected"] else "A quiet time"


SENTENCES: dict[str, Callable[[Fact, When], str]] = {
    "happened": _happened,
    "became": _happened,
    "act": _happened,
    "tie": _tie,
    "turned first": _turned_first,
    "bitten first": _bitten_first,
    "half": _half,
    "caught": _caught,
    "turned": _turned,
    "struck": _struck,
    "reached": _reached,
    "many": _many,
    "reckoned": _reckoned,
    "whereabouts": _whereabouts,
    "counts": _counts,
}

TITLES_BY_TOPIC: dict[str, Callable[[Fact], str]] = {
    "happened": _title_of_one,
    "became": _title_of_one,
    "act": _title_of_one,
    "tie": _title_of_tie,
    "turned first": _title_of_one,
    "bitten first": lambda fact: "The first bite",
    "half": lambda fact: "Half are lost",
    "caught": _title_of_several,
    "turned": _title_of_several,
    "struck": lambda fact: f"{fact.places[0][0]} is overrun",
    "reached": _title_of_areas,
    "many": _title_of_many,
    "reckoned": lambda fact: TITLES["assessed"],
    "counts": _title_of_counts,
}
