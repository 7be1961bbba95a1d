"""The transmission tree in the Newick format: one tree a line, one line for each chain.

Every case is a node with its name, infectors are inner nodes; the length of a branch is the time from the infection of
the infector to that of the infectee.
Source: Felsenstein J. The Newick tree format. 1990.
"""

from pathlib import Path

import numpy as np
import polars as pl

from hyosan.analysis.causes import Forest, depth_of
from hyosan.analysis.epidemic.infections import Floats, Infections, Ints
from hyosan.chronicle.files import new_file

BLOCK = 200_000  #: cases that are put into words at once
PLAIN = r"^[A-Za-z0-9.+-]+$"  #: names that need no quotes; an underscore without them is read as a blank
N_DECIMALS = 6  #: of a branch length, d: a tenth of a second


def write_newick(
    infections: Infections, path: Path, names: pl.Series | None = None, times: Floats | None = None
) -> None:
    """Write the transmission tree, siblings in the order of the cases; branches of unknown length are without one.

    path  : an older file is replaced
    names : (cases,) of the nodes, the id where null; the ids where None
    times : (cases,) between which branches are measured, d, NaN where not known; those of infection where None
    Raises EnvironmentProblem if the file cannot be written.
    """
    generation = depth_of(infections.infector)
    order = _infectees_first(infections.infector, generation)
    lengths = _lengths(infections.infector, infections.infected if times is None else times)
    labels = infections.ids if names is None else names.cast(pl.String).fill_null(infections.ids)
    previous = 0
    with new_file(path) as file:
        for low in range(0, len(order), BLOCK):
            rows = order[low : low + BLOCK]
            depths = generation[rows].tolist()
            nodes = _nodes(labels.gather(rows), lengths[rows], generation[rows])
            for depth, node in zip(depths, nodes, strict=True):
                file.write(f"{_brackets(previous, depth)}{node}".encode())
                previous = depth


def _infectees_first(infector: Ints, generation: Ints) -> Ints:
    """Cases in the order in which Newick writes them: each right after everybody in the chains below it."""
    forest = Forest(infector)
    order = np.empty(len(infector), np.int64)
    # Before a case come the trees left of it and all below it, but not those above: these are its infectors.
    order[forest.first + forest.size - 1 - generation] = np.arange(len(infector))
    return order


def _brackets(previous: int, depth: int) -> str:
    """What stands between two nodes that follow each other, from their generations.

    One generation up, a bracket closes; otherwise the next is a case without infectees, and a bracket opens for each
    infector between it and the sibling that was written last.
    """
    if depth < previous:
        return ")"
    return f"{',' if previous else ''}{'(' * (depth - previous)}"


def _nodes(names: pl.Series, lengths: Floats, generation: Ints) -> pl.Series:
    """Names with the lengths of their branches; the first case of a chain has none and ends the line."""
    name, length = pl.col("name"), pl.col("length")
    quoted = pl.concat_str(pl.lit("'"), name.str.replace_all("'", "''", literal=True), pl.lit("'"))
    label = pl.when(name.str.contains(PLAIN)).then(name).otherwise(quoted)
    branch = pl.when(length.is_not_nan()).then(":" + length.round(N_DECIMALS).cast(pl.String)).otherwise(pl.lit(""))
    end = pl.when(pl.col("generation") == 0).then(pl.lit(";\n")).otherwise(pl.lit(""))
    one_line = name.str.replace_all(r"[\r\n]+", " ")
    frame = pl.DataFrame({"name": names, "length": lengths, "generation": generation})
    return frame.with_columns(one_line).select(pl.concat_str(label, branch, end)).to_series()


def _lengths(infector: Ints, times: Floats) -> Floats:
    """Time from the infector to each case, d; NaN where there is none."""
    return np.where(infector >= 0, times - times[infector], np.nan)
