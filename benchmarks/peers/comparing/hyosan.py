"""Hyosan as the peers are measured: its command line in a process of its own, its manifest for the times."""

import json
import tempfile
from pathlib import Path

from comparing.peers import HERE, Peer, runner_command
from comparing.process import alone
from comparing.result import Result, from_runner
from runners.report import index_cases

PROGRAMS = HERE.parents[1] / ".venv" / "bin"
COMMAND = PROGRAMS / "hyosan"
SCENARIOS = HERE / "scenarios"


def is_there(scenario: str) -> bool:
    """Whether Hyosan can run a scenario."""
    return COMMAND.exists() and path_of(scenario).exists()


def path_of(scenario: str) -> Path:
    """The file of a scenario."""
    return SCENARIOS / f"{scenario}.toml"


def beside(peer: Peer, people: int, days: int, seed: int, cores: int) -> Result:
    """One run of Hyosan beside a peer."""
    if peer.is_in_memory:
        return from_runner(alone(runner_command(PROGRAMS / "python", "hyosan", people, days, seed), cores))
    return measured(peer.scenario, people, days, seed, cores)


def measured(scenario: str, people: int, days: int, seed: int, cores: int) -> Result:
    """One run into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        finished = alone(command(scenario, people, days, seed, cores, out), cores)
        manifest = json.loads((out / "manifest.json").read_bytes())
    timings = manifest["timings"]
    return Result(
        engine="hyosan",
        version=manifest["program_version"],
        people=manifest["counts"]["people"],
        steps=days,
        warm_up_s=0.0,
        set_up_s=timings["set-up"],
        simulation_s=timings["simulation"],
        simulation_cpu_s=None,
        writing_s=timings["writing"] + timings["sealing"],
        wall_s=finished.wall_s,
        cpu_s=finished.cpu_s,
        peak_mb=finished.peak_mb,
        infected=json.loads(finished.printed)["infected"],
    )


def command(scenario: str, people: int, days: int, seed: int, cores: int, out: Path) -> list[str]:
    """Hyosan's command line: whole days from the start of day 1, with the chronicle on disk."""
    return [
        *(str(COMMAND), "run", str(path_of(scenario)), "--out", str(out), "--seed", str(seed), "--threads", str(cores)),
        *("--set", f"population.people={people}", "--set", f"importation.index.people={index_cases(people)}"),
        *("--until", f"day {days + 1} 00:00", "--json"),
    ]
