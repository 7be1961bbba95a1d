"""Keys and values that no table takes."""

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import SMALL
from .malformed import Case, check, instead, outcome, refused, with_row

STUDENT = 'role = "student"\nunit = "1-1"\nage = 16\nsex = "m"\n'

CASES: dict[str, Case] = {
    # --- keys
    "an unknown key": (instead("seed = 7", "seeed = 7"), "seeed", "unknown key", "known are title", '"seed"'),
    "a misspelt extends": ('extend = "hyosan-high"', "extend", "unknown key", "known are title", '"extends"'),
    "a misspelt base": (
        instead("[pathogen]", '[pathogen]\nbse = "jonas"'),
        "pathogen.bse",
        "unknown key",
        "known are name",
        '"base"',
    ),
    "an unknown table": (f"{SMALL}\n[mnd]\nx = 1", "mnd", "unknown key", "mind", '"mind"'),
    "an unknown key of a row": (
        instead("strength = 0.4", "strenght = 0.4"),
        "person.Ara.strenght",
        "unknown key",
        "known are name",
        '"strength"',
    ),
    "an unknown key of an alias": (
        instead('from = "08:00"', 'form = "08:00"'),
        "period.lesson.form",
        "unknown key",
        "from",
        '"from"',
    ),
    "a missing key": (instead("cover = 0.3\n", ""), "place_kind.room.cover", "missing", "0 to 1", None),
    "no title": (instead('title = "Three rooms"', ""), "title", "missing", "Title", None),
    "no pathogen": (
        SMALL[: SMALL.index("[pathogen]")],
        "pathogen",
        "missing",
        "a name out of the catalog",
        None,
    ),
    "a row without a name": (with_row("person", STUDENT), "person.#4.name", "missing", "name", None),
    "a row that is no table": (
        instead("[[sound]]", "x = 1\n[[sound]]"),
        "passage.Corridor ~ Office.x",
        "unknown",
        "",
        None,
    ),
    "a table for rows": (SMALL.replace("[[sound]]", "[sound]"), "sound", "a table", "[[sound]]", None),
    "a number for a table": ("mind = 3\n" + SMALL[: SMALL.index("[mind]")], "mind", "3", "a table", None),
    "a removal in the first file": (
        with_row("person", 'name = "Dal"\nremove = true'),
        "person.Dal.remove",
        "nothing",
        "before",
        None,
    ),
    "a removal that is no removal": (
        with_row("sound", 'name = "crash"\nremove = 1'),
        "sound.crash.remove",
        "1",
        "true",
        None,
    ),
    # --- quantities
    "a bare number": (instead('"1 min"', "60"), "step", "60", '"1 min" (s, min, h, d)', None),
    "another kind of quantity": (
        instead('x = "0 m"', 'x = "0 s"'),
        "place.Class 1-1.x",
        "a duration",
        "a length",
        None,
    ),
    "an unknown unit": (
        instead('"9 m"', '"9 yards"'),
        "place.Class 1-1.width",
        '"9 yards"',
        "(cm, m, km)",
        None,
    ),
    "no width": (
        instead('width = "9 m"', 'width = "0 m"'),
        "place.Class 1-1.width",
        '"0 m"',
        "1 cm to",
        None,
    ),
    "a negative depth": (
        instead('"7.5 m"', '"-7.5 m"'),
        "place.Class 1-1.depth",
        '"-7.5 m"',
        "1 cm to",
        None,
    ),
    "a huge length": (instead('"7.5 m"', '"1e99 km"'), "place.Class 1-1.depth", '"1e99 km"', "100 km", None),
    "a time without a day": (
        instead('"day 1 12:00"', '"12:00"'),
        "until",
        '"12:00"',
        "day 1",
        '"day 1 12:00"',
    ),
    "an hour that is none": (instead('"day 1 12:00"', '"day 1 25:00"'), "until", "25:00", "a time", None),
    "a date that is none": (
        instead("seed = 7", 'start_date = "2022-02-30"'),
        "start_date",
        "2022",
        "ISO",
        None,
    ),
    # --- numbers
    "a text for a number": (instead("seed = 7", 'seed = "7"'), "seed", '"7"', "a whole number", None),
    "a fraction for a count": (instead("seed = 7", "seed = 7.5"), "seed", "7.5", "a whole number", None),
    "true for a number": (
        instead("cover = 0.3", "cover = true"),
        "place_kind.room.cover",
        "true",
        "0 to 1",
        None,
    ),
    "a number for true": (
        instead("furniture = true", "furniture = 1"),
        "place_kind.room.furniture",
        "1",
        "true or",
        None,
    ),
    "a negative seed": (instead("seed = 7", "seed = -1"), "seed", "-1", "from 0", None),
    "a share above 1": (
        instead("cover = 0.3", "cover = 1.3"),
        "place_kind.room.cover",
        "1.3",
        "0 to 1",
        None,
    ),
    "not a number": (
        instead("strength = 0.4", "strength = nan"),
        "person.Ara.strength",
        "nan",
        "0 to 1",
        None,
    ),
    "infinity": (
        instead("speed = 1.2", "speed = inf"),
        "pathogen.state.turned.speed",
        "inf",
        "a number",
        None,
    ),
    "a number beyond floats": (
        instead("base = 0.2", f"base = 1{'0' * 400}"),
        "behaviour.hide.base",
        "18 digits",
        "",
        None,
    ),
    "a huge float": (
        instead("base = 0.2", "base = 1e300"),
        "behaviour.hide.base",
        "1e+300",
        "a number",
        None,
    ),
    "a huge class": (instead("= 10.0", "= 1e9"), "roster.class_size_mean", "1000000000.0", "200", None),
    "a huge roster": (
        instead("class_size_mean", "teachers = 90_000\nstaff = 90_000\nclass_size_mean"),
        "roster",
        "180,010",
        "100,000",
        None,
    ),
    # --- texts
    "a blank name": (
        instead('name = "Ara"', 'name = " "'),
        "person. .name",
        '" "',
        "a text of 1 to 80",
        None,
    ),
    "a name of two lines": (
        instead('name = "Ara"', 'name = "A\\nb"'),
        "person.A\\nb.name",
        "A\\nb",
        "one line",
        None,
    ),
    "a very long name": (
        instead('"Three rooms"', f'"{"x" * 99_999}"'),
        "title",
        "99,999 characters",
        "10,000",
        None,
    ),
    "an escape sequence": (
        instead('name = "Ara"', 'name = "\\u001b[2J"'),
        "person.\\x1b[2J.name",
        "\\x1b",
        "one line",
        None,
    ),
    "an unknown word": (
        instead('"closed"', '"lokced"'),
        "passage.Class 1-1 ~ Corridor.door",
        "lokced",
        "none, open",
        '"locked"',
    ),
    "an unknown act": (instead('"hide"', '"hid"'), "behaviour.hid.act", '"hid"', "flee", '"hide"'),
    "an unknown drive": (instead('"fear"', '"Fear"'), "behaviour.hide.drive", '"Fear"', "habit", '"fear"'),
    "an unknown system": ('systems = ["noize"]\n' + SMALL, "systems.#1", '"noize"', "course", '"noise"'),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_it_is_told_in_one_message(case: Case) -> None:
    check(case)


def test_several_faults_give_the_first_and_how_many_more() -> None:
    error = refused(instead("seed = 7", "seed = -7").replace("cover = 0.3", "cover = 3").replace('"5 s"', '"9 s"'))
    assert (error.key, error.n_more) == ("seed", 2)
    assert str(error).endswith(" (and 2 more)")


VALUES = st.one_of(
    st.sampled_from(["", "x", "9 m", "-1 s", "day 1 08:00", "rest", "Ara", "\x1b", True, False, 0, -1, 10**30]),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.just([{}]),
    st.just([1, "x"]),
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All places of a TOML value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, part in items for inner in _paths(part, (*path, key)))]


PATHS = [path for path in _paths(tomllib.loads(SMALL)) if path]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_value_anywhere_loads_or_is_bad_input(path: tuple[Any, ...], value: Any) -> None:
    table = tomllib.loads(SMALL)
    around = table
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = value
    error = outcome(tomli_w.dumps(table))
    assert error is None or str(error).isprintable()
