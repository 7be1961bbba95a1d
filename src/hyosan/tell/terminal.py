"""Endings, stories and counts on a terminal or in a file."""

from hyosan.analysis import Ending, Outbreak, Story
from hyosan.analysis.epidemic import Findings
from hyosan.chronicle import RunRecord
from hyosan.tell import canon, epidemic, episodes, findings, people, tale, words
from hyosan.tell.clauses import Line, clock, counted
from hyosan.tell.episodes import ToldEpisodes
from hyosan.tell.paper import Paper, paper, styled
from hyosan.tell.phrases import FATES

FATE_STYLES = {
    "well": "bold green",
    "left": "green",
    "infected": "yellow",
    "halfbie": "magenta",
    "turned": "red",
    "dead": "bright_black",
}


def print_outcome(outcome: Ending | Outbreak) -> None:
    """Print how a run ended, of named people or of many who are counted."""
    if isinstance(outcome, Outbreak):
        print_outbreak(outcome)
    else:
        print_ending(outcome)


def print_ending(ending: Ending) -> None:
    """Print how a run ended: who made it out, then how it came to that, then what remains."""
    with paper() as page:
        page.title(ending.run.title, words.subtitle(ending))
        page.paragraph(words.headline(ending), "bold")
        page.gap()
        page.bars([(FATES[fate], n, FATE_STYLES[fate]) for fate, n in ending.fates.items() if n])
        _lines(page, "How it began", words.beginning(ending))
        _lines(page, "How it spread", words.spread(ending))
        page.sentences(words.transmission(ending))
        _cast(page, ending)
        _lines(page, "From whom, back to the index case", people.lineages(ending))
        _lines(page, "Who made it", people.survivors(ending))
        _lines(page, "Turning points", words.turning_points(ending), words.CHAIN_NOTE)
        _lines(page, "Grief", words.grief(ending))
        page.heading("What remains")
        page.sentences(words.remains(ending))
        if ending.canon is not None:
            page.heading("How likely this canon is")
            page.sentences(canon.likelihood(ending.canon))
            page.lines([*canon.least_likely(ending.canon), *canon.failures(ending.canon)])
        page.gap()
        if ending.run.content_note:
            page.paragraph(" ".join(ending.run.content_note.split()), "dim")
        page.paragraph(words.farewell(ending), "bold")


def print_outbreak(outbreak: Outbreak) -> None:
    """Print how an outbreak went: how many, when, where, from whom."""
    with paper() as page:
        page.title(outbreak.run.title, epidemic.subtitle(outbreak))
        page.paragraph(epidemic.headline(outbreak), "bold")
        page.gap()
        page.bars([(state, n, "") for state, n in outbreak.states.items() if n])
        _sentences(page, "How it went", epidemic.course(outbreak))
        _lines(page, "Attack rates", epidemic.attack_rates(outbreak))
        _sentences(page, "Where it spread", epidemic.settings(outbreak))
        _sentences(page, "How it was passed on", epidemic.transmission(outbreak))
        _lines(page, "Who infected most", epidemic.spreaders(outbreak))
        _sentences(page, "What was known and done", epidemic.response(outbreak))
        _sentences(page, "Illness, hospital and deaths", epidemic.burden(outbreak))
        _sentences(page, "How it ended", epidemic.close(outbreak))
        page.gap()
        if outbreak.run.content_note:
            page.paragraph(" ".join(outbreak.run.content_note.split()), "dim")
        page.paragraph(epidemic.farewell(outbreak), "bold")


def print_findings(title: str, found: Findings) -> None:
    """Print what infections tell of an epidemic."""
    with paper() as page:
        page.title(title, findings.overview(found))
        for heading, sentences in (
            ("Over time", [*findings.dates(found), *findings.growth(found)]),
            ("Who infected how many", [*findings.offspring(found), *findings.chains(found)]),
            ("From one to the next", findings.intervals(found)),
        ):
            _sentences(page, heading, sentences)
        if rows := findings.over_time(found):
            page.heading("Reproduction number")
            page.sentences([findings.note_on_r(found)], "dim")
            page.table(findings.TIME_COLUMNS, [[*map(styled, row)] for row in rows], whole=findings.TIME_COLUMNS)


def print_story(story: Story) -> None:
    """Print one person's story and the chain that decided it."""
    with paper() as page:
        page.title(tale.title(story), f"{story.scenario} · seed {story.seed}")
        page.paragraph(tale.summary(story), "bold")
        _lines(page, "What happened", tale.lines(story))
        _lines(page, "The chain behind it", tale.lineage(story), tale.generations(story))


def print_episodes(told: ToldEpisodes) -> None:
    """Print a run in parts, each with its title, its time and a paragraph."""
    run = told.run
    with paper() as page:
        page.title(run.title, f"{epidemic.which_run(run)} · {counted(len(told.parts), 'part')}")
        for part in told.parts:
            page.heading(f"{part.number}. {part.title}")
            page.sentences([part.span], "dim")
            page.sentences([episodes.paragraph(part)])
        page.gap()
        if run.content_note:
            page.paragraph(" ".join(run.content_note.split()), "dim")


def print_counts(record: RunRecord) -> None:
    """Print how many are in each state at the end, for a run without its chronicle."""
    manifest, counts = record.manifest, record.last_counts()
    span = f"{clock(manifest.start, manifest.start_date)} to {clock(manifest.reached, manifest.start_date)}"
    with paper() as page:
        page.title(manifest.scenario, f"seed {manifest.seed} · {span}")
        page.bars([(state, n, FATE_STYLES.get(state, "")) for state, n in counts.items() if n])
        page.gap()
        page.paragraph(
            "No events were kept, so nothing can be explained; run it again without --no-chronicle for that."
        )


def _sentences(page: Paper, title: str, sentences: list[str]) -> None:
    if sentences:
        page.heading(title)
        page.sentences(sentences)


def _lines(page: Paper, title: str, lines: list[Line], note: str = "") -> None:
    if not lines:
        return
    page.heading(title)
    if note:
        page.sentences([note], "dim")
    page.lines(lines)


def _cast(page: Paper, ending: Ending) -> None:
    if not ending.cast:
        return
    page.heading("The named people")
    rows = []
    for person in people.cast(ending):
        name, fate, *rest = people.cast_row(ending, person)
        rows.append([styled(name, "bold"), styled(fate, FATE_STYLES[person.fate]), *map(styled, rest)])
    page.table(people.COLUMNS, rows, whole=("Name", "Since", "Events"))
