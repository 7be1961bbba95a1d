"""A run in parts: cut at its own turning points, each part with the few facts that tell what changed in it.

`cutting` finds the cuts, whatever the run is of; `strands` and `part` know named people, `tally` and `stretch` people
who are counted; `tell.episodes` puts the facts into words.
"""

from hyosan.analysis.episodes.episode import Episode, Episodes, Evidence, Fact
from hyosan.analysis.episodes.premises import episodes_of_premises
from hyosan.analysis.episodes.society import episodes_of_society
from hyosan.analysis.run_facts import is_society
from hyosan.chronicle import RunRecord

__all__ = ["Episode", "Episodes", "Evidence", "Fact", "episodes_of"]


def episodes_of(record: RunRecord, n: int) -> Episodes:
    """Cut a run into n parts at its own turning points, and find what each has to tell.

    n : count
    Raises BadInput for a run that has not ended, kept no chronicle or does not have so many parts that tell something
    of their own, DamagedRun if a file is not what the run wrote.
    """
    return episodes_of_society(record, n) if is_society(record) else episodes_of_premises(record, n)
