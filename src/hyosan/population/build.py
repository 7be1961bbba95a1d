"""From a scenario to a world."""

from collections.abc import Sequence

import numpy as np

from hyosan.jit import loop
from hyosan.population.canon import canon_of
from hyosan.population.numbers import all_numbers, behaviours, timetable
from hyosan.population.premises import build_passages, build_places
from hyosan.population.roster import Roll, enrol
from hyosan.population.ties import Ties, tie
from hyosan.rules.draw import draw, lognormal_factor
from hyosan.scenario import Scenario
from hyosan.world import columns
from hyosan.world.canon import Canon
from hyosan.world.codes import NO_EVENT, Purpose, Role
from hyosan.world.columns import blank
from hyosan.world.log import blank_log
from hyosan.world.parameters import Parameters, Period
from hyosan.world.scratch import blank_scratch
from hyosan.world.tables import Tables
from hyosan.world.world import Clock, Names, World

SPARE_BONDS = 12  #: new ties that one person can form in a run
MAX_STRAINS = 256
DECOYS = 2  #: things at hand to throw or to let ring
EVENTS_PER_PERSON = 24  #: room for events of one step; far more than happen


@loop
def draw_frailties(sigma: float, people: columns.People, course: columns.Course, seed: int) -> None:
    """Everybody's own factor on the chance to rise again, drawn once."""
    for i in range(len(people)):
        course[i].frailty = lognormal_factor(draw(seed, Purpose.FRAILTY, people[i].key, 0, 0), sigma)


def offices(scenario: Scenario) -> dict[Role, Sequence[str]]:
    """Where generated teachers and staff work: places of the kinds that fit, else the first indoor place."""
    by_kind: dict[str, list[str]] = {}
    for place in scenario.place:
        by_kind.setdefault(place.kind, []).append(place.name)
    indoors = [p.name for p in scenario.place][:1]
    teachers = by_kind.get("staff room", []) or indoors
    staff = by_kind.get("office", []) + by_kind.get("kitchen", []) + by_kind.get("library", []) or indoors
    return {Role.STUDENT: [], Role.TEACHER: teachers, Role.STAFF: staff}


def people_of(roll: Roll, ties: Ties, place_row: dict[str, int], recorded: str) -> columns.People:
    """Who they are."""
    people = blank(columns.People, len(roll.key))
    for column in ("key", "age", "role", "unit", "is_named", "is_maker", "has_keys"):
        people[column] = getattr(roll, column)
    people["is_recorded"] = {"cast": roll.is_named, "all": True, "none": False}[recorded]
    people["home"] = [place_row[name] for name in roll.home]
    people["office"] = [place_row[name] for name in roll.office]
    rows = np.arange(len(people))
    people["bonds_from"] = np.searchsorted(ties.of, rows) + SPARE_BONDS * rows
    people["bonds_end"] = np.searchsorted(ties.of, rows, side="right") + SPARE_BONDS * rows
    people["bonds_room"] = people["bonds_end"] + SPARE_BONDS
    return people


def bonds_of(ties: Ties, people: columns.People) -> columns.Bonds:
    """Their ties. At first everybody takes the others to be well, and where the timetable has them."""
    bonds = blank(columns.Bonds, len(ties.of) + SPARE_BONDS * len(people))
    rows = np.arange(len(ties.of)) + SPARE_BONDS * ties.of
    bonds["to"][rows] = ties.to
    bonds["kind"][rows] = ties.kind
    bonds["strength"][rows] = ties.strength
    bonds["seen_at"][rows] = people["home"][ties.to]
    return bonds


def body_of(roll: Roll, people: columns.People) -> columns.Body:
    """Everybody where the timetable would have them, standing."""
    body = blank(columns.Body, len(people))
    body["place"] = people["home"]
    for column in ("strength", "speed_mps", "hearing_db", "stealth", "armed"):
        body[column] = getattr(roll, column)
    body["route_at"] = 0
    body["route_end"] = 0
    body["hold_event"] = NO_EVENT
    return body


def mind_of(roll: Roll, start: int) -> columns.Mind:
    """Everybody calm, about to begin the day."""
    mind = blank(columns.Mind, len(roll.key))
    mind["resolve"] = roll.resolve
    mind["act_until"] = start
    mind["seen_hunters"] = 0
    mind["occasion"] = 0
    mind["decoys"] = DECOYS
    return mind


def course_of(scenario: Scenario, people: columns.People, numbers: Parameters, seed: int) -> columns.Course:
    """Everybody in the pathogen's initial state."""
    course = blank(columns.Course, len(people))
    course["state"] = next(row for row, state in enumerate(scenario.pathogen.state) if state.initial)
    course["next_state"] = -1
    course["before_death"] = -1
    course["episode"] = 0
    course["n_rises"] = 0
    draw_frailties(float(numbers.rising["frailty_sigma"]), people, course, seed)
    return course


def hunt_of(n: int) -> columns.Hunt:
    """Nobody hunts yet."""
    hunt = blank(columns.Hunt, n)
    hunt["mark_event"] = NO_EVENT
    return hunt


def first_strain() -> columns.Strains:
    """The strain that the outbreak begins with, and room for its children."""
    strains = blank(columns.Strains, MAX_STRAINS)
    for factor in ("wait", "branch", "speed"):
        strains[factor][0] = 1.0
    strains["is_used"][0] = True
    return strains


def still_air(n_places: int) -> columns.Air:
    """No sound has been made yet."""
    air = blank(columns.Air, n_places)
    air["made_event"] = NO_EVENT
    air["heard_event"] = NO_EVENT
    return air


def names_of(scenario: Scenario, roll: Roll) -> Names:
    """What rows are called."""
    return Names(
        people=roll.names,
        korean=roll.korean,
        places=[place.name for place in scenario.place],
        passages=[" ~ ".join(passage.between) for passage in scenario.passage],
        states=[state.name for state in scenario.pathogen.state],
        units=roll.units,
    )


def tables_of(
    scenario: Scenario, seed: int, numbers: Parameters, place_row: dict[str, int], roll: Roll, ties: Ties
) -> Tables:
    """All tables as they are at the start."""
    kinds = {kind.name: kind for kind in scenario.place_kind}
    passages = build_passages(scenario, place_row, kinds, float(numbers.moving["door_strength_s"]))
    places, ways, near = build_places(scenario, passages, kinds)
    places["alarm_event"] = NO_EVENT
    people = people_of(roll, ties, place_row, scenario.record_moves_of)
    n = len(people)
    return Tables(
        people=people,
        course=course_of(scenario, people, numbers, seed),
        body=body_of(roll, people),
        mind=mind_of(roll, scenario.start),
        hunt=hunt_of(n),
        bonds=bonds_of(ties, people),
        places=places,
        voices=still_air(len(places)),
        growls=still_air(len(places)),
        ways=ways,
        near=near,
        passages=passages,
        strains=first_strain(),
        hall=blank(columns.Hall, len(places)),
        chain=blank(columns.Chain, n),
        agenda=blank(columns.Agenda, 1),
        situation=blank(columns.Situation, n),
        period=blank(Period, len(Role)),
        canon=blank(Canon, 0),
        log=blank_log(EVENTS_PER_PERSON * n + 4096),
    )


def with_canon(tables: Tables, scenario: Scenario, names: Names) -> Tables:
    """The same tables with the scenario's pins and chances."""
    canon, watched = canon_of(scenario, names)
    return tables._replace(canon=canon, log=tables.log._replace(watched=watched))


def build_world(scenario: Scenario, seed: int, threads: int = 1, canon: bool = False) -> World:
    """The world of a scenario of named people and rooms at its start.

    seed    : of all draws, set-up included
    threads : that choices may be spread over; never changes a result
    canon   : whether pins and chances apply
    Raises  : BadInput where the fault of a scenario shows only here
    """
    place_row = {place.name: row for row, place in enumerate(scenario.place)}
    numbers = all_numbers(scenario, seed)
    rooms = {place.unit: place.name for place in scenario.place if place.unit is not None}
    roll = enrol(scenario, seed, rooms, offices(scenario))
    tables = tables_of(scenario, seed, numbers, place_row, roll, tie(scenario, seed, roll))
    names = names_of(scenario, roll)
    if canon:
        tables = with_canon(tables, scenario, names)
    sizes = (len(tables.people), len(tables.places), len(tables.passages), len(tables.near))
    return World(
        clock=Clock(
            now=scenario.start,
            start=scenario.start,
            until=scenario.until,
            step=scenario.step,
            near_step=scenario.near_step,
        ),
        names=names,
        numbers=numbers,
        weights=behaviours(scenario)[1],
        timetable=timetable(scenario, place_row),
        tables=tables,
        scratch=[blank_scratch(*sizes) for _ in range(threads)],
        threads=threads,
    )
