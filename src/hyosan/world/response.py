"""What becomes known of an outbreak in a society, and what is done about it: tables as loops take them.

Times are s since the start of day 1.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hyosan.world.columns import Code, Floats, Id, Ints, Real, Table, Truths, Whole

Short = Annotated[int, np.int16]
AS_CASE, AS_CONTACT = 0, 1


class Watch(Table):
    """What the authorities know of somebody; all zero before. A page is first touched on a detection."""

    report_at: Id  # s, when the case becomes known
    episode: Short  # number of the infection that is or will be reported


class Apart(Table):
    """Rows 2 i + AS_CASE and 2 i + AS_CONTACT: how person i stays apart, as a reported case and as a contact of one.

    All zero before. Side by side, because whoever looks at the one looks at the other.
    """

    since: Id  # s
    until: Id  # s
    by: Code  # row of the interventions


class Detections(Table):
    """Rows: detections."""

    key: Whole  # stable identity in the keys of randomness
    state: Code  # row of the pathogen's states; entering it can be detected
    since: Whole  # s, first time at which it can
    until: Whole  # s, first time at which it can no more


class Measures(Table):
    """Rows: interventions."""

    key: Whole  # stable identity in the keys of randomness
    kind: Code  # Measure
    setting: Code  # Setting whose contacts it reduces, or -1
    compliance: Real  # share of people
    reduction: Real  # share of the contacts concerned
    delay_s: Whole  # from a report until people stay apart
    apart_s: Whole  # how long they do
    at_home: Real  # share of their contacts at home that remain
    outside: Real  # share of their other contacts that remain
    traced_home: Real  # chance that a member of the household is found
    traced_school: Real  # of the class
    traced_work: Real  # of the workplace
    traced_community: Real  # of somebody else, on a contact network
    campaign_s: Whole  # how long vaccinations go on
    protects_after_s: Whole
    against_infection: Real  # efficacy when it begins to protect
    against_illness: Real
    against_transmission: Real
    half_life_s: Real  # of protection; infinite if it does not wane


class Alert(Table):
    """One record: what loops look at first, so that nothing costs anything before there is something."""

    report_step: Whole  # the first step whose reports are not listed yet
    is_acting: Whole  # whether any intervention has ever begun, 0 or 1


class Response(NamedTuple):
    """Detections and interventions: `response` in a loop. What begins and ends is in the digest by its events."""

    alert: Alert
    detections: Detections
    detected: NDArray[np.float64]  # (detections, AGES) probability
    delay: NDArray[np.int64]  # (detections, QUANTILES) s, quantiles of the time to the report
    measures: Measures
    coverage: NDArray[np.float64]  # (measures, AGES)
    begins: NDArray[np.int32]  # (measures, districts) s, when it begins or began, or LATER
    ends: NDArray[np.int32]  # (measures, districts) s, when it ends, or LATER


class Ordered(Table):
    """Working space: who is told to stay apart in a step."""

    person: Id
    report: Whole  # row of the reports of the step
    measure: Code  # row of the interventions
    kind: Code  # Kind of the event


class Reported(Table):
    """Working space: cases that are reported in a step."""

    time: Id  # s
    person: Id


@dataclass
class Window:
    """Reported cases of a stretch of time up to now.

    over_s  : its length, s
    counts  : (districts) cases
    batches : step's end (s) and cases by district, of the steps that count
    """

    over_s: int
    counts: Ints
    batches: deque[tuple[int, Ints]] = field(default_factory=deque)

    def add(self, time: int, by_district: Ints) -> None:
        """Count the cases of a step that ends at a time."""
        self.counts += by_district
        self.batches.append((time, by_district))

    def slide(self, now: int) -> None:
        """Forget what is too long ago."""
        while self.batches and self.batches[0][0] <= now - self.over_s:
            self.counts -= self.batches.popleft()[1]


@dataclass(frozen=True)
class Plan:
    """When an intervention begins and ends.

    window     : of the reports that trigger it; None for one that begins at a time
    is_once    : whether it does not begin again when it has ended
    is_local   : whether each district counts and acts for itself
    reported   : cases per 100,000 in the window from which on it begins
    below      : cases per 100,000 under which it ends; 0 if it does not
    lasts_s    : s from its beginning; None if it does not end so
    until      : s, from when on it neither goes on nor begins, or LATER
    """

    window: Window | None
    is_once: bool
    is_local: bool
    reported: float
    below: float
    lasts_s: int | None
    until: int


@dataclass
class Authorities:
    """What decides and records interventions, outside of the loops.

    plans       : of each intervention
    windows     : of reports, one of each length that a trigger asks for
    people      : (districts) who live there
    last_report : (districts) event of the latest report, or NO_EVENT
    is_on       : (measures, districts) whether it has begun and not ended
    is_over     : (measures, districts) whether it has ended and does not begin again
    begun_by    : (measures, districts) event of its latest beginning
    is_recording : whether isolations and quarantines are recorded one by one
    """

    plans: list[Plan]
    windows: list[Window]
    people: Ints
    last_report: Ints
    is_on: Truths
    is_over: Truths
    begun_by: Ints
    is_recording: bool

    def note_reports(self, time: int, district: NDArray[np.int32], first_event: int) -> None:
        """Take note of the cases reported in a step.

        time        : s, its end
        district    : (n) of each case, in the order of their events
        first_event : of the first
        """
        by_district = np.bincount(district, minlength=len(self.people))
        self.last_report[district] = first_event + np.arange(len(district))
        for window in self.windows:
            window.add(time, by_district)


def per_100000(cases: Ints, people: Ints) -> Floats:
    """Cases per 100,000 people; 0 where nobody lives."""
    return np.asarray(1e5 * cases / np.maximum(people, 1))
