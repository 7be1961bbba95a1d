"""How far a run has come: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from hyosan.tell.clauses import clock
from hyosan.tell.paper import printable

FIRST_LINE_S = 5.0
BETWEEN_LINES_S = 10.0


class Progress:
    """Called with the present time of a run, shows how far it has come; always answers that it may go on.

    On a terminal it is a bar on standard error that disappears at the end, elsewhere plain lines: none for
    runs of a few seconds.

    title        : what runs
    start, until : s since the start of day 1
    """

    def __init__(self, title: str, start: int, until: int) -> None:
        self._title = printable(title)
        self._start = start
        self._until = until
        self._next_line = time.monotonic() + FIRST_LINE_S
        self._bar = _bar() if sys.stderr.isatty() else None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task(self._title, now="", total=max(self._until - self._start, 1))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, now: int) -> bool:
        """Show the present time of the run.

        now : s since the start of day 1
        Returns True.
        """
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=now - self._start, now=clock(now))
        elif self._bar is None and time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + BETWEEN_LINES_S
            share = (now - self._start) / max(self._until - self._start, 1)
            print(f"{self._title}: {clock(now)} ({share:.0%})", file=sys.stderr, flush=True)
        return True


class _Plain(TextColumn):
    """Text as it is: a title is data and may hold what rich takes for markup."""

    def __init__(self, style: str, field: str) -> None:
        super().__init__("", style=style, markup=False)
        self._field = field

    def render(self, task: Task) -> Text:
        """The description, or one of the fields."""
        return Text(str(task.fields.get(self._field, task.description)), style=self.style)


def _bar() -> Bar:
    return Bar(
        _Plain("bold", "title"), BarColumn(), _Plain("cyan", "now"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
