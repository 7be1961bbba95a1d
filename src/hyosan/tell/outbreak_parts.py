"""What the parts of an outbreak among people who are counted tell: sentences and titles, topic by topic."""

from collections.abc import Callable

from hyosan.analysis.epidemic import Estimate
from hyosan.analysis.episodes import Fact
from hyosan.tell.clauses import counted, listed, upper
from hyosan.tell.epidemic import SETTINGS
from hyosan.tell.estimates import interval, lasting, number

When = Callable[[int], str]  #: a time in words, as in "on day 12"

MANY_A_DAY = 1_000  #: infections of which only whole ones are told
OF_CASES = {
    "onset": ("fell ill", "Illness"),
    "hospitalised": ("were taken to hospital", "Hospitals"),
    "intensive_care": ("were taken into intensive care", "Intensive care"),
    "died": ("died", "Deaths"),
    "recovered": ("recovered", "Recovery"),
    "reported": ("were reported as cases", "Reports"),
    "isolated": ("were isolated", "Isolation"),
    "quarantined": ("were quarantined", "Quarantine"),
    "turned": ("turned", "They turn"),
    "rose": ("rose again", "The dead rise"),
    "kill": ("struck down one of the infected", "They are struck down"),
}
"""What happened to cases, and the title of it."""
FIRST_TITLES = {
    "onset": "The first fall ill",
    "hospitalised": "The first in hospital",
    "intensive_care": "The first in intensive care",
    "died": "The first death",
    "reported": "The first report",
    "isolated": "The first are isolated",
    "quarantined": "The first are quarantined",
    "turned": "The first turn",
    "rose": "The first rise",
    "kill": "The first defeat",
}


def _imported(fact: Fact, when: When) -> str:
    return f"{counted(fact.n, 'case')} came from outside"


def _grew(fact: Fact, when: When) -> str:
    return f"New infections doubled every {interval(_estimate(fact), in_time=True)}"


def _declined(fact: Fact, when: When) -> str:
    return f"New infections halved every {interval(_estimate(fact), in_time=True)}"


def _estimate(fact: Fact) -> Estimate:
    found = dict(fact.figures)
    return Estimate(found["value"], found["lo"], found["hi"])


def _peak(fact: Fact, when: When) -> str:
    found = dict(fact.figures)
    per_thousand = number(1000 * found["cases"] / found["people"])
    n = f"{found['cases']:,.0f} new infections that day, {per_thousand} per 1,000 people"
    return f"The epidemic peaked {when(fact.time)}: {n}"


def _shifted(fact: Fact, when: When) -> str:
    found = dict(fact.figures)
    usual = f"against {found['usual']:.0%} in the whole outbreak"
    return f"{found['share']:.0%} of the infections passed on happened {SETTINGS[fact.kind]}, {usual}"


def _first(fact: Fact, when: When) -> str:
    more = f", {fact.n:,} in all by the end of it" if fact.n > 1 else ""
    return f"The first {_past(fact.kind, fact.n)} {when(fact.time)}{more}"


def _course(fact: Fact, when: When) -> str:
    """How many fell ill, were taken to hospital and so on."""
    (kind, n), *others = fact.figures
    begun = f"{n:,.0f} {'person' if n == 1 else 'people'} {_past(kind, n)}"
    return listed([begun, *(f"{k:,.0f} {_past(kind, k)}" for kind, k in others)], 9)


def _past(kind: str, n: float) -> str:
    said = OF_CASES[kind][0]
    return said.replace("were ", "was ", 1) if n == 1 else said


def _began(fact: Fact, when: When) -> str:
    return upper(f"{_measures(fact)} began {when(fact.time)}")


def _ended(fact: Fact, when: When) -> str:
    return upper(f"{_measures(fact)} ended {when(fact.time)}")


def _measures(fact: Fact) -> str:
    """Names of interventions, with the number of districts where they are not everywhere at once."""
    return listed([f"{name} (in {counted(n, 'district')})" if n else name for name, n in fact.places])


def _last(fact: Fact, when: When) -> str:
    return f"The last infection was {when(fact.time)}"


def _half(fact: Fact, when: When) -> str:
    return f"{upper(when(fact.time))} half of all infections had happened"


def _most_infected(fact: Fact, when: When) -> str:
    return f"Prevalence was highest {when(fact.time)}: {_of_people(fact)} infected"


def _most_ill(fact: Fact, when: When) -> str:
    return f"Most people were ill at a time {when(fact.time)}: {_of_people(fact)}"


def _of_people(fact: Fact) -> str:
    found = dict(fact.figures)
    return f"{found['n']:,.0f} people ({number(100 * found['n'] / found['people'])}%)"


def _comes_to(fact: Fact, when: When) -> str:
    """How many were infected, and how many were infected at the end."""
    found = dict(fact.figures)
    infected = int(found["infected"])
    prevalence = f"{number(100 * infected / found['people'])}% of the people"
    at_end = f"{counted(infected, 'person was', 'people were')} infected at the end of it ({prevalence})"
    if not found["cases"]:
        return f"Nobody was infected; {at_end}"
    n = f"{counted(int(found['cases']), 'infection')}, {_per_day(fact)} a day"
    return f"In all {n}, {number(100 * found['share'])}% of the outbreak's; {at_end}"


def _per_day(fact: Fact) -> str:
    per_d = dict(fact.figures)["per_d"]
    return f"{per_d:,.0f}" if per_d >= MANY_A_DAY else number(per_d)


def _title_of_cases(fact: Fact) -> str:
    return f"{_per_day(fact)} infections a day" if dict(fact.figures)["cases"] else "No new infections"


def _title_of_measures(fact: Fact) -> str:
    names = [name for name, _ in fact.places]
    verb = {"began": ("begins", "begin"), "ended": ("ends", "end")}[fact.topic][len(names) > 1]
    return upper(f"{listed(names, 2, 'other measures')} {verb}")


SENTENCES: dict[str, Callable[[Fact, When], str]] = {
    "imported": _imported,
    "grew": _grew,
    "declined": _declined,
    "peak": _peak,
    "shifted": _shifted,
    "first": _first,
    "course": _course,
    "began": _began,
    "ended": _ended,
    "half of cases": _half,
    "most infected": _most_infected,
    "most ill": _most_ill,
    "last": _last,
    "comes to": _comes_to,
}

TITLES_BY_TOPIC: dict[str, Callable[[Fact], str]] = {
    "imported": lambda fact: "From outside",
    "grew": lambda fact: f"Doubling every {lasting(_estimate(fact).value)}",
    "declined": lambda fact: f"Halving every {lasting(_estimate(fact).value)}",
    "peak": lambda fact: "The peak",
    "shifted": lambda fact: f"More and more {SETTINGS[fact.kind]}",
    "first": lambda fact: FIRST_TITLES[fact.kind],
    "course": lambda fact: OF_CASES[fact.figures[0][0]][1],
    "began": _title_of_measures,
    "ended": _title_of_measures,
    "half of cases": lambda fact: "Half of the infections",
    "most infected": lambda fact: "Most are infected",
    "most ill": lambda fact: "Most are ill",
    "last": lambda fact: "The last infections",
    "comes to": _title_of_cases,
}
