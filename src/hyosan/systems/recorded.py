"""Recorded contacts of the infectious in a society: which of them infect, and when.

While a contact lasts it infects at a constant rate, so one that overlaps an infectious stage for a time d infects with
chance 1 - exp(-rate d), at the moment at which the first infection comes. The draw belongs to the contact, the stage
and the episode. Recorded contacts may come again after a time, over and over; they are counted on through the rounds.
"""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.rules.numbers import log
from hyosan.systems.contacts import (
    EPISODE_BITS,
    UNIT,
    WINDOW_S,
    WORD_BITS,
    stamp_of,
    susceptibility_of,
)
from hyosan.systems.drafting import draft_contact
from hyosan.world.calendar import MOST_PLANNED
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts
from hyosan.world.network import Network

HOURS_PER_S = 1.0 / 3_600.0
NOT_INFECTED = -1


@part
def row_of(i: int, number: int, network: Network) -> int:
    """The row of a contact of person i, by its number."""
    return int(network.at[i] + number % (network.at[i + 1] - network.at[i]))


@part
def beginning_of(i: int, number: int, start: int, network: Network) -> int:
    """When a contact of person i begins, s, by its number."""
    rounds = number // (network.at[i + 1] - network.at[i])
    return int(start + rounds * network.repeat_s + network.begins[row_of(i, number, network)])


@part
def first_contact(i: int, since: int, start: int, network: Network) -> int:
    """The number of the first contact of person i that may last up to a time (s) or begin later."""
    earliest = since - start - network.longest_s
    degree = network.at[i + 1] - network.at[i]
    rounds = earliest // network.repeat_s if network.repeat_s > 0 and earliest > 0 else 0
    earliest -= rounds * network.repeat_s
    low, high = 0, degree
    while low < high:
        middle = (low + high) // 2
        if network.begins[network.at[i] + middle] < earliest:
            low = middle + 1
        else:
            high = middle
    return int(rounds * degree + low)


@part
def is_last(i: int, number: int, network: Network) -> bool:
    """Whether a number is beyond all contacts of person i."""
    return bool(network.repeat_s == 0 and number >= network.at[i + 1] - network.at[i])


@part
def infecting_at(
    i: int, number: int, begins: int, since: int, end: int, per_h: float, crowd: Crowd, numbers: CrowdNumbers
) -> int:
    """When a contact of person i, infectious from `since` to `end`, infects, s; NOT_INFECTED if it does not."""
    network = numbers.mixing.network
    row = row_of(i, number, network)
    low = max(begins, since)
    overlap = min(begins + network.lasts_s[row], float(end)) - low
    rate = per_h * HOURS_PER_S
    if numbers.spreading.is_selective != 0:
        rate *= susceptibility_of(network.met[row], low, crowd, numbers)
    if overlap <= 0.0 or rate <= 0.0:
        return NOT_INFECTED
    key = (crowd.case[i].episode << EPISODE_BITS) + crowd.case[i].stage
    words = philox(i, number, key, Purpose.CONTACT, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS)
    waits = -log((words[0] + 0.5) * UNIT) / rate
    return int(low + waits) if waits < overlap else NOT_INFECTED


@part
def plan_recorded(
    i: int, since: int, number: int, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts
) -> tuple[int, int]:
    """Plan which recorded contacts of the present stage of person i infect, in one window of time; returns when the
    next one begins, or LATER if there is none, and the number of its first contact.

    since : s, when the window begins;  number : of the first contact
    """
    network = numbers.mixing.network
    case = crowd.case[i]
    per_h = numbers.spreading.per_contact * numbers.states[crowd.state[i]].infectiousness * case.factor
    if per_h <= 0.0 or network.at[i] == network.at[i + 1]:
        return LATER, 0
    end = min(case.due, numbers.pace.until)
    n = 0
    while not is_last(i, number, network):
        begins = beginning_of(i, number, numbers.pace.start, network)
        if begins >= end:
            return LATER, 0
        if begins >= since + WINDOW_S or n == MOST_PLANNED:
            return max(begins, since), number
        time = infecting_at(i, number, begins, since, end, per_h, crowd, numbers)
        if time != NOT_INFECTED:
            row = row_of(i, number, network)
            draft_contact(time, i, network.met[row], stamp_of(i, crowd), network.setting[row], drafts)
            n += 1
        number += 1
    return LATER, 0
