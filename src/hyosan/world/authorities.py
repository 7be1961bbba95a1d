"""The authorities of a world: what they know, what they have ordered, and what they have to do with each person.

A world without orders has none of this, and its tables have no rows. Times are s since the start of day 1.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.codes import NEVER, NO_EVENT
from hyosan.world.columns import Code, Due, Id, Ids, Ints, Real, Table, Truth, Truths, Whole
from hyosan.world.orders import Order


class Witness(Table):
    """Rows: people. What each has to tell an emergency centre."""

    knows: Code  # 0 of nothing, HEARD or SAW
    tries: Code  # calls so far
    place: Id  # where the turned were seen
    event: Whole  # the sighting, or the telling
    due: Whole  # s, when they call, or NEVER
    number: Real  # infected people that they speak of


HEARD, SAW = 1, 2


class Centre(Table):
    """One row: how busy the emergency centre is."""

    minute: Whole  # since the start of day 1
    answered: Whole  # calls in this minute


class Answered(Table):
    """Working space: calls that get through."""

    place: Id
    number: Real
    event: Whole


class Claim(Table):
    """Rows: places. What is said of each, of calls that have been reckoned with."""

    told: Real  # infected people, the most that a caller spoke of; or as own units see it
    calls: Whole
    at: Whole  # s, of the last call or look
    event: Whole  # of it, or -1
    is_seen: Truth  # by own units


class Known(Table):
    """Rows: districts, then all places together. What the authorities reckon with."""

    assessed: Real  # infected people
    calls: Whole
    event: Whole  # when they last took stock, or -1


class Mandate(Table):
    """Rows: orders by the districts that they are for; one row for an order that is for all of its districts."""

    order: Id  # row of the orders
    district: Id  # or -1
    is_on: Truth  # in force
    is_over: Truth  # will not be given any more
    event: Whole  # in which it was ordered, or -1
    begins: Whole  # s, when it takes effect, or NEVER
    ends: Whole  # s, or NEVER
    told_at: Whole  # s, when it was announced last, or NEVER
    acted_at: Whole  # s, up to when it has been carried on, or NEVER


class Posted(Table):
    """Rows: units. Where each is, and by which order."""

    mandate: Id  # row of the mandates, or -1 at its station
    place: Id  # where it is sent, or -1
    leader: Id  # who led it there, or -1
    departs: Whole  # s, when it sets out, or NEVER
    arrives: Whole  # s, when it gets there, or NEVER
    event: Whole  # of its arrival, or -1


class Arms(Table):
    """Rows: units. What those on duty shoot with, and whom they know for infected."""

    shot_db: Real  # dB(A) at 1 m, 0 if they do not shoot
    kills_per_min: Real  # of average hunters by an average member, 0: by arms
    recognises: Real  # share of infected minds, while they are to kill on sight


class Charge(Table):
    """Rows: people. What the authorities have to do with each."""

    status: Code  # Status
    goal: Id  # place where they are told to go and stay, or -1
    lodging: Id  # place in a camp where they live from now on, or -1
    grounds: Id  # and where they are by day, or -1
    mandate: Id  # row of the mandates on which they act, or are held; or -1
    unit: Id  # row of the units, of those on duty; or -1
    rides_to: Id  # place that they are being taken to, or -1
    due: Whole  # s, when they get there, or are let out; or NEVER
    event: Whole  # that brought them there, or -1
    kills: Truth  # on duty, and told to kill the infected on sight
    is_spared: Truth  # preserved by order
    was_turned_away: Truth  # found infected where people are gathered


class Wanted(Table):
    """Rows: captives that orders want of a kind, as many rows as people. Whom those on duty overcome fills one."""

    mandate: Id  # row of the mandates
    role: Code  # Role, or -1 for any
    state: Code  # of the pathogen, or -1 for any in which people are infected
    is_open: Truth  # the order is in force, and nobody has been found
    who: Id  # who has been found, or -1


class Camp(Table):
    """One row: the rules of the camp."""

    strictness: Real  # 0 there are none, from 0.5 on nobody leaves their barrack, 1 the strictest


class Closed(Table):
    """Rows: passages. What a cordon has changed; rows of others are never looked at."""

    mandate: Id  # that closed it, or -1
    door: Code
    barred_from: Id
    locked_from: Id
    strength: Real


class Calling(Table):
    """One record: who calls, and which calls get through."""

    of_witnesses: Real
    of_told: Real
    answered_per_min: Real
    tries: Whole
    again_s: Real
    rumour: Real
    rumour_sigma: Real


class Reckoning(NamedTuple):
    """How stock is taken; times in s."""

    every_s: int
    calm_every_s: int
    calm_after_s: int
    delay_s: int
    half_believed: float
    interest: float
    undeniable: float
    memory_s: int


@dataclass(frozen=True)
class Unit:
    """People who are sent together.

    members : rows of people, the one who leads first
    """

    name: str
    members: Ids
    speed_mps: float
    musters_s: int


class Call(NamedTuple):
    """A call that got through and is still to be reckoned with."""

    time: int
    place: int
    number: float
    event: int


@dataclass
class Authorities:
    """Who decides on orders, what they know, and what they have done.

    district  : (places) row of the district that each lies in, or -1
    place_of  : (districts) a place that events of a district name, or -1
    neighbours : (districts, districts) whether one can go from one to the other without crossing a third
    is_named  : (places) written by the scenario
    storeys   : (places) of the house, 0 in the open
    on_road   : the place of those who are being taken somewhere
    waiting   : calls to be reckoned with, in the order of time
    targets   : of units that are called out, the places that their people are spread over
    road_m    : from place to place, as far as anybody has been taken; derived
    """

    orders: tuple[Order, ...]
    units: tuple[Unit, ...]
    calling: Calling
    delay: Ints  # (QUANTILES) s, until a call
    reckoning: Reckoning
    district: Ids
    place_of: Ids
    neighbours: Truths
    is_named: Truths
    storeys: NDArray[np.float64]
    on_road: int
    witness: Witness
    centre: Centre
    claim: Claim
    known: Known
    mandate: Mandate
    posted: Posted
    closed: Closed
    answered: Answered
    calls_due: Due
    rides_due: Due
    queued: Ints  # lengths of the two queues
    waiting: deque[Call] = field(default_factory=deque)
    targets: dict[int, Ids] = field(default_factory=dict)
    road_m: dict[tuple[int, int], float] = field(default_factory=dict)
    stock_due: int = 0  #: s, when stock is taken next
    stock_at: int = 0  #: s, when it was taken last
    acts_due: int = 0  #: s, when orders are looked at next
    reported_at: int = 0  #: s, of the last call or sighting that was reckoned with
    is_to_decide: bool = False  #: stock has been taken since orders were decided on

    @property
    def n_districts(self) -> int:
        """Number of districts; one where there is no city."""
        return len(self.place_of)

    def order_of(self, mandate: int) -> Order:
        """The order of a mandate."""
        order: int = self.mandate["order"][mandate]
        return self.orders[order]

    def event_of(self, mandate: int) -> int:
        """The event in which a mandate was ordered, or -1."""
        return int(self.mandate["event"][mandate])

    def state_columns(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Columns that enter the digest, beside those of the tables that every loop takes."""
        for name in ("witness", "centre", "claim", "known", "mandate", "posted", "closed"):
            table = getattr(self, name)
            for column in table.dtype.names:
                yield f"authorities.{name}.{column}", np.ascontiguousarray(table[column])


ALL = -1  #: row of `Known`: everywhere
CALLS, RIDES = 0, 1  #: rows of `queued`


def never(table: Any, *columns: str) -> Any:
    """The same table with times that do not come and events that have not happened in some columns."""
    for column in columns:
        table[column] = NO_EVENT if column == "event" else NEVER
    return table
