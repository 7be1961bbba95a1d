"""From the basic reproduction number to the chance of infection on a contact."""

import numpy as np

from hyosan.population.contact_rates import spectral_radius
from hyosan.scenario import Scenario
from hyosan.world.columns import Floats
from hyosan.world.parameters import States, Transitions

ROUNDS = 1_000  #: more than any course has stages
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
    for _ in range(ROUNDS):
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


def per_contact(scenario: Scenario, contacts: Floats, infectious: Floats, susceptibility: Floats) -> float:
    """Chance of infection on a contact with somebody fully susceptible.

    contacts       : (bands, bands) per day, of a person of the row's band with those of the column's
    infectious     : (bands) expected infectious time, s
    susceptibility : (bands) relative
    R0 is the dominant eigenvalue of the next-generation matrix: what a typical case infects if nobody is met twice.
    Source: Diekmann, Heesterbeek and Metz, Journal of Mathematical Biology 28, 1990.
    Raises: BadInput if reproduction asks for more infections than there are contacts
    """
    spread = scenario.pathogen.transmission
    assert spread is not None  # checked by the loader for every population
    if spread.per_contact is not None:
        return spread.per_contact
    most = spectral_radius(infectious[:, None] / DAY_S * contacts * susceptibility[None, :])
    if not most or (spread.reproduction or 0.0) > most:
        found = f"{spread.reproduction:g} infections out of {most:.3g} contacts"
        raise scenario.bad_input(("pathogen", "transmission", "reproduction"), found, "at most one per contact")
    return (spread.reproduction or 0.0) / most
