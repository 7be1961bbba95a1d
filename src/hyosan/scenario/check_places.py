"""Whether places, kinds and passages fit each other, and every place can be reached."""

from collections import defaultdict
from collections.abc import Iterator

from hyosan.scenario.city import NEAREST_STREET
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.identity import Path
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.wording import nearest, shown

REACHABLE = "a passage to a place that can be reached"


def place_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Alike names, unknown kinds and places, home rooms given twice, places out of reach."""
    names = {place.name: None for place in scenario.place}
    yield from alike(("place_kind",), [kind.name for kind in scenario.place_kind])
    yield from alike(("place",), list(names))
    yield from _kind_faults(scenario)
    yield from _unit_faults(scenario)
    unknown = list(_passage_faults(scenario, names))
    yield from unknown
    if not unknown:  # a misspelt place would be reported a second time, as out of reach
        yield from _reach_faults(scenario, names)


def alike(array: Path, names: list[str]) -> Iterator[Complaint]:
    """Rows of an array whose names differ only in case."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(name.casefold(), name)
        if other != name:
            found = f"the name differs from {shown(other)} only in case"
            yield Complaint((*array, name), found, "names that differ in more", f"{shown(other)}")


def _kind_faults(scenario: Scenario) -> Iterator[Complaint]:
    kinds = {kind.name for kind in scenario.place_kind}
    for place in scenario.place:
        if place.kind not in kinds:
            path = ("place", place.name, "kind")
            accepted = "the name of a [[place_kind]]"
            yield Complaint(path, f"no place kind {shown(place.kind)}", accepted, nearest(place.kind, kinds))


def _unit_faults(scenario: Scenario) -> Iterator[Complaint]:
    homes: dict[str, str] = {}
    for place in scenario.place:
        home = homes.setdefault(place.unit, place.name) if place.unit else place.name
        if home != place.name:
            found = f"{shown(place.unit)}, which has its home room in {shown(home)}"
            yield Complaint(("place", place.name, "unit"), found, "one home room for each class")
    for unit in scenario.roster.units:
        if unit not in homes:
            found = f"class {unit} has no home room"
            yield Complaint(("roster", "grades", unit.split("-")[0]), found, f'a place with unit = "{unit}"')


def _passage_faults(scenario: Scenario, names: dict[str, None]) -> Iterator[Complaint]:
    known = names if scenario.city is None else {**names, NEAREST_STREET: None}
    for passage in scenario.passage:
        for end in passage.between:
            if end not in known:
                path = ("passage", " ~ ".join(passage.between), "between")
                yield Complaint(path, f"no place {shown(end)}", "names of places", nearest(end, known))


def _reach_faults(scenario: Scenario, names: dict[str, None]) -> Iterator[Complaint]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    roads = () if scenario.city is None else scenario.city.road
    by_road = [(NEAREST_STREET, end) for road in roads for end in road.between]
    for one, other in (*(passage.between for passage in scenario.passage), *by_road):
        neighbours[one].append(other)
        neighbours[other].append(one)
    start = next(iter(names), None) if scenario.city is None else NEAREST_STREET
    reached, frontier = {start}, [start] if start else []
    while frontier:
        new = [place for place in neighbours[frontier.pop()] if place not in reached]
        reached.update(new)
        frontier += new
    for name in names:
        if name not in reached:
            yield Complaint(("place", name), f"cannot be reached from {shown(start)}", REACHABLE)
