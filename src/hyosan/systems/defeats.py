"""Defeats in a society: the susceptible defend themselves, contact by contact in the order of time.

Where a pathogen knows defeats, whom somebody infectious meets next depends on how the contact before ended. So the
contacts of a step take place one after another, in one thread.
"""

from typing import Any

import numpy as np

from hyosan.jit import loop, part
from hyosan.rules.draw import philox
from hyosan.systems.calendar import list_rows
from hyosan.systems.claims import claim
from hyosan.systems.contacts import PLAN_GOES_ON, UNIT, WORD_BITS, stamp_of
from hyosan.systems.drafting import has_room, note_drafts
from hyosan.systems.stages import enter_stage, tally_at
from hyosan.world.calendar import Calendar, Contact
from hyosan.world.codes import Kind, Purpose
from hyosan.world.columns import Ids, Ints
from hyosan.world.crowd import CLAIMED, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts
from hyosan.world.society import Society, Workshop


@part
def can_matter(contact: Contact, crowd: Crowd, numbers: CrowdNumbers) -> bool:
    """Whether somebody infectious meets somebody susceptible in a contact."""
    state = crowd.state[contact.infectee]
    if state == CLAIMED or numbers.susceptible_states[state] == 0.0:
        return False
    return bool(stamp_of(contact.infector, crowd) == contact.stamp)  # else defeated meanwhile


@loop
def list_contacts(
    slot: int, stop: int, n: int, n_later: int, rows: Ids, listed: Contact, later: Contact, crowd: Crowd,
    numbers: CrowdNumbers, calendar: Calendar,
) -> tuple[int, int]:  # fmt: skip
    """List the contacts of a slot up to a time, and apart what is to be noted again; returns how many of each."""
    for k in range(list_rows(slot, rows, calendar)):
        contact = calendar.contacts[rows[k]]
        if contact.time >= stop or contact.setting == PLAN_GOES_ON:
            later[n_later] = contact
            n_later += 1
        elif can_matter(contact, crowd, numbers):
            listed[n] = contact
            n += 1
    return n, n_later


@part
def infects(contact: Contact, numbers: CrowdNumbers) -> bool:
    """Whether a contact infects, or else defeats the infectious."""
    words = philox(
        contact.infector, contact.infectee, contact.time, Purpose.FIGHT,
        numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS,
    )  # fmt: skip
    return (words[0] + 0.5) * UNIT < numbers.spreading.infecting


@part
def defeat(i: int, time: int, tally: Ints, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> None:
    """Person i, infectious until now, is defeated."""
    first = tally_at(i, crowd, numbers)
    tally[first + crowd.state[i]] -= 1
    tally[first + numbers.spreading.defeated] += 1
    crowd.case[i].stage += 1
    enter_stage(i, numbers.spreading.defeated, time, crowd, numbers, drafts)


@loop
def meet_in_order(
    low: int, contacts: Contact, n: int, n_defeated: int, infected: Ids, defeated: Contact, tally: Ints,
    crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts,
) -> tuple[int, int, int]:  # fmt: skip
    """Let contacts take place from row low on; returns how many people are listed as infected, how many contacts as
    defeats, and where it stopped for room.
    """
    for k in range(low, len(contacts)):
        if not has_room(drafts, 1):
            return n, n_defeated, k
        contact = contacts[k]
        if not can_matter(contact, crowd, numbers):
            continue
        if infects(contact, numbers):
            if claim(contact, crowd, numbers):
                infected[n] = contact.infectee
                n += 1
        else:
            defeat(contact.infector, contact.time, tally, crowd, numbers, drafts)
            defeated[n_defeated] = contact
            n_defeated += 1
    return n, n_defeated, len(contacts)


def in_order(contacts: Any) -> Any:
    """Contacts by time, then by who meets whom."""
    return contacts[np.lexsort((contacts["setting"], contacts["infectee"], contacts["infector"], contacts["time"]))]


def fight(contacts: Any, world: Society, workshop: Workshop, chronicle: Any) -> Ids:
    """Let contacts take place in their order and tell the chronicle of defeats; returns who is infected."""
    contacts = in_order(contacts)
    infected, defeated = np.empty(len(contacts), np.int32), np.empty_like(contacts)
    n = n_defeated = row = 0
    while row < len(contacts):
        n, n_defeated, row = meet_in_order(
            row, contacts, n, n_defeated, infected, defeated, workshop.tally, world.crowd, world.numbers,
            workshop.drafts,
        )  # fmt: skip
        note_drafts(world, workshop)
    record_defeats(defeated[:n_defeated], world, chronicle)
    return infected[:n]


def record_defeats(defeated: Any, world: Society, chronicle: Any) -> None:
    """Tell the chronicle who defeats whom, because the one defeated was infectious."""
    victor, loser = defeated["infectee"], defeated["infector"]
    causes = world.crowd.case["event"][loser]
    chronicle.add_batch(defeated["time"], Kind.KILL, victor, loser, world.place_of(loser), causes, np.nan)
