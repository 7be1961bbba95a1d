"""Outcomes of many seeds as Markdown: fates, survivors and claims, each with its interval."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np

from chances.outcomes import Asked, Outcome
from hyosan.analysis.claims import tallied
from hyosan.analysis.claims.ensemble import Tally
from hyosan.analysis.epidemic import Estimate
from hyosan.analysis.epidemic.estimate import share
from hyosan.analysis.fates import Fate
from hyosan.tell.clauses import counted
from hyosan.tell.phrases import FATES

FATE_WORDS = [fate.name.lower() for fate in Fate]
QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
QUANTILE_NAMES = ("least", "5 %", "25 %", "median", "75 %", "95 %", "most")
WITHOUT_SHARE = {"set by the scenario": "set by the scenario", "undecided": "cannot be told"}
KINDS = {"mechanism": "M", "canon": "C", "disputed": "D", "open": "Q", "observed": "observed"}


def report(asked: Asked, outcomes: Sequence[Outcome]) -> str:
    """Everything, as one document.

    outcomes : of at least one seed
    """
    head = heading(f"Fates in `{Path(asked.scenario).stem}`", "fates.py", asked, outcomes)
    head[2] += " Intervals: Wilson, 95 %."
    return "\n".join([*head, *named_people(outcomes), *everybody(outcomes), *claims(outcomes), *costs(outcomes)])


def heading(title: str, program: str, asked: Asked, outcomes: Sequence[Outcome]) -> list[str]:
    """Title, and what was run by which program."""
    runs = counted(len(outcomes), "canon run" if asked.canon else "free run")
    seeds = [each.seed for each in outcomes]
    people = sorted({each.people for each in outcomes})
    size = f"{people[0]:,} to {people[-1]:,} people" if len(people) > 1 else f"{people[0]:,} people"
    changed = f", with {', '.join(f'`{change}`' for change in asked.changes)}" if asked.changes else ""
    told = (
        f"{runs} of `{Path(asked.scenario).stem}`{changed}, seeds {min(seeds):,} to {max(seeds):,}, {size}. Printed by "
        f"`benchmarks/{program}`, hyosan {asked.version} (program {asked.sources}, scenario {asked.hash[:16]})."
    )
    return [f"# {title}", "", told, ""]


def named_people(outcomes: Sequence[Outcome]) -> list[str]:
    """Probability of each fate of each of the named, those who fare best first."""
    cast = list(dict.fromkeys(name for each in outcomes for name in each.cast))
    if not cast:
        return []
    n = {name: Counter(each.cast[name] for each in outcomes if name in each.cast) for name in cast}
    met = [fate for fate in FATE_WORDS if any(n[name][fate] for name in cast)]
    by_luck = sorted(cast, key=lambda name: [-n[name][fate] / n[name].total() for fate in FATE_WORDS])
    rows = [[name, *(chance(share(n[name][fate], n[name].total())) for fate in met)] for name in by_luck]
    note = "Well: never infected, on the grounds; infected: the course still open at the end."
    return ["## The named people", "", note, "", *table(["", *(FATES[fate] for fate in met)], rows), ""]


def everybody(outcomes: Sequence[Outcome]) -> list[str]:
    """How many met each fate, from the least to the most."""
    found = {"never infected, alive": [each.survivors for each in outcomes]}
    found |= {FATES[fate]: [each.fates[fate] for each in outcomes] for fate in FATE_WORDS}
    rows = [[name, *(f"{at:,.0f}" for at in np.quantile(n, QUANTILES))] for name, n in found.items() if any(n)]
    nobody = share(sum(each.survivors == 0 for each in outcomes), len(outcomes))
    kept = share(sum(_cast_survives(each) for each in outcomes), len(outcomes))
    told = [f"Nobody survives uninfected in {chance(nobody)} of the runs."]
    if any(each.cast for each in outcomes):
        told.append(f"At least one of the named people does in {chance(kept)}.")
    return ["## Everybody", "", *table(["people", *QUANTILE_NAMES], rows), "", " ".join(told), ""]


def _cast_survives(outcome: Outcome) -> bool:
    return any(fate in ("well", "left") for fate in outcome.cast.values())


def claims(outcomes: Sequence[Outcome]) -> list[str]:
    """How often each claim holds; readings and answers below those that have some."""
    tallies = tallied([(f"seed {each.seed}", each.check) for each in outcomes]).tallies
    if not tallies:
        return []
    rows = [row for tally in tallies for row in _claim(tally)]
    note = "Shares of the runs that could tell. M mechanism, C canon, D disputed, Q left open."
    return ["## Claims", "", note, "", *table(["", "", "claim", "holds", "runs", "as in"], rows), ""]


def _claim(tally: Tally) -> list[list[str]]:
    about = tally.about
    holds = chance(tally.chance) if tally.chance else WITHOUT_SHARE.get(tally.verdict, "")
    middle = f" ({_middle(tally)} in the middle)" if tally.numbers else ""
    statement = f"{about.statement}{middle}"
    example = tally.example[0] if tally.example else ""
    if about.kind == "open":
        holds = ""
    rows = [[about.id, KINDS[about.kind], statement, holds, f"{tally.n_told:,}" if tally.n_told else "", example]]
    return rows + [
        ["", "", f"– {each.name}", chance(each.chance), f"{each.n:,}", ""] for each in tally.readings if each.n
    ]


def _middle(tally: Tally) -> str:
    middle = median(tally.numbers)
    return f"{100 * middle:.3g} %" if tally.about.is_share else f"{middle:,.0f}"


def costs(outcomes: Sequence[Outcome]) -> list[str]:
    """What a seed costs."""
    run, telling = (median(each) for each in ([o.run_s for o in outcomes], [o.telling_s for o in outcomes]))
    return [f"Processor time of a seed, median: {run:.2f} s to run it, {telling:.2f} s to judge it."]


def chance(estimate: Estimate) -> str:
    """A share in percent with its interval: `4.2 % (2.9 to 6.1)`."""
    value, lo, hi = (f"{100 * each:.1f}" for each in (estimate.value, estimate.lo, estimate.hi))
    return f"{value} % ({lo} to {hi})"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table; what would end a cell in it is escaped."""
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (heads, *rows)]
    return [lines[0], f"|{'---|' * len(heads)}", *lines[1:]]
