import json
import time
from pathlib import Path

import numpy as np
import pytest

from hyosan.analysis import Ending, ending_of
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput
from hyosan.world.codes import Act, Drive, Kind
from tests.analysis.small_run import CLASS, OUTBREAK, START, Happening, write_run

MIN = 60


def test_it_says_which_run_it_is(ending: Ending) -> None:
    assert (ending.run.scenario, ending.run.title, ending.run.seed, ending.run.people) == (
        "small",
        "A small school",
        7,
        8,
    )
    assert (ending.run.start, ending.run.reached, ending.run.status, ending.run.canon) == (
        START,
        START + 120 * MIN,
        "complete",
        False,
    )


def test_it_begins_with_the_first_trigger_and_ends_with_the_first_who_turned(ending: Ending) -> None:
    # The choice to seek the teacher (3) was taken up again when they met (4): told once.
    assert [moment.event for moment in ending.beginning] == [2, 4, 5, 6, 7, 8, 10]
    bully = ending.beginning[0]
    assert (bully.who, bully.other, bully.place, bully.drive, bully.runner_up) == (
        "Gwi-nam", "Jin-su", "Class 1-1", "cruelty", "obey",
    )  # fmt: skip


def test_how_the_place_fell(ending: Ending) -> None:
    fall = ending.fall
    assert [m.event if m else None for m in (fall.first_turned, fall.first_bite, fall.half, fall.last_infection)] == [
        10, 14, 32, 38,
    ]  # fmt: skip
    assert fall.peak is not None
    assert (fall.peak.start, fall.peak.infections, fall.peak.first.event, fall.peak.last.event) == (
        START + 60 * MIN, 3, 14, 38,
    )  # fmt: skip
    assert [(reached.floor, reached.infection.event) for reached in fall.floors] == [(1, 7), (2, 26)]


def test_the_transmission_tree(ending: Ending) -> None:
    tree = ending.tree
    assert (tree.infected, tree.generations, tree.infectors, tree.half_by) == (4, (1, 2, 1), 2, 1)
    (spreader,) = tree.spreaders
    assert (spreader.name, spreader.infectees, spreader.first.event, spreader.last.event) == ("Jin-su", 2, 14, 38)


def test_the_named_people_with_the_lineage_of_their_infection(ending: Ending) -> None:
    assert [person.name for person in ending.cast] == ["Byeong-chan", "Jin-su", "Gwi-nam", "On-jo", "Ha-ri"]
    onjo = ending.cast[3]
    assert (onjo.fate, onjo.infector, onjo.generation, onjo.place) == ("halfbie", "Kim A", 2, "Roof")
    assert [step.infection.event for step in onjo.lineage] == [26, 14, 7]
    caught = onjo.lineage[0]
    assert caught.doing is not None
    assert (caught.doing.event, caught.doing.kind) == (22, "shield")
    assert [moment.event for moment in caught.trigger] == [22, 19, 18]  # shield, alarm, decoy; hunts and holds left out
    assert [moment.event for moment in onjo.lineage[2].trigger] == [6, 5, 4]
    hari = ending.cast[4]
    assert (hari.fate, hari.decided, hari.generation, hari.lineage) == ("well", None, -1, ())


def test_who_is_together_at_the_end(ending: Ending) -> None:
    roof, school = ending.pockets[0], ending.pockets[1]
    assert (roof.place, roof.floor, roof.well, roof.infected) == ("Roof", 3, ("Ha-ri", "[bold]Lee[/bold]"), ("On-jo",))
    assert (roof.hunters, roof.safe_since) == (0, START + 120 * MIN)
    assert roof.barricade is not None
    assert roof.barricade.event == 35
    assert (school.place, school.infected, school.hunters, school.safe_since) == ("Class 1-1", ("Gwi-nam",), 1, None)
    assert ending.pockets[-1].is_outside
    assert [moment.event for moment in ending.departures] == [9]


def test_grief_is_that_of_those_who_have_a_mind(ending: Ending) -> None:
    (grief,) = ending.grief  # not the index case's, who has turned
    assert (grief.name, [loss.event for loss in grief.losses]) == ("Ha-ri", [41, 42])
    assert grief.sum == pytest.approx(1.15)


def test_what_remains(ending: Ending) -> None:
    remains = ending.remains
    assert (remains.hunters, remains.outside, remains.by_floor, remains.open) == (2, 0, {1: 1, 2: 1}, 1)
    assert [(h.name, h.place, h.became.event) for h in remains.halfbies] == [("On-jo", "Roof", 28)]
    assert [moment.event for moment in remains.risen] == [43]
    assert [moment.event for moment in remains.strains] == [27]


def test_turning_points_are_the_last_on_their_chain_with_most_of_its_people(ending: Ending) -> None:
    # Everything up to the injection has all five below it; of those the injection is the last.
    assert [(point.moment.event, point.lost) for point in ending.turning_points] == [(6, 5), (13, 2)]
    assert ending.turning_points[0].share == 5 / 8


def test_a_turning_point_by_somebody_infected_says_so(tmp_path: Path) -> None:
    fled = [
        Happening(0, Kind.BEGINNING, -1, value=8),
        Happening(1, Kind.INFECTION, 0, 1, 0, CLASS, 0.5),
        Happening(2, Kind.FLEE, 1, 1, place=CLASS, value=2, why=(Drive.FEAR, Act.STAY)),
        *(Happening(3, Kind.INFECTION, 2, infectee, 1, CLASS, 0.5) for infectee in (2, 3)),
    ]
    (point,) = ending_of(write_run(tmp_path, fled)).turning_points
    assert (point.moment.event, point.is_infected, point.lost) == (2, True, 2)


def test_without_a_final_place_people_are_where_they_were_last_recorded(tmp_path: Path) -> None:
    ending = ending_of(write_run(tmp_path, place_column="other"))
    together = {pocket.place: pocket.well + pocket.infected for pocket in ending.pockets}
    assert together == {
        "Roof": ("Ha-ri",), "Class 1-1": ("[bold]Lee[/bold]", "Gwi-nam"), "Corridor 2F-1": ("On-jo",),
        "Back lane": ("Park B",),
    }  # fmt: skip


def test_it_is_json(ending: Ending) -> None:
    told = json.loads(json.dumps(ending.to_json()))
    assert told["fates"]["well"] == 2
    assert told["cast"][3]["lineage"][0]["infection"]["event"] == 26


def test_a_run_in_which_nothing_happened(empty: RunRecord) -> None:
    ending = ending_of(empty)
    assert (ending.fates["well"], ending.beginning, ending.turning_points, ending.grief) == (8, (), (), ())
    assert (ending.tree.infected, ending.fall.half) == (0, None)


def test_a_run_without_its_chronicle_cannot_be_explained(tmp_path: Path) -> None:
    record = write_run(tmp_path, chronicle=False)
    with pytest.raises(BadInput, match="without --no-chronicle"):
        ending_of(record)


def test_a_run_that_has_not_ended_cannot_be_explained(tmp_path: Path) -> None:
    record = write_run(tmp_path, status="running")
    with pytest.raises(BadInput, match="resume"):
        ending_of(record)


def test_a_plain_scenario_without_a_cast_is_told_too(tmp_path: Path) -> None:
    people = write_run(tmp_path / "whole").people.select("id", "name")
    ending = ending_of(write_run(tmp_path / "bare", people=people, scenario='name = "small"\n'))
    assert (ending.run.title, ending.cast, ending.remains.hunters) == ("small", (), 2)


def test_many_events_take_little_time(tmp_path: Path) -> None:
    luck = np.random.default_rng(1)
    n = 150_000
    hunts = [
        Happening(80, Kind.HUNT, int(cause), 5, place=CLASS, value=1.0)
        for cause in np.arange(n) + len(OUTBREAK) - luck.integers(1, 40, n)
    ]
    record = write_run(tmp_path, [*OUTBREAK, *hunts])
    begun = time.process_time()
    ending = ending_of(record)
    assert time.process_time() - begun < 1.5  # 0.2 s on an ordinary machine
    assert ending.fates["halfbie"] == 1
