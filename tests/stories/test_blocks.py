"""Blocks: in places so large that a second does not count, people move and meet once each near step."""

import pytest

from tests.stories.small_worlds import ALWAYS, Scene, mean, scene

ROOMS = {"A": "classroom", "B": "classroom", "C": "classroom", "D": "classroom", "E": "classroom"}
BLOCKS = "place_kind.classroom.block=true"
NEAR_STEP_S = 5
MINUTE_S = 60
START_S = 9 * 3600


def walked(*changes: str) -> Scene:
    """Somebody runs from the first place to the last, 80 m."""
    made = scene(ROOMS, {"Ann": "A"}, changes=changes)
    made.send("Ann", "B", "C", "D", "E")
    return made.run(60)


def hunted(seed: int, *changes: str) -> Scene:
    """A hunter and somebody who stands still are in one place."""
    rooms, people = {"A": "classroom", "B": "classroom"}, {"Ann": "A", "Zed": "A"}
    made = scene(rooms, people, seed=seed, acts={"stay": ALWAYS}, changes=changes)
    made.infect("Zed", "turned")
    return made.run(120)


def first(made: Scene, kind: str) -> int:
    """When something first happened, s after the start."""
    return int(made.of(kind)[0]["time"]) - START_S


def test_a_way_through_blocks_takes_as_long_as_one_through_rooms() -> None:
    in_rooms, in_blocks = walked().of("move"), walked(BLOCKS).of("move")
    assert [move["place"] for move in in_blocks] == [move["place"] for move in in_rooms] == ["B", "C", "D", "E"]
    late = [slow["time"] - quick["time"] for quick, slow in zip(in_rooms, in_blocks, strict=True)]
    assert all(-MINUTE_S <= by <= NEAR_STEP_S for by in late), "in calm blocks people walk a minute at once"


def test_in_blocks_all_happens_at_near_steps() -> None:
    events = walked(BLOCKS).of("move") + [row for seed in range(10) for row in hunted(seed, BLOCKS).of("grapple")]
    assert len(events) > 10
    assert {row["time"] % NEAR_STEP_S for row in events} == {0}
    assert {row["time"] % NEAR_STEP_S for row in walked().of("move")} != {0}


def seen(*changes: str) -> int:
    """When somebody sees that one of them has turned 10 s after the start, s after the start."""
    made = scene(
        {"A": "classroom"}, dict.fromkeys(["Ann", "Ben", "Cho", "Zed"], "A"), acts={"stay": ALWAYS}, changes=changes
    )
    made.run(10)
    made.infect("Zed", "turned")
    made.mark("Zed", "A")
    made.run(50)
    return first(made, "saw")


def test_those_in_blocks_see_what_goes_on_every_half_minute() -> None:
    assert seen() == 10
    assert seen(BLOCKS) == 30


def test_hunters_reach_people_in_blocks_as_soon_as_in_rooms() -> None:
    seeds = range(60)
    in_rooms = mean([first(hunted(seed), "grapple") for seed in seeds])
    in_blocks = mean([first(hunted(seed, BLOCKS), "grapple") for seed in seeds])
    assert in_blocks == pytest.approx(in_rooms, abs=NEAR_STEP_S)
