"""The benchmark of fates: every seed is judged once, in processes, and what is printed adds up."""

import json
import re
from pathlib import Path

import pytest

import fates
import hyosan
from chances.outcomes import Outcome, Results, asked_for, outcome
from chances.tables import chance, table
from hyosan.analysis.epidemic.estimate import share
from hyosan.errors import BadInput
from tests.worlds import SMALL_SCHOOL

CLAIMS = """
[[claim]]
id = "B"
kind = "mechanism"
statement = "somebody is bullied | in class"
where = [{ event = "bully" }]

[[claim]]
id = "F"
kind = "mechanism"
statement = "the victim leaves by a helicopter"
where = [{ event = "evacuated" }]
"""
pytestmark = pytest.mark.xdist_group("fates")
SHARE = re.compile(r"(\d+\.\d) % \(")


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scenario") / "tiny.toml"
    path.write_text(f'extends = "{SMALL_SCHOOL}"\nuntil = "day 1 09:30"\n{CLAIMS}', encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def results(scenario: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seeds, run on two processes."""
    folder = tmp_path_factory.mktemp("results")
    fates.main([str(scenario), "--seeds", "4", "--workers", "2", "--results", str(folder)])
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    capsys.readouterr()
    fates.main([*map(str, arguments)])
    return capsys.readouterr().out


def test_each_of_four_seeds_has_its_outcome(scenario: Path, results: Path) -> None:
    assert sorted(path.name for path in results.iterdir()) == ["about.json", *(f"seed-{n}.json" for n in range(1, 5))]
    kept = Results(results, asked_for(str(scenario), (), False))
    found = [kept.of(seed) for seed in range(1, 5)]
    assert [each.seed for each in found] == [1, 2, 3, 4]
    assert len({each.digest for each in found}) == 4
    for each in found:
        assert sum(each.fates.values()) == each.people
        assert {verdict.id: verdict.verdict for verdict in each.check.verdicts} == {"B": "holds", "F": "fails"}


def test_an_outcome_is_that_of_the_run_itself(scenario: Path, results: Path, tmp_path: Path) -> None:
    run = hyosan.run(scenario, seed=2, out=tmp_path / "run")
    kept = Results(results, asked_for(str(scenario), (), False)).of(2)
    ending = run.ending()
    assert kept.digest == run.digest
    assert kept.fates == ending.fates
    assert kept.cast == {named.name: named.fate for named in ending.cast}
    assert kept.check.verdicts == run.check().verdicts


def test_probabilities_add_up_for_each_of_the_named(
    scenario: Path, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, scenario, "--seeds", "4", "--results", results)
    rows = [line for line in text.splitlines() if line.startswith(("| Victim |", "| Bully |", "| Friend |"))]
    assert len(rows) == 3
    for row in rows:
        assert sum(map(float, SHARE.findall(row))) == pytest.approx(100)
    bullied = next(line for line in text.splitlines() if line.startswith("| B |"))
    assert bullied == r"| B | M | somebody is bullied \| in class | 100.0 % (51.0 to 100.0) | 4 | seed 1 |"
    assert "| F | M | the victim leaves by a helicopter | 0.0 % (0.0 to 49.0) | 4 |  |" in text


def test_what_is_done_is_not_run_again(
    scenario: Path, results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(capsys, scenario, "--seeds", "4", "--results", results)
    (results / "seed-3.json").unlink()
    fates.main([str(scenario), "--seeds", "4", "--results", str(results), "--out", str(tmp_path / "fates.md")])
    ended = capsys.readouterr()
    assert re.findall(r"^seed (\d)", ended.err, re.MULTILINE) == ["3"]
    assert (tmp_path / "fates.md").read_text(encoding="utf-8") == ended.out
    assert without_costs(ended.out) == without_costs(first)


def without_costs(text: str) -> str:
    return text.partition("Processor time")[0]


def test_results_of_something_else_are_refused(scenario: Path, results: Path) -> None:
    with pytest.raises(BadInput, match="results of other runs"):
        Results(results, asked_for(str(scenario), ["person.Friend.resolve=0.1"], False))
    with pytest.raises(SystemExit, match="results of other runs"):
        fates.main([str(scenario), "--seeds", "1", "--canon", "--results", str(results)])


def test_people_who_are_counted_have_no_fates() -> None:
    with pytest.raises(SystemExit, match="a scenario of named people"):
        fates.main(["boarding-school-1978", "--seeds", "1"])


def test_a_result_comes_back_as_it_was_kept(scenario: Path, tmp_path: Path) -> None:
    asked = asked_for(str(scenario), (), False)
    kept = Results(tmp_path, asked)
    found: Outcome = outcome(asked, 5)
    kept.keep(found)
    assert kept.has(5)
    assert not kept.has(6)
    assert kept.of(5) == found
    assert json.loads((tmp_path / "about.json").read_text())["scenario"] == str(scenario)


def test_shares_and_cells() -> None:
    assert chance(share(1, 20)) == "5.0 % (0.9 to 23.6)"
    assert table(["a", "b"], [["1|2", "3"]]) == ["| a | b |", "|---|---|", r"| 1\|2 | 3 |"]
