"""Tables for people who are counted, not named: a few bytes each, so that a country fits into memory.

Rows are people unless it is said; a person's row is also their stable identity in the keys of randomness. What only
the infected need stands in `Case`, a table whose pages the machine hands out when somebody's row is first written: the
memory follows the epidemic. Times are s since the start of day 1.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Code, Id, Real, Table, Whole, blank
from hyosan.world.parameters import Run, States, Transitions

Short = Annotated[int, np.int16]
Single = Annotated[float, np.float32]

LATER = 2**31 - 1  #: s, a time that does not come, in a column of 32 bits
HORIZON = 254  #: steps that an agenda looks ahead; what comes later is looked at again then
WORD = 8  #: rows of an agenda that are looked at together


class Status(Table):
    """What others meet."""

    state: Code  # row of the pathogen's states
    age: Code  # years


class Case(Table):
    """The infection that somebody has, or had last; all zero before the first."""

    event: Whole  # the event that infected them
    infector: Id  # person, or -1; of the susceptible: whose contact is the earliest of this step that would infect them
    claim: Id  # that contact's time, s, plus 1; 0 for none
    infected_at: Id  # s
    since: Id  # s, when the state was entered
    due: Id  # s, when the next is entered, or LATER
    contact: Id  # s, of the next contact, or LATER
    rate: Single  # contacts per s, with everybody susceptible and everything open
    factor: Single  # own infectiousness, mean 1
    n_contacts: Id  # in this state, so far
    next_state: Code
    episode: Short  # infections so far


class Tally(Table):
    """Rows: states of the first district, of the second, … People in each. Derived."""

    people: Whole


class Found(Table):
    """Working space: contacts of a step that may infect. Rows in no order that matters."""

    time: Id  # s
    infector: Id
    infectee: Id
    place: Id
    setting: Code


class Changed(Table):
    """Working space: courses that went on in a step."""

    time: Id  # s
    person: Id
    old: Code
    new: Code
    kind: Id  # Kind of the event, or -1


class Crowd(NamedTuple):
    """All state of a society: `crowd` in a loop."""

    status: Status
    case: Case
    course_in: NDArray[np.uint8]  # (people, filled up to whole words) step in which the course goes on: see `slot`
    contact_in: NDArray[np.uint8]  # the same, of the next contact
    course_words: NDArray[np.uint64]  # the agendas again, eight people at a time
    contact_words: NDArray[np.uint64]
    district: NDArray[np.int32]  # (people)
    district_at: NDArray[np.int32]  # (districts + 1) people of a district are rows district_at[d] to district_at[d + 1]
    tally: Tally


STATE = ("status", "case", "course_in", "contact_in", "district")  #: tables in the digest


class Workshop(NamedTuple):
    """Working space for one thread."""

    found: Found
    changed: Changed


def agenda(n_people: int) -> NDArray[np.uint8]:
    """An agenda with nothing on it."""
    return np.zeros(-(-n_people // WORD) * WORD, np.uint8)


def blank_workshop(rows: int) -> Workshop:
    """Working space for so many contacts and changes at a time."""
    return Workshop(blank(Found, rows), blank(Changed, rows))


class Spreading(Table):
    """One record: how the pathogen passes on contacts."""

    per_contact: Real  # chance of infection, with everybody susceptible
    community_per_s: Real  # contacts per s that a person has
    susceptible: Whole  # row of the state that can be infected
    exposed: Whole  # row of the state that infection leads to


class Pace(Table):
    """One record: the steps of a run."""

    start: Whole  # s, when it begins
    until: Whole  # s, when it ends
    length: Whole  # s, of a step
    step: Whole  # number of the running step


class CrowdNumbers(NamedTuple):
    """All numbers of a run of a society: `numbers` in a loop."""

    run: Run
    pace: Pace
    states: States
    transitions: Transitions
    spreading: Spreading
    susceptibility: NDArray[np.float64]  # (AGES) relative, 0 to 1
    infectiousness: NDArray[np.float64]  # (QUANTILES) quantiles of a person's own, mean 1; all 1 if all are alike
