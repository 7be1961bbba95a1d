"""Runs in parts, in words: sentences that name their events, titles from what is particular."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hyosan.analysis.episodes import Episode, Episodes, Evidence, Fact, episodes_of
from hyosan.analysis.episodes.strands import CAST_FATES, COUNTED
from hyosan.analysis.episodes.telling import TELLING, TELLING_OF_CASES
from hyosan.analysis.moments import Moment
from hyosan.analysis.run_facts import RunFacts
from hyosan.chronicle import RunRecord
from hyosan.tell import outbreak_parts, story_parts, terminal
from hyosan.tell.episode_phrases import MANY, OF_NOBODY, TITLES, TITLES_OF_MANY
from hyosan.tell.episodes import Part, paragraph, span, told_in_parts
from hyosan.tell.phrases import DID
from hyosan.world.codes import Kind
from tests.analysis.small_outbreak import write_outbreak

RUN = RunFacts("small", "A small school", "", 7, 8 * 3600, 86_400, 86_400, None, "complete", False, 8)
NOON = 12 * 3600


def moment(kind: str, **more: object) -> Moment:
    return replace(Moment(12, NOON, kind, who="On-jo", other="Ha-ri", place="Roof"), **more)


def fact(topic: str, *moments: Moment, n: int = 1, weight: float = 1.0, **more: object) -> Fact:
    return replace(Fact(topic, weight, NOON, Evidence((12,), n), tuple(moments), n=n), **more)


def said(told: Fact) -> str:
    return {**outbreak_parts.SENTENCES, **story_parts.SENTENCES}[told.topic](told, lambda time: "at 12:00")


def test_every_kind_that_is_told_has_its_words() -> None:
    counted = {kind.name.lower() for kind in {*COUNTED, *CAST_FATES}}
    assert counted <= set(MANY)
    assert set(MANY) == set(TITLES_OF_MANY)
    weighed = {kind.name.lower() for kind in TELLING}
    assert weighed <= set(TITLES)
    assert counted <= weighed
    assert set(OF_NOBODY) <= set(DID)
    assert {kind.name.lower() for kind in TELLING_OF_CASES} == set(outbreak_parts.OF_CASES)
    assert set(outbreak_parts.FIRST_TITLES) == set(outbreak_parts.OF_CASES) - {"recovered"}


def test_all_phrases_can_be_filled_in() -> None:
    for word in MANY:
        many = fact("many", moment(word), moment(word, who="Ha-ri"), n=2, kind=word, figures=(("people", 2),))
        assert "{" not in said(many)
        assert "{" not in story_parts.TITLES_BY_TOPIC["many"](many)
    for word in TITLES:
        assert "{" not in story_parts.TITLES_BY_TOPIC["happened"](fact("happened", moment(word)))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            fact("act", moment("shield", drive="care", runner_up="hide"), n=2, kind="infection"),
            "At 12:00 On-jo, already infected, took the hunter's hold in place of Ha-ri on Roof, out of care, "
            "2 times in all",
        ),
        (fact("bitten first", moment("infection")), "At 12:00 On-jo was the first to be bitten, by Ha-ri on Roof"),
        (
            fact("caught", moment("infection"), moment("infection", who="Wu-jin", place="Class 2-5"), moment("turned")),
            "On-jo was infected on Roof and Wu-jin in Class 2-5; On-jo turned",
        ),
        (
            fact("caught", moment("infection"), moment("turned")),
            "At 12:00 On-jo was infected by Ha-ri on Roof and turned",
        ),
        (fact("tie", moment("lost"), moment("lost", other="Wu-jin"), n=2), "On-jo lost Ha-ri and Wu-jin"),
        (fact("tie", moment("parted"), moment("parted"), n=2), "At 12:00 On-jo parted from Ha-ri on Roof"),
        (
            fact("struck", n=9, places=(("Class 2-5", 6), ("Roof", 3))),
            "Hardest hit were Class 2-5 (6 people infected or killed) and Roof (3)",
        ),
        (
            fact("reached", n=3, places=(("floor 2", 1), ("Dongmun", 1), ("floor 1", 1))),
            "It reached floors 2 and 1 and Dongmun",
        ),
        (
            fact("many", *[moment("saw_afar", who=who) for who in ("On-jo", "Dae-su")], n=2, kind="saw_afar",
                 places=(("Hill", 2),), figures=(("people", 2),)),
            "On-jo and Dae-su saw a fire far away in Hill",
        ),
        (
            fact("many", moment("evacuated"), n=1200, kind="evacuated", places=(("Gate", 700),),
                 figures=(("people", 1200),)),
            "1,200 people were evacuated, mostly at Gate",
        ),
        (
            fact("many", moment("ordered", to="lockdown"), moment("ordered", to="cordon"), n=3, kind="ordered",
                 figures=(("people", 2),)),
            "The authorities ordered lockdown and cordon",
        ),
        (fact("happened", moment("ordered", who=None, to="bombing")), "At 12:00 the authorities ordered bombing"),
        (
            fact("reckoned", figures=(("assessed", 4), ("actual", 1200))),
            "The authorities reckoned with 4 infected people; in truth there were 1,200",
        ),
        (
            fact("counts", figures=(("infected", 1), ("turned", 0), ("died", 2), ("well", 5), ("people", 8))),
            "In all 1 person was infected and 2 died; 5 of 8 were still well",
        ),
        (
            fact("counts", figures=(("infected", 0), ("turned", 0), ("died", 0), ("well", 5), ("people", 8))),
            "Nobody was infected or died; 5 of 8 were still well",
        ),
    ],
)  # fmt: skip
def test_facts_are_told_in_sentences(told: Fact, sentence: str) -> None:
    assert said(told) == sentence


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            fact("grew", figures=(("value", 6.31), ("lo", 5.9), ("hi", 6.8))),
            "New infections doubled every 6.31 d (5.9 to 6.8)",
        ),
        (
            fact("shifted", kind="school", figures=(("share", 0.4), ("usual", 0.31))),
            "40% of the infections passed on happened in class, against 31% in the whole outbreak",
        ),
        (fact("first", n=1, kind="hospitalised"), "The first was taken to hospital at 12:00"),
        (fact("first", n=7, kind="died"), "The first died at 12:00, 7 in all by the end of it"),
        (
            fact("course", figures=(("onset", 1), ("hospitalised", 2), ("died", 1))),
            "1 person fell ill, 2 were taken to hospital and 1 died",
        ),
        (
            fact("began", places=(("school closure", 2), ("masks", 0))),
            "School closure (in 2 districts) and masks began at 12:00",
        ),
    ],
)
def test_facts_of_outbreaks_are_told_in_the_words_of_the_field(told: Fact, sentence: str) -> None:
    assert said(told) == sentence


def part_of(*facts: Fact, number: int = 1, start: int = 0, end: int = 3600) -> Episode:
    return Episode(number, start, end, facts)


def titles(*parts: Episode) -> list[str]:
    return [part.title for part in told_in_parts(Episodes(RUN, parts)).parts]


def test_a_title_comes_from_the_most_telling_fact_that_other_parts_do_not_tell_too() -> None:
    struck = fact("struck", weight=7, n=6, places=(("Roof", 6),))
    fires = fact("happened", moment("light_fire"), weight=5)
    assert titles(part_of(struck, fires), part_of(struck), part_of(struck)) == [
        "A fire on Roof", "Roof is overrun", "Roof is overrun",
    ]  # fmt: skip


def test_titles_differ_as_long_as_a_part_has_another_fact() -> None:
    turned = fact("became", moment("halfbie"), weight=9)
    counts = fact("counts", weight=0, figures=(("infected", 2), ("turned", 0), ("died", 0), ("well", 5), ("people", 8)))
    assert titles(part_of(turned), part_of(turned, counts)) == ["On-jo becomes a halfbie", "2 more are infected"]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (NOON, NOON + 3600, "day 1 12:00 to 13:00 (1 h)"),
        (NOON, NOON + 95, "day 1 12:00:00 to 12:01:35 (1 min 35 s)"),
        (NOON, NOON + 86_400 + 60, "day 1 12:00 to day 2 12:01 (1 d)"),
        (0, 3 * 86_400, "day 1 to day 3 (3 d)"),
        (86_400, 2 * 86_400, "day 2 (1 d)"),
    ],
)
def test_the_time_of_a_part_is_told_as_closely_as_it_is_short(start: int, end: int, text: str) -> None:
    assert span(RUN, part_of(start=start, end=end)) == text


def test_times_carry_the_day_only_where_the_part_spans_days() -> None:
    apart = fact("happened", moment("leave_group", other=None))
    long, short = part_of(apart, end=2 * 86_400), part_of(apart, end=86_400)
    text = [told_in_parts(Episodes(RUN, (part,))).parts[0].sentences[0].text for part in (long, short)]
    assert [each.split(" On-jo")[0] for each in text] == ["On day 1 at 12:00", "At 12:00"]


def test_a_paragraph_names_the_events_of_each_sentence() -> None:
    few = replace(fact("tie", moment("lost")), evidence=Evidence((3, 12), 2))
    many = replace(fact("tie", moment("lost")), evidence=Evidence((3, 99), 1_234))
    told = told_in_parts(Episodes(RUN, (part_of(few, many),))).parts[0]
    assert isinstance(told, Part)
    assert paragraph(told) == (
        "At 12:00 On-jo lost Ha-ri on Roof [#3, #12]. At 12:00 On-jo lost Ha-ri on Roof [#3 … #99, 1,234 events]."
    )


def test_a_run_in_parts_is_plain_data(record: RunRecord) -> None:
    found = json.loads(json.dumps(told_in_parts(episodes_of(record, 3)).to_json()))
    assert (found["scenario"], found["seed"], len(found["episodes"])) == ("small", 7, 3)
    first = found["episodes"][0]
    assert {"number", "title", "start", "end", "span", "sentences"} == set(first)
    assert {"text", "events", "n_events"} == set(first["sentences"][0])


def test_parts_are_printed_one_after_the_other(record: RunRecord, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_episodes(told_in_parts(episodes_of(record, 2)))
    lines = capsys.readouterr().out.splitlines()
    assert "small · seed 7 · day 1 08:00 to day 1 10:00 · 2 parts" in lines
    assert [line for line in lines if line[:2] in ("1.", "2.")] == [
        "1. Byeong-chan injects Jin-su", "2. On-jo and Gwi-nam are infected",
    ]  # fmt: skip
    assert any("[#10]" in line for line in lines)


def test_an_outbreak_is_told_by_the_day(tmp_path: Path) -> None:
    told = told_in_parts(episodes_of(write_outbreak(tmp_path, start_date="2026-03-01"), 1)).parts[0]
    text = paragraph(told)
    assert told.span == "2026-03-01 to 2026-03-14 (14 d)"
    assert "The first died on 2026-03-09 [#9]." in text
    assert "In all 6 infections, 0.429 a day, 100% of the outbreak's; 2 people were infected at the end of it" in text


def test_kinds_of_the_whole_tale_have_titles() -> None:
    assert {kind.name.lower() for kind in Kind if 104 <= kind <= 132} - {"actual"} <= set(TITLES)
