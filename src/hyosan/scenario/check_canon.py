"""Whether canon rows name people, places, acts and outcomes that there are, and do not contradict each other."""

from collections.abc import Iterator, Sequence

from hyosan.scenario.canon import PURPOSES, CanonRow, ChanceRow, Pin
from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.identity import Path
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Act, Purpose

ABOUT_SOMEBODY = frozenset(
    {
        Act.TALK, Act.BULLY, Act.REVENGE, Act.INJECT, Act.FOLLOW, Act.GO_BACK, Act.SHIELD, Act.FIGHT, Act.ATTACK,
        Act.HOLD_BACK, Act.FEED_ON_DEAD, Act.LEAVE_GROUP, Act.CONFESS,
        Act.FALL_WITH, Act.VISIT, Act.BIND, Act.HOLD_CAPTIVE, Act.DECLINE,
    }
)  # fmt: skip
LEADS_SOMEWHERE = frozenset(
    {
        Act.FLEE, Act.LURE_AWAY, Act.LEAVE_GROUP, Act.GO_BACK, Act.LIGHT_FIRE, Act.LEAP, Act.SLIP_OUT, Act.VISIT,
        Act.HOLD_CAPTIVE,
    }
)  # fmt: skip
OUTCOMES = {
    Purpose.REACH: ("missed",),
    Purpose.OUTCOME: ("escape", "bite", "kill"),
    Purpose.CAPTURE: ("escape",),
    Purpose.RESTRAINT: ("escape", "blow", "bite"),
    Purpose.RISE: ("rises", "stays dead"),
    Purpose.FALL: ("lives", "dies"),
    Purpose.BINDING: ("bound", "fails"),
    Purpose.BOUND_BITE: ("bite", "none"),
    Purpose.BLAST: ("lives", "dies"),
    Purpose.HARM: ("escape",),
    Purpose.SURVIVAL: ("escape",),
    Purpose.DEATH: ("dies",),
}  #: words of each draw but those of the course, whose outcomes are states
OF_MOMENTS = (
    Purpose.REACH,
    Purpose.CAPTURE,
    Purpose.HARM,
    Purpose.SURVIVAL,
)  #: drawn again and again while hunters, or one of the turned who is tied up, are near: one draw is no luck
OF_TWO = (Purpose.INFECTION, Purpose.DEATH)  #: one draw follows the other
OF_NOBODY_ELSE = (Purpose.BRANCH, Purpose.RISE, Purpose.FALL, Purpose.BLAST, *OF_TWO)


def canon_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Unknown people, places, states and outcomes; acts that are never offered; rows that contradict each other."""
    rows = (*scenario.pin, *scenario.chance)
    yield from alike(("pin",), [row.name for row in scenario.pin])
    yield from alike(("chance",), [row.name for row in scenario.chance])
    if rows and "decisions" not in scenario.systems:
        yield Complaint(("systems",), "pins or chances without decisions", '"decisions" among the systems')
    for pin in scenario.pin:
        yield from _row_faults(scenario, ("pin", pin.name), pin)
        yield from _pin_faults(scenario, ("pin", pin.name), pin)
    for chance in scenario.chance:
        yield from _row_faults(scenario, ("chance", chance.name), chance)
        yield from _chance_faults(scenario, ("chance", chance.name), chance)
    yield from _contradictions(("pin",), scenario.pin, frozenset({"repeats"}))
    yield from _contradictions(("chance",), scenario.chance, frozenset({"outcome", "repeats"}))


def _row_faults(scenario: Scenario, path: Path, row: CanonRow) -> Iterator[Complaint]:
    yield from _unknown_person(scenario, (*path, "person"), row.person)
    when = row.when
    yield from _unknown_person(scenario, (*path, "when", "with"), when.with_)
    if when.with_ == row.person:
        yield Complaint((*path, "when", "with"), f"{shown(row.person)}, who is always there", "another person")
    yield from _unknown_place(scenario, (*path, "when", "in"), when.in_)
    yield from _unknown_state(scenario, (*path, "when", "state"), when.state)
    for key, event in (("after", when.after), ("before", when.before)):
        if event is not None:
            yield from _unknown_person(scenario, (*path, "when", key, "who"), event.who)
            yield from _unknown_person(scenario, (*path, "when", key, "other"), event.other)
    if row.until is not None and row.until <= (scenario.start if row.at is None else row.at):
        yield Complaint((*path, "until"), "an end that is not after the beginning", "a time after at and after start")
    if row.at is not None and row.at >= scenario.until:
        yield Complaint((*path, "at"), "a time that the run does not reach", "a time before until of the scenario")


def _pin_faults(scenario: Scenario, path: Path, pin: Pin) -> Iterator[Complaint]:
    act = pin.does.name.lower()
    if pin.does is Act.IDLE:
        yield Complaint((*path, "does"), shown(act), "an act that the model offers; idle is that of nobody")
    makers = [person.name for person in scenario.person if person.maker]
    if pin.does is Act.INJECT and pin.person not in makers:
        found = f"{shown(act)} of {shown(pin.person)}, who holds no pathogen"
        yield Complaint((*path, "does"), found, "an act that the model offers this person")
    yield from _unknown_person(scenario, (*path, "to"), pin.to)
    yield from _unknown_place(scenario, (*path, "towards"), pin.towards)
    for key, given, acts in (("to", pin.to, ABOUT_SOMEBODY), ("towards", pin.towards, LEADS_SOMEWHERE)):
        if given is not None and pin.does not in acts:
            words = sorted(each.name.lower() for each in acts)
            yield Complaint((*path, key), f"{shown(given)} for {shown(act)}", f"only with {listed(words)}")
    if pin.to == pin.person:
        yield Complaint((*path, "to"), f"{shown(pin.to)} to themselves", "another person")


def _chance_faults(scenario: Scenario, path: Path, chance: ChanceRow) -> Iterator[Complaint]:
    yield from _unknown_person(scenario, (*path, "other"), chance.other)
    if chance.other == chance.person:
        yield Complaint((*path, "other"), f"{shown(chance.other)} and themselves", "another person")
    if chance.draw in OUTCOMES:
        outcomes: Sequence[str] = OUTCOMES[chance.draw]
    else:
        outcomes = list(dict.fromkeys(transition.to for transition in scenario.pathogen.transition))
    if chance.outcome not in outcomes:
        accepted = f"one of {listed(outcomes)}"
        yield Complaint((*path, "outcome"), shown(chance.outcome), accepted, nearest(chance.outcome, outcomes))
    word = next(word for word, purpose in PURPOSES.items() if purpose is chance.draw)
    if chance.draw in OF_NOBODY_ELSE and chance.other is not None:
        accepted = "only with reach, hold, capture, harm, survival, strike, bind, bound bite"
        yield Complaint((*path, "other"), f"{shown(chance.other)} for {shown(word)}", accepted)
    if chance.draw in (*OF_MOMENTS, *OF_TWO) and not (chance.repeats and chance.occasion == 1):
        why = "which is drawn moment by moment" if chance.draw in OF_MOMENTS else "which takes two draws"
        found = f"one occasion of {shown(word)}, {why}"
        yield Complaint((*path, "repeats"), found, "repeats = true, without an occasion")


def _unknown_person(scenario: Scenario, path: Path, name: str | None) -> Iterator[Complaint]:
    names = [person.name for person in scenario.person]
    if name is not None and name not in names:
        yield Complaint(path, f"no person {shown(name)}", "the name of a [[person]]", nearest(name, names))


def _unknown_place(scenario: Scenario, path: Path, name: str | None) -> Iterator[Complaint]:
    names = [place.name for place in scenario.place]
    if name is not None and name not in names:
        yield Complaint(path, f"no place {shown(name)}", "the name of a [[place]]", nearest(name, names))


def _unknown_state(scenario: Scenario, path: Path, name: str | None) -> Iterator[Complaint]:
    names = [state.name for state in scenario.pathogen.state]
    if name is not None and name not in names:
        accepted = f"a state of the pathogen: {listed(names)}"
        yield Complaint(path, f"no state {shown(name)}", accepted, nearest(name, names))


def _contradictions(array: Path, rows: Sequence[CanonRow], also: frozenset[str]) -> Iterator[Complaint]:
    """Rows that ask about the same moment, the first of which leaves the other nothing to decide.

    also : keys in which they may differ without being about anything else
    """
    first: dict[str, CanonRow] = {}
    for row in rows:
        other = first.setdefault(repr(row.model_dump(exclude={"name", "until", *also})), row)
        if other is not row:
            accepted = "one row for each moment: another at, when or occasion"
            yield Complaint((*array, row.name), f"the same moment as {shown(other.name)}", accepted)
