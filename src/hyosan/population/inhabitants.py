"""Everybody of a large population: their ages, homes, groups, and whom else they meet."""

from dataclasses import dataclass

import numpy as np

from hyosan.population.groups import members_of, people_by_band
from hyosan.population.mixing import cumulative, diffuse, within_groups
from hyosan.population.own_people import settle_own
from hyosan.population.settled import Settled, Singles
from hyosan.population.settling import settle
from hyosan.population.targets import MET, Targets
from hyosan.scenario import Scenario
from hyosan.scenario.households import Households
from hyosan.scenario.own_people import OwnPeople
from hyosan.world.codes import Setting
from hyosan.world.columns import Codes, Floats, Ids, Ints

GROUPS = (Setting.SCHOOL, Setting.WORK)  #: settings in which people belong to groups
SETTINGS = tuple(Setting[name.upper()] for name in MET)  #: of the columns of `diffuse_rate` and rows of `diffuse_mix`


@dataclass(frozen=True)
class Inhabitants:
    """People sorted by district, then household; whom they meet at home, in groups, and diffusely.

    Rows of people are their stable identity. Rates are contacts per day of one person.

    age            : (people) years, 0 to 100
    home           : (people) number of the household
    home_at        : (households + 1) first row of each household; members are adjacent
    district_at    : (districts + 1) first row of each district
    district_names : (districts)
    group          : (people) class or team, -1 for none; teachers belong to their class
    group_at       : (groups + 1) first place of each group in `group_members`
    group_members  : rows of people, ascending within a group
    group_setting  : (groups) Setting.SCHOOL or Setting.WORK
    group_district : (groups) district in which the group meets
    group_rate     : (groups) contacts per day of a member with all others together; 0 for groups of one
    home_rate      : contacts per day between each two members of a household
    bands          : (bands + 1) first age of each band, and 101
    by_band        : (people) rows, sorted by district and band
    band_at        : (districts x bands + 1) first place of each in `by_band`; cell district x bands + band
    diffuse_rate   : (101, 3) contacts per day outside home and group, by age, in school, at work, in the community
    diffuse_mix    : (3, bands, bands) cumulative shares: row band of the person, column band of the person met
    away           : (districts, districts) cumulative shares: where a diffuse contact of somebody takes place
    ids            : (people) what their file calls them; None if they were generated
    """

    age: Codes
    home: Ids
    home_at: Ids
    district_at: Ids
    district_names: tuple[str, ...]
    group: Ids
    group_at: Ids
    group_members: Ids
    group_setting: Codes
    group_district: Ids
    group_rate: Singles
    home_rate: float
    bands: Ints
    by_band: Ids
    band_at: Ids
    diffuse_rate: Singles
    diffuse_mix: Floats
    away: Floats
    ids: tuple[str, ...] | None

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.age)

    @property
    def band_of(self) -> Ints:
        """(101) band of each age."""
        return np.searchsorted(self.bands, np.arange(self.bands[-1]), side="right") - 1


def inhabitants_of(scenario: Scenario, seed: int) -> Inhabitants:
    """The inhabitants of a scenario of households, or of its files.

    seed   : of all draws; files need none
    Raises : BadInput if the scenario's population is of another kind, or its files cannot be used
    """
    population = scenario.population
    if isinstance(population, Households):
        return _meeting(scenario, *settle(scenario, population, seed))
    if isinstance(population, OwnPeople):
        return _meeting(scenario, *settle_own(scenario, population))
    accepted = "households or file"
    raise scenario.bad_input(("population", "kind"), "a population without households", accepted)


def _meeting(scenario: Scenario, settled: Settled, targets: Targets) -> Inhabitants:
    """Settled people with all that says whom they meet."""
    bands = len(targets.starts)
    group_at, group_members = members_of(settled.group, len(settled.groups.rate))
    band_at, by_band = people_by_band(settled.age, targets.band, bands, settled.district_at)
    people = np.diff(band_at).reshape(-1, bands).sum(axis=0)
    group_rate = np.where(np.diff(group_at) > 1, settled.groups.rate, np.float32(0.0))
    grouped = np.zeros((len(MET), bands, bands))
    within_groups(
        group_at,
        group_members,
        settled.groups.setting,
        group_rate,
        settled.age,
        targets.band,
        np.zeros(bands, np.int64),
        grouped,
    )
    rest = diffuse(targets, grouped, people)
    home = scenario.contacts.home
    return Inhabitants(
        age=settled.age,
        home=settled.home,
        home_at=settled.home_at,
        district_at=settled.district_at,
        district_names=settled.district_names,
        group=settled.group,
        group_at=group_at,
        group_members=group_members,
        group_setting=settled.groups.setting,
        group_district=settled.groups.district,
        group_rate=group_rate,
        home_rate=home.per_day if home is not None else 0.0,
        bands=np.append(targets.starts, len(targets.band)),
        by_band=by_band,
        band_at=band_at,
        diffuse_rate=rest.rate,
        diffuse_mix=rest.mix,
        away=_away(settled.away, np.diff(settled.district_at)),
        ids=settled.ids,
    )


def _away(share: float, people: Ids) -> Floats:
    """Where diffuse contacts take place: a share elsewhere, in proportion to the people there."""
    n = len(people)
    if n == 1:
        return np.ones((1, 1))
    elsewhere = np.tile(people.astype(np.float64), (n, 1))
    np.fill_diagonal(elsewhere, 0.0)
    chances = elsewhere * (share / elsewhere.sum(axis=1, keepdims=True))
    np.fill_diagonal(chances, 1.0 - share)
    return cumulative(chances, elsewhere)
