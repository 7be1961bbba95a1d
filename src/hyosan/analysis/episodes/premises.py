"""The episodes of a run of named people."""

import numpy as np

from hyosan.analysis.episodes.cutting import cut
from hyosan.analysis.episodes.episode import Episode, Episodes
from hyosan.analysis.episodes.part import Part
from hyosan.analysis.episodes.story import Story
from hyosan.analysis.episodes.strands import strands_of, worth_reading
from hyosan.analysis.facts import facts_of
from hyosan.analysis.fates import fates_of
from hyosan.analysis.run_facts import run_facts_of
from hyosan.chronicle import RunRecord


def episodes_of_premises(record: RunRecord, n: int) -> Episodes:
    """Cut a run of named people into n parts and find what each has to tell.

    Reads only events that can matter, so that a city of millions of events takes little memory.
    """
    people = record.people_columns("id", "is_named")
    cast = people.filter("is_named")["id"].to_list() if "is_named" in people.columns else []
    facts = facts_of(record, worth_reading(cast))
    story = Story(facts, fates_of(facts.events, facts.n_people))
    run = run_facts_of(record, facts.n_people)
    starts = cut(strands_of(facts, story.fates), run.start, run.reached, n)
    part_of = np.searchsorted(starts, facts.events.time, side="right") - 1
    parts = tuple(
        Episode(number + 1, start, end, Part(story, np.flatnonzero(part_of == number)).told())
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], run.reached], strict=True))
    )
    return Episodes(run, parts)
