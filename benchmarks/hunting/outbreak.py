"""How an outbreak begins at once, everywhere: some people have been bitten by nobody when the run starts.

The scenario's own beginning, from the bully to the maker's injection, takes simulated hours, in one place only.
"""

import numpy as np

from hyosan.chronicle import Chronicle
from hyosan.jit import loop
from hyosan.systems.course import infect
from hyosan.systems.recording import hand_over
from hyosan.world.codes import NOBODY, Kind
from hyosan.world.columns import Ints
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World

MEDIUM_BITE = 0.5  #: severity that leaves the waits as they are


def begin(world: World, chronicle: Chronicle, n: int, state: int) -> None:
    """Write the beginning, and infect n people, evenly spread over all.

    state : row of the pathogen's state that a bite leads to
    """
    log, now = world.tables.log, world.clock.now
    beginning = chronicle.add(now, Kind.BEGINNING, cause=-1, value=float(world.n))
    log.used["first_id"] = chronicle.next_id
    index_cases = ((np.arange(n) + 0.5) * world.n / max(n, 1)).astype(np.int64)
    bite(index_cases, state, now, beginning, world.tables, world.numbers)
    hand_over(log, chronicle)


@loop
def bite(people: Ints, state: int, now: int, cause: int, world: Tables, numbers: Parameters) -> None:
    """Infect these people, as a bite of medium severity would."""
    for i in people:
        infect(i, NOBODY, state, now, cause, MEDIUM_BITE, world, numbers)
