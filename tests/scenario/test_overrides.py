"""`--set key=value` changes one thing, addressed by names."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.errors import BadInput
from hyosan.scenario import load, loads
from hyosan.scenario.overrides import parse_override
from hyosan.world.codes import Door

from .conftest import SMALL, Writer


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("seed=3", ("seed",), 3),
        ("until=day 1 12:00", ("until",), "day 1 12:00"),
        ('until="day 1 12:00"', ("until",), "day 1 12:00"),
        ("period.lesson.from=08:10:00", ("period", "lesson", "from"), "08:10:00"),
        ('person."Mr. Cho".age=50', ("person", "Mr. Cho", "age"), 50),
        ("person.O'Neil.keys=true", ("person", "O'Neil", "keys"), True),
        ("a . b = [1, 2]", ("a", "b"), [1, 2]),
        ("bond.A -> B (love).strength=0.5", ("bond", "A -> B (love)", "strength"), 0.5),
        ("title=a=b", ("title",), "a=b"),
        ("title=", ("title",), ""),
    ],
)
def test_path_and_value_are_told_apart(text: str, path: tuple[str, ...], value: object) -> None:
    assert parse_override(text) == (path, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "seed",
        "=3",
        ".seed=3",
        "a..b=3",
        '"a=3',
        "seed\n=3",
        "se\udcffed=3",
        f"{'a.' * 999}b=1",
        f"a={'[' * 99}{']' * 99}",
    ],
)
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_override(text)
    assert caught.value.file == "--set"


def test_rows_are_addressed_by_their_names(small: Path) -> None:
    scenario = load(
        small,
        [
            "person.Ara.strength=0.9",
            'person."Mr. Cho".age=50',
            "passage.Corridor ~ Class 1-1.door=locked",
            "bond.Ara -> Bo-ram (friendship).strength=0.1",
            "pathogen.state.turned.speed=1.5",
            "pathogen.transition.bitten -> turned.wait.median=9 min",
            "mind.fear_half_life.value=1 h",
            "roster.grades.1.age=17",
        ],
    )
    assert (scenario.person[0].strength, scenario.person[2].age) == (0.9, 50)
    assert scenario.passage[0].door is Door.LOCKED
    assert scenario.bond[0].strength == 0.1
    assert scenario.pathogen.state[2].speed == 1.5
    assert scenario.pathogen.transition[0].wait.median == 540.0
    assert scenario.mind["fear_half_life"].value == 3600.0
    assert scenario.roster.grades[0].age == 17.0


def test_later_overrides_win(small: Path) -> None:
    assert load(small, ["seed=1", "seed=2"]).seed == 2


def test_rows_can_be_removed(small: Path) -> None:
    assert load(small, ["bond.Ara -> Bo-ram (friendship).remove=true"]).bond == ()


def test_references_can_be_overridden(small: Path, write: Writer) -> None:
    write('[[person]]\nname = "Ara"\nspeed = "6 m/s"', "catalog/people/extra.toml")
    assert load(small, ['people=["extra"]']).person[0].speed == 6.0


@pytest.mark.parametrize(
    ("text", "key", "suggestion"),
    [
        ("person.Arra.strength=0.9", "person.Arra", '"Ara"'),
        ("place.Ofice.floor=2", "place.Ofice", '"Office"'),
        ("seeed=1", "seeed", '"seed"'),
        ("person.Ara.strenght=0.5", "person.Ara.strenght", '"strength"'),
        ("pathogen.rise.decy=0.5", "pathogen.rise.decy", '"decay"'),
        ("person.Ara.name=Eve", "person.Ara.name", None),
        ("person.Ara=3", "person.Ara", None),
        ("seed.x=3", "seed", None),
        ("person=3", "person", None),
        ("extends=other", "extends", None),
        ("pathogen=nosuch", "pathogen", None),
        ('people=["nosuch"]', "people", None),
        ("passage.Corridor ~ Class 1-1.door=lokced", "passage.Class 1-1 ~ Corridor.door", '"locked"'),
    ],
)
def test_a_wrong_override_is_named(small: Path, text: str, key: str, suggestion: str | None) -> None:
    with pytest.raises(BadInput) as caught:
        load(small, [text])
    assert (caught.value.file, caught.value.key, caught.value.suggestion) == ("--set", key, suggestion)


PATHS = ("person.Ara.strength", "place", "pathogen", "passage.Corridor ~ Office", "roster.grades.1", "mind", "x")


def outcome(override: str) -> BadInput | None:
    """How the small scenario with an override is refused; None if it loads."""
    try:
        loads(SMALL, overrides=[override])
    except BadInput as error:
        return error
    return None


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.sampled_from(PATHS), st.text(".=~[]{}\"' #1ax", max_size=12), st.text(max_size=12))
def test_any_override_loads_or_is_bad_input(path: str, rest: str, value: str) -> None:
    for override in (f"{path}{rest}={value}", f"{path}={value}", f"{path}.{value}={rest}"):
        error = outcome(override)
        assert error is None or str(error).isprintable()
