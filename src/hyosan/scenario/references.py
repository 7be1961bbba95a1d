"""References to the catalog: a scenario names files, their content is laid down before its own rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyosan.errors import BadInput
from hyosan.scenario.catalog import Library, displayed
from hyosan.scenario.contact_matrix import with_matrices
from hyosan.scenario.toml_file import read
from hyosan.scenario.wording import listed, nearest, shown

FOLDERS = {
    "places": ("place_kind", "place", "passage", "city"),
    "sounds": ("sound",),
    "people": ("roster", "names", "period", "person", "bond"),
    "mechanics": ("mind", "motion", "encounter", "bonds", "binding", "kinship", "fire", "fall", "longing"),
    "behaviours": ("behaviour",),
    "interventions": ("intervention",),
    "authorities": ("authority", "unit", "order"),
    "canon": ("pin", "chance"),
    "claims": ("claim",),
}  #: key of the reference -> tables that the files of its folder hold
ELSEWHERE = {"claims": "patterns"}  #: key of the reference -> folder of the catalog, where that is not called alike
ROWS = ("behaviours", "interventions")  #: folders in which a file is one row of their table
BASED = {
    "pathogen": ("pathogen",),
    "population": ("population", "contacts"),
}  #: table that may build on a file of the catalog -> tables that such a file holds; its folder is the plural
STARTED_ANEW = {
    "pathogen": ("pathogen", "canon", "pin", "chance"),
    "population": ("population", "contacts"),
}  #: table that names a base -> keys of the layers below that are dropped: a canon is about the course of its pathogen
ONLY_IN_FILES: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("extends", *FOLDERS),
    **{(key,): ("base",) for key in BASED},
}  #: keys that resolving a scenario uses up
EVERY = "*"  #: stands for all files of a folder


@dataclass(frozen=True)
class Layer:
    """The content of one file, and the file as messages name it."""

    file: str
    table: dict[str, Any]


def referenced(layers: Sequence[Layer], library: Library) -> list[Layer]:
    """All layers of a scenario: the catalog files that it refers to, then its own layers without references.

    layers : the scenario's files, the one that everything extends first
    Raises: BadInput if a reference names no catalog file, or such a file holds tables of another folder.
    """
    based: list[Layer] = []
    for key in BASED:
        below, layers = _based(key, layers, library)
        based += below
    catalog = [layer for key in FOLDERS for layer in _of_folder(key, layers, library)]
    plain = [
        Layer(layer.file, {key: value for key, value in layer.table.items() if key not in FOLDERS}) for layer in layers
    ]
    return [*catalog, *based, *plain]


def _of_folder(key: str, layers: Sequence[Layer], library: Library) -> Iterator[Layer]:
    """The catalog files of a folder that the last layer with such a reference names."""
    layer = next((layer for layer in reversed(layers) if key in layer.table), None)
    if layer is None:
        return
    folder, names = folder_of(key), layer.table[key]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadInput(layer.file, key, shown(names), f'an array of names in catalog/{folder}/, or ["{EVERY}"]')
    for name in dict.fromkeys(names):
        for each in library.names(folder) if name == EVERY else (name,):
            yield _catalog_layer(key, _found(folder, each, layer.file, key, library))


def _found(folder: str, name: str, file: str, key: str, library: Library) -> Path:
    """The catalog file of a name; `file` and `key` are where the name was written."""
    path = library.find(folder, name)
    if path is None:
        names = library.names(folder)
        known = f"one of catalog/{folder}/: {listed(names) or '(none)'}"
        raise BadInput(file, key, f"no catalog file {shown(name)}", known, nearest(name, names))
    return path


def folder_of(key: str) -> str:
    """The folder of the catalog that a reference leads to."""
    return ELSEWHERE.get(key, key)


def _catalog_layer(key: str, path: Path) -> Layer:
    file = displayed(path)
    table = read(path)
    if key in ROWS:
        return Layer(file, {FOLDERS[key][0]: [table]})
    _only(FOLDERS[key], table, file)
    return Layer(file, table)


def _only(tables: Sequence[str], table: Iterable[str], file: str) -> None:
    """Refuse a catalog file that holds other tables than those of its folder."""
    for key in table:
        if key not in tables:
            raise BadInput(file, key, "unknown key", f"known are {listed(tables)}", nearest(key, tables))


def is_reference(path: Sequence[str]) -> bool:
    """Whether a dotted path leads to a reference to the catalog."""
    return path[0] in FOLDERS or (path[0] in BASED and tuple(path[1:]) in ((), ("base",)))


def _based(key: str, layers: Sequence[Layer], library: Library) -> tuple[list[Layer], list[Layer]]:
    """The catalog files that a table builds on, the one that all build on first, and the layers that may change it.

    Naming a base starts anew: what earlier layers say about it is dropped.
    """
    named = [index for index, layer in enumerate(layers) if _base(key, layer) is not None]
    if not named:
        return [], list(layers)
    start = layers[named[-1]]
    kept = [_without(STARTED_ANEW[key], layer) if index < named[-1] else layer for index, layer in enumerate(layers)]
    kept[named[-1]] = _without_base(key, start)
    return _bases(key, start, library), kept


def _bases(table: str, start: Layer, library: Library) -> list[Layer]:
    folder = f"{table}s"
    chain: list[Layer] = []
    seen: list[str] = []
    layer, key = start, table if isinstance(start.table[table], str) else f"{table}.base"
    while (base := _base(table, layer)) is not None:
        if not isinstance(base, str):
            raise BadInput(layer.file, key, shown(base), f"a name in catalog/{folder}/")
        if base in seen:
            circle = " -> ".join([*seen, base])
            raise BadInput(layer.file, key, f"a circle: {circle}", f"a {table} that does not build on itself")
        seen.append(base)
        path = _found(folder, base, layer.file, key, library)
        layer, key = _base_layer(table, path), "base" if table == "pathogen" else f"{table}.base"
        chain.insert(0, _without_base(table, layer))
    return chain


def _base_layer(table: str, path: Path) -> Layer:
    """A catalog file to build on: a pathogen's is one table, a population's holds its contacts, too."""
    file = displayed(path)
    content = read(path)
    if table == "pathogen":
        return Layer(file, {table: content})
    _only(BASED[table], content, file)
    return Layer(file, with_matrices(content, path.parent))


def _base(key: str, layer: Layer) -> Any:
    """The base that a layer names, whatever it wrote there; None if it names none."""
    table = layer.table.get(key)
    return table.get("base") if isinstance(table, dict) else table if isinstance(table, str) else None


def _without(keys: Sequence[str], layer: Layer) -> Layer:
    return Layer(layer.file, {key: value for key, value in layer.table.items() if key not in keys})


def _without_base(key: str, layer: Layer) -> Layer:
    table = layer.table.get(key)
    if not isinstance(table, dict):
        return _without((key,), layer)
    changes = {name: value for name, value in table.items() if name != "base"}
    return Layer(layer.file, {**layer.table, key: changes})
