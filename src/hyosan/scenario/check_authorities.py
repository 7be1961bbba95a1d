"""Whether the authorities of a scenario fit it: their systems, the people and places that units are made of."""

from collections.abc import Iterator

from hyosan.scenario.authorities import Unit
from hyosan.scenario.check_orders import order_faults
from hyosan.scenario.check_pathogen import wait_faults
from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import listed, nearest, shown

SYSTEMS = ("interventions", "reporting")  #: what the authorities need: to act, and to hear


def authority_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Orders without anybody who hears and acts, units of nobody, orders that do not fit."""
    yield from alike(("unit",), [unit.name for unit in scenario.unit])
    yield from alike(("order",), [order.name for order in scenario.order])
    if scenario.order:
        yield from _need_faults(scenario)
    if scenario.authority is not None:
        yield from wait_faults(scenario.authority.calls.delay, ("authority", "calls", "delay"))
    for unit in scenario.unit:
        yield from _unit_faults(scenario, unit)
    for order in scenario.order:
        yield from order_faults(scenario, order)


def _need_faults(scenario: Scenario) -> Iterator[Complaint]:
    if scenario.population is not None and scenario.city is None:
        yield Complaint(("order",), "orders for a population that is only counted", "[[intervention]], or a city")
    if scenario.authority is None:
        yield Complaint(("authority",), "missing, beside orders", "a table [authority]: what is heard, and believed")
    for system in SYSTEMS:
        if system not in scenario.systems:
            yield Complaint(("systems",), f"no {shown(system)}, which [[order]] needs", f"{shown(system)} among them")


def _unit_faults(scenario: Scenario, unit: Unit) -> Iterator[Complaint]:
    path = ("unit", unit.name)
    posts = [post.name for post in scenario.city.post] if scenario.city is not None else []
    places = [place.name for place in scenario.place]
    if unit.post is not None:
        if unit.place is not None or unit.role is not None:
            yield Complaint((*path, "post"), "a post beside a place and a role", "a post, or a place and a role")
        elif unit.post not in posts:
            accepted = f"a [[city.post]]: {listed(posts) or '(none)'}"
            yield Complaint((*path, "post"), f"no post {shown(unit.post)}", accepted, nearest(unit.post, posts))
    elif unit.place is None or unit.role is None:
        key = "post" if unit.place is None and unit.role is None else "role" if unit.role is None else "place"
        yield Complaint((*path, key), "missing", "a post, or a place and a role")
    elif unit.place not in places:
        found = f"no place {shown(unit.place)}"
        yield Complaint((*path, "place"), found, "the name of a [[place]]", nearest(unit.place, places))
    if unit.speed == 0.0:
        yield Complaint((*path, "speed"), "0 m/s", "a speed above 0")
