"""Stages of an infection, in a society: which comes next, when, and whom its host meets meanwhile."""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.agenda import NOTHING, put
from hyosan.systems.contacts import UNIT, WORD_BITS
from hyosan.systems.planning import plan_stage
from hyosan.world.calendar import Calendar
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.parameters import QUANTILES

HALF_SHARE = 1 << 31  #: of a position among quantiles
WORD_MASK = (1 << WORD_BITS) - 1
COARSE_BITS = 11  #: of a position that are left out, so that products fit into 64 bits


@part
def choose_way(i: int, state: int, word: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """The way out of a state that a random word takes, by age; -1 if there is none."""
    luck = (word + 0.5) * UNIT
    reached = 0.0
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        reached += numbers.transitions.probability[way, crowd.age[i]]
        if luck < reached:
            return way
    return -1


@part
def lasting_s(way: int, word: int, numbers: CrowdNumbers) -> int:
    """A random word as the waiting time of a way, s: between the quantiles that it falls between.

    The table has the middles of equal shares; the halves of a share at its ends go on as their neighbours do.
    """
    quantiles = numbers.transitions.wait[way]
    position = word * QUANTILES + HALF_SHARE
    above = position >> WORD_BITS
    if above == 0:
        upper = quantiles[0]
        lower = 2 * numbers.transitions.ways[way].least - upper
    else:
        lower = quantiles[above - 1]
        upper = quantiles[above] if above < QUANTILES else 2 * lower - quantiles[QUANTILES - 2]
    part_way = (position & WORD_MASK) >> COARSE_BITS
    return max(int(lower + ((upper - lower) * part_way >> (WORD_BITS - COARSE_BITS))), 1)


@part
def tally_at(i: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """The row of the tally for the first state of the district of person i."""
    return int(crowd.district[i]) * len(numbers.states) if len(crowd.district_at) > 2 else 0


@part
def enter_stage(i: int, state: int, since: int, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar) -> None:
    """Person i enters a state: draw the way out and how long it lasts and, if it is infectious, the contacts."""
    crowd.state[i] = state
    case = crowd.case[i]
    case.due = LATER
    case.has_plan = False
    crowd.course_in[i] = NOTHING
    has_ways = numbers.states[state].ways_from < numbers.states[state].ways_end
    if not has_ways and numbers.states[state].infectiousness == 0.0:
        return
    words = philox(
        i, case.stage, case.episode, Purpose.STAGE, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    )
    if case.stage == 0:
        case.factor = numbers.infectiousness[words[3] * QUANTILES >> WORD_BITS]
    way = choose_way(i, state, words[0], crowd, numbers)
    if way >= 0:
        case.next_state = numbers.transitions.ways[way].to
        case.due = min(since + lasting_s(way, words[1], numbers), LATER - 1)
        put(crowd.course_in, i, case.due, numbers.pace.step + 1, numbers.pace)
    if numbers.states[state].infectiousness > 0.0:
        plan_stage(i, since, words[2], crowd, numbers, calendar)
