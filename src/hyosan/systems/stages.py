"""Stages of an infection, in a society: which comes next, when, and how often its host meets others meanwhile."""

from hyosan.jit import part
from hyosan.rules.course import wait_s
from hyosan.rules.draw import philox
from hyosan.rules.numbers import log
from hyosan.systems.agenda import put
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.parameters import QUANTILES

UNIT = 2.0**-32
WORD_BITS = 32


@part
def gap_s(word: int, rate_per_s: float) -> int:
    """A random word as the time to the next event of a constant rate, whole s rounded up."""
    return int(min(-log((word + 0.5) * UNIT) / rate_per_s, 1.0e9)) + 1


@part
def choose_way(i: int, state: int, word: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """The way out of a state that a random word takes, by age; -1 if there is none."""
    luck = (word + 0.5) * UNIT
    reached = 0.0
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        reached += numbers.transitions.probability[way, crowd.status[i].age]
        if luck < reached:
            return way
    return -1


@part
def contact_rate(i: int, state: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """Infecting contacts of person i per s, with everybody susceptible and everything open."""
    return (
        numbers.spreading.per_contact
        * numbers.states[state].infectiousness
        * crowd.case[i].factor
        * numbers.spreading.community_per_s
    )


@part
def enter_stage(i: int, state: int, since: int, is_new: bool, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Person i enters a state: draw the way out, how long it lasts and, if it is infectious, the first contact.

    With a new infection, how infectious they are themselves is drawn too.
    """
    case = crowd.case[i]
    case.since = since
    case.due = LATER
    case.contact = LATER
    case.n_contacts = 0
    if numbers.states[state].ways_from == numbers.states[state].ways_end and not is_new:  # nothing more comes
        crowd.contact_in[i] = 0
        crowd.course_in[i] = 0
        return
    words = philox(i, state, case.episode, Purpose.STAGE, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS)
    way = choose_way(i, state, words[0], crowd, numbers)
    if way >= 0:
        lasts = wait_s(numbers.transitions.wait[way, words[1] * QUANTILES >> WORD_BITS], 0.5, 0.0, 1.0)
        case.next_state = numbers.transitions.ways[way].to
        case.due = min(since + int(lasts), LATER - 1)
    if is_new:
        case.factor = numbers.infectiousness[words[3] * QUANTILES >> WORD_BITS]
    rate = contact_rate(i, state, crowd, numbers)
    case.rate = rate
    if rate > 0.0:
        case.contact = min(since + gap_s(words[2], rate), LATER - 1)
    look_ahead(i, numbers.pace.step + 1, crowd, numbers)


@part
def look_ahead(i: int, earliest: int, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Put the next contact and the next state of person i on the agendas, whichever of them come."""
    case = crowd.case[i]
    if case.contact < case.due:
        put(crowd.contact_in, i, case.contact, earliest, numbers.pace)
    else:
        crowd.contact_in[i] = 0
    put(crowd.course_in, i, case.due + numbers.pace.length - 1, earliest, numbers.pace)
