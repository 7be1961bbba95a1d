"""A peer and Hyosan in turn: peer, Hyosan, peer, Hyosan …"""

import sys
from dataclasses import dataclass

from comparing import hyosan
from comparing.peers import Peer
from comparing.process import alone
from comparing.result import Result, from_runner

WARM_PEOPLE = 10_000


@dataclass(frozen=True)
class Settings:
    """What every run has alike.

    rounds      : counted runs of each engine
    cores       : that a process may use
    peers_alone : Hyosan is left out
    """

    people: int
    days: int
    seed: int
    rounds: int
    cores: int
    peers_alone: bool


@dataclass(frozen=True)
class Compared:
    """Runs of a peer and, as many or none, those of Hyosan between them.

    why_alone : why there are none of Hyosan
    """

    peer: Peer
    of_peer: tuple[Result, ...]
    of_hyosan: tuple[Result, ...]
    why_alone: str | None


def compare(peer: Peer, settings: Settings) -> Compared:
    """All rounds of one peer."""
    why_alone = reason(peer, settings)
    warm(peer, settings, why_alone is None)
    of_peer, of_hyosan = [], []
    for number in range(1, settings.rounds + 1):
        of_peer.append(run_peer(peer, settings, settings.people))
        tell(number, of_peer[-1])
        if why_alone is None:
            of_hyosan.append(run_hyosan(peer, settings, settings.people))
            tell(number, of_hyosan[-1])
    return Compared(peer, tuple(of_peer), tuple(of_hyosan), why_alone)


def reason(peer: Peer, settings: Settings) -> str | None:
    """Why Hyosan does not run; None if it does."""
    if settings.peers_alone:
        return "the peers alone were asked for"
    if not hyosan.is_there(peer.scenario):
        return f"{hyosan.path_of(peer.scenario).name} or Hyosan's environment is not there yet"
    return None


def warm(peer: Peer, settings: Settings, is_with_hyosan: bool) -> None:
    """A small run of each that is not counted, so that what is compiled once lies on the disk."""
    run_peer(peer, settings, WARM_PEOPLE)
    if is_with_hyosan:
        run_hyosan(peer, settings, WARM_PEOPLE)


def run_peer(peer: Peer, settings: Settings, people: int) -> Result:
    """One run of the peer."""
    return from_runner(alone(peer.command(people, settings.days, settings.seed), settings.cores, peer.variables))


def run_hyosan(peer: Peer, settings: Settings, people: int) -> Result:
    """One run of Hyosan on the peer's scenario."""
    return hyosan.beside(peer, people, settings.days, settings.seed, settings.cores)


def tell(number: int, result: Result) -> None:
    """Say how far it is."""
    print(f"round {number}: {result.engine} {result.run_s:.2f} s", file=sys.stderr, flush=True)
