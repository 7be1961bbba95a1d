"""References to the catalog: a scenario names files, their content is laid down before its own rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyosan.errors import BadInput
from hyosan.scenario.catalog import Library, displayed
from hyosan.scenario.toml_file import read
from hyosan.scenario.wording import listed, nearest, shown

FOLDERS = {
    "places": ("place_kind", "place", "passage"),
    "sounds": ("sound",),
    "people": ("roster", "names", "period", "person", "bond"),
    "mechanics": ("mind", "motion", "encounter", "bonds"),
    "behaviours": ("behaviour",),
}  #: key of the reference and folder of the catalog -> tables that its files hold
ONLY_IN_FILES = {(): ("extends", *FOLDERS), ("pathogen",): ("base",)}  #: keys that resolving a scenario uses up
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
    pathogen, layers = _pathogen(layers, library)
    catalog = [layer for folder in FOLDERS for layer in _of_folder(folder, layers, library)]
    plain = [
        Layer(layer.file, {key: value for key, value in layer.table.items() if key not in FOLDERS}) for layer in layers
    ]
    return [*catalog, *pathogen, *plain]


def _of_folder(folder: str, layers: Sequence[Layer], library: Library) -> Iterator[Layer]:
    """The catalog files of a folder that the last layer with such a reference names."""
    layer = next((layer for layer in reversed(layers) if folder in layer.table), None)
    if layer is None:
        return
    names = layer.table[folder]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadInput(layer.file, folder, shown(names), f'an array of names in catalog/{folder}/, or ["{EVERY}"]')
    for name in dict.fromkeys(names):
        for each in library.names(folder) if name == EVERY else (name,):
            yield _catalog_layer(folder, _found(folder, each, layer.file, folder, library))


def _found(folder: str, name: str, file: str, key: str, library: Library) -> Path:
    """The catalog file of a name; `file` and `key` are where the name was written."""
    path = library.find(folder, name)
    if path is None:
        names = library.names(folder)
        known = f"one of catalog/{folder}/: {listed(names) or '(none)'}"
        raise BadInput(file, key, f"no catalog file {shown(name)}", known, nearest(name, names))
    return path


def _catalog_layer(folder: str, path: Path) -> Layer:
    file = displayed(path)
    table = read(path)
    if folder == "behaviours":
        return Layer(file, {"behaviour": [table]})
    for key in table:
        if key not in FOLDERS[folder]:
            tables = FOLDERS[folder]
            raise BadInput(file, key, "unknown key", f"known are {listed(tables)}", nearest(key, tables))
    return Layer(file, table)


def _pathogen(layers: Sequence[Layer], library: Library) -> tuple[list[Layer], list[Layer]]:
    """The pathogen's catalog files, the one that all build on first, and the layers that may still change it.

    Naming a base starts anew: what earlier layers say about a pathogen is dropped.
    """
    named = [index for index, layer in enumerate(layers) if _base(layer) is not None]
    if not named:
        return [], list(layers)
    start = layers[named[-1]]
    kept = [_without_pathogen(layer) if index < named[-1] else layer for index, layer in enumerate(layers)]
    kept[named[-1]] = _without_base(start)
    return _bases(start, library), kept


def _bases(start: Layer, library: Library) -> list[Layer]:
    chain: list[Layer] = []
    seen: list[str] = []
    layer, key = start, "pathogen" if isinstance(start.table["pathogen"], str) else "pathogen.base"
    while (base := _base(layer)) is not None:
        if not isinstance(base, str):
            raise BadInput(layer.file, key, shown(base), "a name in catalog/pathogens/")
        if base in seen:
            circle = " -> ".join([*seen, base])
            raise BadInput(layer.file, key, f"a circle: {circle}", "a pathogen that does not build on itself")
        seen.append(base)
        path = _found("pathogens", base, layer.file, key, library)
        layer, key = Layer(displayed(path), {"pathogen": read(path)}), "base"
        chain.insert(0, _without_base(layer))
    return chain


def _base(layer: Layer) -> Any:
    """The base that a layer names, whatever it wrote there; None if it names none."""
    pathogen = layer.table.get("pathogen")
    return pathogen.get("base") if isinstance(pathogen, dict) else pathogen if isinstance(pathogen, str) else None


def _without_pathogen(layer: Layer) -> Layer:
    return Layer(layer.file, {key: value for key, value in layer.table.items() if key != "pathogen"})


def _without_base(layer: Layer) -> Layer:
    pathogen = layer.table["pathogen"]
    if isinstance(pathogen, str):
        return _without_pathogen(layer)
    changes = {key: value for key, value in pathogen.items() if key != "base"}
    return Layer(layer.file, {**layer.table, "pathogen": changes})
