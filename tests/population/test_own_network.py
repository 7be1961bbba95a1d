"""Contact networks out of files: whom people meet, and one message for each fault."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.engine.rosters import counted_people
from hyosan.errors import BadInput
from hyosan.population import make_world
from hyosan.scenario import load
from hyosan.world.codes import Setting
from hyosan.world.network import Network
from hyosan.world.society import Society
from tests.engine.networks import TEXT, Edge, network

PEOPLE = "id,age,group,home\nAnn,40,West,h1\nBob,9,West,h1\nCho,41,East,h2\nDan,10,East,h2\nEve,39,West,h1\n"
EDGES: list[Edge] = [("Ann", "Bob", 2, "home"), ("Cho", "Ann", 0.5, "work"), ("Dan", "Bob", 1, "school")]
WEIGHTED = "from,to,weight,setting"
CALLS: list[Edge] = [("Ann", "Bob", 90, 10), ("Cho", "Ann", 0, 5), ("Ann", "Bob", 30, 1)]
TIMED = "from,to,time,duration"
IN_MINUTES = 'population.time_unit="min"'


def made(folder: Path, edges: list[Edge], *changes: str, columns: str = WEIGHTED, people: str | None = None) -> Society:
    world = make_world(network(folder, edges, *changes, columns=columns, people=people), 1)
    assert isinstance(world, Society)
    return world


def neighbours(network: Network, i: int) -> list[int]:
    return network.met[network.at[i] : network.at[i + 1]].tolist()


def test_people_are_sorted_by_group_and_home_and_keep_their_neighbours(tmp_path: Path) -> None:
    world = made(tmp_path, EDGES, people=PEOPLE)
    mixing = world.numbers.mixing
    assert world.crowd.age.tolist() == [40, 9, 39, 41, 10]
    assert world.district_names == ("West", "East")
    assert world.crowd.district.tolist() == [0, 0, 0, 1, 1]
    assert mixing.home.tolist() == [0, 0, 0, 1, 1]
    assert mixing.home_at.tolist() == [0, 3, 5]
    assert [neighbours(mixing.network, i) for i in range(5)] == [[1, 3], [0, 4], [], [0], [1]]
    per_day = np.round(mixing.network.reached_per_s * 86_400, 9).tolist()
    assert per_day == [2.0, 2.5, 2.0, 3.0, 0.5, 1.0]
    settings = [Setting(code).name for code in mixing.network.setting]
    assert settings == ["HOME", "WORK", "HOME", "SCHOOL", "WORK", "SCHOOL"]


def test_without_a_file_of_people_all_whom_edges_name_are_alike(tmp_path: Path) -> None:
    world = made(tmp_path, [("b", "a"), ("a", "c")], "population.age=7", columns="from,to")
    assert world.district_names == ("all",)
    assert world.crowd.age.tolist() == [7, 7, 7]
    assert len(world.numbers.mixing.home) == 0
    assert [neighbours(world.numbers.mixing.network, i) for i in range(3)] == [[1], [0, 2], [1]]
    assert world.numbers.mixing.network.reached_per_s[0] == pytest.approx(1 / 86_400)


def test_directed_edges_are_neighbours_of_one_end(tmp_path: Path) -> None:
    world = made(tmp_path, [("b", "a"), ("a", "b"), ("a", "c")], "population.directed=true", columns="from,to")
    assert [neighbours(world.numbers.mixing.network, i) for i in range(3)] == [[1], [0, 2], []]


def test_a_weight_of_zero_is_no_contact(tmp_path: Path) -> None:
    world = made(tmp_path, [("a", "b", 0), ("b", "c", 1)], columns="from,to,weight")
    assert [neighbours(world.numbers.mixing.network, i) for i in range(3)] == [[], [2], [1]]


def test_recorded_contacts_stand_in_the_order_of_their_times(tmp_path: Path) -> None:
    record = made(
        tmp_path, CALLS, IN_MINUTES, 'population.repeat_every="7 d"', "pathogen.transmission.per_contact=0.5",
        columns=TIMED,
    ).numbers.mixing.network  # fmt: skip
    assert record.begins[:3].tolist() == [0, 1800, 5400]
    assert record.lasts_s[:3].tolist() == [300.0, 60.0, 600.0]
    assert neighbours(record, 0) == [2, 1, 1]
    assert (record.longest_s, record.repeat_s) == (600, 604_800)


def test_people_are_called_what_their_file_calls_them(tmp_path: Path) -> None:
    roster = counted_people(made(tmp_path, EDGES, people=PEOPLE))
    assert roster["name"].to_list() == ["Ann", "Bob", "Eve", "Cho", "Dan"]


INDEX = 'importation=[{ name = "index", at = "day 1 08:00", %s }]'


def test_importations_name_people(tmp_path: Path) -> None:
    world = made(tmp_path, EDGES, INDEX % 'who = ["Cho", "Bob"]', people=PEOPLE)
    assert world.imports == [(28_800, 1), (28_800, 3)]


@pytest.mark.parametrize(
    ("index", "found"),
    [
        ('who = ["Zed"]', "who: nobody called Zed"),
        ('who = ["Ann", "Ann"]', 'who: "Ann" twice'),
        ('who = ["Ann"], people = 1', "people: besides who"),
        ('source = "x"', "source: unknown key"),
        ("who = []", "people: missing"),
    ],
)
def test_importations_that_name_nobody_are_refused(tmp_path: Path, index: str, found: str) -> None:
    with pytest.raises(BadInput, match=found):
        made(tmp_path, EDGES, INDEX % index, people=PEOPLE)


def test_people_of_mixed_populations_have_no_names() -> None:
    with pytest.raises(BadInput, match=r"importation\.ann\.who: names, of people who have none"):
        load("seir-mixed", ['importation=[{ name = "ann", at = "day 1 08:00", who = ["Ann"] }]'])


def test_parquet_files_do_as_well(tmp_path: Path) -> None:
    scenario = network(tmp_path, EDGES, columns=WEIGHTED, people=PEOPLE)
    pl.read_csv(tmp_path / "edges.csv").write_parquet(tmp_path / "edges.parquet")
    pl.read_csv(tmp_path / "people.csv").write_parquet(tmp_path / "people.parquet")
    text = (tmp_path / "network.toml").read_text().replace(".csv", ".parquet")
    (tmp_path / "network.toml").write_text(text)
    again = load(tmp_path / "network.toml", ["pathogen.transmission.per_contact=1.0"])
    one, other = (make_world(each, 1).numbers.mixing.network for each in (scenario, again))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("edge", "key", "found"),
    [
        (("Ann", "Zed", 1, "home"), "row 4, column to", '"Zed"'),
        (("Zed", "Ann", 1, "home"), "row 4, column from", '"Zed"'),
        (("Ann", "", 1, "home"), "row 4, column to", "missing"),
        (("Ann", "Ann", 1, "home"), "row 4, column to", '"Ann" twice'),
        (("Ann", "Dan", -1, "home"), "row 4, column weight", '"-1"'),
        (("Ann", "Dan", "", "home"), "row 4, column weight", "missing"),
        (("Ann", "Dan", "nan", "home"), "row 4, column weight", '"nan"'),
        (("Ann", "Dan", "often", "home"), "row 4, column weight", '"often"'),
        (("Ann", "Dan", 1, "gym"), "row 4, column setting", '"gym"'),
        (("Bob", "Ann", 1, "home"), "row 4, column to", '"Ann" again'),
        (("Ann", "Dan", 1, "home", "x"), "file", "cannot be read"),
    ],
)
def test_a_fault_of_an_edge_is_one_message(tmp_path: Path, edge: Edge, key: str, found: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(tmp_path, [*EDGES, edge], people=PEOPLE)
    assert refused.value.file.endswith("edges.csv")
    assert refused.value.key == key
    assert found in refused.value.found
    assert refused.value.accepted


@pytest.mark.parametrize(
    ("edge", "key", "found"),
    [
        (("Ann", "Dan", 1, 0), "row 4, column duration", '"0"'),
        (("Ann", "Dan", 1, -5), "row 4, column duration", '"-5"'),
        (("Ann", "Dan", 1, ""), "row 4, column duration", "missing"),
        (("Ann", "Dan", 1, "inf"), "row 4, column duration", '"inf"'),
        (("Ann", "Dan", -1, 1), "row 4, column time", '"-1"'),
        (("Ann", "Dan", "", 1), "row 4, column time", "missing"),
        (("Ann", "Dan", 10080, 1), "row 4, column time", '"10080"'),
    ],
)
def test_a_fault_of_a_recorded_contact_is_one_message(tmp_path: Path, edge: Edge, key: str, found: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(tmp_path, [*CALLS, edge], IN_MINUTES, 'population.repeat_every="7 d"', columns=TIMED)
    assert refused.value.key == key
    assert found in refused.value.found


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("Eve,39", "Ann,39", "row 5, column id", '"Ann" twice'),
        ("Eve,39", ",39", "row 5, column id", "missing"),
        ("Eve,39", "Eve,old", "row 5, column age", '"old"'),
        ("Eve,39,West,h1", "Eve,39,West,", "row 5, column home", "missing"),
        ("Eve,39,West", "Eve,39,East", "row 5, column group", '"East" unlike'),
        ("id,age", "id,years", "column years", "unknown column"),
    ],
)
def test_a_fault_of_a_person_is_one_message(tmp_path: Path, old: str, new: str, key: str, found: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(tmp_path, EDGES, people=PEOPLE.replace(old, new, 1))
    assert refused.value.file.endswith("people.csv")
    assert refused.value.key == key
    assert found in refused.value.found


@pytest.mark.parametrize(
    ("columns", "edge", "changes", "key"),
    [
        ("from,to,time,duration", ("a", "b", 1, 1), (), "population.time_unit"),
        ("from,to,time", ("a", "b", 1), (IN_MINUTES,), "column duration"),
        ("from,to,duration", ("a", "b", 1), (IN_MINUTES,), "column time"),
        ("from,to,weight,time,duration", ("a", "b", 1, 1, 1), (IN_MINUTES,), "column weight"),
        ("from,to", ("a", "b"), (IN_MINUTES,), "population.time_unit"),
        ("from,to", ("a", "b"), ('population.repeat_every="7 d"',), "population.repeat_every"),
        ("from,to,time,duration", ("a", "b", 1400000000, 20), ('population.time_unit="s"',), "column time"),
        ("from,too", ("a", "b"), (), "column too"),
        ("from", ("a",), (), "column to"),
        ("from,to,time,duration", ("a", "b", 1, 1), (IN_MINUTES,), "pathogen.transmission.per_contact"),  # is 1
        ("from,to,weight", ("a", "b", 1001), (), "row 1, column weight"),
    ],
)
def test_what_does_not_fit_the_scenario_is_told(
    tmp_path: Path, columns: str, edge: Edge, changes: tuple[str, ...], key: str
) -> None:
    with pytest.raises(BadInput) as refused:
        made(tmp_path, [edge], *changes, columns=columns)
    assert refused.value.key == key


def test_nobody_meets_too_many(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="101,000 contacts per day of hub; at most 100,000 of one person"):
        made(tmp_path, [("hub", k, 1000) for k in range(101)], columns="from,to,weight")


def test_a_network_without_edges_has_no_people(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="0 people"):
        made(tmp_path, [], columns="from,to")


def test_contacts_beside_a_network_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"contacts\.home: given beside a network"):
        network(tmp_path, EDGES, 'contacts.home={ per_day = 1, source = "definition" }', columns=WEIGHTED)


def test_files_that_have_changed_are_refused(tmp_path: Path) -> None:
    scenario = network(tmp_path, EDGES, columns=WEIGHTED)
    (tmp_path / "edges.csv").write_text("from,to\na,b\n")
    with pytest.raises(BadInput, match="other content"):
        make_world(scenario, 1)


def test_the_resolved_scenario_knows_the_content_of_the_files(tmp_path: Path) -> None:
    scenario = network(tmp_path, EDGES, columns=WEIGHTED, people=PEOPLE)
    assert scenario.to_toml().count("checksum") == 2
    (tmp_path / "network.toml").write_text(TEXT.replace("edges.csv", "none.csv"))
    with pytest.raises(BadInput, match=r"none\.csv:file: no such file"):
        load(tmp_path / "network.toml")
