"""What is documented is what there is: commands, options, exit codes, files, columns and kinds of events."""

import json
import re
from pathlib import Path

import click
import pytest

import hyosan
from hyosan import cli, errors
from hyosan.chronicle.schema import TABLES
from hyosan.interruption import EXIT_CODES
from hyosan.world import codes
from tests.worlds import SMALL_SCHOOL

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
KIND = re.compile(r"    ([A-Z_]+) = \d+(?:  #: (.*))?")
ROW = re.compile(r"\| `([a-z_]+)` \| (.*) \|")
EVERY_OPTION = [
    (name, parameter)
    for name, command in cli.hyosan.commands.items()
    for parameter in command.params
    if isinstance(parameter, click.Option) and "--help" not in parameter.opts
]


def section(title: str) -> str:
    """Text under a heading, up to the next one of its rank."""
    _, heading, rest = COMMANDS.partition(f"\n## {title}\n")
    assert heading, f"docs/commands.md has no section {title!r}"
    return rest.partition("\n## ")[0]


def documented(name: str) -> str:
    """What is said of a command."""
    _, heading, rest = COMMANDS.partition(f"\n### `hyosan {name}")
    assert heading, f"docs/commands.md does not tell of hyosan {name}"
    return re.split(r"\n##", rest, maxsplit=1)[0]


def rows(text: str) -> dict[str, str]:
    """First and second cell of the rows of a table whose first cell is code."""
    return dict(ROW.findall(text))


@pytest.mark.parametrize("name", cli.hyosan.commands)
def test_every_command_is_documented_with_its_arguments(name: str) -> None:
    usage = documented(name).partition("`")[0]
    for parameter in cli.hyosan.commands[name].params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(click.Context(cli.hyosan)) in usage


@pytest.mark.parametrize(("name", "option"), EVERY_OPTION, ids=lambda part: getattr(part, "name", part))
def test_every_option_is_documented_with_its_command(name: str, option: click.Option) -> None:
    assert f"`{option.opts[-1]}" in documented(name)


def test_no_command_or_option_is_documented_that_does_not_exist() -> None:
    told = re.findall(r"\n### `hyosan (\w+)", COMMANDS)
    assert sorted(told) == sorted(cli.hyosan.commands)
    known = {opt for _, option in EVERY_OPTION for opt in option.opts} | {"--version", "--help"}
    assert set(re.findall(r"`(--[a-z-]+)", COMMANDS)) <= known


def test_every_command_says_what_it_does_in_its_help() -> None:
    assert all(command.help for command in cli.hyosan.commands.values())
    assert [f"{name} {option.name}" for name, option in EVERY_OPTION if not option.help] == []


def test_every_exit_code_is_documented() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)}
    usage = click.UsageError.exit_code
    meant = {problem.exit_code for problem in errors.HyosanError.__subclasses__()}
    assert told == meant | {0, usage, cli.BUG, cli.ENVIRONMENT, cli.CLAIM_FAILED, *EXIT_CODES.values()}


def test_every_file_of_a_run_is_documented(tmp_path: Path) -> None:
    run = hyosan.run(SMALL_SCHOOL, until="day 1 09:00", out=tmp_path / "run")
    files = {path.relative_to(run.folder).as_posix() for path in run.folder.rglob("*") if path.is_file()}
    told = section("The folder of a run")
    assert all(f"`{name.replace('-00000', '-*')}`" in told for name in files)
    manifest = json.loads((run.folder / "manifest.json").read_text())
    assert all(f"`{key}`" in told for key in manifest)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_the_chronicle_is_documented(table: object) -> None:
    told = section("The chronicle").partition(f"`{table.name}-*.parquet`")[2]
    assert list(rows(told))[: len(table.columns)] == [column.name for column in table.columns]


@pytest.mark.parametrize(("column", "words"), [("role", codes.LinkRole), ("drive", codes.Drive)])
def test_the_words_of_a_column_are_documented(column: str, words: type[codes.IntEnum]) -> None:
    assert rows(section("The chronicle"))[column].endswith(": " + ", ".join(word.name.lower() for word in words))


def kinds_in_the_code() -> dict[str, str]:
    """Word and comment of every kind of event, as codes.py has them."""
    source = Path(codes.__file__).read_text(encoding="utf-8")
    body = source.partition("class Kind(IntEnum)")[2].partition("\n\n\n")[0]
    return {name.lower(): comment or "who" for name, comment in KIND.findall(body)}


def test_every_kind_of_event_is_documented_as_the_code_has_it() -> None:
    kinds = kinds_in_the_code()
    assert list(kinds) == [kind.name.lower() for kind in codes.Kind]
    wanted = "\n".join(f"| `{name}` | {comment} |" for name, comment in kinds.items())
    assert rows(section("Kinds of event")) == kinds, f"the table should be:\n{wanted}"


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
            assert "://" in target or (document.parent / target).exists(), f"{document.name}: {target}"
