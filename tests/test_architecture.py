"""The layout of the package, read off its syntax trees: who may import what, and what no file may hold."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple, TypeGuard

import pytest

import hyosan

ROOT = Path(hyosan.__file__).parent
EVERYTHING = frozenset({"*"})


class May(NamedTuple):
    """What a layer may import beside itself."""

    own: frozenset[str]  # layers of hyosan, or single modules of them
    others: frozenset[str]  # packages from outside the standard library


def may(own: str = "", others: str = "") -> May:
    return May(frozenset(own.split()), frozenset(others.split()))


#: The table of docs/architecture.md. A layer is a folder of the package, or a single file of it.
LAYERS = {
    "errors": may(),
    "interruption": may(),
    "jit": may(others="numba llvmlite"),
    "world": may("errors", "numpy"),
    "rules": may("jit world.codes"),
    "scenario": may("errors world.codes", "pydantic pydantic_core tomli_w"),
    "population": may("errors scenario world rules jit", "numpy scipy polars"),
    "chronicle": may("errors world.codes", "numpy polars"),
    "systems": may("jit rules world", "numpy"),
    "engine": may("errors scenario population world systems chronicle", "numpy polars"),
    "analysis": may("errors jit chronicle world.codes", "numpy scipy polars"),
    "tell": may("errors analysis chronicle scenario world.codes", "rich polars numpy altair"),
    "runs": May(EVERYTHING, frozenset({"polars"})),
    "cli": May(EVERYTHING, frozenset({"click"})),
    "__init__": May(EVERYTHING, frozenset()),
    "__main__": May(EVERYTHING, frozenset()),
}

MAX_LINES = 400
LONG_FOR_A_REASON = {"world/codes.py": "every integer code in one place"}
BANNED_NAMES = {"utils", "util", "helpers", "base", "manager", "common", "misc"}
CLOCKS_AND_DICE = {"random", "time", "datetime", "secrets", "uuid", "logging"}
INEXACT = {"log", "log2", "log10", "log1p", "exp", "expm1", "pow", "sin", "cos", "tan", "tanh", "hypot"}
EXACT_NUMBERS = "rules/numbers.py"


class Import(NamedTuple):
    """One thing imported, with its line."""

    module: str  # dotted; of `from a import b`: "a.b"
    line: int


def files(*layers: str) -> list[Path]:
    """Source files of some layers, or of all."""
    return [path for path in sorted(ROOT.rglob("*.py")) if not layers or layer_of(path) in layers]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[Import]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            yield from (Import(f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def allowed(module: str, layer: str) -> bool:
    """Whether a layer may import a module."""
    first, *rest = module.split(".")
    rule = LAYERS[layer]
    if first != "hyosan":
        return first in rule.others or (first in sys.stdlib_module_names and (layer != "rules" or first == "math"))
    inner = ".".join(rest)
    own = EVERYTHING if rule.own == EVERYTHING else rule.own | {layer}
    return own == EVERYTHING or any(inner == each or inner.startswith(f"{each}.") for each in own)


def complaints(path: Path) -> list[str]:
    layer = layer_of(path)
    found = [each for each in imports(path) if not allowed(each.module, layer)]
    return [f"{name_of(path)}:{line}: {layer} may not import {module}" for module, line in found]


def test_every_layer_has_its_rule() -> None:
    assert {layer_of(path) for path in files()} == set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_layers_import_only_what_they_may(layer: str) -> None:
    assert [complaint for path in files(layer) for complaint in complaints(path)] == []


@pytest.mark.parametrize(
    ("module", "layer"),
    [
        ("numpy", "rules"),
        ("random", "rules"),
        ("hyosan.world.columns.Id", "rules"),
        ("numba.njit", "systems"),
        ("hyosan.engine.simulate", "analysis"),
        ("hyosan.chronicle.Chronicle", "systems"),
        ("hyosan.jit.loop", "scenario"),
        ("hyosan.errors.BadInput", "jit"),
    ],
)
def test_the_rules_refuse_what_the_design_forbids(module: str, layer: str) -> None:
    assert not allowed(module, layer)


def test_only_jit_imports_numba() -> None:
    importers = {name_of(path) for path in files() for each in imports(path) if each.module.split(".")[0] == "numba"}
    assert importers == {"jit.py"}


def test_layers_do_not_import_each_other_in_circles() -> None:
    graph = {
        layer: {each.module.split(".")[1] for path in files(layer) for each in imports(path) if is_inner(each.module)}
        - {layer}
        for layer in LAYERS
        if not layer.startswith("__")
    }
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError naming the circle


def is_inner(module: str) -> bool:
    return module.startswith("hyosan.") and module.split(".")[1] in LAYERS


def test_files_do_not_import_each_other_in_circles() -> None:
    modules = {".".join(("hyosan", *path.relative_to(ROOT).with_suffix("").parts)): path for path in files()}
    graph = {
        name: {
            target for each in module_imports(path) if (target := known(each, modules)) is not None and target != name
        }
        for name, path in modules.items()
        if path.name != "__init__.py"
    }
    assert list(TopologicalSorter(graph).static_order())


def module_imports(path: Path) -> Iterator[str]:
    """What is imported when the module is: not within functions, not for the type checker only."""
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known(imported: str, modules: dict[str, Path]) -> str | None:
    """The module that something is imported from."""
    while imported not in modules and "." in imported:
        imported = imported.rpartition(".")[0]
    return imported if imported in modules else None


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in files() if BANNED_NAMES & set(path.relative_to(ROOT).with_suffix("").parts)] == []


def test_files_stay_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    assert {name for name, length in lengths.items() if length > MAX_LINES} == set(LONG_FOR_A_REASON)


def test_rules_and_systems_use_no_clock_and_no_dice_but_keyed_ones() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files("rules", "systems")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "random"
    ]
    found += [
        f"{name_of(path)}:{line}"
        for path in files("rules", "systems")
        for module, line in imports(path)
        if module.split(".")[0] in CLOCKS_AND_DICE or module.startswith("numpy.random")
    ]
    assert found == []


def inexact(path: Path) -> Iterator[int]:
    """Lines whose last digit may differ between machines: powers, and the C library's log, exp and the like."""
    from_math = {
        alias.asname or alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module in ("math", "numpy")
        for alias in node.names
        if alias.name in INEXACT
    }
    for node in ast.walk(tree_of(path)):
        if is_call_of_library(node, from_math) or is_power(node):
            yield node.lineno


def is_call_of_library(node: ast.AST, from_math: set[str]) -> TypeGuard[ast.expr]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr in INEXACT and node.value.id in ("math", "np")
    return isinstance(node, ast.Name) and (node.id in from_math or node.id == "pow")


def is_power(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether it is a power of anything but plain numbers, which the compiler of Python works out."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not is_plain(node.left, node.right)


def is_plain(*nodes: ast.expr) -> bool:
    return all(isinstance(each, ast.Constant | ast.UnaryOp) for each in nodes)


def test_what_decides_is_computed_with_exact_operations_only() -> None:
    found = [f"{name_of(path)}:{line}" for path in files("rules", "systems") for line in inexact(path)]
    assert [each for each in found if not each.startswith(EXACT_NUMBERS)] == []


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))


def decorators(node: ast.FunctionDef) -> set[str]:
    return {each.id for each in node.decorator_list if isinstance(each, ast.Name)}


@pytest.mark.parametrize(("layer", "decorator"), [("rules", "rule"), ("systems", "loop"), ("systems", "part")])
def test_every_compiled_function_says_what_it_does(layer: str, decorator: str) -> None:
    compiled = [(path, node) for path in files(layer) for node in functions(path) if decorator in decorators(node)]
    assert len(compiled) > 5
    assert [f"{name_of(path)}:{node.name}" for path, node in compiled if not ast.get_docstring(node)] == []


def test_rules_take_and_return_numbers_only() -> None:
    scalars = {"int", "float", "bool", "None", "tuple[int, int, int, int]"}
    found = [
        f"{name_of(path)}:{node.name}"
        for path in files("rules")
        for node in functions(path)
        for annotation in (node.returns, *(argument.annotation for argument in node.args.args))
        if annotation is None or ast.unparse(annotation) not in scalars
    ]
    assert found == []


def test_every_system_of_the_order_is_a_file_with_one_step() -> None:
    from hyosan.systems import ORDER

    for name, step in ORDER:
        assert step.__module__ == f"hyosan.systems.{name}"
        assert step.__name__ == "step"
        assert step.__doc__
