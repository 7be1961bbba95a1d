"""R0 on contact networks: the closed form for equal edges, and what outbreaks do."""

from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.errors import BadInput
from hyosan.population import make_world
from tests.engine.networks import WAITS, Edge, begun_by, lasting, network, rows_of

ESCAPED = {"exponential": lambda r: 1.0 / (1.0 + r), "constant": lambda r: np.exp(-r)}


def solved(folder: Path, edges: list[Edge], wanted: float, *changes: str) -> float:
    """The chance of infection on a contact."""
    return float(make_world(network(folder, edges, given(wanted), *changes), 1).numbers.spreading["per_contact"])


def given(wanted: float) -> str:
    return f'pathogen.transmission={{ reproduction = {wanted}, source = "definition" }}'


def some_edges(n: int, mean_degree: float, seed: int) -> list[Edge]:
    """People of very different degree."""
    rng = np.random.default_rng(seed)
    weight = rng.pareto(2.5, n) + 1.0
    ends = rng.choice(n, (int(n * mean_degree / 2), 2), p=weight / weight.sum())
    pairs = {(int(min(pair)), int(max(pair))) for pair in ends if pair[0] != pair[1]}
    return [(*pair, 2) for pair in sorted(pairs)]


@pytest.mark.parametrize("period", WAITS)
def test_equal_edges_have_the_reproduction_number_of_their_degrees(tmp_path: Path, period: str) -> None:
    edges = some_edges(2_000, 6.0, 1)
    degree = np.bincount(np.array([edge[:2] for edge in edges]).ravel())
    excess = (degree**2).mean() / degree.mean() - 1.0
    chance = solved(tmp_path, edges, 2.0, *lasting(period))
    assert (1.0 - ESCAPED[period](2.0 * chance)) * excess == pytest.approx(2.0, rel=2e-4)


def test_a_pair_in_two_settings_is_one_neighbour(tmp_path: Path) -> None:
    triangle = list(combinations("abc", 2))
    once = [(*pair, 2) for pair in triangle]
    chance = solved(tmp_path, once, 0.5)
    (tmp_path / "two").mkdir()
    twice = [(*pair, 1, setting) for pair in triangle for setting in ("home", "work")]
    scenario = network(tmp_path / "two", twice, given(0.5), columns="from,to,weight,setting")
    assert make_world(scenario, 1).numbers.spreading["per_contact"] == pytest.approx(chance)


def test_susceptibility_and_directions_count(tmp_path: Path) -> None:
    chain: list[Edge] = [("a", "b", 1), ("b", "c", 1), ("c", "a", 1)]
    one_way = solved(tmp_path, chain, 0.3, "population.directed=true", *lasting("exponential"))
    assert one_way / (1.0 + one_way) == pytest.approx(0.3, rel=2e-4)
    (tmp_path / "both").mkdir()
    both_ways = solved(tmp_path / "both", chain, 0.3, *lasting("exponential"))
    assert both_ways == pytest.approx(one_way)
    half = 'pathogen.transmission={ reproduction = 0.15, susceptibility = 0.5, source = "definition" }'
    (tmp_path / "half").mkdir()
    scenario = network(tmp_path / "half", chain, half, *lasting("exponential"))
    assert make_world(scenario, 1).numbers.spreading["per_contact"] == pytest.approx(one_way)


@pytest.mark.parametrize("dispersion", ["", ", dispersion = 0.5"])
def test_the_second_generation_is_as_many_times_the_first_as_reproduction_says(tmp_path: Path, dispersion: str) -> None:
    """Trees side by side: a root with two children that have three each, everybody infected from the root on."""
    tree = [("r", f"c{k}x", 1.5) for k in range(2)] + [(f"c{k}x", f"d{k}{j}x", 0.5) for k in range(2) for j in range(3)]
    edges = [(f"{one}{k}", f"{other}{k}", weight) for k in range(6_000) for one, other, weight in tree]
    spread = f'pathogen.transmission={{ reproduction = 0.4, source = "definition"{dispersion} }}'
    scenario = network(tmp_path, edges, spread, *lasting("exponential"))
    rng = np.random.default_rng(1)
    names = np.array(list(rows_of(edges)))
    trees = np.array([int(name.rpartition("x")[2]) if "x" in name else int(name[1:]) for name in names])
    order = rng.permutation(len(names))
    _, chosen = np.unique(trees[order], return_index=True)
    index = order[chosen]  # one of each tree, picked at random
    infections = begun_by(scenario, index.tolist()).events.filter(pl.col("kind") == "infection")
    by_index = infections.filter(pl.col("other").is_in(index.tolist()))
    first = by_index.height
    second = infections.filter(pl.col("other").is_in(by_index["who"].implode())).height
    assert second / first == pytest.approx(0.4, rel=0.08)


def test_more_infections_than_neighbours_are_refused(tmp_path: Path) -> None:
    edges = [(*pair, 1000) for pair in combinations("abcd", 2)]
    with pytest.raises(BadInput, match="3 infections where the network allows"):
        solved(tmp_path, edges, 3.0)


def test_recorded_contacts_have_no_reproduction_number(tmp_path: Path) -> None:
    scenario = network(
        tmp_path, [("a", "b", 1, 1)], given(2.0), 'population.time_unit="h"', columns="from,to,time,duration"
    )
    with pytest.raises(
        BadInput, match=r"per_contact: missing, and recorded contacts need it; the chance that a contact"
    ):
        make_world(scenario, 1)
