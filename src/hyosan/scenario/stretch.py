"""Stretches of a run that have steps of their own: minutes in the acute days, hours in the months after."""

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from hyosan.scenario.complaints import Complaint
from hyosan.scenario.quantities import Time, WholeSeconds
from hyosan.scenario.rows import Row

MAX_STRETCHES = 20


class Stretch(Row):
    """Steps and counts from a time on."""

    from_: Time = Field(alias="from", description='When it begins, such as "day 7 08:00"')
    step: WholeSeconds = Field(description='Length of a step from then on, such as "1 h"')
    series_every: WholeSeconds | None = Field(default=None, description="Time between counts; default a step")
    place_series_every: WholeSeconds | None = Field(
        default=None, description="Time between counts by place; default a step"
    )


def stretch_faults(stretches: tuple[Stretch, ...], start: int, near_step: int) -> Iterator[Complaint]:
    """What of the stretches does not fit the run or one another.

    start     : s, when the run begins
    near_step : s
    """
    for k, stretch in enumerate(stretches, start=1):
        where = ("stretch", f"#{k}")
        if stretch.from_ <= start:
            yield Complaint((*where, "from"), "a time not after the start", "a time after start")
        if stretch.step % near_step:
            found = f"{stretch.step} s, which a near step of {near_step} s does not divide"
            yield Complaint((*where, "step"), found, "a multiple of near_step")
        for key, every in (("series_every", stretch.series_every), ("place_series_every", stretch.place_series_every)):
            if every is not None and every % stretch.step:
                found = f"{every} s, no multiple of a step of {stretch.step} s"
                yield Complaint((*where, key), found, "a multiple of step")
    for k, (one, later) in enumerate(pairwise(stretches), start=2):
        if later.from_ <= one.from_:
            yield Complaint(
                ("stretch", f"#{k}", "from"), "a time not after the stretch before", "stretches in their order"
            )
