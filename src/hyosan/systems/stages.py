"""Stages of an infection, in a society: which comes next, when, and whom its host meets meanwhile."""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.agenda import NOTHING, put
from hyosan.systems.contacts import UNIT, WORD_BITS, district_of
from hyosan.systems.detection import detect
from hyosan.systems.passing import illness_prevented
from hyosan.systems.planning import plan_stage
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts
from hyosan.world.parameters import QUANTILES

HALF_SHARE = 1 << 31  #: of a position among quantiles
WORD_MASK = (1 << WORD_BITS) - 1
COARSE_BITS = 11  #: of a position that are left out, so that products fit into 64 bits
BEYOND = 2.0  #: more than all shares together


@part
def choose_way(i: int, state: int, since: int, word: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """The way out of a state entered at a time that a random word takes, by age; -1 if there is none."""
    luck = (word + 0.5) * UNIT
    reached = 0.0
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        share = min(numbers.transitions.probability[way, crowd.age[i]], 1.0 - reached)
        if luck < reached + share:
            if numbers.response.alert.is_acting != 0 and numbers.transitions.ways[way].is_illness:
                return way_of_vaccinated(i, state, since, way, (luck - reached) / share, crowd, numbers)
            return way
        reached += share
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
def other_way(i: int, state: int, up_to: float, crowd: Crowd, numbers: CrowdNumbers) -> tuple[int, float]:
    """The way out of a state, among those that are no illness, at which their shares add up to a number, -1 if they
    never do; and the sum up to there.
    """
    before = 0.0
    reached = 0.0
    for way in range(numbers.states[state].ways_from, numbers.states[state].ways_end):
        share = min(numbers.transitions.probability[way, crowd.age[i]], 1.0 - before)
        before += share
        if not numbers.transitions.ways[way].is_illness:
            reached += share
            if up_to < reached:
                return way, reached
    return -1, reached


@part
def way_of_vaccinated(
    i: int, state: int, since: int, way: int, luck: float, crowd: Crowd, numbers: CrowdNumbers
) -> int:
    """The way that is taken where luck leads to illness: of those whom vaccination spares, as the others go.

    luck : uniform in (0, 1), what is left of it once the way is known
    """
    prevented = illness_prevented(i, since, crowd, numbers)
    if luck >= prevented:
        return way
    _, others = other_way(i, state, BEYOND, crowd, numbers)
    other, _ = other_way(i, state, luck / prevented * others, crowd, numbers)
    return other if other >= 0 else way


@part
def tally_at(i: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """The row of the tally for the first state of the district of person i."""
    return district_of(i, crowd) * len(numbers.states)


@part
def enter_stage(i: int, state: int, since: int, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> None:
    """Person i enters a state: draw the way out and how long it lasts and, if it is infectious, the contacts."""
    crowd.state[i] = state
    case = crowd.case[i]
    case.due = LATER
    case.has_plan = False
    crowd.course_in[i] = NOTHING
    if len(crowd.watch) > 0:
        detect(i, state, since, crowd, numbers)
    has_ways = numbers.states[state].ways_from < numbers.states[state].ways_end
    if not has_ways and numbers.states[state].infectiousness == 0.0:
        return
    words = philox(
        i, case.stage, case.episode, Purpose.STAGE, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    )
    if case.stage == 0:
        case.factor = numbers.infectiousness[words[3] * QUANTILES >> WORD_BITS]
    way = choose_way(i, state, since, words[0], crowd, numbers)
    if way >= 0:
        case.next_state = numbers.transitions.ways[way].to
        case.due = min(since + lasting_s(way, words[1], numbers), LATER - 1)
        put(crowd.course_in, i, case.due, numbers.pace.step + 1, numbers.pace)
    if numbers.states[state].infectiousness > 0.0:
        plan_stage(i, since, words[2], crowd, numbers, drafts)
