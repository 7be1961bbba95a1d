"""The boarding school of 1978: what was counted lies where runs of the scenario have it."""

import numpy as np
import polars as pl
import pytest

from boarding_school import IN_BED, WENT_TO_BED, Fit, beds, fit, main


@pytest.fixture(scope="module")
def found() -> Fit:
    return fit(schools=500, seed=1)


def test_the_boys_in_bed_lie_in_the_band_of_the_runs(found: Fit) -> None:
    assert found.inside >= 12
    assert found.days_off_peak <= 1
    assert found.band_width < 150


def test_as_many_went_to_bed_as_reported(found: Fit) -> None:
    low, high = np.percentile(found.went_to_bed, [2.5, 97.5])
    assert low <= WENT_TO_BED <= high


def test_schools_are_counted_apart(found: Fit) -> None:
    assert len(found.infected) == 500
    assert (found.went_to_bed <= found.infected).all()
    assert found.infected.std() > 0


def test_the_command_prints_every_day(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--schools", "20"])
    printed = capsys.readouterr().out.splitlines()
    assert [int(line.split()[1]) for line in printed[1 : len(IN_BED) + 1]] == IN_BED.tolist()
    assert any(line.startswith("Went to bed: ") for line in printed)


def test_without_anybody_in_bed_there_are_no_beds() -> None:
    schema = {"time": pl.Int64, "place": pl.Int32, "state": pl.Enum(["in bed"]), "count": pl.Int32}
    assert beds(pl.DataFrame(schema=schema), 3).sum() == 0
