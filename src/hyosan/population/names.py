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
    return written(names, families(names, seed, family_key), *given_names(names, seed, key))


def families(names: Names, seed: int, family_key: Ints) -> Ints:
    """Row of the family name that each key draws."""
    return _by_share(names.family, keyed.uniforms(seed, Purpose.NAME, family_key, FAMILY))


def written(names: Names, family: Ints, first: Ints, second: Ints) -> Called:
    """Names out of their parts; people who are called the same share one text.

    family, first : (n) rows of the family names and of the first syllables
    second        : (n) rows of the second syllables that fit the first
    """
    n_second = len(names.given_second)
    codes, which = np.unique((family * len(names.given_first) + first) * n_second + second, return_inverse=True)
    latin, korean = [], []
    for code in codes.tolist():
        rest, other = divmod(code, n_second)
        surname, one = names.family[rest // len(names.given_first)], names.given_first[rest % len(names.given_first)]
        two = _fitting(one, names.given_second)[other]
        latin.append(f"{surname.latin} {one.latin}-{two.latin}")
        scripts = (surname.korean, one.korean, two.korean)
        korean.append("".join(scripts) if all(scripts) else "")
    rows = which.tolist()
    return Called([latin[row] for row in rows], [korean[row] for row in rows])


def given_names(names: Names, seed: int, key: Ints) -> tuple[Ints, Ints]:
    """Rows of the first syllables, and of the second ones among those that fit the first."""
    first = (keyed.uniforms(seed, Purpose.NAME, key, FIRST) * len(names.given_first)).astype(np.int64)
    n_fitting = np.array([len(_fitting(each, names.given_second)) for each in names.given_first])
    second = keyed.uniforms(seed, Purpose.NAME, key, SECOND) * n_fitting[first]
    return first, second.astype(np.int64)


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
