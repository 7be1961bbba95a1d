"""Transmission in a society: contacts take place, and some infect.

Of several contacts of a step that would infect the same person, the earliest does.
"""

from typing import Any

import numpy as np

from hyosan.jit import loop, map_ranges, part
from hyosan.systems.calendar import clear, list_rows, slot_of
from hyosan.systems.claims import claim
from hyosan.systems.contacts import COMMUNITY, HOME, NOBODY, PLAN_GOES_ON, district_of
from hyosan.systems.defeats import fight, list_contacts
from hyosan.systems.drafting import draft_contact, has_room, note_drafts
from hyosan.systems.natural_history import AHEAD, look_ahead
from hyosan.systems.planning import go_on_planning
from hyosan.systems.stages import enter_stage, tally_at
from hyosan.world.calendar import RING, Calendar, Contact
from hyosan.world.codes import Kind
from hyosan.world.columns import Ids, Ints, record_type
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers, Infection
from hyosan.world.drafts import Drafts
from hyosan.world.society import Society, Workshop

TIME_UNIT = np.int64(1 << 31)  #: of a key that sorts by time, then person
ALONE_BELOW = 2_000  #: contacts that one thread is faster with
TOLD_ALONE_BELOW = 50_000  #: infections, of which there is less to do for each


@loop
def take_contacts(
    slot: int, stop: int, n: int, n_later: int, rows: Ids, infected: Ids, later: Contact, crowd: Crowd,
    numbers: CrowdNumbers, calendar: Calendar,
) -> tuple[int, int]:  # fmt: skip
    """Let the contacts of a slot take place up to a time; returns how many people are listed as infected, and how many
    entries as to be noted again: plans that go on, and what the ring had no slot for.
    """
    for k in range(list_rows(slot, rows, calendar)):
        contact = calendar.contacts[rows[k]]
        if contact.time >= stop or contact.setting == PLAN_GOES_ON:
            later[n_later] = contact
            n_later += 1
        elif claim(contact, crowd, numbers):
            infected[n] = contact.infectee
            n += 1
    return n, n_later


@loop
def plan_again(low: int, stop: int, later: Contact, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> int:
    """Go on with plans, and plan anew what comes after a time, from row low on; returns where it stopped for room."""
    for k in range(low, len(later)):
        entry = later[k]
        while entry.time < stop and has_room(drafts, 1):
            go_on_planning(entry, crowd, numbers, drafts)
        if entry.time < stop or not has_room(drafts, 1):
            return k
        if entry.time < LATER:
            draft_contact(entry.time, entry.infector, entry.infectee, entry.stamp, entry.setting, drafts)
    return len(later)


@loop
def close_step(calendar: Calendar, numbers: CrowdNumbers) -> None:
    """Take the contacts of the present step out of a calendar."""
    for part_of_people in range(numbers.pace.ranges):
        clear(slot_of(numbers.pace.step, part_of_people, numbers.pace), calendar)


@part
def place_of(infector: int, infectee: int, setting: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """Where two people meet: their household, their class or workplace, or the infectee's district."""
    mixing = numbers.mixing
    n_districts = len(crowd.district_at) - 1
    if len(mixing.home) == 0:
        return district_of(infectee, crowd)
    if setting == HOME and mixing.home[infector] == mixing.home[infectee]:
        return n_districts + int(mixing.home[infectee])
    group = int(mixing.group[infectee]) if setting != COMMUNITY else NOBODY
    if group >= 0 and group == mixing.group[infector]:
        return n_districts + len(mixing.home_at) - 1 + group
    return district_of(infectee, crowd)


@loop
def describe(low: int, high: int, keys: Ints, new: Infection, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Fill in who infects whom, where and why, in the order of time."""
    for k in range(low, high):
        row = new[k]
        row.time = keys[k] // TIME_UNIT
        row.infectee = keys[k] % TIME_UNIT
        case = crowd.case[row.infectee]
        row.infector = case.infector
        row.setting = case.setting
        row.place = place_of(row.infector, row.infectee, row.setting, crowd, numbers)
        row.cause = crowd.case[row.infector].event


@part
def infect(i: int, time: int, event: int, tally: Ints, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> None:
    """A new infection of person i begins, who is in the state that their case names as the next."""
    case = crowd.case[i]
    case.event = event
    case.episode += 1
    case.stage = 0
    first = tally_at(i, crowd, numbers)
    tally[first + case.next_state] -= 1
    tally[first + numbers.spreading.exposed] += 1
    enter_stage(i, numbers.spreading.exposed, time, crowd, numbers, drafts)


@loop
def list_own(low: int, high: int, new: Infection, rows: Ids) -> int:
    """List the rows of infections of people low to high; returns how many."""
    n = 0
    for k in range(len(new)):
        rows[n] = k  # written whoever it is, as in `natural_history.list_due`
        n += int((new[k].infectee >= low) & (new[k].infectee < high))
    return n


@loop
def infect_all(
    first: int, rows: Ids, first_event: int, new: Infection, tally: Ints, crowd: Crowd, numbers: CrowdNumbers,
    drafts: Drafts,
) -> int:  # fmt: skip
    """Begin the listed infections, from one on, in the order in which they are recorded; returns where it stopped for
    room.
    """
    for k in range(first, len(rows)):
        if not has_room(drafts, 1):
            return k
        if k + AHEAD < len(rows):
            look_ahead(new[rows[k + AHEAD]].infectee, crowd, numbers)
        row = rows[k]
        infect(new[row].infectee, new[row].time, first_event + row, tally, crowd, numbers, drafts)
    return len(rows)


@loop
def import_infection(
    i: int, time: int, event: int, tally: Ints, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts
) -> None:
    """Person i is infected from outside."""
    case = crowd.case[i]
    case.infector = -1
    case.infected_at = time
    case.next_state = crowd.state[i]
    infect(i, time, event, tally, crowd, numbers, drafts)


def import_due(world: Society, chronicle: Any) -> None:
    """Infect those who are to be infected from outside in this step, if they still can be."""
    workshop = world.workshops[0]
    for time, i in world.imports_until(world.clock.now + world.clock.dt):
        if world.numbers.susceptible_states[world.crowd.state[i]] > 0.0:
            place = int(world.crowd.district[i])
            event = chronicle.add(time, Kind.IMPORTATION, cause=0, who=i, place=place)
            import_infection(i, time, event, workshop.tally, world.crowd, world.numbers, workshop.drafts)
            note_drafts(world, workshop)


def take_range(part_of_people: int, n_contacts: int, world: Society, workshop: Workshop) -> Ints:
    """Let the contacts with a range of people take place; returns keys of the infected."""
    slot = slot_in(world, part_of_people)
    stop = world.clock.now + world.clock.dt
    rows, infected = np.empty(n_contacts, np.int32), np.empty(n_contacts, np.int32)
    later: Any = np.empty(n_contacts, record_type(Contact))
    n = n_later = 0
    for each in world.workshops:
        n, n_later = take_contacts(
            slot, stop, n, n_later, rows, infected, later, world.crowd, world.numbers, each.calendar
        )
    put_off(later[:n_later], world, workshop)
    return keys_of(infected[:n], world)


def put_off(later: Any, world: Society, workshop: Workshop) -> None:
    """Note again what is not for this step."""
    stop = world.clock.now + world.clock.dt
    row = 0
    while row < len(later):
        row = plan_again(row, stop, later, world.crowd, world.numbers, workshop.drafts)
        note_drafts(world, workshop)


@loop
def list_keys(infected: Ids, keys: Ints, crowd: Crowd) -> None:
    """Fill in keys that sort the infected by time, then row."""
    for k in range(len(infected)):
        keys[k] = crowd.case[infected[k]].infected_at * TIME_UNIT + infected[k]


def keys_of(infected: Ids, world: Society) -> Ints:
    """Keys that sort the infected by time, then row."""
    keys = np.empty(len(infected), np.int64)
    list_keys(infected, keys, world.crowd)
    return keys


def slot_in(world: Society, part_of_people: int) -> int:
    """The slot of the present step and a range of people."""
    ranges = len(world.workshops)
    return int(world.numbers.pace["step"]) % RING * ranges + part_of_people


def take_in_order(n_contacts: int, world: Society, chronicle: Any) -> list[Ints]:
    """Let the contacts of the step take place where some end in defeats; returns keys of the infected."""
    stop = world.clock.now + world.clock.dt
    rows = np.empty(n_contacts, np.int32)
    listed: Any = np.empty(n_contacts, record_type(Contact))
    later = np.empty_like(listed)
    n = n_later = 0
    for part_of_people in range(len(world.workshops)):
        slot = slot_in(world, part_of_people)
        for each in world.workshops:
            n, n_later = list_contacts(
                slot, stop, n, n_later, rows, listed, later, world.crowd, world.numbers, each.calendar
            )
    workshop = world.workshops[0]
    put_off(later[:n_later], world, workshop)
    return [keys_of(fight(listed[:n], world, workshop, chronicle), world)]


def take_ranges(sizes: list[int], world: Society) -> list[Ints]:
    """Let the contacts of the step take place, each range of people in a thread; returns keys of the infected."""
    ranges = len(sizes)
    keys: list[Ints] = [np.empty(0, np.int64)] * ranges

    def task(low: int, high: int, thread: int) -> None:
        for k in range(low, high):
            keys[k] = take_range(k, sizes[k], world, world.workshops[thread])

    map_ranges(task, ranges, ranges if sum(sizes) >= ALONE_BELOW else 1)
    return keys


def take_all(world: Society, chronicle: Any) -> Ints:
    """Let the contacts of the step take place; returns keys of the infected, sorted."""
    ranges = len(world.workshops)
    sizes = [sum(int(each.calendar.filled[slot_in(world, k)]) for each in world.workshops) for k in range(ranges)]
    if not any(sizes):
        return np.empty(0, np.int64)
    has_defeats = int(world.numbers.spreading["defeated"]) >= 0
    keys = take_in_order(sum(sizes), world, chronicle) if has_defeats else take_ranges(sizes, world)
    for each in world.workshops:
        close_step(each.calendar, world.numbers)
    return np.sort(np.concatenate(keys))


def record_infections(new: Any, chronicle: Any) -> int:
    """Tell the chronicle who infects whom, where; returns the id of the first event."""
    first: int = chronicle.add_batch(
        new["time"], Kind.INFECTION, new["infectee"], new["infector"], new["place"], new["cause"], new["setting"]
    )
    return first


def step(world: Society, chronicle: Any) -> None:
    """Let everybody infectious meet others, and infect those that are infected."""
    import_due(world, chronicle)
    keys = take_all(world, chronicle)
    if not len(keys):
        return
    new: Any = np.empty(len(keys), record_type(Infection))

    def tell(low: int, high: int, _: int) -> None:
        describe(low, high, keys, new, world.crowd, world.numbers)

    map_ranges(tell, len(keys), len(world.workshops), TOLD_ALONE_BELOW)
    first = record_infections(new, chronicle)

    def begin(low: int, high: int, thread: int) -> None:
        workshop = world.workshops[thread]
        rows = np.empty(len(new), np.int32)
        rows = rows[: list_own(low, high, new, rows)]
        done = 0
        while done < len(rows):
            done = infect_all(done, rows, first, new, workshop.tally, world.crowd, world.numbers, workshop.drafts)
            note_drafts(world, workshop)

    map_ranges(begin, world.n, len(world.workshops) if len(new) >= ALONE_BELOW else 1)
