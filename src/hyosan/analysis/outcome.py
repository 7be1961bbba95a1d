"""The outcome of a run, whatever its people are."""

from hyosan.analysis.ending import Ending, ending_of
from hyosan.analysis.outbreak import Outbreak, outbreak_of
from hyosan.analysis.run_facts import is_society
from hyosan.chronicle import RunRecord


def outcome_of(record: RunRecord) -> Ending | Outbreak:
    """Explain how a run ended, from its record alone: of named people, or of many who are counted.

    Raises BadInput for a run that has not ended or kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    return outbreak_of(record) if is_society(record) else ending_of(record)
