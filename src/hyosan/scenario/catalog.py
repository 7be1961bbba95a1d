"""Finding catalog files by name: beside the user's own files first, then among the built-in ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hyosan.scenario.wording import plain

BUILT_IN = Path(__file__).parent.parent / "catalog"


@dataclass(frozen=True)
class Library:
    """Catalog folders, nearest first."""

    roots: tuple[Path, ...] = (BUILT_IN,)

    @classmethod
    def beside(cls, files: Iterable[Path]) -> "Library":
        """The `catalog/` folders beside some files, in their order, and then the built-in one."""
        folders = [file.parent / "catalog" for file in files]
        return cls((*dict.fromkeys(folder for folder in folders if folder != BUILT_IN), BUILT_IN))

    def find(self, folder: str, name: str) -> Path | None:
        """The file of a name in a folder of the catalog, or None."""
        if name in self.names(folder):
            return next(path for root in self.roots if (path := root / folder / f"{name}.toml").is_file())
        return None

    def names(self, folder: str) -> tuple[str, ...]:
        """All names in a folder of the catalog, sorted."""
        return tuple(sorted({path.stem for root in self.roots for path in (root / folder).glob("*.toml")}))


def list_scenarios() -> tuple[str, ...]:
    """Names of the built-in scenarios, sorted."""
    return Library().names("scenarios")


def displayed(path: Path) -> str:
    """A file as messages name it: built-in ones from the package, others as the user wrote them."""
    if path.is_relative_to(BUILT_IN):
        return f"hyosan/catalog/{path.relative_to(BUILT_IN).as_posix()}"
    return plain(str(path), most=1_000)
