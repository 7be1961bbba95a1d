"""Generated places: squares on the ground."""

from collections.abc import Sequence

import numpy as np

from hyosan.world.columns import Floats, Ids, Ints
from hyosan.world.sites import Sites


def on_ground(
    name: list[str],
    kind: Ids | int,
    x: Floats,
    y: Floats,
    side_m: Floats | float,
    area_m2: Floats | float,
    district: Ids | int,
    korean: Sequence[str | None] | None = None,
    height_m: Floats | float = 0.0,
) -> Sites:
    """Places as columns; a single number holds for all of them.

    name, x, y : (places)
    kind       : row of the place kinds
    side_m     : of the square that they take
    area_m2    : of all floors
    district   : row of the city's districts, or -1
    height_m   : of what stands there
    """
    n = len(name)

    def numbers(values: Floats | float) -> Floats:
        return np.broadcast_to(np.asarray(values, np.float64), n)

    def rows(values: Ids | Ints | int) -> Ids:
        return np.broadcast_to(np.asarray(values, np.int32), n)

    return Sites(
        name=name,
        korean=[None] * n if korean is None else list(korean),
        kind=rows(kind),
        floor=rows(1),
        x=x,
        y=y,
        width=numbers(side_m),
        depth=numbers(side_m),
        area=numbers(area_m2),
        elevation=numbers(0.0),
        height=numbers(height_m),
        has_loudspeaker=np.zeros(n, np.bool_),
        is_studio=np.zeros(n, np.bool_),
        district=rows(district),
    )
