"""Signals: who calls for help after seeing the turned, or hearing of them, and which calls get through."""

from hyosan.jit import loop, part
from hyosan.rules.draw import draw, lognormal_factor, uniform
from hyosan.rules.reports import number_told
from hyosan.systems.nature import HELD, MIND
from hyosan.systems.recording import record
from hyosan.systems.stirring import queue, take_first
from hyosan.world.authorities import CALLS, HEARD, SAW, Answered, Authorities, Call, Calling, Centre, Witness
from hyosan.world.codes import NEVER, NOBODY, Kind, Purpose
from hyosan.world.columns import Due, Ints
from hyosan.world.parameters import QUANTILES, Parameters
from hyosan.world.tables import Tables
from hyosan.world.world import World


@part
def can_call(i: int, world: Tables) -> bool:
    """Whether somebody still has a mind, and no hunter has hold of them."""
    return bool(world.nature[i] & (MIND | HELD) == MIND)


@part
def will_call(
    i: int, level: int, now: int, witness: Witness, calling: Calling, delay: Ints, world: Tables, numbers: Parameters
) -> bool:
    """Whether person i calls for help, and when: somebody who would for a rumour would for what they saw, too."""
    key = world.people[i].key
    share = calling.of_witnesses if level == SAW else calling.of_told
    if uniform(draw(numbers.run.seed, Purpose.CALL, key, 0, 0)) >= share:
        return False
    factor = calling.rumour * lognormal_factor(draw(numbers.run.seed, Purpose.RUMOUR, key, 0, 0), calling.rumour_sigma)
    seen = world.mind[i].seen_hunters if level == SAW else 1
    witness[i].number = number_told(max(seen, 1), factor)
    if witness[i].due == NEVER:
        witness[i].due = now + delay[draw(numbers.run.seed, Purpose.CALL, key, 1, 0) * QUANTILES >> 53]
        return True
    return False


@loop
def take_signals(
    now: int, witness: Witness, calling: Calling, delay: Ints, due: Due, queued: Ints, world: Tables,
    numbers: Parameters,
) -> None:  # fmt: skip
    """Everybody who has seen the turned since the last time, or was told of them, may come to call."""
    for k in range(world.log.used[0].signals):
        signal = world.log.signals[k]
        i = signal.who
        level = SAW if signal.kind == Kind.SAW else HEARD
        if level <= witness[i].knows:
            continue
        witness[i].knows = level
        witness[i].place = signal.place
        witness[i].event = signal.event
        if will_call(i, level, now, witness, calling, delay, world, numbers):
            queued[CALLS] = queue(due, queued[CALLS], witness[i].due, i)
    world.log.used[0].signals = 0


@part
def is_engaged(now: int, calling: Calling, centre: Centre) -> bool:
    """Whether all lines are taken; counts the call if not."""
    if centre[0].minute != now // 60:
        centre[0].minute = now // 60
        centre[0].answered = 0
    if centre[0].answered >= calling.answered_per_min:
        return True
    centre[0].answered += 1
    return False


@part
def try_again(i: int, now: int, witness: Witness, calling: Calling, world: Tables, numbers: Parameters) -> bool:
    """Whether person i, who did not get through, calls once more later."""
    witness[i].tries += 1
    if witness[i].tries >= calling.tries:
        witness[i].due = NEVER
        return False
    luck = uniform(draw(numbers.run.seed, Purpose.CALL, world.people[i].key, 1 + witness[i].tries, 0))
    witness[i].due = now + max(int(calling.again_s * (0.5 + luck)), 1)
    return True


@loop
def take_calls(
    now: int, witness: Witness, calling: Calling, centre: Centre, due: Due, queued: Ints, answered: Answered,
    world: Tables, numbers: Parameters,
) -> int:  # fmt: skip
    """Let everybody call whose time has come; returns how many got through."""
    n = 0
    while queued[CALLS] > 0 and due[0].at <= now and n < len(answered):
        i = due[0].who
        queued[CALLS] = take_first(due, queued[CALLS])
        if not can_call(i, world):
            witness[i].due = NEVER
        elif not is_engaged(now, calling, centre):
            witness[i].due = NEVER
            caller = witness[i]
            here = world.body[i].place
            answered[n].event = record(world.log, now, Kind.CALLED, i, NOBODY, here, caller.event, caller.number)
            answered[n].place = caller.place
            answered[n].number = caller.number
            n += 1
        elif try_again(i, now, witness, calling, world, numbers):
            queued[CALLS] = queue(due, queued[CALLS], witness[i].due, i)
    return n


def hear(world: World, authorities: Authorities, now: int) -> None:
    """Take the signals and calls up to a time."""
    its = authorities
    if world.tables.log.used["signals"][0]:
        take_signals(
            now, its.witness, its.calling, its.delay, its.calls_due, its.queued, world.tables, world.numbers
        )  # fmt: skip
    while its.queued[CALLS] and its.calls_due["at"][0] <= now:
        n = take_calls(
            now, its.witness, its.calling, its.centre, its.calls_due, its.queued, its.answered, world.tables,
            world.numbers,
        )  # fmt: skip
        columns = (its.answered[name][:n].tolist() for name in ("place", "number", "event"))
        its.waiting.extend(Call(now, *call) for call in zip(*columns, strict=True))
