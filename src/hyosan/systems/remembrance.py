"""Remembrance: going back, once it is quiet, to where the dead are remembered, to a fire seen afar or to an old wish;
and slipping out, where rules keep people in.
"""

from hyosan.jit import part
from hyosan.rules import choices
from hyosan.rules.draw import draw, uniform
from hyosan.rules.numbers import faded
from hyosan.systems.authorities.instructions import is_riding
from hyosan.systems.fires import is_night
from hyosan.systems.recording import record
from hyosan.systems.stirring import commit_until
from hyosan.world.codes import NO_EVENT, NOBODY, NOWHERE, Act, Belief, Kind, Purpose, Status
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import Parameters, Weights
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

CALM = 0.2  #: fear above which nobody goes far
SEALED = 0.5  #: strictness of the rules of a camp from which on there is no getting out
AT_LARGE = (int(Status.NONE), int(Status.TOLD), int(Status.INMATE))  #: of whom the authorities do not dispose


@part
def is_quiet(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody has come upon no danger for long; whoever is kept in by a fence minds only what is beyond it."""
    is_kept_in = world.places[world.body[i].place].is_enclosed
    for k in range(DANGERS):
        place = world.mind[i].danger_place[k]
        is_beyond = not is_kept_in or place < 0 or not world.places[place].is_enclosed
        if is_beyond and now - world.mind[i].danger_time[k] < numbers.longing.quiet_s:
            return False
    return True


@part
def has_seen_sign(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether a fire seen afar, which may have been a sign, is on somebody's mind."""
    return bool(world.longing[i].beacon >= 0 and now - world.longing[i].beacon_at < numbers.longing.beacon_s)


@part
def is_drawn(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether somebody does not wait for a quiet time: under way already, or drawn by what may have been a sign."""
    return has_seen_sign(i, now, world, numbers) or bool(world.mind[i].act in (Act.VISIT, Act.SLIP_OUT))


@part
def grief_now(i: int, now: int, world: Tables, numbers: Parameters) -> float:
    """Grief as it has faded."""
    return faded(world.mind[i].grief, now - world.mind[i].grief_at, numbers.minding.grief_half_life_s)


@part
def most_missed(i: int, world: Tables) -> int:
    """Row of the strongest bond to somebody taken to be dead or turned, or -1."""
    found = NOBODY
    strongest = 0.0
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        if world.bonds[row].belief >= Belief.TURNED and world.bonds[row].strength > strongest:
            found = row
            strongest = world.bonds[row].strength
    return found


@part
def due_to_mourn(i: int, now: int, world: Tables, numbers: Parameters) -> float:
    """How much it is time to remember the dead again, 0 right after to 1."""
    return min((now - world.longing[i].mourned_at) / numbers.longing.due_s, 1.0)


@part
def remembered_at(i: int, row: int, world: Tables) -> int:
    """Where somebody remembers a dead one: at the memorial near by, else where they saw them last; or -1."""
    memorial = int(world.places[world.body[i].place].memorial)
    return memorial if memorial >= 0 else int(world.bonds[row].seen_at)


@part
def wish_for_elsewhere(i: int, world: Tables) -> float:
    """How much somebody wishes to sit at a fire again where they once did; nobody goes far for one within a fence."""
    longing = world.longing[i]
    if longing.wish_event == NO_EVENT or longing.wish_at == world.body[i].place:
        return 0.0
    return 0.0 if world.places[longing.wish_at].is_enclosed else float(longing.wish)


@part
def think_of_far(i: int, now: int, world: Tables, numbers: Parameters) -> tuple[float, float, float, float, float]:
    """What person i would go far for, noted as `goal` and `mourned`: a fire just seen; a halfbie for others of its
    kind; else the dead or an old wish, whichever weighs more. Returns grief, how due mourning is, whether a fire was
    seen, the wish, and whether it is for others of their kind; 0 for no reason.
    """
    seen = world.situation[i]
    longing = world.longing[i]
    seen.goal = NOWHERE
    seen.mourned = NOBODY
    wish = wish_for_elsewhere(i, world)
    if has_seen_sign(i, now, world, numbers):
        seen.goal = longing.beacon
        return 0.0, 0.0, 1.0, wish, 0.0
    if longing.kin_at >= 0 and longing.kin_at != world.body[i].place:
        seen.goal = longing.kin_at
        return 0.0, 0.0, 0.0, 0.0, 1.0
    row = most_missed(i, world)
    grief = min(grief_now(i, now, world, numbers), 1.0) if row >= 0 else 0.0
    due = due_to_mourn(i, now, world, numbers)
    if row >= 0 and grief * due >= wish:
        seen.goal = remembered_at(i, row, world)
        seen.mourned = world.bonds[row].to
        return grief, due, 0.0, 0.0, 0.0
    if wish > 0.0:
        seen.goal = longing.wish_at
    return 0.0, 0.0, 0.0, wish, 0.0


@part
def is_at_large(i: int, world: Tables) -> bool:
    """Whether somebody's ways are their own: not on duty, nor locked up or on a ride."""
    return len(world.charge) == 0 or (world.charge[i].status in AT_LARGE and not is_riding(i, world))


@part
def strictness_at(place: int, world: Tables) -> float:
    """How strict the rules are that keep people in a place: those of the camp inside its fence, else none."""
    return float(world.camp[0].strictness) if world.places[place].is_enclosed else 0.0


@part
def offer_far(i: int, now: int, weights: Weights, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """What a quiet time offers: to visit the dead or a place longed for; or, kept in by rules, to slip out by night.

    Whoever is drawn may also run on past hunters.
    """
    seen = world.situation[i]
    mind = world.mind[i]
    is_calm = seen.hunters <= 0.0 and seen.fear <= CALM
    is_in_quiet = is_calm and is_quiet(i, now, world, numbers)
    if not mind.knows or not is_at_large(i, world) or not (is_in_quiet or is_drawn(i, now, world, numbers)):
        return
    grief, due, beacon, wish, kin = think_of_far(i, now, world, numbers)
    if seen.goal < 0:
        return
    here = world.body[i].place
    strictness = strictness_at(here, world)
    bound = 1.0 if mind.act in (Act.VISIT, Act.SLIP_OUT) and mind.act_at == seen.goal != here else 0.0
    if strictness <= 0.0:
        fear = max(seen.fear - CALM, 0.0)
        scratch.appeal[Act.VISIT] = choices.visit(grief, due, beacon, wish, kin, bound, fear, *weights.visit)
    elif is_calm and strictness < SEALED and not world.places[seen.goal].is_enclosed and is_night(now, numbers):
        stealth = world.body[i].stealth
        scratch.appeal[Act.SLIP_OUT] = choices.slip_out(
            grief, due, beacon, wish, strictness, stealth, mind.resolve, *weights.slip_out
        )


@part
def is_noticed(i: int, event: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """Whether those who watch see somebody slip out, and turn them back: the sooner the stricter the rules."""
    here = world.body[i].place
    odds = numbers.longing.noticed * strictness_at(here, world) * (1.0 - world.body[i].stealth)
    if uniform(draw(numbers.run.seed, Purpose.PATROL, world.people[i].key, 0, now)) >= odds:
        return False
    record(world.log, now, Kind.NOTICED, i, NOBODY, here, event)
    return True


@part
def give_up_goal(i: int, now: int, world: Tables) -> None:
    """Somebody who cannot get to where they would go thinks no more of it for a while."""
    if world.longing[i].beacon == world.mind[i].act_at:
        world.longing[i].beacon = NOWHERE
    elif world.longing[i].kin_at == world.mind[i].act_at:
        world.longing[i].kin_at = NOWHERE
    elif world.mind[i].act_with >= 0:
        world.longing[i].mourned_at = now


@part
def mourn(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """At the place where somebody is remembered: it eases the grief a little, and takes a while."""
    mind = world.mind[i]
    longing = world.longing[i]
    grief = grief_now(i, now, world, numbers)
    longing.mourned_event = record(
        world.log, now, Kind.MOURNED, i, mind.act_with, world.body[i].place, mind.act_event, min(grief, 1.0)
    )
    longing.mourned_at = now
    mind.grief = grief * (1.0 - numbers.longing.solace)
    mind.grief_at = now
    commit_until(i, now + int(numbers.longing.stay_s), world)


@part
def stays(i: int, now: int, world: Tables, numbers: Parameters) -> bool:
    """What an arrival means to somebody who has come far: the fire is found, or the dead are mourned, and they stay."""
    mind = world.mind[i]
    if mind.act not in (Act.VISIT, Act.SLIP_OUT) or mind.act_at != world.body[i].place:
        return False
    if world.longing[i].beacon == mind.act_at:
        world.longing[i].beacon = NOWHERE
    if mind.act_with < 0 or world.longing[i].mourned_event > mind.act_event:
        return False
    mourn(i, now, world, numbers)
    return True
