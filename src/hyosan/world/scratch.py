"""Working space of loops: nothing in it outlives a step, so none of it is state."""

from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from hyosan.world.codes import N_ACTS
from hyosan.world.columns import Id, Real, Table, Whole, blank

T = TypeVar("T", bound=Table)


class Reached(Table):
    """Rows: places, as far as the last spread of ways or sounds reached them."""

    stamp: Whole  # spread that reached it
    cost: Real
    key: Real  # the cost and what is left to the goal at least
    before: Id  # place it was reached from


class Heap(Table):
    """Rows: the frontier of a spread."""

    key: Real
    place: Id


class Overview(Table):
    """Rows: places, as everybody in them sees them in the step `at`; people by count, or -1 for nobody."""

    at: Whole  # s
    minds: Id
    unaware: Id  # of the turned
    well: Id  # minds that are not infected
    hunters: Id  # that hold nobody
    teachers: Id
    first_free: Id  # the first with a mind, in nobody's hold
    second_free: Id
    first_well: Id  # the first of them not infected
    second_well: Id
    dead: Id  # the first dead


class Beset(Table):
    """Rows: hunters, as people fight them in the tick `at`."""

    at: Whole  # s
    by: Id  # people, count


class Walk(Table):
    """Rows: people, in the tick in which they walked."""

    at: Whole  # s, the tick
    on: Id  # passage, or -1
    next: Id  # next walker of the same passage, or next of those who stand on it
    start_m: Real  # from end a, before the tick
    end_m: Real  # after it


class Spread(Table):
    """One row: the running number of the spread and how much of its lists is used."""

    stamp: Whole
    heap: Whole
    settled: Whole


class Scratch(NamedTuple):
    """Working space for one thread."""

    spread: Spread
    reached: Reached
    heap: Heap
    settled: NDArray[np.int32]  # (places) in the order reached
    listed: NDArray[np.int32]  # (people) who is awake, or who walked
    fighters: NDArray[np.int32]  # (people)
    hunters: NDArray[np.int32]  # (people) of those awake the first in each place
    haunted: NDArray[np.int64]  # (places) s, the step in which a hunter awake was last there
    overview: Overview
    beset: Beset
    walk: Walk
    first_walker: NDArray[np.int32]  # (passages) -1 between uses
    first_standing: NDArray[np.int32]  # (passages) -1 between uses
    combed: NDArray[np.int64]  # (places) s, the tick in which those were listed who stand on passages
    prowled: NDArray[np.int64]  # (passages) s, the tick in which a hunter was last on each
    standing: NDArray[np.int32]  # (passages) people on each who did not walk in this tick, where anybody did; else 0
    hammering: NDArray[np.int32]  # (passages) hunters at each door now
    tie: NDArray[np.float64]  # (people) bonds of the one who looks round to those in sight; 0 between uses
    appeal: NDArray[np.float64]  # (acts) utility of each act on offer


def never_seen(table: T) -> T:
    """The same table, whose rows hold for no tick yet."""
    rows: Any = table
    rows["at"] = -1
    return table


def blank_scratch(n_people: int, n_places: int, n_passages: int, n_near: int) -> Scratch:
    """Working space for a world of this size."""
    return Scratch(
        spread=blank(Spread, 1),
        reached=blank(Reached, n_places),
        heap=blank(Heap, n_near + n_places + 8),
        settled=np.zeros(n_places, np.int32),
        listed=np.zeros(n_people, np.int32),
        fighters=np.zeros(n_people, np.int32),
        hunters=np.zeros(n_people, np.int32),
        haunted=np.full(n_places, -1, np.int64),
        overview=never_seen(blank(Overview, n_places)),
        beset=never_seen(blank(Beset, n_people)),
        walk=never_seen(blank(Walk, n_people)),
        first_walker=np.full(n_passages, -1, np.int32),
        first_standing=np.full(n_passages, -1, np.int32),
        combed=np.full(n_places, -1, np.int64),
        prowled=np.full(n_passages, -1, np.int64),
        standing=np.zeros(n_passages, np.int32),
        hammering=np.zeros(n_passages, np.int32),
        tie=np.zeros(n_people),
        appeal=np.zeros(N_ACTS),
    )
