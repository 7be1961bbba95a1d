"""Outbreaks on contact networks: exact chances where theory has them, and what no network allows."""

from itertools import combinations
from math import exp
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from final_size import Case, verdict
from hyosan.systems import natural_history, transmission
from hyosan.world.codes import Setting
from tests.engine.networks import Edge, begun_by, copies, lasting, network, rows_of
from tests.engine.societies import answered, detection, intervention
from tests.engine.test_society import Ended

COPIES = 4_000
TIMED = "from,to,time,duration"
IN_HOURS = 'population.time_unit="h"'
ESCAPED = {"exponential": lambda r: 1.0 / (1.0 + r), "constant": lambda r: exp(-r)}  # E[exp(-r T)], mean of T 1 d
STAR = [("hub", "near", 0.5), ("hub", "far", 2.0)]


def infected_names(run: Ended, edges: list[Edge]) -> set[str]:
    """Who was infected by others."""
    names = list(rows_of(edges))
    return {names[row] for row in run.events.filter(run.events["kind"] == "infection")["who"]}


def begun_at(folder: Path, start: str, edges: list[Edge], *changes: str, columns: str = "from,to,weight") -> set[str]:
    """Who is infected when everybody whose name begins so is infected at the start."""
    rows = rows_of(edges)
    scenario = network(folder, edges, *changes, columns=columns)
    run = begun_by(scenario, [row for name, row in rows.items() if name.startswith(start)])
    return infected_names(run, edges)


def number(names: set[str], start: str) -> int:
    return sum(name.startswith(start) for name in names)


def is_binomial(found: int, chance: float, n: int = COPIES) -> bool:
    """Whether a number is one that a chance gives."""
    return bool(stats.binomtest(found, n, chance).pvalue > 1e-4)


@pytest.mark.parametrize("period", ESCAPED)
def test_each_leaf_of_a_star_is_infected_with_the_chance_of_its_edge(tmp_path: Path, period: str) -> None:
    infected = begun_at(tmp_path, "hub", copies(COPIES, STAR), *lasting(period))
    assert is_binomial(number(infected, "near"), 1.0 - ESCAPED[period](0.5))
    assert is_binomial(number(infected, "far"), 1.0 - ESCAPED[period](2.0))
    both = sum(f"near{k}" in infected and f"far{k}" in infected for k in range(COPIES))
    neither_nor = 1.0 - ESCAPED[period](0.5) - ESCAPED[period](2.0) + ESCAPED[period](2.5)
    assert is_binomial(both, neither_nor)


@pytest.mark.parametrize("period", ESCAPED)
def test_a_chain_passes_the_infection_on_link_by_link(tmp_path: Path, period: str) -> None:
    infected = begun_at(tmp_path, "a", copies(COPIES, [("a", "b", 1), ("b", "c", 1), ("c", "d", 1)]), *lasting(period))
    passed = 1.0 - ESCAPED[period](1.0)
    assert is_binomial(number(infected, "b"), passed)
    assert is_binomial(number(infected, "c"), passed**2)
    assert is_binomial(number(infected, "d"), passed**3)


def test_another_component_is_never_reached(tmp_path: Path) -> None:
    edges: list[Edge] = [*combinations([f"a{k}" for k in range(9)], 2), *combinations([f"b{k}" for k in range(9)], 2)]
    infected = begun_at(tmp_path, "a0", edges, *lasting("constant"), columns="from,to")
    assert number(infected, "a") > 0
    assert number(infected, "b") == 0


@pytest.mark.parametrize("step", ["1 h", "10 d"])
@pytest.mark.parametrize("period", ESCAPED)
def test_final_sizes_on_a_complete_network_are_those_of_theory(tmp_path: Path, period: str, step: str) -> None:
    case = Case(6, 2.0, period)
    pairs = [(*pair, case.reproduction / (case.people - 1)) for pair in combinations("abcdef", 2)]
    found = verdict(case, final_sizes_of(tmp_path, pairs, period, f'step="{step}"'))
    assert found.p > 1e-4
    assert abs(found.z) < 4


@pytest.mark.parametrize("period", ESCAPED)
def test_one_contact_recorded_all_the_time_is_like_contacts_at_random(tmp_path: Path, period: str) -> None:
    case = Case(6, 2.0, period)
    pairs = [(*pair, 0, 400 * 24) for pair in combinations("abcdef", 2)]
    chance = 1.0 - exp(-case.reproduction / (case.people - 1) / 24)
    found = verdict(case, final_sizes_of(tmp_path, pairs, period, IN_HOURS, per_contact(chance), columns=TIMED))
    assert found.p > 1e-4
    assert abs(found.z) < 4


def per_contact(chance: float) -> str:
    return f"pathogen.transmission.per_contact={chance!r}"


def final_sizes_of(
    folder: Path, pairs: list[Edge], period: str, *changes: str, columns: str = "from,to,weight"
) -> np.ndarray:
    """(copies) how many are ever infected where one is at the start."""
    infected = begun_at(folder, "a", copies(COPIES, pairs), *lasting(period), *changes, columns=columns)
    return 1 + np.bincount([int(name[1:]) for name in infected], minlength=COPIES)


def test_directed_edges_infect_one_way(tmp_path: Path) -> None:
    edges = copies(100, [("a", "b", 100), ("c", "b", 100)])
    infected = begun_at(tmp_path, "b", edges, "population.directed=true")
    assert infected == set()
    assert number(begun_at(tmp_path, "a", edges, "population.directed=true"), "b") > 90
    assert number(begun_at(tmp_path, "b", edges), "a") > 90


def test_a_recorded_contact_infects_by_how_long_it_lasts(tmp_path: Path) -> None:
    once = copies(COPIES, [("a", "short", 1, 1), ("a", "long", 3, 2), ("a", "late", 23, 5)])
    infected = begun_at(tmp_path, "a", once, *lasting("constant"), per_contact(0.3), IN_HOURS, columns=TIMED)
    assert is_binomial(number(infected, "short"), 0.3)
    assert is_binomial(number(infected, "long"), 1.0 - 0.7**2)
    assert is_binomial(number(infected, "late"), 0.3)  # infectious for its first hour alone


def test_a_recorded_contact_outside_the_infectious_period_never_infects(tmp_path: Path) -> None:
    edges = copies(500, [("a", "in", 12, 11), ("a", "out", 25, 100), ("in", "earlier", 0, 12)])
    changes = (*lasting("constant"), per_contact(0.999999), IN_HOURS)
    infected = begun_at(tmp_path, "a", edges, *changes, columns=TIMED)
    assert (number(infected, "in"), number(infected, "out"), number(infected, "earlier")) == (500, 0, 0)


def test_recorded_contacts_come_again(tmp_path: Path) -> None:
    latent = 'pathogen.transition.exposed -> infectious.wait={ distribution = "fixed", value = "36 h" }'
    edges = copies(
        COPIES, [("a", "b", 20, 2), ("a", "c", 2, 1)]
    )  # infectious from hour 36 to 60, and 44 to 46, 50 to 51
    changes = (lasting("constant")[1], latent, per_contact(0.3), IN_HOURS)
    assert begun_at(tmp_path, "a", edges, *changes, columns=TIMED) == set()
    infected = begun_at(
        tmp_path, "a", edges, *changes, 'population.repeat_every="1 d"', 'until="day 4 00:00"', columns=TIMED
    )
    assert is_binomial(number(infected, "b"), 1.0 - 0.7**2)
    assert is_binomial(number(infected, "c"), 0.3)


def test_of_many_contacts_at_once_none_is_lost(tmp_path: Path) -> None:
    edges: list[Edge] = [("a", f"b{k}", 0, 10) for k in range(1_000)]
    changes = (*lasting("constant"), per_contact(0.999999), IN_HOURS)
    assert number(begun_at(tmp_path, "a", edges, *changes, columns=TIMED), "b") == 1_000


def test_susceptibility_and_season_slow_recorded_contacts_down(tmp_path: Path) -> None:
    edges = copies(COPIES, [("a", "b", 1, 1)])
    half = "pathogen.transmission.susceptibility=0.5"
    infected = begun_at(tmp_path, "a", edges, *lasting("constant"), per_contact(0.75), half, IN_HOURS, columns=TIMED)
    assert is_binomial(number(infected, "b"), 0.5)


def test_settings_of_edges_are_those_of_infections(tmp_path: Path) -> None:
    edges: list[Edge] = [("a", f"{setting}{k}", 50, setting) for setting in ("home", "work") for k in range(50)]
    people = "id,home\n" + "a,house\n" + "".join(f"home{k},house\nwork{k},room {k}\n" for k in range(50))
    scenario = network(tmp_path, edges, columns="from,to,weight,setting", people=people)
    run = begun_by(scenario, [0])
    infections = run.events.filter(run.events["kind"] == "infection")
    home = run.world.numbers.mixing.home[infections["who"]]
    at_home = infections["value"].to_numpy() == Setting.HOME
    assert set(infections["value"]) == {Setting.HOME, Setting.WORK}
    assert (at_home == (home == 0)).all()
    assert (infections["place"].to_numpy() == np.where(at_home, run.world.n_districts, 0)).all()


def ring(n: int) -> list[Edge]:
    return [(k, (k + each) % n, 1) for k in range(n) for each in (1, 2, 7)]


@pytest.mark.parametrize("threads", [2, 3])
@pytest.mark.parametrize("n", [7, 301])
def test_the_number_of_threads_changes_nothing(
    tmp_path: Path, n: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transmission, "ALONE_BELOW", 0)
    monkeypatch.setattr(natural_history, "ALONE_BELOW", 0)
    slow = 'pathogen.transition.infectious -> recovered.wait={ distribution = "fixed", value = "300 d" }'
    edges = ring(n) if n > 20 else [(*pair, 0.01) for pair in combinations(range(n), 2)]
    scenario = network(tmp_path, edges, *([slow] if n < 20 else []))
    alone = begun_by(scenario, [0, 3])
    assert alone.events.filter(alone.events["kind"] == "infection").height > 3
    assert begun_by(scenario, [0, 3], threads=threads).digest == alone.digest


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_changes_nothing_about_recorded_contacts(
    tmp_path: Path, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transmission, "ALONE_BELOW", 0)
    monkeypatch.setattr(natural_history, "ALONE_BELOW", 0)
    edges = [(k, (k + each) % 301, (k * each) % 160, 3) for k in range(301) for each in (1, 2, 7)]
    changes = (per_contact(0.9), IN_HOURS, 'population.repeat_every="7 d"')
    scenario = network(tmp_path, edges, *changes, columns=TIMED)
    alone = begun_by(scenario, range(0, 300, 10))
    assert alone.events.filter(alone.events["kind"] == "infection").height > 20
    assert begun_by(scenario, range(0, 300, 10), threads=threads).digest == alone.digest


@pytest.mark.parametrize("step", ["1 min", "10 d"])
def test_however_many_neighbours_a_hub_has_none_is_spared(tmp_path: Path, step: str) -> None:
    edges: list[Edge] = [("hub", f"leaf{k}", 2) for k in range(COPIES)]
    infected = begun_at(tmp_path, "hub", edges, *lasting("constant"), f'step="{step}"', 'until="day 51 00:00"')
    assert is_binomial(len(infected), 1.0 - exp(-2.0))


def traced(folder: Path, **chances: float) -> Ended:
    """Hubs with four leaves each, all reported when they become infectious and their neighbours traced at once."""
    settings = ("home", "school", "work", "community")
    edges = copies(500, [("hub", f"{setting}-", 1, setting) for setting in settings])
    systems = 'systems=["interventions", "course", "reporting", "transmission"]'
    waits = (*lasting("constant"), systems, "record_quarantines=true", "pathogen.transmission.per_contact=0.0")
    scenario = network(folder, edges, *waits, columns="from,to,weight,setting")
    tracing = intervention("contact tracing", apart_for="7 d", traced=chances, **{"from": "day 1 00:00"})
    rows = [row for name, row in rows_of(edges).items() if name.startswith("hub")]
    run = begun_by(answered(scenario, detection(), tracing), rows)
    names = list(rows_of(edges))
    told = run.events.filter(run.events["kind"] == "quarantined")
    assert {names[row].startswith("hub") for row in told["other"]} <= {True}
    return run


def test_contact_tracing_finds_neighbours_by_the_setting_of_their_edge(tmp_path: Path) -> None:
    assert traced(tmp_path, home=1.0).events["kind"].to_list().count("quarantined") == 500
    everybody = traced(tmp_path, home=1.0, school=1.0, work=1.0, community=1.0)
    assert everybody.events["kind"].to_list().count("quarantined") == 2_000
    some = traced(tmp_path, community=0.3).events["kind"].to_list().count("quarantined")
    assert is_binomial(some, 0.3, 500)
