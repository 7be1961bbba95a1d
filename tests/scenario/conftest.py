"""One small valid scenario, and ways to break it."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.register_assert_rewrite(f"{__package__}.malformed")

SMALL = """
title = "Three rooms"
start = "day 1 08:00"
until = "day 1 12:00"
step = "1 min"
near_step = "5 s"
seed = 7

[[place_kind]]
name = "room"
wall = "40 dB"
floor = "50 dB"
background = "35 dB"
cover = 0.3
furniture = true
source = "assumption: an ordinary room"

[[place]]
name = "Class 1-1"
kind = "room"
floor = 1
x = "0 m"
y = "0 m"
width = "9 m"
depth = "7.5 m"
unit = "1-1"

[[place]]
name = "Corridor"
kind = "room"
floor = 1
x = "0 m"
y = "5.25 m"
width = "9 m"
depth = "3 m"

[[place]]
name = "Office"
kind = "room"
floor = 1
x = "0 m"
y = "10.5 m"
width = "9 m"
depth = "7.5 m"

[[passage]]
between = ["Class 1-1", "Corridor"]
door = "closed"

[[passage]]
between = ["Corridor", "Office"]
door = "open"
length = "4 m"

[[sound]]
name = "scream"
level = "100 dB"
source = "assumption: loud"

[roster]
grades = [{ grade = 1, age = 16, classes = 1 }]
class_size_mean = 10.0

[roster.traits]
source = "assumption: average people"

[roster.traits.student]
strength = { mean = 0.5, sd = 0.15 }
speed = { mean = "5 m/s", sd = "0.8 m/s" }
hearing = { mean = "0 dB", sd = "5 dB" }
stealth = { mean = 0.5, sd = 0.15 }
resolve = { mean = 0.5, sd = 0.15 }

[roster.traits.teacher]
strength = { mean = 0.5, sd = 0.15 }
speed = { mean = "4 m/s", sd = "0.8 m/s" }
hearing = { mean = "-4 dB", sd = "6 dB" }
stealth = { mean = 0.5, sd = 0.15 }
resolve = { mean = 0.5, sd = 0.15 }

[roster.traits.staff]
strength = { mean = 0.5, sd = 0.15 }
speed = { mean = "4 m/s", sd = "0.8 m/s" }
hearing = { mean = "-4 dB", sd = "6 dB" }
stealth = { mean = 0.5, sd = 0.15 }
resolve = { mean = 0.5, sd = 0.15 }

[names]
family = [["Kim", 0.215, "김"]]
given_first = [["Min", "민"]]
given_second = [["ji", "지"]]

[[period]]
name = "lesson"
from = "08:00"
to = "08:50"
who = "student"
where = "own room"

[[person]]
name = "Ara"
role = "student"
unit = "1-1"
age = 16
sex = "f"
strength = 0.4

[[person]]
name = "Bo-ram"
role = "student"
unit = "1-1"
age = 16
sex = "m"
maker = true

[[person]]
name = "Mr. Cho"
role = "teacher"
office = "Office"
age = 40
sex = "m"

[[bond]]
from = "Ara"
to = "Bo-ram"
kind = "friendship"
strength = 0.6

[[behaviour]]
act = "hide"
base = 0.2
drive = "fear"
lasts = "5 min"
weights = { cover = 1.5 }
source = "assumption: a guess"

[mind]
fear_half_life = { value = "20 min", source = "assumption: a guess" }

[pathogen]
name = "toy"
source = "assumption: made up for tests"
entry = { bitten = "bitten" }

[[pathogen.state]]
name = "well"
initial = true
source = "assumption: the healthy"

[[pathogen.state]]
name = "bitten"
flags = ["infected"]
source = "assumption: the incubating"

[[pathogen.state]]
name = "turned"
flags = ["infected", "infectious", "hunts"]
speed = 1.2
source = "assumption: the hunters"

[[pathogen.state]]
name = "halfbie"
flags = ["infected", "keeps_mind"]
source = "assumption: those between"

[[pathogen.transition]]
from = "bitten"
to = "turned"
event = "turned"
probability = "rest"
wait = { distribution = "lognormal", median = "4 min", sigma = 0.5 }
severity = -0.5
source = "assumption: minutes"

[[pathogen.transition]]
from = "bitten"
to = "halfbie"
event = "halfbie"
probability = { by_age = [[0, 0.0], [16, 0.02], [20, 0.01]] }
wait = { distribution = "fixed", value = "1 h" }
source = "assumption: rare"

[pathogen.rise]
probability = 0.1
frailty_sigma = 0.5
decay = 0.5
mindful_decay = 1.0
wait = "6 min"
source = "assumption: rare"
"""

Writer = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write a text into a file of the test's folder."""

    def write_text(text: str, name: str = "small.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_text


@pytest.fixture
def small(write: Writer) -> Path:
    """The small scenario as a file."""
    return write(SMALL)
