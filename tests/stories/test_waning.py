"""Within months the turned weaken, then go after nobody any more, and remain."""

import numpy as np
import pytest

from hyosan.population.waits import quantile_table
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene

DAY_S = 86_400
WEAKENED, WANED = (f'pathogen.transition."{a} -> {b}".wait' for a, b in (("turned", "weakened"), ("weakened", "waned")))
LATER = ('until="day 200 09:00"', 'stretch=[{from="day 2 00:00", step="1 h"}]')


def fixed(key: str, wait: str) -> str:
    return f'{key}={{ distribution = "fixed", value = "{wait}" }}'


def alone(*changes: str, state: str = "turned", days: float = 8, armed: bool = False) -> Scene:
    """Zed, who turns, behind a closed door, and Ann in another room."""
    made = scene(
        {"Room": "classroom", "Next": "classroom"}, {"Zed": "Room", "Ann": "Next"}, doors=[("Room", "Next", "closed")],
        acts={"stay": ALWAYS, "go_back": NEVER}, changes=[*LATER, *changes],
    )  # fmt: skip
    made.passage("Room", "Next")["strength"] = 1e9
    zed = made.who("Zed")
    made.infect("Zed", "bitten" if state == "turned" else state)
    if state == "turned":
        made.tables.course["next_state"][zed] = made.world.names.states.index("turned")
        made.tables.course["due"][zed] = made.world.clock.now + 60
    return made.run(int(days * DAY_S))


PINNED = (fixed(WEAKENED, "3 d"), fixed(WANED, "3 d"))


def test_whoever_turned_weakens_then_wanes_and_remains() -> None:
    made = alone(*PINNED, days=5)
    assert made.state_of("Zed") == "weakened"
    made.run(3 * DAY_S)
    (waned,) = made.of("waned")
    (turned,) = made.of("turned")
    assert (waned["who"], waned["place"], waned["cause"]) == ("Zed", "Room", turned["id"])
    assert made.state_of("Zed") == "waned"
    assert waned["time"] % 3600 == 0, "what takes days ends on the hour"


def test_the_waned_go_after_nobody() -> None:
    made = alone(*PINNED)
    made.put("Ann", "Room")
    made.alert("Ann")
    made.ring("Next", 120.0, seconds=600)
    made.run(DAY_S)
    assert (made.state_of("Ann"), made.place_of("Zed")) == ("well", "Room")
    assert not made.of("grapple", "hunt")


@pytest.mark.parametrize("changes", [PINNED[:1], (fixed(WEAKENED, "100 d"),)])
def test_before_that_they_still_hunt(changes: tuple[str, ...]) -> None:
    made = alone(*changes, "pathogen.hunting.escape_base=-1000")
    made.put("Ann", "Room")
    made.run(DAY_S)
    assert made.happened("grapple", "Zed", "Ann")


def test_the_weakened_are_thrown_off_more_easily() -> None:
    states = alone(*PINNED, days=0.1).world.numbers.states
    names = alone(*PINNED, days=0.1).world.names.states
    strength = dict(zip(names, states["strength"].tolist(), strict=True))
    assert strength["turned"] > strength["weakened"] > 1.0


def test_after_four_months_most_have_waned_and_some_have_not() -> None:
    scenario = alone(days=0.1).scenario
    ways = {f"{way.from_} -> {way.to}": way for way in scenario.pathogen.transition}
    first, second = (quantile_table(ways[name].wait) for name in ("turned -> weakened", "weakened -> waned"))
    rng = np.random.default_rng(1)
    days = (rng.choice(first, 100_000) + rng.choice(second, 100_000)) / DAY_S
    assert 0.0 < np.mean(days < 30) < 0.2
    assert 0.8 < np.mean(days < 120) < 1.0
