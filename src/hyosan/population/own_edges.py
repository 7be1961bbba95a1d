"""The file of edges of a contact network: who meets whom, and how often, or when and how long."""

import polars as pl

from hyosan.errors import BadInput
from hyosan.population.own_tables import refuse, texts_of
from hyosan.scenario import Scenario
from hyosan.scenario.contacts import MAX_CONTACTS
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.own_files import OwnFile
from hyosan.world.codes import Setting
from hyosan.world.crowd import LATER

EDGES = {"from": True, "to": True, "weight": False, "time": False, "duration": False, "setting": False}
SETTINGS = {setting.name.lower(): int(setting) for setting in Setting}
UNITS = {1.0: "seconds", 60.0: "minutes", 3_600.0: "hours", 86_400.0: "days"}  #: by their length, s


def edges_of(scenario: Scenario, population: ContactNetwork) -> pl.DataFrame:
    """The file of edges, once every row can be used: texts from and to, setting, and weight or time and duration (s).

    Raises: BadInput naming file, row and column, or the key of the scenario that does not fit the file
    """
    file = population.edges
    edges = texts_of(file, EDGES)
    is_timed = _is_timed(file, edges.columns)
    for end in ("from", "to"):
        refuse(file, edges, end, pl.col(end).is_null(), "the name of a person")
    refuse(file, edges, "to", pl.col("from") == pl.col("to"), "somebody else than in column from", "twice")
    edges = _with_settings(file, edges)
    if not is_timed:
        _refuse_times(scenario, population)
        return _weighted(file, edges, population.directed)
    if population.time_unit is None:
        raise scenario.bad_input(("population", "time_unit"), "missing", "s, min, h or d: the unit of the edges' times")
    return _timed(scenario, population, edges, population.time_unit)


def _is_timed(file: OwnFile, columns: list[str]) -> bool:
    """Whether the contacts were recorded one by one."""
    given = [name for name in ("time", "duration") if name in columns]
    if given and "weight" in columns:
        raise BadInput(str(file.path), "column weight", f"besides {given[0]}", "either weight, or time and duration")
    if len(given) == 1:
        lacking = "duration" if given == ["time"] else "time"
        raise BadInput(str(file.path), f"column {lacking}", "missing", "time and duration together")
    return bool(given)


def _refuse_times(scenario: Scenario, population: ContactNetwork) -> None:
    """Raise BadInput for keys that only recorded contacts can have."""
    for key in ("time_unit", "repeat_every"):
        if getattr(population, key) is not None:
            raise scenario.bad_input(("population", key), "given for edges without times", "edges with time, duration")


def _with_settings(file: OwnFile, edges: pl.DataFrame) -> pl.DataFrame:
    """Column `setting` as a number; community where none is given."""
    if "setting" not in edges.columns:
        return edges.with_columns(setting=pl.lit(int(Setting.COMMUNITY), pl.Int8))
    unknown = pl.col("setting").is_not_null() & ~pl.col("setting").is_in(list(SETTINGS))
    refuse(file, edges, "setting", unknown, f"one of {', '.join(SETTINGS)}")
    number = pl.col("setting").fill_null("community").replace_strict(SETTINGS, return_dtype=pl.Int8)
    return edges.with_columns(setting=number)


def _weighted(file: OwnFile, edges: pl.DataFrame, is_directed: bool) -> pl.DataFrame:
    """Edges with column `weight`, contacts per day, each pair once in a setting."""
    if "weight" not in edges.columns:
        edges = edges.with_columns(weight=pl.lit("1"))
    weight = pl.col("weight").cast(pl.Float64, strict=False)
    accepted = f"contacts of the pair per day, 0 to {MAX_CONTACTS:,.0f}"
    refuse(file, edges, "weight", ~_is_within(weight, 0.0, MAX_CONTACTS), accepted)
    ends = (pl.col("from"), pl.col("to"))
    pair = ends if is_directed else (pl.min_horizontal(*ends), pl.max_horizontal(*ends))
    again = ~pl.struct(pair[0].alias("one"), pair[1].alias("other"), "setting").is_first_distinct()
    refuse(file, edges, "to", again, "each pair once in a setting, with all its contacts", "again with the same person")
    return edges.with_columns(weight=weight)


def _is_within(number: pl.Expr, least: float, most: float) -> pl.Expr:
    """Whether there is a number, within limits; NaN is not."""
    return (number.is_not_nan() & number.is_between(least, most)).fill_null(False)


def _timed(scenario: Scenario, population: ContactNetwork, edges: pl.DataFrame, unit_s: float) -> pl.DataFrame:
    """Edges with columns `time` (s since the start of the run, whole) and `duration` (s)."""
    file = population.edges
    end = population.repeat_every or LATER
    time, lasts = (pl.col(name).cast(pl.Float64, strict=False) * unit_s for name in ("time", "duration"))
    before = "repeat_every" if population.repeat_every else "68 years"
    is_outside = ~_is_within(time, 0.0, end) | (time >= end)
    refuse(file, edges, "time", is_outside, f"a number from 0, since the start of the run, below {before}")
    refuse(file, edges, "duration", ~_is_within(lasts, 0.0, LATER) | (lasts == 0.0), "a number above 0")
    edges = edges.with_columns(time=time.round().cast(pl.Int64), duration=lasts)
    if len(edges) and edges["time"].min() >= scenario.until - scenario.start:  # type: ignore[operator]  # not empty
        accepted = f"times since the start of the run, in {UNITS[unit_s]}, some before its end"
        raise BadInput(str(file.path), "column time", "no contact before the end of the run", accepted)
    return edges
