"""Canon rows of a scenario as the table that loops take, and the events that their conditions wait for."""

from collections.abc import Iterable, Mapping, Sequence

from hyosan.scenario import Scenario
from hyosan.scenario.canon import After, CanonRow, ChanceRow, Pin
from hyosan.world.canon import Canon
from hyosan.world.codes import NEVER, NO_EVENT, NOBODY, Act, Outcome, Purpose
from hyosan.world.columns import blank
from hyosan.world.log import Watched
from hyosan.world.world import Names

Rows = Mapping[str, int]


def canon_of(scenario: Scenario, names: Names) -> tuple[Canon, Watched]:
    """Pins, then chances, all of them still open, and the events that they wait for.

    names : of the world that they are for
    """
    people, places, states = (_rows(each) for each in (names.people, names.places, names.states))
    rows: tuple[CanonRow, ...] = (*scenario.pin, *scenario.chance)
    canon = blank(Canon, len(rows))
    canon["person"] = [people[row.person] for row in rows]
    canon["inside"] = [_row(places, row.when.in_) for row in rows]
    canon["beside"] = [_row(people, row.when.with_) for row in rows]
    canon["state"] = [_row(states, row.when.state) for row in rows]
    canon["begins"] = [scenario.start if row.at is None else row.at for row in rows]
    canon["ends"] = [NEVER if row.until is None else row.until for row in rows]
    canon["repeats"] = [row.repeats for row in rows]
    canon["is_open"] = True
    canon["owed"] = NO_EVENT
    canon["drawn"] = canon["applied"] = 0
    for number, pin in enumerate(scenario.pin):
        _fill_pin(canon, number, pin, people, places)
    for number, chance in enumerate(scenario.chance, len(scenario.pin)):
        _fill_chance(canon, number, chance, people, states)
    awaited: list[After] = []
    for number, row in enumerate(rows):
        for key, event in (("after", row.when.after), ("before", row.when.before)):
            if event is not None:
                canon[key][number] = len(awaited)
                awaited.append(event)
    return canon, _watched(awaited, people)


def _fill_pin(canon: Canon, number: int, pin: Pin, people: Rows, places: Rows) -> None:
    row = canon[number]
    row["act"] = pin.does
    row["other"] = _row(people, pin.to)
    row["towards"] = _row(places, pin.towards)


def _fill_chance(canon: Canon, number: int, chance: ChanceRow, people: Rows, states: Rows) -> None:
    row = canon[number]
    row["act"] = Act.IDLE
    row["purpose"] = chance.draw
    row["other"] = _row(people, chance.other)
    row["occasion"] = chance.occasion
    is_of_course = chance.draw in (Purpose.BRANCH, Purpose.INFECTION)
    row["outcome"] = states[chance.outcome] if is_of_course else Outcome[chance.outcome.upper().replace(" ", "_")]


def _watched(events: Sequence[After], people: Rows) -> Watched:
    watched = blank(Watched, len(events))
    watched["kind"] = [event.kind for event in events]
    watched["who"] = [_row(people, event.who) for event in events]
    watched["other"] = [_row(people, event.other) for event in events]
    watched["event"] = NO_EVENT
    return watched


def _rows(names: Iterable[str]) -> Rows:
    return {name: row for row, name in reversed(list(enumerate(names)))}


def _row(rows: Rows, name: str | None) -> int:
    return NOBODY if name is None else rows[name]
