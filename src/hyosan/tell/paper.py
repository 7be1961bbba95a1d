"""What is printed on: a console with styles where standard output can show them, plain lines where it cannot."""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hyosan.tell.clauses import Line

WIDEST = 110  #: longer lines are hard to read, however wide the terminal
PLAIN_WIDTH = 100
EVENT_IDS = re.compile(r"\[#\d[^\]]*\]")


class Paper:
    """Headings, sentences and tables, written from top to bottom.

    console : what rich writes to
    is_rich : whether it shows styles
    """

    def __init__(self, console: Console, is_rich: bool) -> None:
        self._console = console
        self.is_rich = is_rich

    def title(self, title: str, subtitle: str) -> None:
        """What this is about."""
        self._console.print()
        self._console.print(styled(title, "bold"))
        self._console.print(styled(subtitle, "dim"))
        self._console.print()

    def heading(self, title: str) -> None:
        """Begin a section."""
        self._console.print()
        self._console.print(styled(title, "bold cyan"))
        if not self.is_rich:
            self._console.print("-" * len(title))

    def paragraph(self, text: str, style: str = "") -> None:
        """A sentence or more, over the whole width."""
        self._console.print(styled(text, style))

    def sentences(self, sentences: Iterable[str], style: str = "") -> None:
        """Sentences, one below the other, set in."""
        for sentence in sentences:
            self._inset(styled(sentence, style))

    def lines(self, lines: Sequence[Line]) -> None:
        """Sentences with a label in front of each."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column()
        for line in lines:
            grid.add_row(styled(line.label, "dim"), styled(line.text))
        self._inset(grid)

    def bars(self, rows: Sequence[tuple[str, int, str]]) -> None:
        """Counts, with bars where they can be shown.

        rows : label, count, style
        """
        total = max(1, sum(count for _, count, _ in rows))
        grid = Table.grid(padding=(0, 2))
        grid.add_column()
        grid.add_column(justify="right")
        grid.add_column()
        for label, count, style in rows:
            bar = "█" * max(1, round(40 * count / total)) if self.is_rich else ""
            grid.add_row(styled(label), styled(f"{count:,}", "bold"), styled(bar, style))
        self._inset(grid)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[Text]], whole: Sequence[str]) -> None:
        """Rows under a header.

        columns : headings
        rows    : cells
        whole   : headings of the columns that are not broken where there is room; the first one never is
        """
        has_room = self._console.width >= PLAIN_WIDTH
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="dim")
        for column in columns:
            table.add_column(column, no_wrap=column == columns[0] or (has_room and column in whole), overflow="fold")
        for row in rows:
            table.add_row(*row)
        self._inset(table)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def _inset(self, what: RenderableType) -> None:
        self._console.print(Padding(what, (0, 0, 0, 2)))


@contextmanager
def paper() -> Iterator[Paper]:
    """Paper over standard output as it is now, so that redirecting it is respected."""
    if sys.stdout.isatty():
        console = Console(highlight=False, markup=False, emoji=False)
        console.width = min(console.width, WIDEST)
        yield Paper(console, is_rich=not console.is_dumb_terminal)
        return
    # Rich fills lines up with blanks to the width of a table; a file has no use for them.
    buffer = io.StringIO()
    console = Console(file=buffer, width=PLAIN_WIDTH, color_system=None, highlight=False, markup=False, emoji=False)
    yield Paper(console, is_rich=False)
    text = "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def styled(words: str, style: str = "") -> Text:
    """Text as it is, never taken for markup, with event ids set back."""
    text = Text(printable(words), style=style)
    text.highlight_regex(EVENT_IDS, "not bold not italic dim")
    return text


def printable(words: str) -> str:
    """Text in which nothing moves the cursor or changes colours: names are data."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
