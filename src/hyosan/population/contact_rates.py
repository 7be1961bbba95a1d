"""How often people of each age band meet people of each other, all settings together."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.inhabitants import Inhabitants
from hyosan.population.mixing import within_groups
from hyosan.world.columns import Codes, Floats, Ids, Ints


def contacts_by_band(inhabitants: Inhabitants) -> Floats:
    """(bands, bands) contacts per day of a person of the row's band with people of the column's."""
    band, bands = inhabitants.band_of, len(inhabitants.bands) - 1
    people = people_by_band(inhabitants)
    pairs = np.zeros((bands, bands))
    within_homes(inhabitants.home_at, inhabitants.age, band, pairs)
    pairs *= inhabitants.home_rate
    grouped = np.zeros((len(inhabitants.diffuse_mix), bands, bands))
    within_groups(
        inhabitants.group_at, inhabitants.group_members, inhabitants.group_setting, inhabitants.group_rate,
        inhabitants.age, band, np.zeros(bands, np.int64), grouped,
    )  # fmt: skip
    pairs += grouped.sum(axis=0)
    each = pairs / np.maximum(people, 1)[:, None]
    first_ages = inhabitants.bands[:-1]
    for setting, mix in enumerate(inhabitants.diffuse_mix):
        shares = np.diff(mix, axis=1, prepend=0.0)
        each += inhabitants.diffuse_rate[first_ages, setting].astype(np.float64)[:, None] * shares
    return np.asarray(each)


def people_by_band(inhabitants: Inhabitants) -> Ints:
    """(bands) people of each band."""
    cells = np.diff(inhabitants.band_at).astype(np.int64)
    return np.asarray(cells.reshape(-1, len(inhabitants.bands) - 1).sum(axis=0))


@loop
def within_homes(home_at: Ids, age: Codes, band: Ints, pairs: Floats) -> None:
    """Count the ordered pairs of people who live together, by their bands; pairs: (bands, bands), added to."""
    for home in range(len(home_at) - 1):
        for i in range(home_at[home], home_at[home + 1]):
            for j in range(home_at[home], home_at[home + 1]):
                if i != j:
                    pairs[band[age[i]], band[age[j]]] += 1.0


def spectral_radius(matrix: Floats) -> float:
    """Dominant eigenvalue of a matrix of numbers >= 0, by power iteration: one sum after another, so that its last
    digits are the same on every machine.
    """
    n = len(matrix)
    vector = [1.0] * n
    radius = 0.0
    for _ in range(ROUNDS):
        image = [sum(float(matrix[row, column]) * vector[row] for row in range(n)) for column in range(n)]
        radius = max(image)
        if radius == 0.0:
            return 0.0
        vector = [each / radius for each in image]
    return radius


ROUNDS = 200  #: of the power iteration; neighbouring rounds agree to the last digits long before
