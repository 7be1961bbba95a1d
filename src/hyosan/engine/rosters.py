"""Who is who and what is where, as the run folder keeps it: names and facts, for those who read the chronicle later."""

import numpy as np
import polars as pl

from hyosan.scenario import Scenario
from hyosan.world.codes import Role
from hyosan.world.society import Society
from hyosan.world.world import World


def people_frame(world: World | Society, scenario: Scenario) -> pl.DataFrame:
    """One row per person: of a society id, age and district; else names, role, class, traits, whether of the cast."""
    if isinstance(world, Society):
        crowd = world.crowd
        return pl.DataFrame({"id": np.arange(world.n), "age": crowd.age, "home": crowd.district})
    units = [world.names.units[row] if row >= 0 else None for row in world.tables.people["unit"]]
    full_names = {person.name: person.full_name for person in scenario.person}
    return pl.DataFrame(
        {
            "id": range(world.n),
            "name": world.names.people,
            "full_name": [full_names.get(name) for name in world.names.people],
            "korean": world.names.korean,
            "role": [Role(role).name.lower() for role in world.tables.people["role"]],
            "unit": units,
            "age": world.tables.people["age"],
            "is_named": world.tables.people["is_named"],
            "home": world.tables.people["home"],
            "strength": world.tables.body["strength"],
            "speed_mps": world.tables.body["speed_mps"],
            "hearing_db": world.tables.body["hearing_db"],
            "stealth": world.tables.body["stealth"],
            "resolve": world.tables.mind["resolve"],
        }
    )


def places_frame(world: World | Society, scenario: Scenario) -> pl.DataFrame:
    """One row per place: of a society id, name and kind; else also floor, position, size (m), if off grounds."""
    if isinstance(world, Society):
        rows = range(world.n_places)
        return pl.DataFrame({"id": rows, "name": [f"District {row + 1}" for row in rows], "kind": "district"})
    place = scenario.place
    return pl.DataFrame(
        {
            "id": range(len(place)),
            "name": [p.name for p in place],
            "korean": [p.korean for p in place],
            "kind": [p.kind for p in place],
            "floor": [p.floor for p in place],
            "x": [p.x for p in place],
            "y": [p.y for p in place],
            "width": [p.width for p in place],
            "depth": [p.depth for p in place],
            "is_outdoor": world.tables.places["is_outdoor"],
            "is_exit": world.tables.places["is_exit"],
        }
    )
