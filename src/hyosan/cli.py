"""The commands. Printing happens here and in `tell/` only; results go to stdout, everything else to stderr.

Heavy imports wait until a command needs them, so that help and bad usage answer at once.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hyosan import __version__
from hyosan.errors import INTERRUPTED, HyosanError
from hyosan.interruption import Interruption

if TYPE_CHECKING:
    from hyosan.analysis.epidemic import Infections

Command = TypeVar("Command", bound=Callable[..., Any])

ISSUES = "the project's issue tracker, with the command, the scenario file and this text"
BUG = 70
ENVIRONMENT = 3
CLAIM_FAILED = 5

scenario_argument = click.argument("scenario")
run_argument = click.argument("run", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
set_option = click.option(
    "--set", "overrides", multiple=True, metavar="KEY=VALUE",
    help='Change one key, as in --set person.On-jo.strength=0.9; repeatable.',
)  # fmt: skip
threads_option = click.option("--threads", type=click.IntRange(1, 64), default=1, help="Never changes a result.")


def column_option(role: str, help_text: str = "") -> Callable[[Command], Command]:
    """An option that says which column of a CSV file plays a role."""
    usual = "id" if role == "id" else f"date_{role}"
    told = help_text or f"Column of the line list that holds the {role}; default {usual}."
    return click.option(f"--{role}", role, metavar="COLUMN", help=told)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hyosan")
def hyosan() -> None:
    """Hyosan: an outbreak simulator that explains its endings.

    SCENARIO is the name of a built-in scenario or the path of a TOML file.
    """


@hyosan.command()
@json_option
def scenarios(as_json: bool) -> None:
    """List the built-in scenarios."""
    from hyosan.scenario import list_scenarios, load

    found = {name: load(name) for name in list_scenarios()}
    if as_json:
        print_json({name: {"title": s.title, "summary": s.summary} for name, s in found.items()})
        return
    for name, scenario in found.items():
        click.echo(f"{name}: {scenario.title}")


@hyosan.command()
@scenario_argument
@set_option
def validate(scenario: str, overrides: tuple[str, ...]) -> None:
    """Check a scenario and everything that it refers to."""
    from hyosan.population import make_world
    from hyosan.scenario import load
    from hyosan.tell.clauses import counted

    checked = load(scenario, overrides)
    world = make_world(checked, checked.seed)
    click.echo(
        f"{checked.title}: valid. {counted(world.n, 'person', 'people')}, {counted(world.n_places, 'place')}, "
        f"pathogen {checked.pathogen.name}."
    )


@hyosan.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check them."""
    from hyosan.scenario import json_schema

    print_json(json_schema())


@hyosan.command()
@scenario_argument
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="In place of the scenario's.")
@click.option("--until", metavar="TIME", help='End, as in --until "day 1 14:00".')
@set_option
@threads_option
@click.option("--canon", is_flag=True, help="Apply the scenario's pins and chances.")
@click.option("--no-chronicle", is_flag=True, help="Keep no events; counts, final state and digest stay the same.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run; default runs/SCENARIO-SEED[-n].")
@json_option
def run(
    scenario: str,
    seed: int | None,
    until: str | None,
    overrides: tuple[str, ...],
    threads: int,
    canon: bool,
    no_chronicle: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Run a scenario and tell how it ended."""
    from hyosan.scenario import load
    from hyosan.tell.progress import Progress

    changed = [*overrides, *([f'until="{until}"'] if until is not None else [])]
    checked = load(scenario, changed)
    warn_of_compiling()
    from hyosan.engine import Options, run_scenario

    options = Options(seed=seed, canon=canon, threads=threads, chronicle=not no_chronicle)
    with Interruption() as interruption, Progress(checked.title, checked.start, checked.until) as progress:
        folder = run_scenario(
            checked, Path(scenario).stem, __version__, options, out, lambda now: progress(now) and not interruption
        )
    conclude(folder, as_json, interruption)


@hyosan.command()
@run_argument
@threads_option
@json_option
def resume(run: Path, threads: int, as_json: bool) -> None:
    """Complete a run that was interrupted; the digest is that of an undisturbed run."""
    from hyosan.chronicle import open_run
    from hyosan.tell.progress import Progress

    manifest = open_run(run).manifest
    warn_of_compiling()
    from hyosan.engine import resume_run

    with Interruption() as interruption, Progress(manifest.scenario, manifest.start, manifest.until) as progress:
        resume_run(run, threads, lambda now: progress(now) and not interruption)
    conclude(run, as_json, interruption)


@hyosan.command()
@run_argument
@click.option("--who", metavar="NAME", help="One person's story.")
@click.option("--episodes", metavar="N", type=click.IntRange(min=1), help="The run in N parts, cut where it turned.")
@json_option
def explain(run: Path, who: str | None, episodes: int | None, as_json: bool) -> None:
    """Tell how a run ended, what became of one person and why, or the whole in parts."""
    from hyosan.analysis import episodes_of, outcome_of, story_of
    from hyosan.chronicle import open_run
    from hyosan.tell import terminal
    from hyosan.tell.episodes import told_in_parts

    if who is not None and episodes is not None:
        raise click.UsageError("--who tells one person's story, --episodes that of the run; name one of the two")
    record = open_run(run)
    if who is not None:
        story = story_of(record, who)
        print_json(story.to_json()) if as_json else terminal.print_story(story)
    elif episodes is not None:
        parts = told_in_parts(episodes_of(record, episodes))
        print_json(parts.to_json()) if as_json else terminal.print_episodes(parts)
    else:
        outcome = outcome_of(record)
        print_json(outcome.to_json()) if as_json else terminal.print_outcome(outcome)


@hyosan.command()
@run_argument
@click.option(
    "--claims", "claim_file", type=click.Path(path_type=Path), help="File of claims, in place of the run's own."
)
@click.option("--strict", is_flag=True, help="End with exit code 5 if a claim fails.")
@json_option
def check(run: Path, claim_file: Path | None, strict: bool, as_json: bool) -> None:
    """Hold a run, or every run in a folder, against the claims of its scenario."""
    from hyosan.runs import check as check_folder
    from hyosan.tell import claims

    found = check_folder(run, claim_file)
    if as_json:
        print_json({"claims": [claim for each in found for claim in each.to_json()]})
    else:
        claims.print_checks(found)
    if strict and any(each.has_failed for each in found):
        sys.exit(CLAIM_FAILED)


@hyosan.command()
@click.argument("source", metavar="CASES", type=click.Path(path_type=Path))
@click.option("--contacts", type=click.Path(path_type=Path), help="CSV file of who infected whom.")
@column_option("id")
@column_option("infection")
@column_option("onset")
@column_option("report")
@column_option("death")
@column_option("from", "Column of the contacts that holds the infector; default from.")
@column_option("to", "Column of the contacts that holds the infectee; default to.")
@click.option("--dates", type=click.Choice(["iso", "day"]), default="iso", help="ISO dates (default), or day numbers.")
@click.option(
    "--several-infectors", type=click.Choice(["refuse", "keep"]), default="refuse",
    help="Of one case: refuse them, or keep them as rivals.",
)  # fmt: skip
@click.option(
    "--window", type=click.IntRange(1, 1000), help="Of reproduction numbers, in days; default 7, or 3 if short."
)
@click.option(
    "--growth-days", type=(float, float), metavar="FIRST LAST", help="Numbers of the days in which growth is measured."
)
@json_option
def analyse(
    source: Path,
    contacts: Path | None,
    window: int | None,
    growth_days: tuple[float, float] | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Tell what infections say of an epidemic: CASES is a line list (a CSV file) or the folder of a run."""
    from hyosan.analysis.epidemic import findings_of
    from hyosan.tell import terminal

    infections, is_run = read_infections(source, contacts, reading)
    days = None if growth_days is None else (growth_days[0] - 1, growth_days[1])
    found = findings_of(infections, window=window, growth_days=days, is_whole_tree=is_run)
    print_json(found.to_json()) if as_json else terminal.print_findings(str(source), found)


def read_infections(source: Path, contacts: Path | None, reading: dict[str, Any]) -> tuple["Infections", bool]:
    """Infections of a run or a line list, and which of the two it is."""
    from hyosan.analysis.epidemic import infections_of, onset_of, read_line_list
    from hyosan.chronicle import open_run

    asked = {role: reading.pop(role) for role in ("id", "infection", "onset", "report", "death", "from", "to")}
    named = {role: name for role, name in asked.items() if name is not None}
    if source.is_dir():
        if contacts is not None or named:
            raise click.UsageError("a run has its own contacts and columns; name none")
        record = open_run(source)
        return infections_of(record, onset_of(record)), True
    of_contacts: dict[str, str] = {role: named.pop(role) for role in ("from", "to") if role in named}
    return read_line_list(source, contacts, columns=named, contact_columns=of_contacts, **reading), False


@hyosan.command()
@run_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(["linelist", "contacts", "newick", "figures"]),
    required=True,
    help="linelist and contacts: CSV; newick: the transmission trees; figures: a folder of PNG and SVG.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="File, or folder of the figures; default in the present folder."
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def export(run: Path, kind: str, out: Path | None, force: bool) -> None:
    """Write the infections of a run for other programs, or draw them."""
    from hyosan.chronicle import open_run
    from hyosan.tell.exports import export_run

    for path in export_run(open_run(run), kind, out, force):
        click.echo(str(path))


@hyosan.command()
@run_argument
def digest(run: Path) -> None:
    """Recompute a run's digest from its files; fails if the manifest says otherwise."""
    from hyosan.chronicle import open_run, verify

    click.echo(verify(open_run(run)))


def conclude(folder: Path, as_json: bool, interruption: Interruption) -> None:
    """Print the ending of a run and the path of its folder, or how to go on with an interrupted one."""
    from hyosan.analysis import outcome_of
    from hyosan.chronicle import open_run
    from hyosan.tell import terminal

    record = open_run(folder)
    manifest = record.manifest
    if manifest.status == "interrupted":
        click.echo(f"Interrupted. What happened so far is kept; go on with: hyosan resume {folder}", err=True)
        sys.exit(interruption.exit_code)
    is_kept = manifest.options.get("chronicle", True)
    if as_json:
        found = outcome_of(record).to_json() if is_kept else {"counts": record.last_counts()}
        print_json({**found, "digest": manifest.digest, "run": str(folder)})
    elif is_kept:
        terminal.print_outcome(outcome_of(record))
    else:
        terminal.print_counts(record)
    click.echo(str(folder), err=as_json)


def warn_of_compiling() -> None:
    """Say why the first run takes longer; a new version also clears away what was compiled for old ones."""
    from hyosan.jit import forget_old_caches, is_compiled

    if not is_compiled():
        forget_old_caches()
        click.echo("Compiling the rules (only once for this version; a minute or two) …", err=True)


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def main() -> None:
    """Run a command and end with the exit code that its outcome has."""
    try:
        hyosan.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as usage:
        usage.show()
        sys.exit(usage.exit_code)
    except HyosanError as problem:
        click.echo(f"hyosan: {problem}", err=True)
        sys.exit(problem.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("hyosan: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except MemoryError:
        click.echo("hyosan: not enough memory; run a smaller scenario or close other programs", err=True)
        sys.exit(ENVIRONMENT)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo(f"hyosan: this is a bug of ours; please report it: {ISSUES}", err=True)
        sys.exit(BUG)
