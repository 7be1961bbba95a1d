"""Whether the figures of a population of households fit each other."""

from collections.abc import Iterator

from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.households import MAX_AGE, SIZES, Household, Households, School
from hyosan.scenario.wording import shown

ADULT = 19  #: years; whoever is younger lives with somebody of this age or older
CROWDED = 1.0 + 1e-9  #: shares of an age sum to at most so much


def household_faults(population: Households) -> Iterator[Complaint]:
    """Districts, ages, households, schools and work that cannot be those of one population."""
    yield from _district_faults(population)
    yield from _age_faults(population)
    yield from _school_faults(population)


def mean_size(household: Household) -> float:
    """Mean number of people in a household."""
    sizes = (*map(float, range(1, SIZES)), household.mean_of_largest)
    people = sum(size * percent for size, percent in zip(sizes, household.percent, strict=True))
    return people / sum(household.percent)


def people_by_age(population: Households) -> list[float]:
    """People of each year of age, in proportion: a band's are spread evenly over its years."""
    steps = population.ages.people.steps
    ends = (*(start for start, _ in steps[1:]), MAX_AGE + 1)
    people = [0.0] * (MAX_AGE + 1)
    for (start, number), end in zip(steps, ends, strict=True):
        for age in range(int(start), int(end)):
            people[age] = number / (int(end) - int(start))
    return people


def _district_faults(population: Households) -> Iterator[Complaint]:
    path = ("population", "district")
    if not population.district:
        yield Complaint(path, "no district", "at least one row of name and people")
    names = [district.name for district in population.district]
    yield from alike(path, names)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Complaint((*path, name), "given twice", "one row for each district")
    people = sum(district.people for district in population.district)
    for district in population.district:
        if district.people * population.people < people or not people:
            found = f"{district.people:g} of {people:g} people, which makes nobody of {population.people:,}"
            yield Complaint((*path, district.name), found, "at least one person in each district")


def _age_faults(population: Households) -> Iterator[Complaint]:
    path = ("population", "ages", "people")
    starts = [start for start, _ in population.ages.people.steps]
    if starts[-1] > MAX_AGE or any(start != int(start) for start in starts):
        found = f"a band from {next(start for start in starts if start > MAX_AGE or start != int(start)):g} years"
        yield Complaint(path, found, f"bands that begin at whole ages from 0 to {MAX_AGE}")
        return
    people = people_by_age(population)
    if not sum(people):
        yield Complaint(path, "nobody of any age", "people of at least one age")
        return
    size = mean_size(population.household)
    young, places = sum(people[:ADULT]) / sum(people), 1.0 - 1.0 / size
    if young > places:
        found = f"{young:.0%} of people younger than {ADULT}, in households of {size:.3g} on average"
        accepted = f"at most {places:.0%}, so that an adult lives in every household"
        yield Complaint(path, found, accepted)


def _school_faults(population: Households) -> Iterator[Complaint]:
    yield from alike(("population", "school"), [school.name for school in population.school])
    for school in population.school:
        if school.from_ > school.to:
            found = f"{school.to}, younger than the youngest, of {school.from_}"
            yield Complaint(("population", "school", school.name, "to"), found, "an age not below from")
    level: dict[int, School] = {}
    for school in population.school:
        ages = range(school.from_, school.to + 1)
        other = next((level[age] for age in ages if age in level), None)
        if other is not None:
            found = f"ages {school.from_} to {school.to}, some of which {shown(other.name)} has"
            yield Complaint(("population", "school", school.name), found, "ages that no other school has")
        level.update(dict.fromkeys(ages, school))
    for age in range(MAX_AGE + 1):
        learning = level[age].share if age in level else 0.0
        working = population.work.employed.at(age)
        if learning + working > CROWDED:
            found = f"{working:.0%} of people aged {age} at work, besides {learning:.0%} at school"
            yield Complaint(("population", "work", "employed"), found, "at most 100 % of each age in all")
            return
