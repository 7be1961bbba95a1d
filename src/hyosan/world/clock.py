"""Simulated time, and how long its steps are."""

from dataclasses import dataclass
from typing import NamedTuple


class Stretch(NamedTuple):
    """From a time on steps have a length of their own, and counts are taken less often."""

    since: int  #: s since the start of day 1
    step: int  #: s
    series_every: int  #: s
    place_series_every: int  #: s


@dataclass
class Clock:
    """Simulated time: `now` is the start of the running step, `dt` its length, both in s since the start of day 1."""

    now: int
    start: int  #: s, when the run begins
    until: int
    step: int  #: s, while nothing hunts
    near_step: int  #: s, while anything does
    dt: int = 0
    turn: int = 1  #: s, between two moments in which minds get to choose, as long as a hunter presses somebody
    moment: int = 1  #: s, between two moments in which those in blocks move and meet
    stretches: tuple[Stretch, ...] = ()  #: with steps of their own, in their order

    def whole_step(self) -> tuple[int, int]:
        """Length of a step at present, and what is left of the running one, s; it ends where a stretch begins."""
        begun, step, end = self.start, self.step, self.until
        for stretch in self.stretches:
            if stretch.since > self.now:
                end = min(end, stretch.since)
                break
            begun, step = stretch.since, stretch.step
        return step, min(step - (self.now - begun) % step, end - self.now)

    def end_near(self, time: int) -> None:
        """Let the running step go no further than to a time: it ends with the first near step that reaches it."""
        near = self.near_step - self.now % self.near_step
        beyond = max(time - self.now - near, 0)
        self.dt = min(self.dt, near + -(-beyond // self.near_step) * self.near_step)

    def text(self) -> str:
        """The present as 'day D HH:MM'."""
        return f"day {self.now // 86400 + 1} {self.now % 86400 // 3600:02d}:{self.now % 3600 // 60:02d}"
