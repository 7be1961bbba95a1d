"""Where places are and what they are called, as set-up makes them: for rosters of a run, never for loops."""

from typing import NamedTuple

from hyosan.world.columns import Floats, Ids, Truths


class Sites(NamedTuple):
    """Places as columns, one row each: first those that the scenario writes, then those that a city adds."""

    name: list[str]
    korean: list[str | None]
    kind: Ids  # row of the place kinds
    floor: Ids  # the ground is 1
    x: Floats  # m, centre
    y: Floats  # m, centre
    width: Floats  # m, along x
    depth: Floats  # m, along y
    area: Floats  # m2, of all floors
    elevation: Floats  # m, of the ground above the plain
    height: Floats  # m, of the building above the ground
    has_loudspeaker: Truths
    is_studio: Truths
    district: Ids  # row of the districts, or -1
