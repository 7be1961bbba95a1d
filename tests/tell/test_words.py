from dataclasses import replace
from pathlib import Path

import pytest

from hyosan.analysis import Ending, ending_of, story_of
from hyosan.analysis.fates import Fate
from hyosan.analysis.moments import ACTS, Moment
from hyosan.chronicle import RunRecord
from hyosan.tell import people, tale, words
from hyosan.tell.clauses import at, clause, clock, counted, doing, ids, listed, sentence
from hyosan.tell.phrases import DID, FATES, INSTEAD, OUT_OF
from hyosan.world.codes import Drive, Kind
from tests.analysis.small_run import JINSU, LAB, OUTBREAK, Happening, write_run

MOMENT = Moment(12, 43500, "flee", who="On-jo", place="Class 2-5", to="Roof", drive="fear", runner_up="hide")


def test_every_code_has_its_words() -> None:
    assert {kind.name.lower() for kind in Kind} - {"beginning"} == set(DID)
    assert {act.name.lower() for act in ACTS} == set(INSTEAD)
    assert {drive.name.lower() for drive in Drive} == set(OUT_OF)
    assert {fate.name.lower() for fate in Fate} == set(FATES)


def test_times() -> None:
    assert clock(12 * 3600 + 7 * 60) == "day 1 12:07"
    assert clock(86400 + 61, seconds=True) == "day 2 00:01:01"
    assert clock(86400 + 61, "2026-11-30") == "2026-12-01 00:01"


def test_lists_and_numbers() -> None:
    assert [listed(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
    assert listed(["A", "B", "C", "D"], most=2) == "A, B and 2 others"
    assert listed(["A", "B", "C"], most=2) == "A, B and C"  # "1 others" would save nothing
    assert [counted(n, "person", "people") for n in (0, 1, 1200)] == ["0 people", "1 person", "1,200 people"]


def test_event_ids() -> None:
    moments = [replace(MOMENT, event=event) for event in (5, 3, 3, 9)]
    assert ids(moments) == "[#3, #5, #9]"
    assert ids(moments, most=2) == "[#3 … #9, 3 events]"
    assert ids([]) == ""


def test_places_take_their_preposition() -> None:
    assert [at(place) for place in ("Class 2-5", "Roof", "West stairs 1F", "Main gate", None)] == [
        "in Class 2-5", "on Roof", "on West stairs 1F", "at Main gate", "",
    ]  # fmt: skip


def test_a_choice_says_what_decided_it_and_what_came_second() -> None:
    assert sentence(MOMENT) == (
        "On-jo fled from Class 2-5 towards Roof (out of fear; would otherwise have hidden) [#12]"
    )
    assert sentence(replace(MOMENT, to=None, runner_up=None)) == "On-jo fled in Class 2-5 (out of fear) [#12]"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (Moment(1, 0, "infection", "A", None, "Lab"), "was infected in Lab"),
        (Moment(1, 0, "infection", "A", "B", "Lab"), "was infected by B in Lab"),
        (Moment(1, 0, "told", "A", "B", "Lab"), "was told of the danger by B in Lab"),
        (Moment(1, 0, "told", "A", "B", "Lab", 2.0), "was confided in by B in Lab"),
        (Moment(1, 0, "door_broken", "A", to="Lab and Hall"), "broke down the door between Lab and Hall"),
        (Moment(1, 0, "died", "A"), "died"),
        (Moment(1, 0, "something_new", "A"), "something new"),
    ],
)
def test_clauses(moment: Moment, expected: str) -> None:
    assert clause(moment) == expected


def test_what_somebody_was_about() -> None:
    assert doing(replace(MOMENT, kind="go_back", other="Ha-ri")) == "going back for Ha-ri"


def test_the_headline(ending: Ending) -> None:
    assert words.headline(ending) == (
        "3 of 8 people were never infected and made it: 2 inside, 1 off the grounds. Of the 5 named people, Ha-ri did. "
        "1 other was infected and became a halfbie."
    )


def test_how_it_began(ending: Ending) -> None:
    texts = [f"{line.label} {line.text}" for line in words.beginning(ending)]
    assert texts[0] == (
        "day 1 08:02 Gwi-nam bullied Jin-su in Class 1-1 (out of cruelty; would otherwise have gone on as usual) [#2]"
    )
    assert texts[3] == (
        "day 1 08:05 Byeong-chan injected Jin-su in Science lab (out of care; would otherwise have gone on as usual) "
        "[#6, #7]"
    )
    assert len(texts) == 6


def test_how_it_spread_is_in_order_of_time(ending: Ending) -> None:
    assert [line.text for line in words.spread(ending)] == [
        "The worst ten minutes began, with 3 infections [#14, #38]",
        "Kim A was infected by Jin-su in Class 1-1 [#14]",
        "From floor 1 it had spread to floor 2 [#26]",
        "Half of all people were infected or dead, 4 min after the first bite [#32]",
        "The last infection: Gwi-nam was infected by Jin-su in Class 1-1 [#38]",
    ]


def test_the_named_people_are_a_table_with_the_best_fates_first(ending: Ending) -> None:
    rows = [people.cast_row(ending, person) for person in people.cast(ending)]
    assert [row[0] for row in rows] == ["Ha-ri", "Gwi-nam", "On-jo", "Jin-su", "Byeong-chan"]
    assert rows[2] == (
        "On-jo", "halfbie", "day 1 09:04", "Corridor 2F-1", "Kim A", "shielding Ha-ri", "[#26, #28]",
    )  # fmt: skip
    assert rows[4] == ("Byeong-chan", "dead", "day 1 09:05", "Science lab", "Jin-su", "", "[#32]")
    assert [f"{line.label}: {line.text}" for line in people.lineages(ending)] == [
        "Gwi-nam: Jin-su [#7, #38]",
        "On-jo: Kim A ← Jin-su [#7, #14, #26]",
    ]


def test_who_made_it(ending: Ending) -> None:
    assert [f"{line.label}: {line.text}" for line in people.survivors(ending)] == [
        "Roof, floor 3: Ha-ri and [bold]Lee[/bold], with On-jo (infected); no hunter there since day 1 10:00; "
        "last barricaded by Ha-ri at day 1 09:07 [#35]",
        "Off the grounds: Park B, all before anybody had turned [#9]",
    ]


def test_of_many_places_with_survivors_the_rest_is_counted(ending: Ending) -> None:
    roof = next(pocket for pocket in ending.pockets if len(pocket.well) > 1)
    many = replace(ending, pockets=(roof,) * (people.MOST_POCKETS + 3))
    lines = people.survivors(many)
    assert [line.label for line in lines].count("Roof, floor 3") == people.MOST_POCKETS
    assert lines[people.MOST_POCKETS].text == "6 people in 3 other places."


def test_turning_points_grief_and_what_remains(ending: Ending) -> None:
    assert [line.text for line in words.turning_points(ending)][1] == (
        "Jin-su bit Kim A in Class 1-1: 2 people (25%) [#13]"
    )
    assert [f"{line.label} {line.text}" for line in words.grief(ending)] == [
        "1.1 Ha-ri lost On-jo and Kim A [#41, #42]"
    ]
    assert words.remains(ending) == [
        "2 hunters were on the grounds at day 1 10:00.",
        "1 person is infected and may still turn.",
        "1 halfbie: On-jo (Roof) [#28].",
        "Rose again after death: Kim A [#43]",
        "1 new strain arose, in On-jo [#27]",
    ]


def test_dates_are_used_where_the_scenario_has_them(tmp_path: Path) -> None:
    ending = ending_of(write_run(tmp_path, start_date="2026-05-04"))
    assert words.beginning(ending)[0].label == "2026-05-04 08:02"


def test_a_story_in_lines(record: RunRecord) -> None:
    story = story_of(record, "On-jo")
    assert tale.summary(story) == "Halfbie at day 1 09:04 in Corridor 2F-1, infected by Kim A [#28]"
    assert [f"{line.label} {line.text}" for line in tale.lines(story)] == [
        "day 1 09:01:12 Hid in Corridor 2F-1 (out of fear; would otherwise have gone back for somebody), "
        "after Jin-su bit Kim A in Class 1-1 [#13, #16]",
        "day 1 09:02:24 On-jo took the hunter's hold in place of Ha-ri in Corridor 2F-1 (out of care; would otherwise "
        "have hidden), after Kim A caught Ha-ri in Corridor 2F-1; Kim A bit On-jo in Corridor 2F-1; On-jo was the "
        "first to carry a new strain in Corridor 2F-1 [#21, #22, #24, #25, #26, #27]",
        "day 1 09:04:00 Became a halfbie in Corridor 2F-1 [#28]",
        "day 1 09:10:00 Missed by Ha-ri [#41]",
    ]
    assert [line.text for line in tale.lineage(story)] == [
        "On-jo was infected by Kim A in Corridor 2F-1 while shielding Ha-ri, after [bold]Lee[/bold] set off an alarm "
        "in Corridor 2F-1 [#19, #22, #26]",
        "Kim A was infected by Jin-su in Class 1-1 [#14]",
        "Jin-su was infected in Science lab, after Byeong-chan injected Jin-su in Science lab (out of care; would "
        "otherwise have gone on as usual) [#6, #7]",
    ]


def test_the_hours_of_a_hunter_in_one_line(record: RunRecord) -> None:
    story = story_of(record, "Kim A")
    assert "As one of the turned, bit On-jo [#25]" in [line.text for line in tale.lines(story)]
    assert tale.summary(story).startswith("Turned; rose again at day 1 09:15 in Corridor 2F-1")


def test_a_survivor_has_no_chain(record: RunRecord) -> None:
    story = story_of(record, "Ha-ri")
    assert tale.summary(story) == "Never infected; at the end on Roof."
    assert tale.lineage(story) == []


def test_whoever_seeks_somebody_has_talked_when_they_met(record: RunRecord, tmp_path: Path) -> None:
    def told(run: RunRecord) -> list[str]:
        lines = [line.text for line in tale.lines(story_of(run, "Jin-su"))]
        return [line[: line.index(" (")] for line in lines if "talk" in line.casefold()]

    assert told(record) == ["Talked to Byeong-chan in Science lab"]
    on_the_way = [*OUTBREAK[:4], Happening(3.5, Kind.MOVE, 3, JINSU, place=LAB), *OUTBREAK[4:5]]
    assert told(write_run(tmp_path, on_the_way)) == [
        "Set out to talk to Byeong-chan", "Talked to Byeong-chan in Science lab",
    ]  # fmt: skip
