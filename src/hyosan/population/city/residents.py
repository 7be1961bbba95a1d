"""The people of a city: those of the school among their families, residents, and those who live in quarters."""

from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.city.ground import Ground
from hyosan.population.city.lodging import lodge
from hyosan.population.city.posts import quartered, recruit
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


class Generated(NamedTuple):
    """People who are to get names and traits, one row each."""

    key: Ints
    family: Ints  # row of the family names
    label: list[str]  # distinct; added to the name
    age: Ints  # years
    post: Ids  # row of the posts, or -1
    office: Ids  # row of the places
    dwelling: Ids
    household: Ids


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
    residents = _residents(housed, home_of, post, _post_places(city, "place", place_row), family, stays)
    guests = _in_quarters(scenario, city, seed, np.concatenate([roll.key, residents.key]), place_row)
    parts = [
        _of_school(roll, place_row, settled.home[taken], home_of),
        *(_persons(scenario, city, seed, people) for people in (residents, guests)),
    ]
    return Inhabited(stacked(parts), _groups(len(roll.key), settled.group[stays], residents.post, guests.post))


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


def _residents(housed: Housed, home_of: Ids, post: Ids, post_row: Ids, family: Ints, stays: Truths) -> Generated:
    """The generated people whose place nobody of the school has taken."""
    settled = housed.settled
    rows = np.flatnonzero(stays)
    dwelling = home_of[settled.home[rows]]
    group = settled.group[rows]
    work = np.where(group >= 0, housed.work_of[group], dwelling)
    return Generated(
        key=housed.key[rows],
        family=family[rows],
        label=[housed.labels[row] for row in rows.tolist()],
        age=settled.age[rows].astype(np.int64),
        post=post[rows],
        office=np.where(post[rows] >= 0, post_row[post[rows]], work).astype(np.int32),
        dwelling=dwelling,
        household=settled.home[rows],
    )


def _in_quarters(scenario: Scenario, city: City, seed: int, taken: Ints, place_row: dict[str, int]) -> Generated:
    """Those who live where they are posted.

    taken : keys of everybody else
    """
    guests = quartered(city, seed)
    key = keyed.stable_keys(guests.names, taken)
    return Generated(
        key=key,
        family=families(scenario.names, seed, key),
        label=guests.names,
        age=guests.age,
        post=guests.post,
        office=_post_places(city, "place", place_row)[guests.post],
        dwelling=_post_places(city, "quarters", place_row)[guests.post],
        household=np.full(len(key), NOBODY, np.int32),
    )


def _post_places(city: City, which: str, place_row: dict[str, int]) -> Ids:
    """Row of a place of each post; one more, -1, for those without a post."""
    rows = [place_row.get(getattr(post, which) or "", NOBODY) for post in city.post]
    return np.array([*rows, NOBODY], np.int32)


def _persons(scenario: Scenario, city: City, seed: int, people: Generated) -> Persons:
    """Generated people with their names and traits, and what comes with their posts."""
    n = len(people.key)
    called = written(scenario.names, people.family, *given_names(scenario.names, seed, people.key))
    role, armed, has_keys = _duties(city, people.post)
    traits = drawn_traits(scenario.roster.traits, seed, people.key, role, people.age)
    return Persons(
        names=[f"{name} ({label})" for name, label in zip(called.latin, people.label, strict=True)],
        korean=called.korean,
        key=people.key,
        age=people.age,
        role=role,
        unit=np.full(n, NOBODY, np.int32),
        home=people.office,
        office=people.office,
        dwelling=people.dwelling,
        household=people.household,
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


def _groups(n_enrolled: int, group: Ids, post: Ids, quartered_post: Ids) -> Ids:
    """Class, team or post of everybody; posts are numbered after the others, and are shared with those in quarters.

    group, post    : (residents)
    quartered_post : (those in quarters)
    """
    n_groups = int(group.max(initial=-1)) + 1
    of_school = np.full(n_enrolled, NOBODY)
    of_residents = np.where(post >= 0, n_groups + post, group)
    return np.concatenate([of_school, of_residents, n_groups + quartered_post]).astype(np.int32)
