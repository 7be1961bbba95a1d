"""Vectors of keyed draws for the set-up, and the keys of those whom they are drawn for.

A draw is keyed by a stable name, never by a row: somebody who joins or leaves re-rolls nobody else.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from hyosan.jit import loop
from hyosan.rules import draw
from hyosan.world.columns import Floats, Ints


def stable_key(name: str) -> int:
    """The 32-bit BLAKE2b of a stable name, as it stands in the keys of draws.

    name : stable name, such as "2-3/seat 07" or "class 2-3"
    Returns: 0 to 2^32 - 1
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little")


def stable_keys(names: Iterable[str], taken: Iterable[int] = ()) -> Ints:
    """Stable keys of distinct names, no key twice: of two that coincide the later name is hashed again with a suffix.

    names : stable names, in an order that never changes for those who are already there
    taken : keys that others have
    Returns: (n) keys
    """
    used = {int(key) for key in taken}
    keys: list[int] = []
    for name in names:
        key, again = stable_key(name), 1
        while key in used:
            again += 1
            key = stable_key(f"{name}/{again}")
        used.add(key)
        keys.append(key)
    return np.array(keys, np.int64)


def bits(seed: int, purpose: int, keys: Ints, slot: int = 0) -> Ints:
    """One draw for each key.

    keys : (n) stable keys
    slot : which of the draws of this purpose
    Returns: (n) uniform integers in [0, 2^53)
    """
    return pair_bits(seed, purpose, keys, np.full(len(keys), slot, np.int64), 0)


def uniforms(seed: int, purpose: int, keys: Ints, slot: int = 0) -> Floats:
    """The same draws as numbers in (0, 1)."""
    return _as_uniforms(bits(seed, purpose, keys, slot))


def normals(seed: int, purpose: int, keys: Ints, slot: int = 0) -> Floats:
    """The same draws as standard normal deviates."""
    deviates = np.empty(len(keys), np.float64)
    _as_normals(bits(seed, purpose, keys, slot), deviates)
    return deviates


def pair_bits(seed: int, purpose: int, keys: Ints, others: Ints, slot: int) -> Ints:
    """One draw for each ordered pair of keys.

    keys, others : (n) stable keys
    slot         : which of the draws of this purpose
    Returns: (n) uniform integers in [0, 2^53)
    """
    drawn = np.empty(len(keys), np.int64)
    _draw_all(int(seed), int(purpose), np.ascontiguousarray(keys), np.ascontiguousarray(others), int(slot), drawn)
    return drawn


def pair_uniforms(seed: int, purpose: int, keys: Ints, others: Ints, slot: int) -> Floats:
    """The same draws as numbers in (0, 1)."""
    return _as_uniforms(pair_bits(seed, purpose, keys, others, slot))


def _as_uniforms(drawn: Ints) -> Floats:
    return ((drawn >> 1).astype(np.float64) + 0.5) * draw.UNIT


@loop
def _draw_all(seed: int, purpose: int, keys: Ints, others: Ints, slot: int, drawn: Ints) -> None:
    for i in range(len(keys)):
        drawn[i] = draw.draw(seed, purpose, keys[i], others[i], slot)


@loop
def _as_normals(drawn: Ints, deviates: Floats) -> None:
    for i in range(len(drawn)):
        deviates[i] = draw.normal(drawn[i])
