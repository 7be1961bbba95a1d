"""Everybody in a world as columns, whoever they are and wherever they come from."""

from typing import NamedTuple

import numpy as np

from hyosan.population.roster import Roll
from hyosan.world.codes import NOBODY, NOWHERE
from hyosan.world.columns import Codes, Floats, Ids, Ints, Truths


class Persons(NamedTuple):
    """People, one row each."""

    names: list[str]  # distinct
    korean: list[str]  # full name in Korean script, or ""
    key: Ints  # stable key, 0 to 2^32 - 1
    age: Ints  # years
    role: Codes  # Role
    unit: Ids  # home class, or -1
    home: Ids  # place where "own room" puts them
    office: Ids  # place where "office" puts them
    dwelling: Ids  # place where "home" puts them, or -1
    household: Ids  # number of the household, or -1
    is_named: Truths  # of the cast
    is_maker: Truths
    has_keys: Truths
    strength: Floats  # 0 to 1
    speed_mps: Floats  # m/s, running
    hearing_db: Floats  # dB better (+) or worse (-) than average
    stealth: Floats  # 0 to 1
    resolve: Floats  # 0 to 1
    armed: Floats  # 0 to 1


def of_roll(roll: Roll, place_row: dict[str, int]) -> Persons:
    """Those on a roll, who live nowhere yet.

    place_row : row of each place that the roll names
    """
    same = (name for name in Persons._fields if name not in ("home", "office", "dwelling", "household"))
    nowhere = np.full(len(roll.key), NOWHERE, np.int32)
    return Persons(
        home=np.array([place_row.get(name, NOWHERE) for name in roll.home], np.int32),
        office=np.array([place_row.get(name, NOWHERE) for name in roll.office], np.int32),
        dwelling=nowhere,
        household=np.full(len(roll.key), NOBODY, np.int32),
        **{name: getattr(roll, name) for name in same},
    )
