"""Who learns, who works with others, and in which class or team."""

import numpy as np

from hyosan.jit import loop
from hyosan.population.ages import Districts
from hyosan.population.apportion import millionths
from hyosan.population.schools import TEACHING, Classes, classes_of, employ_teachers
from hyosan.population.settled import Groups
from hyosan.population.targets import SCHOOL, WORK, Targets
from hyosan.population.workplaces import commuters, form_teams, shuffle, team_sizes
from hyosan.rules.draw import draw
from hyosan.scenario.contacts import Contacts
from hyosan.scenario.households import MAX_AGE, Households
from hyosan.world.codes import Purpose, Setting
from hyosan.world.columns import Codes, Floats, Ids, Ints


def occupy(
    contacts: Contacts, population: Households, seed: int, districts: Districts, targets: Targets, age: Codes
) -> tuple[Ids, Groups]:
    """Class or team of all people, -1 for none; and the groups, classes first.

    age : (people) years
    """
    everybody = districts.ages.sum(axis=0)
    in_teams, per_worker = team_work(population, targets, everybody)
    group = np.full(len(age), -1, np.int32)
    classes: list[Classes] = []
    workers: list[Ids] = []
    n_classes = 0
    for d in range(len(districts.key)):
        classes.append(classes_of(population.school, districts.ages[d], n_classes))
        n_classes += len(classes[d].age)
        workers.append(_workers_of(seed, districts, d, classes[d], in_teams, age, group))
    teams = _form_teams(population, seed, districts, workers, n_classes, group)
    rates = [
        _own_group(contacts, SCHOOL) * _per_pupil(targets.per_age[SCHOOL], everybody, classes),
        np.full(sum(teams), _own_group(contacts, WORK) * per_worker),
    ]
    return group, Groups(
        setting=np.repeat(np.array([Setting.SCHOOL, Setting.WORK], np.int8), [n_classes, sum(teams)]),
        district=np.concatenate([_whose([len(each.age) for each in classes]), _whose(teams)]),
        rate=millionths(np.concatenate(rates)).astype(np.float32),
    )


def team_work(population: Households, targets: Targets, ages: Ints) -> tuple[Floats, float]:
    """Share of each age who work in teams, and the contacts at work that fall to one worker.

    Where people of an age should have fewer contacts than their part of all workers', the others of them work alone.

    ages : (101) people by year of age
    """
    employed = np.array([population.work.employed.at(years) for years in range(MAX_AGE + 1)])
    contacts = targets.per_age[WORK]
    busy = employed > 0.0
    workers = float((ages * employed)[busy].sum())
    per_worker = float((ages * contacts)[busy].sum()) / workers if workers else 0.0
    in_teams = np.minimum(employed, contacts / per_worker if per_worker else 0.0)
    return millionths(in_teams), per_worker


def _own_group(contacts: Contacts, row: int) -> float:
    meeting = contacts.school if row == SCHOOL else contacts.work
    return meeting.own_group if meeting is not None else 0.0


def _workers_of(
    seed: int, districts: Districts, d: int, classes: Classes, in_teams: Floats, age: Codes, group: Ids
) -> Ids:
    """Rows of those of a district who work in teams, in random order; pupils and teachers get their classes."""
    key, ages = int(districts.key[d]), districts.ages[d]
    working = np.minimum((ages * in_teams + 0.5).astype(np.int64), ages - classes.pupils)
    workers = np.empty(int(working.sum()), np.int32)
    chosen = classes.pupils.copy(), working
    first, end = int(districts.at[d]), int(districts.at[d + 1])
    _choose(seed, key, first, end, age, ages.copy(), *chosen, np.zeros_like(ages), classes, group, workers)
    shuffle(seed, key, 0, workers)
    return workers[: employ_teachers(age, workers, classes.teachers, *TEACHING, group)]


def _form_teams(
    population: Households, seed: int, districts: Districts, workers: list[Ids], first: int, group: Ids
) -> list[int]:
    """Put workers into teams where they work.

    workers : for each district, rows of those who live there
    first   : number of the first team
    Returns: number of teams of each district
    """
    flows = commuters(population.commuting, np.array([len(rows) for rows in workers]), districts.ages.sum(axis=1))
    ends = np.cumsum(flows, axis=1)
    n_teams: list[int] = []
    for d, key in enumerate(districts.key):
        here = np.concatenate([rows[ends[o, d] - flows[o, d] : ends[o, d]] for o, rows in enumerate(workers)])
        shuffle(seed, int(key), 1, here)
        sizes = team_sizes(population.work, len(here))
        form_teams(here, sizes, first + sum(n_teams), group)
        n_teams.append(len(sizes))
    return n_teams


def _per_pupil(per_age: Floats, ages: Ints, classes: list[Classes]) -> Floats:
    """(classes) contacts at school that fall to one pupil, as those who do not attend have none in class."""
    pupils = np.sum([each.pupils for each in classes], axis=0)
    per_pupil = per_age * ages / np.maximum(pupils, 1)
    return np.asarray(per_pupil[np.concatenate([each.age for each in classes])])


def _whose(counts: list[int]) -> Ids:
    """District of each of so many groups of every district."""
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


@loop
def _choose(
    seed: int,
    key: int,
    first: int,
    end: int,
    age: Codes,
    left: Ints,
    pupils: Ints,
    working: Ints,
    seated: Ints,
    classes: Classes,
    group: Ids,
    workers: Ids,
) -> None:
    """Decide who of a district learns, who works with others, and who does neither; seat pupils with their neighbours.

    key             : of the district, whose people are rows first to end - 1
    left            : (101) people by age; used up
    pupils, working : (101) how many are still to be chosen; used up
    seated          : (101) zeros; pupils so far
    group           : (people) written for pupils: class
    workers         : written: rows of those who work with others
    """
    n = 0
    for i in range(first, end):
        years = age[i]
        rank = ((draw(seed, Purpose.OCCUPATION, key, i - first, 0) >> 21) * left[years]) >> 32
        left[years] -= 1
        if rank < pupils[years]:
            pupils[years] -= 1
            # Pupil k of n sits in class k c // n of c, so that classes differ by one at most.
            group[i] = classes.first[years] + seated[years] * classes.n[years] // classes.pupils[years]
            seated[years] += 1
        elif rank < pupils[years] + working[years]:
            working[years] -= 1
            workers[n] = i
            n += 1
