"""What a waking mind takes in: who is in sight, whom it misses, where it could go. Writes its own rows only.

No mind reads the world's columns beyond its own place, what it remembers, and what reached it as sound or word.
"""

from hyosan.jit import part
from hyosan.rules.course import hunger
from hyosan.systems.canon import comes_first, named
from hyosan.systems.fear import fear_now
from hyosan.systems.nature import AWARE, HELD, HUNTER, INFECTED, MIND, POWERLESS, TEACHER
from hyosan.systems.occupancy import AROUND, first_around
from hyosan.systems.overview import first_stranger, suffices, take_in
from hyosan.systems.stirring import MOVES, STROLLS
from hyosan.systems.ways import left_m, remembered_danger, spread_ways
from hyosan.world.codes import NOBODY, NOWHERE, Act, Belief, Bond, Door, Flag
from hyosan.world.columns import DANGERS
from hyosan.world.parameters import ANYWHERE, Parameters
from hyosan.world.scratch import Scratch
from hyosan.world.tables import Tables

ON_THE_WAY = (Act.FLEE, Act.GO_BACK, Act.FOLLOW, Act.HOLD_CAPTIVE, Act.LIGHT_FIRE, Act.SLIP_OUT, Act.VISIT)
LEADING = tuple(int(act) for act in ON_THE_WAY)  #: somewhere, so that others follow
ASK_S = 600  #: so long a question waits for its answer, s
CALL_S = 20  #: so long somebody who was called can come along
WEAKEST_LEAD = 0.05  #: nobody follows somebody to whom they have a weaker bond


@part
def bond_row(i: int, other: int, world: Tables) -> int:
    """Row of the bond from i to another, or -1."""
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        if world.bonds[row].to == other:
            return row
    return -1


@part
def bond_between(i: int, other: int, world: Tables, numbers: Parameters) -> float:
    """Strength of the bond from i to another; classmates without a bond of their own have a weak one."""
    row = bond_row(i, other, world)
    if row >= 0:
        return world.bonds[row].strength
    if world.people[i].unit >= 0 and world.people[i].unit == world.people[other].unit:
        return numbers.bonding.classmate
    return 0.0


@part
def remember_danger(i: int, place: int, now: int, world: Tables) -> None:
    """Note a dangerous place, over the same one or the oldest."""
    slot = 0
    for k in range(DANGERS):
        if world.mind[i].danger_place[k] == place:
            slot = k
            break
        if world.mind[i].danger_time[k] < world.mind[i].danger_time[slot]:
            slot = k
    world.mind[i].danger_place[slot] = place
    world.mind[i].danger_time[slot] = now


@part
def think_of_those_here(i: int, strength: float, scratch: Scratch, world: Tables) -> None:
    """Have the bonds of person i to those in sight at hand, times a strength: 1 to note them, 0 to forget them."""
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        other = world.bonds[row].to
        if world.body[other].place == world.body[i].place:
            scratch.tie[other] = strength * world.bonds[row].strength


@part
def tie_to(i: int, other: int, scratch: Scratch, world: Tables, numbers: Parameters) -> float:
    """Strength of the bond to somebody in sight; classmates without a bond of their own have a weak one."""
    tie = float(scratch.tie[other])
    if tie == 0.0 and world.people[i].unit >= 0 and world.people[i].unit == world.people[other].unit:
        tie = numbers.bonding.classmate
    return tie


@part
def sets_out(other: int, i: int, world: Tables) -> bool:
    """Whether somebody is going somewhere where person i could follow."""
    leads = world.mind[other].act in LEADING or world.longing[other].brings == i
    return bool(world.stir[other] & (MOVES | STROLLS) and world.mind[other].leader != i and leads)


@part
def lead_of_office(i: int, world: Tables) -> float:
    """How much readier people are to follow somebody for their office: teachers."""
    return 0.25 if world.nature[i] & TEACHER else 0.0


@part
def lead_of_kin(i: int, other: int, world: Tables, numbers: Parameters) -> float:
    """How much readier a halfbie is to follow the one who leads those of its kind."""
    return float(numbers.kinship.lead) if world.longing[i].group == other else 0.0


@part
def exceeds(bond: float, other: int, most: float, found: int) -> bool:
    """Whether a bond is stronger than the strongest found so far; of equals the first in person order counts."""
    return bond > most or (bond == most and other < found)


@part
def consider_binding(i: int, other: int, bond: float, world: Tables, numbers: Parameters) -> None:
    """Note whom of those one cares for one could tie up, or who is tied up already; halfbies keep their mind, and need
    not be.
    """
    seen = world.situation[i]
    if bond < numbers.minding.care_bond or numbers.states[world.course[other].state].flags & Flag.HUNGERS:
        return
    if not world.nature[other] & POWERLESS:
        if exceeds(bond, other, seen.bindable_bond, seen.bindable):
            seen.bindable = other
            seen.bindable_bond = bond
    elif world.body[other].bound_by >= 0 and exceeds(bond, other, seen.bound_bond, seen.bound):
        seen.bound = other
        seen.bound_bond = bond


@part
def look_at_mind(i: int, other: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in somebody with a mind: company, whom to help, whom to follow, whom one is closest to."""
    seen = world.situation[i]
    nature = world.nature[other]
    bond = tie_to(i, other, scratch, world, numbers)
    if nature & INFECTED:
        consider_binding(i, other, bond, world, numbers)
    seen.companions += 1.0
    seen.unaware += 0.0 if nature & AWARE else 1.0
    seen.at_risk += 0.0 if nature & INFECTED else 1.0
    seen.company += max(bond, 0.0)
    if nature & HELD:
        is_closer = exceeds(bond, other, seen.held_bond, seen.held)
        if comes_first(other, seen.held, named(i, Act.SHIELD, world), is_closer):
            seen.held = other
            seen.held_bond = bond
        return
    if sets_out(other, i, world):
        lead = bond + lead_of_office(other, world) + lead_of_kin(i, other, world, numbers)
        if lead > WEAKEST_LEAD and exceeds(lead, other, seen.leader_bond, seen.leader):
            seen.leader = other
            seen.leader_bond = lead
    is_closest = seen.nearest < 0 or exceeds(bond, other, seen.nearest_bond, seen.nearest)
    is_nearest = comes_first(other, seen.nearest, named(i, Act.ATTACK, world), is_closest)
    if is_nearest and not (world.nature[i] & INFECTED and nature & INFECTED):
        seen.nearest = other
        seen.nearest_bond = bond


@part
def look_at(i: int, other: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in somebody in sight: a mind, a hunter, or a body."""
    seen = world.situation[i]
    nature = world.nature[other]
    if nature & MIND:
        look_at_mind(i, other, scratch, world, numbers)
    elif nature & HUNTER:
        if world.body[other].holds < 0:
            seen.hunters += 1.0
        tie = tie_to(i, other, scratch, world, numbers)
        seen.turned_bond = max(seen.turned_bond, tie)
        consider_binding(i, other, tie, world, numbers)
    elif nature & POWERLESS:
        consider_binding(i, other, tie_to(i, other, scratch, world, numbers), world, numbers)
    elif seen.dead < 0:
        seen.dead = other


@part
def look_at_crowd(i: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in everybody around, in person order, of equals the first; then whom one knows further off in a crowd."""
    first = last = first_around(i, world)
    other = first
    for _ in range(AROUND):
        if other < 0:
            break
        if other != i:
            look_at(i, other, scratch, world, numbers)
        last = other
        other = world.chain[other].next
    if world.hall[world.body[i].place].count > AROUND:
        look_at_known(i, first, last, scratch, world, numbers)


@part
def look_at_known(i: int, first: int, last: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in those here to whom one has a bond, except whom one has looked at: all from the first to the last."""
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        known = world.bonds[row].to
        if world.body[known].place == world.body[i].place and not first <= known <= last:
            look_at(i, known, scratch, world, numbers)


@part
def look_at_place(i: int, scratch: Scratch, world: Tables, numbers: Parameters) -> bool:
    """Take in the same as by looking at everybody, person by person, where an overview suffices; False if not."""
    seen = world.situation[i]
    look_at_known(i, NOBODY, NOBODY, scratch, world, numbers)
    take_in(i, scratch, world)
    stranger = first_stranger(i, scratch, world)
    if stranger < 0 or (seen.nearest >= 0 and seen.nearest_bond > 0.0):
        return True
    if scratch.tie[stranger] < 0.0:  # no stranger: somebody hated
        return False
    seen.nearest = stranger
    seen.nearest_bond = scratch.tie[stranger]
    return True


@part
def heed_call(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Somebody who has just called and left can still be followed."""
    seen = world.situation[i]
    caller = world.mind[i].called_by
    if seen.leader >= 0 or caller < 0 or now - world.mind[i].called_at > CALL_S:
        return
    if world.nature[caller] & (MIND | HELD) == MIND and sets_out(caller, i, world):
        bond = bond_between(i, caller, world, numbers) + lead_of_office(caller, world)
        bond += lead_of_kin(i, caller, world, numbers)
        if bond > WEAKEST_LEAD:
            seen.leader = caller
            seen.leader_bond = bond


@part
def is_asked(i: int, now: int, world: Tables) -> bool:
    """Whether somebody in sight has just asked person i to come back with them."""
    asker = world.longing[i].asked_by
    if asker < 0 or now - world.longing[i].asked_at > ASK_S:
        return False
    return bool(world.body[asker].place == world.body[i].place and world.nature[asker] & (MIND | HELD) == MIND)


@part
def heed_question(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Whoever is asked to come back can follow the one who asks."""
    if is_asked(i, now, world):
        world.situation[i].leader = world.longing[i].asked_by
        world.situation[i].leader_bond = bond_between(i, world.longing[i].asked_by, world, numbers)


@part
def forget_sights(i: int, world: Tables) -> None:
    """Nobody is in sight yet."""
    seen = world.situation[i]
    seen.held = seen.nearest = seen.leader = seen.dead = seen.bindable = seen.bound = NOBODY
    seen.hunters = seen.companions = seen.unaware = seen.at_risk = seen.company = 0.0
    seen.held_bond = seen.nearest_bond = seen.turned_bond = seen.leader_bond = 0.0
    seen.bindable_bond = seen.bound_bond = 0.0


@part
def look_round(i: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in hunters, minds, the dead, who is held, whom one could follow, strike or talk to."""
    world.situation[i].fear = fear_now(i, now, world, numbers)
    forget_sights(i, world)
    think_of_those_here(i, 1.0, scratch, world)
    if not suffices(i, now, scratch, world) or not look_at_place(i, scratch, world, numbers):
        forget_sights(i, world)
        look_at_crowd(i, scratch, world, numbers)
    think_of_those_here(i, 0.0, scratch, world)
    heed_call(i, now, world, numbers)
    heed_question(i, now, world, numbers)


@part
def look_at_doors(i: int, now: int, doors: Scratch, world: Tables, numbers: Parameters) -> None:
    """Take in the doors here: which are barred, could be, are being broken; and remembered danger behind them."""
    place = world.body[i].place
    barrable = NOWHERE
    shut = 0.0
    n_ways = 0.0
    hammered = 0.0
    nearby = 0.0
    weakest = 1e18
    for row in range(world.places[place].ways_from, world.places[place].ways_end):
        passage = world.ways[row].passage
        door = world.passages[passage].door
        n_ways += 1.0
        hammered += doors.hammering[passage]
        danger = remembered_danger(i, world.ways[row].to, now, world, numbers)
        nearby = max(nearby, danger)
        if door in (Door.BARRICADED, Door.LOCKED) or world.passages[passage].is_climb:
            shut += 1.0
        elif world.passages[passage].can_barricade and door != Door.BROKEN:
            need = world.passages[passage].strength - 1000.0 * danger - (500.0 if door != Door.CLOSED else 0.0)
            if need < weakest:
                weakest = need
                barrable = passage
    world.situation[i].barred = shut / max(n_ways, 1.0)
    world.situation[i].barrable = barrable
    world.situation[i].hammered = hammered
    world.situation[i].nearby = nearby


@part
def think_of_others(i: int, now: int, world: Tables, numbers: Parameters) -> None:
    """Think of those one is bonded to: whom one misses most, whom one hates most, by what one believes of them.

    The further away somebody is, the less one can hope to do for them.
    """
    place = world.body[i].place
    sought = named(i, Act.GO_BACK, world)
    pursued = named(i, Act.REVENGE, world)
    infected = numbers.states[world.course[i].state].flags & Flag.INFECTED != 0
    missing = target = confidant = NOBODY
    missing_bond = target_bond = confidant_bond = 0.0
    for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
        other = world.bonds[row].to
        strength = world.bonds[row].strength
        in_sight = world.body[other].place == place
        if (
            world.bonds[row].kind == Bond.FAMILY
            and strength > confidant_bond
            and (world.bonds[row].belief < Belief.INFECTED)
        ):
            confidant = other
            confidant_bond = strength
        hated = infected or world.bonds[row].kind == Bond.BULLYING
        is_worse = strength < 0.0 and comes_first(other, target, pursued, strength < target_bond)
        if hated and is_worse and (world.bonds[row].belief < Belief.TURNED):
            target = other
            target_bond = strength
        if (
            in_sight
            or strength < numbers.minding.care_bond
            or world.bonds[row].belief > Belief.INFECTED
            or (world.bonds[row].seen_at < 0)
        ):
            continue
        there = world.bonds[row].seen_at
        if there == place == world.people[other].home:  # they are neither here nor anywhere that one could think of
            continue
        danger = remembered_danger(i, there, now, world, numbers)
        hope = 1.0 / (1.0 + left_m(place, there, world) / numbers.moving.hope_m)
        urgency = strength * (0.6 + 0.4 * danger) * hope
        if comes_first(other, missing, sought, urgency > missing_bond):
            missing = other
            missing_bond = urgency
    world.situation[i].missing = missing
    world.situation[i].missing_bond = missing_bond
    world.situation[i].confidant = confidant
    world.situation[i].target = target
    world.situation[i].target_bond = target_bond


@part
def safety(i: int, place: int, now: int, world: Tables, numbers: Parameters) -> float:
    """How safe a mind takes a place to be, 0 to 1: its nature, less the danger remembered there."""
    return world.places[place].shelter * (1.0 - remembered_danger(i, place, now, world, numbers))


@part
def look_for_refuge(i: int, now: int, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Find the place within reach that promises most: safer, and not too far. Who is there, nobody knows."""
    spread_ways(i, NOWHERE, numbers.moving.flee_m, True, world.people[i].has_keys, now, scratch, world, numbers)
    here = world.body[i].place
    present = safety(i, here, now, world, numbers)
    if world.situation[i].hunters > 0.0:
        present = 0.0
    best = NOWHERE
    best_value = -1.0
    best_safety = 0.0
    for k in range(1, scratch.spread[0].settled):
        place = scratch.settled[k]
        promised = safety(i, place, now, world, numbers)
        value = promised - 0.5 * scratch.reached[place].cost / numbers.moving.flee_m
        if value > best_value:
            best_value = value
            best = place
            best_safety = promised
    world.situation[i].refuge = best
    world.situation[i].refuge_gain = best_safety - present


@part
def perceive(i: int, now: int, doors: Scratch, scratch: Scratch, world: Tables, numbers: Parameters) -> None:
    """Everything that one waking mind takes in before it chooses."""
    look_round(i, now, scratch, world, numbers)
    look_at_doors(i, now, doors, world, numbers)
    think_of_others(i, now, world, numbers)
    world.situation[i].free = 1.0 if world.period[world.people[i].role].where == ANYWHERE else 0.0
    world.situation[i].warmth = 1.0 if world.places[world.body[i].place].fire_until > now else 0.0
    world.situation[i].refuge = NOWHERE
    world.situation[i].refuge_gain = 0.0
    world.situation[i].hunger = 0.0
    if numbers.states[world.course[i].state].flags & Flag.HUNGERS:
        world.situation[i].hunger = hunger(
            now - world.course[i].fed_at,
            numbers.hunger.tau_s,
            world.situation[i].companions,
            numbers.hunger.near_gain,
        )
