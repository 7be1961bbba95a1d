"""The canon in words: how likely what was asked for was, the least likely of it, and what failed."""

from hyosan.analysis.canon import Canon, CanonRow
from hyosan.tell.clauses import Line, counted, ids
from hyosan.tell.phrases import WHY_FAILED

MOST_UNLIKELY = 5
PLAIN_FROM = -3.0  #: decimal logarithm from which on a probability is given as a number


def likelihood(canon: Canon) -> list[str]:
    """How many rows came about, and the probability of it all."""
    came = [row for row in canon.rows if row.failed is None]
    times = sum(row.times for row in came)
    often = f", {counted(times, 'time')} in all" if times > len(came) else ""
    sentences = [f"{len(came)} of {counted(len(canon.rows), 'row')} came about{often}."]
    if canon.log10 < 0.0:
        sentences.append(
            f"By itself the model would have gone this way with a probability of {probability(canon.log10)}."
        )
    return sentences


def least_likely(canon: Canon) -> list[Line]:
    """The rows that took most."""
    came = sorted((row for row in canon.rows if row.came), key=lambda row: row.log10)
    return [Line(probability(row.log10), f"{row.name}{_often(row)} {ids(row.came)}") for row in came[:MOST_UNLIKELY]]


def failures(canon: Canon) -> list[Line]:
    """The rows that did not come about, and why."""
    return [
        Line("failed", f"{row.name}: {WHY_FAILED[row.why or '']} {ids([row.failed])}")
        for row in canon.rows
        if row.failed is not None
    ]


def probability(log10: float) -> str:
    """A probability given by its decimal logarithm: `0.27`, or `10^-12.3` of small ones."""
    return f"{10**log10:.2g}" if log10 >= PLAIN_FROM else f"10^{log10:.1f}"


def _often(row: CanonRow) -> str:
    return f" ({row.times} times)" if row.times > 1 else ""
