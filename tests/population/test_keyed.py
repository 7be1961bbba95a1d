from hashlib import blake2b

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.population import keyed
from hyosan.rules import draw

KEYS = np.array([0, 1, 7, 2**32 - 1], np.int64)


def test_a_vector_of_draws_is_the_scalar_draws() -> None:
    drawn = keyed.bits(2**63 - 1, 32, KEYS, 3)
    assert drawn.tolist() == [draw.draw(2**63 - 1, 32, int(key), 3, 0) for key in KEYS]


def test_uniforms_and_normals_come_from_the_same_draws() -> None:
    drawn = keyed.bits(5, 33, KEYS, 2)
    assert keyed.uniforms(5, 33, KEYS, 2).tolist() == [draw.uniform(int(each)) for each in drawn]
    assert keyed.normals(5, 33, KEYS, 2).tolist() == [draw.normal(int(each)) for each in drawn]


def test_pairs_are_keyed_by_both_and_the_slot() -> None:
    others = KEYS[::-1]
    drawn = keyed.pair_bits(5, 36, KEYS, others, 9)
    assert drawn.tolist() == [draw.draw(5, 36, int(a), int(b), 9) for a, b in zip(KEYS, others, strict=True)]


def test_no_keys_no_draws() -> None:
    assert keyed.normals(1, 32, np.empty(0, np.int64)).shape == (0,)


def test_moments() -> None:
    keys = np.arange(100_000)
    assert abs(keyed.uniforms(1, 32, keys).mean() - 0.5) < 0.005
    deviates = keyed.normals(1, 32, keys)
    assert abs(deviates.mean()) < 0.02
    assert abs(deviates.std() - 1.0) < 0.01


def test_a_stable_key_is_32_bits_of_blake2b() -> None:
    assert keyed.stable_key("2-3/seat 07") == int.from_bytes(blake2b(b"2-3/seat 07", digest_size=4).digest(), "little")


def test_keys_that_coincide_are_hashed_again() -> None:
    # Among 200,000 names a few share their 32 bits.
    names = [f"seat {i}" for i in range(200_000)]
    keys = keyed.stable_keys(names)
    plain = np.array([keyed.stable_key(name) for name in names])
    again = np.flatnonzero(keys != plain)
    assert len(np.unique(keys)) == len(names) > len(np.unique(plain))
    assert all(keys[i] == keyed.stable_key(f"{names[i]}/2") for i in again)


@settings(deadline=None)
@given(st.lists(st.text(), unique=True), st.text())
def test_keys_are_distinct_and_do_not_depend_on_later_names(names: list[str], later: str) -> None:
    keys = keyed.stable_keys(names)
    assert len(set(keys.tolist())) == len(names)
    if later not in names:
        assert keyed.stable_keys([*names, later])[:-1].tolist() == keys.tolist()
