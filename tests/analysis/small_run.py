"""Small runs written by hand: a list of happenings becomes the folder of a run that has ended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from hyosan.chronicle import (
    PLACE_SERIES_FILE,
    SERIES_FILE,
    Chronicle,
    Manifest,
    RunRecord,
    Series,
    create_run_folder,
    open_run,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.world.codes import Act, Drive, Kind, LinkRole

START = 8 * 3600
UNTIL = 10 * 3600
STATES = ("well", "injected", "strengthened", "bitten", "turned", "halfbie", "dead")

MAKER, JINSU, GWINAM, ONJO, HARI, KIM, LEE, PARK = range(8)
LAB, CLASS, CORRIDOR, ROOF, LANE = range(5)

PEOPLE = pl.DataFrame(
    {
        "id": range(8),
        "name": ["Byeong-chan", "Jin-su", "Gwi-nam", "On-jo", "Ha-ri", "Kim A", "[bold]Lee[/bold]", "Park B"],
        "full_name": ["Lee Byeong-chan", "Lee Jin-su", "Yoon Gwi-nam", "Nam On-jo", "Jang Ha-ri", None, None, None],
        "korean": ["이병찬", "이진수", "윤귀남", "남온조", "장하리", "김에이", "이비", "박비"],
        "role": ["teacher", *["student"] * 7],
        "unit": [None, "2-3", "2-3", "2-5", "3-4", "1-1", "1-1", "1-1"],
        "age": [47, 17, 17, 17, 18, 16, 16, 16],
        "is_named": [True] * 5 + [False] * 3,
    }
)
PLACES = pl.DataFrame(
    {
        "id": range(5),
        "name": ["Science lab", "Class 1-1", "Corridor 2F-1", "Roof", "Back lane"],
        "kind": ["science lab", "classroom", "corridor", "roof", "street"],
        "floor": [1, 1, 2, 3, 1],
        "is_exit": [False, False, False, False, True],
    }
)
SCENARIO = """
title = "A small school"

[[passage]]
between = ["Class 1-1", "Corridor 2F-1"]

[[pathogen.state]]
name = "well"
initial = true

[[pathogen.state]]
name = "turned"
flags = ["infected", "hunts"]
"""


@dataclass(frozen=True)
class Happening:
    """One event to write.

    why : drive and runner-up of a choice
    enabled_by : event that made it possible
    """

    minute: float
    kind: Kind
    cause: int = 0
    who: int = -1
    other: int = -1
    place: int = -1
    value: float = np.nan
    why: tuple[Drive, Act] | None = None
    enabled_by: int | None = None


H = Happening
FEAR, CARE, HABIT, CRUELTY = Drive.FEAR, Drive.CARE, Drive.HABIT, Drive.CRUELTY

OUTBREAK = (
    H(0, Kind.BEGINNING, -1, value=8),
    H(1, Kind.OBEY, 0, GWINAM, place=CLASS, value=CLASS, why=(HABIT, Act.IDLE)),
    H(2, Kind.BULLY, 1, GWINAM, JINSU, CLASS, why=(CRUELTY, Act.OBEY)),
    H(3, Kind.TALK, 2, JINSU, MAKER, CLASS, why=(Drive.BELONGING, Act.OBEY)),
    H(4, Kind.TALK, 3, JINSU, MAKER, LAB, why=(Drive.BELONGING, Act.OBEY)),
    H(4, Kind.TOLD, 4, MAKER, JINSU, LAB, value=1.5),
    H(5, Kind.INJECT, 5, MAKER, JINSU, LAB, why=(CARE, Act.OBEY)),
    H(5, Kind.INFECTION, 6, JINSU, place=LAB, value=0.5),
    H(20, Kind.STRENGTHENED, 7, JINSU, place=CLASS),
    H(30, Kind.LEFT_GROUNDS, 0, PARK, place=LANE),
    H(60, Kind.TURNED, 8, JINSU, place=CLASS),  # 10
    H(61, Kind.HUNT, 10, JINSU, place=CLASS, value=CLASS),
    H(61, Kind.GRAPPLE, 11, JINSU, KIM, CLASS),
    H(61.1, Kind.BITE, 12, JINSU, KIM, CLASS, 0.9),
    H(61.1, Kind.INFECTION, 13, KIM, JINSU, CLASS, 0.9),
    H(61.2, Kind.FLEE, 13, KIM, place=CLASS, value=CORRIDOR, why=(FEAR, Act.LEAVE_GROUP)),
    H(61.2, Kind.HIDE, 13, ONJO, place=CORRIDOR, why=(FEAR, Act.GO_BACK)),
    H(62, Kind.TURNED, 14, KIM, JINSU, CORRIDOR),
    H(62.1, Kind.DECOY, 17, LEE, place=CLASS, value=LAB, why=(FEAR, Act.HIDE)),
    H(62.1, Kind.ALARM, 18, LEE, place=CORRIDOR, value=85),
    H(62.2, Kind.HUNT, 19, KIM, place=CORRIDOR, value=CORRIDOR),  # 20
    H(62.3, Kind.GRAPPLE, 20, KIM, HARI, CORRIDOR),
    H(62.4, Kind.SHIELD, 21, ONJO, HARI, CORRIDOR, why=(CARE, Act.HIDE)),
    H(62.4, Kind.RELEASE, 22, KIM, HARI, CORRIDOR),
    H(62.4, Kind.GRAPPLE, 22, KIM, ONJO, CORRIDOR, enabled_by=22),
    H(62.5, Kind.BITE, 24, KIM, ONJO, CORRIDOR, 0.4),
    H(62.5, Kind.INFECTION, 25, ONJO, KIM, CORRIDOR, 0.4),
    H(63, Kind.MUTATION, 26, ONJO, place=CORRIDOR, value=1),
    H(64, Kind.HALFBIE, 26, ONJO, KIM, CORRIDOR, 0.02),
    H(65, Kind.HUNT, 10, JINSU, place=CLASS, value=LAB),
    H(65, Kind.GRAPPLE, 29, JINSU, MAKER, LAB),  # 30
    H(65.1, Kind.KILL, 30, JINSU, MAKER, LAB),
    H(65.1, Kind.DIED, 31, MAKER, JINSU, LAB),
    H(66, Kind.LOST, 32, JINSU, MAKER, LAB, 1.0),
    H(66, Kind.BARRICADE, 29, HARI, place=ROOF, value=0, why=(FEAR, Act.STAY)),
    H(67, Kind.BARRICADED, 34, HARI, place=ROOF, value=0),
    H(68, Kind.GRAPPLE, 29, JINSU, GWINAM, CLASS),
    H(68, Kind.BITE, 36, JINSU, GWINAM, CLASS, 0.2),
    H(68, Kind.INFECTION, 37, GWINAM, JINSU, CLASS, 0.2),
    H(69, Kind.KILL, 34, HARI, KIM, CORRIDOR),
    H(69, Kind.DIED, 39, KIM, HARI, CORRIDOR),  # 40
    H(70, Kind.LOST, 28, HARI, ONJO, ROOF, 0.9),
    H(71, Kind.LOST, 40, HARI, KIM, ROOF, 0.25),
    H(75, Kind.ROSE, 40, KIM, place=CORRIDOR, value=1),
)
"""An outbreak in a school of eight, all kinds of fates in it."""

WHERE_AT_END = [LAB, CLASS, CLASS, ROOF, ROOF, CORRIDOR, ROOF, LANE]


def write_run(
    folder: Path,
    happenings: Sequence[Happening] = OUTBREAK,
    *,
    status: Any = "complete",
    people: pl.DataFrame = PEOPLE,
    scenario: str = SCENARIO,
    start_date: str | None = None,
    chronicle: bool = True,
    place_column: str = "body.place",
) -> RunRecord:
    """Write a run that has ended, and open it."""
    run = create_run_folder(folder, "small", 7)
    written = Chronicle(run if chronicle else None)
    for happening in happenings:
        add(written, happening)
    write_series(run)
    write_people(run, people)
    write_places(run, PLACES)
    write_scenario(run, scenario)
    state = [(place_column, np.array(WHERE_AT_END, np.int32))]
    write_state(run, state)
    manifest = Manifest(
        program_version="0.1.0", scenario="small", scenario_hash="ab", seed=7, start=START, until=UNTIL,
        start_date=start_date, options={"chronicle": chronicle},
    )  # fmt: skip
    digest = written.digest(state)
    seal(run, replace(manifest, status=status, reached=UNTIL, digest=digest, counts=written.counts))
    return open_run(run)


def add(chronicle: Chronicle, happening: Happening) -> None:
    """One event with its choice and its link."""
    event = chronicle.add(
        START + round(happening.minute * 60), happening.kind, cause=happening.cause, who=happening.who,
        other=happening.other, place=happening.place, value=happening.value,
    )  # fmt: skip
    if happening.why is not None:
        drive, runner_up = happening.why
        chronicle.add_choices(event, happening.kind, drive, runner_up, 1.0, 0.5)
    if happening.enabled_by is not None:
        chronicle.add_links(event, happening.enabled_by, LinkRole.ENABLED)


def write_series(run: Path) -> None:
    """Counts of the whole at the beginning and the end, and of places every hour."""
    series = Series(run / SERIES_FILE, STATES)
    series.add(START, np.array([8, 0, 0, 0, 0, 0, 0]))
    series.add(UNTIL, np.array([3, 0, 0, 1, 2, 1, 1]))
    series.flush()
    places = Series(run / PLACE_SERIES_FILE, STATES, is_by_place=True)
    nobody = [0] * 7
    turned = [0, 0, 0, 0, 1, 0, 0]
    for hour, hunted in ((8, []), (9, [CLASS, ROOF]), (10, [CLASS, CORRIDOR])):
        counts = [turned if place in hunted else nobody for place in range(5)]
        places.add_places(hour * 3600, np.arange(5), np.array(counts))
    places.flush()
