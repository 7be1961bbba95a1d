"""The comparison with peers: its table, its goals, and scenarios that the catalog can run."""

from dataclasses import replace

import pytest

from comparing.hyosan import SCENARIOS
from comparing.peers import PEERS
from comparing.result import Result
from comparing.rounds import Compared, Settings
from comparing.table import summary, table
from hyosan.population import make_world
from hyosan.scenario import load

OURS = Result(
    engine="hyosan", version="0", people=1_000_000, steps=120, warm_up_s=0.0, set_up_s=0.5, simulation_s=0.8,
    simulation_cpu_s=None, writing_s=0.2, wall_s=3.0, cpu_s=3.0, peak_mb=400.0, infected=850_000,
)  # fmt: skip
THEIRS = replace(OURS, engine="covasim", set_up_s=9.0, simulation_s=45.0, writing_s=0.0, peak_mb=1000.0)
SETTINGS = Settings(people=1_000_000, days=120, seed=1, rounds=2, cores=1, peers_alone=False)


def compared(*of_hyosan: Result, peer: str = "covasim") -> Compared:
    return Compared(PEERS[peer], (THEIRS, THEIRS), of_hyosan, None if of_hyosan else "nobody asked")


def test_ratios_are_judged_by_the_goals() -> None:
    told = table(compared(OURS, OURS), SETTINGS)
    assert "Simulating, the chronicle on disk: 56.2 times as fast (goal: at least 50; met)." in told
    assert "With all else that is written: 45.0 times as fast." in told
    assert "Set-up included: 36.0 times as fast (goal: at least 20; met)." in told
    assert "the peer's is 2.5 times Hyosan's (goal: at least 1; met)." in told


def test_a_goal_that_is_missed_is_told() -> None:
    slow = replace(OURS, simulation_s=1.0)
    assert "56.2" not in (told := table(compared(slow, slow), SETTINGS))
    assert "the chronicle on disk: 45.0 times as fast (goal: at least 50; NOT met)." in told


def test_what_runs_in_memory_is_called_so() -> None:
    told = table(compared(OURS, OURS, peer="laser"), SETTINGS)
    assert "both in memory and warmed up." in told
    assert "Simulating, in memory: 56.2 times as fast" in told


def test_goals_are_about_a_million_people() -> None:
    assert "goal" not in table(compared(OURS, OURS), replace(SETTINGS, people=1_000))


def test_every_row_has_as_many_cells_as_the_heading() -> None:
    rows = [row for row in table(compared(OURS, OURS), SETTINGS).splitlines() if row.startswith("|")]
    assert len(rows) > 10
    assert {row.count("|") for row in rows} == {5}


def test_the_summary_has_the_medians_of_every_comparison() -> None:
    found = (compared(OURS, OURS), compared(OURS, OURS, peer="laser"), compared())
    rows = summary([(SETTINGS, each) for each in found])
    assert rows.splitlines()[2:] == [
        "| `city`, 1 core, covasim 0: simulation, every infector on disk | 45.00 s | 0.80 s | 56.2 |",
        "| the same with set-up and all else that is written | 54.00 s | 1.50 s | 36.0 |",
        "| `mixed`, 1 core, covasim 0: simulation, in memory | 45.00 s | 0.80 s | 56.2 |",
    ]


def test_why_hyosan_is_missing_is_told() -> None:
    assert table(compared(), SETTINGS).endswith("Hyosan was not run: nobody asked.")


@pytest.mark.parametrize("name", ["city", "mixed"])
def test_scenarios_of_the_comparison_can_be_run(name: str) -> None:
    scenario = load(SCENARIOS / f"{name}.toml", ["population.people=5000", "importation.index.people=10"])
    assert scenario.until - scenario.start == 120 * 86_400
    assert make_world(scenario, seed=1).n == 5_000
