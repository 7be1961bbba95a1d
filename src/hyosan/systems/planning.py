"""The contacts of a stage, planned window by window: those that chance brings, or those that were recorded.

What is left to draw stands in the calendar as a plan, and the stage does not end before all of it is drawn.
"""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.contacts import EPISODE_BITS, PLAN_GOES_ON, WORD_BITS, plan_contacts, stamp_of
from hyosan.systems.drafting import draft_contact
from hyosan.systems.recorded import first_contact, plan_recorded
from hyosan.world.calendar import Contact
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.drafts import Drafts


@part
def plan_stage(i: int, since: int, word: int, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> None:
    """Plan the contacts of the stage that person i has just begun, and leave a plan for those of later windows.

    since : s, when it began;  word : random
    """
    network = numbers.mixing.network
    if len(network.begins) > 0:
        first = first_contact(i, since, numbers.pace.start, network)
        following, number = plan_recorded(i, since, first, crowd, numbers, drafts)
    else:
        following, number = plan_contacts(i, since, 0, word, crowd, numbers, drafts)
    crowd.case[i].has_plan = following < LATER
    if following < LATER:
        draft_contact(following, i, number, stamp_of(i, crowd), PLAN_GOES_ON, drafts)


@part
def go_on_planning(plan: Contact, crowd: Crowd, numbers: CrowdNumbers, drafts: Drafts) -> None:
    """Plan the contacts of the window that a plan stands for, and let it stand for the next; its time is LATER if
    there is none, or the stage has ended in a defeat.
    """
    i = plan.infector
    if stamp_of(i, crowd) != plan.stamp:
        plan.time = LATER
        return
    if len(numbers.mixing.network.begins) > 0:
        following, number = plan_recorded(i, plan.time, plan.infectee, crowd, numbers, drafts)
    else:
        key = (crowd.case[i].episode << EPISODE_BITS) + crowd.case[i].stage
        words = philox(
            i, plan.infectee, key, Purpose.WINDOW, numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS
        )
        following, number = plan_contacts(i, plan.time, plan.infectee, words[0], crowd, numbers, drafts)
    plan.time = following
    plan.infectee = number
    crowd.case[i].has_plan = following < LATER
