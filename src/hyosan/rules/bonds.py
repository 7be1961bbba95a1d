"""How bonds and grief change."""

from hyosan.jit import rule


@rule
def drawn_closer(strength: float, gain: float) -> float:
    """A bond after something shared: moves towards 1 by a share of the rest; so dislike is overcome."""
    return strength + gain * (1.0 - strength)


@rule
def driven_apart(strength: float, loss: float) -> float:
    """A bond after betrayal or abandonment: moves towards -1 by a share of the distance."""
    return strength - loss * (1.0 + strength)


@rule
def grief_added(strength: float, weight: float) -> float:
    """Grief at the loss of somebody, in proportion to the bond; nothing for those one did not like."""
    return weight * max(strength, 0.0)
