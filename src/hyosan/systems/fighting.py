"""Fighting: blows, shots, and what comes of the last of them: somebody is killed, or tied up if they are wanted."""

from hyosan.jit import part
from hyosan.rules.draw import draw, uniform
from hyosan.rules.encounters import kill_per_s
from hyosan.rules.numbers import chance
from hyosan.systems.attention import wake_mind
from hyosan.systems.authorities.capturing import capture, row_wanted
from hyosan.systems.authorities.killing import arms_of, is_enemy
from hyosan.systems.closeness import deepen
from hyosan.systems.course import die
from hyosan.systems.holds import hunter_strength
from hyosan.systems.nature import BRISK, is_hunter
from hyosan.systems.noise import make_sound
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.recording import record
from hyosan.systems.stirring import FIGHTS, calm, next_stirring, spend
from hyosan.world.codes import NOBODY, Act, Kind, Purpose, Wake
from hyosan.world.parameters import Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables


@part
def finds_room(target: int, now: int, scratch: Scratch, numbers: Parameters) -> bool:
    """Whether one more finds room round somebody in this tick to fight hand to hand."""
    beset = scratch.beset[target]
    if beset.at != now:
        beset.at = now
        beset.by = 0
    if beset.by >= numbers.fighting.around_one:
        return False
    beset.by += 1
    return True


@part
def strike_back(i: int, now: int, dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Somebody who fights deals blows: to the hunter that holds whom they help, else to that of the lowest draw.

    Only so many find room round one hunter; who shoots needs none.
    """
    target = NOBODY
    best = 2**62
    other = first_around(i, world)
    for _ in range(AROUND):
        if other < 0:
            break
        if other != i and is_enemy(i, other, world, numbers):
            bits = draw(numbers.run.seed, Purpose.STRIKE, world.people[i].key, world.people[other].key, now)
            if world.body[other].holds >= 0 and world.body[other].holds == world.mind[i].act_with:
                bits = -1
            if bits < best:
                best = bits
                target = other
        other = world.chain[other].next
    if target < 0:
        spend(i, now, world)
        return
    unit = arms_of(i, world)
    level_db = max(numbers.sounds.fight, world.arms[unit].shot_db if unit >= 0 else 0.0)
    make_sound(world.body[i].place, level_db, i, world.mind[i].act_event, world.voices)
    if unit < 0 and not finds_room(target, now, scratch, numbers):
        return
    rate = kill_per_s(
        hunter_strength(i, world, numbers),
        1.0 if unit >= 0 else world.body[i].armed,
        hunter_strength(target, world, numbers),
        numbers.fighting.unarmed_kill_per_min if unit < 0 else 0.0,
        numbers.fighting.armed_kill_per_min if unit < 0 else world.arms[unit].kills_per_min,
    )
    luck = uniform(draw(numbers.run.seed, Purpose.STRIKE, world.people[i].key, world.people[target].key, -now))
    if luck < chance(rate * numbers.fighting.blows, dt):
        world.body[target].hurt += 1.0 / numbers.fighting.blows
        if world.body[target].hurt > 0.999:
            put_down(i, target, now, world, numbers)


@part
def put_down(i: int, hunter: int, now: int, world: Tables, numbers: Parameters) -> None:
    """The last blow: a hunter falls, and whoever it held is free; one of a kind that is wanted is tied up instead."""
    wanted = row_wanted(i, hunter, world)
    if wanted >= 0:
        capture(hunter, i, wanted, world.mind[i].act_event, now, world, numbers)
        return
    freed = world.body[hunter].holds
    event = record(world.log, now, Kind.KILL, i, hunter, world.body[i].place, world.mind[i].act_event)
    if freed >= 0:
        record(world.log, now, Kind.RELEASE, hunter, freed, world.body[freed].place, event)
        wake_mind(freed, Wake.HELD, event, world)
        deepen(freed, i, numbers.bonding.rescue, now, event, world, numbers)
    die(hunter, i, numbers.entry.dead, now, event, world, numbers)


@part
def list_fighters(scratch: Scratch, world: Tables) -> int:
    """List those who fight; returns how many."""
    fighters = 0
    i = next_stirring(0, FIGHTS, world)
    while i >= 0:
        if world.mind[i].act != Act.FIGHT:
            calm(i, FIGHTS, world)
        elif not is_hunter(i, world):
            scratch.fighters[fighters] = i
            fighters += 1
        i = next_stirring(i + 1, FIGHTS, world)
    return fighters


@part
def fight_all(fighters: int, now: int, near_dt: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """One second of everybody who fights and is not held."""
    for k in range(fighters):
        i = scratch.fighters[k]
        is_brisk = world.nature[i] & BRISK
        has_turn = is_brisk or now % near_dt == 0
        if has_turn and world.mind[i].act == Act.FIGHT and world.body[i].held_by < 0:
            strike_back(i, now, 1 if is_brisk else near_dt, scratch, world, numbers)
