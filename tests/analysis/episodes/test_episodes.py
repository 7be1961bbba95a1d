"""What the parts of a run tell: of named people in a run written by hand, and of a small school left to itself."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import hyosan
from hyosan.analysis.episodes import Episodes, Fact, episodes_of
from hyosan.analysis.episodes.part import Part
from hyosan.analysis.episodes.story import Story
from hyosan.analysis.episodes.strands import worth_reading
from hyosan.analysis.facts import facts_of
from hyosan.analysis.fates import fates_of
from hyosan.chronicle import RunRecord, open_run
from hyosan.errors import BadInput
from hyosan.world.codes import Act, Drive, Kind
from tests.analysis.small_run import CLASS, GWINAM, HARI, JINSU, KIM, LAB, LEE, ONJO, OUTBREAK, PARK, ROOF, H, write_run
from tests.worlds import SMALL_SCHOOL


def found(record: RunRecord) -> list[Fact]:
    """All facts of a run, taken as one part."""
    cast = range(5)
    facts = facts_of(record, worth_reading(cast))
    return Part(Story(facts, fates_of(facts.events, facts.n_people)), np.arange(len(facts.events))).found()


def of(topic: str, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.topic == topic]


def after(folder: Path, *more: H) -> list[Fact]:
    """All facts of the small outbreak with more that happened after it."""
    return found(write_run(folder, (*OUTBREAK, *more)))


def assert_law(record: RunRecord, episodes: Episodes) -> None:
    """Parts tile the run, and what a part tells rests on its own events."""
    manifest = record.manifest
    time = dict(record.events().select("id", "time").iter_rows())
    assert [part.start for part in episodes.parts] == [manifest.start, *(part.end for part in episodes.parts[:-1])]
    assert episodes.parts[-1].end == manifest.reached
    for part in episodes.parts:
        ids = [event for fact in part.facts for event in fact.evidence.events]
        assert all(part.start <= time[event] <= part.end for event in ids)
        assert all(time[event] < part.end or part is episodes.parts[-1] for event in ids)
        assert any(fact.evidence.n for fact in part.facts)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_parts_of_a_small_outbreak_keep_the_law(record: RunRecord, n: int) -> None:
    episodes = episodes_of(record, n)
    assert [part.number for part in episodes.parts] == list(range(1, n + 1))
    assert_law(record, episodes)


def test_twelve_parts_of_a_school_left_to_itself_keep_the_law(tmp_path: Path) -> None:
    run = hyosan.run(SMALL_SCHOOL, until="day 1 11:00", out=tmp_path / "run")
    record = open_run(run.folder)
    episodes = episodes_of(record, 12)
    assert_law(record, episodes)
    assert episodes_of(record, 12) == episodes


def test_the_beginning_is_told_with_what_led_to_it(record: RunRecord) -> None:
    told = [fact.moments[0].kind for fact in of("happened", found(record))]
    assert told[:4] == ["bully", "told", "inject", "strengthened"]  # talk that was listened to goes without saying
    assert "infection" not in told


def test_the_first_of_all_are_landmarks(record: RunRecord) -> None:
    events = {
        topic: [fact.evidence.events for fact in of(topic, found(record))] for topic in ("turned first", "bitten first")
    }
    assert events == {"turned first": [(10,)], "bitten first": [(14,)]}


def test_what_a_part_comes_to_is_counted(record: RunRecord) -> None:
    counts = episodes_of(record, 1).parts[0].facts[-1]
    assert dict(counts.figures) == {"infected": 4, "turned": 2, "died": 2, "well": 3, "people": 8}
    parts = [dict(part.facts[-1].figures) for part in episodes_of(record, 3).parts]
    assert [sum(part[word] for part in parts) for word in ("infected", "turned", "died")] == [4, 2, 2]
    assert parts[-1]["well"] == 3


def test_the_cast_is_told_of_those_who_were_infected_in_the_part_and_what_came_of_it(tmp_path: Path) -> None:
    later = (H(76, Kind.TURNED, 38, GWINAM, JINSU, CLASS), H(77, Kind.INFECTION, 43, HARI, KIM, ROOF, 0.5))
    (caught,) = of("caught", after(tmp_path, *later))
    assert [(m.kind, m.who) for m in caught.moments] == [
        ("infection", "On-jo"), ("infection", "Gwi-nam"), ("infection", "Ha-ri"), ("turned", "Gwi-nam"),
    ]  # fmt: skip
    assert caught.evidence.events == (26, 38, 44, 45)


def test_a_choice_of_the_cast_is_told_once_with_how_often(tmp_path: Path) -> None:
    again = [H(80 + i, Kind.GO_BACK, 28, HARI, ONJO, ROOF, why=(Drive.CARE, Act.HIDE)) for i in range(3)]
    (act,) = [fact for fact in of("act", after(tmp_path, *again)) if fact.moments[0].kind == "go_back"]
    assert (act.n, act.evidence.events) == (3, (44, 45, 46))


def test_what_is_between_two_of_the_cast_is_told_once(tmp_path: Path) -> None:
    parted = (H(80, Kind.PARTED, 43, HARI, ONJO, ROOF), H(80, Kind.PARTED, 43, ONJO, HARI, ROOF))
    (tie,) = [fact for fact in of("tie", after(tmp_path, *parted)) if fact.moments[0].kind == "parted"]
    assert tie.evidence.events == (44,)


def test_several_whom_one_of_the_cast_lost_are_told_together(record: RunRecord) -> None:
    (ties,) = [fact.moments for fact in of("tie", found(record)) if fact.moments[0].who == "Ha-ri"]
    assert [moment.other for moment in ties] == ["On-jo", "Kim A"]


def test_a_choice_of_somebody_infected_says_so(tmp_path: Path) -> None:
    apart = H(80, Kind.LEAVE_GROUP, 28, ONJO, place=ROOF, why=(Drive.CARE, Act.HIDE))
    acts = {fact.moments[0].kind: fact.kind for fact in of("act", after(tmp_path, apart))}
    assert acts == {"leave_group": "halfbie", "shield": ""}


def test_places_are_told_where_most_were_lost(tmp_path: Path) -> None:
    assert of("struck", after(tmp_path / "few")) == []
    many = [H(61.5, Kind.INFECTION, 13, who, KIM, LAB, 0.5) for who in (PARK, LEE, HARI, GWINAM, ONJO)]
    (struck,) = of("struck", found(write_run(tmp_path / "many", (*OUTBREAK[:15], *many))))
    assert struck.places == (("Science lab", 6),)


def test_floors_are_told_when_they_are_reached(record: RunRecord) -> None:
    (reached,) = of("reached", found(record))
    assert (reached.places, reached.evidence.events) == ((("floor 2", 1),), (26,))


def test_where_the_cast_is_who_are_well_is_told(record: RunRecord) -> None:
    (last,) = of("whereabouts", episodes_of(record, 1).parts[0].facts)
    assert [(moment.who, moment.place) for moment in last.moments] == [("Ha-ri", "Roof")]


def test_what_the_authorities_reckon_with_is_told_beside_the_truth(tmp_path: Path) -> None:
    later = (
        H(80, Kind.ACTUAL, 10, place=CLASS, value=9), H(80, Kind.ASSESSED, 44, place=CLASS, value=2),
        H(90, Kind.ACTUAL, 10, place=CLASS, value=30), H(90, Kind.ASSESSED, 46, place=CLASS, value=4),
        H(90, Kind.ACTUAL, 10, place=ROOF, value=5), H(90, Kind.ASSESSED, 48, place=ROOF, value=5),
    )  # fmt: skip
    (reckoned,) = of("reckoned", after(tmp_path, *later))
    assert dict(reckoned.figures) == {"assessed": 9, "actual": 35}
    assert reckoned.evidence.events == (46, 47, 48, 49)


KINDS_TO_COME = [kind for kind in Kind if 23 <= kind <= 31 or 104 <= kind <= 119 or 124 <= kind <= 132]


@pytest.mark.parametrize("who", [ONJO, LEE], ids=["cast", "others"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS_TO_COME if kind not in (Kind.ASSESSED, Kind.ACTUAL)])
def test_whatever_authorities_and_months_record_is_told(tmp_path: Path, kind: Kind, who: int) -> None:
    facts = after(tmp_path, H(80, kind, 43, who, PARK, ROOF, 1.0), H(81, kind, 44, who, KIM, ROOF, 0.0))
    assert {44, 45} <= {event for fact in facts for event in fact.evidence.events}


def test_a_run_that_kept_no_events_has_no_parts(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="without --no-chronicle"):
        episodes_of(write_run(tmp_path, chronicle=False), 2)


def test_some_of_the_facts_are_those_among_all_of_them(record: RunRecord) -> None:
    whole = facts_of(record)
    some = facts_of(record, pl.col("kind").is_in(["inject", "infection", "bite", "flee"]))
    assert [whole.events.kind[event] for event in some.events.id] == some.events.kind.tolist()
    by_row = [some.events.id[cause] if cause >= 0 else -1 for cause in some.events.cause]
    causes = whole.events.cause[some.events.id]
    assert by_row == [cause if cause in some.events.id else -1 for cause in causes]
    choice = whole.choices.row[some.events.id]
    assert (some.choices.row >= 0).tolist() == (choice >= 0).tolist()
    assert (choice >= 0).sum() == 2  # to inject, and to flee
    for table in ("drive", "runner_up"):
        of_some, of_all = (getattr(each.choices, table) for each in (some, whole))
        assert of_some[some.choices.row[choice >= 0]].tolist() == of_all[choice[choice >= 0]].tolist()
