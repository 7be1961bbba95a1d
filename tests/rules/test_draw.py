"""Draws: the published known answers of Philox, and draws that are uniform and know their keys."""

import numpy as np
import pytest
from scipy import stats

from hyosan.rules.draw import draw, exponential, fading_wait_s, gumbel, narrowed, normal, philox, uniform
from hyosan.world.codes import Purpose

#: Philox4x32-10: counter, key, expected. Source: tests/kat_vectors of Random123 (D. E. Shaw Research), the library of
#: Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11, 2011.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
N = 50_000


def words(text: str) -> list[int]:
    return [int(word, 16) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
@pytest.mark.parametrize("version", [philox, philox.py_func], ids=["compiled", "pure Python"])
def test_philox_gives_the_published_answers(version: object, counter: str, key: str, expected: str) -> None:
    assert version(*words(counter), *words(key)) == tuple(words(expected))


@pytest.mark.parametrize("seed", [0, 1, 2**32, 2**63 - 1])
@pytest.mark.parametrize("c", [0, 86_399, -5])
def test_compiled_and_pure_draws_are_equal(seed: int, c: int) -> None:
    assert draw(seed, Purpose.REACH, 2**32 - 1, 7, c) == draw.py_func(seed, Purpose.REACH, 2**32 - 1, 7, c)


def test_every_part_of_a_key_counts() -> None:
    key = (1, 2, 3, 4, 5)
    changed = [tuple(part + (place == other) for other, part in enumerate(key)) for place in range(5)]
    changed += [(key[0] + 2**32, *key[1:]), (1, 2, 4, 3, 5), (1, 2, 3, 4, -5)]
    assert len({draw(*each) for each in [key, *changed]}) == len(changed) + 1


@pytest.mark.parametrize("varied", range(4), ids=["purpose", "a", "b", "c"])
def test_draws_of_neighbouring_keys_are_uniform_and_independent(varied: int) -> None:
    key = [11, 12, 13, 14]
    found = np.empty(N)
    for k in range(N):
        key[varied] = k
        found[k] = uniform(draw(20, *key))
    assert found.min() > 0
    assert found.max() < 1
    counts, _ = np.histogram(found, 100, (0, 1))
    assert stats.chisquare(counts).pvalue > 1e-3
    pairs, _, _ = np.histogram2d(found[:-1:2], found[1::2], 10, [[0, 1], [0, 1]])
    assert stats.chisquare(pairs.ravel()).pvalue > 1e-3


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (gumbel, stats.gumbel_r()),
        (normal, stats.norm()),
        (lambda bits: exponential(bits, 0.25), stats.expon(scale=4)),
    ],
    ids=["Gumbel", "normal", "exponential"],
)
def test_draws_have_the_distribution_that_they_are_named_after(made: object, expected: object) -> None:
    quantiles = (np.arange(1000) + 0.5) / 1000
    found = [made(int(quantile * 2**53)) for quantile in quantiles]
    assert np.allclose(np.sort(found), expected.ppf(quantiles), atol=5e-4)


def test_the_extremes_of_a_draw_are_finite() -> None:
    for bits in (0, 2**53 - 1):
        assert 0 < uniform(bits) < 1
        assert all(np.isfinite([gumbel(bits), normal(bits), exponential(bits, 1.0)]))


def test_narrowed_luck_is_uniform_in_its_range() -> None:
    luck = np.array([uniform(draw(1, Purpose.OUTCOME, i, 0, 0)) for i in range(5_000)])
    found = np.array([narrowed(each, 0.2, 0.25) for each in luck])
    assert 0.2 < found.min() < found.max() < 0.25
    assert stats.kstest((found - 0.2) / 0.05, "uniform").pvalue > 1e-3


def test_waits_for_what_fades_have_the_hazard_of_a_rate_that_halves() -> None:
    rate_per_s, half_life_s = 0.001, 900.0
    waits = np.array([fading_wait_s(draw(3, Purpose.SLIP, k, 0, 0), rate_per_s, half_life_s) for k in range(N)])
    tau_s = half_life_s / np.log(2)
    assert np.mean(waits > 1e17) == pytest.approx(np.exp(-rate_per_s * tau_s), abs=0.01)
    finite = waits[waits < 1e17]
    hazard = rate_per_s * tau_s * (1 - np.exp(-finite / tau_s))  # cumulative: exponential, cut at its highest
    share = (1 - np.exp(-hazard)) / (1 - np.exp(-rate_per_s * tau_s))
    assert stats.kstest(share, "uniform").pvalue > 1e-3
