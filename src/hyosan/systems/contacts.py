"""Contacts of the infectious in a society: how many, when, in which setting, with whom.

Contacts that would infect somebody fully susceptible come at a constant rate while a stage lasts: their number is drawn
from a Poisson distribution, and each has a time, a setting and a partner drawn for that contact alone. So how many
people somebody infects does not depend on the length of a step; only the order in which people of one step are infected
by one another's new cases does. And where a rate is lower in another world, its contacts are some of those in this one.
"""

import numpy as np
from numpy.typing import NDArray

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.rules.numbers import exp
from hyosan.systems.calendar import note
from hyosan.systems.neighbours import acquaintance, meetings_per_s
from hyosan.world.calendar import MOST_PLANNED, Calendar
from hyosan.world.codes import Purpose, Setting
from hyosan.world.columns import Floats
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers

UNIT = 2.0**-32
WORD_BITS = 32
EPISODE_BITS = 16  #: of a word of a key, above the stage
WINDOW_BITS = 8  #: of a word of a key, under the window: number of a contact in it
DAYS_PER_S = 1.0 / 86_400.0
WINDOW_S = 28 * 86_400  #: contacts are drawn for so long at a time
MEAN_MOST = 64.0  #: contacts expected in a window; of more, the window is shorter
STAGE_BITS = 6  #: of a stamp, under the episode
STAMPS = 1 << 15
PLAN_GOES_ON = 100  #: in the place of a setting: draw the contacts of the stage in its next window
TIME, SETTING, PARTNER, ACCEPTANCE, DISTRICT, BAND, STRANGER = range(7)  #: random words of a contact
NOBODY = -1
PER_UNIT = 16  #: entries of a table of exponentials
EXP_MINUS = np.array([exp(-k / PER_UNIT) for k in range(int(MEAN_MOST) * PER_UNIT + 2)])
ONE_OVER = np.array([0.0, *(1.0 / k for k in range(1, MOST_PLANNED + 1))])
HOME, SCHOOL, WORK, COMMUNITY = (int(setting) for setting in Setting)

Words = NDArray[np.int64]  #: (WORDS, MOST_PLANNED)
Rates = tuple[float, float, float, float, float]


@part
def exp_minus(mean: float) -> float:
    """exp(-mean) for a mean up to MEAN_MOST, relative error below 1e-9: a table and a short series, for its speed."""
    k = int(mean * PER_UNIT)
    r = mean - k * (1.0 / PER_UNIT)
    square = r * r
    return float(EXP_MINUS[k]) * (
        (1.0 - r) + square * ((0.5 - r * (1.0 / 6.0)) + square * (1.0 / 24.0 - r * (1.0 / 120.0)))
    )


@part
def poisson(word: int, mean: float) -> int:
    """A random word as a number with a Poisson distribution of mean up to MEAN_MOST, at most MOST_PLANNED."""
    luck = (word + 0.5) * UNIT
    share = exp_minus(mean)
    reached = share
    number = 0
    while luck > reached and number < MOST_PLANNED:
        number += 1
        share *= mean * ONE_OVER[number]
        reached += share
    return number


@part
def stamp_of(i: int, crowd: Crowd) -> int:
    """What tells the present stage of person i from earlier and later ones."""
    return ((crowd.case[i].episode << STAGE_BITS) + crowd.case[i].stage) % STAMPS


@part
def contacts_per_s(i: int, crowd: Crowd, numbers: CrowdNumbers) -> Rates:
    """Contacts of person i per s: at home, in class or at work, and outside these in school, work and community."""
    mixing = numbers.mixing
    if len(mixing.network.at) > 0:
        return 0.0, 0.0, 0.0, 0.0, meetings_per_s(i, mixing.network)
    home = 0.0
    group = 0.0
    if len(mixing.home) > 0:
        household = mixing.home[i]
        home = (mixing.home_at[household + 1] - mixing.home_at[household] - 1) * numbers.spreading.home_per_s
        if mixing.group[i] >= 0:
            group = float(mixing.group_per_s[mixing.group[i]])
    loose = mixing.loose_per_s[crowd.age[i]]
    return home, group, loose[SCHOOL], loose[WORK], loose[COMMUNITY]


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
def district_of(i: int, crowd: Crowd) -> int:
    """The district of person i; where there is one alone, nothing needs to be looked up."""
    return int(crowd.district[i]) if len(crowd.district_at) > 2 else 0


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
def stranger(i: int, k: int, setting: int, drawn: Words, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """Somebody of any district within reach and any age band, as these mix in a setting; nobody if nobody is there."""
    mixing = numbers.mixing
    district = district_of(i, crowd)
    if len(mixing.reach) > 1:
        district = chosen((drawn[DISTRICT, k] + 0.5) * UNIT, mixing.reach[district])
    band = chosen((drawn[BAND, k] + 0.5) * UNIT, mixing.bands_met[setting, mixing.band[crowd.age[i]]])
    cell = district * mixing.bands_met.shape[1] + band
    first = int(mixing.band_at[cell])
    people = int(mixing.band_at[cell + 1]) - first
    met = int(mixing.by_band[first + (drawn[STRANGER, k] * people >> WORD_BITS)]) if people > 0 else NOBODY
    return met if met != i else NOBODY


@part
def chosen(luck: float, cumulative: Floats) -> int:
    """The first entry of cumulative shares that is above a number in (0, 1); the last if none is."""
    for k in range(len(cumulative) - 1):
        if luck < cumulative[k]:
            return k
    return len(cumulative) - 1


@part
def setting_of(word: int, rates: Rates, group_setting: int) -> tuple[int, bool]:
    """The setting of a contact, and whether it is within the household or group."""
    left = (word + 0.5) * UNIT * (rates[0] + rates[1] + rates[2] + rates[3] + rates[4])
    if left < rates[0]:
        return HOME, True
    left -= rates[0]
    if left < rates[1]:
        return group_setting, True
    left -= rates[1]
    if left < rates[2]:
        return SCHOOL, False
    left -= rates[2]
    return (WORK, False) if left < rates[3] else (COMMUNITY, False)


@part
def partner(i: int, k: int, drawn: Words, rates: Rates, crowd: Crowd, numbers: CrowdNumbers) -> tuple[int, int]:
    """Whom person i meets in the k-th contact that is drawn, or nobody, and the setting."""
    mixing = numbers.mixing
    word = drawn[PARTNER, k]
    if len(mixing.network.at) > 0:
        return acquaintance(i, word, mixing.network)
    if len(mixing.home) == 0:
        return neighbour(i, word, crowd), COMMUNITY
    group = mixing.group[i]
    group_setting = int(mixing.group_setting[group]) if group >= 0 else WORK
    setting, is_within = setting_of(drawn[SETTING, k], rates, group_setting)
    if not is_within:
        return stranger(i, k, setting, drawn, crowd, numbers), setting
    if setting == HOME:
        return housemate(i, word, numbers), setting
    return groupmate(i, word, numbers), setting


@part
def draw_contacts(i: int, first: int, n: int, key: int, drawn: Words, numbers: CrowdNumbers) -> None:
    """The random words of n contacts from a number on: all at once, since one block waits for nothing in another."""
    low, high = numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    for k in range(n):
        words = philox(i, first + k, key, Purpose.CONTACT, low, high)
        drawn[TIME, k] = words[0]
        drawn[SETTING, k] = words[1]
        drawn[PARTNER, k] = words[2]
        drawn[ACCEPTANCE, k] = words[3]
    if len(numbers.mixing.home) > 0:
        for k in range(n):
            words = philox(i, first + k, key, Purpose.STRANGER, low, high)
            drawn[DISTRICT, k] = words[0]
            drawn[BAND, k] = words[1]
            drawn[STRANGER, k] = words[2]


@part
def susceptibility_of(met: int, time: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """How readily somebody of their age is infected at that time of the year, 0 to 1."""
    day = min(int((time - numbers.pace.start) * DAYS_PER_S), len(numbers.season) - 1)
    return float(numbers.susceptibility[crowd.age[met]] * numbers.season[day])


@part
def is_accepted(met: int, time: int, word: int, crowd: Crowd, numbers: CrowdNumbers) -> bool:
    """Whether a random word lets a contact infect somebody of their age at that time of the year."""
    if numbers.spreading.is_selective == 0:
        return True
    return bool((word + 0.5) * UNIT < susceptibility_of(met, time, crowd, numbers))


@part
def plan_contacts(
    i: int, since: int, window: int, word: int, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar
) -> tuple[int, int]:
    """Note the contacts of the present stage of person i in one window of time; returns when the next one begins, or
    LATER if there is none, and its number.

    since : s, when the window begins;  window : counted from 0 when the stage began;  word : random
    """
    case = crowd.case[i]
    rates = contacts_per_s(i, crowd, numbers)
    rate = numbers.spreading.per_contact * numbers.states[crowd.state[i]].infectiousness * case.factor
    rate *= rates[0] + rates[1] + rates[2] + rates[3] + rates[4]
    if rate <= 0.0:
        return LATER, 0
    stamp = stamp_of(i, crowd)
    end = int(min(case.due, numbers.pace.until))
    following = LATER
    lasts = WINDOW_S
    while lasts * rate > MEAN_MOST and lasts > 1:
        lasts //= 2
    if since + lasts < end:
        end = following = since + lasts
    key = (case.episode << EPISODE_BITS) + case.stage
    n = poisson(word, rate * (end - since))
    drawn = calendar.drawn
    draw_contacts(i, window << WINDOW_BITS, n, key, drawn, numbers)
    for k in range(n):
        met, setting = partner(i, k, drawn, rates, crowd, numbers)
        time = since + (drawn[TIME, k] * (end - since) >> WORD_BITS)
        if met >= 0 and is_accepted(met, time, drawn[ACCEPTANCE, k], crowd, numbers):
            note(time, i, met, stamp, setting, calendar, numbers.pace)
    return following, window + 1
