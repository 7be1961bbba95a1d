"""The numbers of a scenario as tables and tuples that loops take."""

import inspect
from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from hyosan.population.waits import least_s, quantile_table
from hyosan.rules import choices
from hyosan.scenario import Scenario, Transition
from hyosan.world import parameters as p
from hyosan.world.codes import N_ACTS, NO_EVENT, Act, Flag
from hyosan.world.columns import Ints, Table, blank, record_type

UNITS = ("_s", "_m", "_mps", "_db")  #: suffixes of fields that the catalog gives as quantities instead
UNRECORDED = NO_EVENT  #: kind of a transition that the chronicle does not record
T = TypeVar("T", bound=Table)


def catalog_key(field: str) -> str:
    """The key that a scenario gives for a field: without its unit, which is written beside the number."""
    return next((field.removesuffix(unit) for unit in UNITS if field.endswith(unit)), field)


def mechanics(scenario: Scenario, table: str, fields: type[T]) -> T:
    """One free table of the scenario as a record; refused unless it holds exactly the fields' keys."""
    names = record_type(fields).names or ()
    found = scenario.require(table, [catalog_key(name) for name in names])
    return record(fields, {name: found[catalog_key(name)] for name in names})


def record(fields: type[T], values: Mapping[str, float]) -> T:
    """One record with these values."""
    row = blank(fields, 1)
    for name, value in values.items():
        row[name] = value
    return row[0]


def attributes(fields: type[T], given: object, default: float) -> T:
    """One record of the attributes of something optional; without it, all of them are the default."""
    names = record_type(fields).names or ()
    return record(fields, {name: getattr(given, catalog_key(name), default) for name in names})


def rule_weights(act: Act) -> tuple[str, ...]:
    """Names of the weights that an act's rule takes, in its order."""
    rule = getattr(choices, act.name.lower())
    return tuple(
        name.removeprefix("w_") for name in inspect.signature(rule.py_func).parameters if name.startswith("w_")
    )


def behaviours(scenario: Scenario) -> tuple[p.Acts, p.Weights]:
    """Base, drive, commitment and weights of every act; each must have its behaviour, with its rule's weights."""
    given = {behaviour.act: behaviour for behaviour in scenario.behaviour}
    table = blank(p.Acts, N_ACTS)
    weights = {}
    for act in Act:
        if act == Act.IDLE:
            continue
        word = act.name.lower()
        if act not in given:
            raise scenario.bad_input(("behaviour",), f"no behaviour for {word}", "one behaviour for each act")
        behaviour = given[act]
        names = rule_weights(act)
        if set(behaviour.weights) != set(names):
            found = ", ".join(behaviour.weights) or "none"
            raise scenario.bad_input(("behaviour", word, "weights"), found, f"exactly: {', '.join(names)}")
        table["base"][act] = behaviour.base
        table["drive"][act] = behaviour.drive
        table["lasts_s"][act] = behaviour.lasts
        weights[word] = tuple(float(behaviour.weights[name]) for name in names)
    return table, p.Weights(**weights)


def transitions(scenario: Scenario, row_of: dict[str, int]) -> p.Transitions:
    """The ways between states, ordered by origin, the rest last."""
    rows = ordered_transitions(scenario, row_of)
    waits = [wait_of(scenario, row) for row in rows]
    ways = blank(p.Ways, len(rows))
    ways["to"] = [row_of[row.to] for row in rows]
    ways["kind"] = [UNRECORDED if row.event is None else row.event for row in rows]
    ways["is_rest"] = [row.probability.rest for row in rows]
    ways["is_illness"] = [row.illness for row in rows]
    ways["severity"] = [row.severity for row in rows]
    ways["least"] = [least_s(row.wait) for row in rows]
    by_age = [[1.0 if row.probability.rest else row.probability.at(age) for age in range(p.AGES)] for row in rows]
    return p.Transitions(
        ways=ways,
        probability=np.array(by_age, np.float64).reshape(len(rows), p.AGES),
        wait=np.array(waits, np.int64).reshape(len(rows), p.QUANTILES),
    )


def wait_of(scenario: Scenario, transition: Transition) -> Ints:
    """Quantiles of a transition's waiting time, s."""
    try:
        return quantile_table(transition.wait)
    except ValueError as problem:
        path = ("pathogen", "transition", f"{transition.from_} -> {transition.to}", "wait")
        accepted = "a continuous distribution of scipy.stats with the args and scale that it takes"
        raise scenario.bad_input(path, str(problem), accepted) from problem


def ordered_transitions(scenario: Scenario, row_of: dict[str, int]) -> list[Transition]:
    """Transitions by origin; of one origin, the one that takes the rest comes last."""
    return sorted(scenario.pathogen.transition, key=lambda row: (row_of[row.from_], row.probability.rest))


def states(scenario: Scenario, row_of: dict[str, int]) -> p.States:
    """The pathogen's states as columns, with their ways out."""
    rows = scenario.pathogen.state
    origins = [row_of[row.from_] for row in ordered_transitions(scenario, row_of)]
    table = blank(p.States, len(rows))
    table["flags"] = [state.flags for state in rows]
    table["strength"] = [state.strength for state in rows]
    table["speed"] = [state.speed for state in rows]
    table["hearing_db"] = [state.hearing for state in rows]
    table["infectiousness"] = [state.infectiousness if state.flags & Flag.INFECTIOUS else 0.0 for state in rows]
    table["ways_from"] = np.searchsorted(origins, np.arange(len(rows)))
    table["ways_end"] = np.searchsorted(origins, np.arange(len(rows)), side="right")
    return table


def entry(scenario: Scenario, row_of: dict[str, int]) -> p.Entry:
    """States that the routes of infection lead to; a route the pathogen does not have leads to its first state."""
    routes = scenario.pathogen.entry
    dead = next((row for row, state in enumerate(scenario.pathogen.state) if state.flags & Flag.DEAD), 0)
    reached = {"bitten": row_of.get(routes.bitten or "", 0), "injected": row_of.get(routes.injected or "", 0)}
    return record(p.Entry, {**reached, "dead": dead})


def timetable(scenario: Scenario, place_row: Mapping[str, int]) -> p.Timetable:
    """The periods of every role; a kind of place stands for the first place of that kind."""
    first_of_kind: dict[str, int] = {}
    for row, place in enumerate(scenario.place):
        first_of_kind.setdefault(place.kind, row)
    words = {"own room": p.OWN_PLACE, "office": p.OFFICE, "home": p.DWELLING, "anywhere": p.ANYWHERE}
    known = {**first_of_kind, **place_row, **words}
    rows = [(period, role) for period in scenario.period for role in period.roles]
    table = blank(p.Timetable, len(rows))
    table["start"] = [period.from_ for period, _ in rows]
    table["end"] = [period.to for period, _ in rows]
    table["role"] = [role for _, role in rows]
    table["where"] = [known.get(period.where, p.ANYWHERE) for period, _ in rows]
    table["level_db"] = [period.noise or 0.0 for period, _ in rows]
    return table


def sounds(scenario: Scenario) -> p.Sounds:
    """Levels of the sounds that the model makes."""
    levels = {sound.name: sound.level for sound in scenario.sound}
    names = record_type(p.Sounds).names or ()
    for name in names:
        if name not in levels:
            accepted = f"a level for each: {', '.join(names)}"
            raise scenario.bad_input(("sound",), f"no sound named {name}", accepted)
    return record(p.Sounds, levels)


def all_numbers(scenario: Scenario, seed: int) -> p.Parameters:
    """Every number of the scenario, in the form that loops take."""
    state_row = {state.name: row for row, state in enumerate(scenario.pathogen.state)}
    pathogen = scenario.pathogen
    acts, _ = behaviours(scenario)
    return p.Parameters(
        run=record(p.Run, {"seed": seed}),
        states=states(scenario, state_row),
        transitions=transitions(scenario, state_row),
        entry=entry(scenario, state_row),
        mutation=attributes(p.Mutation, pathogen.mutation, 0.0),
        rising=attributes(p.Rising, pathogen.rise, 0.0),
        hunger=attributes(p.Hunger, pathogen.hunger, 1.0),
        hunting=mechanics(scenario, "pathogen.hunting", p.Hunting),
        minding=mechanics(scenario, "mind", p.Minding),
        moving=mechanics(scenario, "motion", p.Moving),
        fighting=mechanics(scenario, "encounter", p.Fighting),
        bonding=mechanics(scenario, "bonds", p.Bonding),
        binding=mechanics(scenario, "binding", p.Binding),
        kinship=mechanics(scenario, "kinship", p.Kinship),
        fire=mechanics(scenario, "fire", p.Fire),
        longing=mechanics(scenario, "longing", p.Longings),
        fall=mechanics(scenario, "fall", p.Fall),
        sounds=sounds(scenario),
        acts=acts,
    )
