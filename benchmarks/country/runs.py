"""Runs of the country: Hyosan's command line, each in a process of its own."""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from peers.comparing.process import alone

SCENARIO = Path(__file__).with_name("country.toml")
DISTRICTS = 17  #: of the catalog's Korea
INDEX_SHARE = 1e-4  #: of all people, who are infected when the run begins; at least one in each district
WARM_PEOPLE = 20_000


@dataclass(frozen=True)
class Run:
    """One run.

    people, days, events, infected : count; index cases are infected too
    set_up_s     : people, places and contacts, wall s
    simulation_s : all steps, with what is written meanwhile, wall s
    writing_s    : what is written before and after, wall s
    process_s    : the whole process: interpreter, imports, and the ending told, wall s
    peak_mb      : the most memory that the process held, MB
    """

    people: int
    threads: int
    days: int
    events: int
    infected: int
    set_up_s: float
    simulation_s: float
    writing_s: float
    process_s: float
    peak_mb: float
    digest: str

    @property
    def cores(self) -> int:
        """Processors that its threads share."""
        return cores_for(self.threads)

    @property
    def run_s(self) -> float:
        """Simulating and writing, s."""
        return self.simulation_s + self.writing_s

    @property
    def person_days_per_s(self) -> float:
        """People times days, by the time of simulating and writing."""
        return self.people * self.days / self.run_s

    @property
    def infections_per_s(self) -> float:
        """Infections, by the same time."""
        return self.infected / self.run_s

    @property
    def bytes_per_person(self) -> float:
        """Of the peak of memory."""
        return self.peak_mb * 1e6 / self.people


def cores_for(threads: int) -> int:
    """As many processors as threads, as far as there are so many."""
    return min(threads, os.cpu_count() or 1)


def overrides(people: int) -> list[str]:
    """What a number of people changes in the scenario."""
    return [
        f"population.people={people}",
        f"importation.index.people={max(1, round(people * INDEX_SHARE / DISTRICTS))}",
    ]


def run(people: int, threads: int, days: int, seed: int) -> Run:
    """Run the country into a folder that is thrown away (TMPDIR says where)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        finished = alone(command(people, threads, days, seed, out), cores_for(threads))
        manifest = json.loads((out / "manifest.json").read_bytes())
    timings = manifest["timings"]
    return Run(
        people=manifest["counts"]["people"],
        threads=threads,
        days=days,
        events=manifest["counts"]["events"],
        infected=json.loads(finished.printed)["infected"],
        set_up_s=timings["set-up"],
        simulation_s=timings["simulation"],
        writing_s=timings["writing"] + timings["sealing"],
        process_s=finished.wall_s,
        peak_mb=finished.peak_mb,
        digest=manifest["digest"],
    )


def command(people: int, threads: int, days: int, seed: int, out: Path) -> list[str]:
    """Hyosan's command line: whole days from the start of day 1, with the chronicle on disk."""
    changes = [word for change in overrides(people) for word in ("--set", change)]
    return [
        *(sys.executable, "-m", "hyosan", "run", str(SCENARIO), *changes, "--until", f"day {days + 1} 00:00"),
        *("--seed", str(seed), "--threads", str(threads), "--out", str(out), "--json"),
    ]


def warm_up(threads: int) -> None:
    """A small run that is not counted, so that what is compiled once lies on the disk."""
    run(WARM_PEOPLE, threads, days=30, seed=1)
