"""What small worlds about the virus begin with: hunters among prey, and somebody bitten where nobody sees it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from hyosan.scenario import loads
from tests.stories.small_worlds import ALWAYS, Scene, scene, staged
from tests.stories.test_courses import CERTAIN_BITES, FAST, HALFBIE
from tests.worlds import SMALL_SCHOOL

NO_INJECTION = "behaviour.inject.base=-1000"
BITTEN_S = 180  #: in which somebody is bitten and becomes what they become


def school(*changes: str, again: bool = False, seed: int = 1) -> Scene:
    """The small school in which everything happens fast; its maker and its victim are called as in the accounts.

    again : whether the virus gets in a second time, with somebody who has turned elsewhere
    """
    text = SMALL_SCHOOL.read_text(encoding="utf-8").replace("Victim", "Jin-su").replace("Maker", "Byeong-chan")
    made = staged(loads(text, str(SMALL_SCHOOL), changes), seed)
    if again:
        made.infect("Archer", "turned")
    return made.run(90 * 60)


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
    """Nam, bitten by Zed in a den, has come to where the others are, whatever she is by then.

    halfbie : probability with which the bitten become one
    """
    doors = [(one, other, "open") for one, other in pairwise(rooms)] + [([*rooms][-1], "Den", "locked")]
    made = scene(
        {**rooms, "Den": "storage"}, {**people, "Nam": "Den", "Zed": "Den"}, doors=doors,
        changes=[*bitten_become(halfbie), *changes], **rest,
    )  # fmt: skip
    return bite(made, to=next(iter(rooms)))


def bitten_become(halfbie: float) -> tuple[str, ...]:
    """Changes by which every bite infects, and what comes of it shows after a minute.

    halfbie : probability of becoming one
    """
    return (*CERTAIN_BITES, *FAST, f"{HALFBIE}.probability={halfbie}")


def bite(made: Scene, to: str) -> Scene:
    """Have Zed bite Nam, who is with him, and be no more; when it shows what she has become, she is in a room."""
    made.infect("Zed", "turned")
    made.seize("Zed", "Nam", seconds=1)
    made.run(BITTEN_S)
    made.infect("Zed", "dead")
    made.put("Nam", to)
    return made
