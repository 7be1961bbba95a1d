"""The peers: which there are, in which environment each runs, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).resolve().parents[1]
CITY = "city"
MIXED = "mixed"


@dataclass(frozen=True)
class Goal:
    """What the ratios peer ÷ Hyosan are meant to be at least; None where nothing is asked.

    run         : time of simulating, with the chronicle on disk unless both run in memory
    with_set_up : the same with set-up and all else that is written
    memory      : at its peak
    """

    run: float | None = None
    with_set_up: float | None = None
    memory: float | None = None


@dataclass(frozen=True)
class Peer:
    """Another engine.

    scenario     : the one that it is compared on
    environment  : which of the requirements-*.txt it runs with, and which of the runners
    cores        : on how many it is compared if nothing else is asked for
    variables    : environment variables of its process
    is_in_memory : Hyosan runs in memory too and is warmed up, as the peer; else it writes all that a run folder holds
    goal         : what Hyosan is meant to reach beside it
    """

    name: str
    scenario: str
    environment: str
    cores: tuple[int, ...] = (1,)
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    is_in_memory: bool = False
    goal: Goal = Goal()

    @property
    def python(self) -> Path:
        """The interpreter of its environment."""
        return python_of(self.environment)

    def command(self, people: int, days: int, seed: int) -> list[str]:
        """Its runner's command line."""
        return runner_command(self.python, self.environment, people, days, seed)


def runner_command(python: Path, engine: str, people: int, days: int, seed: int) -> list[str]:
    """A command line of the runner of an engine."""
    runner = HERE / "runners" / f"run_{engine}.py"
    return [str(python), str(runner), "--people", str(people), "--days", str(days), "--seed", str(seed)]


def folder_of(environment: str) -> Path:
    """The folder of an environment."""
    return HERE / f".venv-peers-{environment}"


def python_of(environment: str) -> Path:
    """The interpreter of an environment."""
    return folder_of(environment) / "bin" / "python"


ENVIRONMENTS = ("covasim", "starsim", "laser")
PEERS = {
    peer.name: peer
    for peer in (
        Peer("covasim", CITY, "covasim", goal=Goal(run=50, with_set_up=20, memory=1)),
        Peer("starsim", CITY, "starsim", goal=Goal(run=25, memory=1)),
        Peer("starsim-no-crn", CITY, "starsim", variables=MappingProxyType({"STARSIM_CRN": "0"})),
        Peer("laser", MIXED, "laser", cores=(1, 2), is_in_memory=True, goal=Goal(run=2)),
        Peer("laser-to-disk", MIXED, "laser", cores=(1, 2)),
    )
}
DEFAULT_PEERS = ("covasim", "starsim", "laser", "laser-to-disk")
