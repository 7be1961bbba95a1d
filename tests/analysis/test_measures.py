"""What an ending tells of reports and interventions."""

from pathlib import Path

import pytest

from hyosan.analysis.outbreak import Outbreak, outbreak_of
from hyosan.chronicle import open_run
from hyosan.engine import Options, run_scenario
from hyosan.scenario import loads
from hyosan.tell import epidemic

TOWN = """
extends = "seir-mixed"
systems = ["interventions", "course", "reporting", "transmission"]
[population]
people = 3000
districts = 3
[[detection]]
name = "doctors"
state = "infectious"
probability = 0.5
delay = { distribution = "fixed", value = "6 h" }
source = "assumption: test"
[[intervention]]
name = "distancing"
kind = "community distancing"
reduction = 0.5
trigger = { reported = 1000, over = "3 d", scope = "district" }
reported_below = 100
source = "assumption: test"
[[intervention]]
name = "panic"
kind = "community distancing"
reduction = 0.1
trigger = { reported = 90000, over = "1 d" }
source = "assumption: test"
"""


@pytest.fixture(scope="module")
def outbreak(tmp_path_factory: pytest.TempPathFactory) -> Outbreak:
    folder: Path = tmp_path_factory.mktemp("runs") / "town"
    run_scenario(loads(TOWN), "town", "test", Options(), folder)
    return outbreak_of(open_run(folder))


def test_reports_and_interventions_are_counted(outbreak: Outbreak) -> None:
    response = outbreak.response
    assert response.reported is not None
    assert response.reported == pytest.approx(outbreak.infected / 2, rel=0.15)
    assert [measure.name for measure in response.measures] == ["distancing"]
    assert response.measures[0].districts == 3
    assert response.measures[0].last_day is not None
    assert response.measures[0].first_day < response.measures[0].last_day
    assert response.never == ("panic",)


def test_they_are_told_in_sentences(outbreak: Outbreak) -> None:
    told = epidemic.response(outbreak)
    assert "cases reported, " in told[0]
    assert told[1].startswith("Distancing in 3 of 3 districts: from day ")
    assert told[2] == "Never begun: panic."
