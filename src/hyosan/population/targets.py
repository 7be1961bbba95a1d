"""Contacts that people of each age band should have in school, at work and in the community, by band of those met.

Contacts are mutual: those of band a with b are as many as those of b with a. A matrix that says otherwise is made so,
by taking the mean of both ways.
"""

from typing import NamedTuple

import numpy as np

from hyosan.scenario.contact_matrix import ContactMatrix
from hyosan.scenario.contacts import Contacts, Meeting
from hyosan.scenario.households import MAX_AGE
from hyosan.world.columns import Floats, Ints

FIVE_YEARS = tuple(range(0, 76, 5))  #: first ages of the bands unless a matrix has others
MET = ("school", "work", "community")  #: settings with a target, in the order of tables
SCHOOL, WORK = 0, 1  #: rows of those in which people belong to groups


class Targets(NamedTuple):
    """What contacts should come to.

    starts : (bands) first age of each band
    band   : (101) band of each age
    per_age: (3, 101) contacts per day of a person of each age
    pairs  : (3, bands, bands) contacts per day of all people of a band with another, symmetric
    """

    starts: Ints
    band: Ints
    per_age: Floats
    pairs: Floats

    def row_sums(self, people: Ints) -> Floats:
        """(3, bands) contacts per day of a person of each band; `people` (bands) live there."""
        return np.asarray(self.pairs.sum(axis=2) / np.maximum(people, 1))


def targets_of(contacts: Contacts, ages: Ints) -> Targets:
    """The targets for a population.

    ages : (101) people by year of age
    """
    meetings = [getattr(contacts, name) for name in MET]
    starts = next((each.matrix.starts for each in meetings if each.matrix is not None), FIVE_YEARS)
    band = np.searchsorted(np.array(starts), np.arange(MAX_AGE + 1), side="right") - 1
    made = [_setting(meeting, ages, band, len(starts)) for meeting in meetings]
    return Targets(
        np.array(starts, np.int64), band, np.array([per_age for per_age, _ in made]), np.array([k for _, k in made])
    )


def _setting(meeting: Meeting, ages: Ints, band: Ints, bands: int) -> tuple[Floats, Floats]:
    people = _by_band(ages.astype(np.float64), band, bands)
    if meeting.matrix is not None:
        pairs = _mutual(meeting.matrix, people)
        return (pairs.sum(axis=1) / np.maximum(people, 1.0))[band], pairs
    per_age = np.array([meeting.per_day.at(age) for age in range(MAX_AGE + 1)])
    made = _by_band(ages * per_age, band, bands)
    apart = np.outer(made, made) / max(float(made.sum()), 1e-300)
    return per_age, meeting.assortativity * np.diag(made) + (1.0 - meeting.assortativity) * apart


def _mutual(matrix: ContactMatrix, people: Floats) -> Floats:
    ways = np.array(matrix.rows) * people[:, None]
    return np.asarray((ways + ways.T) / 2.0)


def _by_band(numbers: Floats, band: Ints, bands: int) -> Floats:
    sums = np.zeros(bands)
    np.add.at(sums, band, numbers)
    return sums
