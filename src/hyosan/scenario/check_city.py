"""Whether a city fits its population, its places and the people of its scenario."""

from collections.abc import Iterator
from itertools import combinations

from hyosan.scenario.check_people import OF_SCHOOLS
from hyosan.scenario.city import City, CityDistrict, Post, Road
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.households import Households
from hyosan.scenario.identity import Path
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import nearest, shown
from hyosan.world.codes import Role


def city_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Unknown districts, kinds and places, districts that overlap, lots that do not fit; homes without a city."""
    city = scenario.city
    if city is None:
        for person in scenario.person:
            if person.home is not None:
                found = "a home, but no city"
                yield Complaint(("person", person.name, "home"), found, "no home, or a table [city]")
        return
    if not isinstance(scenario.population, Households):
        found = "missing" if scenario.population is None else "a population without households"
        yield Complaint(("population", "kind"), found, "households, for the people of the city")
        return
    yield from _plan_faults(city)
    yield from _district_faults(city, scenario.population)
    yield from _kind_faults(city, {kind.name for kind in scenario.place_kind})
    ends = {district.name for district in city.district} | {place.name for place in scenario.place}
    for road in city.road:
        yield from _road_faults(road, ends)
    yield from _place_faults(scenario, city)
    yield from _trait_faults(scenario, city)


def _unknown(path: Path, what: str, name: str, known: set[str], accepted: str) -> Iterator[Complaint]:
    """A name that nothing bears."""
    if name not in known:
        yield Complaint(path, f"no {what} {shown(name)}", accepted, nearest(name, known))


def _plan_faults(city: City) -> Iterator[Complaint]:
    room = (city.street - city.street_width) / 2.0
    if city.lot > room:
        found = f"{city.lot:g} m, beside streets of {city.street_width:g} m that are {city.street:g} m apart"
        yield Complaint(
            ("city", "lot"), found, f"at most {max(room, 0.0):g} m, so that buildings stand between streets"
        )


def _district_faults(city: City, population: Households) -> Iterator[Complaint]:
    known = {district.name for district in population.district}
    path = ("city", "district")
    if not city.district:
        yield Complaint(path, "no district", "at least one row")
    names = [district.name for district in city.district]
    for row, name in enumerate(names):
        if name in names[:row]:
            yield Complaint((*path, f"#{row + 1}", "name"), f"{shown(name)} twice", "one row for each district")
        yield from _unknown(
            (*path, f"#{row + 1}", "name"), "district", name, known, "the name of a [[population.district]]"
        )
    for name in sorted(known - set(names)):
        found = f"no streets for {shown(name)}, a district of the population"
        yield Complaint(path, found, "a row for each [[population.district]]")
    for (i, one), (j, other) in combinations(enumerate(city.district), 2):
        if i != j and _overlap(one, other):
            found = f"lies partly in {shown(one.name)}"
            yield Complaint((*path, f"#{j + 1}"), found, "districts that do not overlap")


def _overlap(one: CityDistrict, other: CityDistrict) -> bool:
    apart_x = abs(one.x - other.x) >= (one.width + other.width) / 2.0
    apart_y = abs(one.y - other.y) >= (one.depth + other.depth) / 2.0
    return not apart_x and not apart_y


def _kind_faults(city: City, kinds: set[str]) -> Iterator[Complaint]:
    buildings = {building.kind for building in city.building}
    yield from _unknown(("city", "street_kind"), "place kind", city.street_kind, kinds, "the name of a [[place_kind]]")
    for array in ("building", "road"):
        for each in getattr(city, array):
            path = ("city", array, each.kind if array == "building" else each.name, "kind")
            yield from _unknown(path, "place kind", each.kind, kinds, "the name of a [[place_kind]]")
    accepted = "the kind of a [[city.building]]"
    yield from _unknown(("city", "schools"), "building", city.schools, buildings, accepted)
    for row, district in enumerate(city.district):
        label = f"#{row + 1}"
        yield from _unknown(("city", "district", label, "homes"), "building", district.homes, buildings, accepted)
        for kind, _ in district.jobs:
            yield from _unknown(("city", "district", label, "jobs"), "building", kind, buildings, accepted)


def _road_faults(road: Road, ends: set[str]) -> Iterator[Complaint]:
    path = ("city", "road", road.name)
    for end in road.between:
        yield from _unknown(
            (*path, "between"), "district or place", end, ends, "names of districts of the city, or of places"
        )
    if (road.x is None) != (road.y is None):
        key = "x" if road.x is None else "y"
        yield Complaint((*path, key), "missing", "x and y together, or neither")


def _place_faults(scenario: Scenario, city: City) -> Iterator[Complaint]:
    places = {place.name for place in scenario.place}
    accepted = "the name of a [[place]]"
    for key in ("viewpoints", "watched"):
        for name in getattr(city, key):
            yield from _unknown(("city", key), "place", name, places, accepted)
    for post in city.post:
        path = ("city", "post", post.name)
        yield from _unknown((*path, "place"), "place", post.place, places, accepted)
        if post.quarters is not None:
            yield from _unknown((*path, "quarters"), "place", post.quarters, places, accepted)
        yield from _role_faults(post)
    for person in scenario.person:
        if person.home is not None:
            yield from _unknown(("person", person.name, "home"), "place", person.home, places, accepted)


def _role_faults(post: Post) -> Iterator[Complaint]:
    if post.role in OF_SCHOOLS:
        words = ", ".join(role.name.lower() for role in Role if role not in OF_SCHOOLS)
        path = ("city", "post", post.name, "role")
        yield Complaint(path, f"{shown(post.role.name.lower())}, who come from the roster", f"one of {words}")


def _trait_faults(scenario: Scenario, city: City) -> Iterator[Complaint]:
    """Roles that somebody of the city has, without traits for them."""
    traits = scenario.roster.traits
    for role in sorted({Role.RESIDENT, *(post.role for post in city.post)} - set(OF_SCHOOLS)):
        if traits is None or traits.of(role) is None:
            word = role.name.lower()
            yield Complaint(("roster", "traits", word), "missing", f"traits of the role {word}, which people have")
