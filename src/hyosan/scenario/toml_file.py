"""Reading a TOML file: whatever is wrong with its bytes becomes one message."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from hyosan.errors import BadInput, EnvironmentProblem
from hyosan.scenario.catalog import displayed

MAX_BYTES = 50_000_000
MAX_DEPTH = 12  #: tables and arrays inside each other
WHOLE = "file"  #: stands for the key where the file as a whole is meant

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TEXT = "a TOML text in UTF-8"


def read(path: Path) -> dict[str, Any]:
    """Content of a TOML file.

    Raises: BadInput if it is missing, no TOML, too long, too deep; EnvironmentProblem if it may not be read.
    """
    name = displayed(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(name, WHOLE, "no such file", "a path of a TOML file") from None
    except IsADirectoryError:
        raise BadInput(name, WHOLE, "a folder", "a path of a TOML file") from None
    except PermissionError as error:
        raise EnvironmentProblem(f"{name}: reading it is not permitted") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(name, WHOLE, f"cannot be read ({reason})", "a path of a TOML file") from None
    if len(content) > MAX_BYTES:
        raise BadInput(name, WHOLE, "a longer file", f"at most {MAX_BYTES:,} bytes")
    return parse(_decoded(content, name), name)


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise BadInput(name, WHOLE, "binary data or another encoding (a zero byte)", _TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput(name, f"line {line}", f"byte 0x{content[error.start]:02x}, not UTF-8", _TEXT) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """Content of a TOML text; `name` stands for the file in messages.

    Raises: BadInput if it is empty, no TOML or too deep.
    """
    if not text.strip():
        raise BadInput(name, WHOLE, "an empty file", _TEXT)
    try:
        table = tomllib.loads(unicodedata.normalize("NFC", text))  # one name, typed on two systems, is one
    except RecursionError:
        raise BadInput(name, WHOLE, "arrays nested too deep", f"at most {MAX_DEPTH} levels") from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), name) from None
    except ValueError:  # Python refuses to read such numbers
        raise BadInput(name, WHOLE, "a number of thousands of digits", "numbers of at most 18 digits") from None
    if is_deep(table):
        raise BadInput(name, WHOLE, "tables nested too deep", f"at most {MAX_DEPTH} levels")
    return table


def _syntax(message: str, name: str) -> BadInput:
    """The message of the TOML reader, with its place in the text as the key."""
    at = _AT.search(message)
    if at is None:
        return BadInput(name, WHOLE, message, _TEXT)
    key = f"line {at[1]}, column {at[2]}" if at[1] else "end of file"
    return BadInput(name, key, message[: at.start()], "valid TOML: texts stand in quotes, tables in [brackets]")


def is_deep(value: Any) -> bool:
    """Whether tables and arrays are nested in a value more than `MAX_DEPTH` levels deep."""
    level = _inside([value])
    for _ in range(MAX_DEPTH):
        level = [inner for value in level for inner in _inside(value)]
    return bool(level)


def _inside(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value
    return [part for part in inner if isinstance(part, dict | list)]
