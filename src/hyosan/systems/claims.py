"""Which contact infects somebody: of several in a step, the earliest."""

from hyosan.jit import part
from hyosan.systems.passing import passes
from hyosan.world.calendar import Contact
from hyosan.world.crowd import CLAIMED, Case, Crowd, CrowdNumbers


@part
def comes_before(contact: Contact, case: Case) -> bool:
    """Whether a contact is earlier than the one that somebody is claimed by; at the same second lower numbers are."""
    if contact.time != case.infected_at:
        return bool(contact.time < case.infected_at)
    if contact.infector != case.infector:
        return bool(contact.infector < case.infector)
    return bool(contact.setting < case.setting)


@part
def claim(contact: Contact, crowd: Crowd, numbers: CrowdNumbers) -> bool:
    """Let a contact infect, unless an earlier one does or an intervention prevents it; whether it is the first to."""
    i = contact.infectee
    state = crowd.state[i]
    case = crowd.case[i]
    is_first = bool(state != CLAIMED)
    if numbers.susceptible_states[state] == 0.0 if is_first else not comes_before(contact, case):
        return False
    if numbers.response.alert.is_acting != 0 and not passes(contact, crowd, numbers):
        return False
    case.infected_at = contact.time
    case.infector = contact.infector
    case.setting = contact.setting
    if is_first:
        case.next_state = state
        crowd.state[i] = CLAIMED
    return is_first
