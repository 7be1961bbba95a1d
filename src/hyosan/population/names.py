"""What generated people are called: a family name by its share, and a given name of two syllables."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.scenario.people import FamilyName, Names, Syllable
from hyosan.world.codes import Purpose
from hyosan.world.columns import Floats, Ints

FAMILY, FIRST, SECOND = range(3)  #: slots of the draws of a name


class Called(NamedTuple):
    """Names, in the Latin and in the Korean script ("" where a part has none)."""

    latin: list[str]
    korean: list[str]


def called(names: Names, seed: int, key: Ints, family_key: Ints) -> Called:
    """A name for each person; not yet distinct. No given name doubles a syllable, where the syllables allow that.

    names      : family names with shares, and syllables
    key        : (n) stable keys
    family_key : (n) key that the family name is drawn for, the same for brothers and sisters
    """
    if not len(key):
        return Called([], [])
    seconds = [_fitting(first, names.given_second) for first in names.given_first]
    family = _by_share(names.family, keyed.uniforms(seed, Purpose.NAME, family_key, FAMILY))
    first = keyed.uniforms(seed, Purpose.NAME, key, FIRST) * len(names.given_first)
    second = keyed.uniforms(seed, Purpose.NAME, key, SECOND)
    latin, korean = [], []
    for f, g, u in zip(family.tolist(), first.tolist(), second.tolist(), strict=True):
        surname, one, others = names.family[f], names.given_first[int(g)], seconds[int(g)]
        other = others[int(u * len(others))]
        latin.append(f"{surname.latin} {one.latin}-{other.latin}")
        scripts = (surname.korean, one.korean, other.korean)
        korean.append("".join(scripts) if all(scripts) else "")
    return Called(latin, korean)


def distinct(names: Sequence[str], groups: Sequence[str], stable: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Names of which no two are the same: those that coincide get the class or, within a class, the stable name.

    names  : (n) names as drawn
    groups : (n) class or role of each, added in brackets: "Kim Min-ji (2-3)"
    stable : (n) distinct stable names, added where that is not enough: "Kim Min-ji (2-3/seat 07)"
    taken  : names of others
    """
    labels = list(names)
    for additions in (groups, stable):
        uses = Counter(labels)
        uses.update(set(taken))
        labels = [
            f"{name} ({addition})" if uses[label] > 1 else label
            for label, name, addition in zip(labels, names, additions, strict=True)
        ]
    return labels


def _fitting(first: Syllable, seconds: Sequence[Syllable]) -> Sequence[Syllable]:
    """Second syllables that do not repeat the first; all, if every one does."""
    return [each for each in seconds if not _is_same(first, each)] or seconds


def _is_same(one: Syllable, other: Syllable) -> bool:
    return one.latin.casefold() == other.latin.casefold() or (one.korean != "" and one.korean == other.korean)


def _by_share(family: Sequence[FamilyName], u: Floats) -> Ints:
    """Rows of the family names that uniform draws fall on; the shares need not add up to 1."""
    upper = np.cumsum([each.share for each in family])
    rows: Ints = np.searchsorted(upper, u * upper[-1], side="right")
    return np.minimum(rows, len(family) - 1)
