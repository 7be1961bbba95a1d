"""From the basic reproduction number to the chance of infection on a contact.

R0 is the dominant eigenvalue of the next-generation matrix by age band: how many others a typical case infects where
all are susceptible. Each of them counts once: whoever is met again and again, at home, in class or at work, can be
infected only once, so that households and superspreaders leave fewer infections than contacts.

Source: Diekmann, Heesterbeek and Metz, Journal of Mathematical Biology 28, 1990.
"""

import numpy as np

from hyosan.jit import loop
from hyosan.population.contact_rates import ContactRates
from hyosan.rules.numbers import exp
from hyosan.scenario import Scenario
from hyosan.world.columns import Floats
from hyosan.world.parameters import States, Transitions

STAGES_MOST = 1_000  #: more than any course has
POWER_ROUNDS = 100  #: neighbouring rounds agree to the last digits long before
HALVINGS = 40  #: of the interval in which the chance is looked for
DAY_S = 86_400.0


def infectious_s(entered: int, age: int, states: States, transitions: Transitions) -> float:
    """Expected time that an infection is infectious, s, each stage weighed by its relative infectiousness.

    entered : row of the state that infection leads to
    Stages are followed from there with their chances until nothing of them is left; a way back to the susceptible is
    not, since no state out of it comes without a new infection.
    """
    chance = np.zeros(len(states))
    chance[entered] = 1.0
    expected = 0.0
    for _ in range(STAGES_MOST):
        onward = np.zeros(len(states))
        for state in np.flatnonzero(chance > 1e-12):
            left = 1.0
            for way in range(states["ways_from"][state], states["ways_end"][state]):
                is_rest = transitions.ways["is_rest"][way]
                taken = left if is_rest else min(transitions.probability[way, age], left)
                left -= taken
                expected += chance[state] * taken * states["infectiousness"][state] * transitions.wait[way].mean()
                onward[transitions.ways["to"][way]] += chance[state] * taken
        if not onward.any():
            break
        chance = onward
    return expected


def per_contact(
    scenario: Scenario, rates: ContactRates, infectious: Floats, susceptibility: Floats, factors: Floats
) -> float:
    """Chance of infection on a contact with somebody fully susceptible.

    infectious     : (bands) expected infectious time, s
    susceptibility : (bands) relative
    factors        : quantiles of a person's own infectiousness, mean 1
    Raises: BadInput if reproduction asks for more infections than there are contacts
    """
    spread = scenario.pathogen.transmission
    assert spread is not None  # checked by the loader for every population
    if spread.per_contact is not None:
        return spread.per_contact
    wanted = spread.reproduction or 0.0
    days = infectious / DAY_S
    if not rates.partners.any():
        most = dominant(days[:, None] * rates.loose * susceptibility[None, :])
        chance = wanted / most if most else 2.0
    else:
        most = reproduction(1.0, rates, days, susceptibility, factors)
        chance = halved(wanted, rates, days, susceptibility, factors) if wanted <= most else 2.0
    if chance > 1.0:
        found = f"{wanted:g} infections where contacts allow {most:.3g}"
        raise scenario.bad_input(("pathogen", "transmission", "reproduction"), found, "at most one per contact")
    return chance


def halved(wanted: float, rates: ContactRates, days: Floats, susceptibility: Floats, factors: Floats) -> float:
    """The chance for which the reproduction number is as wanted, by halving the interval that it is in."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if reproduction(middle, rates, days, susceptibility, factors) < wanted:
            low = middle
        else:
            high = middle
    return high


def reproduction(chance: float, rates: ContactRates, days: Floats, susceptibility: Floats, factors: Floats) -> float:
    """The reproduction number with a chance of infection on a contact."""
    infected = np.empty((len(rates.pair_rate), len(days)))
    share_infected(chance, rates.pair_rate, days, factors, infected)
    each = chance * days[:, None] * rates.loose
    for row in range(len(rates.pair_rate)):
        each = each + infected[row][:, None] * rates.partners[row]
    return dominant(each * susceptibility[None, :])


@loop
def share_infected(chance: float, pair_rate: Floats, days: Floats, factors: Floats, infected: Floats) -> None:
    """Share of partners who are infected, by how often they are met and by the band of the infectious.

    infected : (classes, bands) filled in
    """
    for row in range(len(pair_rate)):
        for band in range(len(days)):
            escaped = 0.0
            for k in range(len(factors)):
                escaped += exp(-chance * pair_rate[row] * days[band] * factors[k])
            infected[row, band] = 1.0 - escaped / len(factors)


def dominant(matrix: Floats) -> float:
    """Dominant eigenvalue of a matrix of numbers >= 0, by power iteration: one sum after another, so that its last
    digits are the same on every machine.
    """
    n = len(matrix)
    vector = [1.0] * n
    value = 0.0
    for _ in range(POWER_ROUNDS if n > 1 else 1):
        image = [sum(float(matrix[row, column]) * vector[row] for row in range(n)) for column in range(n)]
        value = max(image)
        if value == 0.0:
            return 0.0
        vector = [each / value for each in image]
    return value
