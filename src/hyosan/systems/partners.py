"""Whom contacts are with: a housemate, somebody of the same class or workplace, a neighbour, a stranger.

Contacts are taken a batch at a time (`drafting.py`). Each has random words of its own, keyed by infector, stage and the
number of the contact.
"""

import numpy as np
from numpy.typing import NDArray

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.contacts import (
    COMMUNITY,
    HOME,
    NOBODY,
    SCHOOL,
    UNIT,
    WORD_BITS,
    district_of,
    susceptibility_of,
)
from hyosan.systems.neighbours import acquaintance
from hyosan.world.codes import Purpose
from hyosan.world.columns import Floats
from hyosan.world.crowd import Crowd, CrowdNumbers
from hyosan.world.drafts import Batch, Drafts, Window

Words = NDArray[np.int64]  #: (WORDS, BATCH)
TIME, SETTING, PARTNER, ACCEPTANCE, DISTRICT, BAND, STRANGER = range(7)  #: random words of a contact


@part
def draw_words(n: int, batch: Batch, numbers: CrowdNumbers) -> None:
    """The random words of the first n contacts of a batch."""
    low, high = numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    words = batch.words
    for k in range(n):
        first, second, third, fourth = philox(
            batch.infector[k], batch.number[k], batch.key[k], Purpose.CONTACT, low, high
        )
        words[TIME, k] = first
        words[SETTING, k] = second
        words[PARTNER, k] = third
        words[ACCEPTANCE, k] = fourth
    if len(numbers.mixing.home) > 0:
        for k in range(n):
            first, second, third, _ = philox(
                batch.infector[k], batch.number[k], batch.key[k], Purpose.STRANGER, low, high
            )
            words[DISTRICT, k] = first
            words[BAND, k] = second
            words[STRANGER, k] = third


@part
def housemate(i: int, word: int, numbers: CrowdNumbers) -> int:
    """Another member of the household of person i."""
    mixing = numbers.mixing
    first = int(mixing.home_at[mixing.home[i]])
    others = int(mixing.home_at[mixing.home[i] + 1]) - first - 1
    met = first + (word * others >> WORD_BITS)
    return met if met < i else met + 1


@part
def groupmate(i: int, word: int, numbers: CrowdNumbers) -> int:
    """Another member of the class or workplace of person i: among all but the last, who stands in for person i."""
    mixing = numbers.mixing
    first = int(mixing.group_at[mixing.group[i]])
    last = int(mixing.group_at[mixing.group[i] + 1]) - 1
    met = int(mixing.group_members[first + (word * (last - first) >> WORD_BITS)])
    return met if met != i else int(mixing.group_members[last])


@part
def neighbour(i: int, word: int, crowd: Crowd) -> int:
    """Somebody else of the same district, all alike; nobody if there is nobody else."""
    district = district_of(i, crowd)
    first = int(crowd.district_at[district])
    others = int(crowd.district_at[district + 1]) - first - 1
    if others < 1:
        return NOBODY
    met = first + (word * others >> WORD_BITS)
    return met if met < i else met + 1


@part
def stranger(i: int, k: int, setting: int, words: Words, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """Somebody of any district within reach and any age band, as these mix in a setting; nobody if nobody is there."""
    mixing = numbers.mixing
    district = district_of(i, crowd)
    if len(mixing.reach) > 1:
        district = chosen((words[DISTRICT, k] + 0.5) * UNIT, mixing.reach[district])
    band = chosen((words[BAND, k] + 0.5) * UNIT, mixing.bands_met[setting, mixing.band[crowd.age[i]]])
    cell = district * mixing.bands_met.shape[1] + band
    first = int(mixing.band_at[cell])
    people = int(mixing.band_at[cell + 1]) - first
    met = int(mixing.by_band[first + (words[STRANGER, k] * people >> WORD_BITS)]) if people > 0 else NOBODY
    return met if met != i else NOBODY


@part
def chosen(luck: float, cumulative: Floats) -> int:
    """The first entry of cumulative shares that is above a number in (0, 1); the last if none is.

    Counted without a branch: which one it will be cannot be guessed ahead.
    """
    entry = 0
    for k in range(len(cumulative) - 1):
        entry += int(luck >= cumulative[k])
    return entry


@part
def partner(k: int, window: Window, batch: Batch, crowd: Crowd, numbers: CrowdNumbers) -> tuple[int, int]:
    """Whom the k-th contact of a batch is with, or nobody, and the setting."""
    mixing = numbers.mixing
    i = int(batch.infector[k])
    word = batch.words[PARTNER, k]
    if len(mixing.network.at) > 0:
        return acquaintance(i, word, mixing.network)
    if len(mixing.home) == 0:
        return neighbour(i, word, crowd), COMMUNITY
    luck = (batch.words[SETTING, k] + 0.5) * UNIT
    if luck < window.up_to_home:
        return housemate(i, word, numbers), HOME
    if luck < window.up_to_group:
        return groupmate(i, word, numbers), int(mixing.group_setting[mixing.group[i]])
    setting = SCHOOL + int(luck >= window.up_to_school) + int(luck >= window.up_to_work)
    return stranger(i, k, setting, batch.words, crowd, numbers), setting


@part
def meet(n: int, drafts: Drafts, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Find out whom the first n contacts of a batch are with, where and when."""
    batch = drafts.batch
    for k in range(n):
        window = drafts.windows[batch.window[k]]
        batch.met[k], batch.setting[k] = partner(k, window, batch, crowd, numbers)
        batch.time[k] = window.since + (batch.words[TIME, k] * window.lasts >> WORD_BITS)


@part
def keep_accepted(n: int, drafts: Drafts, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """List those of the first n contacts of a batch that can infect somebody of that age at that time of the year;
    returns how many.
    """
    batch = drafts.batch
    kept = 0
    for k in range(n):
        is_kept = batch.met[k] >= 0
        if numbers.spreading.is_selective != 0:
            luck = (batch.words[ACCEPTANCE, k] + 0.5) * UNIT
            is_kept &= luck < susceptibility_of(batch.met[k], batch.time[k], crowd, numbers)
        batch.kept[kept] = k
        kept += int(is_kept)
    return kept
