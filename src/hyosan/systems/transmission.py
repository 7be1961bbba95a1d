"""Transmission in a society: the infectious meet others, and some of those are infected.

Contacts of one infectious person come at a constant rate while a stage lasts (a Poisson process), each in a setting and
with a partner drawn for that contact alone. So how many people somebody infects does not depend on the length of a
step; only the order in which people of one step are infected by one another's new cases does. Of several contacts of a
step that would infect the same person, the earliest does.
"""

from typing import Any

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.draw import philox
from hyosan.systems.agenda import has_slot, put, slot
from hyosan.systems.stages import UNIT, WORD_BITS, enter_stage, gap_s
from hyosan.world.codes import Kind, Purpose, Setting
from hyosan.world.columns import Ints
from hyosan.world.crowd import LATER, WORD, Crowd, CrowdNumbers, Found
from hyosan.world.society import Society

PEOPLE_MOST = 1 << 31  #: rows that an id can name
STAGE_BITS = 16  #: of the word that names a contact: its number in the stage is above the stage, what is left over of
LOW_COUNT = (1 << STAGE_BITS) - 1  #: the number above the episode


@part
def meet(i: int, word: int, crowd: Crowd) -> int:
    """Somebody else of the same district, all alike; person i themselves if there is nobody else."""
    first = int(crowd.district_at[crowd.district[i]])
    others = int(crowd.district_at[crowd.district[i] + 1]) - first - 1
    met = first + (word * max(others, 0) >> WORD_BITS)
    return met if met < i or others < 1 else met + 1


@part
def make_contacts(i: int, stop: int, n: int, found: Found, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """Person i's contacts up to a time; those with somebody who can be infected, and is, are listed."""
    case = crowd.case[i]
    state = crowd.status[i].state
    end = min(stop, case.due)
    while case.contact < end and n < len(found):
        words = philox(
            i, ((case.n_contacts & LOW_COUNT) << STAGE_BITS) | state,
            ((case.n_contacts >> STAGE_BITS) << STAGE_BITS) | case.episode, Purpose.CONTACT,
            numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS,
        )  # fmt: skip
        other = meet(i, words[1], crowd)
        status = crowd.status[other]
        can_be = status.state == numbers.spreading.susceptible and other != i
        if can_be and (words[2] + 0.5) * UNIT < numbers.susceptibility[status.age]:
            row = found[n]
            row.time = case.contact
            row.infector = i
            row.infectee = other
            row.place = crowd.district[i]
            row.setting = Setting.COMMUNITY
            n += 1
        case.n_contacts += 1
        case.contact = min(case.contact + gap_s(words[0], case.rate), LATER - 1)
    return n


@loop
def find_contacts(low: int, high: int, stop: int, found: Found, crowd: Crowd, numbers: CrowdNumbers) -> tuple[int, int]:
    """List the contacts of people low to high that may infect; returns how many, and where it stopped for room."""
    byte = slot(numbers.pace.step)
    n = 0
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        if not has_slot(crowd.contact_words[word], byte):
            continue
        for i in range(word * WORD, min(word * WORD + WORD, high)):
            if crowd.contact_in[i] == byte:
                n = make_contacts(i, stop, n, found, crowd, numbers)
                if n == len(found):
                    return n, word * WORD
                if crowd.case[i].contact < crowd.case[i].due:
                    put(crowd.contact_in, i, crowd.case[i].contact, numbers.pace.step + 1, numbers.pace)
                else:
                    crowd.contact_in[i] = 0
    return n, high


@loop
def settle(found: Found, chosen: Ints, crowd: Crowd) -> int:
    """Of several contacts that would infect the same person, let the earliest; returns how many do, and lists them."""
    for k in range(len(found)):
        case = crowd.case[found[k].infectee]
        earlier = found[k].time + 1 < case.claim
        if case.claim == 0 or earlier or (found[k].time + 1 == case.claim and found[k].infector < case.infector):
            case.claim = found[k].time + 1
            case.infector = found[k].infector
    infected = 0
    for k in range(len(found)):
        case = crowd.case[found[k].infectee]
        if case.claim == found[k].time + 1 and case.infector == found[k].infector:
            case.claim = 0
            chosen[infected] = k
            infected += 1
    return infected


@part
def infect(i: int, time: int, event: int, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """A new infection of person i begins."""
    case = crowd.case[i]
    case.event = event
    case.infected_at = time
    case.episode += 1
    first_row = crowd.district[i] * len(numbers.states)
    crowd.tally[first_row + crowd.status[i].state].people -= 1
    crowd.tally[first_row + numbers.spreading.exposed].people += 1
    crowd.status[i].state = numbers.spreading.exposed
    enter_stage(i, numbers.spreading.exposed, time, True, crowd, numbers)


@loop
def infect_all(first_event: int, new: Found, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Begin infections in the order in which they are recorded."""
    for k in range(len(new)):
        infect(new[k].infectee, new[k].time, first_event + k, crowd, numbers)


@loop
def import_infection(i: int, time: int, event: int, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Person i is infected from outside."""
    crowd.case[i].infector = -1
    infect(i, time, event, crowd, numbers)


def record_infections(world: Society, new: Any, chronicle: Any) -> int:
    """Tell the chronicle who infects whom, where; returns the id of the first event."""
    causes = world.crowd.case["event"][new["infector"]]
    first: int = chronicle.add_batch(
        new["time"], Kind.INFECTION, new["infectee"], new["infector"], new["place"], causes, new["setting"]
    )
    return first


def import_due(world: Society, chronicle: Any) -> None:
    """Infect those who are to be infected from outside in this step, if they still can be."""
    for time, i in world.imports_until(world.clock.now + world.clock.dt):
        if world.crowd.status["state"][i] == world.numbers.spreading["susceptible"]:
            place = int(world.place_of(np.array([i]))[0])
            event = chronicle.add(time, Kind.IMPORTATION, cause=0, who=i, place=place)
            import_infection(i, time, event, world.crowd, world.numbers)


def contacts_of_step(world: Society) -> Any:
    """All contacts of the step that may infect; in as many pieces as the working space needs."""
    found: Any = world.workshops[0].found
    stop = world.clock.now + world.clock.dt
    pieces = []
    row = 0
    while row < world.n:
        n, row = find_contacts(row, world.n, stop, found, world.crowd, world.numbers)
        pieces.append(found[:n].copy())
    return np.concatenate(pieces)


def step(world: Society, chronicle: Any) -> None:
    """Let everybody infectious meet others, and infect those that are infected."""
    import_due(world, chronicle)
    found = contacts_of_step(world)
    if not len(found):
        return
    chosen = np.empty(len(found), np.int64)
    infected = settle(found, chosen, world.crowd)
    new = found[chosen[:infected]]
    new = new[np.argsort(new["time"].astype(np.int64) * PEOPLE_MOST + new["infectee"])]
    infect_all(record_infections(world, new, chronicle), new, world.crowd, world.numbers)
