"""A society of households, classes and teams: laws that hold in every run of it."""

from functools import cache

import numpy as np
import polars as pl
import pytest

from hyosan.scenario import Scenario, loads
from hyosan.systems import natural_history, transmission
from hyosan.world.codes import Setting
from tests.engine.test_society import Ended, ended

TOWN = """
title = "Town"
start = "day 1 00:00"
until = "day 61 00:00"
step = "1 d"
systems = ["course", "transmission"]
pathogen = "covid-19"
[population]
base = "korea"
people = 20000
district = [{ name = "North", people = 2 }, { name = "South", people = 1 }]
[[importation]]
name = "index"
people = 20
at = "day 1 00:00"
"""


def town(*changes: str) -> Scenario:
    return loads(TOWN, overrides=changes)


@cache
def outbreak(seed: int = 1) -> Ended:
    return ended(town(), seed)


def infections(run: Ended) -> pl.DataFrame:
    """Infections with the setting as a number."""
    return run.events.filter(pl.col("kind") == "infection").with_columns(
        pl.col("value").cast(pl.Int64).alias("setting")
    )


def test_all_settings_carry_infections() -> None:
    assert set(infections(outbreak())["setting"]) == {int(setting) for setting in Setting}


def test_infections_at_home_are_among_people_of_one_household() -> None:
    run = outbreak()
    home = run.world.numbers.mixing.home
    at_home = infections(run).filter(pl.col("setting") == Setting.HOME)
    assert at_home.height > 100
    assert (home[at_home["who"]] == home[at_home["other"]]).all()
    assert (at_home["place"].to_numpy() == home[at_home["who"]] + run.world.n_districts).all()


def test_infections_in_a_class_or_team_are_among_its_members() -> None:
    run = outbreak()
    mixing = run.world.numbers.mixing
    first_group = run.world.n_districts + len(mixing.home_at) - 1
    in_groups = infections(run).filter(pl.col("place") >= first_group)
    group = in_groups["place"].to_numpy() - first_group
    assert in_groups.height > 100
    assert (mixing.group[in_groups["who"]] == group).all()
    assert (mixing.group[in_groups["other"]] == group).all()
    assert (mixing.group_setting[group] == in_groups["setting"].to_numpy()).all()


def test_other_infections_happen_in_the_district_of_the_infectee() -> None:
    run = outbreak()
    loose = infections(run).filter(pl.col("place") < run.world.n_districts)
    assert (run.world.crowd.district[loose["who"]] == loose["place"].to_numpy()).all()
    away = run.world.crowd.district[loose["who"]] != run.world.crowd.district[loose["other"]]
    assert 0.01 < away.mean() < 0.2


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_changes_nothing(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transmission, "ALONE_BELOW", 0)
    monkeypatch.setattr(transmission, "TOLD_ALONE_BELOW", 0)
    monkeypatch.setattr(natural_history, "ALONE_BELOW", 0)
    assert ended(town(), 1, threads=threads).digest == outbreak().digest


def test_the_first_generation_infects_as_many_as_reproduction_says() -> None:
    """Index cases far apart in a large town, so that few of their contacts meet or are infected by others."""
    first = []
    for seed in range(1, 5):
        run = ended(town("population.people=200000", "importation.index.people=300", 'until="day 41 00:00"'), seed)
        index = set(run.events.filter(pl.col("kind") == "importation")["who"])
        by = infections(run)["other"].to_numpy()
        first.append(np.isin(by, list(index)).sum() / len(index))
    susceptible = 2.7 * 0.97  # some of those whom they would infect are infected by others first
    assert np.mean(first) == pytest.approx(susceptible, rel=0.15)
