"""Vaccination: when in a campaign somebody has their turn, and what is left of the protection."""

from hyosan.jit import rule
from hyosan.rules.numbers import faded


@rule
def turn_s(luck: float, coverage: float, campaign_s: float) -> float:
    """When in a campaign somebody is vaccinated, s after it begins; below 0 if not at all.

    luck     : uniform in (0, 1), of that person and campaign
    coverage : share of people of that age who are vaccinated by its end; as many on each day of it
    """
    if luck >= coverage:
        return -1.0
    return luck / coverage * campaign_s


@rule
def protection(efficacy: float, elapsed_s: float, half_life_s: float) -> float:
    """Share of infections (or of illness, or of onward transmission) that a vaccine prevents.

    efficacy    : when it begins to protect;  elapsed_s : since then, below 0 before
    half_life_s : in which protection halves; infinite if it does not wane
    A leaky vaccine: each contact is prevented with this chance, not all contacts of some people and none of others.
    Source: Smith, Rodrigues and Fine, International Journal of Epidemiology 13:87, 1984, model 1; the three
    efficacies: Halloran, Longini and Struchiner, Design and Analysis of Vaccine Studies, 2010.
    That it wanes exponentially is an assumption: the plainest course that one number describes.
    """
    if elapsed_s < 0.0:
        return 0.0
    return faded(efficacy, elapsed_s, half_life_s)
