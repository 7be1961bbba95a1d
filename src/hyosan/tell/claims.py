"""Claims on a terminal or in a file: what holds, what fails, what cannot be told, and the events that prove it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from hyosan.analysis.claims import Check, EnsembleCheck, Verdict
from hyosan.analysis.claims.ensemble import Share, Tally
from hyosan.analysis.epidemic.estimate import Estimate
from hyosan.analysis.moments import Moment
from hyosan.tell.clauses import Line, clock, counted, ids, listed, telling
from hyosan.tell.paper import paper

HEADINGS = {
    "mechanism": "Mechanisms",
    "canon": "What the canon tells",
    "observed": "What was observed",
    "disputed": "Where accounts differ",
    "open": "Left open",
}
SHORT = {"holds": "holds", "fails": "fails", "undecided": "?", "set by the scenario": "set"}
MOST_TOLD = 2  #: events of a claim that are told in words


def print_checks(checks: Sequence[Check] | Sequence[EnsembleCheck]) -> None:
    """Print what a run, or the runs of each scenario, say of their claims."""
    for check in checks:
        if isinstance(check, Check):
            print_check(check)
        else:
            print_ensemble(check)


def print_check(check: Check) -> None:
    """Print what one run says of its claims."""
    run = check.run
    kind = "canon run" if run.canon else "free run"
    with paper() as page:
        page.title(run.title, f"{run.scenario} · seed {run.seed} · {kind} · {counted(len(check.verdicts), 'claim')}")
        page.paragraph(_sum(verdict.verdict for verdict in check.verdicts), "bold")
        for heading, kind in _groups(verdict.kind for verdict in check.verdicts):
            page.heading(heading)
            page.lines([line for v in check.verdicts if v.kind == kind for line in _told(v, check)])
        page.gap()
        page.paragraph(
            "This is one of many worlds; of a folder of runs, hyosan check tells how often each claim holds."
        )


def print_ensemble(check: EnsembleCheck) -> None:
    """Print what many runs say of the claims of their scenario."""
    runs = counted(len(check.runs), "canon run" if check.canon else "free run")
    with paper() as page:
        page.title(check.scenario, f"{runs}: {listed(check.runs, 3)} · {counted(len(check.tallies), 'claim')}")
        page.paragraph(_sum(tally.verdict for tally in check.tallies), "bold")
        for heading, kind in _groups(tally.about.kind for tally in check.tallies):
            page.heading(heading)
            page.lines([line for t in check.tallies if t.about.kind == kind for line in _counted(t)])
        page.gap()
        page.paragraph("Shares of the runs that could tell, with 95 % intervals (Wilson).")


NO_CLAIMS = 'The scenario makes no claims. Name some in it, as in claims = ["hyosan"], or with --claims FILE.'


def _groups(kinds: Iterable[str]) -> list[tuple[str, str]]:
    there = set(kinds)
    return [(heading, kind) for kind, heading in HEADINGS.items() if kind in there]


def _sum(verdicts: Iterable[str]) -> str:
    n = Counter(verdicts)
    if not n:
        return NO_CLAIMS
    told = [f"{n['holds']:,} hold", f"{n['fails']:,} fail", f"{n['undecided']:,} cannot be told from this"]
    return listed([*told, f"{n['set by the scenario']:,} are set by the scenario"]) + "."


def _told(verdict: Verdict, check: Check) -> list[Line]:
    """A claim with its verdict, and below it what the run says."""
    lines = [_head(SHORT[verdict.verdict], verdict)]
    below = [_borne_out(verdict), _sentence(verdict.reason), _number(verdict), _happened(verdict, check)]
    return [*lines, *(Line("", text) for text in below if text)]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _head(word: str, about: Verdict) -> Line:
    accounts = f" ({' '.join(about.accounts)})" if about.accounts else ""
    return Line(f"{word:5} {about.id}", f"{about.statement}{accounts}")


def _number(verdict: Verdict) -> str:
    return "" if verdict.number is None else f"It came to {_plain(verdict.number, verdict.is_share)}."


def _plain(number: float, is_share: bool) -> str:
    """A count, or a share in percent."""
    return f"{100 * number:.3g} %" if is_share else f"{number:,.0f}"


def _borne_out(verdict: Verdict) -> str:
    """Which reading or answer the run bears out, and who says so."""
    if verdict.reading is None:
        return ""
    if verdict.kind == "open":
        return f"In this run: {verdict.reading}."
    by = {part.name: part.accounts for part in verdict.readings}
    told = "The scenario says" if verdict.verdict == "set by the scenario" else "The run bears out"
    also = [part.name for part in verdict.readings if part.verdict == "holds" and part.name != verdict.reading]
    more = f"; also: {'; '.join(also)}" if also else ""
    return f"{told}: {verdict.reading}{_by(by[verdict.reading])}{more}."


def _by(accounts: Sequence[str]) -> str:
    return f" ({' '.join(accounts)})" if accounts else ""


def _happened(verdict: Verdict, check: Check) -> str:
    moments = [check.moments[event] for event in verdict.evidence]
    told = [_moment(moment, check.run.start_date) for moment in moments[:MOST_TOLD]]
    rest = moments[MOST_TOLD:]
    return " · ".join([*told, *([f"and {ids(rest)}"] if rest else [])])


def _moment(moment: Moment, start_date: str | None) -> str:
    return f"{clock(moment.time, start_date, seconds=True)} {telling(moment)} {ids([moment])}"


def _counted(tally: Tally) -> list[Line]:
    """A claim with how often it holds, and below it what else the runs say."""
    word = SHORT[tally.verdict]
    lines = [_head(word, tally.about)]
    below = []
    if tally.chance is not None:
        below.append(f"{_chance(tally.chance)}, in {tally.n_held:,} of {counted(tally.n_told, 'run')} that could tell.")
    elif tally.verdict == "undecided":
        below.append(_sentence(tally.about.reason))
    below += [_share(each) for each in tally.readings if each.n or tally.chance is not None]
    below += _numbers(tally.numbers, tally.about.is_share)
    if tally.example is not None:
        name, events = tally.example
        below.append(f"As in {name} [{', '.join(f'#{event}' for event in events)}]")
    return [*lines, *(Line("", text) for text in below if text)]


def _chance(chance: Estimate) -> str:
    return f"{chance.value:.0%} ({chance.lo:.0%} to {chance.hi:.0%})"


def _share(each: Share) -> str:
    return f"{each.name}{_by(each.accounts)}: {_chance(each.chance)}, {counted(each.n, 'run')}."


def _numbers(numbers: Sequence[float], is_share: bool) -> list[str]:
    """The middle and the range of what the runs came to."""
    if not numbers:
        return []
    middle, least, most = (_plain(number, is_share) for number in (numbers[len(numbers) // 2], numbers[0], numbers[-1]))
    return [f"It came to {middle} in the middle, from {least} to {most}."]
