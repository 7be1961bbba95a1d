"""Attack rates: which share of each group was infected."""

import bisect
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from hyosan.analysis.epidemic.estimate import CONFIDENCE, share

DECADES = tuple(range(0, 90, 10))


def attack_rates(cases: pl.Series, people: pl.Series, confidence: float = CONFIDENCE) -> pl.DataFrame:
    """Share of each group that was infected, with Wilson intervals, groups in ascending order.

    cases  : (cases,) group of everybody who was ever infected, each person once
    people : (people,) group of everybody, the infected included
    Returns columns group, cases, people, attack_rate, lo, hi; the group may be null (not known).
    """
    groups = _counts(people, "people").join(_counts(cases, "cases"), "group", "left", nulls_equal=True)
    counted = groups.with_columns(pl.col("cases").fill_null(0)).sort("group", nulls_last=True)
    rates = [share(k, n, confidence) for k, n in counted.select("cases", "people").iter_rows()]
    return counted.select("group", "cases", "people").with_columns(
        pl.Series("attack_rate", [rate.value for rate in rates], pl.Float64),
        pl.Series("lo", [rate.lo for rate in rates], pl.Float64),
        pl.Series("hi", [rate.hi for rate in rates], pl.Float64),
    )


def age_bands(ages: pl.Series, edges: Sequence[int] = DECADES) -> pl.Series:
    """Age band of everybody, as an ordered category: "0-9", ..., "80+"; null where the age is not known.

    ages  : (people,) years
    edges : first year of each band, ascending; whoever is younger than the first has no band
    """
    labels = [f"{low}-{high - 1}" for low, high in pairwise(edges)] + [f"{edges[-1]}+"]
    years = ages.cast(pl.Float64).fill_nan(None).floor()
    distinct = years.drop_nulls().unique()
    bands = [bisect.bisect_right(edges, age) - 1 for age in distinct.to_list()]
    words = [labels[band] if band >= 0 else None for band in bands]
    bands_of = pl.Series(words, dtype=pl.Enum(labels))
    return years.replace_strict(distinct, bands_of, default=None, return_dtype=bands_of.dtype)


def _counts(groups: pl.Series, name: str) -> pl.DataFrame:
    # Two series of categories need not share their codes: they are compared as words.
    labels = groups.cast(pl.String) if groups.dtype == pl.Categorical else groups
    return labels.alias("group").to_frame().group_by("group").agg(pl.len().cast(pl.Int64).alias(name))
