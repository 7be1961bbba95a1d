"""Loading a scenario: find its files, lay them over each other, validate and check the whole."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hyosan.errors import BadInput
from hyosan.scenario import toml_file
from hyosan.scenario.catalog import Library, displayed
from hyosan.scenario.checks import faults
from hyosan.scenario.complaints import of_validation, raise_first
from hyosan.scenario.contact_matrix import with_matrices
from hyosan.scenario.merge import Draft
from hyosan.scenario.overrides import OPTION, as_layer, parse_override
from hyosan.scenario.own_files import with_own_files
from hyosan.scenario.references import ONLY_IN_FILES, Layer, is_reference, referenced
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown


def load(scenario: str | Path, overrides: Sequence[str] = ()) -> Scenario:
    """The validated scenario of a built-in name or a path, with overrides laid over it.

    overrides : "key=value" each, laid over in their order
    Raises: BadInput if anything in it cannot be used; EnvironmentProblem if a file may not be read.
    """
    path = _path_of(scenario)
    return _assembled(toml_file.read(path), displayed(path), path, overrides)


def loads(text: str, file: str = "scenario.toml", overrides: Sequence[str] = ()) -> Scenario:
    """The validated scenario of a TOML text, as if it stood in `file`, which need not exist.

    Raises: BadInput if anything in it cannot be used.
    """
    return _assembled(toml_file.parse(text, file), file, Path(file), overrides)


def _path_of(scenario: str | Path) -> Path:
    if isinstance(scenario, Path) or _is_path(scenario):
        return Path(scenario)
    found = Library().find("scenarios", scenario)
    if found is None:
        raise _unknown(shown(scenario)[1:-1], "scenario", scenario, Library())
    return found


def _is_path(text: str) -> bool:
    return text.endswith(".toml") or "/" in text or os.sep in text or os.path.isfile(text)


def _unknown(file: str, key: str, name: str, library: Library) -> BadInput:
    names = library.names("scenarios")
    accepted = f"a path of a TOML file, or one of the built-in {listed(names)}"
    return BadInput(file, key, f"no scenario {shown(name)}", accepted, nearest(name, names))


def _assembled(table: dict[str, Any], file: str, path: Path, overrides: Sequence[str]) -> Scenario:
    layers, paths = _chain(table, file, path)
    changes = [_change(text) for text in overrides]
    layers += [Layer(OPTION, as_layer({}, keys, value)) for keys, value in changes if is_reference(keys)]
    draft = Draft(file)
    for layer in referenced(layers, Library.beside(paths)):
        draft.lay(layer.table, layer.file)
    raise_first(draft.complaints, draft.origins)
    for keys, value in changes:
        if not is_reference(keys):
            draft.lay(_with_files(as_layer(draft.table, keys, value), Path()), OPTION)
    raise_first(draft.complaints, draft.origins)
    return _validated(draft)


def _with_files(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The content of a scenario file with the contents, or checksums, of the data files that it names."""
    return with_own_files(with_matrices(table, folder), folder)


def _change(override: str) -> tuple[tuple[str, ...], Any]:
    """Path and value of an override, which may change anything but what the scenario is laid over."""
    keys, value = parse_override(override)
    if keys[0] == "extends":
        raise BadInput(OPTION, "extends", "a change of the scenario below", "a file of your own that extends it")
    return keys, value


def _chain(table: dict[str, Any], file: str, path: Path) -> tuple[list[Layer], list[Path]]:
    """Layers of a file and of all that it extends, the farthest first; and their paths, nearest first."""
    layers, paths = [Layer(file, _with_files(table, path.parent))], [path]
    while "extends" in layers[0].table:
        layer = layers[0]
        extended = layer.table.pop("extends")
        path = _extended(extended, layer.file, paths)
        if path.resolve() in (earlier.resolve() for earlier in paths):
            circle = " -> ".join(displayed(each) for each in (*paths, path))
            accepted = "a scenario that does not extend itself"
            raise BadInput(layer.file, "extends", f"a circle: {circle}", accepted)
        layers.insert(0, Layer(displayed(path), _with_files(toml_file.read(path), path.parent)))
        paths.append(path)
    return layers, paths


def _extended(extended: Any, file: str, paths: Sequence[Path]) -> Path:
    """The file that `extends` means: a path from the extending file on, or a name in the catalog."""
    if not isinstance(extended, str):
        raise BadInput(file, "extends", shown(extended), "the name or the path of a scenario")
    library = Library.beside(paths)
    named = library.find("scenarios", extended)
    path = paths[-1].parent / extended
    if named is None and not os.path.isfile(path):
        raise _unknown(file, "extends", extended, library)
    return named or path


def _validated(draft: Draft) -> Scenario:
    try:
        scenario = Scenario.model_validate(draft.table)
    except ValidationError as error:
        raise_first(of_validation(error, Scenario, draft.table, ONLY_IN_FILES), draft.origins)
        raise
    scenario.of_files(draft.table, draft.origins)
    raise_first(faults(scenario), draft.origins)
    return scenario
