"""Who has a post: residents who work there, and people who live in quarters."""

from typing import NamedTuple

import numpy as np

from hyosan.population import keyed
from hyosan.population.city.zones import zones
from hyosan.scenario import Scenario
from hyosan.scenario.city import City, Post
from hyosan.world.codes import NOBODY, Purpose
from hyosan.world.columns import Ids, Ints, Truths
from hyosan.world.sites import Sites


class Quartered(NamedTuple):
    """People who live where they are posted, one row each."""

    names: list[str]  # stable names
    post: Ids
    age: Ints


def recruit(
    scenario: Scenario, city: City, seed: int, sites: Sites, age: Ints, district: Ids, key: Ints, is_fit: Truths
) -> Ids:
    """The post of each resident, or -1: of those of the right age who work, people who live near the place.

    age, district, key : (residents) years, row of the city's districts, stable key
    is_fit             : (residents) whether they work and may have a post
    Raises: BadInput if there are fewer than a post asks for
    """
    post = np.full(len(age), NOBODY, np.int32)
    row = {name: number for number, name in enumerate(sites.name)}
    for number, each in enumerate(city.post):
        if each.quarters is not None:
            continue
        fits = np.flatnonzero(is_fit & (post == NOBODY) & (age >= each.ages[0]) & (age <= each.ages[1]))
        place = row[each.place]
        zone = zones(city, float(sites.x[place]), float(sites.y[place]))[district[fits]]
        luck = keyed.bits(seed, Purpose.POSTING, key[fits], number)
        chosen = fits[np.lexsort((luck, zone))][: each.people]
        if len(chosen) < each.people:
            found = (
                f"{each.people:,}, of whom the city has {len(chosen):,} at work aged {each.ages[0]} to {each.ages[1]}"
            )
            raise scenario.bad_input(("city", "post", each.name, "people"), found, "fewer people, or a larger city")
        post[chosen] = number
    return post


def quartered(city: City, seed: int) -> Quartered:
    """Everybody who lives in quarters; each age of their range is equally likely."""
    names, post = [], []
    for number, each in enumerate(city.post):
        if each.quarters is not None:
            names += [f"{each.name} {k + 1:03d}" for k in range(each.people)]
            post += [number] * each.people
    own = [city.post[number] for number in post]
    youngest, span = _age_ranges(own)
    drawn = keyed.bits(seed, Purpose.POSTING, keyed.stable_keys(names), len(city.post))
    return Quartered(names, np.array(post, np.int32), youngest + ((drawn >> 21) * span >> 32))


def _age_ranges(posts: list[Post]) -> tuple[Ints, Ints]:
    """Youngest age, and how many years of age there are."""
    limits = np.array([each.ages for each in posts], np.int64).reshape(-1, 2)
    return limits[:, 0], limits[:, 1] - limits[:, 0] + 1
