"""What interventions let through, in a society: whether a contact takes place, and whether a vaccine prevents illness.

The chance that a contact takes place is a product of what every intervention leaves of it, and one draw keyed by that
contact decides. So a branch without an intervention has the same contacts, and fewer of them pass with a stronger one.
"""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.rules.vaccination import protection, turn_s
from hyosan.world.calendar import Contact
from hyosan.world.codes import Measure, Purpose, Setting
from hyosan.world.crowd import Crowd, CrowdNumbers
from hyosan.world.response import AS_CASE, AS_CONTACT, Apart

UNIT = 2.0**-32
WORD_BITS = 32
HOME = int(Setting.HOME)
TRAVEL_RESTRICTION, VACCINATION = int(Measure.TRAVEL_RESTRICTION), int(Measure.VACCINATION)
AGAINST_INFECTION, AGAINST_ILLNESS, AGAINST_TRANSMISSION = range(3)


@part
def is_in_force(m: int, district: int, time: int, numbers: CrowdNumbers) -> bool:
    """Whether an intervention is in force in a district at a time."""
    response = numbers.response
    return bool(response.begins[m, district] <= time < response.ends[m, district])


@part
def complies(i: int, m: int, numbers: CrowdNumbers) -> bool:
    """Whether person i does what an intervention asks: the same answer whenever it is in force."""
    measure = numbers.response.measures[m]
    if measure.compliance >= 1.0:
        return True
    words = philox(
        i, measure.key, 0, Purpose.COMPLIANCE, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    )  # fmt: skip
    return bool((words[0] + 0.5) * UNIT < measure.compliance)


@part
def protection_of(i: int, m: int, against: int, time: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """How well a campaign protects person i at a time, 0 to 1; against: infection, illness or passing it on."""
    response = numbers.response
    measure = response.measures[m]
    begun = int(response.begins[m, crowd.district[i]])
    efficacy = measure.against_infection
    if against == AGAINST_ILLNESS:
        efficacy = measure.against_illness
    if against == AGAINST_TRANSMISSION:
        efficacy = measure.against_transmission
    if efficacy == 0.0 or time < begun + measure.protects_after_s:
        return 0.0
    words = philox(
        i, measure.key, 0, Purpose.VACCINATION, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
    )  # fmt: skip
    turn = turn_s((words[0] + 0.5) * UNIT, response.coverage[m, crowd.age[i]], measure.campaign_s)
    if turn < 0.0:
        return 0.0
    return protection(efficacy, time - (begun + turn + measure.protects_after_s), measure.half_life_s)


@part
def share_of(apart: Apart, setting: int, time: int, numbers: CrowdNumbers) -> float:
    """What one isolation or quarantine leaves of somebody's contacts in a setting."""
    if not apart.since <= time < apart.until:
        return 1.0
    measure = numbers.response.measures[apart.by]
    return float(measure.at_home if setting == HOME else measure.outside)


@part
def share_apart(i: int, setting: int, time: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """What isolation and quarantine leave of person i's contacts in a setting: of both, the stricter counts."""
    as_case = share_of(crowd.apart[2 * i + AS_CASE], setting, time, numbers)
    return min(as_case, share_of(crowd.apart[2 * i + AS_CONTACT], setting, time, numbers))


@part
def share_left(m: int, contact: Contact, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """What one intervention that is for everybody leaves of a contact."""
    measure = numbers.response.measures[m]
    i, j, time = int(contact.infector), int(contact.infectee), int(contact.time)
    if measure.kind == VACCINATION:
        return (1.0 - protection_of(j, m, AGAINST_INFECTION, time, crowd, numbers)) * (
            1.0 - protection_of(i, m, AGAINST_TRANSMISSION, time, crowd, numbers)
        )
    here, there = crowd.district[j], crowd.district[i]
    if measure.kind == TRAVEL_RESTRICTION:
        is_concerned = here != there and (is_in_force(m, here, time, numbers) or is_in_force(m, there, time, numbers))
    else:
        is_concerned = measure.setting == contact.setting and is_in_force(m, here, time, numbers)
    if is_concerned and (complies(i, m, numbers) or complies(j, m, numbers)):
        return 1.0 - measure.reduction
    return 1.0


@part
def passes(contact: Contact, crowd: Crowd, numbers: CrowdNumbers) -> bool:
    """Whether a contact takes place, and infects, in spite of all interventions."""
    i, j, time = int(contact.infector), int(contact.infectee), int(contact.time)
    left = 1.0
    for m in range(len(numbers.response.measures)):
        left *= share_left(m, contact, crowd, numbers)
    if len(crowd.watch) > 0:
        left *= share_apart(i, contact.setting, time, crowd, numbers)
        left *= share_apart(j, contact.setting, time, crowd, numbers)
    if left >= 1.0:
        return True
    words = philox(i, j, time, Purpose.PASSING, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS)
    return bool((words[0] + 0.5) * UNIT < left)


@part
def illness_prevented(i: int, time: int, crowd: Crowd, numbers: CrowdNumbers) -> float:
    """Chance that vaccination spares person i an illness that would begin to show from a time on."""
    left = 1.0
    for m in range(len(numbers.response.measures)):
        if numbers.response.measures[m].kind == VACCINATION:
            left *= 1.0 - protection_of(i, m, AGAINST_ILLNESS, time, crowd, numbers)
    return 1.0 - left
