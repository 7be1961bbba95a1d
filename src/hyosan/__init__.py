"""Hyosan: an individual-based outbreak simulator that explains its endings.

    >>> import hyosan
    >>> run = hyosan.run("hyosan-high", seed=1)
    >>> run.ending(), run.explain("Nam-ra"), run.chronicle

Nothing is imported before it is used, so that `import hyosan` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hyosan.runs import Run, check, load, open_run, resume, run

__version__ = "0.1.0"
__all__ = ["Run", "__version__", "check", "load", "open_run", "resume", "run"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("hyosan.runs"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
