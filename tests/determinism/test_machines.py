"""Equal digests on other machines: a plain processor, a C library and a NumPy without their faster variants."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import hyosan
from tests.worlds import SMALL_SCHOOL

UNTIL = ("--set", 'until="day 1 09:30"')
FASTER = ("AVX512F", "AVX512_SKX", "AVX512_ICL", "AVX512_SPR", "AVX2", "FMA3", "X86_V4", "X86_V3")
CHECK_NUMPY = "from numpy._core._multiarray_umath import __cpu_features__ as f; print(*(n for n in f if f[n]))"


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of a run on this machine as it is."""
    run = hyosan.run(SMALL_SCHOOL, set=UNTIL[1:], out=tmp_path_factory.mktemp("here") / "run")
    assert (run.chronicle["kind"] == "bite").any()
    assert run.digest is not None
    return run.digest


def digest_elsewhere(folder: Path, **environment: str) -> str:
    """Of a run in a process of its own."""
    command = [sys.executable, "-m", "hyosan", "run", str(SMALL_SCHOOL), *UNTIL, "--out", str(folder)]
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, timeout=900)
    digest: str = json.loads((folder / "manifest.json").read_bytes())["digest"]
    return digest


def test_a_processor_without_extensions_gives_the_same_digest(digest: str, tmp_path: Path) -> None:
    # Everything is compiled anew for that processor, into a cache of its own.
    cache = tmp_path / "cache"
    assert digest_elsewhere(tmp_path / "run", NUMBA_CPU_NAME="generic", HYOSAN_CACHE_DIR=str(cache)) == digest
    assert list(cache.rglob("*.nbc"))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="other processors have other variants")
def test_a_c_library_without_fma_and_avx_gives_the_same_digest(digest: str, tmp_path: Path) -> None:
    masked = "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4,-AVX512F,-AVX512VL"
    assert digest_elsewhere(tmp_path / "run", GLIBC_TUNABLES=masked) == digest


def test_numpy_without_its_faster_variants_gives_the_same_digest(digest: str, tmp_path: Path) -> None:
    from numpy._core import _multiarray_umath as core

    masked = [name for name in FASTER if name in core.__cpu_dispatch__ and core.__cpu_features__.get(name)]
    if not masked:
        pytest.skip(f"NumPy {np.__version__} has no variants for this processor that could be left out")
    environment = {"NPY_DISABLE_CPU_FEATURES": " ".join(masked)}
    left = subprocess.run(
        [sys.executable, "-c", CHECK_NUMPY],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert not set(left) & set(masked)
    assert digest_elsewhere(tmp_path / "run", **environment) == digest
