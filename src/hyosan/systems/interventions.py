"""Interventions: what the authorities do, on what is reported alone.

In a society each begins and ends on its own; what they do to contacts is in `passing`, whom they keep apart in
`quarantine`. In a world of named people there are orders (`authorities`).
"""

from typing import Any

import numpy as np

from hyosan.systems.authorities.orders import act
from hyosan.systems.recording import hand_over
from hyosan.world.codes import NOBODY, NOWHERE, Kind
from hyosan.world.columns import Floats, Ints
from hyosan.world.crowd import LATER
from hyosan.world.response import Plan, per_100000
from hyosan.world.society import Society
from hyosan.world.world import World

EVERYWHERE = 0  #: the district that stands for all, where all act together


def rates(plan: Plan, world: Society) -> Floats:
    """Reported cases per 100,000 that an intervention goes by, (districts): of each, or of all together."""
    if plan.window is None:
        return np.zeros(len(world.authorities.people))
    people, counts = world.authorities.people, plan.window.counts
    if plan.is_local:
        return per_100000(counts, people)
    return np.repeat(per_100000(counts.sum(keepdims=True), people.sum(keepdims=True)), len(people))


def places_of(plan: Plan, districts: Ints) -> Ints:
    """Districts of which events tell: each for itself, or none for all together."""
    return districts if plan.is_local else np.full(min(len(districts), 1), NOWHERE)


def end_due(m: int, plan: Plan, rate: Floats, world: Society, chronicle: Any) -> None:
    """End an intervention where its time is over or too few cases are reported.

    One that begins by reports ends before it can begin again; one by the clock within its last step.
    """
    authorities, ends = world.authorities, world.numbers.response.ends[m]
    now = world.clock.now
    ends[authorities.is_on[m] & (rate < plan.below)] = now
    districts = np.flatnonzero(authorities.is_on[m] & (ends < now + (world.clock.dt if plan.window is None else 1)))
    if not len(districts):
        return
    authorities.is_on[m, districts] = False
    authorities.is_over[m, districts] = plan.is_once | (ends[districts] >= plan.until)
    places = places_of(plan, districts)
    rows = districts[: len(places)]
    causes = authorities.begun_by[m, rows]
    times = np.maximum(ends[rows], world.clock.start)
    chronicle.add_batch(times, Kind.INTERVENTION_ENDS, np.full(len(rows), NOBODY), NOBODY, places, causes, m)


def begin_triggered(m: int, plan: Plan, rate: Floats, world: Society, chronicle: Any) -> None:
    """Begin an intervention where enough cases are reported."""
    authorities, response = world.authorities, world.numbers.response
    now = world.clock.now
    districts = np.flatnonzero(~(authorities.is_on[m] | authorities.is_over[m]) & (rate >= plan.reported))
    if not len(districts) or now >= plan.until:
        return
    response.begins[m, districts] = now
    lasts_until = LATER if plan.lasts_s is None else now + plan.lasts_s
    response.ends[m, districts] = min(lasts_until, plan.until)
    places = places_of(plan, districts)
    rows = districts[: len(places)]
    last = authorities.last_report[rows] if plan.is_local else authorities.last_report.max(keepdims=True)
    nobody = np.full(len(rows), NOBODY)
    reached = chronicle.add_batch(now, Kind.THRESHOLD_REACHED, nobody, NOBODY, places, last, rate[rows])
    causes = reached + np.arange(len(rows))
    first = chronicle.add_batch(now, Kind.INTERVENTION_BEGINS, nobody, NOBODY, places, causes, m)
    note_begun(m, districts, first + (np.arange(len(districts)) if plan.is_local else 0), world)


def begin_scheduled(m: int, world: Society, chronicle: Any) -> None:
    """Begin an intervention whose time comes in this step."""
    authorities = world.authorities
    begins = int(world.numbers.response.begins[m, EVERYWHERE])
    is_due = begins < world.clock.now + world.clock.dt
    if not is_due or authorities.is_on[m, EVERYWHERE] or authorities.is_over[m, EVERYWHERE]:
        return
    event = chronicle.add(max(begins, world.clock.start), Kind.INTERVENTION_BEGINS, cause=0, value=float(m))
    note_begun(m, np.arange(len(authorities.people)), event, world)


def note_begun(m: int, districts: Ints, events: Any, world: Society) -> None:
    """Let an intervention act from now on."""
    world.authorities.is_on[m, districts] = True
    world.authorities.begun_by[m, districts] = events
    world.numbers.response.alert["is_acting"] = 1


def step(world: World | Society, chronicle: Any) -> None:
    """Begin and end interventions, or orders, by the clock and by what was reported up to the step before."""
    if isinstance(world, Society):
        intervene(world, chronicle)
    elif world.authorities is not None:
        act(world, world.authorities)
        hand_over(world.tables.log, chronicle)


def intervene(world: Society, chronicle: Any) -> None:
    """Begin and end the interventions of a society."""
    authorities = world.authorities
    for window in authorities.windows:
        window.slide(world.clock.now)
    for m, plan in enumerate(authorities.plans):
        rate = rates(plan, world)
        end_due(m, plan, rate, world, chronicle)
        if plan.window is None:
            begin_scheduled(m, world, chronicle)
        else:
            begin_triggered(m, plan, rate, world, chronicle)
