"""Canon runs of many seeds as Markdown: claims, rows, and what became of the named people."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from chances.outcomes import Asked, Outcome, RowOutcome
from chances.tables import FATE_WORDS, KINDS, heading, table
from hyosan.analysis.claims import tallied
from hyosan.analysis.claims.ensemble import CANON_SHARE
from hyosan.tell.canon import probability
from hyosan.tell.phrases import FATES, WHY_FAILED


def report(asked: Asked, outcomes: Sequence[Outcome]) -> str:
    """Everything, as one document.

    outcomes : of at least one seed
    """
    head = heading(f"The canon of `{Path(asked.scenario).stem}`", "canon.py", asked, outcomes)
    return "\n".join([*head, *claims(outcomes), *rows(outcomes), *named_people(outcomes)])


def claims(outcomes: Sequence[Outcome]) -> list[str]:
    """In how many of the seeds each claim holds; what the canon asks for first, then what the model can do."""
    tallies = tallied([(f"seed {each.seed}", each.check) for each in outcomes]).tallies
    judged = [tally for tally in tallies if tally.n_told and tally.about.kind != "open"]
    untold = [tally.about.id for tally in tallies if not tally.n_told and tally.about.kind != "open"]
    asked = [tally for tally in judged if tally.about.kind in ("canon", "disputed")]
    kept = sum(tally.n_held >= CANON_SHARE * len(outcomes) for tally in asked)
    cells = [
        [tally.about.id, KINDS[tally.about.kind], tally.about.statement, f"{tally.n_held} of {tally.n_told}"]
        for tally in (*asked, *(tally for tally in judged if tally not in asked))
    ]
    note = f"{kept} of {len(asked)} claims of the canon (C, and the canon readings of D) hold in nine of ten runs."
    missing = [f"Cannot be told of these runs: {', '.join(untold)}.", ""] if untold else []
    return ["## Claims", "", note, "", *table(["", "", "claim", "holds"], cells), "", *missing]


def rows(outcomes: Sequence[Outcome]) -> list[str]:
    """How often each row came about, and why not."""
    by_row = list(zip(*(each.canon for each in outcomes), strict=True))
    if not by_row:
        return ["## Rows", "", "The scenario has none.", ""]
    products = sorted(sum(row.log10 for row in each.canon) for each in outcomes)
    note = (
        f"{len(by_row)} rows. The product of the probabilities of all that they asked for and got: "
        f"{probability(median(products))} in the median, {probability(products[0])} to {probability(products[-1])}. "
        "Times and p: how often a row decided in a run in which it came about, and with which probability (median)."
    )
    heads = ["row", "", "came about", "times", "p", "why not"]
    return ["## Rows", "", note, "", *table(heads, [_row(found) for found in by_row]), ""]


def _row(found: Sequence[RowOutcome]) -> list[str]:
    came = [row for row in found if row.why is None]
    times = f"{median(row.times for row in came):.0f}" if came else ""
    odds = probability(median(row.log10 for row in came)) if came else ""
    why = Counter(row.why for row in found if row.why).most_common()
    reasons = "; ".join(f"{n}: {WHY_FAILED[word]}" for word, n in why)
    return [found[0].name, found[0].kind, f"{len(came)} of {len(found)}", times, odds, reasons]


def named_people(outcomes: Sequence[Outcome]) -> list[str]:
    """How many of the seeds bring which fate to each of the named people."""
    cast = list(outcomes[0].cast)
    if not cast:
        return []
    fates = {name: Counter(each.cast[name] for each in outcomes) for name in cast}
    met = [fate for fate in FATE_WORDS if any(fates[name][fate] for name in cast)]
    cells = [[name, *(str(fates[name][fate] or "") for fate in met)] for name in cast]
    return ["## The named people", "", *table(["", *(FATES[fate] for fate in met)], cells)]
