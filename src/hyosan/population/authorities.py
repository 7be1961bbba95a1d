"""The authorities of a scenario as a run begins: nobody has called, nothing is ordered, units are at their stations."""

import numpy as np

from hyosan.population.city.on_ground import on_ground
from hyosan.population.layout import Layout
from hyosan.population.numbers import record
from hyosan.population.orders import Rows, mandates_of, order_of, wanted_of
from hyosan.population.stacking import stacked
from hyosan.population.waits import quantile_table
from hyosan.scenario import Scenario
from hyosan.scenario.authorities import Authority, Calls, Stock
from hyosan.scenario.authorities import Unit as WrittenUnit
from hyosan.scenario.city import City
from hyosan.world import authorities as a
from hyosan.world.codes import NOWHERE
from hyosan.world.columns import Due, Floats, Ids, Ints, Passages, Truths, blank
from hyosan.world.log import Signal, blank_log
from hyosan.world.sites import Sites
from hyosan.world.tables import Tables
from hyosan.world.world import Names

ON_ROAD = "On the road"  #: the place of those who are being taken somewhere
STOREY_M = 3.0  #: height of a storey
WALL_M = 0.5  #: written places this near to a district belong to it
SIGNALS_PER_PERSON = 2  #: room for sightings and tellings of one step: each is news once
ANSWERED_AT_ONCE = 256  #: rows of working space
EVENTS_PER_PLACE = 4  #: room for what the authorities record in one step, beside what people do


def with_road(layout: Layout, scenario: Scenario) -> Layout:
    """The same layout with a place that no way leads to, for those who are being taken somewhere."""
    exits = [row for row, kind in enumerate(scenario.place_kind) if kind.exit]
    middle = np.zeros(1)
    road = on_ground([ON_ROAD], exits[0] if exits else 0, middle, middle, 1.0, 1e9, NOWHERE)
    return layout._replace(sites=stacked([layout.sites, road]))


def with_authorities(
    scenario: Scenario, authority: Authority, layout: Layout, tables: Tables, names: Names
) -> tuple[Tables, a.Authorities]:
    """The tables with what the authorities have to do with everybody, and the authorities themselves.

    layout : with a road (`with_road`)
    Raises : BadInput if a unit has too few people
    """
    rows = Rows.of(scenario, names)
    made = authorities_of(scenario, authority, layout, tables, rows)
    tables.places["is_exit"][made.on_road] = True
    capacity = len(tables.log.events) + EVENTS_PER_PLACE * len(tables.places)
    log = blank_log(capacity)._replace(
        watched=tables.log.watched, signals=blank(Signal, SIGNALS_PER_PERSON * len(tables.people))
    )
    arms = blank(a.Arms, len(scenario.unit))
    arms["shot_db"] = [unit.shots or 0.0 for unit in scenario.unit]
    arms["kills_per_min"] = [60.0 * (unit.kills or 0.0) for unit in scenario.unit]
    charge = blank(a.Charge, len(tables.people))
    a.never(charge, "due", "event")
    wanted = wanted_of(made.orders, made.mandate)
    return tables._replace(charge=charge, arms=arms, wanted=wanted, log=log), made


def authorities_of(
    scenario: Scenario, authority: Authority, layout: Layout, tables: Tables, rows: Rows
) -> a.Authorities:
    """Who decides on orders, and all that they know at first."""
    n_people, n_places = len(tables.people), len(tables.places)
    orders = tuple(order_of(order, scenario, rows) for order in scenario.order)
    district = districts_of(scenario.city, layout.sites)
    streets = [int(np.argmax(layout.sites.district == row)) for row in range(len(layout.districts))]
    return a.Authorities(
        orders=orders,
        units=_units(scenario, tables, rows),
        calling=_calling(authority.calls),
        delay=quantile_table(authority.calls.delay),
        reckoning=_reckoning(authority.stock),
        district=district,
        place_of=np.array(streets or [NOWHERE], np.int32),
        neighbours=_neighbours(district, len(rows.districts), tables.passages),
        is_named=np.arange(n_places) < layout.n_written,
        storeys=_storeys(layout.sites, tables.places["is_outdoor"]),
        on_road=n_places - 1,
        witness=a.never(blank(a.Witness, n_people), "due", "event"),
        centre=blank(a.Centre, 1),
        claim=a.never(blank(a.Claim, n_places), "event"),
        known=a.never(blank(a.Known, len(rows.districts) + 1), "event"),
        mandate=mandates_of(orders),
        posted=a.never(blank(a.Posted, len(scenario.unit)), "departs", "arrives", "event"),
        closed=blank(a.Closed, len(tables.passages)),
        answered=blank(a.Answered, ANSWERED_AT_ONCE),
        calls_due=blank(Due, n_people),
        rides_due=blank(Due, 2 * n_people),
        queued=np.zeros(2, np.int64),
        stock_due=scenario.start + int(authority.stock.every),
        stock_at=scenario.start,
        acts_due=scenario.start,
        reported_at=scenario.start,
    )


def _calling(calls: Calls) -> a.Calling:
    return record(
        a.Calling,
        {
            "of_witnesses": calls.of_witnesses,
            "of_told": calls.of_told,
            "answered_per_min": 60.0 * calls.answered,
            "tries": calls.tries,
            "again_s": calls.again_after,
            "rumour": calls.rumour,
            "rumour_sigma": calls.rumour_sigma,
        },
    )


def _reckoning(stock: Stock) -> a.Reckoning:
    return a.Reckoning(
        every_s=stock.every,
        calm_every_s=stock.calm_every or stock.every,
        calm_after_s=stock.calm_after,
        delay_s=int(stock.delay),
        half_believed=stock.half_believed,
        interest=stock.interest,
        undeniable=stock.undeniable,
        memory_s=stock.memory,
    )


def _units(scenario: Scenario, tables: Tables, rows: Rows) -> tuple[a.Unit, ...]:
    """The units with their people: nobody is in two of them, the oldest leads."""
    taken = np.zeros(len(tables.people), np.bool_)
    made = []
    for unit in scenario.unit:
        members = _members(unit, scenario, tables, rows, taken)
        taken[members] = True
        made.append(a.Unit(unit.name, members, unit.speed, int(unit.musters_in)))
    return tuple(made)


def _members(unit: WrittenUnit, scenario: Scenario, tables: Tables, rows: Rows, taken: Truths) -> Ids:
    people = tables.people
    post = next((post for post in scenario.city.post if post.name == unit.post), None) if scenario.city else None
    place, role = (post.place, post.role) if post is not None else (unit.place, unit.role)
    works = np.where(people["office"] >= 0, people["office"], people["home"])
    found = np.flatnonzero((people["role"] == role) & (works == rows.places[place or ""]) & ~taken)
    wanted = len(found) if unit.people is None else unit.people
    if len(found) < max(wanted, 1):
        path = ("unit", unit.name, "post" if unit.people is None else "people")
        raise scenario.bad_input(path, f"{wanted:,} people, of whom there are {len(found):,}", "a unit of somebody")
    key, age = people["key"][found], people["age"][found]
    chosen = np.argsort(key, kind="stable")[:wanted]
    return found[chosen[np.lexsort((key[chosen], -age[chosen]))]].astype(np.int32)


def districts_of(city: City | None, sites: Sites) -> Ids:
    """The district that each place lies in, or -1; without a city all is one, but the road, which comes last."""
    found = sites.district.copy() if city is not None else np.zeros(len(sites.name), np.int32)
    for row, each in enumerate(city.district if city is not None else ()):
        is_in = (np.abs(sites.x - each.x) <= each.width / 2.0 + WALL_M) & (
            np.abs(sites.y - each.y) <= each.depth / 2.0 + WALL_M
        )
        found[is_in & (found < 0)] = row
    found[-1] = NOWHERE
    return found


def _neighbours(district: Ids, n: int, passages: Passages) -> Truths:
    """Whether one can go from one of n districts to another without crossing a third."""
    a_side, b_side = district[passages["a"]], district[passages["b"]]
    found = np.zeros((n, n), np.bool_)
    direct = (a_side >= 0) & (b_side >= 0)
    found[a_side[direct], b_side[direct]] = True
    part = _parts_between(district, passages)
    onto, off = (a_side >= 0) & (b_side < 0), (a_side < 0) & (b_side >= 0)
    road = np.concatenate([part[passages["b"][onto]], part[passages["a"][off]]])
    joined = np.concatenate([a_side[onto], b_side[off]])
    for each in np.unique(road).tolist():
        found[np.ix_(joined[road == each], joined[road == each])] = True
    np.fill_diagonal(found, False)
    return found | found.T


def _parts_between(district: Ids, passages: Passages) -> Ints:
    """Of places outside of all districts: which connected part each belongs to."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    outside = (district[passages["a"]] < 0) & (district[passages["b"]] < 0)
    one, other = passages["a"][outside], passages["b"][outside]
    n = len(district)
    graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _storeys(sites: Sites, is_outdoor: Truths) -> Floats:
    return np.where(is_outdoor, 0.0, np.maximum(sites.height / STOREY_M, 1.0))
