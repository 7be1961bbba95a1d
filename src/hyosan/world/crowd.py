"""Tables for people who are counted, not named: a few bytes each, so that a country fits into memory.

Rows are people unless it is said; a person's row is also their stable identity in the keys of randomness. What only
the infected need stands in `Case`, a table whose pages the machine hands out when somebody's row is first written: the
memory follows the epidemic. Times are s since the start of day 1.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Code, Id, Real, Table, Truth, Whole
from hyosan.world.network import Network, no_network
from hyosan.world.parameters import Run, States, Transitions
from hyosan.world.response import Apart, Response, Watch

Short = Annotated[int, np.int16]
Single = Annotated[float, np.float32]

LATER = 2**31 - 1  #: s, a time that does not come, in a column of 32 bits
HORIZON = 254  #: steps that an agenda looks ahead; what comes later is looked at again then
WORD = 8  #: rows of an agenda that are looked at together
CLAIMED = 127  #: state of somebody whose infection has been found in this step and has not begun yet


class Case(Table):
    """The infection that somebody has, or had last; all zero before the first."""

    event: Whole  # the event that infected them
    infector: Id  # person, or -1
    infected_at: Id  # s
    due: Id  # s, when the next state is entered, or LATER
    factor: Single  # own infectiousness, mean 1
    episode: Short  # infections so far
    stage: Short  # states entered since that infection
    next_state: Code  # of somebody who is claimed: the state they are in
    setting: Code  # in which they were infected
    has_plan: Truth  # contacts of the present stage are still to be drawn


class Crowd(NamedTuple):
    """What changes during a run, and where everybody lives: `crowd` in a loop."""

    state: NDArray[np.int8]  # (people) row of the pathogen's states
    case: Case
    course_in: NDArray[np.uint8]  # (people, filled up to whole words) step in which the course goes on: see `slot`
    course_words: NDArray[np.uint64]  # the same, eight people at a time
    watch: Watch  # empty, as the three that follow, without detections
    apart: Apart  # two rows for each person
    report_in: NDArray[np.uint8]  # step in which the case becomes known, as in course_in
    report_words: NDArray[np.uint64]  # the same, eight people at a time
    age: NDArray[np.int8]  # (people) years
    district: NDArray[np.int32]  # (people)
    district_at: NDArray[np.int32]  # (districts + 1) people of a district are rows district_at[d] to district_at[d + 1]


#: Tables in the digest; those that a scenario has no use for are empty, and left out.
STATE = ("state", "case", "course_in", "watch", "apart", "report_in", "age", "district")


class Mixing(NamedTuple):
    """Who may meet whom, and how often: `mixing` in a loop. Never changes. Empty arrays for what a society has not."""

    home: NDArray[np.int32]  # (people) household; its members are adjacent rows
    home_at: NDArray[np.int32]  # (households + 1) first row of each
    group: NDArray[np.int32]  # (people) class or workplace, or -1
    group_at: NDArray[np.int32]  # (groups + 1) members of a group are rows group_at[g] to group_at[g + 1] of
    group_members: NDArray[np.int32]
    group_setting: NDArray[np.int8]  # (groups) Setting
    group_per_s: NDArray[np.float32]  # (groups) contacts per s of a member with the others together
    band: NDArray[np.int8]  # (AGES) band of each age
    by_band: NDArray[np.int32]  # (people) sorted by district, then band
    band_at: NDArray[np.int32]  # (districts * bands + 1) rows of by_band
    loose_per_s: NDArray[np.float64]  # (AGES, SETTINGS) contacts per s outside home and groups
    bands_met: NDArray[np.float64]  # (SETTINGS, bands, bands) cumulative shares of the bands of those met
    reach: NDArray[np.float64]  # (districts, districts) cumulative shares of the districts of those met
    network: Network = no_network()  # in place of all other contacts, if there is one


def agenda(n_people: int) -> NDArray[np.uint8]:
    """An agenda with nothing on it."""
    return np.zeros(-(-n_people // WORD) * WORD, np.uint8)


class Infection(Table):
    """Working space: who is infected in a step."""

    time: Id  # s
    infectee: Id
    infector: Id
    place: Id
    cause: Whole  # the event that infected the infector
    setting: Code


class Changed(Table):
    """Working space: courses that went on in a step."""

    time: Id  # s
    person: Id
    infector: Id
    place: Id
    kind: Id  # Kind of the event
    cause: Whole  # the event that infected them
    hours: Real  # since then


class Spreading(Table):
    """One record: how the pathogen passes on contacts."""

    per_contact: Real  # chance that a contact infects or defeats, with all susceptible, at the height of the year;
    # of recorded contacts: infections per h that they last
    home_per_s: Real  # contacts per s with each other member of the household
    susceptible: Whole  # row of the state at the start
    exposed: Whole  # row of the state that infection leads to
    infecting: Real  # share of contacts that infect, of those that infect or defeat
    defeated: Whole  # row of the state that defeat leads to, or -1
    is_selective: Whole  # whether the infectee's age or the season decides too, 0 or 1


class Pace(Table):
    """One record: the steps of a run."""

    start: Whole  # s, when it begins
    until: Whole  # s, when it ends
    per_s: Real  # steps
    step: Whole  # number of the running step
    ranges: Whole  # of people, one for each thread
    people_per_range: Whole


class CrowdNumbers(NamedTuple):
    """All numbers of a run of a society: `numbers` in a loop."""

    run: Run
    pace: Pace
    states: States
    transitions: Transitions
    mixing: Mixing
    spreading: Spreading
    susceptible_states: NDArray[np.float64]  # (128) by state, relative, 0 to 1
    susceptibility: NDArray[np.float64]  # (AGES) relative, 0 to 1
    season: NDArray[np.float64]  # (days of the run, or 1) relative to the height of the year
    infectiousness: NDArray[np.float64]  # (QUANTILES) quantiles of a person's own, mean 1; all 1 if all are alike
    response: Response
