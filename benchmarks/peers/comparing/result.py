"""What one run of one engine cost and found."""

import json
from dataclasses import dataclass

from comparing.process import Finished, RunError


@dataclass(frozen=True)
class Result:
    """One run.

    people, steps    : count
    warm_up_s        : a small run before it in the same process, which compiles, wall s; Hyosan has none
    set_up_s         : building people and contacts, wall s; without imports and without compiling
    simulation_s     : all steps, wall s
    simulation_cpu_s : the same, processor s, to see disturbance by; None if it does not say
    writing_s        : what is written before the first step and after the last, and its checksums, wall s; peers write
                       nothing
    wall_s           : the whole process, imports and warm-up included, s
    cpu_s            : the whole process, processor s
    peak_mb          : the most memory that the process held, MB
    infected         : people infected at any time, index cases included, count; None if the engine did not say
    """

    engine: str
    version: str
    people: int
    steps: int
    warm_up_s: float
    set_up_s: float
    simulation_s: float
    simulation_cpu_s: float | None
    writing_s: float
    wall_s: float
    cpu_s: float
    peak_mb: float
    infected: int | None

    @property
    def run_s(self) -> float:
        """Simulating, and writing what was simulated, s."""
        return self.simulation_s + self.writing_s

    @property
    def whole_s(self) -> float:
        """Set-up too, s."""
        return self.set_up_s + self.run_s

    @property
    def attack(self) -> float | None:
        """People infected at any time, as a share of all."""
        return None if self.infected is None else self.infected / self.people

    @property
    def person_steps_per_s(self) -> float:
        """People times steps, by the time of the run."""
        return self.people * self.steps / self.run_s


def from_runner(finished: Finished) -> Result:
    """What a runner of a peer printed: JSON on its last line."""
    try:
        found = json.loads(finished.printed.strip().splitlines()[-1])
    except (ValueError, IndexError) as problem:
        raise RunError(f"no JSON on the last line of what a runner printed: {finished.printed[-500:]!r}") from problem
    return Result(
        engine=found["engine"],
        version=found["version"],
        people=found["people"],
        steps=found["steps"],
        warm_up_s=found["warm_up_s"],
        set_up_s=found["set_up_s"],
        simulation_s=found["simulation_s"],
        simulation_cpu_s=found["simulation_cpu_s"],
        writing_s=0.0,
        wall_s=finished.wall_s,
        cpu_s=finished.cpu_s,
        peak_mb=finished.peak_mb,
        infected=found["infected"],
    )
