"""What is seen from afar at night: lines of sight between the few places that matter, over the roofs between them."""

import numpy as np

from hyosan.population.premises import ROOM_M
from hyosan.scenario.city import City
from hyosan.world.columns import Floats, Ints, Sights, blank
from hyosan.world.sites import Sites

EYE_M = 1.6  #: of somebody who stands, and of a fire that burns as high
TINY_M = 1e-9


def lines_of_sight(city: City, sites: Sites) -> Sights:
    """Pairs of a viewpoint and a watched place that nothing hides, nearer than a fire can be seen.

    The ground between is taken to be flat; buildings hide what their roofs are above.
    """
    row = {name: number for number, name in enumerate(sites.name)}
    roofs = np.flatnonzero(sites.height > 0.0)
    found = []
    for of in sorted(row[name] for name in set(city.viewpoints)):
        for seen in sorted(row[name] for name in set(city.watched)):
            distance = _distance_m(of, seen, sites)
            if of != seen and distance <= city.sight_range and not _is_hidden(of, seen, roofs, sites):
                found.append((of, seen, distance))
    sights = blank(Sights, len(found))
    for column, values in zip(("of", "seen", "distance_m"), zip(*found, strict=True), strict=False):
        sights[column] = values
    return sights


def _eye_m(place: int, sites: Sites) -> float:
    """Height of eyes, or of a fire, above the plain."""
    return float(sites.elevation[place] + (sites.floor[place] - 1) * ROOM_M + EYE_M)


def _distance_m(one: int, other: int, sites: Sites) -> float:
    dx, dy = sites.x[one] - sites.x[other], sites.y[one] - sites.y[other]
    rise = _eye_m(one, sites) - _eye_m(other, sites)
    return float(np.sqrt(dx * dx + dy * dy + rise * rise))


def _is_hidden(of: int, seen: int, roofs: Ints, sites: Sites) -> bool:
    """Whether a roof stands higher than the line from one place to the other, where the line is above it."""
    enters, leaves = np.zeros(len(roofs)), np.ones(len(roofs))
    for axis, extent in ((sites.x, sites.width), (sites.y, sites.depth)):
        start, way = float(axis[of]), float(axis[seen] - axis[of])
        way = way if abs(way) > TINY_M else TINY_M
        one, other = (axis[roofs] + side * extent[roofs] / 2.0 for side in (-1, 1))
        first, last = (one - start) / way, (other - start) / way
        enters, leaves = np.maximum(enters, np.minimum(first, last)), np.minimum(leaves, np.maximum(first, last))
    is_crossed = (enters < leaves) & (roofs != of) & (roofs != seen)
    low, high = _eye_m(of, sites), _eye_m(seen, sites)
    lowest: Floats = np.minimum(low + enters * (high - low), low + leaves * (high - low))
    return bool(np.any(is_crossed & (lowest < (sites.elevation + sites.height)[roofs])))
