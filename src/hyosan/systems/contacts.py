"""Contacts of the infectious in a society: how many, when, in which setting, with whom.

Contacts that would infect somebody fully susceptible come at a constant rate while a stage lasts: their number is drawn
from a Poisson distribution, and each has a time, a setting and a partner drawn for that contact alone. So how many
people somebody infects does not depend on the length of a step; only the order in which people of one step are infected
by one another's new cases does. And where a rate is lower in another world, its contacts are some of those in this one.
"""

import numpy as np

from hyosan.jit import part
from hyosan.rules.numbers import exp
from hyosan.systems.neighbours import meetings_per_s
from hyosan.world.calendar import MOST_PLANNED
from hyosan.world.codes import Setting
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.drafts import IN_WINDOWS, WINDOWS, Drafts

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
NOBODY = -1
PER_UNIT = 16  #: entries of a table of exponentials
EXP_MINUS = np.array([exp(-k / PER_UNIT) for k in range(int(MEAN_MOST) * PER_UNIT + 2)])
ONE_OVER = np.array([0.0, *(1.0 / k for k in range(1, MOST_PLANNED + 1))])
HOME, SCHOOL, WORK, COMMUNITY = (int(setting) for setting in Setting)

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
def district_of(i: int, crowd: Crowd) -> int:
    """The district of person i; where there is one alone, nothing needs to be looked up."""
    return int(crowd.district[i]) if len(crowd.district_at) > 2 else 0


@part
def susceptibility_of(met: int, time: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """How readily somebody of their age is infected at that time of the year, 0 to 1."""
    day = min(int((time - numbers.pace.start) * DAYS_PER_S), len(numbers.season) - 1)
    return float(numbers.susceptibility[crowd.age[met]] * numbers.season[day])


@part
def draft_window(
    i: int, since: int, lasts: int, first: int, n: int, rates: Rates, crowd: Crowd, drafts: Drafts
) -> None:
    """Plan n contacts of person i in a stretch of time (s), of which those in each setting come at these rates."""
    case = crowd.case[i]
    share = 1.0 / (rates[0] + rates[1] + rates[2] + rates[3] + rates[4])
    window = drafts.windows[drafts.filled[WINDOWS]]
    window.infector = i
    window.since = since
    window.lasts = lasts
    window.first = first
    window.key = (case.episode << EPISODE_BITS) + case.stage
    window.n = n
    window.stamp = stamp_of(i, crowd)
    window.up_to_home = rates[0] * share
    window.up_to_group = (rates[0] + rates[1]) * share
    window.up_to_school = (rates[0] + rates[1] + rates[2]) * share
    window.up_to_work = (rates[0] + rates[1] + rates[2] + rates[3]) * share
    drafts.filled[WINDOWS] += 1
    drafts.filled[IN_WINDOWS] += n


@part
def plan_contacts(
    i: int, since: int, window: int, word: int, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts
) -> tuple[int, int]:
    """Plan the contacts of the present stage of person i in one window of time; returns when the next one begins, or
    LATER if there is none, and its number.

    since : s, when the window begins;  window : counted from 0 when the stage began;  word : random
    """
    case = crowd.case[i]
    rates = contacts_per_s(i, crowd, numbers)
    rate = numbers.spreading.per_contact * numbers.states[crowd.state[i]].infectiousness * case.factor
    rate *= rates[0] + rates[1] + rates[2] + rates[3] + rates[4]
    if rate <= 0.0:
        return LATER, 0
    end = int(min(case.due, numbers.pace.until))
    following = LATER
    lasts = WINDOW_S
    while lasts * rate > MEAN_MOST and lasts > 1:
        lasts //= 2
    if since + lasts < end:
        end = following = since + lasts
    n = poisson(word, rate * (end - since))
    if n > 0:
        draft_window(i, since, end - since, window << WINDOW_BITS, n, rates, crowd, drafts)
    return following, window + 1
