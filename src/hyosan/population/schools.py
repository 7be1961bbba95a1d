"""Schools of a district: classes of one year of age, of neighbours, each with its teachers."""

from typing import NamedTuple

import numpy as np

from hyosan.jit import loop
from hyosan.population.apportion import n_groups
from hyosan.scenario.households import MAX_AGE, School
from hyosan.world.columns import Codes, Ids, Ints

TEACHING = (23, 62)  #: years, ages of teachers


class Classes(NamedTuple):
    """Classes of a district, by year of age.

    pupils   : (101) who attend, by age
    n        : (101) classes of each age
    first    : (101) number of the first class of each age
    teachers : (teachers) class of each
    age      : (classes) of the pupils
    """

    pupils: Ints
    n: Ints
    first: Ints
    teachers: Ints
    age: Ints


def classes_of(schools: tuple[School, ...], ages: Ints, first: int) -> Classes:
    """The classes of a district.

    ages  : (101) people by year of age
    first : number of its first class
    """
    pupils, n = np.zeros(MAX_AGE + 1, np.int64), np.zeros(MAX_AGE + 1, np.int64)
    at = np.full(MAX_AGE + 1, first, np.int64)
    teachers: list[int] = []
    age_of: list[int] = []
    number = first
    for school in schools:
        for age in range(school.from_, school.to + 1):
            pupils[age] = int(ages[age] * school.share + 0.5)
            at[age], n[age] = number, n_groups(int(pupils[age]), school.class_size)
            for k in range(int(n[age])):
                teachers += [number + k] * (int((k + 1) * school.teachers) - int(k * school.teachers))
            age_of += [age] * int(n[age])
            number += int(n[age])
    return Classes(pupils, n, at, np.array(teachers, np.int64), np.array(age_of, np.int64))


@loop
def employ_teachers(age: Codes, workers: Ids, classes: Ints, youngest: int, oldest: int, group: Ids) -> int:
    """Make the first workers of a fit age teachers.

    workers : (workers) rows; those who remain are moved to the front
    classes : (teachers) class of each
    group   : (all people) written for teachers: class
    Returns: how many workers remain
    """
    n, hired = 0, 0
    for k in range(len(workers)):
        i = workers[k]
        if hired < len(classes) and youngest <= age[i] <= oldest:
            group[i] = classes[hired]
            hired += 1
        else:
            workers[n] = i
            n += 1
    return n
