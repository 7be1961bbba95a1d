"""Claims as a user reads them."""

import json
from pathlib import Path

import pytest

from hyosan import cli
from hyosan.analysis.claims import Check, check_run
from hyosan.scenario import claims_in
from hyosan.scenario.catalog import BUILT_IN
from hyosan.tell import claims
from tests.analysis.claims.small_story import SCENARIO, H, write_story

LEDGER = BUILT_IN / "patterns" / "hyosan.toml"
DAY = [
    H("inject", "Byeong-chan", "Jin-su", "Class"),
    H("infection", "Jin-su", place="Class", value=0.5),
    H("died", "Gwi-nam", place="Roof"),
    H("rose", "Gwi-nam", place="Roof", value=1),
]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    return check_run(write_story(tmp_path, DAY), [claim.plain() for claim in claims_in(LEDGER)])


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_a_run_is_told_claim_by_claim_with_its_evidence(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    claims.print_checks([check])
    text = printed(capsys)
    assert text.startswith("The story in small small-story · seed 1 · free run · 62 claims")
    assert "3 are set by the scenario." in text
    assert "holds V1 One person made the virus" in text
    assert "day 1 12:01:00 Byeong-chan injected Jin-su in Class [#1] · day 1 12:02:00 Jin-su was infected" in text
    assert "fails V2" in text
    assert "Nothing fits: bully, other Jin-su." in text
    assert "set V3" in text
    assert "The scenario says: for the son (A0 A1 A2)." in text
    assert "In this run: Gwi-nam. day 1 12:04:00 Gwi-nam rose again" in text


def test_claims_stand_under_what_they_are(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    claims.print_checks([check])
    text = printed(capsys)
    places = [
        text.index(heading) for heading in ("Mechanisms", "What the canon tells", "Where accounts differ", "Left open")
    ]
    assert places == sorted(places)
    assert "What was observed" not in text


def test_a_folder_of_runs_is_told_in_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for seed, happenings in enumerate((DAY, DAY[:2], []), start=1):
        write_story(tmp_path / "runs", happenings, seed=seed)
    assert run_command("check", str(tmp_path / "runs"), "--claims", str(LEDGER)) == 0
    text = printed(capsys)
    assert text.startswith("small-story 3 free runs: small-story-1, small-story-2 and small-story-3 · 62 claims")
    assert "67% (21% to 94%), in 2 of 3 runs that could tell. It came to 1 in the middle" in text
    assert "As in small-story-1 [#1, #2]" in text
    assert "neither has died: 67% (21% to 94%), 2 runs." in text


def test_strict_ends_with_five_where_a_claim_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = write_story(tmp_path, DAY)
    file = tmp_path / "mine.toml"
    row = '[[claim]]\nid = "X"\nkind = "observed"\nstatement = "s"\nwhere = [{{ event = "{}" }}]'
    for kind, code in (("inject", 0), ("bite", cli.CLAIM_FAILED)):
        file.write_text(row.format(kind), encoding="utf-8")
        assert run_command("check", str(record.folder), "--claims", str(file), "--strict") == code
        assert run_command("check", str(record.folder), "--claims", str(file)) == 0
    capsys.readouterr()


def test_json_is_one_object_that_keeps_to_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = write_story(tmp_path, DAY)
    run_command("check", str(record.folder), "--claims", str(LEDGER), "--json")
    rows = json.loads(capsys.readouterr().out)["claims"]
    assert {"id", "kind", "verdict", "reading", "p", "lo", "hi", "evidence"} <= rows[0].keys()
    assert (rows[0]["id"], rows[0]["verdict"], rows[0]["evidence"]) == ("V1", "holds", [1, 2])


def test_a_scenario_without_claims_says_how_to_have_some(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command("check", str(write_story(tmp_path, DAY, scenario=SCENARIO).folder))
    assert "The scenario makes no claims. Name some in it" in printed(capsys)


def run_command(*arguments: str) -> int:
    """Exit code of a command."""
    try:
        cli.hyosan.main(list(arguments), standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    return 0
