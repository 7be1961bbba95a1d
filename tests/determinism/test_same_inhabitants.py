"""A generated population is the same on a plain processor, with a C library and a NumPy without faster variants."""

import hashlib
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np

from tests.population.cities import inhabitants

PEOPLE, SEED = 20_000, 3
PLAIN = {
    "NUMBA_CPU_NAME": "generic",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4,-AVX512F,-AVX512VL",
}


def digest() -> str:
    """Of all arrays."""
    found = hashlib.blake2b(digest_size=16)
    people = inhabitants(PEOPLE, SEED)
    for field in fields(people):
        value = getattr(people, field.name)
        if isinstance(value, np.ndarray):
            found.update(value.tobytes())
    return found.hexdigest()


def test_a_plain_machine_gives_the_same_people(tmp_path: Path) -> None:
    from numpy._core import _multiarray_umath as core

    faster = [name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]
    environment = {
        **os.environ,
        **PLAIN,
        "HYOSAN_CACHE_DIR": str(tmp_path),
        "NPY_DISABLE_CPU_FEATURES": " ".join(faster),
    }
    told = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import digest; print(digest())"],
        env=environment,
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert told.stdout.strip() == digest()
