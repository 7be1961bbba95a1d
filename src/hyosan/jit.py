"""The only import of numba: compiled rules and loops, their cache, and the mapping of loops over threads.

`@rule` is for the scalar functions in `rules/`, `@part` for pieces of loops: both are compiled into the loops that call
them. `@loop` is for the functions over tables that Python calls; they release the GIL and are kept on disk.
Numba notices an edited loop but not an edited rule that the loop calls, so the cache folder carries a hash of
every source that can be compiled in.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

PACKAGE = Path(__file__).parent
COMPILED_PACKAGES = ("rules", "systems", "population", "world")
LINE_BYTES = 64  #: of the processor's cache
KEPT_CACHES = 8  #: folders of compiled rules, some 16 MB each


def _source_hash() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for name in COMPILED_PACKAGES:
        for path in sorted((PACKAGE / name).rglob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_root() -> Path:
    base = os.environ.get("HYOSAN_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    return Path(base) if base else Path.home() / ".cache"


CACHE_DIR = _cache_root() / "hyosan" / f"py{sys.version_info.major}{sys.version_info.minor}-{_source_hash()}"
os.environ["NUMBA_CACHE_DIR"] = str(CACHE_DIR)

import numba  # noqa: E402  (the cache folder must be named before numba reads it)
from llvmlite import ir  # noqa: E402
from numba.core import cgutils, types  # noqa: E402
from numba.extending import intrinsic, register_jitable  # noqa: E402

#: Loops get every array from outside and make none, so no references need counting in them (`_nrt`); with it, handing
#: tables from loop to loop cost more than the work (docs/architecture.md).
COMPILED: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
PLAIN = frozenset({int, float, bool})  #: types of numbers of which there is only one in compiled code
njit: Any = numba.njit  #: its stubs do not know every option
tools: Any = cgutils


def rule(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a pure scalar function so that loops can take it in."""
    return cast(Callable[P, R], njit(**COMPILED)(function))


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Let loops take in a function over tables: compiled into them, since handing tables from function to function
    costs more than most functions do, and without a door to Python, which would take longest to compile. Called from
    Python it stays the plain function, which cannot read tables, and says so.
    """
    taken_in: Callable[[Callable[P, R]], Callable[P, R]]
    taken_in = register_jitable(no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True, **COMPILED)
    return taken_in(function)


def loop(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over tables that Python calls, without the GIL, and keep the machine code on disk."""
    return cast(Callable[P, R], _called_directly(njit(cache=True, **COMPILED)(function)))


def _called_directly(compiled: Any) -> Any:
    """Call the machine code without finding out anew which is meant.

    Bundles of tables have the same types whenever they are of the same class, and looking through all of their columns
    took as long as handing them over. Bare arrays of one class can have different types: then Numba looks.
    """
    entries: dict[tuple[type, ...], Any] = {}

    @wraps(compiled.py_func)
    def call(*given: Any) -> Any:
        kinds = tuple(map(type, given))
        entry = entries.get(kinds)
        if entry is not None:
            return entry(*given)
        result = compiled(*given)
        if all(kind in PLAIN or hasattr(kind, "_fields") for kind in kinds):
            entries[kinds] = compiled.get_overload(tuple(map(compiled.typeof_pyval, given)))
        return result

    call.py_func = compiled.py_func  # type: ignore[attr-defined]
    return call


def _write_prefetch(_: Any, array: Any, row: Any) -> Any:
    """Types and machine code of `prefetch`."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        table, number = signature.args
        at = context.cast(builder, given[1], number, types.intp)
        rows = context.make_array(table)(context, builder, given[0])
        address = builder.bitcast(
            tools.get_item_pointer(context, builder, table, rows, [at], wraparound=False), tools.voidptr_t
        )
        flag = ir.IntType(32)
        takes = ir.FunctionType(ir.VoidType(), [tools.voidptr_t, flag, flag, flag])
        ask = tools.get_or_insert_function(builder.module, takes, "llvm.prefetch.p0")
        for offset in range(0, context.get_abi_sizeof(context.get_data_type(table.dtype)), LINE_BYTES):
            line = tools.pointer_add(builder, address, offset)
            builder.call(ask, [line, flag(0), flag(3), flag(1)])  # read, keep, data
        return context.get_dummy_value()

    return types.void(array, row), generate


#: prefetch(array, row), in loops: ask the machine for a row that will be wanted soon, so that nothing has to wait.
prefetch: Callable[[Any, int], None] = cast(Any, intrinsic)(_write_prefetch)


def map_ranges(
    task: Callable[[int, int, int], None], n: int, threads: int, inline_below: int = 0, unit: int = 1
) -> None:
    """Run task(low, high, thread) over rows 0 to n: in one piece when they are few, else a range for each thread.

    unit : rows that stay together
    The task may write only rows of its own range, so the result does not depend on the number of threads.
    """
    if threads == 1 or n < inline_below:
        task(0, n, 0)
        return
    units = -(-n // unit)
    edges = [min(units * k // threads * unit, n) for k in range(threads + 1)]
    others = [_pool(threads).submit(task, edges[k], edges[k + 1], k) for k in range(1, threads)]
    task(0, edges[1], 0)
    for other in others:
        other.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Threads that wait for work beside the one that asks for it."""
    return ThreadPoolExecutor(threads - 1)


def is_compiled() -> bool:
    """Whether an earlier run has left compiled rules for exactly these sources."""
    return CACHE_DIR.is_dir() and any(CACHE_DIR.rglob("*.nbi"))


def forget_old_caches() -> None:
    """Remove the compiled rules of versions long gone: all but the few folders that were written last."""
    folders = sorted(CACHE_DIR.parent.glob("py*-*"), key=lambda folder: folder.stat().st_mtime)
    for folder in folders[:-KEPT_CACHES]:
        shutil.rmtree(folder, ignore_errors=True)
