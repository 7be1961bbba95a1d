"""Which file each key of a scenario was written in."""

from typing import Any

from hyosan.scenario.identity import Path, is_rows, label


class Origins:
    """File of every key; a key that nobody wrote belongs to the file of the table around it."""

    def __init__(self, whole: str) -> None:
        """whole : file to name where nothing nearer is known."""
        self._files: dict[Path, str] = {(): whole}

    def file_of(self, path: Path) -> str:
        """File in which the key at `path`, or the nearest table around it, was written."""
        while path not in self._files:
            path = path[:-1]
        return self._files[path]

    def note(self, path: Path, file: str) -> None:
        """Remember that the key at `path` was written in `file`."""
        self._files[path] = file

    def note_all(self, path: Path, value: Any, file: str) -> None:
        """Remember the same for a value and everything in it, and forget what was there before."""
        self.forget(path)
        self._note_below(path, value, file)

    def _note_below(self, path: Path, value: Any, file: str) -> None:
        self._files[path] = file
        if isinstance(value, dict):
            for key, inner in value.items():
                self._note_below((*path, key), inner, file)
        elif path and is_rows(path[-1], value):
            for index, row in enumerate(value):
                self._note_below((*path, label(path[-1], row, index)), row, file)

    def forget(self, path: Path) -> None:
        """Drop all that is known of a key and of everything in it."""
        if path in self._files:
            depth = len(path)
            self._files = {known: file for known, file in self._files.items() if known[:depth] != path}
