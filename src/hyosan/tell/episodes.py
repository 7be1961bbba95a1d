"""A run in parts, in words: each with a title from its most particular fact, and sentences with their events."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from hyosan.analysis.episodes import Episode, Episodes, Fact
from hyosan.analysis.run_facts import RunFacts
from hyosan.tell import outbreak_parts, story_parts
from hyosan.tell.clauses import DAY_S, clock

SENTENCES = {**outbreak_parts.SENTENCES, **story_parts.SENTENCES}
TITLES = {**outbreak_parts.TITLES_BY_TOPIC, **story_parts.TITLES_BY_TOPIC}
ONCE = (
    "caught",
    "turned",
    "became",
    "turned first",
    "bitten first",
    "half",
)  #: topics that are particular in every part
PLAIN = 1.0  #: how particular it is what a part comes to
SHORT_S = 600  #: below which a part is told with its seconds
LONG_S = 3 * DAY_S  #: from which on an outbreak is told by the day


@dataclass(frozen=True)
class Sentence:
    """A sentence and the events that it rests on.

    text     : without a full stop
    events   : ids, ascending; of many the first and the last
    n_events : how many they are
    """

    text: str
    events: tuple[int, ...]
    n_events: int


@dataclass(frozen=True)
class Part:
    """One part of a run in words.

    number     : from 1
    start, end : s since the start of day 1
    span       : the same in words
    """

    number: int
    title: str
    start: int
    end: int
    span: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class ToldEpisodes:
    """A run in parts, in words.

    run   : what the run was
    parts : in order of time
    """

    run: RunFacts
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""
        plain = asdict(self)
        return {**plain["run"], "episodes": plain["parts"]}


def paragraph(part: Part) -> str:
    """The sentences of a part with the ids of their events, as one text."""
    return " ".join(f"{' '.join([sentence.text, _ids(sentence)]).rstrip()}." for sentence in part.sentences)


def _ids(sentence: Sentence) -> str:
    if not sentence.events:
        return ""
    if len(sentence.events) < sentence.n_events:
        return f"[#{sentence.events[0]} … #{sentence.events[-1]}, {sentence.n_events:,} events]"
    return f"[{', '.join(f'#{event}' for event in sentence.events)}]"


def told_in_parts(episodes: Episodes) -> ToldEpisodes:
    """Put the episodes of a run into words."""
    parts = (
        Part(
            number=episode.number,
            title=title,
            start=episode.start,
            end=episode.end,
            span=span(episodes.run, episode),
            sentences=tuple(_sentence(episodes.run, episode, fact) for fact in episode.facts),
        )
        for episode, title in zip(episodes.parts, titles(episodes), strict=True)
    )
    return ToldEpisodes(episodes.run, tuple(parts))


def _sentence(run: RunFacts, episode: Episode, fact: Fact) -> Sentence:
    is_by_day = fact.topic in outbreak_parts.SENTENCES and run.reached - run.start >= LONG_S
    text = SENTENCES[fact.topic](fact, lambda time: _when(run, episode, time, is_by_day))
    return Sentence(text, fact.evidence.events, fact.evidence.n)


def titles(episodes: Episodes) -> list[str]:
    """A title for each part, from the fact that is most particular to it; none twice as long as there is another.

    A fact is the more particular the more telling it is and the fewer parts tell of the like.
    """
    parts_with = Counter(like for part in episodes.parts for like in {_like(fact) for fact in part.facts})

    def particular(fact: Fact) -> float:
        if fact.weight == 0 or fact.topic in ONCE:
            return fact.weight or PLAIN
        return fact.weight * (1 - (parts_with[_like(fact)] - 1) / len(episodes.parts))

    found: list[str] = []
    for part in episodes.parts:
        told = sorted((fact for fact in part.facts if fact.topic in TITLES), key=particular, reverse=True)
        names = [TITLES[fact.topic](fact) for fact in told]
        found.append(next((name for name in names if name not in found), names[0]))
    return found


def _like(fact: Fact) -> tuple[str, str]:
    return fact.topic, fact.kind or (fact.moments[0].kind if fact.moments else "")


def span(run: RunFacts, episode: Episode) -> str:
    """From when to when, and for how long: `day 1 11:24 to 11:35 (11 min)`."""
    lasts = _lasting(episode.end - episode.start)
    if _in_days(episode):
        first, last = _day(run, episode.start), _day(run, episode.end - 1)
        return f"{first} to {last} ({lasts})" if first != last else f"{first} ({lasts})"
    seconds = episode.end - episode.start < SHORT_S
    begins, ends = (clock(time, run.start_date, seconds) for time in (episode.start, episode.end))
    same_day = episode.start // DAY_S == episode.end // DAY_S
    return f"{begins} to {ends.rpartition(' ')[2] if same_day else ends} ({lasts})"


def _in_days(episode: Episode) -> bool:
    """Whether a part is of whole days."""
    return episode.start % DAY_S == 0 and episode.end % DAY_S == 0 and episode.end > episode.start


def _day(run: RunFacts, time: int) -> str:
    return clock(time, run.start_date).rpartition(" ")[0]


def _when(run: RunFacts, episode: Episode, time: int, is_by_day: bool) -> str:
    """A time within a part: `at 11:24`, `on day 2 at 02:09`, `on day 12`."""
    day, _, of_day = clock(time, run.start_date).rpartition(" ")
    if is_by_day:
        return f"on {day}"
    is_within_day = episode.start // DAY_S == (episode.end - 1) // DAY_S
    return f"at {of_day}" if is_within_day else f"on {day} at {of_day}"


def _lasting(seconds: int) -> str:
    """A duration in the two units that suit it: `3 h 24 min`, `35 s`."""
    units = [(DAY_S, "d"), (3600, "h"), (60, "min"), (1, "s")]
    row = next((i for i, (unit, _) in enumerate(units) if seconds >= unit), len(units) - 1)
    told = []
    for unit, name in units[row : row + 2]:
        n, seconds = divmod(seconds, unit)
        told += [f"{n} {name}"] if n else []
    return " ".join(told) or "0 s"
