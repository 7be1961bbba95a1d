"""Fear: what is left of it, what raises it, and when it lets a sound escape those who keep still."""

from hyosan.jit import part
from hyosan.rules.draw import draw, fading_wait_s
from hyosan.rules.numbers import faded
from hyosan.systems.stirring import STILL_ACTS, look_again
from hyosan.world.codes import NEVER, Purpose
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables

CALM = 0.02  #: fear below which no sound escapes anybody
LONG_S = 1.0e9  #: a wait that is none


@part
def fear_now(i: int, now: int, world: Tables, numbers: Parameters) -> float:
    """What is left of person i's fear, 0 to 1."""
    return faded(world.mind[i].fear, now - world.mind[i].fear_at, numbers.minding.fear_half_life_s)


@part
def frighten(i: int, level: float, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i is afraid to a level, unless they are more so already."""
    if level > fear_now(i, now, world, numbers):
        world.mind[i].fear = level
        world.mind[i].fear_at = now
        expect_slip(i, now, world, numbers)


@part
def keeps_still_in_fear(i: int, world: Tables) -> bool:
    """Whether somebody keeps still because they know of the danger."""
    return bool(world.mind[i].act in STILL_ACTS and world.mind[i].knows)


@part
def expect_slip(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Draw anew when a sound escapes person i, if they keep still in fear: the more it fades, the less often."""
    world.mind[i].slip_at = NEVER
    fear = fear_now(i, now, world, numbers)
    if fear < CALM or not keeps_still_in_fear(i, world):
        return
    rate_per_s = numbers.minding.slip_per_h / 3600.0 * fear * (1.0 - world.body[i].stealth)
    bits = draw(numbers.run.seed, Purpose.SLIP, world.people[i].key, 0, now)
    wait_s = fading_wait_s(bits, rate_per_s, numbers.minding.fear_half_life_s)
    if wait_s < LONG_S:
        world.mind[i].slip_at = now + 1 + int(wait_s)
        look_again(i, world.mind[i].slip_at, world)
