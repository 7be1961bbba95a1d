"""Orders of a scenario as plain numbers, and the mandates that each can become."""

from dataclasses import dataclass

import numpy as np

from hyosan.population.keyed import stable_key
from hyosan.scenario import Scenario
from hyosan.scenario.orders import Inspection, When
from hyosan.scenario.orders import Order as WrittenOrder
from hyosan.world.authorities import Mandate, Wanted, never
from hyosan.world.codes import NOBODY, NOWHERE, Command, Scope
from hyosan.world.columns import Ids, blank
from hyosan.world.orders import ALWAYS, Admitting, Bombing, Evacuating, Inspecting, Order, Studying, Trigger, Wanting
from hyosan.world.world import Names

HOUR_S = 3_600.0
WHOLE_GROUND = "the whole ground"  #: the one district of a world without a city


@dataclass(frozen=True)
class Rows:
    """Row of each name.

    roads : rows of the pieces of each road of a city
    """

    people: dict[str, int]
    places: dict[str, int]
    roads: dict[str, list[int]]
    districts: dict[str, int]
    units: dict[str, int]
    orders: dict[str, int]
    states: dict[str, int]

    @classmethod
    def of(cls, scenario: Scenario, names: Names) -> "Rows":
        """Those of a world."""
        places = _rows(names.places)
        roads = scenario.city.road if scenario.city is not None else ()
        return cls(
            people=_rows(names.people),
            places=places,
            roads={road.name: _pieces(road.name, places) for road in roads},
            districts=_rows(names.districts or [WHOLE_GROUND]),
            units=_rows([unit.name for unit in scenario.unit]),
            orders=_rows([order.name for order in scenario.order]),
            states=_rows(names.states),
        )

    def place(self, name: str | None) -> int:
        """Row of a place, or -1 for none."""
        return NOWHERE if name is None else self.places[name]

    def all_places(self, names: tuple[str, ...]) -> Ids:
        """Rows of places, and of all pieces of roads."""
        found = [row for name in names for row in self.roads.get(name, [self.places.get(name, NOWHERE)])]
        return np.array(found, np.int32)


def _rows(names: list[str]) -> dict[str, int]:
    return {name: row for row, name in reversed(list(enumerate(names)))}


def _pieces(road: str, places: dict[str, int]) -> list[int]:
    """Rows of the pieces of a road, "Yangdong road 1" and so on, or of its only one."""
    if road in places:
        return [places[road]]
    found: list[int] = []
    while (row := places.get(f"{road} {len(found) + 1}")) is not None:
        found.append(row)
    return found


def order_of(order: WrittenOrder, scenario: Scenario, rows: Rows) -> Order:
    """One order as plain numbers."""
    named = [rows.districts[name] for name in order.districts]
    districts = np.full(len(rows.districts), not named)
    districts[named] = True
    return Order(
        name=order.name,
        key=stable_key(f"order {order.name}"),
        command=order.command,
        scope=order.scope,
        districts=districts,
        trigger=trigger_of(order.when, rows),
        ending=None if order.until is None else trigger_of(order.until, rows),
        lasts_s=order.lasts or ALWAYS,
        delay_s=int(order.delay),
        repeats_s=order.repeats or ALWAYS,
        compliance=order.compliance,
        units=tuple(rows.units[name] for name in order.units),
        by=NOBODY if order.by is None else rows.units[order.by],
        places=rows.all_places(order.places),
        people=np.array([rows.people[name] for name in order.people], np.int32),
        wanted=_wanting(order, rows),
        to=rows.place(order.to),
        strength_s=order.strength or 0.0,
        recognises=order.recognises or 0.0,
        strictness=order.strictness or 0.0,
        eases=NOBODY if order.eases is None else rows.orders[order.eases],
        evacuating=_evacuating(order, rows),
        bombing=_bombing(order, rows),
        admitting=_admitting(order, rows),
        studying=Studying(int(order.every or 0), order.success) if order.command is Command.RESEARCH else None,
    )


def trigger_of(when: When, rows: Rows) -> Trigger:
    """A condition; what it does not name holds by its default."""
    given = {
        key: getattr(when, key)
        for key in ("infected", "infected_below", "infected_in_all", "affected", "calls", "hours", "at")
        if getattr(when, key) is not None
    }
    if when.quiet is not None:
        given["quiet_s"] = int(when.quiet)
    if when.since is not None:
        given |= {"since": rows.orders[when.since.order], "since_s": int(when.since.time)}
    return Trigger(**given)


def _inspecting(inspection: Inspection | None) -> Inspecting | None:
    return None if inspection is None else Inspecting(inspection.bitten, inspection.halfbie, inspection.well)


def _wanting(order: WrittenOrder, rows: Rows) -> Wanting | None:
    if order.command is not Command.PRESERVE or (order.role is None and order.state is None):
        return None
    return Wanting(
        role=NOBODY if order.role is None else int(order.role),
        state=NOBODY if order.state is None else rows.states[order.state],
        at_most=order.at_most,
    )


def _evacuating(order: WrittenOrder, rows: Rows) -> Evacuating | None:
    if order.command is not Command.EVACUATE:
        return None
    return Evacuating(
        assembly=np.unique(rows.all_places(order.assembly)),
        to=rows.place(order.to),
        per_s=(order.per_hour or 0.0) / HOUR_S,
        speed_mps=order.speed or 0.0,
        inspecting=_inspecting(order.inspection),
    )


def _bombing(order: WrittenOrder, rows: Rows) -> Bombing | None:
    if order.command is not Command.BOMB:
        return None
    return Bombing(
        aim=rows.all_places(order.aim),
        radius_m=order.radius or 0.0,
        lure_db=order.lure or 0.0,
        lure_s=order.lure_for,
        bang_db=order.bang or 0.0,
        indoors=order.indoors or 0.0,
        underground=order.underground or 0.0,
    )


def _admitting(order: WrittenOrder, rows: Rows) -> Admitting | None:
    inspecting = _inspecting(order.inspection)
    if order.command is not Command.ADMIT or inspecting is None:
        return None
    return Admitting(
        gate=rows.place(order.gate),
        hall=rows.place(order.hall),
        cells=rows.all_places(order.cells),
        held_in=rows.place(order.held_in),
        locked_s=order.locked_for or 0,
        held_s=order.held_for or 0,
        barracks=rows.all_places(order.barracks),
        grounds=rows.place(order.grounds),
        per_s=(order.per_hour or 0.0) / HOUR_S,
        inspecting=inspecting,
    )


def mandates_of(orders: tuple[Order, ...]) -> Mandate:
    """A row for each order, or for each district of one that is given for each by itself."""
    found = []
    for number, order in enumerate(orders):
        local = order.scope is not Scope.EVERYWHERE
        districts = np.flatnonzero(order.districts).tolist() if local else [NOWHERE]
        found += [(number, district) for district in districts]
    mandate = blank(Mandate, len(found))
    if found:
        mandate["order"], mandate["district"] = zip(*found, strict=True)
    made: Mandate = never(mandate, "event", "begins", "ends", "told_at", "acted_at")
    return made


def wanted_of(orders: tuple[Order, ...], mandates: Mandate) -> Wanted:
    """A row for each captive of a kind that an order wants."""
    found = []
    for row, number in enumerate(mandates["order"].tolist()):
        wanting = orders[number].wanted
        if wanting is not None:
            found += [(row, wanting.role, wanting.state)] * wanting.at_most
    wanted = blank(Wanted, len(found))
    if found:
        wanted["mandate"], wanted["role"], wanted["state"] = zip(*found, strict=True)
    return wanted
