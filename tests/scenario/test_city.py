"""Cities that are well-formed and do not fit: one message each, with file, key and what would do."""

from pathlib import Path

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import loads

VILLAGE = Path(__file__).parents[1].joinpath("village.toml").read_text(encoding="utf-8")

SCHOOL = 'extends = "hyosan-high"\n'

CASES = {
    "lots wider than blocks": (
        'lot = "23 m"', 'lot = "50 m"', "city.lot", "50 m, beside streets of 8 m", "at most 46 m",
    ),
    "no unit": ('street = "100 m"', "street = 100", "city.street", "100", "a length"),
    "a district that the population lacks": (
        '{ name = "Lower", x', '{ name = "Lowr", x', "city.district.#1.name", 'no district "Lowr"', '"Lower"',
    ),
    "a district of the population without streets": (
        'people = 1 }]', 'people = 1 }, { name = "Isle", people = 1 }]', "city.district", 'no streets for "Isle"',
        "a row",
    ),
    "a district twice": (
        '{ name = "Lower", x', '{ name = "Upper", x', "city.district.#2.name", '"Upper" twice', "one row",
    ),
    "districts that overlap": (
        'y = "-650 m"', 'y = "-340 m"', "city.district.#2", 'lies partly in "Lower"', "do not overlap",
    ),
    "homes of no kind of building": (
        'homes = "row of homes"', 'homes = "row of hoems"', "city.district.#1.homes", 'no building "row of hoems"',
        '"row of homes"',
    ),
    "jobs in no kind of building": (
        'jobs = [["shop", 1.0]]', 'jobs = [["mine", 1.0]]', "city.district.#1.jobs", 'no building "mine"',
        "city.building",
    ),
    "shares of jobs": (
        'jobs = [["shop", 1.0]]', 'jobs = [["shop", 0.5]]', "city.district.#1.jobs", "shares that sum to 0.5",
        "sum to 1",
    ),
    "jobs that are no rows": ('jobs = [["shop", 1.0]]', 'jobs = ["shop"]', "city.district.#1.jobs", "an array", "rows"),
    "schools in no kind of building": (
        'schools = "school block"', 'schools = "school"', "city.schools", 'no building "school"', "city.building",
    ),
    "streets of no place kind": (
        'street_kind = "street"', 'street_kind = "lane"', "city.street_kind", 'no place kind "lane"', "place_kind",
    ),
    "a building of no place kind": (
        'kind = "shop", people', 'kind = "shopp", people', "city.building.shopp.kind", 'no place kind "shopp"',
        '"shop"',
    ),
    "a building for nobody": ("people = 5,", "people = 0,", "city.building.shop.people", "0", "a number from 2"),
    "a road of no place kind": (
        'kind = "bridge"', 'kind = "brigde"', "city.road.Bridge.kind", 'no place kind "brigde"', '"bridge"',
    ),
    "a road to nowhere": (
        'between = ["Upper", "Lower"]', 'between = ["Upper", "Lowe"]', "city.road.Bridge.between", '"Lowe"', '"Lower"',
    ),
    "a road to itself": (
        'between = ["Upper", "Lower"]', 'between = ["Upper", "Upper"]', "city.road.Bridge.between", "twice",
        "two names",
    ),
    "half a middle": (
        'kind = "bridge", width', 'kind = "bridge", x = "0 m", width', "city.road.Bridge.y", "missing", "x and y",
    ),
    "a post nowhere": (
        'place = "Station"', 'place = "Statoin"', "city.post.Watch.place", 'no place "Statoin"', '"Station"',
    ),
    "quarters nowhere": (
        'quarters = "Barrack"', 'quarters = "Barack"', "city.post.Guard.quarters", 'no place "Barack"', '"Barrack"',
    ),
    "a post for students": (
        'role = "police"', 'role = "student"', "city.post.Watch.role", "who come from the roster", "police, rescue",
    ),
    "an unknown role": (
        'role = "police"', 'role = "polise"', "city.post.Watch.role", '"polise"', '"police"',
    ),
    "ages the wrong way round": (
        "ages = [19, 22]", "ages = [22, 19]", "city.post.Guard.ages", "an array", "youngest and oldest",
    ),
    "a view from nowhere": (
        'viewpoints = ["Hill"', 'viewpoints = ["Hil"', "city.viewpoints", 'no place "Hil"', '"Hill"',
    ),
    "a home nowhere": ('home = "Farm"', 'home = "Frm"', "person.Mother.home", 'no place "Frm"', '"Farm"'),
    "a misspelt nearest street": (
        '"nearest street"]', '"nearest stret"]', "passage.Cafeteria ~ nearest stret.between", '"nearest stret"',
        '"nearest street"',
    ),
    "a place that no street leads to": (
        '["Hill", "Hollow"]', '["Hill", "Barrack"]', "passage.Hill ~ Barrack", "given twice", "one row",
    ),
    "no way to a place": (
        'between = ["Upper", "Hill"]', 'between = ["Upper", "Lower"]', "place.Barrack", "cannot be reached", "passage",
    ),
    "a role without traits": (
        '"korean-school", "city", "school-in-city"', '"korean-school", "school-in-city"', "person.Mother.role",
        "a role without traits", "[roster.traits.resident]",
    ),
    "an unknown key": ("storeys = 2", "floors = 2", "city.building.row of homes.floors", "unknown", "storeys"),
    "an importation": (
        "[roster]", '[[importation]]\nname = "guests"\npeople = 1\nat = "day 1 08:00"\n\n[roster]', "importation",
        "no population", "no city",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_is_told(case: str) -> None:
    old, new, key, found, accepted = CASES[case]
    assert old in VILLAGE
    with pytest.raises(BadInput) as caught:
        loads(VILLAGE.replace(old, new, 1), "village.toml")
    message = str(caught.value)
    assert message.startswith(f"village.toml:{key}: ")
    assert found in message
    assert accepted in message
    assert "\n" not in message


def refused(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        loads(text, "mine.toml")
    return str(caught.value)


def test_a_city_needs_a_population_of_households() -> None:
    text = VILLAGE.replace(VILLAGE[VILLAGE.index("[population]") : VILLAGE.index("[city]")], "")
    assert refused(text).startswith("mine.toml:population.kind: missing; households, for the people of the city")


def test_a_population_beside_places_needs_a_city() -> None:
    assert "places or people beside it; either a population" in refused(f'{SCHOOL}population = "korea"')


def test_without_a_city_nobody_has_a_home() -> None:
    found = refused(SCHOOL + '[[person]]\nname = "On-jo"\nhome = "Roof"')
    assert found.startswith("mine.toml:person.On-jo.home: a home, but no city; no home, or a table [city]")


def test_without_a_city_no_timetable_sends_people_home() -> None:
    assert 'period.night.where: no place "home"' in refused(SCHOOL + '[[period]]\nname = "night"\nwhere = "home"')


def test_without_a_city_there_is_no_nearest_street() -> None:
    found = refused(SCHOOL + '[[passage]]\nbetween = ["Street", "nearest street"]\ndoor = "none"')
    assert 'no place "nearest street"; names of places' in found


def test_posts_need_traits_of_their_role() -> None:
    text = VILLAGE.replace("[population]", "[roster.traits]\nsoldier = 1\n\n[population]")
    assert "roster.traits.soldier" in refused(text)
