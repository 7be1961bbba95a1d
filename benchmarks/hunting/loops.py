"""Where a step spends its time: every loop that a system's step calls, wrapped in a clock.

The functions are found, not listed: those of the package whose names stand in the code of a `step`. Time within a
wrapped function that another wrapped one calls counts for the inner one only.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from time import perf_counter
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import patch

from hyosan.engine import simulate as engine_simulate
from hyosan.systems import ORDER

ENGINE = sys.modules[engine_simulate.__module__]


@dataclass
class Spent:
    """Calls of a function, and the time that it took without the wrapped functions it called, s."""

    calls: int = 0
    own_s: float = 0.0


@dataclass
class Ledger:
    """What was spent on each function, by "system.function"."""

    spent: dict[str, Spent] = field(default_factory=dict)
    _inner: list[float] = field(default_factory=list)  # time of wrapped functions within each that is running, s

    def clocked(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which notes what it spends under a name."""
        entry = self.spent.setdefault(name, Spent())

        @wraps(getattr(function, "py_func", function))
        def run(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            begun = perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                took = perf_counter() - begun
                entry.calls += 1
                entry.own_s += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return run

    def costliest(self) -> list[tuple[str, Spent]]:
        """What was called, the costliest first."""
        called = [(name, spent) for name, spent in self.spent.items() if spent.calls]
        return sorted(called, key=lambda item: -item[1].own_s)


@contextmanager
def clocked_systems() -> Iterator[Ledger]:
    """Clock the steps of all systems and what they call, for as long as the context lasts.

    Everything must have been compiled before: a loop that is compiled while its helper wears a clock cannot call it.
    """
    ledger = Ledger()
    patches = [
        patch.object(module, name, ledger.clocked(f"{system}.{name}", getattr(module, name)))
        for system, step in ORDER
        for module in [sys.modules[step.__module__]]
        for name in sorted(_own_names(step.__code__, module))
    ]
    order = tuple((system, ledger.clocked(f"{system}.step", step)) for system, step in ORDER)
    patches.append(patch.object(ENGINE, "ORDER", order))
    for each in patches:
        each.start()
    try:
        yield ledger
    finally:
        for each in patches:
            each.stop()


def _own_names(code: CodeType, module: ModuleType) -> set[str]:
    """Functions of the package that a code calls by a name of its module, with those that functions within it call."""
    names = {name for name in code.co_names if _is_of_package(getattr(module, name, None))}
    return names.union(*(_own_names(each, module) for each in code.co_consts if isinstance(each, CodeType)))


def _is_of_package(value: object) -> bool:
    is_function = callable(value) and not isinstance(value, type)
    return is_function and str(getattr(value, "__module__", "")).startswith("hyosan.")
