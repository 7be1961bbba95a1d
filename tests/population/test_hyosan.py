"""The flagship's city: how many live where, who they are, and that the school is the one of `hyosan-high`."""

import numpy as np
import pytest

from hyosan.population.city.streets import LOOKS
from hyosan.scenario import load
from hyosan.world.codes import Bond, Role
from hyosan.world.world import World
from tests.population.villages import world_of

pytestmark = pytest.mark.xdist_group("hyosan")

SCENARIO = load("hyosan")
CITY = SCENARIO.city
assert CITY is not None
FAMILIES = ("So-ju", "Jin-su's mother")  #: of the cast, who are in the city alone


@pytest.fixture(scope="module")
def world() -> World:
    return world_of("hyosan")


@pytest.fixture(scope="module")
def school() -> World:
    return world_of("hyosan-high")


def place_row(world: World, name: str) -> int:
    return world.sites.name.index(name)


def person_row(world: World, name: str) -> int:
    return world.names.people.index(name)


def kind_of_sites(world: World) -> np.ndarray:
    """Name of the kind of every place."""
    return np.array([kind.name for kind in SCENARIO.place_kind])[world.sites.kind]


def test_districts_have_their_people(world: World) -> None:
    wanted = {district.name: district.people for district in SCENARIO.population.district}
    people = world.tables.people
    of_home = world.sites.district[people["dwelling"][people["household"] >= 0]]
    found = np.bincount(of_home[of_home >= 0], minlength=len(CITY.district))
    for row, district in enumerate(CITY.district):
        assert found[row] == pytest.approx(wanted[district.name], abs=10), district.name  # the cast's homes are written
    assert sum(wanted.values()) == SCENARIO.population.people == np.count_nonzero(people["household"] >= 0)


def test_there_are_some_twelve_thousand_places(world: World) -> None:
    assert 8_000 < world.n_places < 13_000
    kinds, counts = np.unique(kind_of_sites(world), return_counts=True)
    found = dict(zip(kinds.tolist(), counts.tolist(), strict=True))
    assert found["street"] > 2_000
    assert found["apartment stairwell"] + found["row of homes"] > 5_000
    assert found["bridge"] >= 3


def test_everybody_has_a_home_and_somewhere_to_be_by_day(world: World) -> None:
    people = world.tables.people
    for column in ("dwelling", "home", "office"):
        assert people[column].min() >= 0
    assert np.array_equal(world.tables.body["place"], people["home"])  # day 1 begins at work and at school


def test_no_building_holds_more_than_its_kind_is_meant_for(world: World) -> None:
    people, kinds = world.tables.people, kind_of_sites(world)
    residents = np.bincount(people["dwelling"], minlength=world.n_places)
    workers = np.bincount(people["office"], minlength=world.n_places)
    assert residents[(kinds == "row of homes") | (kinds == "apartment stairwell")].min() >= 20
    assert residents.max() <= 90
    assert workers[kinds == "school block"].max() <= 140
    density = np.maximum(residents, workers) / world.tables.places["area"]
    assert density.max() < 0.54  # people walk freely (rules.motion.crowded_mps)


def test_buildings_and_streets_lie_within_their_districts_and_apart(world: World) -> None:
    sites = world.sites
    rows = np.flatnonzero(sites.district >= 0)
    for axis, centre, extent in ((sites.x, "x", "width"), (sites.y, "y", "depth")):
        middle, reach = (
            np.array([getattr(district, name) for district in CITY.district])[sites.district[rows]]
            for name in (centre, extent)
        )
        assert np.all(np.abs(axis[rows] - middle) <= reach / 2)
    spots = np.stack([sites.x[rows], sites.y[rows]], axis=1)
    assert len(np.unique(spots, axis=0)) == len(rows)
    assert sites.width[rows].max() < CITY.lot


def test_no_generated_place_stands_on_a_written_one(world: World) -> None:
    sites = world.sites
    generated = np.flatnonzero(sites.district >= 0)
    for row in np.flatnonzero((sites.district < 0) & (sites.floor == 1)).tolist():
        if sites.name[row].startswith(tuple(road.name for road in CITY.road)):
            continue
        gap_x = np.abs(sites.x[generated] - sites.x[row]) - (sites.width[generated] + sites.width[row]) / 2
        gap_y = np.abs(sites.y[generated] - sites.y[row]) - (sites.depth[generated] + sites.depth[row]) / 2
        assert np.all(np.maximum(gap_x, gap_y) > -0.01), sites.name[row]


def test_no_street_runs_through_the_school(world: World) -> None:
    sites, passages = world.sites, world.tables.passages
    is_street = kind_of_sites(world) == "street"
    is_street &= sites.district >= 0
    walks = np.flatnonzero(is_street[passages["a"]] & is_street[passages["b"]])
    assert len(walks) > 2 * LOOKS
    gym = place_row(world, "Gym")
    for share in np.linspace(0.0, 1.0, 25):
        x, y = (axis[passages["a"]] * (1 - share) + axis[passages["b"]] * share for axis in (sites.x, sites.y))
        inside_x = np.abs(x[walks] - sites.x[gym]) < sites.width[gym] / 2
        assert not np.any(inside_x & (np.abs(y[walks] - sites.y[gym]) < sites.depth[gym] / 2))


def distances_m(world: World, start: str) -> np.ndarray:
    """Way on foot from a place to every other one, m; doors and climbs do not matter."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    passages, n = world.tables.passages, world.n_places
    graph = coo_array((passages["length_m"], (passages["a"], passages["b"])), shape=(n, n))
    return np.asarray(dijkstra(graph, directed=False, indices=place_row(world, start)))


def test_ways_are_as_long_as_in_a_city_and_nothing_is_out_of_reach(world: World) -> None:
    minutes = distances_m(world, "Main gate") / 1.3 / 60.0
    is_reached = np.isfinite(minutes)
    assert [world.sites.name[row] for row in np.flatnonzero(~is_reached)] == ["On the road"]  # in vehicles only
    assert 30 < minutes[place_row(world, "Hyosan City Hall")] < 70
    assert 30 < minutes[place_row(world, "Hyosan Bridge 1")] < 60
    assert 2.0 < minutes[place_row(world, "Yangdong Police Station")] / 60 < 4.0
    assert minutes[place_row(world, "Camp gate")] > minutes[place_row(world, "Yangdong Police Station")] + 45


def test_nobody_is_off_the_grounds_in_the_street_before_the_school(world: World, school: World) -> None:
    street = place_row(world, "Street")
    assert not world.tables.places["is_exit"][street]
    assert school.tables.places["is_exit"][place_row(school, "Street")]
    exits = np.flatnonzero(world.tables.places["is_exit"])
    assert [world.sites.name[row] for row in exits] == ["Expressway west", "Expressway east", "On the road"]


def test_the_school_is_the_one_of_the_first_act(world: World, school: World) -> None:
    n = school.n
    ours, theirs = world.tables, school.tables
    assert world.names.people[:n] == school.names.people
    assert world.names.korean[:n] == school.names.korean
    for column in ("key", "age", "role", "unit", "is_named", "is_maker", "has_keys"):
        assert np.array_equal(ours.people[column][:n], theirs.people[column])
    for column in ("strength", "speed_mps", "hearing_db", "stealth", "armed"):
        assert np.array_equal(ours.body[column][:n], theirs.body[column])
    assert np.array_equal(ours.mind["resolve"][:n], theirs.mind["resolve"])
    assert np.array_equal(ours.course["frailty"][:n], theirs.course["frailty"])
    rooms = [world.sites.name[row] for row in ours.people["home"][:n].tolist()]
    assert rooms == [school.sites.name[row] for row in theirs.people["home"].tolist()]


def test_bonds_of_the_school_are_those_of_the_first_act(world: World, school: World) -> None:
    def bonds(of: World, i: int) -> dict[int, tuple[int, float]]:
        people, table = of.tables.people, of.tables.bonds
        rows = range(int(people["bonds_from"][i]), int(people["bonds_end"][i]))
        return {int(table["to"][r]): (int(table["kind"][r]), float(table["strength"][r])) for r in rows}

    for i in range(0, school.n, 7):
        within = {to: tie for to, tie in bonds(world, i).items() if to < school.n}
        assert within == bonds(school, i)


def test_keys_and_names_are_unique(world: World) -> None:
    assert len(np.unique(world.tables.people["key"])) == world.n
    assert len(set(world.names.people)) == world.n
    assert len(set(world.sites.name)) == world.n_places


def test_families_live_together_and_care_for_one_another(world: World) -> None:
    people, bonds = world.tables.people, world.tables.bonds
    order = np.argsort(people["household"], kind="stable")
    order = order[people["household"][order] >= 0]
    same = people["household"][order][1:] == people["household"][order][:-1]
    assert np.all(people["dwelling"][order][1:][same] == people["dwelling"][order][:-1][same])
    # Every other member of a household is one row of the own bonds, of the kind family unless the school knows better.
    of = np.repeat(np.arange(world.n), people["bonds_end"] - people["bonds_from"])
    starts = np.repeat(people["bonds_from"], people["bonds_end"] - people["bonds_from"])
    before = np.cumsum(people["bonds_end"] - people["bonds_from"]) - (people["bonds_end"] - people["bonds_from"])
    rows = starts + np.arange(len(of)) - np.repeat(before, people["bonds_end"] - people["bonds_from"])
    to, kind = bonds["to"][rows], bonds["kind"][rows]
    at_home = (people["household"][of] == people["household"][to]) & (people["household"][of] >= 0)
    assert np.all(kind[at_home] == Bond.FAMILY)
    size = np.bincount(people["household"][people["household"] >= 0])
    members = size[people["household"][people["household"] >= 0]]
    assert np.count_nonzero(at_home) == int((members - 1).sum())
    assert len(rows) < 1_500_000


def test_residents_are_in_the_order_of_their_homes(world: World) -> None:
    people = world.tables.people
    rows = np.flatnonzero((people["household"] >= 0) & (np.arange(world.n) >= world.n - 288_000))
    assert np.all(np.diff(people["household"][rows]) >= 0)


def test_nobody_under_19_lives_without_an_adult(world: World) -> None:
    people = world.tables.people
    lives = people["household"] >= 0
    homes = people["household"][lives]
    oldest = np.zeros(homes.max() + 1, np.int64)
    np.maximum.at(oldest, homes, people["age"][lives])
    assert oldest[np.unique(homes)].min() >= 19


def household(world: World, name: str) -> dict[str, int]:
    """Names and ages of those who live with somebody, themselves included."""
    people = world.tables.people
    rows = np.flatnonzero(people["household"] == people["household"][person_row(world, name)])
    return {world.names.people[row]: int(people["age"][row]) for row in rows}


def test_families_of_the_cast_are_what_the_accounts_say(world: World) -> None:
    assert household(world, "On-jo") == {"On-jo": 17, "So-ju": 47}
    assert household(world, "Jin-su") == {"Jin-su": 17, "Byeong-chan": 47, "Jin-su's mother": 45}
    janghome = household(world, "Ha-ri")
    assert janghome.keys() > {"Ha-ri", "Wu-jin"}
    parents = {name: age for name, age in janghome.items() if name not in ("Ha-ri", "Wu-jin")}
    assert min(parents.values()) >= 19
    assert any(name.startswith("Jang ") for name in parents)
    people = world.tables.people
    assert world.sites.name[people["dwelling"][person_row(world, "Jin-su")]] == "Lee family's home"
    father = person_row(world, "So-ju")
    assert people["role"][father] == Role.RESCUE
    assert world.sites.name[people["office"][father]] == "Hyosan Fire Station"


def test_brothers_and_sisters_of_the_school_live_together(world: World) -> None:
    people, bonds = world.tables.people, world.tables.bonds
    pairs = 0
    for i in range(786):
        for row in range(int(people["bonds_from"][i]), int(people["bonds_end"][i])):
            other = int(bonds["to"][row])
            if other < 786 and bonds["kind"][row] == Bond.FAMILY and not people["is_named"][[i, other]].any():
                assert people["household"][i] == people["household"][other]
                pairs += 1
    assert pairs > 10


def test_students_live_with_people_of_their_name_near_the_school(world: World) -> None:
    people = world.tables.people
    names = np.array([name.split()[0] for name in world.names.people])
    by_home: dict[int, list[int]] = {}
    for row, home in enumerate(people["household"].tolist()):
        by_home.setdefault(home, []).append(row)
    students = [i for i in range(786) if not people["is_named"][i]]
    shared = [any(names[j] == names[i] for j in by_home[people["household"][i]] if j != i) for i in students]
    assert np.mean(shared) > 0.9
    near = {"Hyosan", "Namsan", "Dongmun", "Sijang", "Sinsido", "Seomun"}
    districts = world.sites.district[people["dwelling"][students]]
    assert np.mean([CITY.district[d].name in near for d in districts.tolist()]) > 0.9


def test_posts_are_manned(world: World) -> None:
    people = world.tables.people
    found = np.bincount(people["role"], minlength=len(Role))
    by_role = {
        role: sum(post.people for post in CITY.post if post.role == role) for role in Role if role > Role.RESIDENT
    }
    extra = {Role.RESCUE: 1}
    assert {role: found[role] - extra.get(role, 0) for role in by_role} == by_role
    for post in CITY.post:
        row = place_row(world, post.place)
        there = (people["office"] == row) & (people["role"] == post.role)
        assert np.count_nonzero(there) >= post.people
        if post.quarters is not None:
            assert world.sites.name[people["dwelling"][there][0]] == post.quarters
    soldiers = people["role"] == Role.SOLDIER
    assert people["has_keys"][soldiers].all()
    assert world.tables.body["armed"][soldiers].min() > 0.5
    assert world.tables.body["armed"][people["role"] == Role.RESIDENT].max() == 0.0


def test_the_young_and_the_old_are_weaker_and_slower(world: World) -> None:
    people, body = world.tables.people, world.tables.body
    residents = people["role"] == Role.RESIDENT
    age = people["age"]
    prime, old, small = residents & (age > 20) & (age < 40), residents & (age > 80), residents & (age < 6)
    for trait in ("strength", "speed_mps"):
        assert body[trait][small].mean() < body[trait][old].mean() < body[trait][prime].mean()
    assert body["hearing_db"][prime].mean() == pytest.approx(body["hearing_db"][old].mean(), abs=0.3)


def test_a_fire_on_the_roof_is_seen_from_hill_memorial_and_the_camps_edge(world: World) -> None:
    sights, name = world.tables.sights, world.sites.name
    pairs = {(name[of], name[seen]) for of, seen in zip(sights["of"].tolist(), sights["seen"].tolist(), strict=True)}
    assert {of for of, seen in pairs if seen == "Roof"} == {"Hill", "Memorial", "Patrol path east"}
    assert np.all((sights["distance_m"] > 12_000) & (sights["distance_m"] < 15_000))


def test_the_fence_is_climbed_and_the_gate_is_locked(world: World) -> None:
    name = world.names.passages
    passages = world.tables.passages
    fence = name.index("Camp ground north ~ Patrol path north")
    assert passages["is_climb"][fence]
    gate = name.index("Camp gate ~ Patrol path east")
    assert passages["locked_from"][gate] == place_row(world, "Camp gate")


def test_a_world_of_another_seed_has_other_people_in_the_same_streets(world: World) -> None:
    other = world_of("hyosan", 2)
    assert other.n == world.n
    is_street = kind_of_sites(world) == "street"
    assert np.array_equal(other.sites.x[: len(is_street)][is_street], world.sites.x[is_street])
    assert not np.array_equal(other.tables.people["age"][:200_000], world.tables.people["age"][:200_000])
    assert FAMILIES[0] in other.names.people


def test_the_tables_take_little_more_than_half_a_gigabyte(world: World) -> None:
    tables = [each for table in world.tables for each in (table if isinstance(table, tuple) else (table,))]
    assert sum(table.nbytes for table in tables) < 600e6
