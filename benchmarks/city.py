"""How near a generated population comes to the figures that it is made from.

Run it in the project's environment: `python benchmarks/city.py`. `benchmarks/README.md` says what it means.
"""

import argparse
import csv
import resource
import sys
import time
from pathlib import Path

import numpy as np

from hyosan.population.inhabitants import Inhabitants, inhabitants_of
from hyosan.population.targets import targets_of
from hyosan.scenario import Scenario, loads
from hyosan.scenario.check_households import people_by_age
from hyosan.scenario.households import Households
from hyosan.world.codes import Setting

CITY = """
title = "A population of households"
start = "day 1 00:00"
until = "day 2 00:00"
step = "1 h"
systems = ["course", "transmission"]
population = "korea"
pathogen = "seir"
"""
CITY_PEOPLE, KOREA_PEOPLE = 1_000_000, 51_829_136
ONE_DISTRICT = 'population.district=[{ name = "City", people = 1 }]'
IN_PREM = {"school": "school", "work": "work", "community": "others"}  #: setting -> name of the published matrix
WORST = 0.15  #: relative deviation of a row sum
FEW = 0.1  #: contacts per d, below which the deviation is judged absolutely, against WORST times this number
POINTS = 0.5  #: deviation of a marginal, percentage points


def scenario_of(people: int, provinces: bool, matrices: Path | None) -> Scenario:
    """The population of the catalog, at a size, with its provinces or as one city."""
    changes = [f"population.people={people}"] + ([] if provinces else [ONE_DISTRICT])
    if matrices is not None:
        changes += [f'contacts.{setting}.matrix="{matrices / name}.csv"' for setting, name in IN_PREM.items()]
    return loads(CITY, overrides=changes)


def made(people: Inhabitants) -> np.ndarray:
    """(4, bands) contacts per day that people of each band have at home, school, work and in the community."""
    band = people.band_of[people.age]
    n = np.maximum(np.bincount(band, minlength=len(people.bands) - 1), 1)
    rates = np.zeros((4, len(n)))
    others = np.diff(people.home_at)[people.home] - 1
    rates[0] = np.bincount(band, others * people.home_rate, len(n)) / n
    of_group = np.append(people.group_rate, 0.0)[people.group]
    setting = np.append(people.group_setting, -1)[people.group]
    for row, each in enumerate((Setting.SCHOOL, Setting.WORK), start=1):
        rates[row] = np.bincount(band, np.where(setting == each, of_group, 0.0), len(n)) / n
    for column in range(3):
        rates[column + 1] += np.bincount(band, people.diffuse_rate[people.age, column], len(n)) / n
    return rates


def received(people: Inhabitants) -> np.ndarray:
    """(3, bands) diffuse contacts per day that others have with people of each band: the other way round."""
    band = people.band_of[people.age]
    bands = len(people.bands) - 1
    n = np.maximum(np.bincount(band, minlength=bands), 1)
    shares = np.diff(people.diffuse_mix, axis=2, prepend=0.0)
    of_band = np.array([people.diffuse_rate[int(start)] for start in people.bands[:-1]], float)
    return np.einsum("bs,b,sbc->sc", of_band, n.astype(float), shares) / n


def deviation(found: np.ndarray, target: np.ndarray) -> float:
    """Largest deviation, relative to the target or, where that is small, to FEW."""
    return float((np.abs(found - target) / np.maximum(target, FEW)).max())


def published(matrices: Path, people: Inhabitants) -> np.ndarray:
    """(3, bands) row sums of published matrices, made symmetric on these people; worked out apart from the package."""
    n = np.bincount(people.band_of[people.age], minlength=len(people.bands) - 1).astype(float)
    sums = []
    for name in IN_PREM.values():
        with (matrices / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            ways = np.array([row[1:] for row in csv.reader(file)][1:], float) * n[:, None]
        sums.append(((ways + ways.T) / 2).sum(axis=1) / n)
    return np.array(sums)


def print_marginals(people: Inhabitants, population: Households) -> float:
    """Print households, ages and classes beside their figures; returns the largest deviation in points."""
    sizes = np.minimum(np.diff(people.home_at), 5)
    found = np.bincount(sizes, minlength=6)[1:] / len(sizes) * 100
    percent = np.array(population.household.percent)
    wanted = percent / percent.sum() * 100
    print("\nhouseholds of          1      2      3      4     5+   %")
    print("  made         " + "".join(f"{share:7.2f}" for share in found))
    print("  census       " + "".join(f"{share:7.2f}" for share in wanted))
    ages = np.bincount(people.age, minlength=101) / people.n * 100
    structure = np.array(people_by_age(population))
    figures = structure / structure.sum() * 100
    print(
        "\nages, % of all by decade: made "
        + " ".join(f"{part.sum():.2f}" for part in np.split(ages, range(10, 91, 10)))
    )
    print(
        "                        census "
        + " ".join(f"{part.sum():.2f}" for part in np.split(figures, range(10, 91, 10)))
    )
    print("\nclasses                 pupils per class, made   figure   share at school, made   figure")
    at_school = np.append(people.group_setting == Setting.SCHOOL, False)[people.group]
    worst = max(np.abs(found - wanted).max(), np.abs(ages - figures).max())
    for school in population.school:
        ours = (people.age >= school.from_) & (people.age <= school.to)
        pupils = people.group[ours & at_school]
        size, share = len(pupils) / len(np.unique(pupils)), len(pupils) / ours.sum()
        print(f"  {school.name:<22}{size:18.2f}{school.class_size:13.1f}{share:22.3f}{school.share:11.3f}")
        worst = max(worst, 100 * abs(share - school.share))
    return float(worst)


def print_contacts(people: Inhabitants, target: np.ndarray, name: str) -> float:
    """Print row sums beside their targets; returns the largest deviation of a setting."""
    rates = made(people)
    print(f"\ncontacts per day by age band: as made, and {name}\n")
    print("   age      home    school            work         community")
    for band, start in enumerate(people.bands[:-1]):
        pairs = "".join(f"{rates[row + 1, band]:9.2f}{target[row, band]:7.2f}" for row in range(3))
        print(f"  {start:4d}{rates[0, band]:10.2f}{pairs}")
    worst = {name: deviation(rates[row + 1], target[row]) for row, name in enumerate(IN_PREM)}
    print("\nlargest deviation: " + ", ".join(f"{name} {each:.1%}" for name, each in worst.items()))
    shares = np.array([people.diffuse_rate[int(start)] for start in people.bands[:-1]]).T
    back = {name: deviation(received(people)[row], shares[row]) for row, name in enumerate(IN_PREM)}
    print("diffuse contacts the other way round: " + ", ".join(f"{name} {each:.1%}" for name, each in back.items()))
    return max(worst.values())


def main() -> None:
    """Build, print and judge; exits with 1 if anything is farther off than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=CITY_PEOPLE, help="people in one district")
    parser.add_argument("--korea", action="store_true", help="the 51.8 million people of the 17 provinces instead")
    parser.add_argument("--matrices", type=Path, help="folder with school.csv, work.csv and others.csv")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    scenario = scenario_of(KOREA_PEOPLE if options.korea else options.people, options.korea, options.matrices)
    population = scenario.population
    assert isinstance(population, Households)
    inhabitants_of(scenario_of(20_000, False, options.matrices), options.seed)  # compiles
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    people = inhabitants_of(scenario, options.seed)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{people.n:,} people in {len(people.home_at) - 1:,} households and {len(people.group_rate):,} groups, "
        f"set up in {seconds:.2f} s with {(after.ru_maxrss - before.ru_maxrss) / 1000:,.0f} MB more"
    )
    points = print_marginals(people, population)
    if options.matrices is not None:
        contacts = print_contacts(
            people, published(options.matrices, people), "the matrix made symmetric on these people"
        )
    else:
        targets = targets_of(scenario.contacts, np.bincount(people.age, minlength=101))
        cells = np.bincount(people.band_of[people.age], minlength=len(people.bands) - 1)
        contacts = print_contacts(people, targets.row_sums(cells), "the catalog's row sums")
    print(f"\nMarginals within {POINTS} points: {'yes' if points <= POINTS else 'no'} ({points:.2f}).")
    print(f"Row sums within {WORST:.0%}: {'yes' if contacts <= WORST else 'no'} ({contacts:.1%}).")
    sys.exit(points > POINTS or contacts > WORST)


if __name__ == "__main__":
    main()
