"""The contacts of a stage, noted when it begins: those that chance brings, or those that were recorded."""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.contacts import EPISODE_BITS, WORD_BITS, plan_contacts, stamp_of
from hyosan.systems.recorded import first_contact, plan_recorded
from hyosan.world.calendar import Calendar, Contact
from hyosan.world.codes import Purpose
from hyosan.world.crowd import Crowd, CrowdNumbers


@part
def plan_stage(i: int, since: int, word: int, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar) -> None:
    """Note the contacts of the stage that person i has just begun, or those of its first window.

    since : s, when it began;  word : random
    """
    network = numbers.mixing.network
    if len(network.begins) == 0:
        plan_contacts(i, since, 0, word, crowd, numbers, calendar)
    else:
        plan_recorded(i, since, first_contact(i, since, numbers.pace.start, network), crowd, numbers, calendar)


@part
def go_on_planning(plan: Contact, crowd: Crowd, numbers: CrowdNumbers, calendar: Calendar) -> None:
    """Note the contacts of the next window of a stage, if it still lasts."""
    i = plan.infector
    if stamp_of(i, crowd) != plan.stamp:
        return
    if len(numbers.mixing.network.begins) > 0:
        plan_recorded(i, plan.time, plan.infectee, crowd, numbers, calendar)
        return
    key = (crowd.case[i].episode << EPISODE_BITS) + crowd.case[i].stage
    words = philox(i, plan.infectee, key, Purpose.WINDOW, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS)
    plan_contacts(i, plan.time, plan.infectee, words[0], crowd, numbers, calendar)
