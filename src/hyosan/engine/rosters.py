"""Who is who and what is where, as the run folder keeps it: names and facts, for those who read the chronicle later."""

import numpy as np
import polars as pl

from hyosan.scenario import Scenario
from hyosan.world.codes import NOWHERE, Role, Setting
from hyosan.world.society import Society
from hyosan.world.world import World

PLACE_KINDS = ("household", "class", "workplace", "district")  #: of a society, in the order of `Setting`
HOUSEHOLD, DISTRICT = np.int8(Setting.HOME), np.int8(Setting.COMMUNITY)


def counted_people(world: Society) -> pl.DataFrame:
    """People of a society: id, age, home (their district) and, if any, household, group (places as well), name."""
    crowd, mixing = world.crowd, world.numbers.mixing
    columns = {"id": np.arange(world.n, dtype=np.int32), "age": crowd.age, "home": crowd.district}
    if len(mixing.home):
        first_group = world.n_districts + len(mixing.home_at) - 1
        columns["household"] = mixing.home + np.int32(world.n_districts)
        columns["group"] = np.where(mixing.group >= 0, mixing.group + np.int32(first_group), np.int32(NOWHERE))
    frame = pl.DataFrame(columns)
    if world.ids is not None:
        frame = frame.with_columns(name=pl.Series(world.ids, dtype=pl.String))
    return frame.with_columns(pl.col("group").replace(NOWHERE, None)) if "group" in columns else frame


def places_of_society(world: Society) -> pl.DataFrame:
    """Places of a society: id, kind, district and, of districts, name. Households and groups have numbers alone."""
    crowd, mixing = world.crowd, world.numbers.mixing
    n_homes = max(len(mixing.home_at) - 1, 0)
    lived_in = crowd.district[mixing.home_at[:-1]]
    met_in = crowd.district[mixing.group_members[mixing.group_at[:-1]]]
    kind = np.concatenate([np.full(world.n_districts, DISTRICT), np.full(n_homes, HOUSEHOLD), mixing.group_setting])
    return pl.DataFrame(
        {
            "id": np.arange(world.n_places, dtype=np.int32),
            "name": pl.Series(world.district_names).extend_constant(None, len(kind) - world.n_districts),
            "kind": pl.Series(PLACE_KINDS, dtype=pl.Enum(PLACE_KINDS)).gather(kind),
            "district": np.concatenate([np.arange(world.n_districts, dtype=np.int32), lived_in, met_in]),
        }
    )


def people_frame(world: World | Society, scenario: Scenario) -> pl.DataFrame:
    """One row per person: of a society id, age and district; else names, role, class, traits, home."""
    if isinstance(world, Society):
        return counted_people(world)
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
            "dwelling": world.tables.people["dwelling"],
            "household": world.tables.people["household"],
        }
    ).with_columns(pl.col("dwelling", "household").replace(NOWHERE, None))


def places_frame(world: World | Society, scenario: Scenario) -> pl.DataFrame:
    """One row per place: of a society id, name and kind; else where and how large it is, what is seen from it."""
    if isinstance(world, Society):
        return places_of_society(world)
    sites = world.sites
    kinds = [kind.name for kind in scenario.place_kind]
    districts = [world.names.districts[row] if row >= 0 else None for row in sites.district.tolist()]
    return pl.DataFrame(
        {
            "id": range(world.n_places),
            "name": sites.name,
            "korean": pl.Series(sites.korean, dtype=pl.String),
            "kind": [kinds[row] for row in sites.kind.tolist()],
            **{name: getattr(sites, name) for name in ("floor", "x", "y", "width", "depth", "area", "elevation")},
            "district": pl.Series(districts, dtype=pl.String),
            "sees": pl.Series(seen_from(world), dtype=pl.List(pl.Int32)),
            "is_outdoor": world.tables.places["is_outdoor"],
            "is_exit": world.tables.places["is_exit"],
        }
    )


def seen_from(world: World) -> list[list[int]]:
    """Of each place, those that are seen from there from afar."""
    seen: list[list[int]] = [[] for _ in range(world.n_places)]
    for of, place in zip(world.tables.sights["of"].tolist(), world.tables.sights["seen"].tolist(), strict=True):
        seen[of].append(place)
    return seen
