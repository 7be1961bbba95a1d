"""A city of the user's own, as small as a village: where everything comes to stand, and who lives there."""

from pathlib import Path

import numpy as np
import pytest

from hyosan.analysis import Ending
from hyosan.analysis.outcome import outcome_of
from hyosan.chronicle import Chronicle, open_run
from hyosan.engine import Observer, Options, run_scenario, simulate
from hyosan.engine.rosters import people_frame, places_frame
from hyosan.errors import BadInput
from hyosan.population import make_world
from hyosan.population.city import city
from hyosan.population.layout import Layout
from hyosan.scenario import loads
from hyosan.world.codes import Bond, Door, Role
from hyosan.world.columns import FIXED
from tests.population.villages import BRIDGE, DOOR_S, VILLAGE, laid_out, village
from tests.worlds import SELDOM


def place(layout: Layout, name: str) -> int:
    return layout.sites.name.index(name)


def person(layout: Layout, name: str) -> int:
    return layout.persons.names.index(name)


def ways_from(layout: Layout, name: str) -> dict[str, int]:
    """Places that a place leads to, and the row of the passage."""
    row, walks, names = place(layout, name), layout.walks, layout.sites.name
    out = {names[walks.b[k]]: k for k in np.flatnonzero(walks.a == row).tolist()}
    return out | {names[walks.a[k]]: k for k in np.flatnonzero(walks.b == row).tolist()}


def refused(*changes: str) -> str:
    with pytest.raises(BadInput) as caught:
        city(village(*changes), 1, DOOR_S)
    return str(caught.value)


def test_three_hundred_people_and_those_in_quarters() -> None:
    persons = laid_out().persons
    assert len(persons.key) == 304
    assert np.count_nonzero(persons.household >= 0) == 300
    assert np.bincount(persons.role, minlength=9)[[Role.POLICE, Role.SOLDIER]].tolist() == [3, 4]


def test_written_places_come_first_in_their_order() -> None:
    layout = laid_out()
    assert layout.n_written == len(village().place)
    assert layout.sites.name[: layout.n_written] == [each.name for each in village().place]
    assert layout.districts == ["Lower", "Upper"]


def test_streets_keep_off_written_places() -> None:
    layout = laid_out()
    streets = np.array(["street" in name for name in layout.sites.name])
    spots = set(zip(layout.sites.x[streets].tolist(), layout.sites.y[streets].tolist(), strict=True))
    assert (0.0, 0.0) not in spots  # the first room stands there
    assert {(-100.0, 0.0), (100.0, 0.0), (0.0, 100.0)} <= spots
    assert len(spots) == 6 * 4 - 1 + 4 * 3


def test_a_passage_to_the_nearest_street_leads_there() -> None:
    layout = laid_out()
    (street,) = (name for name in ways_from(layout, "Station"))
    row, station = place(layout, street), place(layout, "Station")
    streets = np.array([each for each, name in enumerate(layout.sites.name) if "street" in name])
    away = np.hypot(layout.sites.x - layout.sites.x[station], layout.sites.y - layout.sites.y[station])
    assert away[row] == away[streets].min()
    assert layout.walks.door[ways_from(layout, "Station")[street]] == Door.OPEN


def test_a_long_place_leads_to_the_nearest_street_at_both_ends() -> None:
    layout = laid_out(1, 'place.Station.width="180 m"', 'place.Station.y="150 m"', 'place.Station.x="0 m"')
    ways = ways_from(layout, "Station")
    assert len(ways) == 2
    assert (
        min(ways.values()) < len(village().passage) <= max(ways.values())
    )  # passages keep the numbers they are written in


def test_roads_go_in_pieces_from_street_to_street() -> None:
    layout = laid_out()
    pieces = [name for name in layout.sites.name if name.startswith("Bridge")]
    assert pieces == ["Bridge 1", "Bridge 2", "Bridge 3", "Bridge 4"]
    rows = [ways_from(layout, name) for name in pieces]
    assert any("Upper street" in name for name in rows[0])
    assert "Bridge 2" in rows[0]
    assert any("Lower street" in name for name in rows[-1])
    whole = sum(layout.walks.length_m[k] for k in {k for ways in rows for k in ways.values()})
    ends = [next(name for name in ways if "street" in name) for ways in (rows[0], rows[-1])]
    one, other = (place(layout, name) for name in ends)
    dx, dy = (axis[one] - axis[other] for axis in (layout.sites.x, layout.sites.y))
    assert whole == pytest.approx(np.hypot(dx, dy))


def test_a_road_goes_through_its_middle() -> None:
    layout = laid_out(1, 'city.road.Bridge.x="50 m"', 'city.road.Bridge.y="-400 m"')
    rows = [place(layout, name) for name in layout.sites.name if name.startswith("Bridge")]
    away = np.hypot(layout.sites.x[rows] - 50.0, layout.sites.y[rows] + 400.0)
    assert away.min() < 60.0


def test_doors_of_buildings_have_the_strength_of_their_kind() -> None:
    layout = laid_out()
    strength = {name: layout.walks.strength[k] for name in ("Upper shop 1", "Upper row of homes 1") for k in
                ways_from(layout, name).values()}  # fmt: skip
    assert strength == {"Upper shop 1": 40.0, "Upper row of homes 1": DOOR_S}
    assert layout.walks.can_barricade[list(ways_from(layout, "Upper row of homes 1").values())].all()


def test_the_smallest_teams_work_in_the_first_kind_of_building() -> None:
    layout = laid_out()
    at_work = np.bincount(layout.persons.office, minlength=len(layout.sites.name))
    people = {kind: [at_work[row] for row, name in enumerate(layout.sites.name) if f"Upper {kind}" in name]
              for kind in ("shop", "factory")}  # fmt: skip
    assert max(people["shop"]) < min(people["factory"])


def test_those_with_a_home_of_their_own_live_there_alone_if_one_is_grown_up() -> None:
    layout = laid_out()
    farm = place(layout, "Farm")
    assert {layout.persons.names[row] for row in np.flatnonzero(layout.persons.dwelling == farm)} == {
        "Mother",
        "Daughter",
    }
    mother, daughter = person(layout, "Mother"), person(layout, "Daughter")
    assert layout.persons.home[mother] == farm  # she works nowhere
    assert layout.sites.name[layout.persons.home[daughter]] == "Room 1"
    found = {(of, to): kind for of, to, kind, _ in zip(*layout.ties, strict=True)}
    assert found[mother, daughter] == found[daughter, mother] == Bond.FAMILY


def test_a_minor_alone_with_a_home_brings_a_family_there() -> None:
    layout = laid_out(1, 'person.Friend.home="Hollow"')
    rows = np.flatnonzero(layout.persons.dwelling == place(layout, "Hollow"))
    assert person(layout, "Friend") in rows
    assert layout.persons.age[rows].max() >= 19


def test_families_of_students_bear_their_name() -> None:
    layout = laid_out()
    friend = person(layout, "Friend")
    family = np.flatnonzero(layout.persons.household == layout.persons.household[friend])
    assert any(layout.persons.names[row].startswith("Moon ") for row in family if row != friend)


def test_the_same_seed_gives_the_same_village_and_another_one_another() -> None:
    one, same, other = laid_out(4), city(village(), 4, DOOR_S), laid_out(5)
    for part in ("sites", "walks", "persons", "ties"):
        for column in getattr(one, part)._fields:
            ours, theirs = getattr(getattr(one, part), column), getattr(getattr(same, part), column)
            assert np.array_equal(ours, theirs) if isinstance(ours, np.ndarray) else ours == theirs
    assert not np.array_equal(one.persons.strength, other.persons.strength)


def test_one_more_of_the_cast_changes_nobody_elses_traits() -> None:
    before, after = laid_out().persons, laid_out(1, "roster.staff=3").persons
    strength = dict(zip(before.key.tolist(), before.strength.tolist(), strict=True))
    again = dict(zip(after.key.tolist(), after.strength.tolist(), strict=True))
    shared = strength.keys() & again.keys()
    assert len(shared) > 295
    assert {key: strength[key] for key in shared} == {key: again[key] for key in shared}


def test_friends_are_as_many_as_asked_for_in_a_larger_village() -> None:
    layout = laid_out(1, "population.people=4000", 'city.lot="11 m"', "city.building.row of homes.people=24")
    within = layout.persons.dwelling[layout.ties.of] == layout.persons.dwelling[layout.ties.to]
    friends = layout.ties.kind == Bond.FRIENDSHIP
    apart = layout.persons.household[layout.ties.of] != layout.persons.household[layout.ties.to]
    mean = np.count_nonzero(within & friends & apart) / len(layout.persons.key)
    assert mean == pytest.approx(2.0, abs=0.15)


def test_from_the_hill_the_roof_is_seen_but_not_from_the_hollow() -> None:
    layout, names = laid_out(), laid_out().sites.name
    pairs = zip(layout.sights["of"].tolist(), layout.sights["seen"].tolist(), strict=True)
    seen = {(names[of], names[there]) for of, there in pairs}
    assert ("Hill", "Roof") in seen
    assert ("Hollow", "Roof") not in seen
    assert len(laid_out(1, 'city.sight_range="1 km"').sights) == 0


def test_a_day_in_the_village_begins() -> None:
    scenario = village('until="day 1 08:05"')
    world = make_world(scenario, 1)
    chronicle = Chronicle(None)
    assert simulate(world, chronicle, scenario.systems, Observer(every=SELDOM))
    people, places = people_frame(world, scenario), places_frame(world, scenario)
    assert people["dwelling"].null_count() == 0
    assert people["household"].null_count() == 4
    assert set(places["district"].drop_nulls()) == {"Upper", "Lower"}
    (hill,) = places.filter(name="Hill").iter_rows(named=True)
    assert [places["name"][row] for row in hill["sees"]] == ["Roof", "Station"]


def test_in_the_evening_residents_walk_home_through_the_streets() -> None:
    scenario = village('start="day 1 17:58"', 'until="day 1 18:40"')
    world = make_world(scenario, 1)
    people, body = world.tables.people, world.tables.body
    residents = people["role"] == Role.RESIDENT
    away = residents & (people["office"] != people["dwelling"])
    assert np.count_nonzero(away) > 100
    assert np.array_equal(body["place"][away], people["office"][away])
    assert simulate(world, Chronicle(None), scenario.systems, Observer(every=SELDOM))
    assert np.mean(body["place"][residents] == people["dwelling"][residents]) > 0.97
    students = people["role"] == Role.STUDENT
    assert not np.any(body["place"][students] == people["dwelling"][students])  # at school until late


def test_a_run_is_told_like_one_of_a_school_and_has_one_digest_at_any_number_of_threads(tmp_path: Path) -> None:
    scenario = village('until="day 1 08:04"')
    runs = [
        run_scenario(scenario, "village", "test", Options(threads=n), tmp_path / f"{n}") for n in (1, 2)
    ]  # fmt: skip
    one, two = (open_run(folder) for folder in runs)
    assert one.manifest.digest == two.manifest.digest
    ending = outcome_of(one)
    assert isinstance(ending, Ending)
    assert ending.to_json()["people"] == 304


def test_a_hamlet_needs_no_school_no_posts_and_no_written_place() -> None:
    head, tail = (
        VILLAGE[: VILLAGE.index("place = [")],
        VILLAGE[VILLAGE.index("[population]") : VILLAGE.index("post = [")],
    )
    names = 'names = { family = [["Kim", 1.0]], given_first = [["Min"]], given_second = [["su"]] }'
    head = head.replace('"korean-school", "city", "school-in-city"', '"city"')
    tail = tail.replace('viewpoints = ["Hill", "Hollow"]\nwatched = ["Roof", "Station"]\n', "")
    tail = "".join(line for line in tail.splitlines(keepends=True) if "Hill road" not in line)
    layout = city(loads(f"{head}{names}\n\n{tail}", "hamlet.toml"), 1, DOOR_S)
    assert (len(layout.persons.key), layout.n_written, layout.n_enrolled) == (300, 0, 0)
    assert set(layout.persons.role.tolist()) == {Role.RESIDENT}
    assert len(set(layout.persons.names)) == 300


def test_what_set_up_fixes_is_not_in_the_digest() -> None:
    world = make_world(village(), 1)
    in_digest = {name for name, _ in world.state_columns()}
    assert not FIXED & in_digest
    for name in FIXED:
        table, column = name.split(".")
        assert column in getattr(world.tables, table).dtype.names
    assert {"people.key", "people.office", "places.shelter", "passages.strength"} <= in_digest


def test_at_night_everybody_is_at_home() -> None:
    world = make_world(village('start="day 1 02:00"', 'until="day 1 03:00"'), 1)
    assert np.array_equal(world.tables.body["place"], world.tables.people["dwelling"])


def test_a_district_without_room_for_its_buildings_is_refused() -> None:
    found = refused("population.people=6000")
    assert found.startswith("village.toml:city.district.#")
    assert "which has lots for" in found


def test_a_part_that_no_road_leads_to_is_refused() -> None:
    with pytest.raises(BadInput, match=r'city\.road: no way from "Lower street 1" to "Upper street 1"; a road'):
        city(loads(VILLAGE.replace(BRIDGE, ""), "village.toml"), 1, DOOR_S)


def test_a_district_under_written_places_has_no_street_and_is_refused() -> None:
    text = VILLAGE.replace('width = "400 m", depth = "300 m"', 'width = "50 m", depth = "40 m"')
    with pytest.raises(BadInput, match=r'city\.district\.#1: no street in "Lower"'):
        city(loads(text, "village.toml"), 1, DOOR_S)


def test_more_on_duty_than_there_are_workers_are_refused() -> None:
    assert "city.post.Watch.people: 300, of whom the city has" in refused("city.post.Watch.people=300")


def test_a_school_too_large_for_its_village_is_refused() -> None:
    assert "population.people: no home for" in refused("population.people=40")


def test_a_city_has_the_rows_of_its_canon_in_a_canon_run_only() -> None:
    asked = village('pin=[{name="stays", person="Daughter", does="stay"}]')
    assert [len(make_world(asked, 1, canon=canon).tables.canon) for canon in (False, True)] == [0, 1]
