"""Ctrl-C and SIGTERM as a question that the step loop asks, so that a run always ends between two steps."""

import signal
from types import FrameType, TracebackType
from typing import Self

EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Interruption:
    """True once the user or the system has asked to stop; a second Ctrl-C stops at once.

    Use as a context: the handlers that were there before are put back at its end.
    """

    def __init__(self) -> None:
        self.exit_code = 0
        self._before: dict[signal.Signals, object] = {}

    def __bool__(self) -> bool:
        return self.exit_code != 0

    def __enter__(self) -> Self:
        for sign in EXIT_CODES:
            self._before[sign] = signal.signal(sign, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sign, handler in self._before.items():
            signal.signal(sign, handler)  # type: ignore[arg-type]  # what signal.signal itself returned

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.exit_code = EXIT_CODES[signal.Signals(number)]
