import io
import sys

import pytest

from hyosan.tell.progress import Progress


class Screen(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_short_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("A school", 0, 600) as so_far:
        assert all(so_far(now) for now in range(0, 600, 60))
    assert capsys.readouterr() == ("", "")


def test_a_long_run_says_now_and_then_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([100.0, 104.0, 106.0, 107.0, 115.9, 116.1])
    monkeypatch.setattr("hyosan.tell.progress.time.monotonic", lambda: next(clock))
    with Progress("A school\x1b[31m", 0, 1000) as so_far:
        so_far(100)
        so_far(250)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "A school\N{REPLACEMENT CHARACTER}[31m: day 1 00:04 (25%)\n"


def test_a_terminal_gets_a_bar_with_the_title_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with Progress("[bold]A school[/bold]", 0, 600) as so_far:
        so_far(300)
    assert "[bold]A school[/bold]" in screen.getvalue()
