"""A contact network of one's own, out of its files: people, and the edges that say who meets whom and how often.

Whatever is wrong with a file is one message with its row, counted from 1 without the header, and its column.
"""

import numpy as np
import polars as pl

from hyosan.errors import BadInput
from hyosan.population.dwelling import Dwelling
from hyosan.population.neighbours import network_of
from hyosan.population.own_edges import edges_of
from hyosan.population.own_tables import ages_of, numbered, refuse, refuse_without_id, starts_of, table_of
from hyosan.scenario import Scenario
from hyosan.scenario.households import MAX_DISTRICTS
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.own_files import OwnFile
from hyosan.scenario.population import MAX_PEOPLE
from hyosan.world.codes import NOBODY, Setting
from hyosan.world.crowd import Mixing
from hyosan.world.network import Network
from hyosan.world.parameters import AGES

PEOPLE = {"id": True, "age": False, "group": False, "home": False}  #: column -> whether it has to be there
EVERYWHERE = "all"  #: the group of those without one


def network_dwelling(scenario: Scenario, population: ContactNetwork) -> Dwelling:
    """Everybody of a contact network, by group, then home, and whom they meet.

    Raises: BadInput naming file, row and column, or the key of the scenario that does not fit the files
    """
    edges = edges_of(scenario, population)
    people = _sorted(_people_of(population, edges))
    return Dwelling(
        age=people["age"].to_numpy().astype(np.int8),
        district_at=starts_of(numbered(people["group"])),
        district_names=tuple(people["group"].unique(maintain_order=True)),
        home_per_s=0.0,
        mixing=_mixing(people, network_of(population, edges, people["id"])),
        band_ages=np.empty(0, np.int64),
        rates=None,
        ids=tuple(people["id"]),
    )


def _people_of(population: ContactNetwork, edges: pl.DataFrame) -> pl.DataFrame:
    """Everybody with whole ages: those of the file of people, or all whom the edges name, in that order."""
    if population.people is not None:
        people = _checked_people(population.people, population.age)
    else:
        named = edges.select(pl.concat_list("from", "to").alias("id")).explode("id").unique(maintain_order=True)
        people = named.with_columns(
            age=pl.lit(population.age, pl.Int64), group=pl.lit(EVERYWHERE), home=pl.lit(None, pl.String)
        )
    if not 1 <= len(people) <= MAX_PEOPLE:
        file = population.people or population.edges
        raise BadInput(str(file.path), "file", f"{len(people):,} people", f"1 to {MAX_PEOPLE:,} people")
    return people


def _checked_people(file: OwnFile, age: int) -> pl.DataFrame:
    """The file of people, once every row can be used."""
    people = table_of(file, PEOPLE, {"age": str(age)}).with_columns(pl.col("group").fill_null(EVERYWHERE))
    refuse_without_id(file, people, "a name of the person, each its own")
    n_groups = people["group"].n_unique()
    if n_groups > MAX_DISTRICTS:
        raise BadInput(str(file.path), "column group", f"{n_groups:,} groups", f"at most {MAX_DISTRICTS:,} groups")
    if people["home"].is_not_null().any():
        refuse(file, people, "home", pl.col("home").is_null(), "the name of a home, once anybody has one")
        astray = pl.col("group") != pl.col("group").first().over("home")
        refuse(file, people, "group", astray, "one group for all of a home", "unlike others of the home")
    return people.with_columns(ages_of(file, people))


def _sorted(people: pl.DataFrame) -> pl.DataFrame:
    """People by group, then home, in the order in which their rows first name these."""
    row = pl.col("row")
    order = [row.min().over("group"), row.min().over("home"), row]
    return people.with_row_index("row").sort(order).drop("row")


def _mixing(people: pl.DataFrame, network: Network) -> Mixing:
    """Households, if the file tells of homes, and the network as the only way to meet."""
    no_rows = np.empty(0, np.int32)
    has_homes = people["home"].is_not_null().any()
    home = numbered(people["home"]) if has_homes else np.empty(0, np.int64)
    return Mixing(
        home=home.astype(np.int32),
        home_at=starts_of(home) if has_homes else no_rows,
        group=np.full(len(home), NOBODY, np.int32),
        group_at=np.zeros(1, np.int32) if has_homes else no_rows,
        group_members=no_rows,
        group_setting=np.empty(0, np.int8),
        group_per_s=np.empty(0, np.float32),
        band=np.zeros(AGES, np.int8),
        by_band=no_rows,
        band_at=no_rows,
        loose_per_s=np.zeros((AGES, len(Setting))),
        bands_met=np.ones((len(Setting), 1, 1)),
        reach=np.empty((0, 0)),
        network=network,
    )
