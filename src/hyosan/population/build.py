"""From a scenario to a world."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.authorities import with_authorities, with_road
from hyosan.population.canon import canon_of
from hyosan.population.city import city
from hyosan.population.drops import drops
from hyosan.population.landmarks import landmark_distances, near_places
from hyosan.population.layout import Layout, premises
from hyosan.population.memorials import nearest_memorials
from hyosan.population.numbers import all_numbers, behaviours, timetable
from hyosan.population.persons import Persons
from hyosan.population.premises import build_passages, build_places
from hyosan.population.ties import Ties
from hyosan.rules.draw import draw, lognormal_factor
from hyosan.scenario import Scenario
from hyosan.world import columns
from hyosan.world.authorities import Arms, Camp, Charge, Wanted
from hyosan.world.canon import Canon
from hyosan.world.clock import Clock, Stretch
from hyosan.world.codes import NEVER, NO_EVENT, Purpose, Role
from hyosan.world.columns import IN_BLOCK, Ids, Ints, blank
from hyosan.world.log import blank_log
from hyosan.world.parameters import DWELLING, Parameters, Period, Timetable
from hyosan.world.scratch import blank_scratch
from hyosan.world.situation import Situation
from hyosan.world.tables import Soundscape, Tables
from hyosan.world.world import Names, World

SPARE_BONDS = 12  #: new ties that one person of the roll can form in a run
SPARE_IN_CITY = 4  #: and another one in a city
MAX_STRAINS = 256
DECOYS = 2  #: things at hand to throw or to let ring
QUEUED_PER_PERSON = 3  #: room in a queue; those that were given up are cleared out when it is full
EVENTS_PER_PERSON = 24  #: room for events of one step; far more than happen
CROWD = 2_000  #: people of whom so much may happen in one step; of further ones:
EVENTS_IN_CROWD = 4
DAY_S = 86_400


@loop
def draw_frailties(sigma: float, people: columns.People, course: columns.Course, seed: int) -> None:
    """Everybody's own factor on the chance to rise again, drawn once."""
    for i in range(len(people)):
        course[i].frailty = lognormal_factor(draw(seed, Purpose.FRAILTY, people[i].key, 0, 0), sigma)


def people_of(persons: Persons, ties: Ties, spare: Ints, recorded: str) -> columns.People:
    """Who they are.

    spare : (people) new ties that each can form
    """
    people = blank(columns.People, len(persons.key))
    same = ("key", "age", "role", "unit", "home", "office", "is_named", "is_maker", "has_keys", "dwelling", "household")
    for column in same:
        people[column] = getattr(persons, column)
    people["is_recorded"] = {"cast": persons.is_named, "all": True, "none": False}[recorded]
    rows = np.arange(len(people))
    room_before = np.cumsum(spare) - spare
    people["bonds_from"] = np.searchsorted(ties.of, rows) + room_before
    people["bonds_end"] = np.searchsorted(ties.of, rows, side="right") + room_before
    people["bonds_room"] = people["bonds_end"] + spare
    return people


def spare_bonds(layout: Layout) -> Ints:
    """New ties that each person can form in a run: fewer where people are many, as room for them is kept for all."""
    spare = np.full(len(layout.persons.key), SPARE_IN_CITY)
    spare[: layout.n_enrolled] = SPARE_BONDS
    return spare


def bonds_of(ties: Ties, spare: Ints, place: Ids, start: int) -> columns.Bonds:
    """Their ties. At first everybody takes the others to be well, and where they are.

    place : (people) where each is
    start : s, when they were seen there
    """
    bonds = blank(columns.Bonds, len(ties.of) + int(spare.sum()))
    rows = np.arange(len(ties.of)) + (np.cumsum(spare) - spare)[ties.of]
    bonds["to"][rows] = ties.to
    bonds["kind"][rows] = ties.kind
    bonds["strength"][rows] = ties.strength
    bonds["seen_at"][rows] = place[ties.to]
    bonds["seen_time"][rows] = start
    return bonds


def whereabouts(persons: Persons, timetable: Timetable, start: int) -> Ids:
    """Where everybody is at the start: in their room or office, or at home if the timetable has them there."""
    clock = start % DAY_S
    at_home = timetable[(timetable["where"] == DWELLING) & (timetable["start"] <= clock) & (clock < timetable["end"])]
    return np.where(np.isin(persons.role, at_home["role"]), persons.dwelling, persons.home).astype(np.int32)


def body_of(persons: Persons, place: Ids) -> columns.Body:
    """Everybody where they are, standing."""
    body = blank(columns.Body, len(persons.key))
    body["place"] = place
    for column in ("strength", "speed_mps", "hearing_db", "stealth", "armed"):
        body[column] = getattr(persons, column)
    body["route_at"] = 0
    body["route_end"] = 0
    body["hold_event"] = body["bound_event"] = NO_EVENT
    return body


def mind_of(persons: Persons, start: int) -> columns.Mind:
    """Everybody calm, about to begin the day."""
    mind = blank(columns.Mind, len(persons.key))
    mind["resolve"] = persons.resolve
    mind["act_until"] = start
    mind["seen_hunters"] = 0
    mind["occasion"] = 0
    mind["decoys"] = DECOYS
    mind["slip_at"] = NEVER
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


def longing_of(n: int) -> columns.Longing:
    """Nobody longs for anything out of the ordinary yet."""
    longing = blank(columns.Longing, n)
    for event in ("wish_event", "beacon_fire", "beacon_event", "mourned_event", "kin_event"):
        longing[event] = NO_EVENT
    return longing


def first_strain() -> columns.Strains:
    """The strain that the outbreak begins with, and room for its children."""
    strains = blank(columns.Strains, MAX_STRAINS)
    for factor in ("wait", "branch", "speed"):
        strains[factor][0] = 1.0
    strains["is_used"][0] = True
    return strains


def silence(n_places: int) -> Soundscape:
    """No sound has been made yet."""
    air = blank(columns.Air, n_places)
    air["made_event"] = NO_EVENT
    air["heard_event"] = NO_EVENT
    return Soundscape(air, np.zeros(n_places, np.int32), np.zeros(1, np.int32))


def names_of(scenario: Scenario, layout: Layout) -> Names:
    """What rows are called."""
    place = layout.sites.name
    return Names(
        people=layout.persons.names,
        korean=layout.persons.korean,
        places=place,
        passages=[
            f"{place[a]} ~ {place[b]}" for a, b in zip(layout.walks.a.tolist(), layout.walks.b.tolist(), strict=True)
        ],
        states=[state.name for state in scenario.pathogen.state],
        units=layout.units,
        districts=layout.districts,
    )


def tables_of(scenario: Scenario, seed: int, numbers: Parameters, layout: Layout, timetable: Timetable) -> Tables:
    """All tables as they are at the start."""
    passages = build_passages(layout.walks)
    places, ways, near = build_places(layout.sites, layout.n_written, passages, scenario.place_kind)
    hearths_above = places["is_hearth"] & (places["floor"] > 1)
    places["is_near_hearth"] = near_places(passages, hearths_above, float(numbers.moving["flee_m"]))
    depth = drops(layout.sites, layout.n_written, (passages["a"], passages["b"]), scenario.place_kind)
    places["drop_to"], places["drop_m"], places["has_shaft"] = depth
    places["memorial"] = nearest_memorials(layout.sites, [row for row, p in enumerate(scenario.place) if p.memorial])
    places["is_enclosed"][: layout.n_written] = [place.enclosed for place in scenario.place]
    places["alarm_event"] = places["fire_event"] = NO_EVENT
    spare = spare_bonds(layout)
    place = whereabouts(layout.persons, timetable, scenario.start)
    people = people_of(layout.persons, layout.ties, spare, scenario.record_moves_of)
    n = len(people)
    pulses = np.array([scenario.near_step if kind.block else 1 for kind in scenario.place_kind], np.int32)
    n_blocks = -(-n // IN_BLOCK)
    stir = np.zeros(n_blocks * IN_BLOCK, np.uint8)
    return Tables(
        people=people,
        course=course_of(scenario, people, numbers, seed),
        body=body_of(layout.persons, place),
        mind=mind_of(layout.persons, scenario.start),
        longing=longing_of(n),
        hunt=hunt_of(n),
        bonds=bonds_of(layout.ties, spare, place, scenario.start),
        places=places,
        voices=silence(len(places)),
        growls=silence(len(places)),
        ways=ways,
        near=near,
        passages=passages,
        sights=layout.sights,
        strains=first_strain(),
        hall=blank(columns.Hall, len(places)),
        chain=blank(columns.Chain, n),
        agenda=blank(columns.Agenda, 1),
        commitments=blank(columns.Due, QUEUED_PER_PERSON * n),
        courses=blank(columns.Due, QUEUED_PER_PERSON * n),
        landmarks=landmark_distances(passages, len(places)),
        pulse=pulses[places["kind"]],
        stir=stir,
        stir_words=stir.view(np.uint64),
        stir_blocks=np.zeros(n_blocks, np.uint8),
        tread=np.zeros(len(passages), np.int32),
        nature=np.zeros(n, np.uint16),
        situation=blank(Situation, n),
        period=blank(Period, len(Role)),
        canon=blank(Canon, 0),
        charge=blank(Charge, 0),
        arms=blank(Arms, 0),
        wanted=blank(Wanted, 0),
        camp=blank(Camp, 1),
        log=blank_log(EVENTS_PER_PERSON * min(n, CROWD) + EVENTS_IN_CROWD * n),
    )


def with_canon(tables: Tables, scenario: Scenario, names: Names) -> Tables:
    """The same tables with the scenario's pins and chances."""
    canon, watched = canon_of(scenario, names)
    return tables._replace(canon=canon, log=tables.log._replace(watched=watched))


def stretches_of(scenario: Scenario) -> tuple[Stretch, ...]:
    """The scenario's stretches, with how often counts are taken in each."""
    return tuple(
        Stretch(
            stretch.from_, stretch.step, stretch.series_every or stretch.step,
            stretch.place_series_every or stretch.step,
        )
        for stretch in scenario.stretch
    )  # fmt: skip


def build_world(scenario: Scenario, seed: int, threads: int = 1, canon: bool = False) -> World:
    """The world of a scenario of named people and rooms, or of a city around them, at its start.

    seed    : of all draws, set-up included
    threads : that choices may be spread over; never changes a result
    canon   : whether pins and chances apply
    Raises  : BadInput where the fault of a scenario shows only here
    """
    numbers = all_numbers(scenario, seed)
    lay_out = premises if scenario.city is None else city
    layout = lay_out(scenario, seed, float(numbers.moving["door_strength_s"]))
    if scenario.authority is not None:
        layout = with_road(layout, scenario)
    periods = timetable(scenario, {name: row for row, name in enumerate(layout.sites.name)})
    tables = tables_of(scenario, seed, numbers, layout, periods)
    names = names_of(scenario, layout)
    if canon:
        tables = with_canon(tables, scenario, names)
    authorities = None
    if scenario.authority is not None:
        tables, authorities = with_authorities(scenario, scenario.authority, layout, tables, names)
    sizes = (len(tables.people), len(tables.places), len(tables.passages), len(tables.near))
    return World(
        clock=Clock(
            now=scenario.start,
            start=scenario.start,
            until=scenario.until,
            step=scenario.step,
            near_step=scenario.near_step,
            stretches=stretches_of(scenario),
        ),
        names=names,
        sites=layout.sites,
        numbers=numbers,
        weights=behaviours(scenario)[1],
        timetable=periods,
        tables=tables,
        scratch=[blank_scratch(*sizes) for _ in range(threads)],
        threads=threads,
        authorities=authorities,
    )
