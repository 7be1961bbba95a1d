import json

import pytest

from hyosan.analysis import story_of
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput


def entries(record: RunRecord, who: str) -> list[tuple[str, list[int], int | None]]:
    return [
        (entry.topic, [moment.event for moment in entry.moments], entry.trigger.event if entry.trigger else None)
        for entry in story_of(record, who).entries
    ]


def test_what_belongs_together_is_told_together(record: RunRecord) -> None:
    assert entries(record, "On-jo") == [
        ("waiting", [16], 13),
        ("choice", [22, 24, 25, 26, 27], 21),
        ("halfbie", [28], None),
        ("mourned", [41], None),
    ]


def test_the_hours_of_a_hunter_are_one_entry_until_its_course_goes_on(record: RunRecord) -> None:
    assert entries(record, "Kim A") == [
        ("grapple", [12, 13, 14], None),
        ("choice", [15], None),
        ("turned", [17], None),
        ("hunting", [20, 21, 23, 24, 25, 26, 28, 39], None),
        ("died", [40], None),
        ("mourned", [42], None),
        ("rose", [43], None),
    ]


def test_the_story_knows_the_person(record: RunRecord) -> None:
    story = story_of(record, "Ha-ri")
    assert (story.full_name, story.korean, story.unit, story.age, story.fate) == (
        "Jang Ha-ri",
        "장하리",
        "3-4",
        18,
        "well",
    )
    assert (story.place, story.decided, story.lineage) == ("Roof", None, ())
    assert story.grief == pytest.approx(1.15)


@pytest.mark.parametrize("who", ["On-jo", "on-JO", " nam  on-jo ", "남온조", "3"])
def test_a_person_is_found_by_any_name_or_the_id(record: RunRecord, who: str) -> None:
    assert story_of(record, who).name == "On-jo"


def test_an_unknown_name_is_refused_with_the_nearest(record: RunRecord) -> None:
    with pytest.raises(BadInput, match="did you mean On-jo") as refused:
        story_of(record, "Onjo")
    assert refused.value.file == "--who"
    with pytest.raises(BadInput, match="from 0 to 7"):
        story_of(record, "8")


def test_it_is_json(record: RunRecord) -> None:
    assert json.loads(json.dumps(story_of(record, "0").to_json()))["name"] == "Byeong-chan"
