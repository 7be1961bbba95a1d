"""The people of a city: those of the school among their families, residents, and those who live in quarters."""

from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.city.ground import Ground
from hyosan.population.city.lodging import lodge
from hyosan.population.city.posts import Quartered, quartered, recruit
from hyosan.population.city.zones import zones
from hyosan.population.names import families, given_names, written
from hyosan.population.persons import Persons, of_roll
from hyosan.population.roster import Roll
from hyosan.population.settled import Settled
from hyosan.population.stacking import stacked
from hyosan.population.traits import drawn_traits
from hyosan.scenario import Scenario
from hyosan.scenario.check_households import ADULT
from hyosan.scenario.city import City
from hyosan.world.codes import NOBODY, Role, Setting
from hyosan.world.columns import Codes, Floats, Ids, Ints, Truths


class Inhabited(NamedTuple):
    """Everybody, those on the roll of the school first.

    group : (people) class, team or post, or -1; classes of the school apart
    """

    persons: Persons
    group: Ids


class Housed(NamedTuple):
    """The generated people and what there is for them.

    district         : (people) row of the city's districts
    key              : (people) stable keys
    labels           : (people) district, household and number in it
    home_of, work_of : (households), (groups) row of the place
    """

    settled: Settled
    district: Ids
    key: Ints
    labels: list[str]
    home_of: Ids
    work_of: Ids


def inhabit(scenario: Scenario, city: City, seed: int, roll: Roll, housed: Housed, ground: Ground) -> Inhabited:
    """Everybody in a city with home, work and name.

    seed   : of all draws
    Raises: BadInput if the city has too few people for its school or its posts
    """
    place_row = {name: row for row, name in enumerate(ground.sites.name[: ground.first_street])}
    settled = housed.settled
    zone = zones(city, *_school(scenario))[housed.district]
    taken = lodge(scenario, seed, roll, settled, zone, housed.key)
    moved = _moved_homes(scenario, roll, taken, settled, place_row)
    home_of = np.where(moved >= 0, moved, housed.home_of).astype(np.int32)
    stays = np.ones(len(settled.age), np.bool_)
    stays[taken] = False
    works = stays & (settled.group >= 0) & (settled.groups.setting == Setting.WORK)[settled.group]
    age = settled.age.astype(np.int64)
    post = recruit(scenario, city, seed, ground.sites, age, housed.district, housed.key, works)
    family = _family_names(scenario, seed, roll, taken, housed)
    parts = [
        _of_school(roll, place_row, settled.home[taken], home_of),
        _residents(scenario, city, seed, housed, home_of, post, family, place_row, stays),
    ]
    guests = quartered(city, seed)
    keys = keyed.stable_keys(guests.names, np.concatenate([part.key for part in parts]))
    parts.append(_quartered(scenario, city, seed, guests, keys, place_row))
    return Inhabited(stacked(parts), _groups(len(roll.key), settled.group, post, stays, guests.post))


def _school(scenario: Scenario) -> tuple[float, float]:
    """Where the home rooms are, m: the middle; else the first place."""
    rooms = [place for place in scenario.place if place.unit is not None] or list(scenario.place[:1])
    return sum(room.x for room in rooms) / max(len(rooms), 1), sum(room.y for room in rooms) / max(len(rooms), 1)


def _moved_homes(
    scenario: Scenario, roll: Roll, taken: Ids, settled: Settled, place_row: dict[str, int]
) -> Ids:  # fmt: skip
    """Home of each household that the cast have a written home for, else -1."""
    homes = np.full(len(settled.home_at) - 1, NOBODY, np.int32)
    row = {roll.names[i]: i for i in np.flatnonzero(roll.is_named).tolist()}
    for person in scenario.person:
        if person.home is not None:
            homes[settled.home[taken[row[person.name]]]] = place_row[person.home]
    return homes


def _of_school(roll: Roll, place_row: dict[str, int], household: Ids, home_of: Ids) -> Persons:
    """Those on the roll, in the households in which they live; who works nowhere is at home."""
    persons = of_roll(roll, place_row)
    dwelling = home_of[household]
    return persons._replace(
        dwelling=dwelling,
        household=household,
        home=np.where(persons.home >= 0, persons.home, dwelling).astype(np.int32),
        office=np.where(persons.office >= 0, persons.office, dwelling).astype(np.int32),
    )


def _family_names(scenario: Scenario, seed: int, roll: Roll, taken: Ids, housed: Housed) -> Ints:
    """Row of the family name of each: one for a household, after those of the school who live there; the second of two
    partners keeps their own.
    """
    settled, names = housed.settled, scenario.names
    of_household = families(names, seed, housed.key[settled.home_at[:-1]])
    known = {name.latin: row for row, name in enumerate(names.family)}
    full = {person.name: person.full_name or "" for person in scenario.person}
    for name, row in zip(roll.names, taken.tolist(), strict=True):
        surname = full.get(name, name).split(" ")[0]
        if surname in known:
            of_household[settled.home[row]] = known[surname]
    rows = np.arange(len(settled.age))
    is_partner = (rows == settled.home_at[settled.home] + 1) & (settled.age >= ADULT)
    return np.where(is_partner, families(names, seed, housed.key), of_household[settled.home])


def _residents(
    scenario: Scenario,
    city: City,
    seed: int,
    housed: Housed,
    home_of: Ids,
    post: Ids,
    family: Ints,
    place_row: dict[str, int],
    stays: Truths,
) -> Persons:
    """The generated people whose place nobody of the school has taken."""
    settled = housed.settled
    rows = np.flatnonzero(stays)
    duty = post[rows]
    dwelling = home_of[settled.home[rows]]
    group = settled.group[rows]
    work = np.where(group >= 0, housed.work_of[group], dwelling)
    office = np.where(duty >= 0, _post_places(city, "place", place_row)[duty], work).astype(np.int32)
    key = housed.key[rows]
    called = written(scenario.names, family[rows], *given_names(scenario.names, seed, key))
    labels = [f"{name} ({housed.labels[row]})" for name, row in zip(called.latin, rows.tolist(), strict=True)]
    return _people(
        scenario, seed, city, duty, labels, called.korean, key, settled.age[rows].astype(np.int64), office, dwelling,
        settled.home[rows],
    )  # fmt: skip


def _quartered(
    scenario: Scenario, city: City, seed: int, guests: Quartered, key: Ints, place_row: dict[str, int]
) -> Persons:
    """Those who live in quarters."""
    called = written(scenario.names, families(scenario.names, seed, key), *given_names(scenario.names, seed, key))
    labels = [f"{name} ({stable})" for name, stable in zip(called.latin, guests.names, strict=True)]
    return _people(
        scenario, seed, city, guests.post, labels, called.korean, key, guests.age,
        _post_places(city, "place", place_row)[guests.post], _post_places(city, "quarters", place_row)[guests.post],
        np.full(len(key), NOBODY, np.int32),
    )  # fmt: skip


def _post_places(city: City, which: str, place_row: dict[str, int]) -> Ids:
    """Row of a place of each post; one more, -1, for those without a post."""
    rows = [place_row.get(getattr(post, which) or "", NOBODY) for post in city.post]
    return np.array([*rows, NOBODY], np.int32)


def _people(
    scenario: Scenario,
    seed: int,
    city: City,
    post: Ids,
    names: list[str],
    korean: list[str],
    key: Ints,
    age: Ints,
    office: Ids,
    dwelling: Ids,
    household: Ids,
) -> Persons:
    """Generated people with their traits, by their posts."""
    n = len(key)
    role, armed, has_keys = _duties(city, post)
    traits = drawn_traits(scenario.roster.traits, seed, key, role, age)
    return Persons(
        names=names,
        korean=korean,
        key=key,
        age=age,
        role=role,
        unit=np.full(n, NOBODY, np.int32),
        home=office,
        office=office,
        dwelling=dwelling,
        household=household,
        is_named=np.zeros(n, np.bool_),
        is_maker=np.zeros(n, np.bool_),
        has_keys=has_keys,
        strength=traits["strength"],
        speed_mps=traits["speed"],
        hearing_db=traits["hearing"],
        stealth=traits["stealth"],
        resolve=traits["resolve"],
        armed=armed,
    )


def _duties(city: City, post: Ids) -> tuple[Codes, Floats, Truths]:
    """Role, arms and keys that come with a post; residents without one have neither arms nor keys."""
    role = np.array([*(each.role for each in city.post), Role.RESIDENT], np.int8)
    armed = np.array([*(each.armed for each in city.post), 0.0])
    has_keys = np.array([*(each.keys for each in city.post), False])
    return role[post], armed[post], has_keys[post]


def _groups(n_enrolled: int, group: Ids, post: Ids, stays: Truths, quartered_post: Ids) -> Ids:
    """Class, team or post of everybody; posts are numbered after the others, colleagues in quarters with the rest."""
    n_groups = int(group.max(initial=-1)) + 1
    of_residents = np.where(post >= 0, n_groups + post, group)[stays]
    return np.concatenate(
        [np.full(n_enrolled, NOBODY, np.int32), of_residents, n_groups + quartered_post]
    ).astype(np.int32)  # fmt: skip
