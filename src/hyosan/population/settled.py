"""People in their homes and groups, before it is said whom else they meet."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Codes, Ids

Singles = NDArray[np.float32]


class Groups(NamedTuple):
    """Classes and teams; columns as in `Inhabitants`."""

    setting: Codes
    district: Ids
    rate: Singles


class Settled(NamedTuple):
    """People in their homes and groups; columns as in `Inhabitants`.

    away : share of diffuse contacts that are in another district
    """

    age: Codes
    home: Ids
    home_at: Ids
    district_at: Ids
    district_names: tuple[str, ...]
    group: Ids
    groups: Groups
    away: float
    ids: tuple[str, ...] | None = None
