"""Two schools that differ by one person three kilometres away, and what that changes for everybody else.

Run as a module it prints how many in a hundred of the courses the newcomer re-rolled: the mutation test does so with a
copy of the package in which one draw is keyed by rank.
"""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from hyosan.chronicle import Chronicle
from hyosan.engine import Observer, simulate
from hyosan.population import build_world
from hyosan.scenario import Scenario, loads
from hyosan.world.world import World
from tests.worlds import SELDOM, SMALL_SCHOOL, Told

ISLANDERS = ("Stranger", "Hermit")
UNITS = ("1-1", "1-2", "2-1", "2-2")


def school(*islanders: str) -> Scenario:
    """The small school with a cast of forty and no generated people, and an island with some of the islanders.

    The islanders come first on the roll: one more of them moves the rows of all others.
    """
    content: dict[str, Any] = tomllib.loads(SMALL_SCHOOL.read_text(encoding="utf-8"))
    content["place"].append(dict(content["place"][10], name="Island", x="3 km", unit="0-1"))
    content["passage"].append({"between": ["Office", "Island"], "door": "locked", "length": "3 km"})
    island = [_student(name, "0-1") for name in islanders]
    others = [_student(f"Student {k:02d}", UNITS[k % len(UNITS)]) for k in range(40)]
    content["person"] = [*island, *content["person"], *others]
    content["bond"] += [
        {"from": f"Student {k:02d}", "to": f"Student {k + 4:02d}", "kind": "friendship", "strength": 0.6}
        for k in range(36)
    ]
    for grade in content["roster"]["grades"]:
        grade["classes"] = 0
    # Generated bonds come in proportion to how many there are of a grade; here all bonds are written.
    content["roster"].update(teachers=0, staff=0, friends_mean=0, dislike_mean=0, bullies_per_class=0)
    return loads(tomli_w.dumps(content), str(SMALL_SCHOOL))


def _student(name: str, unit: str) -> dict[str, Any]:
    return {"name": name, "role": "student", "unit": unit, "age": 17, "sex": "f"}


def fates(run: Told) -> list[tuple[Any, ...]]:
    """What happened to all but the islanders, with names for rows and the place in this list for causes."""
    name = dict(enumerate(run.world.names.people))
    position: dict[int, int] = {}
    found = []
    for event in run.events.iter_rows(named=True):
        if name.get(event["who"]) in ISLANDERS:
            continue
        position[event["id"]] = len(found)
        value = None if event["kind"] == "beginning" else event["value"]
        who, other = name.get(event["who"]), name.get(event["other"])
        cause = None if event["cause"] is None else position[event["cause"]]
        found.append((event["time"], event["kind"], who, other, event["place"], cause, value))
    return found


def courses(scenario: Scenario, seed: int = 1) -> dict[str, tuple[int, int]]:
    """State of each of the school an hour after all of them were bitten at once, and when they came into it."""
    world = build_world(scenario, seed)
    bite_all(world)
    assert simulate(world, Chronicle(None), ["course"], Observer(every=SELDOM))
    course = world.tables.course
    ends = zip(world.names.people, course["state"].tolist(), course["since"].tolist(), strict=True)
    return {name: (state, since) for name, state, since in ends if name not in ISLANDERS}


def bite_all(world: World) -> None:
    """Let everybody come into the state of the bitten at once."""
    bitten = world.names.states.index("bitten")
    course = world.tables.course
    course["next_state"] = bitten
    course["due"] = world.clock.now
    course["strain"] = 0
    course["severity"] = 0.5


def re_rolled_percent() -> float:
    """How many of the school have another course because of the newcomer."""
    without, within = courses(school("Hermit")), courses(school("Stranger", "Hermit"))
    assert without.keys() == within.keys()
    return 100.0 * sum(without[name] != within[name] for name in without) / len(without)


if __name__ == "__main__":
    print(re_rolled_percent(), Path(__import__("hyosan").__file__).parent)
