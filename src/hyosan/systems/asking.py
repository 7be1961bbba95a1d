"""Asking: whoever meets a halfbie they care for again asks it to come back with them; it comes along or declines."""

from hyosan.jit import part
from hyosan.rules import choices
from hyosan.systems.attention import wake_mind
from hyosan.systems.nature import INFECTED, MIND
from hyosan.systems.perception import bond_between, is_asked
from hyosan.world.codes import NOBODY, Act, Flag, Wake
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

DAY_S = 86_400  #: nobody is asked twice in one


@part
def may_ask(i: int, other: int, world: Tables, numbers: Parameters) -> bool:
    """Whether person i is uninfected and cares for another, who is a halfbie."""
    is_well = world.nature[i] & (MIND | INFECTED) == MIND
    is_half = numbers.states[world.course[other].state].flags & Flag.HUNGERS != 0
    return bool(is_well and is_half and bond_between(i, other, world, numbers) >= numbers.minding.care_bond)


@part
def ask(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Person i asks a halfbie to come back with them; of several who ask, the one it is closest to counts."""
    longing = world.longing[other]
    if now - longing.asked_at < DAY_S and longing.asked_at > 0:
        before = longing.asked_by
        is_closer = before >= 0 and bond_between(other, i, world, numbers) > bond_between(other, before, world, numbers)
        if longing.asked_at != now or not is_closer:
            return
    longing.asked_by = i
    longing.asked_at = now
    wake_mind(other, Wake.TOLD, event, world)


@part
def ask_each_other(i: int, other: int, event: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Of two who meet again, one who is well may ask the other, a halfbie."""
    if may_ask(i, other, world, numbers):
        ask(i, other, event, now, world, numbers)
    elif may_ask(other, i, world, numbers):
        ask(other, i, event, now, world, numbers)


@part
def offer_answer(i: int, now: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a halfbie that is asked to come back can say: no; or, what is offered anyway, it follows."""
    if not is_asked(i, now, world):
        return
    seen = world.situation[i]
    belongs = 1.0 if world.longing[i].group >= 0 else 0.0
    bond = bond_between(i, world.longing[i].asked_by, world, numbers)
    scratch.appeal[Act.DECLINE] = choices.decline(
        seen.hunger, world.mind[i].resolve, belongs, bond, *weights.decline
    )  # fmt: skip


@part
def answer(i: int, act: int, other: int, world: Tables) -> None:
    """Person i has said no, or comes along from now on, whenever the other sets out."""
    asker = world.longing[i].asked_by
    if asker < 0 or other != asker:
        return
    if act == Act.FOLLOW:
        world.longing[asker].brings = i
    elif world.longing[asker].brings == i:
        world.longing[asker].brings = NOBODY
    world.longing[i].asked_by = NOBODY
