"""From the basic reproduction number to the chance of infection on a contact, on a contact network.

R0 is the mean number of others whom those infect who were infected by a person picked at random: the second generation
over the first. Each neighbour counts once, however often the two meet, and the infector does not count. Where every
edge passes the infection on with the same chance T, it is T (mean of the squared degree / mean degree - 1).

Source: Newman, Physical Review E 66, 2002, 016128; Meyers, Pourbohloul, Newman, Skowronski and Brunham, Journal of
Theoretical Biology 232, 2005, 71-81.
"""

from dataclasses import dataclass

import numpy as np

from hyosan.jit import loop
from hyosan.population.dwelling import Dwelling
from hyosan.population.infected_shares import infected_shares, rates_up_to, share_at
from hyosan.rules.numbers import exp, log
from hyosan.scenario import Scenario
from hyosan.world.columns import Codes, Floats, Ids, Ints
from hyosan.world.network import Network
from hyosan.world.parameters import States, Transitions

ROUNDS = 40  #: of the search for the chance
CLOSE = 1e-9  #: relative, of a reproduction number to the one wanted
NEVER = -700.0  #: logarithm of a rate that is as good as 0


@dataclass(frozen=True)
class Pairs:
    """Ordered pairs of people, the first of whom may infect the second; sorted by both.

    source, target : (pairs) rows of people
    log_rate       : (pairs) logarithm of the contacts per s in which the first may infect the second
    log_back       : (pairs) the same the other way round, or NEVER
    """

    source: Ids
    target: Ids
    log_rate: Floats
    log_back: Floats


@dataclass(frozen=True)
class Spread:
    """How infections pass between people.

    tables     : (courses, rates) share of neighbours infected, by the rate of infecting contacts
    log_least  : logarithm of the first rate, per s
    course_of  : (people) row of `tables`
    acceptance : (people) relative susceptibility
    """

    tables: Floats
    log_least: float
    course_of: Ints
    acceptance: Floats


def chance_on_network(
    scenario: Scenario, dwelling: Dwelling, exposed: int, states: States, transitions: Transitions,
    susceptibility: Floats, factors: Floats,
) -> float:  # fmt: skip
    """Chance of infection on a contact with somebody fully susceptible; of recorded contacts, infections per h.

    exposed        : row of the state that infection leads to
    susceptibility : (AGES) relative
    factors        : quantiles of a person's own infectiousness, mean 1
    Raises: BadInput if the network cannot have the chance or the reproduction number of the scenario
    """
    spread = scenario.pathogen.transmission
    assert spread is not None  # checked by the loader for every population
    if len(dwelling.mixing.network.begins):
        return infections_per_h(scenario, spread.per_contact)
    if spread.per_contact is not None:
        return spread.per_contact
    pairs = pairs_of(dwelling.mixing.network)
    most = float(pairs.log_rate.max(initial=NEVER))
    ways = spread_of(most, dwelling.age, exposed, states, transitions, susceptibility, factors)
    wanted, limit = spread.reproduction or 0.0, reproduction_on_network(1.0, pairs, ways)
    if wanted > limit:
        found = f"{wanted:g} infections where the network allows {limit:.3g}"
        path = ("pathogen", "transmission", "reproduction")
        raise scenario.bad_input(path, found, "at most one for each neighbour but the infector")
    return chance_for(wanted, limit, pairs, ways)


def infections_per_h(scenario: Scenario, per_contact: float | None) -> float:
    """Infections per h that a recorded contact lasts, if one of an hour infects with a chance.

    Raises: BadInput for what recorded contacts cannot have
    """
    if scenario.pathogen.defeat is not None:
        found = "defeats on contacts with time and duration"
        raise scenario.bad_input(("pathogen", "defeat"), found, "edges with weights")
    path, accepted = ("pathogen", "transmission", "per_contact"), "the chance that a contact of 1 h infects, below 1"
    if per_contact is None:
        raise scenario.bad_input(path, "missing, and recorded contacts need it", accepted)
    if per_contact == 1.0:
        raise scenario.bad_input(path, "1, for recorded contacts", accepted)
    return -log(1.0 - per_contact)


def pairs_of(network: Network) -> Pairs:
    """All pairs of a network who meet, in whatever settings."""
    people = len(network.at) - 1
    source = np.repeat(np.arange(people, dtype=np.int32), np.diff(network.at))
    key = source.astype(np.int64) * people + network.met
    firsts = np.flatnonzero(np.diff(key, prepend=-1))
    log_rate = np.empty(len(firsts))
    log_rates(network.at, network.reached_per_s, source, np.append(firsts, len(key)), log_rate)
    source, target, key = source[firsts], network.met[firsts], key[firsts]
    back = target.astype(np.int64) * people + source
    found = np.minimum(np.searchsorted(key, back), max(len(key) - 1, 0))
    log_back = np.where(key[found] == back, log_rate[found], NEVER) if len(key) else log_rate
    return Pairs(source, target, log_rate, log_back)


@loop
def log_rates(at: Ints, reached: Floats, source: Ids, firsts: Ints, log_rate: Floats) -> None:
    """Logarithm of the contacts per s of each pair, of which several adjacent rows may tell; filled in."""
    for k in range(len(firsts) - 1):
        first = firsts[k]
        before = reached[first - 1] if first > at[source[first]] else 0.0
        log_rate[k] = log(reached[firsts[k + 1] - 1] - before)


def spread_of(
    log_most: float, age: Codes, exposed: int, states: States, transitions: Transitions, susceptibility: Floats,
    factors: Floats,
) -> Spread:  # fmt: skip
    """How infections pass between people of these ages, with up to so many contacts per s.

    age : (people) years; ages of like courses share a table
    """
    rates = rates_up_to(exp(log_most))
    _, first, course = np.unique(transitions.probability, axis=1, return_index=True, return_inverse=True)
    course_of = course.reshape(-1)[age]
    lived, course_of = np.unique(course_of, return_inverse=True)
    tables = [infected_shares(exposed, int(first[row]), states, transitions, factors, rates) for row in lived]
    return Spread(np.array(tables), log(float(rates[0])), course_of.astype(np.int64), susceptibility[age])


def chance_for(wanted: float, limit: float, pairs: Pairs, ways: Spread) -> float:
    """The chance for which the reproduction number is as wanted; limit: the number for a chance of 1.

    Source: the Illinois method, Dowell and Jarratt, BIT 11, 1971; halving took four times as many rounds.
    """
    low, high, below, above = 0.0, 1.0, -wanted, limit - wanted
    middle, side = high, 0
    for _ in range(ROUNDS):
        middle = (low * above - high * below) / (above - below)
        off = reproduction_on_network(middle, pairs, ways) - wanted
        if abs(off) <= CLOSE * wanted:
            break
        if off < 0.0:
            low, below = middle, off
            above = above / 2.0 if side < 0 else above
            side = -1
        else:
            high, above = middle, off
            below = below / 2.0 if side > 0 else below
            side = 1
    return middle


def reproduction_on_network(chance: float, pairs: Pairs, ways: Spread) -> float:
    """The reproduction number with a chance of infection on a contact."""
    infects = np.zeros(len(ways.course_of))
    first, second = generations(
        log(chance), pairs.source, pairs.target, pairs.log_rate, pairs.log_back, ways.tables, ways.log_least,
        ways.course_of, ways.acceptance, infects,
    )  # fmt: skip
    return second / first if first > 0.0 else 0.0


@loop
def generations(
    log_chance: float, source: Ids, target: Ids, log_rate: Floats, log_back: Floats, tables: Floats, log_least: float,
    course_of: Ints, acceptance: Floats, infects: Floats,
) -> tuple[float, float]:  # fmt: skip
    """Expected infections by all people, each alone the first, and by those whom they infect.

    infects : (people) expected infections by each, added to
    """
    for k in range(len(source)):
        share = share_at(log_rate[k] + log_chance, tables[course_of[source[k]]], log_least)
        infects[source[k]] += share * acceptance[target[k]]
    first = second = 0.0
    for k in range(len(source)):
        i, j = source[k], target[k]
        share = share_at(log_rate[k] + log_chance, tables[course_of[i]], log_least) * acceptance[j]
        back = share_at(log_back[k] + log_chance, tables[course_of[j]], log_least) * acceptance[i]
        first += share
        second += share * (infects[j] - back)
    return first, second
