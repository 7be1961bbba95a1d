"""Attention: what makes a mind choose anew."""

from hyosan.jit import part
from hyosan.world.tables import Tables


@part
def wake_mind(i: int, why: int, event: int, world: Tables) -> None:
    """Let a mind choose; of several reasons the most urgent counts."""
    if why > world.mind[i].wake:
        world.mind[i].wake = why
        world.mind[i].wake_event = event
