"""How messages put things: the user's own text made short and safe, lists kept short, the nearest word."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

MAX_SHOWN = 60  #: longest piece of the user's text that a message repeats, characters
MANY_DIGITS = 10**18  #: from here on a whole number is described, as printing its digits may be refused


def plain(text: str, most: int = MAX_SHOWN) -> str:
    """Text on one line, without control characters, and short."""
    cut = text if len(text) <= most else f"{text[:most]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in cut)


def shown(value: object) -> str:
    """A TOML value as a message shows it."""
    match value:
        case str():
            return f'"{plain(value)}"'
        case bool():
            return "true" if value else "false"
        case int() if abs(value) >= MANY_DIGITS:
            return "a number of more than 18 digits"
        case int() | float():
            return str(value)
        case Mapping():
            return "a table"
        case list() | tuple():
            return "an array"
    return f"{value} (a {type(value).__name__})"


def nearest(word: object, words: Iterable[str]) -> str | None:
    """The quoted word that was probably meant, or None."""
    if not isinstance(word, str):
        return None
    by_folded = {candidate.casefold(): candidate for candidate in words}
    close = get_close_matches(word.casefold()[:MAX_SHOWN], by_folded, n=1, cutoff=0.6)
    return f'"{by_folded[close[0]]}"' if close else None


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words for a message: all of them if they are few, else the first ones and how many there are."""
    words = [plain(word) for word in words]
    first = ", ".join(words[:most])
    return first if len(words) <= most else f"{first}, … ({len(words)} in all)"


def twice(words: Iterable[str]) -> list[str]:
    """Words that occur before, in their order."""
    seen: set[str] = set()
    return [word for word in words if word in seen or seen.add(word)]  # type: ignore[func-returns-value]
