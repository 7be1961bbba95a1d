"""Where people live and whom they meet, in the form that a society is made from."""

from dataclasses import dataclass

import numpy as np

from hyosan.population.contact_rates import ContactRates, contact_rates_of
from hyosan.population.inhabitants import SETTINGS, Inhabitants
from hyosan.world.codes import Setting
from hyosan.world.columns import Codes, Ids, Ints
from hyosan.world.crowd import Mixing
from hyosan.world.parameters import AGES

DAY_S = 86_400.0


@dataclass(frozen=True)
class Dwelling:
    """People by district, and whom they meet.

    age            : (people) years
    district_at    : (districts + 1) first row of each district
    district_names : (districts)
    home_per_s     : contacts per s between each two members of a household
    mixing         : who may meet whom, and how often
    band_ages      : (bands) an age of each band
    rates          : how often people of these bands meet; None where a network says it person by person
    ids            : (people) what their file calls them; None if no file does
    """

    age: Codes
    district_at: Ids
    district_names: tuple[str, ...]
    home_per_s: float
    mixing: Mixing
    band_ages: Ints
    rates: ContactRates | None
    ids: tuple[str, ...] | None = None


def dwelling_of(inhabitants: Inhabitants) -> Dwelling:
    """Inhabitants with homes and groups as a society takes them."""
    bands = len(inhabitants.bands) - 1
    loose = np.zeros((AGES, len(Setting)))
    loose[:, list(SETTINGS)] = inhabitants.diffuse_rate / DAY_S
    bands_met = np.ones((len(Setting), bands, bands))
    bands_met[list(SETTINGS)] = inhabitants.diffuse_mix
    mixing = Mixing(
        home=inhabitants.home,
        home_at=inhabitants.home_at,
        group=inhabitants.group,
        group_at=inhabitants.group_at,
        group_members=inhabitants.group_members,
        group_setting=inhabitants.group_setting,
        group_per_s=(inhabitants.group_rate / DAY_S).astype(np.float32),
        band=inhabitants.band_of.astype(np.int8),
        by_band=inhabitants.by_band,
        band_at=inhabitants.band_at,
        loose_per_s=loose,
        bands_met=bands_met,
        reach=inhabitants.away,
    )
    return Dwelling(
        age=inhabitants.age,
        district_at=inhabitants.district_at,
        district_names=inhabitants.district_names,
        home_per_s=inhabitants.home_rate / DAY_S,
        mixing=mixing,
        band_ages=inhabitants.bands[:-1],
        rates=contact_rates_of(inhabitants),
        ids=inhabitants.ids,
    )
