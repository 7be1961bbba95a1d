"""Many runs: how often a claim holds, which reading they bear out, which answers they give."""

from pathlib import Path

import pytest

from hyosan.analysis.claims import EnsembleCheck
from hyosan.errors import BadInput
from hyosan.runs import check

from .small_story import SCENARIO, H, Happening, write_story

CLAIMS = """
[[claim]]
id = "M"
kind = "mechanism"
statement = "Somebody is bitten."
where = [{ event = "bite" }]

[[claim]]
id = "O"
kind = "observed"
statement = "Somebody is bitten, in most runs."
where = [{ event = "bite" }]

[[claim]]
id = "C"
kind = "canon"
statement = "Somebody is bitten, and rightly so."
where = [{ event = "bite" }]

[[claim]]
id = "D"
kind = "disputed"
statement = "Whether somebody is bitten or killed."
canon = "bitten"
[[claim.reading]]
name = "bitten"
accounts = ["A"]
where = [{ event = "bite" }]
[[claim.reading]]
name = "killed"
accounts = ["B", "C"]
where = [{ event = "kill" }]

[[claim]]
id = "Q"
kind = "open"
statement = "How many are infected?"
count = "?x"
where = [{ event = "infection", who = "?x" }]
[[claim.answer]]
name = "some"
where = [{ event = "infection" }]
[[claim.answer]]
name = "nobody"
not = { where = [{ event = "infection" }] }

[[claim]]
id = "U"
kind = "mechanism"
statement = "Something that no run can tell."
needs = { until = "day 1000 00:00" }
where = [{ event = "bite" }]
"""
BITE = [H("bite", "Jin-su", "I-sak"), H("infection", "I-sak", "Jin-su")]
KILL = [H("kill", "Jin-su", "I-sak")]


def checked(folder: Path, *runs: list[Happening], canon: bool = False) -> EnsembleCheck:
    """Some runs held against the claims above."""
    folder.mkdir(exist_ok=True)
    file = folder / "claims.toml"
    file.write_text(CLAIMS, encoding="utf-8")
    for seed, happenings in enumerate(runs, start=1):
        write_story(folder / "runs", happenings, seed=seed, canon=canon)
    (found,) = check(folder / "runs", file)
    assert isinstance(found, EnsembleCheck)
    return found


def test_shares_have_wilson_intervals(tmp_path: Path) -> None:
    found = checked(tmp_path, BITE, BITE, KILL, [])
    chance = found.tallies[0].chance
    assert chance is not None
    assert (chance.value, chance.lo, chance.hi) == pytest.approx((0.5, 0.15, 0.85), abs=0.005)
    assert (found.tallies[0].n_held, found.tallies[0].n_told) == (2, 4)


def test_what_kind_a_claim_is_says_how_often_it_must_hold(tmp_path: Path) -> None:
    one_in_three = checked(tmp_path / "a", BITE, KILL, [])
    assert {t.about.id: t.verdict for t in one_in_three.tallies if t.about.id in "MOC"} == {
        "M": "holds",
        "O": "fails",
        "C": "holds",
    }
    pinned = checked(tmp_path / "b", BITE, KILL, [], canon=True)
    assert {t.about.id: t.verdict for t in pinned.tallies if t.about.id in "MOC"} == {
        "M": "holds",
        "O": "fails",
        "C": "fails",
    }
    never = checked(tmp_path / "c", KILL, [])
    assert {t.verdict for t in never.tallies[:3]} == {"fails"}
    assert never.has_failed


def test_disputed_claims_have_a_share_for_each_reading(tmp_path: Path) -> None:
    tally = checked(tmp_path, BITE, KILL, [*KILL, *BITE], KILL).tallies[3]
    assert [(each.name, each.n, each.chance.value) for each in tally.readings] == [
        ("bitten", 2, 0.5),
        ("killed", 3, 0.75),
    ]
    assert tally.n_held == 2


def test_open_questions_have_a_distribution_of_answers(tmp_path: Path) -> None:
    tally = checked(tmp_path, BITE, BITE, BITE, []).tallies[4]
    assert (tally.verdict, tally.reading, tally.chance) == ("undecided", "some", None)
    assert [(each.name, each.n) for each in tally.readings] == [("some", 3), ("nobody", 1)]
    assert tally.numbers == (0, 1, 1, 1)


def test_what_no_run_can_tell_has_no_share(tmp_path: Path) -> None:
    tally = checked(tmp_path, BITE, []).tallies[5]
    assert (tally.verdict, tally.chance, tally.n_told) == ("undecided", None, 0)


def test_the_json_keeps_to_the_contract(tmp_path: Path) -> None:
    rows = checked(tmp_path, BITE, []).to_json()
    keys = {"id", "kind", "verdict", "reading", "p", "lo", "hi", "evidence"}
    assert all(keys <= row.keys() for row in rows)
    assert (rows[0]["p"], rows[0]["evidence"], rows[0]["evidence_run"]) == (0.5, [1], "small-story-1")
    assert rows[5]["p"] is None


def test_runs_of_different_scenarios_or_claims_are_kept_apart(tmp_path: Path) -> None:
    rows = '\n[[claim]]\nid = "{}"\nkind = "mechanism"\nstatement = "s"\nwhere = [{{ event = "bite" }}]\n'
    for seed, (id, scenario_hash) in enumerate((("A", "ab"), ("A", "ab"), ("B", "ab"), ("A", "cd")), start=1):
        write_story(tmp_path, BITE, seed=seed, scenario=SCENARIO + rows.format(id), scenario_hash=scenario_hash)
    found = check(tmp_path)
    assert [(len(each.runs), each.tallies[0].about.id) for each in found if isinstance(each, EnsembleCheck)] == [
        (2, "A"),
        (1, "B"),
        (1, "A"),
    ]
    file = tmp_path / "mine.toml"
    file.write_text(CLAIMS, encoding="utf-8")
    assert [len(each.runs) for each in check(tmp_path, file) if isinstance(each, EnsembleCheck)] == [3, 1]


def test_a_folder_without_runs_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(BadInput, match="no complete run; the folder of a run, or one that holds such folders"):
            check(folder)
