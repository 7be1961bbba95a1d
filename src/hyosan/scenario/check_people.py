"""Whether the roster, the cast, their bonds and the timetable fit each other and the places."""

from collections.abc import Iterator
from itertools import combinations

from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.people import MAX_BORN, Bond, Period, Person, Traits
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Bond as BondKind
from hyosan.world.codes import Role

ANYWHERE = ("own room", "office", "anywhere")
IN_CITIES = (*ANYWHERE, "home")
OF_SCHOOLS = (Role.STUDENT, Role.TEACHER, Role.STAFF)  #: roles that a roster brings


def people_faults(scenario: Scenario) -> Iterator[Complaint]:
    """People without names, traits or a room, unknown persons in bonds, overlapping periods."""
    yield from _roster_faults(scenario)
    yield from _name_faults(scenario)
    yield from _period_faults(scenario)
    yield from alike(("person",), [person.name for person in scenario.person])
    yield from _person_faults(scenario)
    yield from _bond_faults(scenario)


def _roster_faults(scenario: Scenario) -> Iterator[Complaint]:
    roster = scenario.roster
    if roster.n_expected > MAX_BORN:
        found = f"{roster.n_expected:,.0f} people"
        yield Complaint(("roster",), found, f"at most {MAX_BORN:,} generated people")
    if (roster.n_expected or scenario.person) and not scenario.place:
        yield Complaint(("place",), "people, but no place", "at least one [[place]]")
    if (roster.n_expected or scenario.person) and roster.traits is None:
        accepted = "traits of students, teachers and staff: [roster.traits.student], …"
        yield Complaint(("roster", "traits"), "missing", accepted)
    if roster.traits is not None:
        for role in Role:
            traits = roster.traits.of(role)
            if traits is not None:
                yield from _trait_faults(role.name.lower(), traits, bool(roster.traits.source))
            elif roster.n_expected and role in OF_SCHOOLS:
                word = role.name.lower()
                yield Complaint(("roster", "traits", word), "missing", f"a table [roster.traits.{word}]")


def _trait_faults(role: str, traits: Traits, has_source: bool) -> Iterator[Complaint]:
    for name in ("strength", "speed", "hearing", "stealth", "resolve"):
        trait = getattr(traits, name)
        if not (trait.source or traits.source or has_source):
            accepted = 'a publication and the place in it, or "assumption: reason"'
            yield Complaint(("roster", "traits", role, name, "source"), "missing", accepted)


def _name_faults(scenario: Scenario) -> Iterator[Complaint]:
    if not scenario.roster.n_expected and scenario.city is None:
        return
    for key in ("family", "given_first", "given_second"):
        if not getattr(scenario.names, key):
            yield Complaint(("names", key), "missing", "names for the generated people")


def _period_faults(scenario: Scenario) -> Iterator[Complaint]:
    words = ANYWHERE if scenario.city is None else IN_CITIES
    where = (
        *words,
        *(place.name for place in scenario.place),
        *(kind.name for kind in scenario.place_kind),
    )
    for period in scenario.period:
        path = ("period", period.name)
        if period.from_ >= period.to:
            found = "an end that is not after the start"
            yield Complaint((*path, "to"), found, "a clock after from; two periods for a night")
        if period.where not in where:
            accepted = f"one of {listed(words)}, the name of a place or of a place kind"
            found = f"no place {shown(period.where)}"
            yield Complaint((*path, "where"), found, accepted, nearest(period.where, where))
    for one, other in combinations(scenario.period, 2):
        if _overlap(one, other):
            found = f"overlaps with {shown(one.name)}"
            yield Complaint(("period", other.name), found, "one period at a time for each role")


def _overlap(one: Period, other: Period) -> bool:
    is_shared = "all" in (one.who, other.who) or one.who == other.who
    return is_shared and one.from_ < other.to and other.from_ < one.to


def _person_faults(scenario: Scenario) -> Iterator[Complaint]:
    places = {place.name for place in scenario.place}
    rooms = {place.unit for place in scenario.place if place.unit}
    traits = scenario.roster.traits
    for person in scenario.person:
        yield from _whereabouts_faults(person, rooms, places)
        if traits is not None and traits.of(person.role) is None:
            word = person.role.name.lower()
            found = f"{shown(word)}, a role without traits"
            yield Complaint(("person", person.name, "role"), found, f"a table [roster.traits.{word}], or another role")


def _whereabouts_faults(person: Person, rooms: set[str], places: set[str]) -> Iterator[Complaint]:
    path = ("person", person.name)
    if person.role is Role.STUDENT and person.unit is None:
        yield Complaint((*path, "unit"), "missing", 'the class of a student, such as "2-5"')
    if person.unit is not None and person.unit not in rooms:
        found = f"no class {shown(person.unit)}"
        yield Complaint((*path, "unit"), found, "a class that has a home room", nearest(person.unit, rooms))
    if person.office is not None and person.office not in places:
        found = f"no place {shown(person.office)}"
        yield Complaint((*path, "office"), found, "the name of a place", nearest(person.office, places))


def _bond_faults(scenario: Scenario) -> Iterator[Complaint]:
    names = {person.name for person in scenario.person}
    ways = {(bond.from_, bond.to, bond.kind): bond for bond in scenario.bond}
    for bond in scenario.bond:
        path = ("bond", f"{bond.from_} -> {bond.to} ({bond.kind.name.lower()})")
        for key, end in (("from", bond.from_), ("to", bond.to)):
            if end not in names:
                accepted = "the name of a [[person]]"
                yield Complaint((*path, key), f"no person {shown(end)}", accepted, nearest(end, names))
        if bond.from_ == bond.to:
            yield Complaint((*path, "to"), f"a bond of {shown(bond.to)} to itself", "another person")
        back = ways.get((bond.to, bond.from_, bond.kind))
        if back is not None and back is not bond and bond.is_mutual:
            accepted = "mutual = false on both, or one row for both ways"
            yield Complaint((*path, "mutual"), "a mutual bond, given the other way round too", accepted)
        if _has_wrong_sign(bond):
            found = f"{bond.strength:g} for {bond.kind.name.lower()}"
            yield Complaint((*path, "strength"), found, "a strength below 0")


def _has_wrong_sign(bond: Bond) -> bool:
    return bond.kind in (BondKind.DISLIKE, BondKind.BULLYING) and bond.strength >= 0
