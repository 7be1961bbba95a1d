"""Breaking the small scenario, and reading the one message that must come out."""

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import loads

from .conftest import SMALL

Case = tuple[str, str, str, str, str | None]  #: text, key, in found, in accepted, suggestion


def instead(old: str, new: str) -> str:
    """The small scenario with a piece replaced."""
    assert SMALL.count(old) >= 1, old
    return SMALL.replace(old, new, 1)


def with_row(array: str, row: str) -> str:
    return f"{SMALL}\n[[{array}]]\n{row}"


def refused(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        loads(text, file="x.toml")
    error = caught.value
    assert error.exit_code == 1
    assert str(error).startswith(f"x.toml:{error.key}: {error.found}; {error.accepted}")
    assert str(error).isprintable()
    assert len(str(error)) < 1_000
    return error


def check(case: Case) -> None:
    """The text of a case is refused with its key, its words and its suggestion."""
    text, key, found, accepted, suggestion = case
    error = refused(text)
    assert (error.key, error.suggestion) == (key, suggestion)
    assert found in error.found
    assert accepted in error.accepted


def outcome(text: str) -> BadInput | None:
    """How a text is refused; None if it loads."""
    try:
        loads(text, file="x.toml")
    except BadInput as error:
        return error
    return None
