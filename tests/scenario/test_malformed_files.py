"""Files that are none, or that refer to what is not there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.errors import BadInput, EnvironmentProblem
from hyosan.scenario import load, toml_file

from .conftest import SMALL, Writer
from .malformed import Case, check, instead, outcome

CASES: dict[str, Case] = {
    # --- the file as a whole
    "empty": ("", "file", "an empty file", "TOML", None),
    "only a comment": ("# nothing", "title", "missing", "a text", None),
    "no TOML": ("just words", "line 1, column 6", "Expected", "valid TOML", None),
    "an open bracket": (SMALL + "[mind", "end of file", "twice", "valid TOML", None),
    "a key given twice": (
        instead("seed = 7", "seed = 7\nseed = 8"),
        "line 8, column 9",
        "overwrite",
        "TOML",
        None,
    ),
    "a text without quotes": (
        instead('"1 min"', "1 min"),
        "line 5, column 10",
        "Expected",
        "in quotes",
        None,
    ),
    "arrays too deep": (f"x = {'[' * 5000}{']' * 5000}", "file", "too deep", "12 levels", None),
    "tables too deep": (f"{'.'.join('a' * 900)} = 1", "file", "too deep", "12 levels", None),
    "a number of 5,000 digits": (f"seed = {'9' * 5000}", "file", "digits", "at most 18", None),
    # --- references
    "extends a number": ("extends = 3", "extends", "3", "a scenario", None),
    "extends what is not there": (
        'extends = "hyosan-hihg"',
        "extends",
        "no scenario",
        "built-in",
        '"hyosan-high"',
    ),
    "a pathogen that is not there": (
        'pathogen = "janos"',
        "pathogen",
        "no catalog file",
        "catalog/pathogens",
        '"jonas"',
    ),
    "a reference that is no array": ('places = "kinds"', "places", '"kinds"', "an array of names", None),
    "a reference out of the catalog": (
        'places = ["../scenarios/x"]',
        "places",
        "no catalog file",
        "one of",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_it_is_told_in_one_message(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("content", "key", "found"),
    [
        (b"title = \xff", "line 1", "byte 0xff"),
        (b"\x7fELF\0\0\0", "file", "binary"),
        ("title = 1".encode("utf-16"), "file", "another encoding"),
        (b"", "file", "an empty file"),
        (b" \n\t\n", "file", "an empty file"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, key: str, found: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        load(path)
    assert (caught.value.file, caught.value.key) == (str(path), key)
    assert found in caught.value.found


def test_files_have_a_longest_size(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_file, "MAX_BYTES", 1_000)
    with pytest.raises(BadInput, match=r"small.toml:file: a longer file; at most 1,000 bytes"):
        load(small)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("no/such.toml", "no such file"),
        (".", "a folder"),
        (f"{'x' * 300}.toml", "cannot be read"),
        ("a\0b.toml", "cannot be read"),
        ("small.toml/x.toml", "cannot be read"),
    ],
)
def test_paths_that_hold_no_file(small: Path, name: str, found: str) -> None:
    with pytest.raises(BadInput) as caught:
        load(small.parent / name)
    assert found in caught.value.found


def test_an_unknown_name_suggests_a_built_in_one() -> None:
    with pytest.raises(BadInput, match=r'^hyosan-hihg:scenario: no scenario "hyosan-hihg"; a path .*"hyosan-high"\?$'):
        load("hyosan-hihg")


def test_a_forbidden_file_is_a_problem_of_the_environment(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem, match="not permitted"):
        load(small)


def test_circles_are_told(write: Writer) -> None:
    write('extends = "b.toml"', "a.toml")
    write('extends = "a.toml"', "b.toml")
    with pytest.raises(BadInput, match=r"b.toml:extends: a circle: \S+a.toml -> \S+b.toml -> \S+a.toml;"):
        load(write('extends = "b.toml"', "a.toml"))


def test_circles_of_pathogens_are_told(small: Path, write: Writer) -> None:
    write('base = "two"', "catalog/pathogens/one.toml")
    write('base = "one"', "catalog/pathogens/two.toml")
    with pytest.raises(BadInput, match=r"two.toml:base: a circle: one -> two -> one;"):
        load(small, ["pathogen=one"])


def test_a_catalog_file_holds_the_tables_of_its_folder(small: Path, write: Writer) -> None:
    write('[[persn]]\nname = "Dal"', "catalog/people/extra.toml")
    with pytest.raises(BadInput, match=r'extra.toml:persn: unknown key; known are .*did you mean "person"\?'):
        load(small, ['people=["extra"]'])


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(max_size=60), st.integers(0, len(SMALL)))
def test_any_text_loads_or_is_bad_input(text: str, at: int) -> None:
    error = outcome(SMALL[:at] + text)
    assert error is None or str(error).isprintable()
