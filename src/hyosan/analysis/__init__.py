"""What a run means: findings and stories, read from its record alone.

Facts go in as arrays, findings come out as small frozen objects whose events carry their ids; `tell` puts them into
words.
"""

from hyosan.analysis.ending import Ending, ending_of
from hyosan.analysis.episodes import Episodes, episodes_of
from hyosan.analysis.outbreak import Outbreak
from hyosan.analysis.outcome import outcome_of
from hyosan.analysis.story import Story, story_of

__all__ = ["Ending", "Episodes", "Outbreak", "Story", "ending_of", "episodes_of", "outcome_of", "story_of"]
