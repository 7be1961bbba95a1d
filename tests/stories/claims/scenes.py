"""What small worlds about the virus begin with: hunters among prey, and somebody bitten where nobody sees it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tests.stories.small_worlds import ALWAYS, Scene, scene
from tests.stories.test_courses import CERTAIN_BITES, FAST, HALFBIE

BITTEN_S = 180  #: in which somebody is bitten and becomes what they become


def crowd(*changes: str, n: int = 24, seconds: int = 900, ages: Sequence[int] = (17,), **rest: Any) -> Scene:
    """Zed, who has turned, in a room with so many who stand still, and what has come of it.

    ages : of them in turn, years
    """
    prey = [f"Ann {k}" for k in range(n)]
    given = {"acts": {"stay": ALWAYS}, **rest}
    made = scene(
        {"Room": "classroom"}, {"Zed": "Room", **dict.fromkeys(prey, "Room")}, changes=changes,
        traits={name: {"age": ages[k % len(ages)]} for k, name in enumerate(prey)}, **given,
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.alert(*prey)
    return made.run(seconds)


def bitten_apart(
    rooms: Mapping[str, str], people: Mapping[str, str], changes: Sequence[str] = (), halfbie: float = 1, **rest: Any
) -> Scene:
    """Nam, bitten by Zed in a den, has come to where the others are, whatever she is by then; Zed is no more.

    halfbie : probability with which the bitten become one
    """
    doors = [(one, other, "open") for one, other in pairwise(rooms)] + [([*rooms][-1], "Den", "locked")]
    made = scene(
        {**rooms, "Den": "storage"}, {**people, "Nam": "Den", "Zed": "Den"}, doors=doors,
        changes=[*CERTAIN_BITES, *FAST, f"{HALFBIE}.probability={halfbie}", *changes], **rest,
    )  # fmt: skip
    made.infect("Zed", "turned")
    made.seize("Zed", "Nam", seconds=1)
    made.run(BITTEN_S)
    made.infect("Zed", "dead")
    made.put("Nam", next(iter(rooms)))
    return made
