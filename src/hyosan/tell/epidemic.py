"""Sentences about an outbreak among people who are counted."""

from datetime import date, timedelta

from hyosan.analysis import Outbreak
from hyosan.analysis.burden import Beds
from hyosan.analysis.measures import Measure
from hyosan.analysis.outbreak import Group, Spreader
from hyosan.analysis.run_facts import RunFacts
from hyosan.tell.clauses import Line, clock, counted, listed
from hyosan.tell.estimates import interval, number

SETTINGS = {"home": "at home", "school": "in class", "work": "at work", "community": "in the community"}
MOST_PLACES = 6  #: that are told one by one


def subtitle(outbreak: Outbreak) -> str:
    """Which run this is."""
    return which_run(outbreak.run)


def which_run(run: RunFacts) -> str:
    """Scenario, seed and time of a run, and what it is if it is not complete."""
    span = f"{clock(run.start, run.start_date)} to {clock(run.reached, run.start_date)}"
    unfinished = "" if run.status == "complete" else f" · {run.status}"
    return f"{run.scenario} · seed {run.seed} · {span}{unfinished}"


def headline(outbreak: Outbreak) -> str:
    """How many were infected."""
    people = counted(outbreak.run.people, "person", "people")
    if not outbreak.infected:
        return f"None of {people} was infected."
    return (
        f"Attack rate {outbreak.attack_rate:.1%} of {people}: "
        f"{counted(outbreak.infected, 'infection')}, {outbreak.imported:,} of them from outside."
    )


def course(outbreak: Outbreak) -> list[str]:
    """When it was worst, how fast it grew."""
    if outbreak.peak is None:
        return []
    per_thousand = 1000 * outbreak.peak.infections / outbreak.run.people
    sentences = [
        f"Peak: {_day(outbreak, outbreak.peak.day)}, with {counted(outbreak.peak.infections, 'new infection')} "
        f"({number(per_thousand)} per 1,000 people)."
    ]
    phase = outbreak.growth_phase
    if phase is not None and phase.growth.rate_per_d.value > 0:
        days = f"days {phase.first_day} to {phase.last_day}"
        sentences.append(
            f"Doubling time {interval(phase.growth.doubling_d, in_time=True)} in the growth phase, {days}."
        )
    return sentences


def attack_rates(outbreak: Outbreak) -> list[Line]:
    """Which share of whom was infected."""
    lines = [_line(f"Age {group.name}", group) for group in outbreak.by_age]
    if len(outbreak.by_place) <= MOST_PLACES:
        return lines + [_line(group.name, group) for group in outbreak.by_place]
    ranked = sorted(outbreak.by_place, key=lambda group: group.attack_rate)
    ends = f"from {_rate(ranked[0])} to {_rate(ranked[-1])}"
    return [*lines, Line("", f"Over {counted(len(ranked), 'district')}: {ends}.")]


def _line(label: str, group: Group) -> Line:
    return Line(label, f"{group.attack_rate:.1%} ({group.infected:,} of {group.people:,})")


def _rate(group: Group) -> str:
    return f"{group.attack_rate:.1%} in {group.name}"


def settings(outbreak: Outbreak) -> list[str]:
    """Which setting carried it."""
    total = sum(outbreak.by_setting.values())
    parts = sorted(outbreak.by_setting.items(), key=lambda item: -item[1])
    shares = [f"{n / total:.0%} {SETTINGS[setting]}" for setting, n in parts]
    return [f"Infections passed on: {listed(shares)}."] if len(shares) > 1 else []


def transmission(outbreak: Outbreak) -> list[str]:
    """How many each infected, how unevenly, how fast."""
    sentences = []
    first = outbreak.first_generations
    if first is not None and outbreak.generations:
        whose = "those from outside" if first.generations == 1 else f"the first {first.generations} generations"
        sentences.append(
            f"Realised R0 {interval(first.r0)}, dispersion k {interval(first.dispersion)}, "
            f"from the {counted(first.cases, 'case')} of {whose}."
        )
    generation = outbreak.generation_interval
    if generation is not None:
        sentences.append(
            f"Generation interval {number(generation.mean_d)} d (SD {number(generation.sd_d)} d), over "
            f"{counted(outbreak.generations, 'generation')}."
        )
    if outbreak.spreaders:
        infecting, behind = outbreak.infecting_share or 0.0, outbreak.share_behind_80 or 0.0
        sentences.append(
            f"{infecting:.0%} of the infected infected anybody; {behind:.0%} of them are behind 80 % of transmission."
        )
    return sentences


def spreaders(outbreak: Outbreak) -> list[Line]:
    """Who infected most, and where and when they were infected themselves."""
    return [
        Line(
            counted(found.infected, "other"),
            f"by person {found.who}, infected on day {found.day}{_where(outbreak, found)} [#{found.event}]",
        )
        for found in outbreak.spreaders
    ]


def _where(outbreak: Outbreak, found: Spreader) -> str:
    """Setting and district, as far as they are known and there is more than one."""
    if outbreak.by_place and found.place is not None:
        return f" {SETTINGS[found.setting]}, {found.place}" if found.setting else f" in {found.place}"
    return f" {SETTINGS[found.setting]}" if found.setting and len(outbreak.by_setting) > 1 else ""


def response(outbreak: Outbreak) -> list[str]:
    """What was reported, and what was done."""
    found = outbreak.response
    sentences = []
    if found.reported is not None:
        share = f", {found.reported / outbreak.infected:.0%} of infections" if outbreak.infected else ""
        since = f", the first on {_day(outbreak, found.first_day)}" if found.first_day is not None else ""
        sentences.append(f"{counted(found.reported, 'case')} reported{share}{since}.")
    sentences += [_in_force(outbreak, measure) for measure in found.measures]
    if found.never:
        sentences.append(f"Never begun: {listed(found.never)}.")
    return sentences


def _in_force(outbreak: Outbreak, measure: Measure) -> str:
    of_all = len(outbreak.by_place)
    where = f" in {measure.districts} of {of_all} districts" if measure.districts and of_all else ""
    until = "the end" if measure.last_day is None else _day(outbreak, measure.last_day)
    name = measure.name[0].upper() + measure.name[1:]
    return f"{name}{where}: from {_day(outbreak, measure.first_day)} to {until} [#{measure.event}]."


def burden(outbreak: Outbreak) -> list[str]:
    """The ill, beds and deaths."""
    found = outbreak.burden
    sentences = []
    if found.ill is not None and found.ill.people:
        share = f"{found.ill.people / outbreak.run.people:.1%} of all"
        sentences.append(f"Most people ill at a time: {found.ill.people:,} on day {found.ill.day}, {share}.")
    beds = ((found.hospital, "hospital"), (found.intensive_care, "intensive care"))
    sentences += [_beds(taken, where) for taken, where in beds if taken is not None]
    if found.deaths is not None:
        per_infection = f", {found.deaths / outbreak.infected:.2%} of infections" if outbreak.infected else ""
        sentences.append(f"{counted(found.deaths, 'death')}{per_infection}.")
    return sentences


def _beds(taken: Beds, where: str) -> str:
    admissions = f"{counted(taken.admissions, 'admission')} to {where}"
    return f"{admissions}; most beds taken on day {taken.day}: {taken.peak:,}." if taken.peak else f"{admissions}."


def close(outbreak: Outbreak) -> list[str]:
    """How it stood at the end."""
    found = outbreak.close
    if found.last_infection is None:
        return []
    last = f"the last infection was on {clock(found.last_infection, outbreak.run.start_date)}"
    if found.extinct:
        return [f"Extinct: nobody is infected any more; {last}."]
    return [
        f"Still going on: {counted(found.still_infected, 'person is', 'people are')} infected, "
        f"{counted(found.last_week, 'infection')} in the last week; {last}."
    ]


def farewell(outbreak: Outbreak) -> str:
    """What to keep in mind."""
    return f"This is one of many worlds, that of seed {outbreak.run.seed}; another seed ends differently."


def _day(outbreak: Outbreak, day: int) -> str:
    """A day by its number, and by its date where it has one."""
    start = outbreak.run.start_date
    return f"day {day}" if start is None else f"day {day} ({date.fromisoformat(start) + timedelta(days=day - 1)})"
