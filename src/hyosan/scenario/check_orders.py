"""Whether an order names districts, places, units, people and orders that there are, and has what its command needs."""

from collections.abc import Iterable, Iterator

from hyosan.scenario.complaints import Complaint
from hyosan.scenario.identity import Path
from hyosan.scenario.orders import Order, When
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Command, Flag, Scope

COMMON = {"name", "command", "when", "scope", "districts", "delay", "lasts", "until", "by", "source"}
ANNOUNCED = {"compliance", "repeats"}
TAKEN: dict[Command, set[str]] = {
    Command.SEND: COMMON | {"places", "units"},
    Command.LOCKDOWN: COMMON | ANNOUNCED,
    Command.CORDON: COMMON | {"places", "units", "strength"},
    Command.EVACUATE: COMMON | ANNOUNCED | {"assembly", "to", "per_hour", "speed", "inspection"},
    Command.KILL_ON_SIGHT: COMMON | {"places", "units", "recognises"},
    Command.PRESERVE: COMMON | {"places", "units", "people", "role", "state", "at_most", "to"},
    Command.BOMB: COMMON | {"aim", "radius", "lure", "lure_for", "bang", "indoors", "underground"},
    Command.ADMIT: COMMON | ANNOUNCED | {
        "units", "gate", "hall", "cells", "held_in", "locked_for", "held_for", "barracks", "grounds", "per_hour",
        "inspection",
    },
    Command.QUARANTINE: COMMON | {"strictness"},
    Command.RELAX: COMMON | {"strictness", "eases"},
    Command.RESEARCH: COMMON | {"places", "units", "every", "success"},
}  # fmt: skip
#: command -> keys that it takes
NEEDED: dict[Command, tuple[str, ...]] = {
    Command.SEND: ("units",),
    Command.LOCKDOWN: (),
    Command.CORDON: ("strength",),
    Command.EVACUATE: ("assembly", "to", "per_hour", "speed"),
    Command.KILL_ON_SIGHT: ("recognises",),
    Command.PRESERVE: ("to",),
    Command.BOMB: ("aim", "radius", "indoors", "underground"),
    Command.ADMIT: (
        "units", "gate", "hall", "cells", "held_in", "locked_for", "held_for", "barracks", "grounds", "per_hour",
        "inspection",
    ),
    Command.QUARANTINE: ("strictness",),
    Command.RELAX: ("strictness", "eases"),
    Command.RESEARCH: ("places", "every"),
}  # fmt: skip
#: command -> keys that it must have
RULES = (Command.QUARANTINE, Command.RELAX)  #: commands that set the rules of a camp
TOGETHER = (
    Command.PRESERVE,
    Command.BOMB,
    Command.ADMIT,
    Command.QUARANTINE,
    Command.RELAX,
    Command.RESEARCH,
)  #: commands that are not given for each district


def order_faults(scenario: Scenario, order: Order) -> Iterator[Complaint]:
    """Keys that its command does not take or lacks, unknown names, conditions that never say anything."""
    path = ("order", order.name)
    yield from _key_faults(order, path)
    yield from _scope_faults(scenario, order, path)
    for key, condition in (("when", order.when), ("until", order.until)):
        if condition is not None:
            yield from _when_faults(scenario, order, condition, (*path, key))
    yield from _name_faults(scenario, order, path)
    if order.command is Command.PRESERVE:
        yield from _captive_faults(scenario, order, path)


def _key_faults(order: Order, path: Path) -> Iterator[Complaint]:
    word = order.command.name.lower()
    for key in sorted(order.model_fields_set - TAKEN[order.command]):
        taken = listed(sorted(TAKEN[order.command]), most=30)
        yield Complaint((*path, key), f"a key that means nothing for {word}", taken)
    for key in NEEDED[order.command]:
        if not getattr(order, key) and getattr(order, key) != 0.0:
            yield Complaint((*path, key), f"missing, for {word}", str(Order.model_fields[key].description))
    if order.lasts is not None and order.until is not None:
        yield Complaint((*path, "until"), "until beside lasts", "one of them")
    if order.speed == 0.0:
        yield Complaint((*path, "speed"), "0 m/s", "a speed above 0")


def _captive_faults(scenario: Scenario, order: Order, path: Path) -> Iterator[Complaint]:
    """Captives are named, or of a kind; those who are named have to be fetched."""
    is_of_kind = order.role is not None or order.state is not None
    if bool(order.people) == is_of_kind:
        found = "people beside a role or state" if is_of_kind else "nobody"
        yield Complaint((*path, "people"), found, "people by name, or a role, a state or both")
    if order.people and not order.units:
        yield Complaint((*path, "units"), "missing, for people by name", str(Order.model_fields["units"].description))
    if order.people and "at_most" in order.model_fields_set:
        yield Complaint((*path, "at_most"), "at_most beside people by name", "only with a role or a state")
    states = [state.name for state in scenario.pathogen.state if state.flags & Flag.INFECTED]
    if order.state is not None:
        accepted = f"a state of the infected: {listed(states)}"
        yield from _unknown((*path, "state"), "state", order.state, states, accepted)


def _scope_faults(scenario: Scenario, order: Order, path: Path) -> Iterator[Complaint]:
    districts = _districts(scenario)
    for name in order.districts:
        yield from _unknown((*path, "districts"), "district", name, districts, "names of districts of the city")
    if order.scope is Scope.AHEAD and order.when.infected is None:
        accepted = "infected: what neighbours must reach, and the district itself be below"
        yield Complaint((*path, "when", "infected"), 'missing, for the scope "ahead"', accepted)
    if order.scope is not Scope.EVERYWHERE and order.command in TOGETHER:
        found = f"{shown(order.scope.name.lower())} for {order.command.name.lower()}"
        yield Complaint((*path, "scope"), found, "everywhere, which is the default")
    if order.scope is not Scope.EVERYWHERE and order.places:
        yield Complaint((*path, "places"), f"places for the scope {shown(order.scope.name.lower())}", "no places")


def _when_faults(scenario: Scenario, order: Order, when: When, path: Path) -> Iterator[Complaint]:
    if not when.model_fields_set:
        yield Complaint(path, "an empty condition", f"at least one of {listed(When.model_fields)}")
    if when.since is not None:
        names = [other.name for other in scenario.order]
        yield from _unknown((*path, "since", "order"), "order", when.since.order, names, "the name of an [[order]]")
        if when.since.order == order.name and path[-1] == "when":
            yield Complaint((*path, "since", "order"), f"{shown(order.name)} itself", "another order")


def _name_faults(scenario: Scenario, order: Order, path: Path) -> Iterator[Complaint]:
    units = [unit.name for unit in scenario.unit]
    places = [*(place.name for place in scenario.place), *_roads(scenario)]
    people = [person.name for person in scenario.person]
    rules = [other.name for other in scenario.order if other.command in RULES and other is not order]
    for key, what, known, accepted in (
        ("units", "unit", units, "names of [[unit]] rows"),
        ("by", "unit", units, "the name of a [[unit]]"),
        ("places", "place", places, "names of places, or of roads of the city"),
        ("assembly", "place", places, "names of places, or of roads of the city"),
        ("aim", "place", places, "names of places, or of roads of the city"),
        ("to", "place", places, "the name of a place"),
        ("gate", "place", places, "the name of a place"),
        ("hall", "place", places, "the name of a place"),
        ("cells", "place", places, "names of places"),
        ("held_in", "place", places, "the name of a place"),
        ("barracks", "place", places, "names of places"),
        ("grounds", "place", places, "the name of a place"),
        ("people", "person", people, "names of [[person]] rows"),
        ("eases", "order", rules, "the name of another [[order]] with the command quarantine or relax"),
    ):
        given = getattr(order, key)
        for name in (given,) if isinstance(given, str) else given or ():
            yield from _unknown((*path, key), what, name, known, accepted)


def _unknown(path: Path, what: str, name: str, known: Iterable[str], accepted: str) -> Iterator[Complaint]:
    """A name that nothing bears."""
    known = list(known)
    if name not in known:
        yield Complaint(path, f"no {what} {shown(name)}", accepted, nearest(name, known))


def _districts(scenario: Scenario) -> list[str]:
    return [district.name for district in scenario.city.district] if scenario.city is not None else []


def _roads(scenario: Scenario) -> list[str]:
    return [road.name for road in scenario.city.road] if scenario.city is not None else []
