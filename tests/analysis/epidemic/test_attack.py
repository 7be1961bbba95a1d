import polars as pl
import pytest

from hyosan.analysis.epidemic import age_bands, attack_rates
from hyosan.analysis.epidemic.estimate import share


def test_attack_rates_are_shares_of_the_people_of_each_group() -> None:
    found = attack_rates(pl.Series(["b", "b", None]), pl.Series(["a", "b", "b", "b", "b", None, None]))
    assert found["group"].to_list() == ["a", "b", None]
    assert found["cases"].to_list() == [0, 2, 1]
    assert found["people"].to_list() == [1, 4, 2]
    assert found["attack_rate"].to_list() == [0, 0.5, 0.5]
    assert (found["lo"] < found["attack_rate"] + 1e-12).all()
    assert (found["attack_rate"] < found["hi"]).all()


def test_groups_are_told_apart_by_their_words_not_their_codes() -> None:
    cases = pl.Series(["b"], dtype=pl.Categorical)
    people = pl.Series(["a", "b"], dtype=pl.Categorical)
    assert attack_rates(cases, people)["cases"].to_list() == [0, 1]


def test_age_bands_are_closed_below_and_in_order() -> None:
    bands = age_bands(pl.Series([85.0, 9.9, 10.0, None, 0.0, float("nan")]), [0, 10, 65])
    assert bands.to_list() == ["65+", "0-9", "10-64", None, "0-9", None]
    assert attack_rates(bands, bands)["group"].to_list() == ["0-9", "10-64", "65+", None]
    assert age_bands(pl.Series([3, 20]), [5, 10]).to_list() == [None, "10+"]


def test_the_wilson_interval_of_a_textbook() -> None:
    """Newcombe RG. Stat Med 1998;17:857, table I, method 3."""
    for n_hits, n, lo, hi in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        found = share(n_hits, n)
        assert (found.lo, found.hi) == (pytest.approx(lo, abs=5e-5), pytest.approx(hi, abs=5e-5))


def test_a_share_of_nobody_can_be_anything() -> None:
    found = share(0, 0)
    assert found.value != found.value
    assert (found.lo, found.hi) == (0, 1)
