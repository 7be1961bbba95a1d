"""Populations out of files: the same inhabitants as generated ones, and one message for each fault."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from city import made
from hyosan.errors import BadInput
from hyosan.population.inhabitants import Inhabitants, inhabitants_of
from hyosan.scenario import Scenario, load
from hyosan.world.codes import Setting

from .cities import inhabitants

TEXT = """
title = "Our town"
start = "day 1 00:00"
until = "day 2 00:00"
step = "1 h"
systems = ["course", "transmission"]
pathogen = "seir"

[population]
kind = "file"
people = "people.csv"
source = "definition"

[contacts]
home = { per_day = 2, source = "definition" }
school = { per_day = { by_age = [[0, 5], [20, 0.5]] }, own_group = 0.5, source = "definition" }
work = { per_day = 2, own_group = 0.5, source = "definition" }
community = { per_day = 3, source = "definition" }
"""
PEOPLE = """id,home,age,school,work,district
Ann,h1,40,,shop,West
Bob,h1,9,primary,,West
Cho,h2,41,,primary,East
Dan,h2,10,primary,,East
Eve,h1,39,,shop,West
Fay,h3,80,,,East
"""
PLACES = "id,kind,x,y\nh1,home,0,0\nh2,home,0,0\nh3,home,0,0\nshop,work,1,1\nprimary,school,2,2\n"


def written(folder: Path, people: str = PEOPLE, places: str | None = None) -> Scenario:
    """The scenario of a file of people."""
    text = TEXT
    (folder / "people.csv").write_text(people)
    if places is not None:
        (folder / "places.csv").write_text(places)
        text = text.replace('"people.csv"', '"people.csv"\nplaces = "places.csv"')
    (folder / "town.toml").write_text(text)
    return load(folder / "town.toml")


def ours(folder: Path, people: str = PEOPLE, places: str | None = None) -> Inhabitants:
    return inhabitants_of(written(folder, people, places), 1)


def test_people_are_sorted_by_district_and_home_in_the_order_of_the_file(tmp_path: Path) -> None:
    town = ours(tmp_path, places=PLACES)
    assert town.ids == ("Ann", "Bob", "Eve", "Cho", "Dan", "Fay")
    assert town.age.tolist() == [40, 9, 39, 41, 10, 80]
    assert town.home.tolist() == [0, 0, 0, 1, 1, 2]
    assert town.home_at.tolist() == [0, 3, 5, 6]
    assert town.district_at.tolist() == [0, 3, 6]
    assert town.district_names == ("West", "East")


def test_a_teacher_belongs_to_the_school_that_is_the_place_of_work(tmp_path: Path) -> None:
    town = ours(tmp_path)
    assert town.group.tolist() == [0, 1, 0, 1, 1, -1]
    assert town.group_setting.tolist() == [Setting.WORK, Setting.SCHOOL]
    assert town.group_members.tolist() == [0, 2, 1, 3, 4]
    assert (town.group_rate > 0).all()


def test_id_and_home_are_enough(tmp_path: Path) -> None:
    town = ours(tmp_path, "id,home\n1,a\n2,a\n3,b\n")
    assert (town.n, town.district_names, set(town.age)) == (3, ("all",), {30})
    assert len(town.group_rate) == 0
    assert town.home_at.tolist() == [0, 2, 3]


def test_generated_people_come_back_from_a_file(tmp_path: Path) -> None:
    town = inhabitants(20_000, 1)
    place = [f"g{number}" if number >= 0 else None for number in town.group]
    learns = np.append(town.group_setting == Setting.SCHOOL, False)[town.group] & (town.age < 19)
    table = pl.DataFrame(
        {
            "id": [f"p{row}" for row in range(town.n)],
            "home": [f"h{number}" for number in town.home],
            "age": town.age.astype(np.int64),
            "school": [name if here else None for name, here in zip(place, learns, strict=True)],
            "work": [None if here else name for name, here in zip(place, learns, strict=True)],
        }
    )
    written(tmp_path)
    table.write_parquet(tmp_path / "people.parquet")
    (tmp_path / "town.toml").write_text(TEXT.replace("people.csv", "people.parquet"))
    back = inhabitants_of(load(tmp_path / "town.toml"), 1)
    assert np.array_equal(back.age, town.age)
    assert np.array_equal(back.home_at, town.home_at)
    assert np.array_equal(np.sort(np.diff(back.group_at)), np.sort(np.diff(town.group_at)))
    assert made(back)[3] == pytest.approx(3)
    assert made(back)[1][1:3] == pytest.approx([5, 5], rel=0.15)


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("Bob,h1,9", "Bob,,9", "row 2, column home", "missing"),
        ("Bob,h1,9", ",h1,9", "row 2, column id", "missing"),
        ("Dan,h2", "Ann,h2", "row 4, column id", '"Ann" twice'),
        ("Fay,h3,80", "Fay,h3,180", "row 6, column age", '"180"'),
        ("Fay,h3,80", "Fay,h3,-1", "row 6, column age", '"-1"'),
        ("Fay,h3,80", "Fay,h3,old", "row 6, column age", '"old"'),
        ("Fay,h3,80", "Fay,h3,", "row 6, column age", "missing"),
        ("Fay,h3,80,,", "Fay,h3,80,primary,shop", "row 6, column work", '"shop" besides a school'),
        ("Eve,h1,39,,shop,West", "Eve,h1,39,,shop,East", "row 5, column district", '"East" unlike others'),
        ("Eve,h1,39,,shop", "Eve,h1,39,,mine", "row 5, column work", '"mine"'),
        ("Fay,h3", "Fay,h9", "row 6, column home", '"h9"'),
        ("id,home", "id,hom", "column hom", "unknown column"),
        ("West\n", "West,more\n", "file", "cannot be read"),
    ],
)
def test_a_fault_is_one_message_with_row_and_column(tmp_path: Path, old: str, new: str, key: str, found: str) -> None:
    assert old in PEOPLE
    with pytest.raises(BadInput) as refused:
        ours(tmp_path, PEOPLE.replace(old, new, 1), PLACES)
    assert refused.value.file.endswith("people.csv")
    assert refused.value.key == key
    assert found in refused.value.found
    assert refused.value.accepted


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"people\.csv:column home: missing"):
        ours(tmp_path, "id,age\nAnn,40\n")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="0 people"):
        ours(tmp_path, "id,home\n")


def test_a_place_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"places\.csv:row 6, column id: \"h1\" twice"):
        ours(tmp_path, PEOPLE, PLACES + "h1,home,0,0\n")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(TEXT)
    with pytest.raises(BadInput, match=r"people\.csv:file: no such file"):
        load(tmp_path / "town.toml")


def test_a_file_that_has_changed_is_refused(tmp_path: Path) -> None:
    scenario = written(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE + "Gus,h3,70,,,East\n")
    with pytest.raises(BadInput, match="other content"):
        inhabitants_of(scenario, 1)
