"""Edges to a network: the contacts of each person one after another, as loops take them."""

import numpy as np
import polars as pl

from hyosan.errors import BadInput
from hyosan.jit import loop
from hyosan.population.own_tables import refuse
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.own_files import OwnFile
from hyosan.world.columns import Floats, Ints
from hyosan.world.network import Network, no_network

DAY_S = 86_400.0
MOST_PER_DAY = 100_000.0  #: contacts of one person


def network_of(population: ContactNetwork, edges: pl.DataFrame, ids: pl.Series) -> Network:
    """The network that checked edges make.

    ids    : (people) what people are called, in the order of rows
    Raises : BadInput for somebody who is no person, or meets too many
    """
    file = population.edges
    if population.people is not None:
        accepted = f"a person of {population.people.path.name}"
        for end in ("from", "to"):
            refuse(file, edges, end, ~pl.col(end).is_in(ids.implode()), accepted)
    contacts = _contacts_of(edges, ids, population.directed)
    if "weight" in contacts.columns:
        return _of_rates(file, contacts, ids)
    return _of_records(contacts, len(ids), population.repeat_every or 0)


def _contacts_of(edges: pl.DataFrame, ids: pl.Series, is_directed: bool) -> pl.DataFrame:
    """Rows of people in columns `who` and `met`, for each way in which an edge can infect."""
    people = pl.DataFrame({"id": ids}).with_row_index("row")
    edges = edges.join(people.rename({"id": "from", "row": "who"}), on="from", how="left")
    edges = edges.join(people.rename({"id": "to", "row": "met"}), on="to", how="left").drop("from", "to")
    if is_directed:
        return edges
    return pl.concat([edges, edges.rename({"who": "met", "met": "who"}).select(edges.columns)])


def _of_rates(file: OwnFile, contacts: pl.DataFrame, ids: pl.Series) -> Network:
    """Neighbours who meet at random times."""
    contacts = contacts.filter(pl.col("weight") > 0.0).sort("who", "met", "setting")
    at = _offsets(contacts["who"], len(ids))
    reached = np.array(contacts["weight"], np.float64) / DAY_S
    add_up(at, reached)
    most = np.max(reached, initial=0.0) * DAY_S
    if most > MOST_PER_DAY:
        busiest = ids[int(np.searchsorted(at, int(reached.argmax()), side="right")) - 1]
        found = f"{most:,.0f} contacts per day of {busiest[:60]}"
        raise BadInput(str(file.path), "column weight", found, f"at most {MOST_PER_DAY:,.0f} of one person")
    return no_network()._replace(
        at=at,
        met=np.array(contacts["met"], np.int32),
        setting=np.array(contacts["setting"], np.int8),
        reached_per_s=reached,
    )


def _of_records(contacts: pl.DataFrame, people: int, repeat_s: int) -> Network:
    """Contacts with time and duration, which come again after a time, unless it is 0."""
    contacts = contacts.sort("who", "time", "met", "duration", "setting")
    lasts = np.array(contacts["duration"], np.float64)
    return no_network()._replace(
        at=_offsets(contacts["who"], people),
        met=np.array(contacts["met"], np.int32),
        setting=np.array(contacts["setting"], np.int8),
        begins=np.array(contacts["time"], np.int32),
        lasts_s=lasts,
        longest_s=int(np.ceil(lasts.max(initial=0.0))),
        repeat_s=repeat_s,
    )


def _offsets(who: pl.Series, people: int) -> Ints:
    """(people + 1) first contact of each person, of contacts sorted by person."""
    return np.append(0, np.cumsum(np.bincount(who.to_numpy(), minlength=people))).astype(np.int64)


@loop
def add_up(at: Ints, per_s: Floats) -> None:
    """Turn the contacts per s with each neighbour into those with this one and all before, one sum after another."""
    for i in range(len(at) - 1):
        for row in range(at[i] + 1, at[i + 1]):
            per_s[row] += per_s[row - 1]
