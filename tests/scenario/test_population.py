"""Populations of households: what the catalog gives, what may be changed, and what is refused with one message."""

import tomllib
from pathlib import Path

import pytest
import tomli_w

from hyosan.errors import BadInput
from hyosan.scenario import Scenario, loads
from hyosan.scenario.households import Households
from hyosan.scenario.population import Population

from .conftest import Writer

TOWN = """
title = "A town"
start = "day 1 00:00"
until = "day 2 00:00"
step = "1 h"
systems = ["course", "transmission"]
population = "korea"
pathogen = "seir"
"""
SCHOOL = '{ name = "x", from = 3, to = 5, class_size = 20, share = 1, teachers = 1, source = "definition" }'
GRID = "age,0-9,10+\n0-9,1,2\n10+,3,4\n"


def town(*changes: str) -> Scenario:
    return loads(TOWN, file="town.toml", overrides=changes)


def households(scenario: Scenario) -> Households:
    assert isinstance(scenario.population, Households)
    return scenario.population


def test_the_catalog_has_the_people_of_korea() -> None:
    korea = households(town())
    assert korea.people == 51_829_136 == sum(district.people for district in korea.district)
    assert len(korea.district) == 17
    assert korea.household.percent == (31.7, 28.0, 20.1, 15.6, 4.5)
    assert sum(people for _, people in korea.ages.people.steps) == 51_269_183


def test_a_table_changes_the_population_of_the_catalog() -> None:
    text = TOWN.replace('population = "korea"', "") + (
        '[population]\nbase = "korea"\npeople = 1000\n'
        'district = [{ name = "A", people = 2 }, { name = "B", people = 1 }]\n'
        '[[population.school]]\nname = "high school"\nclass_size = 30\n[contacts.home]\nper_day = 1\n'
    )
    scenario = loads(text)
    changed = households(scenario)
    assert (changed.people, [each.name for each in changed.district]) == (1000, ["A", "B"])
    assert [school.class_size for school in changed.school][-1] == 30
    assert scenario.contacts.home is not None
    assert scenario.contacts.home.per_day == 1
    assert scenario.contacts.work is not None
    assert loads(scenario.to_toml()) == scenario


def test_naming_a_population_starts_anew(write: Writer) -> None:
    write(TOWN, "below.toml")
    over = write('extends = "below.toml"\npopulation = "mine"\n', "over.toml")
    write(
        '[population]\nkind = "mixed"\npeople = 10\nsource = "definition"\n'
        '[contacts.community]\nper_day = 3\nsource = "definition"\n',
        "catalog/populations/mine.toml",
    )
    scenario = loads(over.read_text(), file=str(over))
    assert scenario.contacts.work is None
    assert scenario.contacts.community is not None
    assert scenario.population is not None
    assert scenario.population.kind == "mixed"


def test_a_population_file_holds_only_its_tables(write: Writer) -> None:
    write('[population]\nbase = "korea"\n[pathogen]\nbase = "seir"\n', "catalog/populations/mine.toml")
    over = write(TOWN.replace("korea", "mine"), "over.toml")
    with pytest.raises(BadInput, match=r"mine\.toml:pathogen: unknown key; known are population, contacts"):
        loads(over.read_text(), file=str(over))


@pytest.mark.parametrize(
    ("change", "key", "found"),
    [
        ("population=koera", "population", "no catalog file"),
        ("population=3", "population", "3"),
        ('population.kind="household"', "population.kind", "household"),
        ("population.peple=3", "population.peple", "unknown key"),
        ("population.people=0", "population.people", "0"),
        ("population.district=[]", "population.district", "no district"),
        ('population.district=[{ name = "A", people = 0 }]', "population.district.A", "which makes nobody"),
        (
            'population.district=[{ name = "A", people = 1 }, { name = "A", people = 1 }]',
            "population.district.A",
            "given twice",
        ),
        ('population.district=[{ name = "A" }]', "population.district.#1.people", "missing"),
        ("population.ages.people={ by_age = [[0, 0]] }", "population.ages.people", "nobody of any age"),
        ("population.ages.people={ by_age = [[0, 1], [110, 1]] }", "population.ages.people", "from 110 years"),
        ("population.ages.people={ by_age = [[0, 1], [2.5, 1]] }", "population.ages.people", "from 2.5 years"),
        ("population.ages.people={ by_age = [[0, 9], [19, 1]] }", "population.ages.people", "90% of people younger"),
        ("population.household.percent=[50, 50, 50, 0, 0]", "population.household.percent", "sum to 150"),
        ("population.household.percent=[50, 50]", "population.household.percent", "2 percentages"),
        ("population.household.mean_of_largest=4", "population.household.mean_of_largest", "4"),
        ("population.school.high school.share=1.2", "population.school.high school.share", "1.2"),
        ("population.school.high school.to=14", "population.school.high school.to", "younger than the youngest"),
        (f"population.school=[{SCHOOL}]", "population.school.x", 'ages 3 to 5, some of which "kindergarten" has'),
        ("population.work.employed=0.5", "population.work.employed", "50% of people aged 1 at work, besides 80%"),
        ("population.work.teams=[[1, 1]]", "population.work.teams", "1"),
        ("population.work.teams=[[5, 0.5], [3, 0.5]]", "population.work.teams", "sizes 5, 3"),
        ("population.work.teams=[[5, 0.5]]", "population.work.teams", "sum to 0.5"),
        ("population.commuting.away=2", "population.commuting.away", "2"),
        ('population.work.source="assumption"', "population.work.source", "assumption"),
        ("contacts.work.own_group=1.5", "contacts.work.own_group", "1.5"),
        ("contacts.community.assortativity=-1", "contacts.community.assortativity", "-1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key(change: str, key: str, found: str) -> None:
    with pytest.raises(BadInput) as refused:
        town(change)
    assert refused.value.key == key
    assert found in refused.value.found
    assert refused.value.accepted


@pytest.mark.parametrize("setting", ["home", "school", "work", "community"])
def test_every_setting_needs_contacts(setting: str) -> None:
    table = tomllib.loads(town().to_toml())
    del table["contacts"][setting]
    with pytest.raises(BadInput, match=rf"contacts\.{setting}: missing"):
        loads(tomli_w.dumps(table))


@pytest.mark.parametrize("setting", ["school", "work", "community"])
def test_contacts_need_a_number_or_a_matrix(setting: str) -> None:
    table = tomllib.loads(town().to_toml())
    del table["contacts"][setting]["per_day"]
    with pytest.raises(BadInput, match=rf"contacts\.{setting}\.per_day: missing"):
        loads(tomli_w.dumps(table))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("contacts.community.assortativity=0.1", "contacts.community.assortativity"),
        ('contacts.community={ source = "definition" }', "contacts.community"),
    ],
)
def test_mixed_populations_take_plain_contacts(change: str, key: str) -> None:
    mixed = TOWN.replace("korea", "x").replace('population = "x"', "") + (
        '[population]\nkind = "mixed"\npeople = 10\nsource = "definition"\n'
        '[contacts.community]\nsource = "definition"\n'
    )
    with pytest.raises(BadInput, match=key.replace(".", r"\.")):
        loads(mixed, overrides=[change])


def test_a_matrix_file_becomes_part_of_the_scenario(write: Writer) -> None:
    write(GRID, "grid.csv")
    file = write(TOWN + '[contacts.work]\nmatrix = "grid.csv"\n', "town.toml")
    scenario = loads(file.read_text(), file=str(file))
    assert scenario.contacts.work is not None
    assert scenario.contacts.work.matrix is not None
    assert scenario.contacts.work.matrix.starts == (0, 10)
    assert scenario.contacts.work.matrix.rows == ((1.0, 2.0), (3.0, 4.0))
    assert loads(scenario.to_toml(), file="elsewhere/town.toml").hash == scenario.hash


def test_another_matrix_makes_another_scenario(write: Writer) -> None:
    file = write(TOWN + '[contacts.work]\nmatrix = "grid.csv"\n', "town.toml")
    hashes = set()
    for last in "45":
        write(GRID.replace("4", last), "grid.csv")
        hashes.add(loads(file.read_text(), file=str(file)).hash)
    assert len(hashes) == 2


@pytest.mark.parametrize(
    ("content", "at", "found"),
    [
        ("", "line 1", "0 age bands"),
        ("age,0-9,10+\n0-9,1,2\n", "line 2", "1 rows under 2 bands"),
        ("age,0-9,10+\n0-9,1\n10+,3,4\n", "line 2", "1 numbers under 2 bands"),
        ("age,0-9,10+\n0-9,1,two\n10+,3,4\n", "line 2, column 3", '"two"'),
        ("age,0-9,10+\n0-9,1,2\n10+,-3,4\n", "line 3, column 2", "-3.0"),
        ("age,0-9,10+\n0-9,1,nan\n10+,3,4\n", "line 2, column 3", '"nan"'),
        ("age,0-9,10+\n10+,1,2\n0-9,3,4\n", "line 2, column 1", 'a row of "10+" where "0-9" is due'),
        ("age,10+,0-9\n10+,1,2\n0-9,3,4\n", "line 1, column 2", '"10+" where a band from 0 is due'),
        ("age,0-9,11+\n0-9,1,2\n11+,3,4\n", "line 1, column 3", '"11+" where a band from 10 is due'),
        ("age,0-9,10-19\n0-9,1,2\n10-19,3,4\n", "line 1, column 3", '"10-19" where a band from 10 is due'),
        ("age,0-9,old\n0-9,1,2\nold,3,4\n", "line 1, column 3", '"old"'),
    ],
)
def test_a_bad_matrix_is_one_message_with_file_and_place(write: Writer, content: str, at: str, found: str) -> None:
    write(content, "grid.csv")
    file = write(TOWN + '[contacts.work]\nmatrix = "grid.csv"\n', "town.toml")
    with pytest.raises(BadInput) as refused:
        loads(file.read_text(), file=str(file))
    assert refused.value.file.endswith("grid.csv")
    assert refused.value.key == at
    assert found in refused.value.found


def test_a_matrix_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"nowhere\.csv:file: no such file"):
        town("contacts.work.matrix=nowhere.csv")


def test_a_matrix_table_is_checked_like_a_file() -> None:
    with pytest.raises(BadInput, match=r"contacts\.work\.matrix: 1 rows under 2 bands"):
        town('contacts.work.matrix={ bands = ["0-9", "10+"], rows = [[1, 2]] }')


def test_matrices_have_one_set_of_age_bands(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GRID)
    (tmp_path / "b.csv").write_text(GRID.replace("0-9", "0-19").replace("10+", "20+"))
    with pytest.raises(BadInput, match=r"contacts\.work\.matrix: other age bands"):
        town(f'contacts.school.matrix="{tmp_path / "a.csv"}"', f'contacts.work.matrix="{tmp_path / "b.csv"}"')


def test_a_population_of_another_kind_starts_anew() -> None:
    contacts = '[contacts.community]\nper_day = 9\nsource = "test"\n'
    mine = loads(f'extends = "korea"\n[population]\nkind = "mixed"\npeople = 500\nsource = "test"\n{contacts}')
    assert isinstance(mine.population, Population)
    assert mine.population.people == 500
    same = loads('extends = "korea"\n[population]\nkind = "households"\npeople = 500\n')
    assert isinstance(same.population, Households)
