import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hyosan.analysis import Ending, ending_of, story_of
from hyosan.chronicle import RunRecord
from hyosan.tell import terminal
from tests.analysis.small_run import write_run


class Screen(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_file_gets_plain_text(ending: Ending, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_ending(ending)
    text = "\n".join(lines := printed(capsys))
    assert "\x1b" not in text
    assert max(map(len, lines)) <= 100
    assert all(line == line.rstrip() for line in lines)
    assert not set("─│┌█") & set(text)


def test_the_headline_says_who_made_it_out(ending: Ending, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_ending(ending)
    lines = printed(capsys)
    assert lines[1:5] == [
        "A small school",
        "small · seed 7 · free run · day 1 08:00 to day 1 10:00 (2 h)",
        "",
        "3 of 8 people were never infected and made it: 2 inside, 1 off the grounds. Of the 5 named people,",
    ]
    assert lines[-2].startswith("This is one of many worlds, that of seed 7;")
    assert "hyosan explain RUN --who NAME" in "\n".join(lines)


def test_names_are_not_taken_for_markup_or_commands(record: RunRecord, capsys: pytest.CaptureFixture[str]) -> None:
    ending = ending_of(record)
    terminal.print_ending(replace(ending, run=replace(ending.run, title="\x1b[31mred\x1b[0m\r")))
    lines = printed(capsys)
    assert lines[1] == "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}[0m\N{REPLACEMENT CHARACTER}"
    assert any("Ha-ri and [bold]Lee[/bold], with On-jo (infected)" in line for line in lines)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_terminal_gets_styles_within_its_width(ending: Ending, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal.print_ending(ending)
    assert "\x1b[1m" in screen.getvalue()
    assert "…" not in screen.getvalue()


def test_a_story_is_told_in_order(record: RunRecord, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_story(story_of(record, "On-jo"))
    text = " ".join(" ".join(printed(capsys)).split())
    assert text.startswith("Nam On-jo (남온조), student, class 2-5, 17 years old small · seed 7")
    assert text.index("Hid in") < text.index("took the hunter's hold") < text.index("Became a halfbie")
    assert text.index("Became a halfbie") < text.index("The chain behind it") < text.index("The chain behind it") + 1


def test_a_run_without_events_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_counts(write_run(tmp_path, chronicle=False))
    lines = printed(capsys)
    assert "  turned   2" in lines
    assert "  injected 0" not in lines
    assert lines[-1].startswith("No events were kept")


def test_an_output_that_cannot_show_every_letter_still_works(
    record: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    terminal.print_story(story_of(record, "On-jo"))
    sys.stdout.flush()
    assert b"Nam On-jo (???)" in raw.getvalue()


def test_an_empty_run_is_told(empty: RunRecord, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_ending(ending_of(empty))
    text = "\n".join(printed(capsys))
    assert "8 of 8 people were never infected and made it." in text
    assert "Nobody was infected." in text
    assert "Turning points" not in text
