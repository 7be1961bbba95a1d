"""What can go wrong, and with which exit code the program then ends.

    HyosanError
    ├── BadInput            1   input that cannot be used; the message says what, where, and what would do
    ├── EnvironmentProblem  3   the machine refuses: disk, memory, permission
    └── DamagedRun          4   a run folder is not what the program wrote

Every other exception is a bug of ours (70). An interrupt ends with 130 (`INTERRUPTED`).
"""

from typing import ClassVar

INTERRUPTED = 130  #: exit code after Ctrl-C; the run can be resumed


class HyosanError(Exception):
    """A problem that is told in one message, without a traceback."""

    exit_code: ClassVar[int] = 70


class BadInput(HyosanError):  # noqa: N818 (named for the reader of `except`)
    """Input that cannot be used: `<file>:<key>: <found>; <accepted>[; did you mean …?][ (and n more)]`.

    file       : the file in which the offending key was written, or the option it came from ("--set")
    key        : dotted path of the key, or the place in the text ("line 3, column 7")
    found      : what is there
    accepted   : what would do
    suggestion : the nearest thing that would do, or None
    n_more     : further problems that were found, count
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self, file: str, key: str, found: str, accepted: str, suggestion: str | None = None, n_more: int = 0
    ) -> None:
        self.file = file
        self.key = key
        self.found = found
        self.accepted = accepted
        self.suggestion = suggestion
        self.n_more = n_more
        hint = f"; did you mean {suggestion}?" if suggestion else ""
        rest = f" (and {n_more} more)" if n_more else ""
        super().__init__(f"{file}:{key}: {found}; {accepted}{hint}{rest}")


class EnvironmentProblem(HyosanError):  # noqa: N818
    """The machine does not give what the work needs: disk, memory or permission."""

    exit_code: ClassVar[int] = 3


class DamagedRun(HyosanError):  # noqa: N818
    """A run folder misses files, or holds others than those that the program wrote."""

    exit_code: ClassVar[int] = 4
