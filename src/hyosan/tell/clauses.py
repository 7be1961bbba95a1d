"""Moments as clauses and sentences: templates over facts, every sentence with its event ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hyosan.analysis.moments import Moment
from hyosan.tell.phrases import DID, INSTEAD, OUT_OF, WHILE, WITH

DAY_S = 86400
ON = ("roof", "stairs", "field", "ground", "court", "terrace")
AT = ("gate", "entrance", "exit", "station")


@dataclass(frozen=True)
class Line:
    """A sentence, and the time it is about or another short label in front of it."""

    label: str
    text: str


def clock(time: int, start_date: str | None = None, seconds: bool = False) -> str:
    """Time in text: `day 1 12:07`, or an ISO date and time.

    time       : s since the start of day 1
    start_date : ISO date of day 1; None to count days
    seconds    : whether to give them too
    """
    days, rest = divmod(time, DAY_S)
    of_day = f"{rest // 3600:02}:{rest // 60 % 60:02}" + (f":{rest % 60:02}" if seconds else "")
    if start_date is None:
        return f"day {days + 1} {of_day}"
    return f"{date.fromisoformat(start_date) + timedelta(days=days)} {of_day}"


def listed(names: Sequence[str], most: int = 6, rest: str = "others") -> str:
    """Names as a list in words, `most` at the most: `A, B and 3 others`.

    rest : what the others are called
    """
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} {rest}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def counted(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 person`, `2 people`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def upper(text: str) -> str:
    """A text that begins with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def ids(moments: Iterable[Moment], most: int = 6) -> str:
    """Event ids at the end of a sentence, ascending: `[#12, #15]`; of a long list the first and the last."""
    found = sorted({moment.event for moment in moments})
    if not found:
        return ""
    if len(found) > most:
        return f"[#{found[0]} … #{found[-1]}, {len(found)} events]"
    return f"[{', '.join(f'#{event}' for event in found)}]"


def at(place: str | None) -> str:
    """A place with its preposition, or nothing where it is not known."""
    if place is None:
        return ""
    words = place.casefold()
    preposition = "on" if any(word in words for word in ON) else "at" if any(word in words for word in AT) else "in"
    return f"{preposition} {place}"


def reason(moment: Moment) -> str:
    """Why a choice fell as it did: `(out of care; would otherwise have hidden)`; empty for other events."""
    why = OUT_OF.get(moment.drive or "", "")
    instead = INSTEAD.get(moment.runner_up or "")
    parts = [why] if why else []
    if instead and moment.runner_up != moment.kind:
        parts.append(f"would otherwise have {instead}")
    return f"({'; '.join(parts)})" if parts else ""


def clause(moment: Moment) -> str:
    """What happened and where, beginning with the verb."""
    template = _template(moment)
    said = template.format(other=moment.other or "somebody", to=moment.to, place=moment.place or "somewhere")
    # Whoever is on the way from here to there has said where.
    return said if "{to}" in template else f"{said} {at(moment.place)}".rstrip()


def _template(moment: Moment) -> str:
    for key, fuller in WITH.get(moment.kind, {}).items():
        if getattr(moment, key) is not None:
            return fuller
    return DID.get(moment.kind, moment.kind.replace("_", " "))


def doing(moment: Moment) -> str:
    """What somebody was about: `fleeing`, `going back for Ha-ri`."""
    return WHILE.get(moment.kind, DID.get(moment.kind, moment.kind)).format(other=moment.other or "somebody")


def telling(moment: Moment, aside: str = "") -> str:
    """Who did what, where and why, without the event id.

    aside : a remark about the person, as in `Ha-ri, already bitten, fled ...`
    """
    who = moment.who or "Somebody"
    parts = [f"{who}, {aside}," if aside else who, clause(moment), reason(moment)]
    return " ".join(part for part in parts if part)


def sentence(moment: Moment, *more: Moment) -> str:
    """A moment as a whole sentence with its reason and event id.

    more : moments that go without saying; only their ids are given
    """
    return f"{telling(moment)} {ids([moment, *more])}"
