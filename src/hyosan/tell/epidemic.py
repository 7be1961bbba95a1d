"""Sentences about an outbreak among people who are counted."""

from hyosan.analysis import Outbreak
from hyosan.tell.clauses import clock, counted

SETTINGS = {"home": "at home", "school": "in class", "work": "at work", "community": "elsewhere"}


def subtitle(outbreak: Outbreak) -> str:
    """Which run this is."""
    span = f"{clock(outbreak.start, outbreak.start_date)} to {clock(outbreak.reached, outbreak.start_date)}"
    unfinished = "" if outbreak.status == "complete" else f" · {outbreak.status}"
    return f"{outbreak.scenario} · seed {outbreak.seed} · {span}{unfinished}"


def headline(outbreak: Outbreak) -> str:
    """How many were infected."""
    if not outbreak.infected:
        return f"None of {counted(outbreak.people, 'person', 'people')} was infected."
    return (
        f"{outbreak.attack_rate:.1%} of {counted(outbreak.people, 'person', 'people')} were infected at least once: "
        f"{counted(outbreak.infected, 'infection')}, {outbreak.imported:,} of them from outside."
    )


def course(outbreak: Outbreak) -> list[str]:
    """When it was worst, how it went from one to the next."""
    if outbreak.peak is None:
        return []
    sentences = [
        f"Most were infected on day {outbreak.peak.day}: {outbreak.peak.infections:,}. "
        f"The last infection was at {clock(outbreak.last_infection or 0, outbreak.start_date)}."
    ]
    if outbreak.generation_days is not None:
        mean, sd = outbreak.generation_days
        sentences.append(
            f"From one infection to the next took {mean:.1f} days on average (SD {sd:.1f}), over "
            f"{counted(outbreak.generations, 'generation')}."
        )
    if outbreak.first_offspring is not None:
        sentences.append(f"Each of those from outside infected {outbreak.first_offspring:.2f} others on average.")
    return sentences


def settings(outbreak: Outbreak) -> list[str]:
    """Which setting carried it."""
    total = sum(outbreak.by_setting.values())
    parts = sorted(outbreak.by_setting.items(), key=lambda item: -item[1])
    shares = [f"{n / total:.0%} {SETTINGS[setting]}" for setting, n in parts]
    return [f"Where they were infected: {', '.join(shares)}."] if len(shares) > 1 else []


def spreaders(outbreak: Outbreak) -> list[str]:
    """Who infected most, and how unevenly."""
    if not outbreak.spreaders:
        return []
    named = ", ".join(f"person {each.who} ({each.infected}) [#{each.event}]" for each in outbreak.spreaders)
    return [f"{outbreak.infecting_share or 0.0:.0%} of the infected infected anybody. Most: {named}."]


def farewell(outbreak: Outbreak) -> str:
    """What to keep in mind."""
    return f"This is one of many worlds, that of seed {outbreak.seed}; another seed ends differently."
