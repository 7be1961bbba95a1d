"""The tables of a world in one bundle, as loops take it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world import columns
from hyosan.world.authorities import Arms, Camp, Charge, Wanted
from hyosan.world.canon import Canon
from hyosan.world.log import Log
from hyosan.world.parameters import Period
from hyosan.world.situation import Situation


class Soundscape(NamedTuple):
    """Sounds of one kind of source, and where any were made since the last look."""

    air: columns.Air
    made_in: NDArray[np.int32]  # (places) the first of them
    n_made: NDArray[np.int32]  # (1) are places where a sound was made


class Tables(NamedTuple):
    """All state, what is derived from it, and the log of events: `world` in a loop."""

    people: columns.People
    course: columns.Course
    body: columns.Body
    mind: columns.Mind
    longing: columns.Longing
    hunt: columns.Hunt
    bonds: columns.Bonds
    places: columns.Places
    voices: Soundscape
    growls: Soundscape
    ways: columns.Ways
    near: columns.Near
    passages: columns.Passages
    sights: columns.Sights
    strains: columns.Strains
    hall: columns.Hall
    chain: columns.Chain
    agenda: columns.Agenda
    commitments: columns.Due  # when they end; some were given up meanwhile
    courses: columns.Due  # when they go on; some no longer do
    landmarks: NDArray[np.float32]  # (places, landmarks) m, how far each place is from each. Never changes
    pulse: NDArray[np.int32]  # (places) s between two moments in which those in it move and meet. Never changes
    stir: NDArray[np.uint8]  # (people, filled up to whole blocks) who may have something to do: see systems/stirring.py
    stir_words: NDArray[np.uint64]  # the same, eight people at a time
    stir_blocks: NDArray[np.uint8]  # (blocks of people) every reason of anybody in each
    tread: NDArray[np.int32]  # (passages) who is on each, count. Derived
    nature: NDArray[np.uint16]  # (people) what everybody is to those who look round: see systems/nature.py. Derived
    situation: Situation
    period: Period
    canon: Canon
    charge: Charge  # no rows without authorities, nor of their arms and of whom they want
    arms: Arms
    wanted: Wanted
    camp: Camp  # one row
    log: Log
