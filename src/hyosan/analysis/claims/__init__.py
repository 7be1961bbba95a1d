"""Claims held against runs: predicates over the chronicle, their verdicts, and how often they hold in many runs.

The language of the predicates is that of `hyosan.scenario.patterns`; here it arrives as plain tables, already checked.
`clauses` turns each clause into a frame, `joins` puts the frames of a pattern together, `truth` says whether a
predicate holds, `verdicts` and `ensemble` what that means for a claim.
"""

from hyosan.analysis.claims.ensemble import EnsembleCheck, runs_in, tallied
from hyosan.analysis.claims.verdicts import Check, Verdict, check_run

__all__ = ["Check", "EnsembleCheck", "Verdict", "check_run", "runs_in", "tallied"]
