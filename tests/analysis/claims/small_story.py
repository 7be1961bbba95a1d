"""The whole story in small: a cast, a few places near and far, and chronicles written by hand, one happening a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from hyosan.analysis.claims import Verdict, check_run
from hyosan.chronicle import (
    Chronicle,
    Manifest,
    RunRecord,
    create_run_folder,
    open_run,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.scenario import claims_in
from hyosan.world.codes import Bond, Kind

CAST = (
    "Byeong-chan", "Jin-su", "Gwi-nam", "Cheong-san", "On-jo", "Su-hyeok", "Nam-ra", "I-sak", "Na-yeon", "Dae-su",
    "Hyo-ryung", "Ha-ri", "Wu-jin", "Mi-jin",
)  # fmt: skip
OTHERS = {"Father": "rescue", "Wife": "resident", "Neighbour": "resident", "Sergeant": "soldier", "Private": "soldier"}
NAMES = (*CAST, *OTHERS)
PLACES = {"Class": "classroom", "Roof": "roof", "Hill": "hill", "Camp": "barracks", "Street": "street"}
AWAY = "Street"  #: the one place in the next city
STATES = ("well", "turned", "weakened", "waned", "halfbie", "dead")
BONDS = (
    ("Wife", "Jin-su", Bond.FAMILY, 0.9), ("On-jo", "Father", Bond.FAMILY, 0.9), ("Su-hyeok", "Nam-ra", Bond.LOVE, 0.7),
    ("On-jo", "I-sak", Bond.FRIENDSHIP, 0.9), ("Gwi-nam", "Jin-su", Bond.BULLYING, -0.8),
    ("Gwi-nam", "Cheong-san", Bond.DISLIKE, -0.6), ("On-jo", "Nam-ra", Bond.DISLIKE, 0.2),
)  # fmt: skip
SCENARIO = """
title = "The story in small"

[story]
virus_made_for = "the son"
family_taken_by = "government agents"
family_bound_with = "ropes"
parts = 12

[[pathogen.state]]
name = "well"

[[pathogen.state]]
name = "turned"
strength = 2.6
speed = 1.35

[[pathogen.state]]
name = "weakened"

[[pathogen.state]]
name = "waned"

[[pathogen.state]]
name = "halfbie"
strength = 2.4

[[pathogen.state]]
name = "dead"
flags = ["dead"]
"""
DAY_S = 86_400
LAST_DAY = 126


@dataclass(frozen=True)
class Happening:
    """One event: `cause` counts back from itself, 1 for the one before; `clock` is h of its day."""

    kind: str
    who: str | None = None
    other: str | None = None
    place: str | None = None
    value: float = np.nan
    day: int = 1
    clock: float = 12.0
    cause: int = 1


H = Happening


def write_story(
    folder: Path,
    happenings: Sequence[Happening] = (),
    states: Mapping[str, str] | None = None,
    *,
    bonds: Sequence[tuple[str, str, Bond, float]] = BONDS,
    scenario: str = SCENARIO,
    places: pl.DataFrame | None = None,
    days: float = LAST_DAY,
    seed: int = 1,
    canon: bool = False,
    scenario_hash: str = "ab",
) -> RunRecord:
    """Write a run in which some things happened, a minute apart on their day, in the order given.

    states : of the pathogen at the end, by name; the others are well
    days   : that the run lasted
    """
    run = create_run_folder(folder, "small-story", seed)
    chronicle = Chronicle(run)
    chronicle.add(0, Kind.BEGINNING, cause=-1, value=len(NAMES))
    for number, happening in enumerate(happenings, start=1):
        add(chronicle, number, happening)
    roles = ["teacher", *["student"] * (len(CAST) - 1), *OTHERS.values()]
    ages = [47, *[17] * (len(CAST) - 1), *[40] * len(OTHERS)]
    home = [list(PLACES).index(AWAY if name == "Neighbour" else "Class") for name in NAMES]
    people = {"id": range(len(NAMES)), "name": NAMES, "role": roles, "age": ages, "home": home}
    write_people(run, pl.DataFrame({**people, "is_named": [name in CAST for name in NAMES]}))
    write_places(run, table_of_places() if places is None else places)
    write_scenario(run, scenario)
    columns = final_state(states or {}, bonds)
    write_state(run, columns)
    manifest = Manifest(
        program_version="0.1.0",
        scenario="small-story",
        scenario_hash=scenario_hash,
        seed=seed,
        start=0,
        until=LAST_DAY * DAY_S,
    )
    digest = chronicle.digest(columns)
    reached = int(days * DAY_S)
    seal(
        run, replace(manifest, status="complete", reached=reached, digest=digest, counts=chronicle.counts, canon=canon)
    )
    return open_run(run)


def table_of_places() -> pl.DataFrame:
    """Places with their districts, and which can be seen from which: the roof from the hill."""
    names = list(PLACES)
    seen = [[names.index("Roof")] if name == "Hill" else [] for name in names]
    district = ["Yangdong East" if name == AWAY else "Hyosan" for name in names]
    return pl.DataFrame(
        {"id": range(len(names)), "name": names, "kind": list(PLACES.values()), "district": district, "sees": seen},
        schema_overrides={"sees": pl.List(pl.Int32)},
    )


def add(chronicle: Chronicle, number: int, happening: Happening) -> None:
    """Write one happening."""
    chronicle.add(
        (happening.day - 1) * DAY_S + round(happening.clock * 3600) + 60 * number,
        Kind[happening.kind.upper()],
        cause=max(number - happening.cause, 0),
        who=-1 if happening.who is None else NAMES.index(happening.who),
        other=-1 if happening.other is None else NAMES.index(happening.other),
        place=-1 if happening.place is None else list(PLACES).index(happening.place),
        value=happening.value,
    )


def final_state(states: Mapping[str, str], bonds: Sequence[tuple[str, str, Bond, float]]) -> list[tuple[str, Any]]:
    """Where everybody is, how they are and what ties them."""
    by_person = sorted(bonds, key=lambda bond: NAMES.index(bond[0]))
    whose = [NAMES.index(bond[0]) for bond in by_person]
    at = np.searchsorted(whose, np.arange(len(NAMES) + 1))
    return [
        ("people.bonds_from", at[:-1].astype(np.int64)),
        ("people.bonds_end", at[1:].astype(np.int64)),
        ("course.state", np.array([STATES.index(states.get(name, "well")) for name in NAMES], np.int8)),
        ("body.place", np.array([list(PLACES).index("Camp")] * len(NAMES), np.int32)),
        ("bonds.to", np.array([NAMES.index(bond[1]) for bond in by_person], np.int32)),
        ("bonds.kind", np.array([bond[2] for bond in by_person], np.int8)),
        ("bonds.strength", np.array([bond[3] for bond in by_person])),
    ]


def verdicts(record: RunRecord, text: str) -> dict[str, Verdict]:
    """What a run says of claims in TOML, by id."""
    file = record.folder.parent / "claims.toml"
    file.write_text(text, encoding="utf-8")
    found = check_run(record, [claim.plain() for claim in claims_in(file)], str(file))
    return {verdict.id: verdict for verdict in found.verdicts}


def verdict(record: RunRecord, predicate: str, kind: str = "mechanism") -> Verdict:
    """What a run says of one predicate in TOML."""
    return verdicts(record, f'[[claim]]\nid = "X"\nkind = "{kind}"\nstatement = "so it is"\n{predicate}')["X"]
