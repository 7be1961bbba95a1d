"""The peers: which there are, in which environment each runs, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).resolve().parents[1]
CITY = "city"
MIXED = "mixed"


@dataclass(frozen=True)
class Peer:
    """Another engine.

    scenario    : the one that it is compared on
    environment : which of the requirements-*.txt it runs with, and which of the runners
    variables   : environment variables of its process
    """

    name: str
    scenario: str
    environment: str
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def python(self) -> Path:
        """The interpreter of its environment."""
        return python_of(self.environment)

    def command(self, people: int, days: int, seed: int) -> list[str]:
        """Its runner's command line."""
        runner = HERE / "runners" / f"run_{self.environment}.py"
        return [str(self.python), str(runner), "--people", str(people), "--days", str(days), "--seed", str(seed)]


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
        Peer("covasim", CITY, "covasim"),
        Peer("starsim", CITY, "starsim"),
        Peer("starsim-no-crn", CITY, "starsim", MappingProxyType({"STARSIM_CRN": "0"})),
        Peer("laser", MIXED, "laser"),
    )
}
DEFAULT_PEERS = ("covasim", "starsim", "laser")
